"""What vehicles do with the goods that they have on board."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimizer.routing.answer import Timed, Trip
from optimizer.routing.times.timing import timed

if TYPE_CHECKING:
    from optimizer.driving.replanning.stages import OnBoard
    from optimizer.routing.problem import RoutingProblem

MOST_PERMUTED = 6
"""Stops of which every order is tried; of more, every one is tried in every place."""


def bring(stage: OnBoard) -> Timed:
    """Return how goods on board are brought: in the order as it was, where that is in time.

    Where a stop cannot be reached any more or something would be late, the vehicle takes the best
    order; what it cannot bring at all stays on board.
    """
    problem = stage.problem
    routes: list[tuple[Trip, ...]] = []
    for own, (trip,) in enumerate(stage.in_order):
        routes.append(_route(problem, own, trip, len(stage.in_order)))
    found = timed(problem, tuple(routes))
    assert found is not None, "vehicles with goods on board do not wait for each other"
    return found


def _route(problem: RoutingProblem, own: int, trip: Trip, count: int) -> tuple[Trip, ...]:
    def alone(candidate: Trip | None) -> Timed | None:
        answer: list[tuple[Trip, ...]] = [()] * count
        if candidate is not None:
            answer[own] = (candidate,)
        return timed(problem, tuple(answer))

    as_it_was = alone(trip)
    if as_it_was is not None and not as_it_was.late:
        return (trip,)
    reached = tuple(drop for drop in trip.drops if alone(Trip(trip.origin, (drop,))) is not None)
    while reached:
        candidates = [trip, *_orders(Trip(trip.origin, reached))]
        found = [(time.value, -n) for n, c in enumerate(candidates) if (time := alone(c))]
        if found:
            return (candidates[-min(found)[1]],)
        reached = reached[:-1]
    return ()


def _orders(trip: Trip) -> Iterator[Trip]:
    drops = trip.drops
    if len(drops) <= MOST_PERMUTED:
        for order in itertools.permutations(drops):
            yield Trip(trip.origin, order)
        return
    for one in range(len(drops)):
        rest = (*drops[:one], *drops[one + 1 :])
        for place in range(len(drops)):
            yield Trip(trip.origin, (*rest[:place], drops[one], *rest[place:]))
