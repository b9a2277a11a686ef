"""The engine that routes pieces: PyVRP in short runs, or OR-Tools where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from optimizer.routing.engines.ortools_engine import ORToolsEngine
from optimizer.routing.engines.pyvrp_engine import PyVRPEngine
from optimizer.routing.tasks.task import Budget, Task, TaskAnswer, TaskRoute

if TYPE_CHECKING:
    import pyvrp
    from pyvrp.search import LocalSearch

HISTORY = 100
"""Late acceptance over so many iterations suits runs of a thousand."""

PERTURBATIONS = 25
"""Pieces at most that an iteration disturbs."""

NEIGHBORS = 15
"""Clients next to which pieces are moved; each of them may be in several pieces."""

FIRST_PENALTY = 10.0
"""What exceeding a limit by all of it costs at first, in ways of average cost."""

UPDATE = 100
"""Iterations after which penalties are fitted again: runs are too short for PyVRP's 500."""


class PiecesSearch(Protocol):
    """An engine that is run again and again on tasks alike."""

    def route(
        self, task: Task, routes: Sequence[TaskRoute], budget: Budget, seed: int
    ) -> list[TaskRoute] | None:
        """Return routes of pieces, None where none were found that keep every limit.

        Parameters
        ----------
        routes : sequence of TaskRoute
            Where to begin; empty: the engine makes its own beginning.
        """


def pieces_search(task: Task) -> PiecesSearch:
    """Return the engine for a task and its parts.

    PyVRP knows neither docks nor rests; its routes are costed with them afterwards, and seldom
    break a limit by them. Without late costs it would not know what to look for.
    """
    has_due_times = any(client.late_per_second for client in task.clients)
    if not has_due_times and PyVRPEngine().can(task.plain()):
        return PyVRPPieces()
    return ORToolsPieces()


class ORToolsPieces:
    """OR-Tools on the pieces."""

    def route(
        self, task: Task, routes: Sequence[TaskRoute], budget: Budget, seed: int
    ) -> list[TaskRoute] | None:
        """Return routes of pieces, None where none were found that keep every limit."""
        start = TaskAnswer(tuple(routes), 0) if routes else None
        best = ORToolsEngine().improve(task, start, budget, seed).best
        return list(best.routes) if best else None


class PyVRPPieces:
    """PyVRP with penalties that one run hands on to the next.

    A run lasts some hundred iterations. With penalties that are far off it would pass none or
    only answers that keep the limits, and find nothing.
    """

    def __init__(self) -> None:
        self._penalties: tuple[list[float], float, float] | None = None

    def route(
        self, task: Task, routes: Sequence[TaskRoute], budget: Budget, seed: int
    ) -> list[TaskRoute] | None:
        """Return routes of pieces, None where none were found that keep every limit."""
        import pyvrp
        from pyvrp.IteratedLocalSearch import IteratedLocalSearch, IteratedLocalSearchParams
        from pyvrp.stop import MaxIterations, MaxRuntime, MultipleCriteria, StoppingCriterion

        from optimizer.routing.engines.pyvrp_data import (
            activities_of,
            express,
            to_route,
            to_solution,
        )

        data = express(task.plain())
        rng = pyvrp.RandomNumberGenerator(seed=seed)
        local = _local_search(data, task, rng)
        first, most = _penalties(data)
        manager = pyvrp.PenaltyManager(
            self._penalties or first,
            pyvrp.PenaltyParams(solutions_between_updates=UPDATE, max_penalty=most),
        )
        if routes:
            start = to_solution(task, data, list(routes))
        else:
            random = pyvrp.Solution.make_random(data, rng)
            start = local(random, manager.max_cost_evaluator(), exhaustive=True)
        stops: list[StoppingCriterion] = [MaxRuntime(budget.seconds)]
        if budget.iterations is not None:
            stops.append(MaxIterations(budget.iterations))
        search = IteratedLocalSearch(
            data, manager, local, start, IteratedLocalSearchParams(history_length=HISTORY)
        )
        best = search.run(MultipleCriteria(stops), collect_stats=False).best
        self._penalties = manager.penalties()
        if not best.is_feasible():
            return None
        return [to_route(task, r.vehicle_type(), activities_of(r)) for r in best.routes()]


def _local_search(
    data: pyvrp.ProblemData, task: Task, rng: pyvrp.RandomNumberGenerator
) -> LocalSearch:
    from pyvrp import search

    per_point = len(task.clients) / len({client.point for client in task.clients})
    neighbors = search.NeighbourhoodParams(num_neighbours=int(NEIGHBORS * per_point) + 10)
    local = search.LocalSearch(
        data,
        rng,
        search.compute_neighbours(data, neighbors),
        search.PerturbationManager(search.PerturbationParams(max_perturbations=PERTURBATIONS)),
    )
    for operator in search.OPERATORS:
        if operator.supports(data):
            local.add_operator(operator(data))
    return local


def _penalties(data: pyvrp.ProblemData) -> tuple[tuple[list[float], float, float], float]:
    """Return penalties of a unit of load, second and metre to begin with, and the largest."""
    types = data.vehicle_types()
    distance, duration = (
        float(np.mean([np.minimum(m, np.median(m) * 10).mean() for m in matrices]))
        for matrices in (data.distance_matrices(), data.duration_matrices())
    )
    cost = FIRST_PENALTY * max(
        max(v.unit_distance_cost for v in types) * distance
        + max(v.unit_duration_cost for v in types) * duration,
        1.0,
    )
    capacities = [max(sizes) for sizes in zip(*(v.capacity for v in types), strict=True)]
    loads = [cost / max(capacity, 1) for capacity in capacities]
    first = (loads, cost / max(duration, 1.0), cost / max(distance, 1.0))
    return first, 1000 * max(*loads, *first[1:], 1.0)
