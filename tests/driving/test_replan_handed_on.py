"""Goods that change vehicles, while a response is under way.

The bridge B-D holds 4 t: vans of 5 t bring what is for D to B, pickups of 3 t take it on half an
hour later. Both pickups stand in D, the vans in A.
"""

import dataclasses
from functools import cache

import pytest
from made_up import MADE_UP
from under_way import HAMLET, plan

from optimizer.driving import DriveOptions
from optimizer.driving.options import ReplanOptions
from optimizer.driving.replan import replan
from optimizer.driving.scenarios import drive_scenario, together
from optimizer.instance import FleetEntry, Transfer
from optimizer.instance.words import TransportMode
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.plan import Driving
from optimizer.state import State, VehicleReport

ROADS = tuple(
    dataclasses.replace(road, weight_limit_t=4) if road.id == "B-D" else road
    for road in HAMLET.roads
    if road.id != "A-D"
)

CHANGED_AT_B = dataclasses.replace(
    HAMLET,
    roads=ROADS,
    vehicles=(
        *HAMLET.vehicles,
        dataclasses.replace(
            HAMLET.vehicles[0], id="pickup", payload_t=0.5, volume_m3=2, gross_weight_t=3
        ),
    ),
    fleet=(*HAMLET.fleet, FleetEntry(vehicle="pickup", place="D", count=2, **MADE_UP)),
    transfers=(
        Transfer(
            place="B", from_mode=TransportMode.ROAD, to_mode=TransportMode.ROAD, hours=0.5,
            **MADE_UP,
        ),
    ),
)  # fmt: skip


@cache
def driven():
    """Return the plan as it is driven over B."""
    unrouted = dataclasses.replace(plan(), driving=Driving())
    required = needs(CHANGED_AT_B)
    found = drive_scenario(
        CHANGED_AT_B, required, lanes(CHANGED_AT_B, required), unrouted, "S1",
        DriveOptions(time_limit_s=5, iterations=5, workers=1),
    )  # fmt: skip
    return dataclasses.replace(unrouted, driving=together(unrouted.driving, [found]))


def replanned(hour, **state):
    """Return new orders at an hour."""
    return replan(
        CHANGED_AT_B,
        driven(),
        State(scenario="S1", hour=hour, **state),
        ReplanOptions(time_limit_s=5, iterations=5),
    )


def handed_out(result):
    """Return the persons in D who get theirs, and from which vehicles."""
    drops = [row for row in result.driving.drops if row.place == "D" and row.part == 2]
    return round(sum(row.persons for row in drops), 3), sorted({row.vehicle for row in drops})


def loads_of_pickups():
    """Return when pickups load by the plan."""
    return [row.load_h for row in driven().driving.trips if row.vehicle.startswith("pickup")]


def test_the_plan_hands_on_in_b():
    assert {row.part for row in driven().driving.drops if row.place == "D"} == {1, 2}


@pytest.mark.parametrize("hour", [0.0, 1.7, 2.0, 2.3, 2.5, 2.9, 3.1, 3.3, 6.0])
def test_where_nothing_happened_nobody_gets_new_orders(hour):
    result = replanned(hour)
    assert (result.orders, result.unserved) == ((), ())
    assert result.driving.drops == driven().driving.drops


def test_what_waits_in_b_is_taken_on_by_another_pickup():
    persons, (first, *_) = handed_out(replanned(0.0))
    before_h = min(loads_of_pickups()) - 0.01
    result = replanned(before_h, vehicles=(VehicleReport(vehicle=first, lost=True),))
    again, vehicles = handed_out(result)
    assert again == persons == 30
    assert first not in vehicles


def test_what_is_lost_before_b_is_sent_once_more():
    loaded_h = min(row.depart_h for row in driven().driving.trips)
    (lost,) = {
        row.vehicle
        for row in driven().driving.trips
        if row.depart_h == loaded_h and row.vehicle.startswith("van")
    }
    result = replanned(loaded_h + 0.01, vehicles=(VehicleReport(vehicle=lost, lost=True),))
    assert handed_out(result)[0] == 30
    assert lost not in {row.vehicle for row in result.driving.drops}
