"""What a routing claims to be worth is recomputed, and it speaks only of what there is."""

from dataclasses import replace

import pytest
from driven_roads import (
    DRIVEN,
    ROADS,
    TRUCK_2,
    VAN_1,
)
from driven_stories import promises
from driven_variations import added, claimed, drop, edited, renamed, stop, trip

from optimizer.plan import (
    RestLine,
    ReturnLine,
)
from optimizer.verify import verify

FIGURES = {
    "persons_unserved": 0.1,
    "late_person_h": 1,
    "arrival_person_h": 3,
    "cost_cny": 10,
}
"""Each figure, and how much it must be off to be told; hours of many persons are rounded."""


@pytest.mark.parametrize("sign", [-1, 1])
@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_that_is_stated_wrong_is_named(figure, sign):
    off = sign * FIGURES[figure]
    stated = getattr(DRIVEN.driving.drives[0], figure) + off
    (violation,) = verify(ROADS, claimed(**{figure: stated}))
    assert (violation.promise, violation.where) == ("state_drives", f"S1, {figure}")
    assert violation.amount == pytest.approx(abs(off))


@pytest.mark.parametrize("sign", [-1, 1])
def test_what_seconds_and_meters_make_of_a_figure_is_forgiven(sign):
    """Late and in all 200 and 900 persons by 0.002 h; ways and loads of four vehicles."""
    stated = DRIVEN.driving.drives[0]
    figures = {"late_person_h": 0.39, "arrival_person_h": 1.79, "cost_cny": 7.6}
    near = {name: getattr(stated, name) + sign * off for name, off in figures.items()}
    assert verify(ROADS, claimed(**near)) == ()


@pytest.mark.parametrize("figure", FIGURES)
def test_a_bound_above_its_figure_is_named(figure):
    stated = getattr(DRIVEN.driving.drives[0], figure)
    assert verify(ROADS, claimed(**{f"bound_{figure}": stated})) == ()
    (violation,) = verify(ROADS, claimed(**{f"bound_{figure}": stated + 1}))
    assert (violation.promise, violation.where) == ("state_drives", f"S1, bound_{figure}")
    assert violation.amount == pytest.approx(1)


UNKNOWN = {
    "type": renamed(VAN_1, "wagon@D/own#1"),
    "home": renamed(VAN_1, "van@M/own#1"),
    "owner": renamed(VAN_1, "van@D/contract#1"),
    "number": renamed(VAN_1, "van@D/own#01"),
    "no number": renamed(VAN_1, "van@D/own"),
    "resting vehicle": added(DRIVEN, "rests", RestLine("S1", "van@D/own#x", 1, 2)),
    "returning vehicle": added(DRIVEN, "returns", ReturnLine("S1", "van@M/own#1", 1, 2)),
    "origin": trip(VAN_1, 1, origin="SZ"),
    "place": stop(VAN_1, 1, place="Z"),
    "flow that is dropped": drop(VAN_1, 1, deadline_h=25.0),
    "flow that is unserved": edited(DRIVEN, "unserved", {}, roads="DK"),
    "flow that is late": edited(DRIVEN, "late", {}, flow_origin="SM"),
    "scenario": claimed(scenario="S3"),
    "scenario that is not routed": claimed(scenario="S2"),
    "second line of figures": added(DRIVEN, "drives", DRIVEN.driving.drives[0]),
    "second trip": added(DRIVEN, "trips", DRIVEN.driving.trips[0]),
    "second stop": added(DRIVEN, "stops", DRIVEN.driving.stops[0]),
    "second drop": added(DRIVEN, "drops", DRIVEN.driving.drops[0]),
    "second rest": added(DRIVEN, "rests", DRIVEN.driving.rests[0]),
    "second way home": added(DRIVEN, "returns", DRIVEN.driving.returns[0]),
    "second unserved": added(DRIVEN, "unserved", DRIVEN.driving.unserved[0]),
    "second late": added(DRIVEN, "late", DRIVEN.driving.late[0]),
    "trip 3 after trip 1": edited(
        drop(TRUCK_2, 2, stop(TRUCK_2, 2, trip(TRUCK_2, 2, trip=3), trip=3), trip=3), "rests", {},
        scenario="S1",
    ),
    "trip of a stop": trip(VAN_1, 1),
    "stop 2 without stop 1": drop(VAN_1, 1, stop(VAN_1, 1, stop=2), stop=2),
    "stop of a drop": drop(VAN_1, 1, stop=2),
    "hour that is no number": trip(VAN_1, 1, leave_h=float("nan")),
    "endless figure": claimed(cost_cny=float("inf")),
}  # fmt: skip


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_driving_speaks_of_must_be_known_once_and_in_numbers(what):
    assert promises(verify(ROADS, UNKNOWN[what])) == {"known_ids"}


def test_an_unknown_vehicle_is_met_with_the_nearest_one():
    (violation,) = verify(ROADS, renamed(VAN_1, "vam@D/own#1"))
    assert violation.sentence == (
        "the instance has no vehicle 'vam@D/own#1'. Did you mean 'van@D/own#1'?"
    )


def test_a_plan_that_is_not_driven_has_nothing_to_keep():
    plan = replace(DRIVEN, driving=type(DRIVEN.driving)())
    assert verify(ROADS, plan) == ()
