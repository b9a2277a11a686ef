"""A part of a task: some routes of an answer, and the loads that they bring, as a task itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.rules import visits_of
from optimizer.routing.tasks.task import Client, Matrix, Task, TaskRoute, TaskVisit


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some routes of an answer, with a task of which they are an answer.

    Parameters
    ----------
    task : Task
        Its clients have the loads that the routes bring them, each at a point of its own.
    routes : tuple of TaskRoute
        In the part's clients.
    clients, vehicles : tuple of int
        Which client and vehicle of the whole each of its own is.
    """

    task: Task
    routes: tuple[TaskRoute, ...]
    clients: tuple[int, ...]
    vehicles: tuple[int, ...]

    def back(self, routes: Iterable[TaskRoute]) -> list[TaskRoute]:
        """Return routes of the part in the whole's numbers."""
        return [_renamed(route, self.clients, self.vehicles) for route in routes]


def part_of(
    task: Task,
    chosen: Sequence[TaskRoute],
    others: Sequence[TaskRoute],
    idle: Iterable[int],
    sharers: int = 1,
) -> Part:
    """Return the part that the chosen routes are.

    Parameters
    ----------
    others : sequence of TaskRoute
        All other routes: their vehicles are not free, their visits count.
    idle : iterable of int
        Clients with a prize that no route serves, which the part may serve.
    sharers : int
        Parts that are bettered at the same time, and share what vehicles and visits are left.
    """
    brought: dict[int, list[int]] = {}
    for visit in visits_of(chosen):
        loads = brought.setdefault(visit.client, [0] * len(visit.loads))
        brought[visit.client] = [a + b for a, b in zip(loads, visit.loads, strict=True)]
    clients = tuple(sorted({*brought, *idle}))
    counts = _counts(task, chosen, others, sharers)
    vehicles = tuple(index for index, count in enumerate(counts) if count)
    part = replace(
        task,
        metres=[_within(task, matrix, clients) for matrix in task.metres],
        seconds=[_with_service(task, _within(task, m, clients), clients) for m in task.seconds],
        driving=[_within(task, matrix, clients) for matrix in task.driving],
        bases=tuple(replace(base, point=i) for i, base in enumerate(task.bases)),
        clients=_clients(task, clients, brought, _visits(task, chosen, others, sharers)),
        vehicles=tuple(replace(task.vehicles[i], count=counts[i]) for i in vehicles),
    )
    client_places = {client: place for place, client in enumerate(clients)}
    vehicle_places = {vehicle: place for place, vehicle in enumerate(vehicles)}
    routes = tuple(_renamed(route, client_places, vehicle_places) for route in chosen)
    return Part(task=part, routes=routes, clients=clients, vehicles=vehicles)


def _counts(
    task: Task, chosen: Sequence[TaskRoute], others: Sequence[TaskRoute], sharers: int
) -> list[int]:
    """Return how many of each vehicle are the part's: used by it, and its share of the idle."""
    used = Counter(route.vehicle for route in chosen)
    busy = Counter(route.vehicle for route in others)
    return [
        used[i] + (vehicle.count - used[i] - busy[i]) // sharers
        for i, vehicle in enumerate(task.vehicles)
    ]


def _visits(
    task: Task, chosen: Sequence[TaskRoute], others: Sequence[TaskRoute], sharers: int
) -> list[int]:
    """Return how many visits of each client the part may make, counted likewise."""
    made = Counter(visit.client for visit in visits_of(chosen))
    elsewhere = Counter(visit.client for visit in visits_of(others))
    return [
        made[i] + (client.most_visits - made[i] - elsewhere[i]) // sharers
        for i, client in enumerate(task.clients)
    ]


def _clients(
    task: Task, clients: Sequence[int], brought: dict[int, list[int]], visits: Sequence[int]
) -> tuple[Client, ...]:
    return tuple(
        _client(
            task.clients[index],
            len(task.bases) + place,
            tuple(brought.get(index, task.clients[index].loads)),
            visits[index],
        )
        for place, index in enumerate(clients)
    )


def _renamed(
    route: TaskRoute,
    clients: Sequence[int] | dict[int, int],
    vehicles: Sequence[int] | dict[int, int],
) -> TaskRoute:
    """Return a route with other numbers for its clients and its vehicle."""
    return TaskRoute(
        vehicles[route.vehicle],
        tuple(
            (base, tuple(TaskVisit(clients[visit.client], visit.loads) for visit in visits))
            for base, visits in route.trips
        ),
    )


def _client(client: Client, point: int, loads: tuple[int, ...], visits: int) -> Client:
    """Return a client with the loads brought; its service stands in the ways from its point.

    Where other routes bring the rest of its loads, it cannot be left out.
    """
    return replace(
        client,
        point=point,
        loads=loads,
        service=0,
        prize=client.prize if loads == client.loads else None,
        most_visits=visits,
    )


def _within(task: Task, matrix: Matrix, clients: Sequence[int]) -> Matrix:
    points = [base.point for base in task.bases] + [task.clients[c].point for c in clients]
    return matrix[np.ix_(points, points)]


def _with_service(task: Task, seconds: Matrix, clients: Sequence[int]) -> Matrix:
    """Return seconds that count the service of the client left, but not within one client.

    So pieces of a load that one visit leaves take its service once.
    """
    service = [0] * len(task.bases) + [task.clients[client].service for client in clients]
    served: Matrix = np.where(
        seconds < NEVER_S, seconds + np.array(service, dtype=np.int64)[:, None], seconds
    )
    np.fill_diagonal(served, 0)
    return served
