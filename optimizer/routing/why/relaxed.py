"""A problem with one thing that is in a delivery's way taken out of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from optimizer.routing.problem import NEVER_S, RoutingProblem, Vehicle, Ways

RelaxedWays = Callable[[frozenset[str]], Sequence[Ways] | None]
"""Given any of no_way, weight_limit and closed_road, returns the ways of a problem without these,
in the order of the problem's; None where they cannot be told."""

NO_WAY, WEIGHT_LIMIT, CLOSED_ROAD = "no_way", "weight_limit", "closed_road"
RANGE, STOCK, GOODS_NOT_READY, DOCKS = "range", "stock", "goods_not_ready", "docks"
RESTS, VEHICLE_HOURS, VISITS = "rests", "vehicle_hours", "visits"
VEHICLE_SIZE = "vehicle_size"

OF_WAYS = frozenset({NO_WAY, WEIGHT_LIMIT, CLOSED_ROAD})


def relaxed(
    problem: RoutingProblem, codes: frozenset[str], delivery: int, ways: RelaxedWays
) -> Sequence[RoutingProblem]:
    """Return a problem without what some reasons of docs/routing.md, section 6, say.

    Returns
    -------
    sequence of RoutingProblem
        Alternatives: with one more vehicle of each type, at each of the delivery's origins. Empty
        where ways cannot be told.
    """
    found = without(problem, codes - {VEHICLE_HOURS}, delivery, ways)
    if found is None:
        return ()
    if VEHICLE_HOURS not in codes:
        return (found,)
    return [
        replace(found, vehicles=(*found.vehicles, vehicle)) for vehicle in one_more(found, delivery)
    ]


def without(
    problem: RoutingProblem, codes: frozenset[str], delivery: int, ways: RelaxedWays
) -> RoutingProblem | None:
    """Return a problem without some reasons other than vehicle hours, None if ways are unknown."""
    of_ways = codes & OF_WAYS
    if of_ways:
        found = ways(of_ways)
        if found is None:
            return None
        problem = replace(problem, ways=tuple(found))
    for code in sorted(codes - of_ways):
        problem = _RELAX[code](problem, delivery)
    return problem


def open_at_once(ways: Ways) -> Ways:
    """Return ways with the roads open that open later; length decides nothing but ties."""
    seconds = [list(row) for row in ways.seconds]
    metres = [list(row) for row in ways.metres]
    for (start, end), others in sorted(ways.later.items()):
        now = (seconds[start][end], metres[start][end])
        seconds[start][end], metres[start][end] = min(
            now, *((way.seconds, way.metres) for way in others)
        )
    return Ways(seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)))


def known_ways(problem: RoutingProblem) -> RelaxedWays:
    """Return what a problem says of its own ways: only when they are open."""

    def ways(codes: frozenset[str]) -> Sequence[Ways] | None:
        return tuple(map(open_at_once, problem.ways)) if codes == {CLOSED_ROAD} else None

    return ways


def _without_range(problem: RoutingProblem, delivery: int) -> RoutingProblem:
    del delivery
    return replace(problem, kinds=tuple(replace(kind, range_m=NEVER_S) for kind in problem.kinds))


def _with_stock(problem: RoutingProblem, delivery: int) -> RoutingProblem:
    """Return it with no limit at any origin: nothing is loaded but what is added at its own."""
    del delivery
    return replace(
        problem, origins=tuple(replace(origin, stock=None) for origin in problem.origins)
    )


def _with_goods_ready(problem: RoutingProblem, delivery: int) -> RoutingProblem:
    its = problem.deliveries[delivery].origins
    ready = replace(problem.deliveries[delivery], ready_s=0)
    return replace(
        problem,
        deliveries=(*problem.deliveries[:delivery], ready, *problem.deliveries[delivery + 1 :]),
        origins=tuple(
            replace(origin, opens_s=0, per_day={}) if index in its else origin
            for index, origin in enumerate(problem.origins)
        ),
    )


def _without_docks(problem: RoutingProblem, delivery: int) -> RoutingProblem:
    del delivery
    return replace(
        problem,
        origins=tuple(replace(origin, docks=None, kg_per_h=math.inf) for origin in problem.origins),
    )


def _without_rests(problem: RoutingProblem, delivery: int) -> RoutingProblem:
    del delivery
    return replace(
        problem,
        kinds=tuple(
            replace(kind, drive_s=NEVER_S, rest_s=0, shift_s=NEVER_S, night_s=0)
            for kind in problem.kinds
        ),
    )


def _without_visits(problem: RoutingProblem, delivery: int) -> RoutingProblem:
    del delivery
    return replace(problem, most_visits=None)


def _with_larger_vehicles(problem: RoutingProblem, delivery: int) -> RoutingProblem:
    """Return it with types that take a piece at least; all of it, where it may not be split."""
    kg, litres = least_carried(problem, delivery)
    return replace(
        problem,
        kinds=tuple(
            replace(kind, kg=max(kind.kg, kg), litres=max(kind.litres, litres))
            for kind in problem.kinds
        ),
    )


def least_carried(problem: RoutingProblem, delivery: int) -> tuple[int, int]:
    """Return the kg and litres that a vehicle has to carry to bring anything of a delivery."""
    its = problem.deliveries[delivery]
    if not problem.splits:
        return its.kg, its.litres
    return (
        max(math.ceil(its.piece_kg), min(its.kg, 1)),
        max(math.ceil(its.piece_litres), min(its.litres, 1)),
    )


_RELAX: dict[str, Callable[[RoutingProblem, int], RoutingProblem]] = {
    RANGE: _without_range,
    STOCK: _with_stock,
    GOODS_NOT_READY: _with_goods_ready,
    DOCKS: _without_docks,
    RESTS: _without_rests,
    VISITS: _without_visits,
    VEHICLE_SIZE: _with_larger_vehicles,
}


def one_more(problem: RoutingProblem, delivery: int) -> list[Vehicle]:
    """Return a vehicle of each type at each of a delivery's origins, ready at once."""
    return [
        Vehicle(
            id=f"{problem.kinds[kind].id}@{problem.origins[origin].id}",
            kind=kind,
            home=problem.origins[origin].point,
            ready_s=problem.starts_s,
        )
        for origin in problem.deliveries[delivery].origins
        for kind in range(len(problem.kinds))
    ]
