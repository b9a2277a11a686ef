"""Small plans whose deliveries can be followed with a pencil.

::

    A ── 20 km ── B ── 10 km, opens at hour 5 ── C        A ── 60 km, at most 4 t ── C
                  A ── 30 km by air ── D ── 1 km ── E

Everything goes 40 km/h: A-B takes 1800 s, B-C 900 s, A-C 5400 s; the helicopter goes 120 km/h,
900 s to D. The decision takes 1 h, HA and HB mobilize for 0.5 h more. A quilt has 3 kg and 50
litres, a kit 2 kg and 10 litres; everyone needs one of each, kits by hour 5, quilts by hour 30.
"""

import dataclasses

from made_up import (
    MADE_UP,
    commodity,
    family,
    fleet_entry,
    group,
    norm,
    people,
    place,
    road,
    road_change,
    scenario,
    site,
    transfer,
    vehicle,
)

from optimizer.instance import Economics, Instance, Option, Policy, Response
from optimizer.instance.words import Role, TransportMode
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.plan import Contract, Flow, Plan, StockLine, Store
from optimizer.routing.answer import Timed, TimedRoute, TimedStop, TimedTrip
from optimizer.routing.scenario.stages import stage_problems

ROAD, AIR = TransportMode.ROAD, TransportMode.AIR


def flow(origin, to="B", family="living", deadline_h=30.0, persons=10.0, roads=""):
    return Flow("S", "", origin, to, family, "people", deadline_h, persons, roads)


VAN = vehicle("van", gross_weight_t=5, load_min=30, unload_min=20, cost_cny_per_km=2)
PICKUP = vehicle("pickup", gross_weight_t=3, payload_t=0.5, volume_m3=2)
HELI = vehicle("heli", 0, mode=AIR, cruise_kmh=120, range_km=80, payload_t=3, volume_m3=12)

ROADS = (
    road("A", "B", 20),
    road("B", "C", 10),
    road("A", "C", 60, weight_limit_t=4),
    road("A", "D", 30, mode=AIR),
    road("D", "E", 1),
)

TABLES = {
    "places": tuple(place(name) for name in "ABCDE"),
    "roads": ROADS,
    "scenario_roads": (road_change("B-C", closed=True, reopens_h=5),),
    "sites": (
        site("HA", "A", mobilization_h=0.5),
        site("HB", "B", mobilization_h=0.5),
    ),
    "options": (
        Option(
            site="HA",
            id="big",
            role=Role.CENTRAL,
            capacity_m3=100,
            handling_t_per_h=4,
            docks=2,
            **MADE_UP,
        ),
        Option(site="HB", id="small", role=Role.SUB, capacity_m3=20, **MADE_UP),
    ),
    "families": tuple(family(name) for name in ("living", "medical")),
    "commodities": (
        commodity("quilt", volume_m3=0.05, weight_kg=3),
        commodity("kit", "medical", volume_m3=0.01, weight_kg=2),
    ),
    "groups": (group(),),
    "norms": (
        norm(30, commodity_id="quilt"),
        norm(5),
    ),
    "vehicles": (VAN, PICKUP, HELI),
    "fleet": (fleet_entry("van", 2), fleet_entry("pickup", available_after_h=0.5)),
    "scenarios": (scenario(),),
    "scenario_people": tuple(people(name, 100) for name in "BC"),
}

TO_D = {
    "fleet": (fleet_entry("van", 1, "B"), fleet_entry("heli", 1, available_after_h=2)),
    "transfers": (transfer("A", ROAD, AIR, 0.5),),
    "scenario_people": (people("D", 100),),
}
"""Goods for D come to A by road and fly on from there."""

CHANGED_AT_A = {
    "vehicles": (VAN, dataclasses.replace(PICKUP, cost_cny_per_km=100)),
    "fleet": (fleet_entry("van", 1, "B"), fleet_entry("pickup")),
    "transfers": (transfer("A", ROAD, ROAD, 0.5),),
    "scenario_roads": (road_change("B-C", closed=True),),
}
"""A van brings goods from B to A, a pickup takes them over the weak bridge to C."""

ALIKE = tuple(norm(30, commodity_id=name) for name in ("quilt", "kit"))
"""Quilts and kits by the same hour."""

STOCK = (
    StockLine("HA", "kit", 500),
    StockLine("HA", "quilt", 500),
    StockLine("HB", "quilt", 40),
)


def question(**tables):
    response = {"decision_h": 1, "handout_h": 0.25, "buffer_h": 0.5} | tables.pop("response", {})
    return Instance(
        name="small",
        economics=Economics(**MADE_UP),
        policy=Policy(**MADE_UP),
        response=Response(**response, **MADE_UP),
        **(TABLES | tables),
    )


def plan(*flows, stock=STOCK, contracts=(), roads=()):
    return Plan(
        stores=(Store("HA", "big", Role.CENTRAL), Store("HB", "small", Role.SUB)),
        stock=stock,
        contracts=tuple(Contract(*contract) for contract in contracts),
        flows=flows,
        roads=roads,
    )


def driven(instance, answer, first=()):
    requirements = needs(instance)
    return stage_problems(instance, requirements, lanes(instance, requirements), answer, "S", first)


def timed_stop(point, drops, leave_s, arrive_s, done_s, drive_s, rests=()):
    return TimedStop(
        point=point, drops=drops, leave_s=leave_s, arrive_s=arrive_s, begin_s=arrive_s,
        done_s=done_s, metres=0, drive_s=drive_s, rests=rests,
    )  # fmt: skip


def timed_trip(origin, load_s, loaded_s, *stops, leave_s=None, drive_s=0, rests=()):
    leave_s = load_s if leave_s is None else leave_s
    return TimedTrip(
        origin=origin, leave_s=leave_s, reach_s=leave_s + drive_s, load_s=load_s,
        loaded_s=loaded_s, depart_s=loaded_s, metres=0, drive_s=drive_s, rests=rests, stops=stops,
    )  # fmt: skip


def timed_route(vehicle_index, *trips, home_s=0, home_rests=()):
    return TimedRoute(
        vehicle=vehicle_index, trips=trips, home_leave_s=trips[-1].stops[-1].done_s, home_s=home_s,
        home_metres=0, home_drive_s=0, home_rests=home_rests, work_s=0, metres=0, cost_fen=0.0,
    )  # fmt: skip


def timed(*routes, unserved=()):
    return Timed(answer=(), routes=routes, value=(), unserved=unserved)


def first_problem(*flows, instance=None, first=(), **planned):
    return driven(instance or question(), plan(*flows, **planned), first).first.problem
