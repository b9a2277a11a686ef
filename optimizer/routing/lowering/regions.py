"""A part of an answer that an engine can search in seconds: a route and those near it.

Source: Taillard and Voss (2002), POPMUSIC: partial optimization metaheuristic under special
intensification conditions.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from optimizer.routing.answer import Timed, TimedRoute
from optimizer.routing.problem import NEVER_S, RoutingProblem

MOST_PIECES = 80
"""Drops of a region: what general engines better within a few seconds."""

IDLE_OF_KIND = 2
"""Vehicles of each kind that stay at home and may come in, those nearest."""


class Regions:
    """Draws regions from an answer, where it is late more often than elsewhere."""

    def __init__(self, problem: RoutingProblem, chance: random.Random) -> None:
        self._problem, self._chance = problem, chance

    def draw(self, timed: Timed) -> frozenset[int]:
        """Return the vehicles of a region; empty where nobody drives."""
        routes = [route for route in timed.routes if not self._by_timetable(route.vehicle)]
        if not routes:
            return frozenset()
        late = {delivery for delivery, _ in timed.late}
        weights = [1 + 4 * len(late & _brought(route)) for route in routes]
        middle = self._chance.choices(routes, weights)[0]
        near = sorted(routes, key=lambda other: (self._distance_s(middle, other), other.vehicle))
        chosen = self._filled(near)
        return frozenset({*(route.vehicle for route in chosen), *self._idle(timed, middle)})

    def _filled(self, near: Sequence[TimedRoute]) -> list[TimedRoute]:
        """Return the first of some routes, as many as fit, and at least two."""
        chosen: list[TimedRoute] = []
        pieces = 0
        for route in near:
            pieces += sum(len(stop.drops) for trip in route.trips for stop in trip.stops)
            if pieces > MOST_PIECES and len(chosen) > 1:
                break
            chosen.append(route)
        return chosen

    def _by_timetable(self, vehicle: int) -> bool:
        return self._problem.kinds[self._problem.vehicles[vehicle].kind].every_s > 0

    def _distance_s(self, middle: TimedRoute, other: TimedRoute) -> int:
        """Return the least seconds between stops of two routes; the route itself is nearest."""
        if other is middle:
            return -1
        seconds = self._problem.ways[self._ways_of(middle.vehicle)].seconds
        mine, its = _points(middle), _points(other)
        return min(seconds[here][there] for here in mine for there in its)

    def _idle(self, timed: Timed, middle: TimedRoute) -> list[int]:
        """Return the nearest vehicles of each kind that stay at home."""
        at = self._problem.origins[middle.trips[0].origin].point
        idle: dict[int, list[tuple[int, int]]] = {}
        for number, vehicle in enumerate(self._problem.vehicles):
            if not timed.answer[number] and not self._by_timetable(number):
                away_s = self._problem.ways[self._ways_of(number)].seconds[vehicle.start_point][at]
                if away_s < NEVER_S:
                    idle.setdefault(vehicle.kind, []).append((away_s, number))
        return [number for found in idle.values() for _, number in sorted(found)[:IDLE_OF_KIND]]

    def _ways_of(self, vehicle: int) -> int:
        return self._problem.kinds[self._problem.vehicles[vehicle].kind].ways


def _brought(route: TimedRoute) -> set[int]:
    return {drop.delivery for trip in route.trips for stop in trip.stops for drop in stop.drops}


def _points(route: TimedRoute) -> set[int]:
    return {stop.point for trip in route.trips for stop in trip.stops}
