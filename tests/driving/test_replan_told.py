"""How new orders are told, and that the judge looks at them."""

import dataclasses
import json

from under_way import HAMLET, VAN1, VAN2, plan, replanned

from optimizer.driving.replan import _later
from optimizer.driving.replanning.told import _persons, replanned_text, replanned_tree
from optimizer.plan import LateLine
from optimizer.state import ClosedRoad, State, VehicleReport
from optimizer.summary.phrases import Lang
from optimizer.verify import CHECKS
from optimizer.verify.under_way import judged

LOST = VehicleReport(vehicle=VAN1, lost=True)
CLOSED = State(scenario="S1", hour=2.0, closed=(ClosedRoad("B-D", None),))


def test_drivers_stores_and_places_are_told_what_was_and_what_is():
    text = replanned_text(replanned(2.0, vehicles=(LOST,)), Lang.EN)
    assert text.splitlines() == [
        "River flood, bridge closed, 2:00 after the start. Vehicles with new orders: 2; as "
        "ordered: 0",
        "Had to change: 1 (it drives no more: 1). Changed to serve more or sooner: 1.",
        "",
        f"{VAN1}: it drives no more",
        "  tell: the driver, Birch, Dogwood",
        "  was:",
        "    with what is on board",
        "      Birch 2:23: Basic living for 40 persons",
        "      Dogwood 2:45: Basic living for 30 persons",
        "  now:",
        "    nothing more",
        "",
        f"{VAN2}: what it brings changes",
        "  tell: the driver, Alder store, Birch, Dogwood",
        "  takes new orders at Alder from 2:00 on",
        "  was:",
        "    nothing more",
        "  now:",
        "    load at Alder store at 2:00",
        "      Birch 2:53: Basic living for 40 persons",
        "      Dogwood 3:15: Basic living for 30 persons",
        "",
        "In all, with what the plan fails already: 0 persons unserved; 0 persons late, 0.0 "
        "person-hours.",
    ]


def test_one_person_is_told_as_one():
    assert _persons(1.0, Lang.EN) == "1 person"
    assert _persons(1.2, Lang.EN) == "2 persons"
    assert _persons(1.0, Lang.ZH) == "1 人份"


def test_orders_are_told_in_chinese():
    text = replanned_text(replanned(2.0, quilts=100, vehicles=(LOST,)), Lang.ZH)
    assert "车辆已不能行驶" in text
    assert "未送达：" in text
    assert "装货点的物资不足" in text


def test_that_nobody_needs_new_orders_is_told():
    text = replanned_text(replanned(2.0), Lang.EN)
    assert "Nobody needs new orders." in text.splitlines()


def test_orders_are_a_tree_that_json_takes():
    tree = json.loads(json.dumps(replanned_tree(replanned(2.0, vehicles=(LOST,)))))
    assert [(row["vehicle"], row["cause"]) for row in tree["orders"]] == [
        (VAN1, "lost"),
        (VAN2, "goods"),
    ]
    assert tree["orders"][1]["now"][0]["stops"][0]["place"] == "B"
    assert tree["drives"][0]["scenario"] == "S1"


def judge(of, *states):
    """Return what the judge says of a plan that was changed for states."""
    return judged(CHECKS, HAMLET, of, states, frozenset())


def test_the_judge_takes_the_old_roads_for_the_past_and_the_new_ones_from_then_on():
    late = judge(plan(), CLOSED)
    assert [(v.promise, v.where) for v in late if v.promise == "drive_in_time"] == [
        ("drive_in_time", f"S1, {VAN1}, trip 1, B, D"),
        ("drive_in_time", f"S1, {VAN1}, D, A"),
    ]
    assert judge(plan(), dataclasses.replace(CLOSED, hour=2.6))[0].where == f"S1, {VAN1}, D, A"


def test_the_judge_says_nothing_of_who_is_reported():
    assert judge(plan(), dataclasses.replace(CLOSED, vehicles=(LOST,))) == ()


def test_a_figure_that_is_wrong_is_found_by_the_judge():
    whole = plan()
    (line,) = whole.driving.drives
    wrong = dataclasses.replace(line, arrival_person_h=line.arrival_person_h - 1)
    driving = dataclasses.replace(whole.driving, drives=(wrong,))
    told = judge(dataclasses.replace(whole, driving=driving), State(scenario="S1", hour=2.0))
    assert [violation.promise for violation in told] == ["state_drives"]


def test_who_is_newly_late_is_told_with_the_reason():
    """The only van left is free at 60:00; one more at the store now would bring it in time."""
    stuck = VehicleReport(vehicle=VAN2, place="A", free_h=60.0)
    result = replanned(2.0, vehicles=(LOST, stuck))
    lines = replanned_text(result, Lang.EN).splitlines()
    assert [line for line in lines if line.startswith("Newly late")] == [
        "Newly late: Birch, Basic living for 40 persons, at 62:00 instead of 10:00: vehicles "
        "are too few",
        "Newly late: Dogwood, Basic living for 30 persons, at 62:20 instead of 10:00: vehicles "
        "are too few",
    ]
    assert [row["place"] for row in replanned_tree(result)["late"]] == ["B", "D"]


def test_who_was_late_by_the_plan_is_not_newly_late():
    late = LateLine("S1", "HA", "D", "living", "relocated", 10.0, "", 30.0, 12.0, "docks")
    assert tuple(_later((late,), (late,))) == ()
    by_seconds = dataclasses.replace(late, latest_h=12.01)
    assert tuple(_later((late,), (by_seconds,))) == ()
    by_an_hour = dataclasses.replace(late, latest_h=13.0)
    assert tuple(_later((late,), (by_an_hour,))) == (by_an_hour,)
