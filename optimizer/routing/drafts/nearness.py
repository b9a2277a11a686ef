"""Which deliveries are near each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optimizer.routing.problem import RoutingProblem

MOST_NEIGHBORS = 40


def neighbors(problem: RoutingProblem) -> Sequence[Sequence[int]]:
    """Return for each delivery those that are nearest by the fastest vehicle, itself left out."""
    points = sorted({delivery.point for delivery in problem.deliveries})
    here: dict[int, list[int]] = {}
    for number, delivery in enumerate(problem.deliveries):
        here.setdefault(delivery.point, []).append(number)
    found: dict[int, list[int]] = {}
    for point in points:
        seconds = np.min([np.array(ways.seconds[point]) for ways in problem.ways], axis=0)
        seconds[point] = -1
        near: list[int] = []
        for _, other in sorted((int(seconds[other]), other) for other in points):
            near += here[other]
            if len(near) > MOST_NEIGHBORS:
                break
        found[point] = near
    return [
        [other for other in found[delivery.point] if other != number][:MOST_NEIGHBORS]
        for number, delivery in enumerate(problem.deliveries)
    ]
