"""Why deliveries are unserved or late: what would have to be otherwise, tried out.

A reason holds by its construction: with it relaxed, and nothing else, the delivery was added to the
answer (docs/routing.md, section 6).
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from optimizer.routing.answer import Answer, Drop, Timed, TimedStop, Trip
from optimizer.routing.problem import Delivery, RoutingProblem
from optimizer.routing.why.adding import Missing
from optimizer.routing.why.relaxed import (
    CLOSED_ROAD,
    DOCKS,
    GOODS_NOT_READY,
    NO_WAY,
    RANGE,
    RESTS,
    STOCK,
    VEHICLE_HOURS,
    VEHICLE_SIZE,
    VISITS,
    WEIGHT_LIMIT,
    RelaxedWays,
    known_ways,
)
from optimizer.routing.why.trials import Trials

COMBINATION = "combination"

NOT_EXAMINED = "not_examined"
"""The time was over before all reasons had been tried: nothing is claimed."""

ONE_MORE = frozenset({VEHICLE_HOURS})

NARROW_FIRST = (
    VEHICLE_SIZE,
    WEIGHT_LIMIT,
    CLOSED_ROAD,
    NO_WAY,
    RANGE,
    STOCK,
    VISITS,
    GOODS_NOT_READY,
    DOCKS,
    RESTS,
    VEHICLE_HOURS,
)
"""The order in which reasons are tried: what bars a place before what merely takes long."""


class Reason(NamedTuple):
    """Why a delivery is unserved or late.

    Parameters
    ----------
    code : str
        As in docs/routing.md, section 6.
    detail : str
        What and where, in words.
    together : tuple of str
        The two that do it together, where `code` is combination; empty: no two do.
    """

    code: str
    detail: str
    together: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the code, followed by those that do it together."""
        return " ".join((self.code, *self.together))


def reasons(
    problem: RoutingProblem,
    timing: Timed,
    ways: RelaxedWays | None = None,
    among: Collection[int] | None = None,
    seconds: float = math.inf,
) -> Mapping[int, Reason]:
    """Return why each delivery that is unserved or late is so.

    Parameters
    ----------
    timing : Timed
        The final answer, as `timed` returns it.
    ways : callable, or None
        The ways where roads are open or may be used that are not; see `RelaxedWays`. None: all
        that is known is when closed roads open.
    among : collection of int, or None
        Deliveries to tell it of; None: all.
    seconds : float
        Wall time after which of the others only the reason of those before them and one more
        vehicle are tried. What is told is true all the same.
    """
    asked = _Asked(problem, timing, ways or known_ways(problem), time.monotonic() + seconds)
    return {
        missing.delivery: asked.reason(missing)
        for missing in all_missing(problem, timing)
        if among is None or missing.delivery in among
    }


def all_missing(problem: RoutingProblem, timing: Timed) -> Iterator[Missing]:
    """Yield what is unserved, or else late, by delivery."""
    late = dict(timing.late)
    unserved = {index: (kg, litres) for index, kg, litres in timing.unserved}
    for index in sorted({*late, *unserved}):
        if index in unserved:
            yield Missing(timing.answer, index, *unserved[index], late, in_time=False)
        else:
            answer, drops = _without_late(problem, timing, index)
            kg, litres = sum(drop.kg for drop in drops), sum(drop.litres for drop in drops)
            yield Missing(answer, index, kg, litres, late, in_time=True)


def _without_late(
    problem: RoutingProblem, timing: Timed, delivery: int
) -> tuple[Answer, list[Drop]]:
    """Return an answer without what is late of a delivery, and the drops that are."""
    its = problem.deliveries[delivery]
    answer = list(timing.answer)
    late: list[Drop] = []
    for route in timing.routes:
        stops = [stop for trip in route.trips for stop in trip.stops]
        if not any(_is_late(stop, drop, delivery, its) for stop in stops for drop in stop.drops):
            continue
        trips = []
        for trip in route.trips:
            drops: list[Drop] = []
            for stop in trip.stops:
                for drop in stop.drops:
                    (late if _is_late(stop, drop, delivery, its) else drops).append(drop)
            if drops:
                trips.append(Trip(trip.origin, tuple(drops)))
        answer[route.vehicle] = tuple(trips)
    return tuple(answer), late


def _is_late(stop: TimedStop, drop: Drop, delivery: int, its: Delivery) -> bool:
    return drop.delivery == delivery and stop.done_s + its.tail_s > its.deadline_s


class _Asked:
    """Asks of one delivery after the other what is in its way."""

    def __init__(
        self, problem: RoutingProblem, timing: Timed, ways: RelaxedWays, end: float
    ) -> None:
        self._problem = problem
        self._trials = Trials(problem, timing, ways)
        self._end = end
        self._held: dict[tuple[int, int], frozenset[str]] = {}
        """What held of the delivery before, by planned origin and deadline."""

    def reason(self, missing: Missing) -> Reason:
        """Return the first reason that holds; what held of deliveries like it is tried first."""
        its = self._problem.deliveries[missing.delivery]
        like = its.origins[0], its.deadline_s
        for codes in self._to_try(missing, self._held.get(like, frozenset())):
            detail = self._trials.holds(codes, missing)
            if detail is not None:
                self._held[like] = codes
                return _told(codes, its.place, detail)
        if self._is_over:
            return Reason(NOT_EXAMINED, f"{its.place}: not looked into for lack of time")
        return Reason(COMBINATION, f"{its.place}: no two reasons alone")

    @property
    def _is_over(self) -> bool:
        return time.monotonic() >= self._end

    def _to_try(self, missing: Missing, held: frozenset[str]) -> Iterator[frozenset[str]]:
        """Yield reasons in order and then pairs of them; in the end those that are soon tried."""
        tried: set[frozenset[str]] = set()
        for codes in self._in_order(missing, held):
            if self._is_over:
                break
            if codes not in tried:
                tried.add(codes)
                yield codes
        for codes in (held, ONE_MORE):
            if codes and codes not in tried:
                tried.add(codes)
                yield codes

    def _in_order(self, missing: Missing, held: frozenset[str]) -> Iterator[frozenset[str]]:
        """Yield what to try, what bars a place before what merely takes long.

        What could be added without any change needs no other than one more vehicle. Which roads
        are gone is only the first thing to ask about a place that no vehicle reaches.
        """
        if not self._is_over and self._trials.holds(frozenset(), missing) is not None:
            yield ONE_MORE
        in_question = self._trials.in_question(missing)
        if held and held <= in_question:
            yield held
        codes = [code for code in NARROW_FIRST if code in in_question]
        if _is_reached(self._problem, missing.delivery):
            codes.remove(NO_WAY)
            codes.append(NO_WAY)
        yield from (frozenset({code}) for code in codes)
        yield from map(frozenset, itertools.combinations(codes, 2))


def _told(codes: frozenset[str], place: str, detail: str) -> Reason:
    """Return a reason that holds, or two that hold together."""
    if len(codes) == 1:
        (code,) = codes
        return Reason(code, f"{place}: {detail}" if detail else place)
    pair = tuple(code for code in NARROW_FIRST if code in codes)
    return Reason(COMBINATION, f"{place}: {' and '.join(pair)}", pair)


def _is_reached(problem: RoutingProblem, delivery: int) -> bool:
    """Return whether some vehicle has a way from its place to an origin and on, at any time."""
    its = problem.deliveries[delivery]
    return any(
        ways.ways(vehicle.start_point, origin) and ways.ways(origin, its.point)
        for vehicle in problem.vehicles
        for ways in (problem.ways[problem.kinds[vehicle.kind].ways],)
        for origin in (problem.origins[index].point for index in its.origins)
    )
