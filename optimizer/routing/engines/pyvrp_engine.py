"""PyVRP: an iterated local search, strong where a task is what its name says.

PyVRP is an optional extra; without it `can` says no to everything. Source: Wouda, Lan and Kool
(2024), PyVRP: a high-performance VRP solver package, INFORMS Journal on Computing 36(4).
"""

from __future__ import annotations

import importlib.util
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.rules import answer_of, better, serves_whole
from optimizer.routing.tasks.task import Budget, Found, Task, TaskAnswer, TaskRoute, TaskVehicle

if TYPE_CHECKING:
    from optimizer.routing.engines.pyvrp_search import Search, Seen

MOST = 2**44
"""PyVRP's largest distance or duration; its penalties times this still fit into 64 bits."""


class PyVRPEngine:
    """PyVRP's operators and penalties in a loop that keeps good routes."""

    name = "pyvrp"

    def can(self, task: Task) -> bool:
        """Return whether PyVRP is installed and can express a task.

        It knows neither docks, rests nor due times, nor clients that a vehicle may bring from one
        of its bases but not from another. Divisible clients it serves whole.
        """
        return (
            importlib.util.find_spec("pyvrp") is not None
            and task.is_plain
            and bool(task.clients)
            and _bases_by_vehicle(task)
            and _fits(task)
        )

    def __init__(self) -> None:
        self._search: Search | None = None
        self._made: dict[Seen, TaskRoute] = {}

    def improve(self, task: Task, start: TaskAnswer | None, budget: Budget, seed: int) -> Found:
        """Return the best answer found, never worse than `start`.

        Iterations are those of PyVRP's search. With a number of them given, seconds still limit.
        A call for the task and seed of the last one goes on where that ended, from `start` if
        this is better than all it has seen.
        """
        from optimizer.routing.engines.pyvrp_data import to_route
        from optimizer.routing.engines.pyvrp_search import Search

        end = time.monotonic() + budget.seconds
        whole = start if start is not None and serves_whole(task, start) else None
        if self._search is None or not self._search.goes_on(task, seed):
            self._search = Search(task, seed, whole)
            self._made = {}
        elif whole is not None:
            self._search.offer(whole)
        search = self._search
        search.run(replace(budget, seconds=max(end - time.monotonic(), 0.0)))
        best = start
        if search.best is not None:
            best = better(start, answer_of(task, _routes(task, search.best)))
        for key in search.pool:
            if key not in self._made:
                self._made[key] = to_route(task, *key)
        return Found(best=best, pool=tuple(self._made[key] for key in search.pool))


def _routes(task: Task, seen: list[Seen]) -> list[TaskRoute]:
    from optimizer.routing.engines.pyvrp_data import to_route

    return [to_route(task, vehicle, activities) for vehicle, activities in seen]


def _bases_by_vehicle(task: Task) -> bool:
    """Return whether a vehicle may bring a client from all of its bases or from none."""
    bases = {_loads_at(vehicle) for vehicle in task.vehicles}
    wanted = {frozenset(client.bases) for client in task.clients if client.bases}
    return all(at <= own or at.isdisjoint(own) for at in bases for own in wanted)


def _loads_at(vehicle: TaskVehicle) -> frozenset[int]:
    again = vehicle.reloads if vehicle.most_trips > 1 else ()
    return frozenset((vehicle.start, *again))


def _fits(task: Task) -> bool:
    """Return whether no sum of ways, times or costs leaves PyVRP's numbers."""
    longest = max(
        int(matrix[matrix < NEVER_S].max(initial=0)) for matrix in (*task.metres, *task.seconds)
    ) * (2 * len(task.clients) + 2)
    dearest = max(max(v.per_metre, v.per_second) for v in task.vehicles)
    fixed = sum(v.fixed * min(v.count, len(task.clients)) for v in task.vehicles)
    prizes = sum(client.prize or 0 for client in task.clients)
    return longest < MOST and longest * max(dearest, 1) + fixed + prizes < 2**60
