"""A response under way in the hamlet, driven by hand: every hour can be followed with a pencil.

The bridge B-D is open; besides there is a road from A to D of 60 km. Vans go 40 km/h: A-B takes
0.5 h, B-D 0.25 h, A-D on its own road 1.5 h. Decision at hour 1, crews of stores load from 1.5 on,
hand-out takes an hour. Van 1 of A takes living for 40 persons in B (220 kg, 2.2 m3) and 30 in D
(165 kg, 1.65 m3): 0.385 h to load, since HA loads a tonne in an hour, and with its volume 0.11 h
and 0.0825 h to unload. Van 2 of A has nothing to do.

    van 1: loads 1.5 to 1.885, in B 2.385 to 2.495, in D 2.745 to 2.8275, at home 3.5775
    hand-out: B 3.495, D 3.8275; arrival: 40 * 3.495 + 30 * 3.8275 = 254.625
    driving 1.5, loading 0.385, unloading 0.1925; cost: 60 km * 2 + 2.0775 h * 50 = 223.875
"""

from dataclasses import replace

import hamlet_by_hand
from hamlet_by_hand import LIVING
from made_up import fleet_entry, road

from optimizer.driving.options import ReplanOptions
from optimizer.driving.replan import replan
from optimizer.instance.words import Role
from optimizer.plan import (
    DriveLine,
    Driving,
    DropLine,
    Flow,
    Plan,
    ReturnLine,
    StockLine,
    StopLine,
    Store,
    TripLine,
)
from optimizer.state import State

HAMLET = replace(
    hamlet_by_hand.HAMLET,
    roads=(
        *hamlet_by_hand.HAMLET.roads,
        road("A", "D", 60),
    ),
    scenario_roads=(),
    fleet=(fleet_entry("van", 2),),
    standards=(),
    indicators=(),
)

VAN1, VAN2 = "van@A/own#1", "van@A/own#2"
OF_VAN1 = {"scenario": "S1", "vehicle": VAN1}

DRIVING = Driving(
    drives=(
        DriveLine(
            scenario="S1", driven=True, persons_unserved=0.0, bound_persons_unserved=0.0,
            late_person_h=0.0, bound_late_person_h=0.0, arrival_person_h=254.625,
            bound_arrival_person_h=0.0, cost_cny=223.875, bound_cost_cny=0.0, engine="pencil",
            seed=0,
        ),
    ),
    trips=(
        TripLine(**OF_VAN1, trip=1, origin="HA", leave_h=1.0, reach_h=1.0, load_h=1.5,
                 loaded_h=1.885, depart_h=1.885),
    ),
    stops=(
        StopLine(**OF_VAN1, trip=1, stop=1, place="B", leave_h=1.885, arrive_h=2.385,
                 begin_h=2.385, done_h=2.495),
        StopLine(**OF_VAN1, trip=1, stop=2, place="D", leave_h=2.495, arrive_h=2.745,
                 begin_h=2.745, done_h=2.8275),
    ),
    drops=(
        DropLine(**OF_VAN1, trip=1, stop=1, flow_origin="HA", place="B", part=1, persons=40.0,
                 **LIVING),
        DropLine(**OF_VAN1, trip=1, stop=2, flow_origin="HA", place="D", part=1, persons=30.0,
                 **LIVING),
    ),
    returns=(ReturnLine(**OF_VAN1, leave_h=2.8275, home_h=3.5775),),
)  # fmt: skip


def plan(quilts=200):
    """Return the plan with so many quilts, and grain enough, at HA."""
    flows = (("B", 40.0), ("D", 30.0))
    return Plan(
        stores=(Store("HA", "large", Role.CENTRAL),),
        stock=(StockLine("HA", "grain", 100), StockLine("HA", "quilt", quilts)),
        flows=tuple(
            Flow(scenario="S1", lost_site="", origin="HA", place=place, persons=persons, **LIVING)
            for place, persons in flows
        ),
        driving=DRIVING,
    )


def replanned(hour, quilts=200, most_changed=None, of=None, earlier=(), **state):
    """Return new orders for the hamlet at an hour."""
    options = ReplanOptions(time_limit_s=5, iterations=10, most_changed=most_changed)
    now = State(scenario="S1", hour=hour, **state)
    return replan(HAMLET, of or plan(quilts), now, options, earlier)


def stops(result, vehicle):
    """Return places with the hours at which a vehicle arrives and is done there."""
    return [
        (row.place, round(row.arrive_h, 3), round(row.done_h, 3))
        for row in result.driving.stops
        if row.vehicle == vehicle
    ]


def changed(result):
    """Return vehicles with the causes for which their orders changed."""
    return [(change.vehicle, change.cause.value) for change in result.orders]


def unserved(result):
    """Return places with persons who get nothing, and the reasons."""
    return [(row.place, round(row.persons, 3), reason) for row, reason in result.unserved]
