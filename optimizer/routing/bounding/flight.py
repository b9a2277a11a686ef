"""How fast and how far at least: between points, whatever a vehicle does on its way.

Ways over other points are tried as well, because matrices of published benchmarks are rounded and
may be longer direct than round about. So what is told here is a bound for every route.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.problem import NEVER_S, RoutingProblem, Ways
from optimizer.routing.times.crew import Crew, arrival_s

Row = NDArray[np.float64]
"""Of every point: seconds or metres, infinite where it is never reached."""

Square = NDArray[np.float64]


class _Later(NamedTuple):
    """Ways over roads that open later; every row is of shape (ways,).

    Parameters
    ----------
    starts, ends : array of int
        Points.
    seconds, open_s : array
        On the move; and when it is done at the earliest, by who left long ago.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    seconds: Row
    open_s: Row

    @classmethod
    def of(cls, ways: Ways) -> _Later:
        """Return the later ones of some ways."""
        rows = [
            (start, end, way.seconds, arrival_s(way, -NEVER_S))
            for (start, end), others in ways.later.items()
            for way in others
        ]
        starts, ends, seconds, open_s = np.array(rows, dtype=np.int64).reshape(-1, 4).T.copy()
        return cls(starts, ends, seconds.astype(np.float64), open_s.astype(np.float64))

    def only(self, some: NDArray[np.bool_]) -> _Later:
        """Return some of them."""
        return _Later(self.starts[some], self.ends[some], self.seconds[some], self.open_s[some])


class Flights:
    """Bounds of seconds and metres from one point to all others, by index of the ways."""

    def __init__(self, problem: RoutingProblem) -> None:
        self._ways = problem.ways
        self._seconds = [_square(ways.seconds) for ways in problem.ways]
        self._least = [_with_later(s, w, 0) for s, w in zip(self._seconds, self._ways, strict=True)]
        metres = [
            np.where(np.isfinite(seconds), _square(ways.metres), np.inf)
            for seconds, ways in zip(self._seconds, self._ways, strict=True)
        ]
        self._metres = [_with_later(m, w, 1) for m, w in zip(metres, self._ways, strict=True)]
        self._later = [_Later.of(each) for each in problem.ways]
        self._known: dict[tuple[str, int, int, int], Row] = {}

    def seconds_from(self, ways: int, point: int) -> Row:
        """Return seconds on the move from a point to all, as if every road were open."""
        return self._cached("seconds from", ways, point, self._least[ways])

    def seconds_to(self, ways: int, point: int) -> Row:
        """Return seconds on the move from all to a point, as if every road were open."""
        return self._cached("seconds to", ways, point, self._least[ways].T)

    def metres_from(self, ways: int, point: int) -> Row:
        """Return metres from a point to all."""
        return self._cached("metres from", ways, point, self._metres[ways])

    def metres_to(self, ways: int, point: int) -> Row:
        """Return metres from all to a point."""
        return self._cached("metres to", ways, point, self._metres[ways].T)

    def arrivals(self, ways: int, point: int, leave_s: int) -> Row:
        """Return when each point is reached by who leaves one at a second and never rests.

        Who leaves later arrives no sooner (one may wait where a road is closed), so the ways of a
        first arrival are made of first arrivals.
        """
        later = self._ways[ways].later
        if not later:
            return self.seconds_from(ways, point) + leave_s
        key = ("arrivals", ways, point, leave_s)
        if key not in self._known:
            self._known[key] = self._settle_timed(ways, point, leave_s)
        return self._known[key]

    def _settle_timed(self, ways: int, point: int, leave_s: int) -> Row:
        """Return first arrivals, going on from the points that were reached sooner (Bellman)."""
        square, later = self._seconds[ways], self._later[ways]
        reached = np.full(len(square), np.inf)
        reached[point] = leave_s
        sooner = np.isfinite(reached)
        while sooner.any():
            onward = np.min(reached[sooner, None] + square[sooner], axis=0)
            taken = later.only(sooner[later.starts])
            at_s = np.maximum(reached[taken.starts] + taken.seconds, taken.open_s)
            np.minimum.at(onward, taken.ends, at_s)
            sooner = onward < reached
            reached = np.minimum(onward, reached)
        return reached

    def _cached(self, name: str, ways: int, point: int, square: Square) -> Row:
        key = (name, ways, point, 0)
        if key not in self._known:
            self._known[key] = _settle(square, point)
        return self._known[key]


def pauses_s(crew: Crew, driven_s: Row) -> Row:
    """Return the seconds of rest at least during so much driving.

    Whatever counts as a rest, waiting too, takes its time. Of the pauses that driving alone asks
    for, those that the shift asks for are the longer ones, or the other way round.
    """
    rests, nights = _pauses(driven_s, crew.drive_s), _pauses(driven_s, crew.shift_s)
    long_s, short_s = max(crew.rest_s, crew.night_s), min(crew.rest_s, crew.night_s)
    long, other = (nights, rests) if crew.night_s >= crew.rest_s else (rests, nights)
    pauses: Row = long * long_s + np.maximum(other - long, 0) * short_s
    return pauses


def _pauses(driven_s: Row, most_s: int) -> Row:
    if most_s >= NEVER_S or most_s <= 0:
        return np.zeros_like(driven_s)
    finite = np.where(np.isfinite(driven_s), driven_s, 0.0)
    pauses: Row = np.maximum(np.ceil(finite / most_s) - 1, 0)
    return pauses


def _settle(square: Square, point: int) -> Row:
    """Return the least sums from a point to all, settled in their order (Dijkstra, dense)."""
    least = np.full(len(square), np.inf)
    least[point] = 0
    settled = np.zeros(len(square), dtype=bool)
    for _ in range(len(square)):
        here = int(np.argmin(np.where(settled, np.inf, least)))
        if settled[here] or not np.isfinite(least[here]):
            break
        settled[here] = True
        np.minimum(least, least[here] + square[here], out=least)
    return least


def _square(rows: tuple[tuple[int, ...], ...]) -> Square:
    square = np.array(rows, dtype=np.float64)
    square[square >= NEVER_S] = np.inf
    np.fill_diagonal(square, 0.0)
    return square


def _with_later(square: Square, ways: Ways, measure: int) -> Square:
    """Return it with the ways over roads that open later, by seconds (0) or metres (1)."""
    filled = square.copy()
    for (start, end), others in ways.later.items():
        least = min((way.seconds, way.metres)[measure] for way in others)
        filled[start, end] = min(filled[start, end], least)
    return filled
