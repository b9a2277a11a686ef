"""Published solutions in VRPLIB's grammar: ``Route #1: 4 7 0 2``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from benchmarks.routing.published import Published
from optimizer.errors import UsageError
from optimizer.routing.tasks.task import TaskRoute, TaskVisit

ROUTE = re.compile(r"Route #(\d+):([\d\s]*)$")


def read_solution(path: Path, published: Published) -> tuple[TaskRoute, ...]:
    """Return the routes of a file.

    A number is that of a node counted from 0, depots first; a depot within a route is where the
    vehicle loads again. Where vehicles differ, the route's number is that of the vehicle.

    Raises
    ------
    UsageError
        When it holds no routes, or nodes or vehicles that are not there.
    """
    found = (ROUTE.match(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())
    routes = [(int(match[1]), [int(word) for word in match[2].split()]) for match in found if match]
    if not routes:
        raise UsageError(f"{path.name}: found no routes.")
    try:
        return tuple(_route(published, number, nodes) for number, nodes in routes if nodes)
    except IndexError:
        raise UsageError(f"{path.name}: found a node or vehicle that is not there.") from None


def _route(published: Published, number: int, nodes: Iterable[int]) -> TaskRoute:
    vehicle = published.numbered[number - 1] if published.numbered else 0
    depots = len(published.depots)
    base = published.vans[vehicle].depot
    trips: list[tuple[int, tuple[TaskVisit, ...]]] = []
    visits: list[TaskVisit] = []
    for node in nodes:
        if node < depots:
            trips.append((base, tuple(visits)))
            base, visits = node, []
        else:
            demand = published.customers[node - depots].demand
            visits.append(TaskVisit(node - depots, (demand,)))
    trips.append((base, tuple(visits)))
    return TaskRoute(vehicle, tuple(trips))
