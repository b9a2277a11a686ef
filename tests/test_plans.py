"""The five plans: what a planner of the place would check, and what the whole river makes of it."""

from collections import Counter
from pathlib import Path

import pytest

from optimizer import SolveOptions, check, read_instance, read_variants, solve, verify
from optimizer.instance.words import (
    AgreementStatus,
    Bindingness,
    Head,
    Level,
    Measure,
    Objective,
    ReserveMode,
    Role,
    SiteStatus,
    TransportMode,
)
from optimizer.variants import apply_changes

FOLDERS = Path(__file__).parents[1] / "instances"
PLANS = ("gaotai", "yonghe", "huantai", "qinhuangdao", "shanshan")


@pytest.fixture(scope="module")
def plans():
    return {name: read_instance(FOLDERS / name) for name in PLANS}


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_has_no_errors_and_is_judged_by_its_own_clauses(plans, name):
    instance = plans[name]
    assert check(instance).errors == ()
    judged = [row for row in instance.indicators if row.measure is not Measure.OUTSIDE]
    assert len({row.clause for row in judged if row.clause}) >= 6
    assert {Level.II, Level.III} <= {scenario.level for scenario in instance.scenarios}


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_can_be_asked_what_is_possible_today(plans, name):
    variant = read_variants(FOLDERS / name)["today"]
    today = apply_changes(plans[name], variant.changes)
    assert today.policy.objective is Objective.MOST_COVERED
    once = {Head.CONSTRUCTION, Head.EQUIPMENT, Head.FIRST_STOCK, Head.TOTAL}
    assert all(row.ceiling_cny == 0 for row in today.budgets if row.head in once)
    assert not any(site.status is SiteStatus.COMMITTED for site in today.sites)


def inhabitants(instance):
    return sum(place.population for place in instance.places)


def test_yonghe_has_six_townships_with_69_villages_and_49946_persons(plans):
    yonghe = plans["yonghe"]
    kinds = Counter(place.kind for place in yonghe.places)
    assert (kinds["town"], kinds["village"] + kinds["community"]) == (6, 69)
    assert inhabitants(yonghe) == 49_946


def persons(instance, scenario, group=None):
    return sum(
        row.persons
        for row in instance.scenario_people
        if row.scenario == scenario and group in (None, row.group)
    )


def test_240_persons_of_yonghe_must_relocate_and_23200_may_be_without_water(plans):
    yonghe = plans["yonghe"]
    asked = {
        (scenario.id, group.id): persons(yonghe, scenario.id, group.id)
        for scenario in yonghe.scenarios
        for group in yonghe.groups
    }
    assert 240 in asked.values()
    assert 23_200 in asked.values()


def test_in_huantai_both_classes_of_patients_are_asked_for_at_once(plans):
    huantai = plans["huantai"]
    together = [
        {group.id: persons(huantai, scenario.id, group.id) for group in huantai.groups}
        for scenario in huantai.scenarios
    ]
    assert any({1_500, 3_000} <= set(groups.values()) for groups in together)


def test_hospitals_of_huantai_hold_sixty_days(plans):
    huantai = plans["huantai"]
    assert {row.days for row in huantai.working_stock} == {60}
    local = {option.site for option in huantai.options if option.role is Role.LOCAL}
    assert {row.site for row in huantai.working_stock} <= local


def test_qinhuangdao_has_19_stores_with_150000_pieces_of_which_the_city_26000_in_18_kinds(plans):
    city = plans["qinhuangdao"]
    existing = {site.id for site in city.sites if site.status is SiteStatus.EXISTING}
    assert len(existing) == 19
    assert sum(row.quantity for row in city.stock) == 150_000
    of_city = [row for row in city.stock if row.site in ("W-C", "W-CB", "W-CF")]
    assert sum(row.quantity for row in of_city) == 26_000
    assert len({row.commodity for row in of_city}) == 18


def test_qinhuangdao_builds_seven_stores_together_and_may_extend_its_center(plans):
    city = plans["qinhuangdao"]
    assert len(city.mergers) == 7
    assert any(option.floor_m2 == 11_000 and option.land_m2 == 18_000 for option in city.options)


def test_mutual_aid_of_qinhuangdao_is_signed_with_two_and_intended_with_two(plans):
    aid = [s for s in plans["qinhuangdao"].sources if s.mode is ReserveMode.PARTNER]
    status = Counter(source.status for source in aid)
    assert status[AgreementStatus.SIGNED] == 2
    assert status[AgreementStatus.INTENDED] == 2


def test_qinhuangdao_moves_by_road_rail_sea_and_air(plans):
    modes = {road.mode for road in plans["qinhuangdao"].roads}
    assert {TransportMode.ROAD, TransportMode.RAIL, TransportMode.SEA, TransportMode.AIR} <= modes


def test_shanshan_binds_ten_hours_and_reports_coverage_in_both_definitions(plans):
    shanshan = plans["shanshan"]
    binding = [s for s in shanshan.standards if s.kind is Bindingness.BINDING]
    assert any(standard.deadline_h == 10 for standard in binding)
    measures = {row.measure for row in shanshan.indicators}
    assert {Measure.STORE_PERSON_SHARE, Measure.STORE_TOWN_SHARE} <= measures


def test_shanshan_may_buy_its_two_roads(plans):
    planned = [road for road in plans["shanshan"].roads if road.planned_cost_cny is not None]
    assert sorted(road.km for road in planned) == [17.5, 21.2]


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_is_proven_to_a_hundredth_and_verified(plans, name):
    instance = plans[name]
    result = solve(instance, SolveOptions(time_limit_s=120, mip_gap=0.01))
    assert result.gap <= 0.01
    assert verify(instance, result.plan) == ()
    assert all(line.met for line in result.service if line.kind is Bindingness.BINDING)


@pytest.mark.slow
def test_qinhuangdao_meets_level_three_today_and_level_two_only_by_the_plan(plans):
    city = plans["qinhuangdao"]
    today = apply_changes(city, read_variants(FOLDERS / "qinhuangdao")["today"].changes)
    reached = {}
    for instance in (city, today):
        result = solve(instance, SolveOptions(time_limit_s=120, mip_gap=0.01))
        level = {s.id: s.level for s in instance.scenarios}
        for line in result.service:
            key = instance.policy.objective, level[line.scenario]
            reached[key] = reached.get(key, True) and line.met
    assert reached[Objective.MOST_COVERED, Level.III]
    assert not reached[Objective.MOST_COVERED, Level.II]
    assert reached[Objective.LEAST_COST, Level.II]
