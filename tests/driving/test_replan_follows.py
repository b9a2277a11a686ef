"""What a state says of one vehicle that follows for others, and states that contradict themselves.

By the plan vans hand on in B what pickups take to D half an hour later (test_replan_handed_on).
"""

import pytest
from test_replan_handed_on import CHANGED_AT_B, driven, handed_out
from test_replan_handed_on import replanned as handing_on
from under_way import VAN1, replanned

from optimizer.errors import InstanceError
from optimizer.state import OnBoard, StopName, TripName, VehicleReport
from optimizer.verify import CHECKS, verify
from optimizer.verify.driving.trips import drive_known_vehicles

OF_DRIVING = {check.__name__ for check in CHECKS[CHECKS.index(drive_known_vehicles) :]}
"""The rules; the plan by hand does not keep other promises."""

LIVING_D = OnBoard("D", "living", "relocated", 10.0, 30.0)
LIVING_B = OnBoard("B", "living", "relocated", 10.0, 40.0)


def stop_with(part):
    """Return the stop that leaves a part of the way of what is for D, by its name."""
    drop = next(row for row in driven().driving.drops if row.place == "D" and row.part == part)
    return StopName(drop.vehicle, drop.trip, drop.stop)


TO_B, TO_D = stop_with(1), stop_with(2)


def hour_of(stop, column):
    """Return an hour of a stop of the plan."""
    return next(
        getattr(row, column)
        for row in driven().driving.stops
        if (row.vehicle, row.trip, row.stop) == stop
    )


def problems(call, **state):
    """Return where a state contradicts itself, what was found and what was expected."""
    with pytest.raises(InstanceError) as error:
        call(**state)
    assert error.value.exit_code == 2
    assert all(problem.remedy for problem in error.value.problems)
    return [(p.column, p.found, p.expected) for p in error.value.problems]


def test_what_is_handed_out_was_handed_on_before():
    """Reported at 2.0, when by the plan nothing has come to B yet."""
    hour = 2.0
    assert hour < hour_of(TO_B, "done_h")
    result = handing_on(hour, done=(TO_D,))
    assert TO_B in result.state.done
    assert handed_out(result)[0] == 30
    assert result.unserved == ()
    broken = verify(CHANGED_AT_B, result.plan, (result.state,))
    assert [v for v in broken if v.promise in OF_DRIVING] == []


def test_what_did_not_come_was_not_taken_on():
    hour = hour_of(TO_D, "arrive_h") - 0.01
    result = handing_on(hour, not_done=(TO_B,))
    assert TripName(TO_D.vehicle, TO_D.trip) in result.state.not_loaded
    assert handed_out(result)[0] == 30
    assert all(row.load_h > hour for row in result.driving.trips if row.vehicle == TO_D.vehicle)


def test_that_goods_came_and_did_not_come_is_a_contradiction():
    hour = hour_of(TO_B, "done_h") + 0.01
    (found,) = problems(handing_on, hour=hour, done=(TO_D,), not_done=(TO_B,))
    assert found[:2] == ("done[0]", "done")
    assert "not_done[0]" in found[2]
    assert f"{TO_B.vehicle}, trip {TO_B.trip}, stop {TO_B.stop}" in found[2]


def test_a_stop_is_not_done_before_the_one_before_it():
    first, second = StopName(VAN1, 1, 1), StopName(VAN1, 1, 2)
    (found,) = problems(replanned, hour=2.6, done=(second,), not_done=(first,))
    assert found[0] == "done[0]"


def test_what_was_not_loaded_or_is_left_is_not_on_board_and_all_of_it_is_told():
    report = VehicleReport(vehicle=VAN1, on_board=(LIVING_B, LIVING_D))
    assert problems(replanned, hour=1.0, vehicles=(report,)) == [
        ("vehicles[0].on_board[0].persons", "40",
         f"at most 0, what {VAN1} has on board of it at hour 1"),
        ("vehicles[0].on_board[1].persons", "30",
         f"at most 0, what {VAN1} has on board of it at hour 1"),
    ]  # fmt: skip
    (left,) = problems(replanned, hour=2.6, vehicles=(report,))
    assert left[0] == "vehicles[0].on_board[0].persons"


def test_persons_may_be_told_as_whole_ones():
    more = LIVING_D._replace(persons=30.9)
    result = replanned(2.6, vehicles=(VehicleReport(vehicle=VAN1, on_board=(more,)),))
    assert sum(row.persons for row in result.driving.drops if row.place == "D") == 30


def test_goods_of_the_stop_that_is_next_are_what_it_gets():
    """Bound for B with goods for 25 of 40 persons: the others get theirs later."""
    some = VehicleReport(vehicle=VAN1, on_board=(LIVING_B._replace(persons=25.0), LIVING_D))
    result = replanned(2.2, vehicles=(some,))
    drops = [(row.vehicle, row.place, row.persons) for row in result.driving.drops]
    assert (VAN1, "B", 25.0) in drops
    assert sum(persons for _, place, persons in drops if place == "B") == pytest.approx(40)
    assert sum(persons for _, place, persons in drops if place == "D") == pytest.approx(30)


def test_a_trip_that_is_not_loaded_is_loaded_now():
    result = replanned(2.0, not_loaded=(TripName(VAN1, 1),))
    loads = [row.load_h for row in result.driving.trips]
    assert min(loads) == pytest.approx(2.0, abs=0.001)
    assert sum(row.persons for row in result.driving.drops) == pytest.approx(70)
