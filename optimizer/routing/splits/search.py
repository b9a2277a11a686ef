"""The search for split deliveries: a first answer, then rounds of cutting in several processes.

The processes exchange answers in legs. Where there are enough routes, each betters a part of its
own, and the next leg is parted elsewhere; otherwise all begin from the best answer.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import random
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass

from optimizer.routing.splits.first import first_answer
from optimizer.routing.splits.nearby import in_groups
from optimizer.routing.splits.part import Part, part_of
from optimizer.routing.splits.rounds import Pace, Rounds, left_out
from optimizer.routing.tasks.rules import answer_of, visits_of
from optimizer.routing.tasks.task import Budget, Found, Task, TaskAnswer, TaskRoute

PACES = (
    Pace(rounds=16, visits=60, seconds=0.15, iterations=350),
    Pace(rounds=12, visits=110, seconds=0.2, iterations=400),
    Pace(rounds=6, visits=110, seconds=0.4, iterations=800),
)
"""Short rounds on few routes bring a poor answer on soonest, longer ones find what those do not."""

SLOW = 0.003
"""A leg that saves less than this share is the last at its pace; from the last back to the
second."""

PART_VISITS = 90
"""Visits that a part has at least; answers with fewer are not parted."""


def search_splits(
    task: Task, start: TaskAnswer | None, budget: Budget, seed: int, workers: int = 2
) -> Found:
    """Return the best answer found with loads of divisible clients shared, never worse than start.

    Parameters
    ----------
    task : Task
        Clients that are not divisible are served whole.
    start : TaskAnswer or None
        Where to begin; None: a first answer is made.
    budget : Budget
        Iterations are those of the engine that routes the pieces, in each process. With a number
        of them given, seconds still limit.
    workers : int
        Processes, this one too.

    Returns
    -------
    Found
        Best is None where no answer was found that keeps every limit.
    """
    end = time.monotonic() + budget.seconds
    if not any(client.divisible and any(client.loads) for client in task.clients):
        return Found(best=start)
    begun = None if start is None else answer_of(task, start.routes)
    if begun is None:
        begun = first_answer(task, budget, seed)
    if begun is None:
        return Found(best=None)
    search = _Search(task, begun, seed, workers)
    iterations = budget.iterations
    with _processes(workers - 1) as executor:
        while (seconds := end - time.monotonic()) > 0 and (iterations is None or iterations > 0):
            pace = search.pace
            search.leg(executor, Budget(seconds=seconds, iterations=iterations))
            if iterations is not None:
                iterations -= pace.rounds * pace.iterations
    return Found(best=search.best, pool=tuple(search.pool))


@contextlib.contextmanager
def _processes(more: int) -> Iterator[Executor | None]:
    """Provide so many processes; None for none."""
    if more < 1:
        yield None
        return
    # Solvers run in threads: a forked process may inherit a lock that nobody opens.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=more, mp_context=context) as executor:
        yield executor


@dataclass(frozen=True, kw_only=True)
class _Leg:
    """What one process does until the next exchange."""

    task: Task
    routes: tuple[TaskRoute, ...]
    seed: int
    pace: Pace
    budget: Budget

    def run(self) -> TaskAnswer:
        answer = answer_of(self.task, self.routes)
        assert answer is not None, "a part of a valid answer is valid"
        rounds = Rounds(self.task, answer, self.seed)
        end = time.monotonic() + self.budget.seconds
        iterations = self.budget.iterations
        for _ in range(self.pace.rounds):
            seconds = end - time.monotonic()
            if seconds <= 0 or (iterations is not None and iterations <= 0):
                break
            rounds.round(self.pace, Budget(seconds=seconds, iterations=iterations))
            if iterations is not None:
                iterations -= self.pace.iterations
        return rounds.answer


class _Search:
    """The best answer so far, and legs that better it."""

    def __init__(self, task: Task, answer: TaskAnswer, seed: int, workers: int) -> None:
        self._task = task
        self.best = answer
        self.pool: dict[TaskRoute, None] = dict.fromkeys(answer.routes)
        self.pace = PACES[0]
        self._random = random.Random(seed)
        self._workers = workers

    def leg(self, executor: Executor | None, left: Budget) -> None:
        """Let every process go on for some rounds, and take what is best."""
        before = self.best.cost
        groups = self._groups()
        parts = self._parts(groups)
        legs = [self._leg(part, left) for part in parts]
        others = [] if executor is None else [executor.submit(leg.run) for leg in legs[1:]]
        answers = [legs[0].run(), *(other.result() for other in others)]
        found = [part.back(answer.routes) for part, answer in zip(parts, answers, strict=True)]
        if len(groups) > 1:
            found = [[route for routes in found for route in routes]]
        for routes in found:
            answer = answer_of(self._task, routes)
            if answer is not None and answer.cost <= self.best.cost:
                self.best = answer
                self.pool.update(dict.fromkeys(answer.routes))
        if before - self.best.cost < SLOW * before:
            at = PACES.index(self.pace)
            self.pace = PACES[at + 1] if at + 1 < len(PACES) else PACES[1]

    def _groups(self) -> list[list[TaskRoute]]:
        """Return the routes of every part, or all in one where there are too few."""
        visits = sum(1 for _ in visits_of(self.best.routes))
        if self._task.is_plain and visits >= self._workers * PART_VISITS:
            return in_groups(self._task, self.best.routes, self._workers, self._random)
        return [list(self.best.routes)]

    def _parts(self, groups: list[list[TaskRoute]]) -> list[Part]:
        """Return a part for every process: one of the groups, or all the same."""
        idle = left_out(self._task, self.best)
        if len(groups) == 1:
            return [part_of(self._task, groups[0], (), idle)] * self._workers
        return [
            part_of(
                self._task,
                group,
                [route for other in groups if other is not group for route in other],
                idle[place :: len(groups)],
                sharers=len(groups),
            )
            for place, group in enumerate(groups)
        ]

    def _leg(self, part: Part, left: Budget) -> _Leg:
        return _Leg(
            task=part.task,
            routes=part.routes,
            seed=self._random.randrange(2**31),
            pace=self.pace,
            budget=left,
        )
