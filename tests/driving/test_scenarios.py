"""Scenarios of a plan, driven and judged."""

import dataclasses

import pytest
from hamlet_by_hand import HAMLET

from optimizer.driving import DriveOptions, drive
from optimizer.driving.scenarios import drive_scenario
from optimizer.errors import UsageError, VerificationError
from optimizer.instance import FleetEntry
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.plan import Driving, Plan
from optimizer.solve import SolveOptions, solve
from optimizer.verify import verify

DRIVING = DriveOptions(time_limit_s=20, iterations=20, workers=1)


@pytest.fixture(scope="module")
def plan():
    return solve(HAMLET, SolveOptions(time_limit_s=20, mip_gap=0)).plan


@pytest.fixture(scope="module")
def driven(plan):
    return drive(HAMLET, plan, DRIVING)


def test_a_driven_plan_is_verified(driven):
    whole, _ = driven
    assert verify(HAMLET, whole) == ()
    assert [line.scenario for line in whole.driving.drives] == ["S1", "S2"]


def test_a_scenario_alone_is_driven_as_among_others(plan, driven):
    alone, _ = drive(HAMLET, plan, DRIVING, ["S1"])
    for table in ("trips", "stops", "drops", "late", "unserved"):
        among_others = getattr(driven[0].driving, table)
        assert getattr(alone.driving, table) == tuple(r for r in among_others if r.scenario == "S1")


def test_the_flood_cannot_be_driven_and_the_heat_can(driven):
    _, (flood, heat) = driven
    assert [line.standard for line in flood.missed] == ["living_10h"]
    assert heat.missed == ()
    assert [each.tables.drives[0].driven for each in (flood, heat)] == [False, True]


def test_what_is_late_waits_for_the_bridge(driven):
    whole, _ = driven
    late = whole.driving.late
    assert {row.place for row in late} == {"D"}
    assert {row.reason for row in late} == {"closed_road"}
    # The bridge opens at 24 h; 10 km beyond it at 40 km/h are a quarter of an hour.
    assert all(row.latest_h >= 24.25 for row in late)


def test_no_figure_is_below_its_bound(driven):
    whole, _ = driven
    for line in whole.driving.drives:
        assert 0 <= line.bound_persons_unserved <= line.persons_unserved
        assert 0 <= line.bound_late_person_h <= line.late_person_h
        assert 0 < line.bound_arrival_person_h <= line.arrival_person_h
        assert 0 < line.bound_cost_cny <= line.cost_cny


def test_the_van_cannot_be_back_before_the_goods_are_there(driven):
    flood = driven[0].driving.drives[0]
    # 60 people beyond the bridge are served after it opens, so late by 14 h and more.
    assert flood.bound_late_person_h >= 48 * 14


def test_one_scenario_is_routed_and_the_other_stays(plan, driven):
    whole, _ = driven
    alone, (heat,) = drive(HAMLET, whole, DRIVING, ["S2"])
    assert heat.scenario == "S2"
    assert [r for r in alone.driving.trips if r.scenario == "S1"] == [
        r for r in whole.driving.trips if r.scenario == "S1"
    ]
    only, _ = drive(HAMLET, plan, DRIVING, ["S2"])
    assert {row.scenario for row in only.driving.stops} == {"S2"}


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_seed_and_steps_give_the_same_routes(plan, driven, workers):
    options = dataclasses.replace(DRIVING, workers=workers)
    first, _ = drive(HAMLET, plan, options)
    again, _ = drive(HAMLET, plan, options)
    assert first.driving == again.driving


def test_a_scenario_nobody_knows_is_refused_by_name(plan):
    with pytest.raises(UsageError, match="no scenario is called S9; there are S1, S2"):
        drive(HAMLET, plan, DRIVING, ["S9", "S1"])


def test_a_plan_without_ways_is_not_driven(plan):
    lost = dataclasses.replace(plan.flows[0], origin="HD", place="C", persons=5.0, deadline_h=5.0)
    lost = Plan(flows=(dataclasses.replace(lost, scenario="S1"),))
    required = needs(HAMLET)
    with pytest.raises(VerificationError, match="no way from HD to C"):
        drive_scenario(HAMLET, required, lanes(HAMLET, required), lost, "S1", DRIVING)
    with pytest.raises(UsageError, match="was not made for hamlet, which does not know S1, C"):
        drive(HAMLET, lost, DRIVING, ["S1"])


def test_nothing_to_drive_is_driven(plan):
    nobody = dataclasses.replace(plan, flows=())
    with pytest.raises(VerificationError, match="meet_need"):
        drive(HAMLET, nobody, DRIVING)


def test_another_van_makes_nothing_worse(plan, driven):
    more = dataclasses.replace(
        HAMLET,
        fleet=(
            *HAMLET.fleet,
            FleetEntry(vehicle="van", place="D", count=1, source="made up"),
        ),
    )
    whole, _ = drive(more, plan, DRIVING)
    for line, before in zip(whole.driving.drives, driven[0].driving.drives, strict=True):
        assert line.persons_unserved <= before.persons_unserved
        assert line.late_person_h <= before.late_person_h
    assert all(line.driven for line in whole.driving.drives)


@pytest.mark.parametrize("limits", [{"time_limit_s": 0}, {"iterations": 0}, {"workers": 0}])
def test_limits_that_let_nothing_happen_are_refused(limits):
    with pytest.raises(UsageError, match="positive"):
        DriveOptions(**limits)


def test_a_plan_that_is_not_routed_has_no_driving(plan):
    assert plan.driving == Driving()
