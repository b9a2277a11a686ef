"""A task of which each client is a piece of a load, and routes of pieces put together again."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.rules import visits_of
from optimizer.routing.tasks.task import Client, Matrix, Task, TaskRoute, TaskVisit

Loads = tuple[int, ...]
Cutter = Callable[[TaskVisit], Sequence[Loads]]
"""Gives the pieces of a visit's loads."""


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """A task in pieces, which engines serve whole.

    Parameters
    ----------
    task : Task
        Its clients are the pieces.
    routes : tuple of TaskRoute
        The routes that were cut, in pieces.
    owners : tuple of int
        The client of the task before that each piece belongs to.
    """

    task: Task
    routes: tuple[TaskRoute, ...]
    owners: tuple[int, ...]

    def together(self, whole: Task, routes: Iterable[TaskRoute]) -> list[TaskRoute]:
        """Return routes of pieces with one visit for all pieces of a client on a trip."""
        return [self._joined(whole, route) for route in routes]

    def _joined(self, whole: Task, route: TaskRoute) -> TaskRoute:
        vehicle = whole.vehicles[route.vehicle]
        metres = whole.metres[vehicle.profile]
        bases = [base for base, _ in route.trips[1:]] + [vehicle.end]
        return TaskRoute(
            route.vehicle,
            tuple(
                (base, _join(self._owned(visits), whole, metres, base, after))
                for (base, visits), after in zip(route.trips, bases, strict=True)
            ),
        )

    def _owned(self, visits: Iterable[TaskVisit]) -> list[TaskVisit]:
        return [TaskVisit(self.owners[visit.client], visit.loads) for visit in visits]


def in_pieces(task: Task, routes: Sequence[TaskRoute], cutter: Cutter) -> Pieces:
    """Return a task whose clients are pieces of the visits of routes, and of what none serves.

    A client whose only visit stays whole keeps its prize, pieces have to be served.
    """
    clients: list[Client] = []
    owners: list[int] = []

    def cut(visit: TaskVisit) -> list[TaskVisit]:
        client = task.clients[visit.client]
        pieces = []
        for loads in cutter(visit):
            pieces.append(TaskVisit(len(clients), loads))
            prize = client.prize if loads == client.loads else None
            clients.append(replace(client, loads=loads, prize=prize, divisible=False))
            owners.append(visit.client)
        return pieces

    def cut_all(visits: Iterable[TaskVisit]) -> tuple[TaskVisit, ...]:
        return tuple(piece for visit in visits for piece in cut(visit))

    cut_routes = tuple(
        TaskRoute(route.vehicle, tuple((base, cut_all(visits)) for base, visits in route.trips))
        for route in routes
    )
    served = {visit.client for visit in visits_of(routes)}
    cut_all(
        TaskVisit(index, client.loads)
        for index, client in enumerate(task.clients)
        if index not in served
    )
    return Pieces(
        task=replace(task, clients=tuple(clients)), routes=cut_routes, owners=tuple(owners)
    )


def _join(
    visits: Sequence[TaskVisit], task: Task, metres: Matrix, base: int, after: int
) -> tuple[TaskVisit, ...]:
    """Return visits of a trip with the pieces of a client in the place where that is shortest."""
    start, end = task.bases[base].point, task.bases[after].point
    joined = _neighbors_joined(visits)
    counts = Counter(visit.client for visit in joined)
    for again in [client for client, count in counts.items() if count > 1]:
        loads = _added(visit.loads for visit in joined if visit.client == again)
        options = [
            [
                TaskVisit(again, loads) if place == kept else visit
                for place, visit in enumerate(joined)
                if place == kept or visit.client != again
            ]
            for kept, same in enumerate(joined)
            if same.client == again
        ]
        joined = min(options, key=lambda option: _length(option, task, metres, start, end))
    return tuple(joined)


def _neighbors_joined(visits: Sequence[TaskVisit]) -> list[TaskVisit]:
    """Return visits with pieces of a client that follow each other as one."""
    return [
        TaskVisit(client, _added(visit.loads for visit in same))
        for client, same in itertools.groupby(visits, key=lambda visit: visit.client)
    ]


def _added(loads: Iterable[Loads]) -> Loads:
    return tuple(map(sum, zip(*loads, strict=True)))


def _length(visits: Sequence[TaskVisit], task: Task, metres: Matrix, start: int, end: int) -> int:
    points = [start, *(task.clients[visit.client].point for visit in visits), end]
    return min(sum(int(metres[a, b]) for a, b in itertools.pairwise(points)), NEVER_S)
