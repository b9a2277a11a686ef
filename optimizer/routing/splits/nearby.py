"""Which routes lie near each other: those that are worth being cut and routed together."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from optimizer.routing.tasks.rules import visits_of
from optimizer.routing.tasks.task import Task, TaskRoute


class Nearby:
    """The clients of a task by their distance from each other, both ways."""

    def __init__(self, task: Task) -> None:
        points = np.array([client.point for client in task.clients])
        metres = task.metres[0][np.ix_(points, points)]
        self._order = np.argsort(np.minimum(metres, metres.T), axis=1, kind="stable")

    def routes(self, routes: Sequence[TaskRoute], visits: int, rng: random.Random) -> list[int]:
        """Return the indices of routes near a client drawn by lot, with so many visits or more."""
        visited_by: dict[int, list[int]] = {}
        sizes = []
        for index, route in enumerate(routes):
            clients = [visit.client for visit in visits_of([route])]
            sizes.append(len(clients))
            for client in clients:
                visited_by.setdefault(client, []).append(index)
        chosen: dict[int, None] = {}
        for client in self._order[rng.randrange(len(self._order))]:
            if sum(sizes[index] for index in chosen) >= visits:
                break
            chosen.update(dict.fromkeys(visited_by.get(int(client), ())))
        return list(chosen)


def in_groups(
    task: Task, routes: Sequence[TaskRoute], groups: int, rng: random.Random
) -> list[list[TaskRoute]]:
    """Return the routes in groups of about as many visits, from one end to the other.

    The ends are a client drawn by lot and the one farthest from it.
    """
    points = np.array([client.point for client in task.clients])
    metres = task.metres[0][np.ix_(points, points)].astype(float)
    first = rng.randrange(len(points))
    leaning = metres[first] - metres[int(np.argmax(metres[first]))]
    ordered = sorted(
        routes, key=lambda route: np.mean([leaning[visit.client] for visit in visits_of([route])])
    )
    visits = sum(1 for _ in visits_of(routes))
    grouped: list[list[TaskRoute]] = [[] for _ in range(groups)]
    before = 0
    for route in ordered:
        grouped[min(before * groups // visits, groups - 1)].append(route)
        before += sum(1 for _ in visits_of([route]))
    return grouped
