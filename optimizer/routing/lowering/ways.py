"""Ways between the bases and pieces of a lowered task: metres, seconds and what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.routing.answer import Drop
from optimizer.routing.lowering.pace import Pace, filled
from optimizer.routing.problem import NEVER_S, Criterion, Kind, RoutingProblem, Way, Ways
from optimizer.routing.tasks.task import Matrix

FINE = 1000
"""Cost units in a fen or a person-second where these are not whole."""

FINE_LATE = 10
"""Cost units in a person-second late of the last class: those before it weigh far more, and sums
have to fit into 64 bits."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """The rows of a task's matrices: origins, then homes, then one for every piece.

    Parameters
    ----------
    origins : tuple of int
        Origins of the problem.
    homes : tuple of int
        Points where vehicles stand.
    """

    origins: tuple[int, ...]
    homes: tuple[int, ...]
    drops: tuple[Drop, ...]

    @property
    def first_drop(self) -> int:
        """Row of the first piece."""
        return len(self.origins) + len(self.homes)

    def points(self, problem: RoutingProblem) -> list[int]:
        """Return the point of every row."""
        return [
            *(problem.origins[origin].point for origin in self.origins),
            *self.homes,
            *(problem.deliveries[drop.delivery].point for drop in self.drops),
        ]


@dataclass(frozen=True)
class Driven:
    """The matrices of one kind of vehicle."""

    metres: Matrix
    seconds: Matrix
    driving: Matrix


def arrival_s(way: Way, leave_s: int) -> int:
    """Return the second of arrival by a way, waiting where it is closed."""
    waited = 0
    for moved_s, opens_s in way.gates:
        waited = max(waited, opens_s - leave_s - moved_s)
    return leave_s + way.seconds + waited


def first_arrival_s(ways: Ways, start: int, end: int, leave_s: int) -> int:
    """Return the first second at which one is there, `NEVER_S` where there is no way."""
    arrivals = [arrival_s(way, leave_s) for way in ways.ways(start, end)]
    return min(arrivals, default=NEVER_S)


def cost_scale(problem: RoutingProblem, kinds: Sequence[int], aim: str) -> int:
    """Return the cost units of a task in a fen, or a person-second: 1 where costs are whole."""
    if aim == Criterion.LATE:
        return FINE_LATE
    if aim == Criterion.ARRIVAL:
        return FINE
    costs = [
        cost
        for kind in (problem.kinds[number] for number in kinds)
        for cost in (kind.cost_per_m, kind.cost_per_work_s, kind.cost_if_used)
    ]
    return 1 if all(cost == int(cost) for cost in costs) else FINE


def matrices(
    problem: RoutingProblem, places: Places, number: int, aim: str, pace: Pace, scale: int
) -> Driven:
    """Return metres, seconds and driving of a kind.

    Unloading stands in the ways to a piece, loading in those from origins to pieces. From a
    piece, whoever has no way home stays. A home that is no origin is only left for an origin.
    Where work costs anything, or the aim is not cost, `metres` are what a way costs.
    """
    kind = problem.kinds[number]
    driving, metres, waits = _bare(problem, places, kind, pace)
    first = places.first_drop
    seconds = driving + waits
    for row, origin in enumerate(places.origins):
        seconds[row, first:] += pace.loading_s(number, origin)
    for column, drop in enumerate(places.drops, start=first):
        if not problem.deliveries[drop.delivery].handed_on:
            seconds[:, column] += round(kind.unload_s * filled(kind, drop.kg, drop.litres))
    closed = driving >= NEVER_S
    seconds[closed] = NEVER_S
    if aim != Criterion.COST:
        metres = driving.copy()
    elif kind.cost_per_work_s:
        fen = metres * kind.cost_per_m + seconds * kind.cost_per_work_s
        metres = np.rint(np.where(closed, 0.0, fen) * scale).astype(np.int64)
    metres[closed] = NEVER_S
    return Driven(metres, seconds, driving)


def _bare(
    problem: RoutingProblem, places: Places, kind: Kind, pace: Pace
) -> tuple[Matrix, Matrix, Matrix]:
    """Return seconds and metres of the ways alone, and seconds of waiting on them."""
    ways = problem.ways[kind.ways]
    points = np.array(places.points(problem))
    seconds = np.array(ways.seconds, dtype=np.int64)
    metres = np.array(ways.metres, dtype=np.int64)
    waits = np.zeros_like(seconds)
    for (start, end), later in sorted(ways.later.items()):
        if seconds[start, end] >= NEVER_S and later:
            leave_s = pace.leave_s.get(start, 0)
            way = min(later, key=lambda way: (arrival_s(way, leave_s), way.seconds))
            seconds[start, end], metres[start, end] = way.seconds, way.metres
            if pace.leave_s:
                waits[start, end] = arrival_s(way, leave_s) - leave_s - way.seconds
    among = np.ix_(points, points)
    seconds, metres, waits = seconds[among], metres[among], waits[among]
    origins, first = len(places.origins), places.first_drop
    seconds[origins:first, first:] = NEVER_S
    stays = np.zeros_like(seconds, dtype=bool)
    stays[first:, origins:first] = seconds[first:, origins:first] >= NEVER_S
    seconds[stays] = metres[stays] = 0
    return seconds, metres, waits


def prices(kind: Kind, aim: str, scale: int) -> tuple[int, int]:
    """Return what using a vehicle and a unit of `metres` cost."""
    if aim != Criterion.COST:
        return 0, 1
    per_metre = 1 if kind.cost_per_work_s else round(kind.cost_per_m * scale)
    return round(kind.cost_if_used * scale), per_metre
