"""Promises about railways, planned roads, moves, funds and institutions, each broken on purpose."""

import math
from dataclasses import replace
from functools import partial

import pytest
import variations
from made_up import MADE_UP, fund, option
from valley import ANSWER, BOUGHT_CNY, HELICOPTER, MOVED_CNY, VALLEY, food, tents

from optimizer.instance import StockRecord, WorkingStock
from optimizer.instance.words import Head, ReserveMode, Role
from optimizer.plan import (
    Contract,
    CostHead,
    IndicatorLine,
    Move,
    Payment,
    Replenishment,
    Shortage,
    StockLine,
    Store,
)
from optimizer.verify import recomputed_costs, recomputed_indicators, spending, verify

changed = partial(variations.changed, VALLEY)
restocked = partial(variations.restocked, ANSWER)
rerouted = partial(variations.rerouted, ANSWER)


def question(**changes):
    return replace(VALLEY, **changes)


def policy(**changes):
    return question(policy=replace(VALLEY.policy, **changes))


def economics(**changes):
    return question(economics=replace(VALLEY.economics, **changes))


def answer(**changes):
    return replace(ANSWER, **changes)


def moved(*moves):
    return answer(moves=(*ANSWER.moves, *moves))


def paid(*payments):
    kept = {(line.head, line.fund): line for line in (*ANSWER.payments, *payments)}
    return answer(payments=tuple(kept.values()))


def claimed(plan, instance):
    """Return a plan that states its own costs and indicators."""
    return replace(
        plan,
        costs_cny=recomputed_costs(instance, plan),
        indicators=recomputed_indicators(instance, plan),
    )


SHORT_AT_C = replace(
    rerouted([food("S1", "SB", "C", 14, "BC")], food("S1", "SB", "C", 11, "BC")),
    shortages=(*ANSWER.shortages, Shortage("S1", "C", "food", "moved", 24.0, 3)),
)

SHED = option("SO", "post", Role.SUB, 5)

ONE_AT_B = StockRecord(site="SB", commodity="tent", quantity=1, **MADE_UP)


def kept(**changes):
    """Return the question that keeps what stands today, with tables changed."""
    return replace(policy(keep_what_stands=True), **changes)


BROKEN = {
    "a town is short when it is cut off": ("force_points", VALLEY, SHORT_AT_C, 3),
    "a town has no store and nothing else was asked for": (
        "force_points", policy(cut_off_scenarios=()), ANSWER, 1
    ),
    "a town has stores, and none is the center that it must have": (
        "force_points",
        policy(cut_off_scenarios=(), force_towns=("B",), force_least_role=Role.CENTRAL),
        ANSWER,
        1,
    ),
    "what stands where no store is is not moved": (
        "keep_what_stands", kept(stock=(VALLEY.stock[0], replace(VALLEY.stock[1], quantity=11))),
        ANSWER, 2,
    ),
    "what is moved is given up where it goes": (
        "keep_what_stands", kept(stock=(*VALLEY.stock, ONE_AT_B)), ANSWER, 1
    ),
    "a local store too many": ("count_roles", policy(local_max=0), ANSWER, 1),
    "an institution issues its daily stock": (
        "ship_only_stock", changed("working_stock", 0, days=4), ANSWER, 2
    ),
    "an institution holds too little": (
        "keep_working_stock",
        question(
            working_stock=(
                *VALLEY.working_stock,
                WorkingStock(site="SH", commodity="tent", units_per_day=0.7, days=2, **MADE_UP),
            )
        ),
        ANSWER,
        2,
    ),
    "an intended agreement is contracted": (
        "draw_within_sources", policy(count_intended=False), ANSWER, 2
    ),
    "a source gives what the scenario took from it": (
        "draw_within_sources", changed("scenario_sources", 0, usable_share=0.4), ANSWER, 0.2
    ),
    "a source's daily rate is cut by the scenario": (
        "draw_within_sources", changed("supplies", 0, per_day=21), ANSWER, 1 - 21 / 24
    ),
    "a source serves where it may not": (
        "draw_within_sources", changed("sources", 0, serves=("C",)), ANSWER, 10
    ),
    "own stores serve too few": (
        "limit_mode", changed("mode_limits", 0, least_share=0.92), ANSWER, 0.4
    ),
    "households serve too many": (
        "limit_mode", changed("mode_limits", 1, most_share=0.15), ANSWER, 1
    ),
    "the train is too small": (
        "drive_within_fleet", changed("vehicles", 1, payload_t=0.37), ANSWER, 3.36 - 3.33
    ),
    "the helicopter is too small": (
        "drive_within_fleet",
        question(
            vehicles=(*VALLEY.vehicles[:2], replace(HELICOPTER, payload_t=0.04)),
            fleet=(*VALLEY.fleet[:2], replace(VALLEY.fleet[2], available_after_h=9)),
        ),
        ANSWER,
        0.04 * 1.5 - 0.04 * 1,
    ),
    "more is moved than stands there": (
        "move_what_stands", changed("stock", 1, quantity=8), ANSWER, 1
    ),
    "goods are moved where they are": (
        "move_what_stands", VALLEY, moved(Move("SA", "SA", "tent", 2)), 2
    ),
    "goods are moved to where no store is": (
        "move_what_stands", VALLEY, moved(Move("SA", "SO", "tent", 1)), 1
    ),
    "goods are moved where nothing is": (
        "move_what_stands", economics(peacetime_cny_per_m3_km=None), ANSWER, 9
    ),
    "a store is not filled again": (
        "replenish_stores", VALLEY,
        answer(replenishments=(Replenishment("SA", "SB", 0.45), Replenishment("SB", "SH", 0.1))),
        0.05,
    ),
    "a store is filled from below": (
        "replenish_stores", VALLEY,
        answer(replenishments=(Replenishment("SH", "SB", 0.5), Replenishment("SB", "SH", 0.1))),
        0.5,
    ),
    "a store is filled from its own tier": (
        "replenish_stores", question(options=(*VALLEY.options, SHED)),
        answer(
            stores=(*ANSWER.stores, Store("SO", "post", Role.SUB)),
            replenishments=(Replenishment("SO", "SB", 0.5), Replenishment("SB", "SH", 0.1)),
        ),
        0.5,
    ),
    "a road is used that is not bought": ("build_roads", VALLEY, answer(roads=()), 15),
    "a fund does not pay all": (
        "pay_from_funds", VALLEY, paid(Payment(Head.CONSTRUCTION, "county", 88_000)), 2_000
    ),
    "a head without rows is not paid": (
        "pay_from_funds", VALLEY, paid(Payment(Head.EQUIPMENT, "county", 0)), 8_000
    ),
    "a fund pays above its ceiling under a head": (
        "pay_from_funds", VALLEY, paid(Payment(Head.CONSTRUCTION, "province", 53_000)), 3_000
    ),
    "a fund pays above its ceiling in all": (
        "pay_from_funds", VALLEY, paid(Payment(Head.EQUIPMENT, "county", 94_000)), 4_000
    ),
    "a fund pays under a head that it has no money for": (
        "pay_from_funds", VALLEY, paid(Payment(Head.ROADS, "county", 5_000)), 5_000
    ),
    "roads cost too much": (
        "spend_within_budget", changed("budgets", 2, fund=None, ceiling_cny=590_000), ANSWER, 10_000
    ),
    "a flow names a road that its best way does not need": (
        "arrive_in_time", VALLEY,
        rerouted([tents("S1", "SA", "B", 60)], tents("S1", "SA", "B", 60, "BC")), 60,
    ),
    "a flow is silent about the road that it needs": (
        "arrive_in_time", VALLEY,
        rerouted([food("S2", "SB", "C", 8, "BC")], food("S2", "SB", "C", 8)), 8,
    ),
    "a tent does not fit into the helicopter": (
        "arrive_in_time", changed("vehicles", 2, payload_t=0.039), ANSWER, 5
    ),
    "half a tent is moved": (
        "whole_units", VALLEY, answer(moves=(Move("SO", "SB", "tent", 8.5),)), 0.5
    ),
    "less than nothing is carried": (
        "whole_units", VALLEY,
        answer(replenishments=(*ANSWER.replenishments, Replenishment("SB", "SA", -0.1))), 0.1,
    ),
    "a fund is paid": (
        "whole_units", VALLEY,
        paid(
            Payment(Head.EQUIPMENT, "county", 8_020), Payment(Head.EQUIPMENT, "province", -20)
        ),
        20,
    ),
}  # fmt: skip


def test_an_answer_that_keeps_every_promise_has_no_violation():
    assert verify(VALLEY, ANSWER) == ()


@pytest.mark.parametrize("story", BROKEN)
def test_a_broken_promise_is_named_alone_and_measured(story):
    promise, instance, plan, amount = BROKEN[story]
    violations = verify(instance, claimed(plan, instance))
    assert {violation.promise for violation in violations} == {promise}
    assert max(violation.amount for violation in violations) == pytest.approx(amount)
    assert all(violation.sentence and violation.where for violation in violations)


@pytest.mark.parametrize("head", CostHead)
def test_costs_found_with_a_pencil_are_those_recomputed(head):
    assert recomputed_costs(VALLEY, ANSWER)[head] == pytest.approx(ANSWER.costs_cny[head])


def test_spending_counts_mergers_moves_and_roads():
    once = {
        Head.CONSTRUCTION: 110_000,
        Head.EQUIPMENT: 8_000,
        Head.FIRST_STOCK: BOUGHT_CNY + MOVED_CNY,
        Head.ROADS: 600_000,
    }
    spent = spending(VALLEY, ANSWER)
    assert {head: spent[head] for head in once} == pytest.approx(once)
    assert spent[Head.TOTAL] == pytest.approx(sum(once.values()))
    assert spent[Head.YEARLY] == pytest.approx(
        7_000 + 3_625 + 220 + 500 + ANSWER.costs_cny[CostHead.REPLENISHMENT]
    )


def test_a_merger_saves_only_where_all_its_sites_have_a_store():
    alone = answer(stores=ANSWER.stores[:2])
    assert spending(VALLEY, alone)[Head.CONSTRUCTION] == 100_000


def test_what_is_moved_away_must_be_bought_again():
    spent = spending(VALLEY, moved(Move("SA", "SB", "tent", 2)))
    assert spent[Head.FIRST_STOCK] == pytest.approx(BOUGHT_CNY + 2 * 1000 + MOVED_CNY * 11 / 9)


def test_a_site_without_a_store_keeps_no_working_stock():
    closed = answer(
        stores=ANSWER.stores[:2],
        stock=tuple(line for line in ANSWER.stock if line.site != "SH"),
        flows=tuple(flow for flow in ANSWER.flows if flow.origin != "SH"),
        shortages=(Shortage("S1", "B", "food", "moved", 24.0, 10), ANSWER.shortages[1]),
    )
    instance = question(mergers=())
    assert verify(instance, claimed(closed, instance)) == ()


def test_working_stock_is_rounded_up_but_not_by_what_floats_add():
    exact = changed("working_stock", 0, units_per_day=0.1, days=60 + 1e-12)
    assert verify(exact, claimed(ANSWER, exact)) == ()


def test_the_volume_that_stands_there_is_not_filled_again_where_that_has_no_price():
    instance = economics(peacetime_cny_per_m3_km=None)
    plan = answer(moves=(), replenishments=())
    assert verify(instance, claimed(plan, instance)) == ()


def test_funds_pay_nothing_where_a_budget_does_not_name_its_fund():
    unnamed = changed("budgets", 0, fund=None)
    assert verify(unnamed, answer(payments=())) == ()
    untotalled = question(budgets=VALLEY.budgets[:3])
    assert verify(untotalled, answer(payments=())) == ()


def test_a_fund_without_money_in_all_pays_only_under_the_heads_that_name_it():
    grant = replace(VALLEY.budgets[0], fund="grant", ceiling_cny=30_000)
    funds = (*VALLEY.funds, fund("grant"))
    instance = question(funds=funds, budgets=(*VALLEY.budgets, grant))
    kept = paid(Payment(Head.CONSTRUCTION, "grant", 30_000))
    assert verify(instance, kept) == ()
    for head, amount in ((Head.CONSTRUCTION, 33_000), (Head.EQUIPMENT, 3_000)):
        (violation,) = verify(instance, paid(Payment(head, "grant", amount)))
        assert (violation.promise, violation.where) == ("pay_from_funds", f"{head}, grant")
        assert violation.amount == pytest.approx(3_000)


def test_a_forced_town_is_one_whose_villages_alone_have_people():
    instance = question(
        policy=replace(VALLEY.policy, force_towns=(), force_hazard_class=2),
        places=tuple(
            replace(row, population=0, hazard_class=2 if row.id == "B" else 1)
            for row in VALLEY.places
        ),
    )
    away = answer(stores=ANSWER.stores[:1])
    only_at_c = replace(
        instance,
        scenario_people=tuple(row for row in VALLEY.scenario_people if row.place == "C"),
    )
    for people in (instance, only_at_c):
        found = verify(people, claimed(away, people))
        short = [violation for violation in found if violation.promise == "force_points"]
        assert [(violation.where, violation.amount) for violation in short] == [("B", 2)]
    nobody = replace(instance, scenario_people=())
    found = verify(nobody, claimed(away, nobody))
    assert "force_points" not in {violation.promise for violation in found}


def test_what_stands_today_is_kept_where_it_stands_or_where_it_is_moved():
    """Five tents stand at A and stay, nine where no store is go to B."""
    assert verify(kept(), ANSWER) == ()
    fewer = replace(VALLEY.stock[1], quantity=13, expires_year=2020)
    assert verify(kept(stock=(*VALLEY.stock, fewer)), ANSWER) == ()


def test_where_nothing_is_moved_only_what_stands_at_a_store_is_kept():
    rooted = replace(kept(), economics=economics(peacetime_cny_per_m3_km=None).economics)
    stays = claimed(answer(moves=(), replenishments=()), rooted)
    promises = {violation.promise for violation in verify(rooted, stays)}
    assert "keep_what_stands" not in promises
    full = replace(rooted, stock=(replace(VALLEY.stock[0], quantity=15), VALLEY.stock[1]))
    (given_up,) = (v for v in verify(full, claimed(stays, full)) if v.promise == "keep_what_stands")
    assert (given_up.where, given_up.amount, given_up.unit) == ("SA, tent", 2, "units")


def test_a_source_that_delivers_asks_nothing_of_trucks_but_rides_on_trains():
    tight = changed("vehicles", 1, payload_t=0.37)
    (over,) = verify(tight, claimed(ANSWER, tight))
    assert over.where == "S1, rail, 12 h"
    without = rerouted([tents("S1", "E", "B", 10)])
    found = {v.promise for v in verify(tight, claimed(without, tight))}
    assert "drive_within_fleet" not in found


def test_a_mode_that_nobody_needs_a_family_of_is_not_missed():
    instance = question(
        scenario_people=tuple(replace(row, persons=0) for row in VALLEY.scenario_people)
    )
    empty = answer(flows=(), shortages=())
    found = {v.promise for v in verify(instance, claimed(empty, instance))}
    assert "limit_mode" not in found


UNKNOWN = {
    "a road": answer(roads=("BC", "BD")),
    "a road that exists": answer(roads=("BC", "AB")),
    "a road of a flow": answer(flows=(*ANSWER.flows, tents("S2", "SA", "C", 1, "BD"))),
    "a road of a flow that exists": answer(
        flows=(*ANSWER.flows, tents("S2", "SA", "B", 1, "AB"))
    ),
    "a road twice in a flow": answer(
        flows=(*ANSWER.flows, tents("S2", "SA", "C", 1, "BC|BC"))
    ),
    "a site of a move": moved(Move("SZ", "SB", "tent", 1)),
    "a goal of a move": moved(Move("SA", "SZ", "tent", 1)),
    "a commodity of a move": moved(Move("SA", "SB", "tant", 1)),
    "a site of a replenishment": answer(replenishments=(Replenishment("SZ", "SB", 1),)),
    "a goal of a replenishment": answer(replenishments=(Replenishment("SA", "SZ", 1),)),
    "a fund": paid(Payment(Head.CONSTRUCTION, "city", 1)),
    "a head that no fund pays": paid(Payment(Head.YEARLY, "county", 1)),
    "an indicator": answer(indicators=(*ANSWER.indicators, IndicatorLine("stars", 1, True))),
    "a second road": answer(roads=("BC", "BC")),
    "a second move": moved(Move("SO", "SB", "tent", 0)),
    "a second replenishment": answer(
        replenishments=(*ANSWER.replenishments, Replenishment("SA", "SB", 0))
    ),
    "a second payment": answer(
        payments=(*ANSWER.payments, Payment(Head.ROADS, "province", 0))
    ),
    "a second line of an indicator": answer(
        indicators=(*ANSWER.indicators, ANSWER.indicators[0])
    ),
    "a second flow over the same roads": answer(
        flows=(*ANSWER.flows, tents("S2", "SB", "C", 1, "BC"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_the_instance_does_not_know_is_told_first_and_alone(what):
    (violation,) = verify(VALLEY, UNKNOWN[what])
    assert violation.promise == "known_ids"


def test_flows_over_other_roads_are_other_lines():
    plan = rerouted(
        [tents("S1", "SA", "C", 5), tents("S1", "SB", "C", 15, "BC")],
        tents("S1", "SA", "C", 5),
        tents("S1", "SA", "C", 1, "BC"),
        tents("S1", "SB", "C", 14, "BC"),
    )
    plan = replace(plan, stock=(StockLine("SA", "tent", 14), *ANSWER.stock[1:]))
    assert verify(VALLEY, claimed(plan, VALLEY)) == ()


def test_amounts_that_are_not_numbers_keep_no_promise():
    for wrong in (math.nan, math.inf, -math.inf):
        for plan in (
            answer(moves=(Move("SO", "SB", "tent", wrong),)),
            paid(Payment(Head.ROADS, "province", wrong)),
            answer(replenishments=(Replenishment("SA", "SB", wrong), ANSWER.replenishments[1])),
            restocked("SA", "tent", wrong),
            answer(contracts=(Contract("E", "tent", wrong), ANSWER.contracts[1])),
        ):
            assert "whole_units" in {violation.promise for violation in verify(VALLEY, plan)}


def test_own_is_what_comes_from_the_plans_stores():
    limit = replace(VALLEY.mode_limits[0], mode=ReserveMode.OWN, most_share=0.5, least_share=0)
    found = verify(question(mode_limits=(limit,)), ANSWER)
    assert {v.where: v.amount for v in found} == pytest.approx(
        {"S1, own, shelter": 50, "S2, own, shelter": 25}
    )
