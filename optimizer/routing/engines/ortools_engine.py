"""OR-Tools' routing solver: expresses nearly all of a task, searches slower than PyVRP.

Source: Google OR-Tools 9.15, vehicle routing, https://developers.google.com/optimization/routing.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from optimizer.routing.engines import ctrl_c
from optimizer.routing.engines.ortools_model import Model
from optimizer.routing.engines.ortools_nodes import dearest, nodes_of
from optimizer.routing.engines.ortools_routes import indices, routes_of, spread_reloads
from optimizer.routing.engines.ortools_time import keep_time
from optimizer.routing.tasks.rules import answer_of, better, serves_whole
from optimizer.routing.tasks.task import Budget, Found, Task, TaskAnswer, TaskRoute

LARGEST = 2**58
"""No cost or time may exceed it: sums of a few still fit into 64 bits."""

CHECKS = 1000
"""Times that it asks whether to go on in an iteration, a few milliseconds. Branches or solutions
would not do for a count: where nothing is left to find there are none."""

STARTING = 0.3
"""Share of the time in which a start may be completed; with rests that takes long."""

SHORTEST_S = 0.05
"""OR-Tools takes a time limit of nothing for none."""

NEAR = 1.03
"""Answers whose routes are kept cost at most so many times the best one's cost."""

KEPT = 400
"""Answers whose routes are kept, the latest."""

MOST_NODES = 1500
"""Nodes above which the matrices of its vehicles would fill the memory."""

First = routing_enums_pb2.FirstSolutionStrategy
FIRST = (
    First.PARALLEL_CHEAPEST_INSERTION,
    First.SAVINGS,
    First.PATH_CHEAPEST_ARC,
    First.LOCAL_CHEAPEST_INSERTION,
)
"""How searches without a start begin; the seed chooses."""


class ORToolsEngine:
    """Guided local search from parallel cheapest insertion."""

    name = "ortools"

    def can(self, task: Task) -> bool:
        """Return whether no sum leaves 64 bits. Divisible clients are served whole."""
        return bool(task.clients) and dearest(task) < LARGEST

    def improve(self, task: Task, start: TaskAnswer | None, budget: Budget, seed: int) -> Found:
        """Return the best answer found, never worse than `start`.

        An iteration is so many `CHECKS` of whether to go on, which end it at the same answer on
        every machine. With a number of them given, seconds still limit.
        """
        if budget.seconds < SHORTEST_S or budget.iterations == 0:
            return Found(best=start, pool=start.routes if start else ())
        end = time.monotonic() + budget.seconds
        nodes = nodes_of(task, start, seed)
        if len(nodes.points) > MOST_NODES:
            return Found(best=start, pool=start.routes if start else ())
        model = Model(nodes)
        keep_time(model)
        seen = _Seen(model)
        model.routing.AddAtSolutionCallback(seen.keep)
        if budget.iterations is not None:
            is_over = _counter(CHECKS * budget.iterations)
            model.routing.AddSearchMonitor(model.solver.CustomLimit(is_over))
        first_strategy = FIRST[seed % len(FIRST)]
        rows = indices(model, start) if start and serves_whole(task, start) else None
        if rows is None and model.nodes.reloads:
            rows = spread_reloads(model)
        with ctrl_c.given_back():
            # To complete a start is a search of its own, with a time limit of its own.
            reading = _parameters(STARTING * budget.seconds, first_strategy)
            model.routing.CloseModelWithParameters(reading)
            first = model.routing.ReadAssignmentFromRoutes(rows, True) if rows else None
            left_s = max(end - time.monotonic(), SHORTEST_S)
            parameters = _parameters(left_s, first_strategy)
            if first is None:
                model.routing.SolveWithParameters(parameters)
            else:
                model.routing.SolveFromAssignmentWithParameters(first, parameters)
        return seen.found(task, start)


def alone(task: Task, budget: Budget, seed: int = 0) -> TaskAnswer | None:
    """Return what OR-Tools finds by itself: its published settings, no start, no exchange."""
    return ORToolsEngine().improve(task, None, budget, seed).best


class _Seen:
    """The good answers that the search passes."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._best: tuple[int, list[TaskRoute]] | None = None
        self._near: list[list[TaskRoute]] = []

    def keep(self) -> None:
        cost = int(self._model.routing.CostVar().Value())
        if self._best is not None and cost > NEAR * self._best[0]:
            return
        routes = routes_of(self._model)
        self._near = [*self._near[1 - KEPT :], routes]
        if self._best is None or cost < self._best[0]:
            self._best = (cost, routes)

    def found(self, task: Task, start: TaskAnswer | None) -> Found:
        best = start
        if self._best is not None:
            best = better(start, answer_of(task, self._best[1]))
        pool = dict.fromkeys(route for routes in self._near for route in routes)
        return Found(best=best, pool=tuple(pool))


def _counter(most: int) -> Callable[[], bool]:
    """Return what says whether it has been asked more than so many times."""
    asked = itertools.count(1)
    return lambda: next(asked) > most


def _parameters(seconds: float, first: Any) -> Any:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = first
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    parameters.time_limit.FromMilliseconds(max(int(seconds * 1000), 1))
    return parameters
