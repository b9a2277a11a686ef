"""What is driven from one origin as a capacitated vehicle routing problem in VRPLIB form.

That form knows a depot, customers with demands, one size of vehicle and one matrix. So what fits
is the weight that vehicles by road bring from an origin in a scenario, over the ways of the type
that brings most of it. Volume, hours, docks, rests and other types are left out.

Source: Uchoa et al. (2017), New benchmark instances for the capacitated vehicle routing problem;
the keywords are those of TSPLIB 95.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.dispatch.reading import place_of
from optimizer.dispatch.routes import KG_PER_TONNE
from optimizer.instance.words import TransportMode
from optimizer.io.tables import csv_text
from optimizer.routing.problem import NEVER_S
from optimizer.routing.scenario.points import Ground

if TYPE_CHECKING:
    from optimizer.dispatch.routes import Route
    from optimizer.instance import Instance, Vehicle
    from optimizer.plan import Plan

ROUNDING = 1e-6
"""Part of a kg that sums of fractions do not make another one."""

NODE_COLUMNS = ("node", "place", "place_name", "place_name_zh", "kg")


class _Node(NamedTuple):
    """The depot, or a customer: a place, or a full load's share of one that needs several."""

    place: str
    kg: int


def vrplib_texts(instance: Instance, plan: Plan, routes: Iterable[Route]) -> Mapping[str, str]:
    """Return a problem for every scenario and origin that routes of vehicles by road load at.

    Returns
    -------
    mapping of str to str
        For each ``NAME-SCENARIO-ORIGIN.vrp`` a ``.nodes.csv`` that says which place a node is.
        Node 1 is the origin. A place that needs more than a vehicle takes is as many nodes as it
        needs vehicles. Distances are in metres.
    """
    found: dict[str, str] = {}
    scenarios: dict[str, list[Route]] = {}
    for route in routes:
        if route.type.mode is TransportMode.ROAD:
            scenarios.setdefault(route.scenario, []).append(route)
    for scenario, driven in sorted(scenarios.items()):
        ground = Ground(instance, scenario, plan.roads)
        for origin in sorted({trip.line.origin for route in driven for trip in route.trips}):
            base = f"{instance.name}-{scenario}-{origin}"
            problem = _problem(instance, ground, origin, driven)
            if problem is not None:
                found[f"{base}.vrp"] = _text(base, problem)
                found[f"{base}.nodes.csv"] = _node_table(instance, problem)
    return found


class _Problem(NamedTuple):
    """A capacitated vehicle routing problem; its first node is the depot."""

    vehicle: Vehicle
    capacity_kg: int
    nodes: Sequence[_Node]
    metres: Sequence[Sequence[int]]
    left_out: Sequence[str]


def _problem(
    instance: Instance, ground: Ground, origin: str, routes: Iterable[Route]
) -> _Problem | None:
    """Return what is driven from an origin, None where its vehicle comes to none of the places."""
    depot = place_of(instance, origin)
    by_type, by_place = _carried(origin, routes)
    by_place.pop(depot, None)
    vehicle = instance.vehicle[max(sorted(by_type), key=lambda name: by_type[name])]
    metres = {
        (start, end): _metres(ground, vehicle.id, start, end)
        for start in (depot, *by_place)
        for end in (depot, *by_place)
    }
    there = [
        place
        for place in sorted(by_place)
        if metres[depot, place] < NEVER_S and metres[place, depot] < NEVER_S
    ]
    if not there:
        return None
    capacity_kg = math.floor(vehicle.payload_t * KG_PER_TONNE + ROUNDING)
    nodes = [_Node(depot, 0)]
    for place in there:
        nodes += _customers(place, by_place[place], capacity_kg)
    return _Problem(
        vehicle=vehicle,
        capacity_kg=capacity_kg,
        nodes=nodes,
        metres=[[_through(metres, depot, a.place, b.place) for b in nodes] for a in nodes],
        left_out=[place for place in sorted(by_place) if place not in there],
    )


def _carried(origin: str, routes: Iterable[Route]) -> tuple[Mapping[str, float], dict[str, float]]:
    """Return the kg that leave an origin by vehicle type, and by the place where they are left."""
    by_type: dict[str, float] = {}
    by_place: dict[str, float] = {}
    for route in routes:
        for trip in route.trips:
            if trip.line.origin == origin:
                by_type[route.type.id] = by_type.get(route.type.id, 0.0) + trip.kg
                for stop in trip.stops:
                    kg = sum(load.kg for load in stop.loads)
                    by_place[stop.line.place] = by_place.get(stop.line.place, 0.0) + kg
    return by_type, by_place


def _customers(place: str, kg: float, capacity_kg: int) -> Iterator[_Node]:
    """Yield a place as one customer, or as several alike where it takes several vehicles."""
    whole_kg = max(1, math.ceil(kg - ROUNDING))
    count = math.ceil(whole_kg / capacity_kg)
    share, rest = divmod(whole_kg, count)
    for number in range(count):
        yield _Node(place, share + (number < rest))


def _metres(ground: Ground, type_id: str, start: str, end: str) -> int:
    """Return the length of the way that takes least time on the move, closed roads or not."""
    ways = ground.ways(ground.types[type_id], start, end)
    return min(((way.seconds, way.metres) for way in ways), default=(0, NEVER_S))[1]


def _through(metres: Mapping[tuple[str, str], int], depot: str, start: str, end: str) -> int:
    """Return the metres between two places, by the depot where there is no other way."""
    direct = metres[start, end]
    return direct if direct < NEVER_S else metres[start, depot] + metres[depot, end]


def _text(name: str, problem: _Problem) -> str:
    left_out = (
        f"; its type does not come to {', '.join(problem.left_out)}" if problem.left_out else ""
    )
    lines = [
        f"NAME : {name}",
        f"COMMENT : kg, and metres of {problem.vehicle.id}{left_out}",
        "TYPE : CVRP",
        f"DIMENSION : {len(problem.nodes)}",
        "EDGE_WEIGHT_TYPE : EXPLICIT",
        "EDGE_WEIGHT_FORMAT : FULL_MATRIX",
        f"CAPACITY : {problem.capacity_kg}",
        "EDGE_WEIGHT_SECTION",
        *(" ".join(map(str, row)) for row in problem.metres),
        "DEMAND_SECTION",
        *(f"{number} {node.kg}" for number, node in enumerate(problem.nodes, start=1)),
        "DEPOT_SECTION",
        "1",
        "-1",
        "EOF",
    ]
    return "\n".join(lines) + "\n"


def _node_table(instance: Instance, problem: _Problem) -> str:
    rows = ((node, instance.place[node.place]) for node in problem.nodes)
    return csv_text(
        NODE_COLUMNS,
        (
            [number, row.id, row.name, row.name_zh, node.kg]
            for number, (node, row) in enumerate(rows, start=1)
        ),
    )
