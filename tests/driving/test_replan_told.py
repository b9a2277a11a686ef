"""How new orders are told, and that the judge looks at them."""

import dataclasses
import json

from under_way import HAMLET, VAN1, VAN2, plan, replanned

from optimizer.driving.replanning.judge import judged
from optimizer.driving.replanning.situation import with_roads
from optimizer.driving.replanning.told import replanned_text, replanned_tree
from optimizer.state import ClosedRoad, State, VehicleReport
from optimizer.summary.phrases import Lang

LOST = VehicleReport(vehicle=VAN1, lost=True)
CLOSED = State(scenario="S1", hour=2.0, closed=(ClosedRoad("B-D", None),))


def test_drivers_stores_and_places_are_told_what_was_and_what_is():
    text = replanned_text(replanned(2.0, vehicles=(LOST,)), Lang.EN)
    assert text.splitlines() == [
        "River flood, bridge closed, 2:00 after the start: new orders for 2 vehicles, 0 go on as "
        "ordered",
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
    ]


def test_orders_are_told_in_chinese():
    text = replanned_text(replanned(2.0, quilts=100, vehicles=(LOST,)), Lang.ZH)
    assert "车辆已不能行驶" in text
    assert "未送达：" in text
    assert "装货点的物资不足" in text


def test_that_nobody_needs_new_orders_is_told():
    text = replanned_text(replanned(2.0), Lang.EN)
    assert text.splitlines()[-1] == "Nobody needs new orders."


def test_orders_are_a_tree_that_json_takes():
    tree = json.loads(json.dumps(replanned_tree(replanned(2.0, vehicles=(LOST,)))))
    assert [(row["vehicle"], row["cause"]) for row in tree["orders"]] == [
        (VAN1, "lost"),
        (VAN2, "goods"),
    ]
    assert tree["orders"][1]["now"][0]["stops"][0]["place"] == "B"
    assert tree["drives"][0]["scenario"] == "S1"


def test_the_judge_takes_the_old_roads_for_the_past_and_the_new_ones_from_then_on():
    after = with_roads(HAMLET, CLOSED)
    late = judged(HAMLET, after, plan(), 2.0, (), (), {})
    assert [(v.promise, v.where) for v in late if v.promise == "drive_in_time"] == [
        ("drive_in_time", f"S1, {VAN1}, trip 1, B, D"),
        ("drive_in_time", f"S1, {VAN1}, D, A"),
    ]
    assert judged(HAMLET, after, plan(), 2.6, (), (), {})[0].where == f"S1, {VAN1}, D, A"


def test_the_judge_says_nothing_of_who_is_reported():
    after = with_roads(HAMLET, CLOSED)
    assert judged(HAMLET, after, plan(), 2.0, (VAN1,), (), {}) == ()


def test_a_figure_that_is_wrong_is_found_by_the_judge():
    whole = plan()
    (line,) = whole.driving.drives
    wrong = dataclasses.replace(line, arrival_person_h=line.arrival_person_h - 1)
    driving = dataclasses.replace(whole.driving, drives=(wrong,))
    told = judged(HAMLET, HAMLET, dataclasses.replace(whole, driving=driving), 2.0, (), (), {})
    assert [violation.promise for violation in told] == ["state_drives"]
