"""Recombine routes of good answers: which of all routes seen make the cheapest answer.

A set-covering MIP over the pool. Whoever is covered twice is left by the route that gains most
by it, which never costs more where no detour is shorter than the way itself.
Source: Rochat and Taillard (1995), Probabilistic diversification and intensification in local
search for vehicle routing, Journal of Heuristics 1; Subramanian, Uchoa and Ochi (2013), A hybrid
algorithm for a class of vehicle routing problems, Computers & Operations Research 40(10).
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pulp

from optimizer.mip import Limits, optimize
from optimizer.routing.tasks.rules import answer_of, better, route_cost, serves_whole, visits_of
from optimizer.routing.tasks.task import Task, TaskAnswer, TaskRoute

Key = tuple[int, frozenset[int]]
"""Vehicle row and the clients that a route serves."""

COLUMNS_PER_S = 5000
"""Columns of a MIP for every second it has; stating them takes up to a third of that."""


@dataclass
class Pool:
    """Routes, of those with the same vehicle and clients the cheapest.

    Parameters
    ----------
    most : int
        Columns of the MIP at most, the routes added last.
    """

    task: Task
    most: int = 12_000
    _costs: dict[Key, tuple[int, TaskRoute]] = field(default_factory=dict, init=False)
    _known: set[TaskRoute] = field(default_factory=set, init=False)

    def add(self, routes: Iterable[TaskRoute]) -> None:
        """Take in routes that keep every limit by themselves and serve clients whole."""
        for route in routes:
            key = (route.vehicle, frozenset(visit.client for visit in visits_of([route])))
            kept = self._costs.pop(key, None)
            if route not in self._known:
                self._known.add(route)
                cost = self._cost(route)
                if cost is not None and (kept is None or cost < kept[0]):
                    kept = (cost, route)
            if kept is not None:
                self._costs[key] = kept

    def _cost(self, route: TaskRoute) -> int | None:
        whole = serves_whole(self.task, TaskAnswer((route,), 0))
        return route_cost(self.task, route) if whole else None

    def routes(self) -> tuple[TaskRoute, ...]:
        """Return the routes, in the order in which they were last seen."""
        return tuple(route for _, route in self._costs.values())

    def recombine(self, best: TaskAnswer | None, seconds: float, seed: int) -> TaskAnswer | None:
        """Return the cheapest answer made of the pool's routes, or `best` if that is none.

        The seconds are wall time in all. The fewer they are, the fewer of the routes are looked
        at, those seen last.
        """
        end = time.monotonic() + seconds
        if not self._costs or (best is not None and not serves_whole(self.task, best)):
            return best
        if best is not None:
            self.add(best.routes)
        most = min(self.most, max(int(COLUMNS_PER_S * seconds), 1))
        columns = dict(list(self._costs.items())[-most:])
        chosen = _cover(self.task, columns, best, end, seed)
        if chosen is None:
            return best
        return better(best, answer_of(self.task, leave_doubles(self.task, chosen)))


def _cover(
    task: Task,
    columns: dict[Key, tuple[int, TaskRoute]],
    best: TaskAnswer | None,
    end: float,
    seed: int,
) -> list[TaskRoute] | None:
    """Return the routes that serve everyone at least once at least cost, None if none do."""
    problem = pulp.LpProblem("pool", pulp.LpMinimize)
    serving: list[list[pulp.LpVariable]] = [[] for _ in task.clients]
    rows: list[list[pulp.LpVariable]] = [[] for _ in task.vehicles]
    start = set(best.routes) if best is not None else set()
    taken: list[tuple[pulp.LpVariable, TaskRoute]] = []
    costs = []
    for number, ((row, clients), (cost, route)) in enumerate(columns.items()):
        variable = problem.add_variable(f"route{number}", cat=pulp.LpBinary)
        variable.varValue = float(route in start)
        taken.append((variable, route))
        costs.append((variable, cost))
        rows[row].append(variable)
        for client in sorted(clients):
            serving[client].append(variable)
    started = {visit.client for visit in visits_of(start)}
    for number, prize in enumerate(client.prize for client in task.clients):
        if prize is not None:
            variable = problem.add_variable(f"without{number}", cat=pulp.LpBinary)
            variable.varValue = float(number not in started)
            serving[number].append(variable)
            costs.append((variable, prize))
    problem += pulp.LpAffineExpression(costs)
    for number, variables in enumerate(serving):
        problem += _sum(variables) >= 1, f"serve{number}"
    for number, variables in enumerate(rows):
        if len(variables) > task.vehicles[number].count:
            problem += _sum(variables) <= task.vehicles[number].count, f"have{number}"
    complete = best is not None and all(route in {r for _, r in taken} for route in start)
    left_s = end - time.monotonic()
    if left_s <= 0:
        return None
    limits = Limits(time_limit_s=left_s, seed=seed)
    if not optimize(problem, limits, start=complete).has_solution:
        return None
    return [route for variable, route in taken if (variable.varValue or 0.0) > 0.5]


def _sum(variables: list[pulp.LpVariable]) -> pulp.LpAffineExpression:
    return pulp.LpAffineExpression([(variable, 1) for variable in variables])


def leave_doubles(task: Task, routes: list[TaskRoute]) -> list[TaskRoute]:
    """Return routes without second visits, each left out where that gains most."""
    routes = list(routes)
    served: dict[int, list[int]] = {}
    for number, route in enumerate(routes):
        for visit in visits_of([route]):
            served.setdefault(visit.client, []).append(number)
    for client in sorted(client for client, numbers in served.items() if len(numbers) > 1):
        options = []
        for number in served[client]:
            shorter = without(routes[number], client)
            before, after = _or_more(task, routes[number]), _or_more(task, shorter)
            options.append((after - before, number, shorter))
        for _, number, shorter in sorted(options, key=lambda option: option[:2])[:-1]:
            routes[number] = shorter
    return [route for route in routes if route.trips]


DEAR = 2**62
"""More than any route costs that keeps every limit."""


def _or_more(task: Task, route: TaskRoute) -> int:
    cost = route_cost(task, route) if route.trips else 0
    return DEAR if cost is None else cost


def without(route: TaskRoute, client: int) -> TaskRoute:
    """Return a route that does not visit a client; trips to nobody are left out."""
    trips = [
        (base, tuple(visit for visit in visits if visit.client != client))
        for base, visits in route.trips
    ]
    kept = [trip for number, trip in enumerate(trips) if trip[1] or number == 0]
    if not any(visits for _, visits in kept):
        return replace(route, trips=())
    if not kept[0][1] and kept[1][0] == kept[0][0]:
        kept = kept[1:]
    return replace(route, trips=tuple(kept))
