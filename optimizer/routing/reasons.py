"""Why deliveries are unserved or late: what would have to be otherwise, tried out.

A reason holds by its construction: with it relaxed, and nothing else, the delivery was added to the
answer (docs/routing.md, section 6).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from optimizer.routing.adding import Missing, can_add
from optimizer.routing.answer import Answer, Drop, Timed, Trip
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.relaxed import (
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
    relaxed,
)

COMBINATION = "combination"

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
    problem: RoutingProblem, timing: Timed, ways: RelaxedWays | None = None
) -> Mapping[int, Reason]:
    """Return why each delivery that is unserved or late is so.

    Parameters
    ----------
    timing : Timed
        The final answer, as `timed` returns it.
    ways : callable, or None
        The ways where roads are open or may be used that are not; see `RelaxedWays`. None: all
        that is known is when closed roads open.
    """
    told = ways or known_ways(problem)
    return {
        missing.delivery: _reason(problem, missing, told) for missing in _missing(problem, timing)
    }


def _missing(problem: RoutingProblem, timing: Timed) -> Iterator[Missing]:
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
    answer: list[tuple[Trip, ...]] = [()] * len(timing.answer)
    late: list[Drop] = []
    for route in timing.routes:
        trips = []
        for trip in route.trips:
            drops: list[Drop] = []
            for stop in trip.stops:
                is_late = stop.done_s + its.tail_s > its.deadline_s
                for drop in stop.drops:
                    (late if is_late and drop.delivery == delivery else drops).append(drop)
            if drops:
                trips.append(Trip(trip.origin, tuple(drops)))
        answer[route.vehicle] = tuple(trips)
    return tuple(answer), late


def _reason(problem: RoutingProblem, missing: Missing, ways: RelaxedWays) -> Reason:
    place = problem.deliveries[missing.delivery].place
    codes = _in_question(problem, missing)
    for code in codes:
        detail = _first_that_does(problem, missing, frozenset({code}), ways)
        if detail is not None:
            return Reason(code, f"{place}: {detail}" if detail else place)
    for pair in itertools.combinations(codes, 2):
        if _first_that_does(problem, missing, frozenset(pair), ways) is not None:
            return Reason(COMBINATION, f"{place}: {' and '.join(pair)}", pair)
    return Reason(COMBINATION, f"{place}: no two reasons alone")


def _in_question(problem: RoutingProblem, missing: Missing) -> tuple[str, ...]:
    """Return the reasons to try, in order.

    What could be added without any change needs no other than one more vehicle. That pieces are too
    large is only said where they are larger than every vehicle. Which roads are gone is only the
    first thing to ask about a place that no vehicle reaches.
    """
    if can_add(problem, missing):
        return (VEHICLE_HOURS, *(code for code in NARROW_FIRST if code != VEHICLE_HOURS))
    codes = [code for code in NARROW_FIRST if code != VEHICLE_SIZE or _too_large(problem, missing)]
    if _is_reached(problem, missing.delivery):
        codes.remove(NO_WAY)
        codes.append(NO_WAY)
    return tuple(codes)


def _too_large(problem: RoutingProblem, missing: Missing) -> bool:
    if problem.splits:
        return all(
            (missing.kg and not kind.kg) or (missing.litres and not kind.litres)
            for kind in problem.kinds
        )
    return all(
        missing.kg > kind.kg or missing.litres > kind.litres
        for kind in (problem.kinds[its.kind] for its in problem.vehicles)
    )


def _is_reached(problem: RoutingProblem, delivery: int) -> bool:
    """Return whether some vehicle has a way from its place to an origin and on, at any time."""
    its = problem.deliveries[delivery]
    return any(
        ways.ways(vehicle.start_point, origin) and ways.ways(origin, its.point)
        for vehicle in problem.vehicles
        for ways in (problem.ways[problem.kinds[vehicle.kind].ways],)
        for origin in (problem.origins[index].point for index in its.origins)
    )


def _first_that_does(
    problem: RoutingProblem, missing: Missing, codes: frozenset[str], ways: RelaxedWays
) -> str | None:
    """Return what lets it be added: the vehicle, where it is one more; None if nothing does."""
    for case in relaxed(problem, codes, missing.delivery, ways):
        if can_add(case, missing):
            return case.vehicles[-1].id if VEHICLE_HOURS in codes else ""
    return None
