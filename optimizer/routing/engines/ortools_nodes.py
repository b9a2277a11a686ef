"""What the nodes of OR-Tools' routing model stand for, and how large its numbers get."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.task import Matrix, Task, TaskAnswer


@dataclass(frozen=True, slots=True)
class Reload:
    """A visit of one vehicle row to a base where it is loaded again."""

    vehicle: int
    base: int


@dataclass(frozen=True)
class Nodes:
    """What the nodes of the model stand for.

    Parameters
    ----------
    vehicles : list of int
        Row of the task of every vehicle of the model.
    bases : list of int
        Bases where routes begin or end; any other would be a visit that somebody has to make.
    clients : list of int
        They come after the bases.
    reloads : list of Reload
        They come last.
    """

    task: Task
    vehicles: list[int]
    bases: list[int]
    clients: list[int]
    reloads: list[Reload]

    @cached_property
    def points(self) -> Matrix:
        """Row of the task's matrices of every node."""
        at = [base.point for base in self.task.bases]
        clients = [self.task.clients[client].point for client in self.clients]
        return np.array(
            [
                *(at[base] for base in self.bases),
                *clients,
                *(at[reload.base] for reload in self.reloads),
            ]
        )

    @property
    def first_client(self) -> int:
        """First node that is a client."""
        return len(self.bases)

    @property
    def first_reload(self) -> int:
        """First node that is a visit to load again."""
        return self.first_client + len(self.clients)


def nodes_of(task: Task, start: TaskAnswer | None, seed: int) -> Nodes:
    """Return vehicles, clients and reloads, in an order that depends on the seed.

    Of fleets without limit, there are twice as many vehicles and reloads as the loads fill.
    """
    vehicles: list[int] = []
    reloads: list[Reload] = []
    for row, vehicle in enumerate(task.vehicles):
        own = [route for route in start.routes if route.vehicle == row] if start else []
        filled = 2 * _filled(task, row) + 4
        count = min(vehicle.count, max(filled, len(own) + 4))
        vehicles += [row] * count
        for base in vehicle.reloads if vehicle.most_trips > 1 else ():
            used = sum(at == base for route in own for at, _ in route.trips[1:])
            # A start says where a vehicle loads again; once more there, or at its start, is enough.
            again = used + (used > 0 or base == vehicle.start)
            sensible = max(filled, 4) if start is None else again
            most = min(count * (vehicle.most_trips - 1), sensible)
            reloads += [Reload(row, base)] * most
    clients = list(range(len(task.clients)))
    if seed:
        shuffle = random.Random(seed).shuffle
        shuffle(vehicles)
        shuffle(clients)
    ends = {base for row in vehicles for base in (task.vehicles[row].start, task.vehicles[row].end)}
    return Nodes(task, vehicles, sorted(ends), clients, reloads)


def _filled(task: Task, row: int) -> int:
    """Return how many vehicles of a row all loads fill."""
    sums = [sum(loads) for loads in zip(*(c.loads for c in task.clients), strict=True)]
    capacity = task.vehicles[row].capacity
    needed = [-(-a // max(b, 1)) for a, b in zip(sums, capacity, strict=True)]
    return min(max(needed, default=1), len(task.clients))


def horizon_s(task: Task) -> int:
    """Return a second that every sensible route has ended by."""
    longest = max(int(np.where(m < NEVER_S, m, 0).max(initial=0)) for m in task.seconds)
    service = sum(client.service for client in task.clients)
    begins = [v.earliest for v in task.vehicles]
    begins += [max(client.earliest, client.release) for client in task.clients]
    begins += [base.earliest for base in task.bases]
    hours = [v.drive_s for v in task.vehicles if v.drive_s < NEVER_S]
    moving = longest * (2 * len(task.clients) + 2)
    rests = sum(v.rest_s for v in task.vehicles) * (moving // min(hours) + 1) if hours else 0
    queue = sum(v.load_s for v in task.vehicles) * len(task.clients)
    return max(begins) + moving + service + rests + queue + 1


def dearest(task: Task) -> int:
    """Return more than any answer costs and any route lasts."""
    ways = 2 * len(task.clients) + 2
    metres = max(int(m[m < NEVER_S].max(initial=0)) for m in task.metres)
    horizon = horizon_s(task)
    per_second = max(v.per_second for v in task.vehicles) * len(task.clients)
    late = sum(client.late_per_second for client in task.clients)
    fixed = sum(v.fixed * min(v.count, len(task.clients)) for v in task.vehicles)
    prizes = sum(client.prize or 0 for client in task.clients)
    price = metres * ways * max(1, *(v.per_metre for v in task.vehicles))
    return price + fixed + prizes + horizon * (1 + per_second + late)
