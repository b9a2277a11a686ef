"""What vehicles do with the goods that they have on board."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.routing.answer import Timed, Trip
from optimizer.routing.times.timing import timed

if TYPE_CHECKING:
    from optimizer.driving.replanning.stages import OnBoard
    from optimizer.routing.problem import RoutingProblem

MOST_PERMUTED = 6
"""Stops of which every order is tried; of more, every one is tried in every place."""


@dataclass(frozen=True, kw_only=True)
class Turns:
    """Which vehicles may bring what is on board in another order than they were to.

    Parameters
    ----------
    known : frozenset of int
        Deliveries that are late in the plan already: that alone asks for no other order.
    free : frozenset of str
        Vehicles whose orders change in any case.
    room : int or None
        Further vehicles at most; None: any number.
    """

    known: frozenset[int] = frozenset()
    free: frozenset[str] = frozenset()
    room: int | None = None


def bring(stage: OnBoard, turns: Turns) -> Timed:
    """Return how goods on board are brought: in the order as it was, where that is in time.

    Where a stop cannot be reached any more, or something would be late that is not in the plan,
    the vehicle takes the best order; what it cannot bring at all stays on board.
    """
    problem, room = stage.problem, turns.room
    routes: list[tuple[Trip, ...]] = []
    for own, (trip,) in enumerate(stage.in_order):
        alone = _Alone(problem, own, len(stage.in_order))
        as_it_was = alone.timed(trip)
        is_free = problem.vehicles[own].id in turns.free
        if as_it_was is not None:
            is_new = any(number not in turns.known for number, _ in as_it_was.late)
            if not is_new or (not is_free and room == 0):
                routes.append((trip,))
                continue
        found = alone.best(trip)
        routes.append(found)
        if found != (trip,) and as_it_was is not None and not is_free and room is not None:
            room -= 1
    found_all = timed(problem, tuple(routes))
    assert found_all is not None, "vehicles with goods on board do not wait for each other"
    return found_all


class _Alone:
    """One vehicle with what it has on board, the others left out."""

    def __init__(self, problem: RoutingProblem, own: int, count: int) -> None:
        self._problem, self._own, self._count = problem, own, count

    def timed(self, trip: Trip) -> Timed | None:
        """Return a trip with its times, None where it cannot be driven."""
        answer: list[tuple[Trip, ...]] = [()] * self._count
        answer[self._own] = (trip,)
        return timed(self._problem, tuple(answer))

    def best(self, trip: Trip) -> tuple[Trip, ...]:
        """Return the best order of what can be reached, the one as it was before others alike."""
        reached = tuple(d for d in trip.drops if self.timed(Trip(trip.origin, (d,))) is not None)
        while reached:
            candidates = [trip, *_orders(Trip(trip.origin, reached))]
            found = [
                (time.value, number)
                for number, candidate in enumerate(candidates)
                if (time := self.timed(candidate)) is not None
            ]
            if found:
                return (candidates[min(found)[1]],)
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
