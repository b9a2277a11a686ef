"""Where in a vehicle's route a part of a delivery might be fitted in, by quick bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from optimizer.routing.answer import Drop, Trip
from optimizer.routing.problem import Kind, RoutingProblem
from optimizer.routing.times.handling import handling_s, part_of
from optimizer.routing.times.limits import visits_of
from optimizer.routing.why.leeway import Between, is_too_late, soonest_s


class Rest(NamedTuple):
    """What is still to be fitted in.

    Parameters
    ----------
    drop : Drop
        All of it.
    due_s : int
        Second by which it must be unloaded.
    ready_s : int
        Second from which on it may be loaded.
    most : callable
        Given an origin, the most kg (litres) to be had there.
    visits : int
        Visits that its place may still get.
    """

    drop: Drop
    due_s: int
    ready_s: int
    most: Callable[[int], int]
    visits: int


class Fitted(NamedTuple):
    """A changed route of a vehicle.

    Parameters
    ----------
    part : Drop
        What was fitted in.
    done_s : int
        Second by which it is unloaded at the soonest.
    since : int
        Trips before the first that is changed.
    """

    trips: tuple[Trip, ...]
    part: Drop
    done_s: int
    since: int


def fitted(
    problem: RoutingProblem,
    vehicle: int,
    trips: Sequence[Trip],
    places: Sequence[Between],
    rest: Rest,
) -> Iterator[Fitted]:
    """Yield changed routes of a vehicle.

    Parameters
    ----------
    places : sequence of Between
        Of these trips.
    """
    parts = _new_trips(problem, vehicle, rest)
    for place in places:
        if place.here_s > rest.due_s:
            break
        if place.drop is None:
            if len(trips) < problem.vehicles[vehicle].most_trips and rest.visits > 0:
                for origin, part in parts:
                    done_s = _new_done_s(problem, vehicle, place, rest, origin, part)
                    if done_s is not None:
                        new = (*trips[: place.trip], Trip(origin, (part,)), *trips[place.trip :])
                        yield Fitted(new, part, done_s, place.trip)
        else:
            yield from _in_trip(problem, vehicle, trips, place, rest)


def _new_trips(problem: RoutingProblem, vehicle: int, rest: Rest) -> list[tuple[int, Drop]]:
    """Return origins with the part that a whole trip brings from there."""
    its = problem.vehicles[vehicle]
    kind = problem.kinds[its.kind]
    found = []
    for origin in problem.deliveries[rest.drop.delivery].origins:
        if not its.only_origins or origin in its.only_origins:
            part = _part(problem, rest.drop, kind.kg, kind.litres, rest.most(origin))
            if part is not None:
                found.append((origin, part))
    return found


def _new_done_s(
    problem: RoutingProblem, vehicle: int, place: Between, rest: Rest, origin: int, part: Drop
) -> int | None:
    """Return when a new trip has unloaded at the soonest, None where that is too late."""
    kind = problem.kinds[problem.vehicles[vehicle].kind]
    ways, base = problem.ways[kind.ways], problem.origins[origin]
    point = problem.deliveries[part.delivery].point
    there_s = soonest_s(ways, place.here, base.point, place.here_s)
    load_s = max(part_of(kind.load_s, kind, part.kg, part.litres), handling_s(base, part.kg))
    leave_s = max(there_s, base.opens_s, rest.ready_s) + load_s
    done_s = soonest_s(ways, base.point, point, leave_s) + _unload_s(problem, kind, part)
    if done_s > rest.due_s or is_too_late(ways, point, done_s, place.there, place.there_s):
        return None
    return done_s


def _in_trip(
    problem: RoutingProblem, vehicle: int, trips: Sequence[Trip], place: Between, rest: Rest
) -> Iterator[Fitted]:
    trip = trips[place.trip]
    kind = problem.kinds[problem.vehicles[vehicle].kind]
    its = problem.deliveries[rest.drop.delivery]
    if trip.origin not in its.origins:
        return
    there_s = soonest_s(problem.ways[kind.ways], place.here, its.point, place.here_s)
    if there_s > rest.due_s:
        return
    room = (kind.kg - trip.kg, kind.litres - trip.litres)
    part = _part(problem, rest.drop, *room, rest.most(trip.origin))
    if part is None:
        return
    joins = its.point in (place.here, place.there)  # a stop may take no longer for a little more
    done_s = there_s + (0 if joins else _unload_s(problem, kind, part))
    ways = problem.ways[kind.ways]
    if done_s > rest.due_s or is_too_late(ways, its.point, done_s, place.there, place.there_s):
        return
    changed = Trip(trip.origin, (*trip.drops[: place.drop], part, *trip.drops[place.drop :]))
    if problem.most_visits is not None:
        before = _visits(problem, trip, its.point)
        if _visits(problem, changed, its.point) - before > rest.visits:
            return
    new = (*trips[: place.trip], changed, *trips[place.trip + 1 :])
    yield Fitted(new, part, done_s, place.trip)


def _unload_s(problem: RoutingProblem, kind: Kind, part: Drop) -> int:
    if problem.deliveries[part.delivery].handed_on:
        return 0
    return part_of(kind.unload_s, kind, part.kg, part.litres)


def _visits(problem: RoutingProblem, trip: Trip, point: int) -> int:
    return sum(stop == point for stop in visits_of(problem, trip))


def _part(
    problem: RoutingProblem, rest: Drop, room_kg: int, room_litres: int, stocked: int
) -> Drop | None:
    """Return as much of what is missing as fits, None if nothing does or it may not be split."""
    by_kg = problem.deliveries[rest.delivery].kg > 0
    whole = rest.kg if by_kg else rest.litres
    most = min(whole, stocked)
    for held, room in ((rest.kg, room_kg), (rest.litres, room_litres)):
        if held > room:
            most = min(most, whole * max(room, 0) // held)
    if most >= whole:
        return rest
    if most <= 0 or not problem.splits:
        return None
    if not by_kg:
        return Drop(rest.delivery, 0, most)
    return Drop(rest.delivery, most, -(-rest.litres * most // whole))
