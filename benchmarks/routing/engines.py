"""What is compared on published instances: ours, and each of its peers by itself.

All get the same wall time and the same cores. The peers use one core; as many of their searches as
there are cores run side by side, with seeds of their own, and the best answer counts.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping

from benchmarks.routing.side_by_side import best_of
from optimizer.routing.tasks.task import Budget, Task, TaskAnswer, TaskRoute

OURS, ORTOOLS, PYVRP = "ours", "ortools-alone", "pyvrp-alone"

Routes = tuple[TaskRoute, ...]
Engine = Callable[[Task, float, int, int], Routes | None]
"""Of a task, for so many seconds, from a seed, on so many cores."""


def engines_for(splits: bool) -> tuple[str, ...]:
    """Return who can solve an instance here; the peers cannot split deliveries."""
    if splits:
        return (OURS,)
    has_pyvrp = importlib.util.find_spec("pyvrp") is not None
    return (OURS, ORTOOLS, PYVRP) if has_pyvrp else (OURS, ORTOOLS)


def solve(name: str, task: Task, seconds: float, seed: int, cores: int) -> Routes | None:
    """Return an engine's routes, None where it finds none that keep the limits."""
    return ENGINES[name](task, seconds, seed, cores)


def _ortools_alone(task: Task, seconds: float, seed: int, cores: int) -> Routes | None:
    answer = best_of(ortools_search, task, seconds, seed, cores)
    return None if answer is None else answer.routes


def ortools_search(task: Task, seconds: float, seed: int) -> TaskAnswer | None:
    """Return what OR-Tools finds with guided local search.

    It begins with parallel cheapest insertion where the seed is even, otherwise with savings.
    """
    from optimizer.routing.engines.ortools_engine import FIRST, alone

    pair, begin = divmod(seed, 2)
    return alone(task, Budget(seconds=seconds), pair * len(FIRST) + begin)


def _pyvrp_alone(task: Task, seconds: float, seed: int, cores: int) -> Routes | None:
    from benchmarks.routing import pyvrp_alone

    answer = best_of(pyvrp_alone.search, task, seconds, seed, cores)
    return None if answer is None else answer.routes


def _ours(task: Task, seconds: float, seed: int, cores: int) -> Routes | None:
    from optimizer.routing.splits.search import search_splits
    from optimizer.routing.team import search

    splits = any(client.divisible for client in task.clients)
    search_it = search_splits if splits else search
    # Workers have seeds of their own, those that follow; so do the peers' searches.
    found = search_it(task, None, Budget(seconds=seconds), seed * cores, cores)
    return None if found.best is None else found.best.routes


ENGINES: Mapping[str, Engine] = {OURS: _ours, ORTOOLS: _ortools_alone, PYVRP: _pyvrp_alone}
