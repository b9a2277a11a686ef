"""Searches on one core each, as many side by side as there are cores; the best one counts."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from optimizer.routing.tasks.task import Task, TaskAnswer

Search = Callable[[Task, float, int], TaskAnswer | None]
"""Of a task, for so many seconds, from a seed; None: it found nothing that keeps the limits.

It must survive pickling.
"""


def best_of(search: Search, task: Task, seconds: float, seed: int, cores: int) -> TaskAnswer | None:
    """Return the cheapest answer of the seeds `seed * cores` and those that follow, one a core."""
    seeds = range(seed * cores, (seed + 1) * cores)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, mp_context=context) as pool:
        futures = [pool.submit(search, task, seconds, each) for each in seeds]
        answers = [future.result() for future in futures]
    found = [answer for answer in answers if answer is not None]
    return min(found, key=lambda answer: answer.cost, default=None)
