"""Ruin and recreate with a threshold that falls, on values whose first difference decides.

Source: Schrimpf et al. (2000), Record breaking optimization results using the ruin and recreate
principle; Christiaens and Vanden Berghe (2020), Slack induction by string removals.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

from optimizer.routing.answer import Answer
from optimizer.routing.construct import insert
from optimizer.routing.drafts import Draft, DraftRoute, Insertions, neighbors
from optimizer.routing.improve.ruin import Ruin
from optimizer.routing.improve.trips import TripMoves
from optimizer.routing.problem import Criterion, RoutingProblem
from optimizer.routing.tasks.task import Budget
from optimizer.routing.value import Worth

FIRST_THRESHOLD, LAST_THRESHOLD = 0.5, 0.005
"""How much worse a number may get at the beginning and at the end: parts of what one delivery
has of the best, on average."""

BLINK = 0.02
"""Share of the vehicles that are overlooked for a delivery."""

SPLITTING = 0.3
"""Share of the deliveries put back that may be split though a vehicle could take them whole."""

PARTS = (1.0, 0.5, 0.5, 0.25)
"""Shares that the first drop of such a delivery brings at most."""

MOVING_TRIPS = 0.15
"""Share of the steps that move whole trips."""

UNRESERVED = 0.3
"""Share of the steps in which a delivery may take stock that others are planned to load."""

MOST_PENDING = 10
"""Deliveries that were left before and are tried again in a step."""

Listener = Callable[[Sequence[DraftRoute]], None]
"""Hears of the routes of the start and of every better answer, one a vehicle."""


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

    Raises
    ------
    ValueError
        When vehicles cannot drive `start`.
    """
    until = time.monotonic() + budget.seconds
    if not problem.deliveries or not problem.vehicles or budget.seconds <= 0:
        return start
    search = _Search(problem, start, seed)
    search.run(budget, until, listener)
    return search.best


class _Search:
    """One search: the answer as it stands, and the best so far."""

    def __init__(self, problem: RoutingProblem, start: Answer, seed: int) -> None:
        self._chance = random.Random(seed)
        self._draft = Draft(problem)
        self._draft.load(start)
        self._worth = self._best_worth = self._draft.worth_by_turns()
        self.best = start
        near = neighbors(problem)
        self._insertions = Insertions(self._draft, self._chance, BLINK, near)
        self._ruin = Ruin(self._draft, near, self._chance)
        self._trip_moves = TripMoves(self._draft, self._chance)
        self._unserved = _unserved_numbers(problem)

    def run(self, budget: Budget, until: float, listener: Listener | None) -> None:
        """Go on until the budget is spent."""
        steps = 0
        if listener is not None:
            listener(self._draft.routes)
        while (left_s := until - time.monotonic()) > 0:
            if budget.iterations is None:
                progress = 1 - left_s / budget.seconds
            elif steps < budget.iterations:
                progress = steps / budget.iterations
            else:
                break
            self._step(FIRST_THRESHOLD * (LAST_THRESHOLD / FIRST_THRESHOLD) ** progress)
            steps += 1
            if self._worth < self._best_worth:
                self._best_worth, self.best = self._worth, self._draft.answer
                if listener is not None:
                    listener(self._draft.routes)

    def _step(self, threshold: float) -> None:
        draft = self._draft
        before = list(draft.routes)
        threshold /= len(draft.problem.deliveries)
        is_done = self._trip_moves() if self._chance.random() < MOVING_TRIPS else self._recreate()
        # As if all kept their turns first: that is quick, and docks rarely change what is bad.
        if is_done and self._is_accepted(draft.worth_by_turns(), threshold):
            worth = draft.worth()
            if worth is not None and self._is_accepted(worth, threshold):
                self._worth = worth
                return
        self._undo(before)

    def _recreate(self) -> bool:
        """Take some deliveries out and put them back; False where vehicles cannot leave them."""
        draft, chance = self._draft, self._chance
        removed = self._ruin()
        draft.is_reserving = chance.random() >= UNRESERVED
        for vehicle in draft.visited_by(removed):
            route = draft.timed(vehicle, draft.without(vehicle, removed))
            if route is None:  # what waits for a timetable or opening may miss it when it is early
                return False
            draft.put(vehicle, route)
        left = sorted(draft.pending - removed)
        if len(left) > MOST_PENDING:
            left = chance.sample(left, MOST_PENDING)
        for delivery in self._order(sorted({*removed, *left})):
            part = chance.choice(PARTS) if chance.random() < SPLITTING else None
            insert(draft, self._insertions, delivery, part)
        return True

    def _order(self, numbers: list[int]) -> Sequence[int]:
        deliveries, chance = self._draft.problem.deliveries, self._chance
        chance.shuffle(numbers)
        way = chance.random()
        if way < 0.5:
            numbers.sort(key=lambda n: (deliveries[n].priority, deliveries[n].deadline_s))
        elif way < 0.75:
            numbers.sort(key=lambda n: -deliveries[n].kg)
        return numbers

    def _undo(self, before: Sequence[DraftRoute]) -> None:
        routes = self._draft.routes
        for vehicle, route in enumerate(before):
            if routes[vehicle] is not route:
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
