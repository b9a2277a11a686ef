"""When each delivery can be handed out at the earliest, if all vehicles were there for it alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from optimizer.routing.bounding.flight import Flights, Row, pauses_s
from optimizer.routing.problem import Delivery, Kind, RoutingProblem, Vehicle
from optimizer.routing.times.crew import Crew
from optimizer.routing.times.handling import departure_s, part_of


class Alike(NamedTuple):
    """Vehicles that differ in nothing that an earliest time depends on."""

    kind: int
    start: int
    ready_s: int
    only_origins: tuple[int, ...]


class Earliest(NamedTuple):
    """Of one group of vehicles; every row is infinite where it cannot bring a delivery.

    Parameters
    ----------
    loads_s : float
        First second at which one of them is at an origin that loads.
    handed_out_s : array of shape (deliveries,)
    out_s, back_s : arrays of shape (deliveries,)
        Seconds on the move from the nearest of a delivery's origins, and from there to the nearest
        origin: every trip with a drop of it takes both, but for the last.
    """

    loads_s: float
    handed_out_s: Row
    out_s: Row
    back_s: Row


def alike(problem: RoutingProblem) -> dict[Alike, int]:
    """Return groups of vehicles and how many there are in each."""
    found: dict[Alike, int] = {}
    for its in problem.vehicles:
        if its.most_trips > 0:
            key = _group(its)
            found[key] = found.get(key, 0) + 1
    return found


def earliest(problem: RoutingProblem, flights: Flights, group: Alike) -> Earliest:
    """Return the earliest times of a group of vehicles.

    For each origin and delivery the later of two bounds is taken: the fastest way with all
    waiting for roads but no rest, and all driving with its rests but no waiting for roads. Loading
    and unloading take no time here where deliveries may be split, since a drop may be small.
    """
    kind = problem.kinds[group.kind]
    crew = Crew.of(kind)
    count = len(problem.deliveries)
    handed_out, out = np.full(count, np.inf), np.full(count, np.inf)
    loads_s = np.inf
    here = flights.arrivals(kind.ways, group.start, group.ready_s)
    here_driven = flights.seconds_from(kind.ways, group.start)
    here = np.maximum(here, group.ready_s + here_driven + pauses_s(crew, here_driven))
    for index in _origins(problem, group):
        origin = problem.origins[index]
        reach_s = here[origin.point]
        if not np.isfinite(reach_s):
            continue
        opens_s = max(int(reach_s), origin.opens_s)
        loads_s = min(loads_s, opens_s)
        driven = flights.seconds_from(kind.ways, origin.point)
        metres = flights.metres_from(kind.ways, origin.point)
        driven_s = driven + pauses_s(crew, driven)
        for number, delivery in enumerate(problem.deliveries):
            point = delivery.point
            if (
                index not in delivery.origins
                or not np.isfinite(driven[point])
                or metres[point] > kind.range_m
                or not _fits(problem, kind, number)
            ):
                continue
            load_s = busy_s = 0
            if not problem.splits:
                load_s = part_of(kind.load_s, kind, delivery.kg, delivery.litres)
                busy_s = unload_s(kind, delivery)
            leave_s = departure_s(kind, max(opens_s, delivery.ready_s) + load_s)
            at_s = max(
                flights.arrivals(kind.ways, origin.point, leave_s)[point],
                leave_s + driven_s[point],
                delivery.earliest_s,
            )
            done_s = at_s + busy_s + delivery.handling_s + delivery.tail_s
            handed_out[number] = min(handed_out[number], done_s)
            out[number] = min(out[number], driven[point])
    return Earliest(float(loads_s), handed_out, out, _back(problem, flights, group))


def unload_s(kind: Kind, delivery: Delivery) -> int:
    """Return the seconds that unloading a whole delivery takes a kind of vehicle."""
    if delivery.handed_on:
        return 0
    return part_of(kind.unload_s, kind, delivery.kg, delivery.litres)


def _origins(problem: RoutingProblem, group: Alike) -> Sequence[int]:
    return group.only_origins or range(len(problem.origins))


def _fits(problem: RoutingProblem, kind: Kind, delivery: int) -> bool:
    """Return whether any of a delivery, or all where it may not be split, goes into a vehicle."""
    its = problem.deliveries[delivery]
    if problem.splits:
        return (kind.kg > 0 or not its.kg) and (kind.litres > 0 or not its.litres)
    return its.kg <= kind.kg and its.litres <= kind.litres


def _back(problem: RoutingProblem, flights: Flights, group: Alike) -> Row:
    """Return seconds from each delivery to the nearest origin where it may load again."""
    ways = problem.kinds[group.kind].ways
    points = [delivery.point for delivery in problem.deliveries]
    back = np.full(len(points), np.inf)
    for index in _origins(problem, group):
        to_origin = flights.seconds_to(ways, problem.origins[index].point)
        back = np.minimum(back, to_origin[points])
    return back


def _group(its: Vehicle) -> Alike:
    return Alike(its.kind, its.start_point, its.ready_s, its.only_origins)
