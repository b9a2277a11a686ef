"""Which of many routes are driven: a set-packing MIP.

Nobody gets more than his, no origin gives more than it has. A route is worth what it was where it
was seen, so docks may make something else of the answer; that is for who times it to say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pulp

from optimizer.instance.words import Owner
from optimizer.mip import Limits, optimize
from optimizer.routing.answer import Drop
from optimizer.routing.pools.seen import SeenRoute
from optimizer.routing.problem import RoutingProblem, Vehicle
from optimizer.routing.times.limits import visits_of
from optimizer.routing.value import UNIT, Worth, idle_worth, plus, size_in, size_of

LEVELS = (1.0, 0.03, 0.001)
"""Weights of the first criteria that are not met, relative to what the best answer has of each."""

ROUNDING = 1e-9
"""What sums of the same figures may differ by, relative to the largest."""

Row = tuple[str, int, str]
"""What is limited (vehicles, delivery, stock, visits), which one, and of stock the commodity."""


def alike(problem: RoutingProblem) -> list[int]:
    """Return for every vehicle the first one that differs from it by name alone."""
    first: dict[Vehicle, int] = {}
    return [
        first.setdefault(replace(vehicle, id="", owner=Owner.OWN), number)
        for number, vehicle in enumerate(problem.vehicles)
    ]


class Packing:
    """The MIP: which routes are driven, so that nothing is brought or taken twice."""

    def __init__(
        self,
        problem: RoutingProblem,
        routes: Sequence[SeenRoute],
        alike: Sequence[int],
        best: Sequence[SeenRoute],
    ) -> None:
        self._problem, self._routes, self._alike = problem, routes, alike
        self._model = pulp.LpProblem("routes", pulp.LpMinimize)
        self._able = Counter(alike)
        self._driven = [
            self._model.add_variable(
                f"route{number}", 0, self._able[alike[route.vehicle]], cat=pulp.LpInteger
            )
            for number, route in enumerate(routes)
        ]
        kept = Counter((alike[route.vehicle], route.trips) for route in best)
        for variable, route in zip(self._driven, routes, strict=True):
            variable.varValue = float(kept[alike[route.vehicle], route.trips])
        self._aim(_total(problem, best))
        self._limit()

    def solve(self, seconds: float, seed: int) -> list[SeenRoute] | None:
        """Return the routes to be driven, None where no better ones were found in time."""
        before = [variable.varValue for variable in self._driven]
        limits = Limits(time_limit_s=seconds, seed=seed)
        if seconds <= 0 or not optimize(self._model, limits, start=True).has_solution:
            return None
        if [round(variable.varValue or 0.0) for variable in self._driven] == before:
            return None
        pairs = zip(self._driven, self._routes, strict=True)
        return [route for variable, route in pairs for _ in range(round(variable.varValue or 0.0))]

    def _aim(self, best: Worth) -> None:
        """Weigh the first criteria that can be bettered; what is at its least has to stay so."""
        idle = idle_worth(self._problem)
        costs: list[float] = [0.0] * len(self._routes)
        levels = iter(LEVELS)
        for number, (of_best, of_idle) in enumerate(zip(best, idle, strict=True)):
            numbers = [route.worth[number] / UNIT for route in self._routes]
            if of_best <= 0:
                self._keep(numbers, -of_idle / UNIT)
                continue
            weight = next(levels, None)
            if weight is None:
                break
            if weight == LEVELS[0]:
                self._keep([its * UNIT / of_best for its in numbers], 1 - of_idle / of_best)
            per = weight * UNIT / of_best
            costs = [cost + per * its for cost, its in zip(costs, numbers, strict=True)]
        self._model += pulp.LpAffineExpression(list(zip(self._driven, costs, strict=True)))

    def _keep(self, numbers: Sequence[float], most: float) -> None:
        terms = [pair for pair in zip(self._driven, numbers, strict=True) if pair[1]]
        if terms:
            slack = ROUNDING * max(abs(number) for _, number in terms)
            self._model += pulp.LpAffineExpression(terms) <= most + slack

    def _limit(self) -> None:
        """State what each vehicle, delivery, origin and place allows."""
        rows: dict[Row, list[tuple[pulp.LpVariable, float]]] = defaultdict(list)
        for variable, route in zip(self._driven, self._routes, strict=True):
            for row, number in self._uses(route):
                rows[row].append((variable, number))
        for row, terms in rows.items():
            most = self._most(row)
            if sum(number * (variable.upBound or 0) for variable, number in terms) > most:
                self._model += pulp.LpAffineExpression(terms) <= most

    def _uses(self, route: SeenRoute) -> Iterator[tuple[Row, float]]:
        """Yield what a route takes of every row."""
        uses: dict[Row, float] = defaultdict(float)
        uses["vehicles", self._alike[route.vehicle], ""] += 1
        for trip in route.trips:
            for drop in trip.drops:
                delivery = self._problem.deliveries[drop.delivery]
                uses["delivery", drop.delivery, ""] += size_in(delivery, drop)
                for commodity, units in self._units(trip.origin, drop):
                    uses["stock", trip.origin, commodity] += units
            if self._problem.most_visits is not None:
                for point in visits_of(self._problem, trip):
                    uses["visits", point, ""] += 1
        yield from uses.items()

    def _units(self, origin: int, drop: Drop) -> Iterator[tuple[str, float]]:
        delivery = self._problem.deliveries[drop.delivery]
        share = size_in(delivery, drop) / size_of(delivery)
        stock = self._problem.origins[origin].stock
        if stock is not None:
            yield from ((its, units * share) for its, units in delivery.units.items() if units > 0)

    def _most(self, row: Row) -> float:
        """Return what there is in all."""
        what, which, commodity = row
        if what == "vehicles":
            return self._able[which]
        if what == "delivery":
            return size_of(self._problem.deliveries[which])
        if what == "stock":
            return (self._problem.origins[which].stock or {}).get(commodity, 0.0)
        assert self._problem.most_visits is not None, "places are rows where visits are limited"
        return self._problem.most_visits


def _total(problem: RoutingProblem, routes: Iterable[SeenRoute]) -> Worth:
    total = idle_worth(problem)
    for route in routes:
        total = plus(total, route.worth)
    return total
