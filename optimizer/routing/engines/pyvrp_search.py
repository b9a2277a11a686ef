"""The loop of PyVRP's iterated local search, with penalties that fit the task, and a pool.

PyVRP's own loop begins with penalties of 50,000 whatever the costs, and takes tens of thousands
of iterations to bring them down; within seconds that decides. Here they begin at what a unit of
load and a second are worth on average, as in Vidal (2022), Hybrid genetic search for the CVRP,
Computers & Operations Research 140, section 3.
"""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass

import numpy as np
import pyvrp
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    NeighbourhoodParams,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

from optimizer.routing.engines.pyvrp_data import (
    Activities,
    activities_of,
    express,
    to_solution,
)
from optimizer.routing.tasks.task import Budget, Task, TaskAnswer

Seen = tuple[int, Activities]
"""Vehicle and activities of a route."""

POOL = 20_000
"""Routes kept; beyond it those of the answers seen longest ago go."""


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """How the search goes about.

    A short history and few neighbours settle within seconds and then begin anew, ever slower;
    PyVRP's own figures (300 and 50) get further where there is half a minute or more. Which of
    them wins differs from instance to instance more than by seed.

    Parameters
    ----------
    history : int
        Iterations ago that an answer is compared with (late acceptance, Burke and Bykov 2017).
    perturbations : int
        Clients at most that an iteration disturbs.
    neighbours : int
        Clients that a client may be moved next to.
    feasible : float
        Share of answers that shall keep the limits.
    patience : int
        Lengths of the history without a better answer after which it begins anew, doubled.
    heat : float
        By what share an answer may cost more than a start or the best one when it begins anew.
    every : int
        Iterations from one answer whose routes are kept to the next.
    """

    history: int = 50
    perturbations: int = 25
    neighbours: int = 20
    feasible: float = 0.65
    patience: int = 60
    heat: float = 0.02
    every: int = 20


MANY_CLIENTS = 500
"""Clients above which seconds are too few for a long history."""

LONG = Tuning(history=300, neighbours=50)
TUNINGS = (Tuning(history=150, neighbours=40), LONG)
"""The seed chooses, so that searches side by side differ in kind."""

OF_MANY = (Tuning(), LONG)

OF_UNLIKE = (Tuning(history=300, neighbours=50, patience=500), LONG)
"""Where vehicles differ in what they carry, a short history settles for wrong ones."""


def tuning_of(task: Task, seed: int) -> Tuning:
    """Return how a search of a task goes about."""
    if len({vehicle.capacity for vehicle in task.vehicles}) > 1:
        return OF_UNLIKE[seed % len(OF_UNLIKE)]
    tunings = OF_MANY if len(task.clients) > MANY_CLIENTS else TUNINGS
    return tunings[seed % len(tunings)]


class Search:
    """A search that can be gone on with.

    Parameters
    ----------
    start : TaskAnswer or None
        An answer that serves clients whole.
    """

    def __init__(
        self, task: Task, seed: int, start: TaskAnswer | None, tuning: Tuning | None = None
    ) -> None:
        self._task, self._seed = task, seed
        self._tuning = tuning or tuning_of(task, seed)
        self._data = express(task)
        rng = pyvrp.RandomNumberGenerator(seed=seed)
        self._local = LocalSearch(
            self._data,
            rng,
            compute_neighbours(
                self._data, NeighbourhoodParams(num_neighbours=self._tuning.neighbours)
            ),
            PerturbationManager(PerturbationParams(max_perturbations=self._tuning.perturbations)),
        )
        for operator in OPERATORS:
            if operator.supports(self._data):
                self._local.add_operator(operator(self._data))
        self._penalties = _penalties(self._data, self._tuning)
        if start is None:
            random = pyvrp.Solution.make_random(self._data, rng)
            dear = self._penalties.max_cost_evaluator()
            self._current = self._local(random, dear, exhaustive=True)
        else:
            self._current = to_solution(task, self._data, list(start.routes))
        self._first = self._best = self._current
        self._history: list[pyvrp.Solution | None] = [None] * self._tuning.history
        self._iteration = self._since_best = 0
        self._warm = start is not None
        self.pool: dict[Seen, None] = {}
        self._keep(self._current)

    @property
    def best(self) -> list[Seen] | None:
        """The routes of the best answer, None while none keeps the limits."""
        return _seen(self._best) if self._best.is_feasible() else None

    def goes_on(self, task: Task, seed: int) -> bool:
        """Return whether this is the search for a task and seed."""
        return task is self._task and seed == self._seed

    def offer(self, answer: TaskAnswer) -> None:
        """Go on from an answer if it is better than all that was seen."""
        solution = to_solution(self._task, self._data, list(answer.routes))
        costs = self._penalties.cost_evaluator()
        if costs.cost(solution) < costs.cost(self._best):
            self._best = self._current = solution
            self._keep(solution)

    def run(self, budget: Budget) -> None:
        """Search until the budget is used up."""
        end = time.monotonic() + budget.seconds
        left = budget.iterations
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PenaltyBoundWarning)  # no answer is told as that
            while time.monotonic() < end and (left is None or left > 0):
                self._step()
                left = None if left is None else left - 1

    def _step(self) -> None:
        """Disturb and repair the current answer; keep what is better than some steps ago."""
        costs = self._penalties.cost_evaluator()
        candidate = self._local(self._current, costs, exhaustive=False)
        self._penalties.register(candidate)
        if costs.cost(candidate) < costs.cost(self._best):
            self._best = candidate
            candidate = self._local(candidate, costs, exhaustive=True)
            if costs.cost(candidate) < costs.cost(self._best):
                self._best = candidate
            self._keep(self._best)
            self._since_best = 0
        elif self._since_best >= self._tuning.patience * len(self._history):
            self._reheat()
        self._since_best += 1
        place = self._iteration % len(self._history)
        late = self._history[place]
        late_cost = self._hot(costs) if late is None else costs.penalised_cost(late)
        cost = costs.penalised_cost(candidate)
        current_cost = costs.penalised_cost(self._current)
        if cost < late_cost or cost < current_cost:
            self._current, current_cost = candidate, cost
        if current_cost < late_cost or late is None:
            self._history[place] = self._current
        self._iteration += 1
        if self._iteration % self._tuning.every == 0:
            self._keep(candidate)

    def _hot(self, costs: pyvrp.CostEvaluator) -> int:
        """Return what an answer may cost while there is none to compare it with."""
        if self._warm:
            return round(costs.cost(self._best) * (1 + self._tuning.heat))
        return costs.penalised_cost(self._first)

    def _reheat(self) -> None:
        """Go on from the best answer, warmer and cooling half as fast."""
        self._history = [None] * (2 * len(self._history))
        self._current = self._best
        self._since_best = 0
        self._warm = self._best.is_feasible()

    def _keep(self, solution: pyvrp.Solution) -> None:
        """Keep the routes of an answer that keep every limit."""
        for route in solution.routes():
            if route.is_feasible():
                key = (route.vehicle_type(), activities_of(route))
                self.pool.pop(key, None)
                self.pool[key] = None
        while len(self.pool) > POOL:
            del self.pool[next(iter(self.pool))]


def _seen(solution: pyvrp.Solution) -> list[Seen]:
    return [(route.vehicle_type(), activities_of(route)) for route in solution.routes()]


def _penalties(data: pyvrp.ProblemData, tuning: Tuning) -> pyvrp.PenaltyManager:
    """Return penalties that begin at the cost of an average way per load, second and metre."""
    dearest = max((v.unit_distance_cost, v.unit_duration_cost) for v in data.vehicle_types())
    distance, duration = (
        float(np.mean([np.minimum(m, np.median(m) * 10).mean() for m in matrices]))
        for matrices in (data.distance_matrices(), data.duration_matrices())
    )
    cost = max(dearest[0] * distance + dearest[1] * duration, 1.0)
    loads = [
        max(float(np.mean([c.delivery[d] for c in data.clients()])), 1.0)
        for d in range(data.num_load_dimensions)
    ]
    first = ([cost / load for load in loads], cost / max(duration, 1.0), cost / max(distance, 1.0))
    largest = max(*first[0], *first[1:])
    return pyvrp.PenaltyManager(
        first,
        pyvrp.PenaltyParams(
            target_feasible=tuning.feasible, max_penalty=max(100_000.0, 100.0 * largest)
        ),
    )
