"""Persons whom no answer can serve because no origin holds enough for them."""

from __future__ import annotations

import numpy as np

from optimizer.routing.bounding.flight import Row
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.stock import TOLERANCE_UNITS


def shortfall(problem: RoutingProblem, persons: Row, priority: int) -> float:
    """Return persons of a class who are left without goods in every answer.

    For a set of origins, what deliveries that load only there need of one commodity beyond what
    these hold is missing, whoever gets the rest. Fewest persons go without if those do who need
    most units each. The largest bound of all commodities and all sets that some delivery has.
    """
    members = [
        index
        for index, delivery in enumerate(problem.deliveries)
        if delivery.priority == priority and persons[index] > 0
    ]
    sets = {frozenset(problem.deliveries[index].origins) for index in members}
    sets.add(frozenset().union(*sets))
    commodities = sorted({name for index in members for name in problem.deliveries[index].units})
    most = 0.0
    for origins in sets:
        inside = [index for index in members if origins.issuperset(_origins(problem, index))]
        for commodity in commodities:
            held = _held(problem, origins, commodity)
            units = np.array([problem.deliveries[i].units.get(commodity, 0.0) for i in inside])
            most = max(most, _fewest(units, persons[inside], float(units.sum()) - held))
    return most


def _origins(problem: RoutingProblem, delivery: int) -> tuple[int, ...]:
    return problem.deliveries[delivery].origins


def _held(problem: RoutingProblem, origins: frozenset[int], commodity: str) -> float:
    total = 0.0
    for index in sorted(origins):
        stock = problem.origins[index].stock
        if stock is None:
            return float("inf")
        total += stock.get(commodity, 0.0) + TOLERANCE_UNITS
    return total


def _fewest(units: Row, persons: Row, missing: float) -> float:
    """Return the fewest persons who together need so many units."""
    if missing <= 0:
        return 0.0
    total = 0.0
    needing = [(p / u, u) for p, u in zip(persons.tolist(), units.tolist(), strict=True) if u > 0]
    for per_unit, need in sorted(needing):
        part = min(need, missing)
        total += part * per_unit
        missing -= part
        if missing <= 0:
            break
    return total
