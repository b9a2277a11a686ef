"""A first answer that splits loads: cut beforehand, routed once."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from optimizer.routing.splits.cuts import (
    Cut,
    common_unit,
    cut,
    full_loads,
    largest_vehicle,
    main_dimension,
    shared_out,
)
from optimizer.routing.splits.pieces import Cutter, in_pieces
from optimizer.routing.splits.pieces_search import pieces_search
from optimizer.routing.splits.shifts import without_needless_visits
from optimizer.routing.tasks.rules import answer_of, better
from optimizer.routing.tasks.task import Budget, Task, TaskAnswer, TaskVisit

SHARE = 0.03
LEAST_ITERATIONS = 200
"""Of the budget, for each answer, and iterations at least."""

MOST_TRIES = 8
"""Answers made before it is said that none keeps every limit."""


def first_answer(task: Task, budget: Budget, seed: int) -> TaskAnswer | None:
    """Return the better of two answers, None where none was found that keeps every limit.

    Full vehicles are taken off first; where the vehicles do not suffice for the rest left whole,
    or it is dearer so, loads are cut into shares of a vehicle.
    """
    best: TaskAnswer | None = None
    end = time.monotonic() + budget.seconds
    each = Budget(seconds=SHARE * budget.seconds, iterations=_iterations(budget))
    cutters = (_full_vehicles(task), _shares(task, seed))
    for tried in range(MOST_TRIES):
        if time.monotonic() >= end or (best is not None and tried >= len(cutters)):
            break
        pieces = in_pieces(task, (), cutters[tried % len(cutters)])
        found = pieces_search(task).route(pieces.task, (), each, seed + tried)
        if found is not None:
            routes = without_needless_visits(task, pieces.together(task, found))
            best = better(best, answer_of(task, routes))
    return best


def _iterations(budget: Budget) -> int | None:
    if budget.iterations is None:
        return None
    return max(int(SHARE * budget.iterations), LEAST_ITERATIONS)


def _full_vehicles(task: Task) -> Cutter:
    main = main_dimension(task)
    capacity = largest_vehicle(task)[main]

    def pieces(visit: TaskVisit) -> Sequence[tuple[int, ...]]:
        if not task.clients[visit.client].divisible or not visit.loads[main]:
            return [visit.loads]
        return shared_out(visit.loads, main, full_loads(visit.loads[main], capacity))

    return pieces


def _shares(task: Task, seed: int) -> Cutter:
    main = main_dimension(task)
    capacity, unit = largest_vehicle(task)[main], common_unit(task, main)
    rng = random.Random(seed)
    whole = _full_vehicles(task)

    def pieces(visit: TaskVisit) -> Sequence[tuple[int, ...]]:
        client = task.clients[visit.client]
        loads = whole(visit)
        if not client.divisible or not visit.loads[main]:
            return loads
        sizes = [
            size for load in loads for size in cut(load[main], Cut.SHARES, unit, capacity, (), rng)
        ]
        return shared_out(visit.loads, main, sizes) if len(sizes) <= client.most_visits else loads

    return pieces
