"""From siting to driving and back: what cannot be driven is planned otherwise."""

import dataclasses
import logging

import pytest
from hamlet_by_hand import HAMLET
from made_up import MADE_UP

from optimizer.driving import DriveOptions, solve_and_drive
from optimizer.instance import FleetEntry, Source, Supply
from optimizer.instance.words import ReserveMode
from optimizer.solve import SolveOptions
from optimizer.verify import verify

SOLVING = SolveOptions(time_limit_s=20, mip_gap=0)
DRIVING = DriveOptions(time_limit_s=20, iterations=20, workers=1)


def beyond_the_bridge(**mill):
    """Return hamlet with a mill at Dogwood that brings what it has, dear, beyond the bridge.

    In the flood nobody comes there from outside, and the only van stands in Alder.
    """
    sources = (
        *HAMLET.sources,
        Source(id="mill", name="Mill", place="D", mode=ReserveMode.PRODUCTION, **mill, **MADE_UP),
    )
    supplies = (
        *HAMLET.supplies,
        *(
            Supply(
                supplier="mill", commodity=commodity, quantity=200, retainer_share=0.9,
                price_factor=50, **MADE_UP,
            )
            for commodity in ("quilt", "grain", "kit")
        ),
    )  # fmt: skip
    return dataclasses.replace(HAMLET, sources=sources, supplies=supplies)


@pytest.fixture(scope="module")
def planned_again():
    return solve_and_drive(beyond_the_bridge(), SOLVING, DRIVING)


def test_goods_that_no_van_can_bring_are_planned_from_elsewhere(planned_again):
    first, second = planned_again.rounds
    assert (first.driven, second.driven, second.scenarios) == (1, 2, 2)
    assert first.next_step == "planned again"
    assert second.next_step == "every binding standard holds as driven"
    origins = {f.origin for f in planned_again.plan.flows if f.place == "D" and f.persons > 0}
    assert "mill" in origins


def test_each_round_says_what_it_cost_and_why(planned_again):
    first, second = planned_again.rounds
    assert second.objective_cny > first.objective_cny
    assert first.causes.startswith("closed_road ")
    assert (first.lanes_held, first.persons_missed) == (0, 60)
    assert second.lanes_held == 2
    assert (second.causes, second.persons_missed) == ("", 0)


def test_rounds_are_logged(caplog):
    with caplog.at_level(logging.INFO, "optimizer.driving.circle"):
        solve_and_drive(beyond_the_bridge(), SOLVING, DRIVING)
    assert [r.message.split(":")[0] for r in caplog.records] == ["round 0", "round 1"]


def test_the_best_round_is_kept_driven_and_verified(planned_again):
    instance = beyond_the_bridge()
    assert verify(instance, planned_again.plan) == ()
    assert all(line.driven for line in planned_again.plan.driving.drives)
    assert len(planned_again.plan.driving.drives) == 2
    assert planned_again.objective_cny == planned_again.rounds[1].objective_cny


def test_the_bound_is_that_of_the_plan_that_nothing_had_narrowed(planned_again):
    assert planned_again.bound_cny == pytest.approx(planned_again.rounds[0].objective_cny, rel=1e-3)
    gap = 1 - planned_again.bound_cny / planned_again.objective_cny
    assert planned_again.gap == pytest.approx(gap)


def test_without_rounds_the_plan_is_driven_as_it_is():
    result = solve_and_drive(beyond_the_bridge(), SOLVING, DRIVING, most_rounds=0)
    assert [line.next_step for line in result.rounds] == ["no more rounds"]
    assert [line.driven for line in result.plan.driving.drives] == [False, True]


def test_where_no_plan_can_be_driven_the_first_is_kept_and_said():
    result = solve_and_drive(HAMLET, SOLVING, DRIVING)
    assert [line.next_step for line in result.rounds] == ["no plan heeds all that was learned"]
    late = [row for row in result.plan.driving.late if row.place == "D"]
    assert {row.reason for row in late} == {"closed_road"}
    assert all(row.latest_h > 24 for row in late)


def test_a_van_beyond_the_bridge_is_all_it_takes():
    beyond = FleetEntry(vehicle="van", place="D", count=1, **MADE_UP)
    instance = dataclasses.replace(HAMLET, fleet=(*HAMLET.fleet, beyond))
    result = solve_and_drive(instance, SOLVING, DRIVING)
    assert [(line.driven, line.scenarios) for line in result.rounds] == [(2, 2)]
