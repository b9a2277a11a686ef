"""Workers that search at the same time: processes, or this one where there is but one."""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager

from optimizer.routing.answer import Timed
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.searchers import Searcher, Turn
from optimizer.routing.tasks.task import Budget

log = logging.getLogger(__name__)

STARTING_S = 2.0
"""Seconds that processes take to start; with less than three times that, there are none."""

Submit = Callable[[Searcher, Timed, Budget, int], Callable[[], Turn]]
"""Begins a search; what it returns waits for the end of it."""


def workers_of(budget: Budget, workers: int) -> int:
    """Return how many processes are worth starting, of those wished for."""
    return workers if budget.seconds > 3 * STARTING_S else 1


@contextmanager
def searching(problem: RoutingProblem, workers: int) -> Iterator[Submit]:
    """Yield what begins a search of so many at a time; processes live until the end."""
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
) -> Callable[[], Turn]:
    """Begin a search; a process that dies is logged, for the best answer so far stands."""
    end = time.time() + budget.seconds
    try:
        turn = executor.submit(_search_apart, searcher, best, end, budget.iterations, seed)
    except BrokenExecutor:
        return lambda: Turn(None)

    def result() -> Turn:
        try:
            return turn.result()
        except BrokenExecutor:
            log.error("the process of %s has died", searcher.name)
            return Turn(None)

    return result


_problem_of_process: list[RoutingProblem] = []
"""The problem that this process works on: it is sent once."""


def _set_problem(problem: RoutingProblem) -> None:
    _problem_of_process[:] = [problem]


def _search_apart(
    searcher: Searcher, best: Timed, end: float, iterations: int | None, seed: int
) -> Turn:
    budget = Budget(seconds=max(0.0, end - time.time()), iterations=iterations)
    return _guarded(searcher, _problem_of_process[0], best, budget, seed)


def _guarded(
    searcher: Searcher, problem: RoutingProblem, best: Timed, budget: Budget, seed: int
) -> Turn:
    """Search; an engine that fails is logged in a sentence, for others go on."""
    try:
        return searcher.search(problem, best, budget, seed)
    except Exception as error:  # whatever a foreign engine raises, there is an answer to go on from
        log.error("%s failed on %s: %r", searcher.name, problem.name, error)
        log.info("where %s failed", searcher.name, exc_info=True)
        return Turn(None)
