"""Whether a delivery can be added to an answer while everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.limits import misfits, visits_of
from optimizer.routing.problem import NEVER_S, RoutingProblem
from optimizer.routing.route_timer import RouteTimer
from optimizer.routing.stock import Stock
from optimizer.routing.timing import timed
from optimizer.routing.value import left_over

MOST_TRIED = 12
"""Places in routes that are tried with all waiting for each other, the best by themselves first."""

MOST_DROPS = 40
"""Drops into which what is added is divided at most."""


class Missing(NamedTuple):
    """What is to be added to an answer.

    Parameters
    ----------
    answer : Answer
        Without the drops of the delivery that are late.
    late : mapping of int to int
        Seconds by which other deliveries are late as it is.
    in_time : bool
        Whether it must be handed out in time, or at all.
    """

    answer: Answer
    delivery: int
    kg: int
    litres: int
    late: Mapping[int, int]
    in_time: bool


def can_add(problem: RoutingProblem, missing: Missing) -> bool:
    """Return whether all that is missing finds room, the largest parts first.

    Every vehicle, trip and position is tried, and new trips from every origin. No other delivery
    may become late or later by it. Where it is divided, each part goes where most of it fits; that
    is not every division there is.
    """
    case = _of_its_own(problem, missing)
    answer = (*missing.answer, *((),) * (len(case.vehicles) - len(missing.answer)))
    timer = RouteTimer(case)
    rest = Drop(missing.delivery, missing.kg, missing.litres)
    for _ in range(MOST_DROPS):
        found = _add_part(case, timer, answer, rest, missing.late)
        if found is None:
            return False
        answer, part = found
        rest = Drop(missing.delivery, rest.kg - part.kg, rest.litres - part.litres)
        if _is_empty(case, rest):
            return _is_whole(case, answer, missing)
    return False


def _of_its_own(problem: RoutingProblem, missing: Missing) -> RoutingProblem:
    """Return the problem with the delivery due at all costs, or never."""
    its = problem.deliveries[missing.delivery]
    due = replace(its, hard=True) if missing.in_time else replace(its, deadline_s=NEVER_S)
    deliveries = list(problem.deliveries)
    deliveries[missing.delivery] = due
    return replace(problem, deliveries=tuple(deliveries))


def _is_empty(problem: RoutingProblem, rest: Drop) -> bool:
    return not (rest.kg if problem.deliveries[rest.delivery].kg else rest.litres)


def _is_whole(problem: RoutingProblem, answer: Answer, missing: Missing) -> bool:
    served = all(index != missing.delivery for index, _, _ in left_over(problem, answer))
    return served and not misfits(problem, answer)


class _Placed(NamedTuple):
    """A part of what is missing at one position, alone in its vehicle's way."""

    left: int
    worth: tuple[int, ...]
    vehicle: int
    order: int
    trips: tuple[Trip, ...]
    part: Drop


def _add_part(
    problem: RoutingProblem,
    timer: RouteTimer,
    answer: Answer,
    rest: Drop,
    late: Mapping[int, int],
) -> tuple[Answer, Drop] | None:
    """Return the answer with the largest part that finds room, of these the soonest."""
    placed = []
    for order, (vehicle, trips, part) in enumerate(_candidates(problem, answer, rest)):
        worth = timer.route(vehicle, trips)
        if worth is not None:
            before = timer.route(vehicle, answer[vehicle]) or timer.route(vehicle, ()) or ()
            change = tuple(a - b for a, b in zip(worth, before, strict=True))
            left = (rest.kg or rest.litres) - (part.kg if rest.kg else part.litres)
            placed.append(_Placed(left, change, vehicle, order, trips, part))
    for best in sorted(placed)[:MOST_TRIED]:
        changed = (*answer[: best.vehicle], best.trips, *answer[best.vehicle + 1 :])
        timing = timed(problem, changed)
        if timing is not None and all(
            late_s <= late.get(index, 0) for index, late_s in timing.late if index != rest.delivery
        ):
            return changed, best.part
    return None


_Candidate = tuple[int, tuple[Trip, ...], Drop]
"""A vehicle, its trips changed, and the part that is added to them."""


def _candidates(problem: RoutingProblem, answer: Answer, rest: Drop) -> Iterator[_Candidate]:
    stock = Stock(problem, answer)
    visits = _visits_left(problem, answer, problem.deliveries[rest.delivery].point)
    unused: set[tuple[object, ...]] = set()
    for vehicle, trips in enumerate(answer):
        its = problem.vehicles[vehicle]
        if not trips:
            group = (its.kind, its.start_point, its.home, its.ready_s, its.only_origins)
            if group in unused:
                continue
            unused.add(group)
        yield from _in_trips(problem, vehicle, trips, rest, stock, visits)
        if visits > 0:
            yield from _in_new_trips(problem, vehicle, trips, rest, stock)


def _in_trips(
    problem: RoutingProblem,
    vehicle: int,
    trips: tuple[Trip, ...],
    rest: Drop,
    stock: Stock,
    visits: int,
) -> Iterator[_Candidate]:
    its = problem.deliveries[rest.delivery]
    kind = problem.kinds[problem.vehicles[vehicle].kind]
    for number, trip in enumerate(trips):
        if trip.origin not in its.origins:
            continue
        room = (kind.kg - trip.kg, kind.litres - trip.litres)
        part = _part(problem, rest, *room, stock.most(trip.origin, rest.delivery))
        if part is None:
            continue
        for position in range(len(trip.drops) + 1):
            changed = Trip(trip.origin, (*trip.drops[:position], part, *trip.drops[position:]))
            before = _visits(problem, trip, its.point)
            if _visits(problem, changed, its.point) - before <= visits:
                yield vehicle, (*trips[:number], changed, *trips[number + 1 :]), part


def _in_new_trips(
    problem: RoutingProblem, vehicle: int, trips: tuple[Trip, ...], rest: Drop, stock: Stock
) -> Iterator[_Candidate]:
    kind = problem.kinds[problem.vehicles[vehicle].kind]
    for origin in problem.deliveries[rest.delivery].origins:
        part = _part(problem, rest, kind.kg, kind.litres, stock.most(origin, rest.delivery))
        if part is None:
            continue
        for number in range(len(trips) + 1):
            yield vehicle, (*trips[:number], Trip(origin, (part,)), *trips[number:]), part


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


def _visits_left(problem: RoutingProblem, answer: Answer, point: int) -> int:
    if problem.most_visits is None:
        return len(problem.deliveries) + MOST_DROPS
    used = sum(_visits(problem, trip, point) for trips in answer for trip in trips)
    return problem.most_visits - used


def _visits(problem: RoutingProblem, trip: Trip, point: int) -> int:
    return sum(stop == point for stop in visits_of(problem, trip))
