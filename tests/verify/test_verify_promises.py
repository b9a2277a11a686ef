"""Every promise is broken on purpose, one at a time; exactly that one is named."""

import math
from dataclasses import replace
from functools import partial

import pytest
import variations
from made_up import MADE_UP, place
from test_verify_valley import BROKEN as BROKEN_IN_THE_VALLEY
from two_towns import ANSWER, QUESTION, TRUCK, rice, tents

from optimizer.instance import Kit, ScenarioSite, StockRecord
from optimizer.instance.words import Head, Level, Objective, Role, SiteStatus, Storage
from optimizer.plan import Contract, CostHead, Shortage, StockLine, Store
from optimizer.verify import CHECKS, recomputed_costs, spending, verify

changed = partial(variations.changed, QUESTION)
restocked = partial(variations.restocked, ANSWER)


def rerouted(old, *new):
    return variations.rerouted(ANSWER, (old,), *new)


def question(**changes):
    return replace(QUESTION, **changes)


def policy(**changes):
    return question(policy=replace(QUESTION.policy, **changes))


def answer(**changes):
    return replace(ANSWER, **changes)


def opened(*stores):
    return answer(stores=(*ANSWER.stores, *stores))


W = place("W", 1, 1, population=9, access_class=4)

BROKEN = {
    "an excluded site is built": (
        "choose_one_option",
        QUESTION,
        opened(Store("SX", "shed", Role.POINT)),
    ),
    "a committed site is not built": (
        "choose_one_option",
        changed("sites", 2, status=SiteStatus.COMMITTED),
        ANSWER,
    ),
    "a site is built to two options": (
        "choose_one_option",
        QUESTION,
        opened(Store("ST", "shed", Role.POINT)),
    ),
    "a sub-store is missing": ("count_roles", policy(sub_min=2), ANSWER),
    "a center too many": ("count_roles", policy(central_min=0, central_max=0), ANSWER),
    "stores stand too near": ("keep_spacing", policy(spacing_km=112), ANSWER),
    "a remote town has no point": (
        "force_points",
        replace(policy(force_access_class=4), places=(*QUESTION.places, W)),
        ANSWER,
    ),
    "a named town has no point": (
        "force_points",
        question(
            places=(*QUESTION.places, replace(W, population=0)),
            policy=replace(QUESTION.policy, force_towns=("U", "W")),
        ),
        ANSWER,
    ),
    "a named town has a sub-store where it must have a center": (
        "force_points",
        policy(force_least_role=Role.CENTRAL),
        ANSWER,
    ),
    "what stands there is given up": (
        "keep_what_stands",
        question(
            stock=(
                *QUESTION.stock,
                StockRecord(site="SU", commodity="tent", quantity=50, **MADE_UP),
            ),
            policy=replace(QUESTION.policy, keep_what_stands=True),
        ),
        ANSWER,
    ),
    "goods do not fit": ("store_within_volume", changed("options", 1, capacity_m3=2.5), ANSWER),
    "goods lie in the wrong room": (
        "store_within_volume",
        changed("families", 1, storage=Storage.COLD),
        ANSWER,
    ),
    "goods lie where no store is": (
        "store_within_volume",
        QUESTION,
        answer(stock=(*ANSWER.stock, StockLine("SV", "rice", 1))),
    ),
    "persons are forgotten": ("meet_need", QUESTION, answer(shortages=())),
    "persons are served twice": (
        "meet_need",
        QUESTION,
        rerouted(rice("S2", "ST", "T", 20), rice("S2", "ST", "T", 21)),
    ),
    "persons are served where nobody is": (
        "meet_need",
        QUESTION,
        answer(flows=(*ANSWER.flows, rice("S2", "ST", "U", 1))),
    ),
    "persons are served twice in a loss case": (
        "meet_need",
        QUESTION,
        rerouted(rice("S2-ST", "SU", "V", 20), rice("S2-ST", "SU", "V", 21)),
    ),
    "a damaged store ships more than is usable": (
        "ship_only_stock",
        question(
            scenario_sites=(
                ScenarioSite(scenario="S1", site="SU", usable_share=0.8, **MADE_UP),
            )
        ),
        ANSWER,
    ),
    "a store ships more than stands there": (
        "ship_only_stock",
        QUESTION,
        restocked("ST", "tent", 15),
    ),
    "a lost store ships": (
        "ship_only_stock",
        QUESTION,
        rerouted(rice("S2-SU", "ST", "T", 20), rice("S2-SU", "SU", "T", 20)),
    ),
    "a contract exceeds the offer": (
        "draw_within_sources",
        changed("supplies", 0, quantity=9),
        ANSWER,
    ),
    "a call exceeds what the contract counts for": (
        "draw_within_sources",
        QUESTION,
        answer(contracts=(Contract("E", "tent", 2),)),
    ),
    "a call exceeds what has come by then": (
        "draw_within_sources",
        changed("supplies", 0, per_day=11),
        ANSWER,
    ),
    "an agreement serves too many": (
        "limit_mode",
        changed("mode_limits", 0, most_share=0.07),
        ANSWER,
    ),
    "too few persons are covered": (
        "cover",
        changed("standards", 0, person_share=0.99),
        ANSWER,
    ),
    "too few towns are covered": ("cover", changed("standards", 0, town_share=0.51), ANSWER),
    "rice comes after the standard's deadline": (
        "cover",
        changed("standards", 0, deadline_h=6.9),
        ANSWER,
    ),
    "docks are too slow": (
        "handle_in_time",
        changed("options", 1, handling_t_per_h=0.06),
        ANSWER,
    ),
    "a source's dock is too slow": (
        "handle_in_time",
        changed("sources", 0, handling_t_per_h=0.014),
        ANSWER,
    ),
    "trucks are too small": (
        "drive_within_fleet",
        question(
            vehicles=(replace(TRUCK, payload_t=0.25),),
            fleet=(replace(QUESTION.fleet[0], count=1),),
        ),
        ANSWER,
    ),
    "construction costs too much": (
        "spend_within_budget",
        changed("budgets", 0, ceiling_cny=149_000),
        ANSWER,
    ),
    "running costs too much": (
        "spend_within_budget",
        changed("budgets", 2, ceiling_cny=14_000),
        ANSWER,
    ),
    "a loss leaves too many without": ("survive_loss", policy(loss_share=0.51), ANSWER),
    "the center holds too little": ("keep_at_center", policy(center_share=0.64), ANSWER),
    "a kit is not there": (
        "keep_minimum",
        question(kits=(Kit(town="U", commodity="rice", quantity=6, **MADE_UP),)),
        ANSWER,
    ),
    "a source comes too late": ("arrive_in_time", changed("sources", 0, lead_h=7.5), ANSWER),
    "half a bag is stocked": ("whole_units", QUESTION, restocked("ST", "rice", 12.5)),
    "half a tent is contracted": (
        "whole_units",
        QUESTION,
        answer(contracts=(Contract("E", "tent", 10.5),)),
    ),
    "less than nobody is short": (
        "whole_units",
        QUESTION,
        replace(
            rerouted(rice("S2", "ST", "T", 20), rice("S2", "ST", "T", 21)),
            shortages=(*ANSWER.shortages, Shortage("S2", "T", "food", "moved", 12.0, -1)),
        ),
    ),
    "less than nobody is served": (
        "whole_units",
        QUESTION,
        rerouted(
            rice("S2", "ST", "T", 20), rice("S2", "ST", "T", 21), rice("S2", "SU", "T", -1)
        ),
    ),
}  # fmt: skip


PROMISES = [check.__name__ for check in CHECKS if "driving" not in check.__module__]
"""Those of docs/model.md; the rules of docs/routing.md have tests of their own."""


def promises(violations):
    return {violation.promise for violation in violations}


def test_an_answer_that_keeps_every_promise_has_no_violation():
    assert verify(QUESTION, ANSWER) == ()


@pytest.mark.parametrize("story", BROKEN)
def test_a_broken_promise_is_named_alone(story):
    promise, instance, plan = BROKEN[story]
    costs = recomputed_costs(instance, plan)
    violations = verify(instance, replace(plan, costs_cny=costs))
    assert promises(violations) == {promise}
    assert all(violation.amount > 0 for violation in violations)
    assert all(violation.sentence and violation.where for violation in violations)


@pytest.mark.parametrize("head", CostHead)
def test_a_cost_that_is_stated_wrong_is_named(head):
    costs = {**ANSWER.costs_cny, head: ANSWER.costs_cny[head] + 5}
    (violation,) = verify(QUESTION, answer(costs_cny=costs))
    assert (violation.promise, violation.where) == ("state_costs", head)
    assert violation.amount == pytest.approx(5)


def test_every_promise_has_a_broken_answer():
    stories = (*BROKEN.values(), *BROKEN_IN_THE_VALLEY.values())
    planted = {story[0] for story in stories} | {"state_costs", "state_indicators"}
    assert [name for name in PROMISES if name not in planted] == []


def test_the_checks_are_the_promises_of_the_contract_in_its_order():
    assert PROMISES == [
        "choose_one_option", "count_roles", "keep_spacing", "force_points", "store_within_volume",
        "meet_need", "ship_only_stock", "draw_within_sources", "limit_mode", "cover",
        "handle_in_time", "drive_within_fleet", "spend_within_budget", "survive_loss",
        "keep_at_center", "keep_minimum", "arrive_in_time", "whole_units", "state_costs",
        "keep_working_stock", "move_what_stands", "replenish_stores", "build_roads",
        "pay_from_funds", "state_indicators", "keep_what_stands",
    ]  # fmt: skip


def test_a_flow_from_a_site_without_a_store_does_not_arrive():
    plan = rerouted(rice("S2", "ST", "T", 20), rice("S2", "SV", "T", 20))
    assert "arrive_in_time" in promises(verify(QUESTION, plan))


def test_a_flow_over_a_road_that_never_opens_does_not_arrive():
    closed = replace(QUESTION.scenario_roads[0], reopens_h=None)
    found = verify(question(scenario_roads=(closed,)), ANSWER)
    assert any("no open way" in violation.sentence for violation in found)


def test_every_kind_of_loss_is_asked_for():
    found = verify(QUESTION, answer(flows=tuple(f for f in ANSWER.flows if f.lost_site != "SV")))
    assert promises(found) == {"survive_loss"}
    assert {violation.where.split(",")[0] for violation in found} == {"S2 without SV"}


def test_a_standard_is_an_aim_where_most_people_are_covered_first():
    instance = changed("standards", 0, person_share=0.99)
    aimed = replace(instance, policy=replace(instance.policy, objective=Objective.MOST_COVERED))
    assert promises(verify(instance, ANSWER)) == {"cover"}
    assert verify(aimed, ANSWER) == ()


def test_a_standard_for_one_family_does_not_ask_for_another():
    instance = changed("standards", 0, person_share=1.0, families=("shelter",), town_share=1.0)
    assert verify(instance, ANSWER) == ()


def test_a_standard_asks_only_of_scenarios_of_its_levels():
    """Two of 110 persons go without rice in S1, of level II; nobody does in S2, of level III."""
    of_two = changed("standards", 0, person_share=0.99, town_share=0, levels=(Level.II,))
    of_three = changed("standards", 0, person_share=0.99, town_share=0, levels=(Level.III,))
    assert {violation.where for violation in verify(of_two, ANSWER)} == {"S1, basic"}
    assert verify(of_three, ANSWER) == ()


def test_amounts_that_are_not_numbers_keep_no_promise():
    for persons in (math.nan, math.inf):
        plan = rerouted(rice("S2", "ST", "T", 20), rice("S2", "ST", "T", persons))
        assert {"whole_units", "meet_need"} <= promises(verify(QUESTION, plan))
    plan = restocked("ST", "rice", math.nan)
    assert "whole_units" in promises(verify(QUESTION, plan))
    plan = answer(costs_cny={**ANSWER.costs_cny, CostHead.ISSUE: math.nan})
    assert promises(verify(QUESTION, plan)) == {"state_costs"}


def test_what_a_solver_rounds_is_forgiven():
    plan = rerouted(rice("S2", "ST", "T", 20), rice("S2", "ST", "T", 20.00001))
    assert verify(QUESTION, plan) == ()


def test_a_violation_is_told_with_its_numbers_and_units():
    instance = changed("options", 1, handling_t_per_h=0.06)
    (violation,) = verify(instance, ANSWER)
    assert str(violation) == (
        "handle_in_time(S1, SU): in S1 SU would load 0.4 t in 6.5 h, its docks load 0.06 t/h: "
        "0.01 t too much"
    )


def test_first_stock_counts_what_stands_there_unless_it_has_expired():
    spent = spending(QUESTION, ANSWER)
    assert spent[Head.FIRST_STOCK] == pytest.approx(27 * 1000 + 17 * 100)
    assert spent[Head.TOTAL] == pytest.approx(300_000 + 30_000 + 28_700)
    assert spent[Head.YEARLY] == pytest.approx(10_000 + 2_900 + 725 + 600)
    more = StockRecord(site="ST", commodity="tent", quantity=50, **MADE_UP)
    richer = question(stock=(*QUESTION.stock, more))
    assert spending(richer, ANSWER)[Head.FIRST_STOCK] == pytest.approx(7 * 1000 + 17 * 100)


def test_a_building_is_paid_back_by_annuity():
    dear = question(economics=replace(QUESTION.economics, discount_rate=0.06))
    building = recomputed_costs(dear, ANSWER)[CostHead.BUILDING]
    assert building == pytest.approx(300_000 * 0.0726489, rel=1e-6)


UNKNOWN = {
    "site of a store": opened(Store("SY", "big", Role.SUB)),
    "option": opened(Store("SV", "big", Role.POINT)),
    "role": opened(Store("SV", "shed", Role.SUB)),
    "site of stock": restocked("SY", "tent", 1),
    "commodity": restocked("ST", "tant", 1),
    "source": answer(contracts=(Contract("F", "tent", 1),)),
    "contracted commodity": answer(contracts=(Contract("E", "tant", 1),)),
    "scenario": answer(flows=(*ANSWER.flows, tents("S3", "ST", "T", 1))),
    "place": answer(flows=(*ANSWER.flows, tents("S1", "ST", "Z", 1))),
    "origin": answer(flows=(*ANSWER.flows, tents("S1", "SY", "T", 1))),
    "lost site": answer(flows=(*ANSWER.flows, tents("S2-SY", "ST", "T", 1))),
    "loss case": answer(flows=(*ANSWER.flows, tents("S1-ST", "SU", "T", 1))),
    "bundle": answer(shortages=(Shortage("S1", "V", "food", "moved", 11.0, 2),)),
    "second store": opened(Store("ST", "big", Role.CENTRAL)),
    "second stock": answer(stock=(*ANSWER.stock, StockLine("ST", "tent", 1))),
    "second contract": answer(contracts=(*ANSWER.contracts, Contract("E", "tent", 1))),
    "second flow": answer(flows=(*ANSWER.flows, tents("S1", "E", "U", 1))),
    "second shortage": answer(
        shortages=(*ANSWER.shortages, Shortage("S1", "V", "food", "moved", 12.0, 1))
    ),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_the_instance_does_not_know_is_told_first_and_alone(what):
    assert promises(verify(QUESTION, UNKNOWN[what])) == {"known_ids"}


def test_a_misspelled_id_is_met_with_the_nearest_one():
    (violation,) = verify(QUESTION, restocked("ST", "tant", 1))
    assert violation.sentence == "the instance has no commodity 'tant'. Did you mean 'tent'?"
