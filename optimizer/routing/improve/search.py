"""Ruin and recreate with a threshold that falls, on values whose first difference decides.

Source: Schrimpf et al. (2000), Record breaking optimization results using the ruin and recreate
principle; Christiaens and Vanden Berghe (2020), Slack induction by string removals.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

from optimizer.routing.answer import Answer, Trip
from optimizer.routing.construct import insert
from optimizer.routing.drafts import Draft, Insertions
from optimizer.routing.drafts.draft import DraftRoute
from optimizer.routing.improve.ruin import Ruin
from optimizer.routing.problem import Criterion, RoutingProblem
from optimizer.routing.task import Budget
from optimizer.routing.value import Worth

FIRST_THRESHOLD, LAST_THRESHOLD = 0.02, 0.0002
"""By how much, of the best, a number may get worse at the beginning and at the end."""

BLINKS = (0.01, 0.05, 0.2)
"""Shares of the vehicles that are overlooked for a delivery, one drawn in each step."""

SPLITTING = 0.08
"""Share of the deliveries put back that are split though a vehicle could take them whole."""

UNRESERVED = 0.15
"""Share of the steps in which a delivery may take stock that others are planned to load."""

MOVING_TRIPS, WITHIN_ROUTE = 0.2, 0.4
"""Share of the steps that move a whole trip, and of these within its vehicle's own route."""

Listener = Callable[[Answer], None]
"""Told of every better answer."""


def improve(
    problem: RoutingProblem,
    start: Answer,
    budget: Budget,
    seed: int,
    listener: Listener | None = None,
) -> Answer:
    """Return an answer that is no worse than a valid one.

    Parameters
    ----------
    budget : Budget
        Seconds, and steps as iterations: with them the same seed gives the same answer.
    listener : callable, optional
        Hears of every better answer.

    Raises
    ------
    ValueError
        When vehicles cannot drive `start`.
    """
    search = _Search(problem, start, seed)
    search.run(budget, listener)
    return search.best


class _Search:
    """One search: the answer as it stands, and the best so far."""

    def __init__(self, problem: RoutingProblem, start: Answer, seed: int) -> None:
        self._chance = random.Random(seed)
        self._draft = Draft(problem)
        self._draft.load(start)
        worth = self._draft.worth()
        if worth is None:
            raise ValueError("the vehicles cannot drive their routes together")
        self._worth = self._best_worth = worth
        self.best = start
        self._insertions = Insertions(self._draft, self._chance, BLINKS[0])
        self._ruin = Ruin(self._draft, self._chance) if problem.deliveries else None
        self._unserved = _unserved_numbers(problem)

    def run(self, budget: Budget, listener: Listener | None) -> None:
        """Go on until the budget is spent."""
        began, steps = time.monotonic(), 0
        while self._ruin is not None:
            progress = (time.monotonic() - began) / max(budget.seconds, 1e-9)
            if budget.iterations is not None:
                if steps >= budget.iterations:
                    break
                if progress < 1:
                    progress = steps / budget.iterations
            if progress >= 1:
                break
            self._step(FIRST_THRESHOLD * (LAST_THRESHOLD / FIRST_THRESHOLD) ** progress)
            steps += 1
            if self._worth < self._best_worth:
                self._best_worth, self.best = self._worth, self._draft.answer
                if listener is not None:
                    listener(self.best)

    def _step(self, threshold: float) -> None:
        before: dict[int, DraftRoute] = {}
        if self._chance.random() < MOVING_TRIPS:
            self._move_trip(before)
        else:
            self._ruin_and_recreate(before)
        worth = self._draft.worth() if before else None
        if worth is not None and self._is_accepted(worth, threshold):
            self._worth = worth
        else:
            self._undo(before)

    def _move_trip(self, before: dict[int, DraftRoute]) -> None:
        """Put a whole trip where it is best in a vehicle's shift, its own or another's."""
        draft, chance = self._draft, self._chance
        used = [vehicle for vehicle, route in enumerate(draft.routes) if route.trips]
        if not used:
            return
        giver, taker = chance.choice(used), chance.randrange(len(draft.routes))
        if chance.random() < WITHIN_ROUTE:
            taker = giver
        left = list(draft.routes[giver].trips)
        number = chance.randrange(len(left))
        trip = left.pop(number)
        kept = left if taker == giver else list(draft.routes[taker].trips)
        if not self._may_take(taker, trip, len(kept) + 1):
            return
        moved = [
            route
            for place in range(len(kept) + 1)
            if (taker != giver or place != number)
            and (route := draft.timed(taker, (*kept[:place], trip, *kept[place:]))) is not None
        ]
        without = draft.timed(giver, tuple(left))
        if not moved or (without is None and taker != giver):
            return
        before[taker] = draft.routes[taker]
        if taker != giver and without is not None:
            before[giver] = draft.routes[giver]
            draft.put(giver, without)
        draft.put(taker, min(moved, key=lambda route: route.worth))

    def _may_take(self, vehicle: int, trip: Trip, trips: int) -> bool:
        problem = self._draft.problem
        its = problem.vehicles[vehicle]
        kind = problem.kinds[its.kind]
        return (
            trips <= its.most_trips
            and trip.kg <= kind.kg
            and trip.litres <= kind.litres
            and (not its.only_origins or trip.origin in its.only_origins)
        )

    def _ruin_and_recreate(self, before: dict[int, DraftRoute]) -> None:
        assert self._ruin is not None
        draft = self._draft
        removed = self._ruin()
        for vehicle in draft.visited_by(removed):
            route = draft.timed(vehicle, draft.without(vehicle, removed))
            if route is None:  # what waits for a timetable or opening may miss it when it is early
                self._undo(before)
                before.clear()
                return
            before[vehicle] = draft.routes[vehicle]
            draft.put(vehicle, route)
        self._put_back(removed, before)

    def _put_back(self, removed: set[int], before: dict[int, DraftRoute]) -> None:
        draft, chance = self._draft, self._chance
        routes = list(draft.routes)
        self._insertions.blink = chance.choice(BLINKS)
        draft.is_reserving = chance.random() >= UNRESERVED
        for delivery in self._order(removed | draft.pending):
            share = chance.uniform(0.1, 0.9) if chance.random() < SPLITTING else 1.0
            insert(draft, self._insertions, delivery, share=share)
        for vehicle, route in enumerate(routes):
            if draft.routes[vehicle] is not route:
                before.setdefault(vehicle, route)

    def _order(self, removed: set[int]) -> Sequence[int]:
        deliveries, chance = self._draft.problem.deliveries, self._chance
        numbers = sorted(removed)
        chance.shuffle(numbers)
        way = chance.random()
        if way < 0.5:
            numbers.sort(key=lambda n: (deliveries[n].priority, deliveries[n].deadline_s))
        elif way < 0.75:
            numbers.sort(key=lambda n: -deliveries[n].kg)
        return numbers

    def _undo(self, before: dict[int, DraftRoute]) -> None:
        for vehicle, route in before.items():
            self._draft.put(vehicle, route)

    def _is_accepted(self, worth: Worth, threshold: float) -> bool:
        for number, (new, old, best) in enumerate(
            zip(worth, self._worth, self._best_worth, strict=True)
        ):
            if new != old:
                if new < old:
                    return True
                return number not in self._unserved and new - best <= threshold * abs(best)
        return True


def _unserved_numbers(problem: RoutingProblem) -> range:
    """Return which numbers of a worth count unserved persons: these never get worse."""
    number = 0
    for criterion in problem.rule:
        if criterion == Criterion.UNSERVED:
            return range(number, number + problem.classes)
        number += problem.classes if criterion == Criterion.LATE else 1
    return range(0)
