"""The search for a whole routing: a first valid answer, then rounds of all that may better it.

In every round the workers start from the best answer so far, each its own way: own search on the
whole problem, or a general engine on the part that it can express. What is found is timed and
checked by the rules of the whole problem before it counts.
"""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from optimizer.routing.answer import Answer, Timed
from optimizer.routing.construct import construct
from optimizer.routing.parts import Part, parts, together
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.searchers import SEARCHERS, Searcher
from optimizer.routing.tasks.task import Budget
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

log = logging.getLogger(__name__)

CONSTRUCTED = "constructed"
"""Name of what found an answer that nothing bettered."""

ROUNDS = 6
LEAST_ROUND_S = 1.0
"""Rounds in which answers are exchanged; fewer where they would become shorter than this."""

STARTING_S = 2.0
"""Seconds that processes take to start; with less than three times that, there are none."""

IDLE_ROUNDS = 2
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


def route(problem: RoutingProblem, budget: Budget, seed: int = 0, workers: int = 1) -> Routed:
    """Return the best routing found within a budget; there is always one.

    Parameters
    ----------
    budget : Budget
        Wall time in all. With iterations, so many in each round of every worker: then the same
        seed and workers give the same routes again, if the time suffices.
    workers : int
        Processes that search at the same time.
    """
    pieces = parts(problem)
    if len(pieces) <= 1:
        return _Portfolio(problem, budget, seed).run(workers)
    began = time.monotonic()
    found: list[Routed] = []
    for number, piece in enumerate(pieces):
        left = sum(len(other.deliveries) for other in pieces[number:])
        left_s = budget.seconds - (time.monotonic() - began)
        share = Budget(seconds=left_s * len(piece.deliveries) / left, iterations=budget.iterations)
        found.append(_Portfolio(piece.problem, share, seed).run(workers))
    return _of_parts(problem, pieces, found, time.monotonic() - began)


def _of_parts(
    problem: RoutingProblem, pieces: Sequence[Part], found: Sequence[Routed], seconds: float
) -> Routed:
    """Return the routing of a whole that its parts make."""
    answers = [(piece, each.timed.answer) for piece, each in zip(pieces, found, strict=True)]
    whole = timed(problem, together(problem, answers))
    assert whole is not None, "parts share nothing that could keep them from being driven together"
    return Routed(
        timed=whole,
        engines=tuple(dict.fromkeys(name for each in found for name in each.engines)),
        first_s=sum(each.seconds for each in found[:-1]) + found[-1].first_s,
        seconds=seconds,
    )


class _Portfolio:
    """One search and the best it found."""

    def __init__(self, problem: RoutingProblem, budget: Budget, seed: int) -> None:
        self._began = time.monotonic()
        self._problem, self._budget, self._seed = problem, budget, seed
        first = timed(problem, construct(problem))
        assert first is not None, "a constructed answer can be driven"
        self.best = first
        self._first_s = self._seconds
        self._engines: list[str] = []

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def run(self, workers: int) -> Routed:
        """Search until the time is over or nothing gets better any more."""
        if self._problem.deliveries:
            apart = workers > 1 and self._budget.seconds > 3 * STARTING_S
            with _executor(self._problem, workers if apart else 1) as submit:
                self._search(submit, workers if apart else 1)
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
        """Let every worker search once; return whether that bettered anything."""
        budget = Budget(seconds=seconds, iterations=self._budget.iterations)
        jobs = [
            (SEARCHERS[(number + worker) % len(SEARCHERS)], self._seed + number * workers + worker)
            for worker in range(workers)
        ]
        waiting = [submit(searcher, self.best, budget, seed) for searcher, seed in jobs]
        answers = [
            (searcher.name, wait()) for (searcher, _), wait in zip(jobs, waiting, strict=True)
        ]
        return any([self._hear(name, answer) for name, answer in answers])

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


Submit = Callable[[Searcher, Timed, Budget, int], Callable[[], Answer | None]]
"""Begins a search; what it returns waits for the end of it."""


@contextmanager
def _executor(problem: RoutingProblem, workers: int) -> Iterator[Submit]:
    if workers == 1:
        yield (
            lambda searcher, best, budget, seed: (
                lambda: _guarded(searcher, problem, best, budget, seed)
            )
        )
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _set_problem, (problem,)) as executor:
        yield lambda searcher, best, budget, seed: _submitted(
            executor, searcher, best, budget, seed
        )


def _submitted(
    executor: Executor, searcher: Searcher, best: Timed, budget: Budget, seed: int
) -> Callable[[], Answer | None]:
    end = time.time() + budget.seconds
    return executor.submit(_search_apart, searcher, best, end, budget.iterations, seed).result


_problem_of_process: list[RoutingProblem] = []
"""The problem that this process works on: it is sent once."""


def _set_problem(problem: RoutingProblem) -> None:
    _problem_of_process[:] = [problem]


def _search_apart(
    searcher: Searcher, best: Timed, end: float, iterations: int | None, seed: int
) -> Answer | None:
    budget = Budget(seconds=max(0.0, end - time.time()), iterations=iterations)
    return _guarded(searcher, _problem_of_process[0], best, budget, seed)


def _guarded(
    searcher: Searcher, problem: RoutingProblem, best: Timed, budget: Budget, seed: int
) -> Answer | None:
    """Search; an engine that fails is logged, for others go on."""
    try:
        return searcher.search(problem, best, budget, seed)
    except Exception:  # whatever a foreign engine raises, there is an answer to go on from
        log.exception("%s failed on %s", searcher.name, problem.name)
        return None
