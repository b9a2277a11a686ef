"""Rounds of all that may better a routing, from a first valid answer on.

In every round the workers start from the best answer so far, each its own way: own search on the
whole problem, or a general engine on the part that it can express. Between rounds the routes of
all that they passed are recombined. What is found is timed and checked by the rules of the whole
problem before it counts.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from optimizer.routing.answer import Answer, Timed
from optimizer.routing.construct import construct
from optimizer.routing.pools.of_answers import AnswerPool
from optimizer.routing.pools.seen import seen_in
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.searchers import SEARCHERS
from optimizer.routing.tasks.task import Budget
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed
from optimizer.routing.workers import Submit, searching, workers_of

log = logging.getLogger(__name__)

CONSTRUCTED = "constructed"
"""Name of what found an answer that nothing bettered."""

ROUNDS = 6
LEAST_ROUND_S = 1.0
"""Rounds in which answers are exchanged; fewer where they would become shorter than this."""

RECOMBINED = "pool"
"""Name of the recombination of routes."""

RECOMBINING = 0.15
"""Share of a round in which routes are recombined at its end."""

LEAST_MIP_S = 0.3
"""Seconds below which a MIP is not worth stating."""

IDLE_ROUNDS = 3
"""After so many rounds that better nothing it ends before its time."""


@dataclass(frozen=True, kw_only=True)
class Routed:
    """The best answer found, and how.

    Parameters
    ----------
    engines : tuple of str
        What bettered the first answer, in the order in which each did so first.
    first_s, seconds : float
        Wall time until there was a valid answer, and in all.
    """

    timed: Timed
    engines: tuple[str, ...]
    first_s: float
    seconds: float

    @property
    def engine(self) -> str:
        """Names of the engines in one word."""
        return "+".join(self.engines) or CONSTRUCTED


class Rounds:
    """One search and the best it found."""

    def __init__(self, problem: RoutingProblem, budget: Budget, seed: int) -> None:
        self._began = time.monotonic()
        self._problem, self._budget, self._seed = problem, budget, seed
        first = timed(problem, construct(problem))
        assert first is not None, "a constructed answer can be driven"
        self.best = first
        self._first_s = self._seconds
        self._engines: list[str] = []
        self._pool = AnswerPool(problem)

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def run(self, workers: int) -> Routed:
        """Search until the time is over or nothing gets better any more."""
        if self._problem.deliveries:
            workers = workers_of(self._budget, workers)
            with searching(self._problem, workers) as submit:
                self._search(submit, workers)
        return Routed(
            timed=self.best,
            engines=tuple(self._engines),
            first_s=self._first_s,
            seconds=self._seconds,
        )

    def _search(self, submit: Submit, workers: int) -> None:
        left_s = self._budget.seconds - self._seconds
        rounds = max(1, min(ROUNDS, int(left_s / LEAST_ROUND_S)))
        idle = 0
        for number in range(rounds):
            seconds = (self._budget.seconds - self._seconds) / (rounds - number)
            if seconds <= 0 or idle == IDLE_ROUNDS:
                break
            idle = 0 if self._round(submit, workers, number, seconds) else idle + 1

    def _round(self, submit: Submit, workers: int, number: int, seconds: float) -> bool:
        """Let every worker search once, and recombine; return whether that bettered anything."""
        end = self._seconds + seconds
        budget = Budget(seconds=(1 - RECOMBINING) * seconds, iterations=self._budget.iterations)
        jobs = [
            (SEARCHERS[(number + worker) % len(SEARCHERS)], self._seed + number * workers + worker)
            for worker in range(workers)
        ]
        waiting = [submit(searcher, self.best, budget, seed) for searcher, seed in jobs]
        turns = [(searcher.name, wait()) for (searcher, _), wait in zip(jobs, waiting, strict=True)]
        for _, turn in turns:
            self._pool.add(turn.routes)
        bettered = [self._hear(name, turn.answer) for name, turn in turns]
        return any([*bettered, self._recombine(end - self._seconds)])

    def _recombine(self, seconds: float) -> bool:
        """Recombine the routes of all answers so far; return whether that bettered anything."""
        if seconds < LEAST_MIP_S:
            return False
        best = seen_in(self._problem, self.best.answer)
        return self._hear(RECOMBINED, self._pool.recombine(best, seconds, self._seed))

    def _hear(self, name: str, answer: Answer | None) -> bool:
        if answer is None or broken(self._problem, answer):
            return False
        found = timed(self._problem, answer)
        if found is None or found.value >= self.best.value:
            return False
        self.best = found
        if name not in self._engines:
            self._engines.append(name)
        log.info("%s: %s bettered the routing: %s", self._problem.name, name, found.value)
        return True
