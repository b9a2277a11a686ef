"""Rounds of cutting: loads of some routes nearby are cut, the pieces routed anew and put together.

What earlier rounds have split stays split where that pays, so the splits adapt to the answer;
splits fixed beforehand come from Chen et al. (2017), see `cuts`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from optimizer.routing.splits.cuts import (
    Cut,
    at_most,
    common_unit,
    cut,
    largest_vehicle,
    main_dimension,
    shared_out,
)
from optimizer.routing.splits.nearby import Nearby
from optimizer.routing.splits.part import Part, part_of
from optimizer.routing.splits.pieces import Cutter, in_pieces
from optimizer.routing.splits.pieces_search import pieces_search
from optimizer.routing.splits.shifts import without_needless_visits
from optimizer.routing.tasks.rules import answer_of, visits_of
from optimizer.routing.tasks.task import Budget, Task, TaskAnswer, TaskRoute, TaskVisit

WAYS = tuple(Cut)
CUT_SHARES = (0.3, 0.5, 0.7, 0.9)
"""Of the visits of a round that are cut, drawn by lot; the others stay whole."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How large rounds are, and how many there are until answers are exchanged.

    Parameters
    ----------
    visits : int
        Visits of the routes that a round takes, about.
    seconds : float
        Wall time of a round, where iterations are not given.
    iterations : int
        Of a round, where they are given.
    """

    rounds: int
    visits: int
    seconds: float
    iterations: int


def left_out(task: Task, answer: TaskAnswer) -> list[int]:
    """Return the clients that no route serves."""
    served = {visit.client for visit in visits_of(answer.routes)}
    return [client for client in range(len(task.clients)) if client not in served]


class Rounds:
    """Rounds that better one answer."""

    def __init__(self, task: Task, answer: TaskAnswer, seed: int) -> None:
        self._task = task
        self.answer = answer
        self._random = random.Random(seed)
        self._engine = pieces_search(task)
        self._nearby = Nearby(task)
        self._main = main_dimension(task)
        self._unit = common_unit(task, self._main)
        self._capacity = largest_vehicle(task)[self._main]

    def round(self, pace: Pace, left: Budget) -> None:
        """Cut and route some routes anew, and keep what is not worse.

        Parameters
        ----------
        left : Budget
            What is left; where iterations limit, they do so here too.
        """
        chosen = set(self._nearby.routes(self.answer.routes, pace.visits, self._random))
        routes = [route for i, route in enumerate(self.answer.routes) if i in chosen]
        others = [route for i, route in enumerate(self.answer.routes) if i not in chosen]
        part = part_of(self._task, routes, others, left_out(self._task, self.answer))
        better = self._rerouted(part, pace, left) if part.task.clients else None
        if better is None:
            return
        answer = answer_of(self._task, [*others, *part.back(better)])
        if answer is not None and answer.cost <= self.answer.cost:
            self.answer = answer

    def _rerouted(self, part: Part, pace: Pace, left: Budget) -> list[TaskRoute] | None:
        """Return other routes of a part, None where none were found."""
        pieces = in_pieces(part.task, part.routes, self._cutter(part))
        if left.iterations is None:
            budget = Budget(seconds=min(pace.seconds, left.seconds))
        else:
            iterations = min(pace.iterations, left.iterations)
            budget = Budget(seconds=left.seconds, iterations=iterations)
        found = self._engine.route(
            pieces.task, pieces.routes, budget, self._random.randrange(2**31)
        )
        if found is None:
            return None
        return without_needless_visits(part.task, pieces.together(part.task, found))

    def _cutter(self, part: Part) -> Cutter:
        """Return a round's way to cut visits."""
        way, share = self._random.choice(WAYS), self._random.choice(CUT_SHARES)
        slacks = self._slacks(part)
        visits = Counter(visit.client for visit in visits_of(part.routes))
        more = [c.most_visits - visits[i] for i, c in enumerate(part.task.clients)]

        def pieces(visit: TaskVisit) -> Sequence[tuple[int, ...]]:
            divisible = part.task.clients[visit.client].divisible and visits[visit.client] > 0
            if not divisible or self._random.random() > share:
                return [visit.loads]
            load = visit.loads[self._main]
            sizes = cut(load, way, self._unit, self._capacity, slacks, self._random)
            sizes = at_most(sizes, 1 + more[visit.client])
            more[visit.client] -= len(sizes) - 1
            return shared_out(visit.loads, self._main, sizes)

        return pieces

    def _slacks(self, part: Part) -> list[int]:
        """Return what the trips of a part have left."""
        return sorted(
            {
                part.task.vehicles[route.vehicle].capacity[self._main]
                - sum(visit.loads[self._main] for visit in visits)
                for route in part.routes
                for _, visits in route.trips
            }
        )
