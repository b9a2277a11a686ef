"""New answers to what is to be loaded, near to the orders as they were."""

from __future__ import annotations

import random
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.driving.replanning.restricted import restricted
from optimizer.routing.answer import Answer, Timed, Trip
from optimizer.routing.construct import in_order, insert
from optimizer.routing.drafts import Draft, Insertions
from optimizer.routing.improve import improve
from optimizer.routing.tasks.task import Budget
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

if TYPE_CHECKING:
    from optimizer.driving.replanning.ordered import Ordered, Orders
    from optimizer.routing.problem import RoutingProblem

LEAST_SEARCH_S = 0.05
"""A search of less time finds nothing."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a new answer is to keep to.

    Parameters
    ----------
    free : frozenset of str
        Vehicles whose orders change in any case.
    room : int or None
        Further vehicles at most whose orders may change; None: any number.
    late, unserved : frozenset of int
        Deliveries of which something was late or unserved, or only unserved, before: that alone
        asks for no change.
    """

    free: frozenset[str]
    room: int | None
    late: frozenset[int]
    unserved: frozenset[int]
    budget: Budget
    seed: int


@dataclass(frozen=True, kw_only=True)
class Near:
    """A new answer, who cannot drive its orders any more, and who is given others by the search."""

    timed: Timed
    altered: frozenset[str]
    changed: frozenset[str] = frozenset()


def kept(problem: RoutingProblem, orders: Orders) -> Near:
    """Return the orders that can still be driven, and nothing else."""
    draft, altered = _kept(problem, orders)
    first = timed(problem, draft.answer)
    assert first is not None, "vehicles that can drive alone are loaded in turn"
    return Near(timed=first, altered=_names(problem, altered))


def near(problem: RoutingProblem, orders: Orders, wish: Wish) -> Near:
    """Return an answer that changes orders only where something asks for it.

    Orders that can still be driven, and bring everything in time that they brought in time, stay.
    Otherwise what is left is put where it fits best, and the routes of vehicles whose orders may
    change are searched for better ones.
    """
    end = time.monotonic() + wish.budget.seconds
    draft, altered = _kept(problem, orders)
    first = timed(problem, draft.answer)
    assert first is not None, "vehicles that can drive alone are loaded in turn"
    names = _names(problem, altered)
    late = {delivery for delivery, _ in first.late} - wish.late
    if not altered and not late and not draft.pending - wish.unserved:
        return Near(timed=first, altered=names)
    search = _Search(problem, first, wish)
    changed = {n for n, v in enumerate(problem.vehicles) if v.id in wish.free} | altered
    room = len(problem.vehicles)
    if wish.room is not None:
        beyond = len(names - wish.free)
        room = min(room, len(changed) + max(0, wish.room - beyond))
    _put_back(draft, changed, room, wish.seed)
    changed |= set([v for v in draft.visited_by(late) if v not in changed][: room - len(changed)])
    search.among(draft.answer, changed, end if room < len(problem.vehicles) else _half_way(end))
    if room >= len(problem.vehicles):
        search.among(search.best.answer, range(room), end, for_failures=True)
    routes = zip(problem.vehicles, first.answer, search.best.answer, strict=True)
    others_now = frozenset(vehicle.id for vehicle, was, now in routes if was != now)
    return Near(timed=search.best, altered=names, changed=others_now)


def _names(problem: RoutingProblem, vehicles: Collection[int]) -> frozenset[str]:
    return frozenset(problem.vehicles[number].id for number in vehicles)


def _half_way(end: float) -> float:
    now = time.monotonic()
    return now + (end - now) / 2


def _kept(problem: RoutingProblem, orders: Orders) -> tuple[Draft, set[int]]:
    """Return the orders that can still be driven, and the vehicles that cannot drive all theirs."""
    draft = Draft(problem)
    origins = {origin.id: number for number, origin in enumerate(problem.origins)}
    altered = set()
    for number, vehicle in enumerate(problem.vehicles):
        for order in orders.get(vehicle.id, ()):
            if order.origin not in origins or not _add(draft, number, origins[order.origin], order):
                altered.add(number)
    return draft, altered


def _add(draft: Draft, vehicle: int, origin: int, order: Ordered) -> bool:
    """Give a vehicle a trip, or those of its stops that it can still make; return whether all."""
    deliveries = draft.problem.deliveries
    allowed = [drop for drop in order.drops if origin in deliveries[drop.delivery].origins]
    drops = tuple(drop for drop in allowed if draft.stock.has(origin, drop))
    before = draft.routes[vehicle].trips
    choices = [drops]
    if len(drops) > 1:
        alone = (((*before, Trip(origin, (drop,))), drop) for drop in drops)
        choices.append(tuple(d for trips, d in alone if draft.timed(vehicle, trips) is not None))
    for choice in choices:
        route = draft.timed(vehicle, (*before, Trip(origin, choice))) if choice else None
        if route is not None:
            draft.put(vehicle, route)
            return choice == order.drops
    return False


def _put_back(draft: Draft, changed: set[int], room: int, seed: int) -> None:
    """Insert what is left, changing the orders of so many vehicles at most."""
    insertions = Insertions(draft, random.Random(seed))
    for delivery in in_order(draft.problem, None):
        while delivery in draft.pending and len(changed) < room:
            insertion = insertions.best(delivery)
            if insertion is None:
                break
            draft.put(insertion.vehicle, insertion.route)
            changed.add(insertion.vehicle)


class _Search:
    """The best answer so far, and searches for better ones."""

    def __init__(self, problem: RoutingProblem, first: Timed, wish: Wish) -> None:
        self._problem, self._wish = problem, wish
        self.best = first

    def among(
        self, start: Answer, free: Collection[int], end: float, *, for_failures: bool = False
    ) -> None:
        """Search the routes of some vehicles, all others as they are, until the clock says `end`.

        Parameters
        ----------
        for_failures : bool
            Whether an answer counts as better only if fewer are unserved or late: for less, more
            vehicles are not given new orders.
        """
        self._hear(start, for_failures=for_failures)
        part = restricted(self._problem, start, free)
        if not part.vehicles or not part.deliveries:
            return
        draft = Draft(part.problem)
        draft.load(part.start(start))
        insertions = Insertions(draft, random.Random(self._wish.seed))
        for delivery in in_order(part.problem, None):
            insert(draft, insertions, delivery)
        if draft.worth() is None:
            return
        self._hear(part.whole(draft.answer), for_failures=for_failures)
        left_s = end - time.monotonic()
        if left_s > LEAST_SEARCH_S:
            budget = Budget(seconds=left_s, iterations=self._wish.budget.iterations)
            found = improve(part.problem, draft.answer, budget, self._wish.seed)
            self._hear(part.whole(found), for_failures=for_failures)

    def _hear(self, answer: Answer, *, for_failures: bool) -> None:
        if broken(self._problem, answer):
            return
        found = timed(self._problem, answer)
        assert found is not None, "what breaks nothing can be timed"
        numbers = 2 * self._problem.classes if for_failures else len(found.value)
        if found.value[:numbers] < self.best.value[:numbers]:
            self.best = found
