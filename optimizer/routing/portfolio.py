"""The search for a whole routing: in rounds of all engines, part by part where it has parts."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from optimizer.routing.parts import Part, parts, together
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.rounds import Rounds, Routed
from optimizer.routing.tasks.task import Budget
from optimizer.routing.times.timing import timed
from optimizer.routing.workers import workers_of

UNEVEN = 1.5
"""Up to so many times the mean may a worker have to do where parts are shared out."""


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
        return Rounds(problem, budget, seed).run(workers)
    began = time.monotonic()
    queues = _queues(pieces, workers)
    if workers_of(budget, workers) > 1 and _are_even(queues):
        found = _side_by_side(queues, budget, seed)
    else:
        found = _in_turn(pieces, budget, seed, workers)
    return _of_parts(problem, found, time.monotonic() - began)


def _queues(pieces: Sequence[Part], workers: int) -> list[list[Part]]:
    """Return parts shared out so that workers have about as many deliveries each."""
    queues: list[list[Part]] = [[] for _ in range(workers)]
    for piece in sorted(pieces, key=lambda piece: -len(piece.deliveries)):
        min(queues, key=_deliveries).append(piece)
    return [queue for queue in queues if queue]


def _deliveries(pieces: Sequence[Part]) -> int:
    return sum(len(piece.deliveries) for piece in pieces)


def _are_even(queues: Sequence[Sequence[Part]]) -> bool:
    """Return whether several have work, and about as much: else all work on the same part."""
    most = max(_deliveries(queue) for queue in queues)
    mean = sum(_deliveries(queue) for queue in queues) / len(queues)
    return len(queues) > 1 and most <= UNEVEN * mean


def _side_by_side(
    queues: Sequence[Sequence[Part]], budget: Budget, seed: int
) -> list[tuple[Part, Routed]]:
    """Return how parts are routed by one process for each queue of them."""
    end = time.time() + budget.seconds
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(queues), context) as executor:
        waiting = [
            executor.submit(_queue_in_turn, queue, end, budget.iterations, seed) for queue in queues
        ]
        return [found for each in waiting for found in each.result()]


def _queue_in_turn(
    queue: Sequence[Part], end: float, iterations: int | None, seed: int
) -> list[tuple[Part, Routed]]:
    budget = Budget(seconds=max(end - time.time(), 0.0), iterations=iterations)
    return _in_turn(queue, budget, seed, 1)


def _in_turn(
    pieces: Sequence[Part], budget: Budget, seed: int, workers: int
) -> list[tuple[Part, Routed]]:
    """Return how parts are routed one after the other, each for its share of the time."""
    began = time.monotonic()
    found: list[tuple[Part, Routed]] = []
    for number, piece in enumerate(pieces):
        left_s = budget.seconds - (time.monotonic() - began)
        share_s = left_s * len(piece.deliveries) / _deliveries(pieces[number:])
        share = Budget(seconds=share_s, iterations=budget.iterations)
        found.append((piece, Rounds(piece.problem, share, seed).run(workers)))
    return found


def _of_parts(
    problem: RoutingProblem, found: Sequence[tuple[Part, Routed]], seconds: float
) -> Routed:
    """Return the routing of a whole that its parts make."""
    answers = [(piece, each.timed.answer) for piece, each in found]
    whole = timed(problem, together(problem, answers))
    assert whole is not None, "parts share nothing that could keep them from being driven together"
    return Routed(
        timed=whole,
        engines=tuple(dict.fromkeys(name for _, each in found for name in each.engines)),
        first_s=sum(each.first_s for _, each in found),
        seconds=seconds,
    )
