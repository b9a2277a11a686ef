"""Every rule of driving is broken on purpose, by one minute, kilogram or person where it can be."""

from dataclasses import replace
from pathlib import Path

import pytest
import variations
from driven_roads import (
    BROUGHT,
    DRIVEN,
    HELICOPTER_1,
    ROADS,
    TO_M,
    TO_N,
    TO_P,
    TRUCK_1,
    TRUCK_2,
    VAN_1,
    dropped,
)
from driven_stories import (
    FETCHED,
    MINUTE,
    SLOW_DOCK,
    THIRD,
    X,
    changed,
    handed_on_twice,
    handed_out_at_p,
    helicopter_by_way_of_d,
    helicopter_carries_for_m,
    helicopter_of_k,
    helicopter_to_and_fro,
    judged,
    left_at_n,
    loaded_at_p,
    loaded_in_the_store,
    promises,
    response,
    restocked,
    roads,
    told_as_late_at_p,
    unserved,
    van_at_two_docks,
    water_from,
)
from driven_variations import added, claimed, drop, edited, home, renamed, rest, stop, trip
from made_up import MADE_UP

from optimizer.instance import ScenarioSite, WorkingStock
from optimizer.plan import RestLine, ReturnLine
from optimizer.verify import CHECKS, verify

SLACK = 0.0045
"""Hours that the clock's tolerance may take off an amount: that of a way and of a rest on it."""


BROKEN = {
    "a vehicle that the fleet does not have": (
        "drive_known_vehicles", 1, ROADS, renamed(TRUCK_2, "truck@D/own#3"),
    ),
    "a vehicle without a number": (
        "drive_known_vehicles", 1, ROADS, renamed(TRUCK_2, "truck@D/own#0"),
    ),
    "a vehicle leaves before it is ready": (
        "drive_known_vehicles", MINUTE, ROADS, trip(TRUCK_1, 1, leave_h=1.5 - MINUTE),
    ),
    "a vehicle leaves before it has unloaded": (
        "drive_known_vehicles", MINUTE, ROADS, trip(TRUCK_2, 2, leave_h=5.625 - MINUTE),
    ),
    "a vehicle unloads before it arrives": (
        "drive_known_vehicles", MINUTE, ROADS, stop(HELICOPTER_1, 1, begin_h=7.125 - MINUTE),
    ),
    "a vehicle loads before it is there": (
        "drive_known_vehicles", MINUTE, ROADS, trip(TRUCK_2, 1, reach_h=3 + MINUTE),
    ),
    "a vehicle departs before it is loaded": (
        "drive_known_vehicles", MINUTE, ROADS,
        stop(TRUCK_2, 2, trip(TRUCK_2, 2, depart_h=9.45 - MINUTE), leave_h=9.45 - MINUTE),
    ),
    "a vehicle departs and stays": (
        "drive_known_vehicles", 0.5, ROADS, stop(VAN_1, 1, leave_h=5.5),
    ),
    "a vehicle leaves for home before it has unloaded": (
        "drive_known_vehicles", MINUTE, ROADS, home(VAN_1, leave_h=7 - MINUTE),
    ),
    "a vehicle carries what goes by another mode": (
        "drive_known_vehicles", 1, ROADS, helicopter_carries_for_m(),
    ),
    "a vehicle does not come home": ("drive_known_vehicles", 1, ROADS, home(VAN_1)),
    "a helicopter does not come home": ("drive_known_vehicles", 1, ROADS, home(HELICOPTER_1)),
    "a helicopter does not come home that just can": (
        "drive_known_vehicles", 1, helicopter_of_k(131)[0],
        edited(helicopter_of_k(131)[1], "returns", {"vehicle": "helicopter@K/own#1"}),
    ),
    "a vehicle comes home that was not away": (
        "drive_known_vehicles", 1, roads(fleet=(THIRD, *ROADS.fleet[1:])),
        added(DRIVEN, "returns", ReturnLine("S1", "truck@D/own#3", 2, 3)),
    ),
    "a kilogram too much is loaded": (
        "load_within_vehicle", 1, changed("vehicles", 0, payload_t=3.999), DRIVEN,
    ),
    "a liter too much is loaded": (
        "load_within_vehicle", 0.001, changed("vehicles", 0, volume_m3=15.999), DRIVEN,
    ),
    "a pack too many is loaded": ("load_what_stands", 1, ROADS, restocked("SD", "pack", 849)),
    "a pack of the daily work is loaded": (
        "load_what_stands", 1,
        roads(working_stock=(
            WorkingStock(site="SD", commodity="pack", units_per_day=0.5, days=2, **MADE_UP),
        )),
        DRIVEN,
    ),
    "what is damaged is loaded": (
        "load_what_stands", 0.01 * 850,
        roads(scenario_sites=(
            ScenarioSite(scenario="S1", site="SD", usable_share=0.99, **MADE_UP),
        )),
        DRIVEN,
    ),
    "a store loads before its crew is there": (
        "load_what_stands", MINUTE, changed("sites", 0, mobilization_h=1 + MINUTE), DRIVEN,
    ),
    "a source loads before its lead time is over": (
        "load_what_stands", MINUTE,
        variations.changed(changed("supplies", 0, per_day=None), "sources", 0,
                           lead_h=8.25 + MINUTE),
        DRIVEN,
    ),
    "a can is loaded before it has come": (
        "load_what_stands", 1, ROADS, trip(TRUCK_2, 2, load_h=9.25 - 1 / 8),
    ),
    "goods are loaded where no store is": (
        "load_what_stands", 100, roads(sites=(*ROADS.sites, X)), trip(VAN_1, 1, origin="SX"),
    ),
    "goods are loaded at a mere place": (
        "load_what_stands", 100, ROADS, trip(VAN_1, 1, origin="D"),
    ),
    "goods are loaded at a source that delivers": (
        "load_what_stands", 100, ROADS, trip(VAN_1, 1, origin="G"),
    ),
    "goods are loaded at home": ("load_what_stands", 100, ROADS, trip(VAN_1, 1, origin="H")),
    "goods are loaded at a source that does not serve the place": (
        "load_what_stands", 50, *water_from(replace(FETCHED, serves=("M",))),
    ),
    "loading is a minute too short": (
        "load_at_docks", MINUTE, ROADS, trip(TRUCK_1, 1, loaded_h=3 - MINUTE),
    ),
    "loading is faster than the origin handles": (
        "load_at_docks", MINUTE, ROADS, trip(TRUCK_2, 2, loaded_h=9.45 - MINUTE),
    ),
    "unloading is a minute too short": (
        "load_at_docks", MINUTE, ROADS, stop(VAN_1, 1, done_h=7 - MINUTE),
    ),
    "a second vehicle is at the only dock": (
        "load_at_docks", 1, ROADS, trip(TRUCK_2, 1, load_h=3 - MINUTE),
    ),
    "a vehicle does not wait for a short load": (
        "load_at_docks", 1, changed("options", 0, handling_t_per_h=None),
        trip(VAN_1, 1, load_h=3.2),
    ),
    "a third vehicle is at two docks": ("load_at_docks", 1, *van_at_two_docks(2.5)),
    "two loads are handled at once": (
        "load_at_docks", MINUTE, roads(options=(SLOW_DOCK, *ROADS.options[1:])),
        trip(TRUCK_2, 1, load_h=3 - MINUTE),
    ),
    "a truck is a minute too fast": (
        "drive_in_time", MINUTE, ROADS, stop(TRUCK_2, 1, arrive_h=5.375 - MINUTE),
    ),
    "a truck is too fast for its rest": (
        "drive_in_time", MINUTE, ROADS, stop(TRUCK_1, 1, arrive_h=8 + 1 / 3 - MINUTE),
    ),
    "a van is home a minute too early": (
        "drive_in_time", MINUTE, ROADS, home(VAN_1, home_h=7.5 - MINUTE),
    ),
    "a van passes before the road opens": (
        "drive_in_time", MINUTE, ROADS, stop(VAN_1, 1, arrive_h=6.5 - MINUTE),
    ),
    "a van is too fast for a rest after the road opens": (
        "drive_in_time", 0.1, ROADS, added(DRIVEN, "rests", RestLine("S1", VAN_1, 5.1, 6.1)),
    ),
    "a truck is too heavy for a road": (
        "drive_in_time", 1, roads(fleet=(THIRD, *ROADS.fleet[1:])),
        renamed(VAN_1, "truck@D/own#3"),
    ),
    "a driver does not rest": ("rest_on_the_way", 4, ROADS, rest(TRUCK_1, 7)),
    "a rest is a minute too short": (
        "rest_on_the_way", 4, ROADS, rest(TRUCK_1, 7, end_h=7 + 19 / 60),
    ),
    "a rest begins a minute too late": (
        "rest_on_the_way", MINUTE, ROADS,
        rest(TRUCK_1, 7, start_h=7 + MINUTE, end_h=7 + 21 / 60),
    ),
    "a driver unloads in the rest": (
        "rest_on_the_way", 0.125, ROADS, rest(TRUCK_2, 5.625, start_h=5.5),
    ),
    "a driver loads in the rest": (
        "rest_on_the_way", 0.1, ROADS,
        added(DRIVEN, "rests", RestLine("S1", TRUCK_2, 9.0, 9.35)),
    ),
    "a night is a minute too short": (
        "keep_shift", 9, ROADS, rest(TRUCK_1, 16 + 2 / 3, start_h=16 + 2 / 3 + MINUTE),
    ),
    "a night begins a minute too late": (
        "keep_shift", MINUTE, ROADS,
        rest(TRUCK_1, 16 + 2 / 3, start_h=16 + 2 / 3 + MINUTE, end_h=26 + 2 / 3 + MINUTE),
    ),
    "a pilot unloads in the rest": (
        "keep_shift", 0.1, ROADS,
        added(DRIVEN, "rests", RestLine("S1", HELICOPTER_1, 7.15, 7.25)),
    ),
    "a helicopter flies too far with its load": (
        "stay_within_range", 50, ROADS, helicopter_to_and_fro(),
    ),
    "a helicopter flies too far from its last stop": (
        "stay_within_range", 1, *helicopter_of_k(130),
    ),
    "a helicopter flies too far to its next load": (
        "stay_within_range", 1, *helicopter_by_way_of_d(),
    ),
    "a van leaves a minute after its hour": (
        "leave_by_timetable", 2 - MINUTE, ROADS,
        stop(VAN_1, 1, trip(VAN_1, 1, depart_h=5 + MINUTE), leave_h=5 + MINUTE),
    ),
    "a van leaves before its first hour": (
        "leave_by_timetable", MINUTE,
        changed("vehicles", 1, first_departure_h=5 + MINUTE, departs_every_h=9), DRIVEN,
    ),
    "goods go on a minute before they have changed over": (
        "hand_on_in_time", MINUTE, ROADS, trip(HELICOPTER_1, 1, load_h=6.625 - MINUTE),
    ),
    "goods go on before the last of them have come": (
        "hand_on_in_time", 0.375, ROADS, handed_on_twice(),
    ),
    "goods are loaded past the place where they change over": (
        "hand_on_in_time", 50, ROADS, loaded_at_p(),
    ),
    "more goes on than came": (
        "hand_on_in_time", 1, ROADS, drop(TRUCK_2, 1, place="P", persons=49),
    ),
    "goods are taken past the place where they change over": (
        "hand_on_in_time", 50, ROADS, left_at_n(),
    ),
    "goods that change over are loaded in a store": (
        "hand_on_in_time", 50, ROADS, loaded_in_the_store(),
    ),
    "a place is visited too often": (
        "limit_visits", 1, response(most_visits_per_place=2), DRIVEN,
    ),
    "a person is forgotten": (
        "serve_each_once", 1, ROADS, edited(DRIVEN, "unserved", {"place": "K"}, persons=19),
    ),
    "a person is told twice": (
        "serve_each_once", 1, ROADS, edited(DRIVEN, "unserved", {"place": "K"}, persons=21),
    ),
    "goods are left at another place": (
        "serve_each_once", 100, ROADS, claimed(stop(VAN_1, 1, place="D"), driven=False),
    ),
    "more goods are left at another place": (
        "serve_each_once", 0.1, ROADS,
        replace(
            added(DRIVEN, "drops", dropped(TRUCK_2, 1, 1, TO_N, 0.1)),
            stock=restocked("SD", "pack", 851).stock,
        ),
    ),
    "more goods are left for a part that there is not": (
        "serve_each_once", 5, ROADS,
        added(DRIVEN, "drops", dropped(HELICOPTER_1, 1, 1, TO_P, 5, part=3)),
    ),
    "goods are left for a part that there is not": (
        "serve_each_once", 100, ROADS, claimed(drop(VAN_1, 1, part=2), driven=False),
    ),
    "who is brought goods is told as unserved": (
        "serve_each_once", 5, ROADS, added(DRIVEN, "unserved", unserved(BROUGHT, 5)),
    ),
    "less than nobody is served": (
        "serve_each_once", 0.1, ROADS,
        replace(
            added(drop(TRUCK_2, 1, place="M", persons=100.1), "unserved", unserved(TO_M, -0.1)),
            stock=restocked("SD", "pack", 851).stock,
        ),
    ),
    "who is late is not told": (
        "state_arrivals", 200, ROADS, edited(DRIVEN, "late", {"place": "N"}),
    ),
    "one who is late is not told": (
        "state_arrivals", 1, ROADS, edited(DRIVEN, "late", {"place": "N"}, persons=199),
    ),
    "one is told as late who is not": (
        "state_arrivals", 1, ROADS, edited(DRIVEN, "late", {"place": "N"}, persons=201),
    ),
    "who comes seconds before the deadline is told as late": (
        "state_arrivals", 50, ROADS, told_as_late_at_p(23.997),
    ),
    "a scenario is called driven in which too many are late by seconds": (
        "state_arrivals", 270 - 0.25 * 960, ROADS, told_as_late_at_p(24.003),
    ),
    "the last hand-out is told a minute too late": (
        "state_arrivals", MINUTE, ROADS,
        edited(DRIVEN, "late", {"place": "N"}, latest_h=31 + 2 / 3 + MINUTE),
    ),
    "who is late by seconds is not told": (
        "state_arrivals", 50, ROADS, claimed(handed_out_at_p(24.003), driven=False),
    ),
    "the last hand-out is told a minute wrong": (
        "state_arrivals", MINUTE, ROADS,
        edited(DRIVEN, "late", {"place": "N"}, latest_h=31 + 2 / 3 - MINUTE),
    ),
    "a scenario is called driven in which too few are served": (
        "state_arrivals", 1.5, changed("standards", 0, person_share=1 - 218.5 / 960), DRIVEN,
    ),
    "a scenario is called driven in which too few towns are served": (
        "state_arrivals", 0.5, changed("standards", 0, town_share=0.5), DRIVEN,
    ),
}  # fmt: skip


def test_a_plan_that_is_driven_by_the_rules_has_no_violation():
    assert verify(ROADS, DRIVEN) == ()


@pytest.mark.parametrize("story", BROKEN)
def test_a_broken_rule_is_named_alone_with_its_amount(story):
    promise, amount, instance, plan = BROKEN[story]
    violations = judged(instance, plan)
    assert promises(violations) == {promise}
    assert any(v.amount == pytest.approx(amount, abs=SLACK) for v in violations), violations
    assert all(violation.sentence and violation.where for violation in violations)


def test_every_rule_of_driving_is_broken_once():
    planted = {story[0] for story in BROKEN.values()} | {"state_drives"}
    names = [check.__name__ for check in CHECKS if "driving" in check.__module__]
    assert len(names) == 14
    assert set(names) == planted


def test_the_rules_are_those_of_the_contract_in_its_order():
    page = Path(__file__).parents[2] / "docs" / "routing.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    named = [line.split("**")[1] for line in lines if line.partition(". **")[0].isdecimal()]
    assert named == [check.__name__ for check in CHECKS if "driving" in check.__module__]


def test_a_violation_of_driving_is_told_with_its_numbers_and_units():
    (overloaded,) = judged(changed("vehicles", 0, payload_t=3.999), DRIVEN)
    assert str(overloaded) == (
        "load_within_vehicle(S1, truck@D/own#1, trip 1, kg): in S1 truck@D/own#1 loads 4,000 kg "
        "for trip 1, it carries 3,999 kg: 1 kg too much"
    )
    (early,) = judged(ROADS, home(VAN_1, home_h=7.25))
    assert str(early) == (
        "drive_in_time(S1, van@D/own#1, K, D): in S1 van@D/own#1 leaves K on its way home at 7 h "
        "and arrives at D at 7.25 h, it can be there at 7.5 h: 0.25 h too early"
    )
