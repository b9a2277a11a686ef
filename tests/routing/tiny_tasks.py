"""Tiny tasks made from a number, and all answers to them."""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.rules import better, route_cost, task_cost
from optimizer.routing.tasks.task import (
    Base,
    Client,
    Matrix,
    Task,
    TaskAnswer,
    TaskRoute,
    TaskVehicle,
    TaskVisit,
)

LONG = 20


def tiny_task(number: int, clients: int = 4) -> Task:
    """Return a task with two bases, two rows of vehicles and what else chance brings."""
    rng = random.Random(number)
    points = clients + 2
    windows = rng.random() < 0.5
    releases = rng.random() < 0.4
    reloads = rng.random() < 0.5
    apart = rng.random() < 0.3
    prizes = rng.random() < 0.4
    return Task(
        name=f"tiny {number}",
        metres=[_matrix(rng, points) for _ in range(2)],
        seconds=[_matrix(rng, points) for _ in range(2)],
        bases=(Base(point=0, earliest=rng.choice((0, 3))), Base(point=1)),
        clients=tuple(
            Client(
                point=2 + index,
                loads=(rng.randint(1, 5), rng.randint(0, 3)),
                service=rng.randint(0, 4),
                earliest=rng.randint(0, 30) if windows else 0,
                latest=rng.randint(40, 90) if windows else NEVER_S,
                release=rng.randint(0, 30) if releases else 0,
                prize=rng.randint(10, 60) if prizes and rng.random() < 0.5 else None,
                bases=(rng.randrange(2),) if apart and rng.random() < 0.5 else (),
            )
            for index in range(clients)
        ),
        vehicles=tuple(
            TaskVehicle(
                count=rng.randint(1, 2),
                profile=index,
                capacity=(rng.randint(6, 12), rng.randint(5, 9)),
                start=index,
                end=index if rng.random() < 0.7 else 1 - index,
                reloads=(index,) if reloads else (),
                most_trips=2 if reloads else 1,
                earliest=rng.choice((0, 5)),
                latest=rng.choice((NEVER_S, 150)),
                most_seconds=rng.choice((NEVER_S, 100)),
                most_metres=rng.choice((NEVER_S, 120)),
                fixed=rng.choice((0, 25)),
                per_metre=rng.randint(1, 2),
                per_second=rng.choice((0, 1)),
            )
            for index in range(2)
        ),
    )


def _matrix(rng: random.Random, points: int) -> Matrix:
    matrix = np.array([[rng.randint(1, LONG) for _ in range(points)] for _ in range(points)])
    for start, end in itertools.product(range(2, points), repeat=2):
        if rng.random() < 0.1:
            matrix[start, end] = NEVER_S
    np.fill_diagonal(matrix, 0)
    return matrix.astype(np.int64)


def stricter(task: Task, number: int) -> Task:
    """Return a task with a dock, due times and rests."""
    rng = random.Random(number)
    return replace(
        task,
        bases=tuple(replace(base, docks=1) for base in task.bases),
        clients=tuple(
            replace(
                client,
                due=rng.randint(0, 40),
                late_per_second=rng.randint(1, 3),
                latest=client.latest if client.latest >= NEVER_S else client.latest + 100,
            )
            for client in task.clients
        ),
        vehicles=tuple(
            replace(
                vehicle,
                load_s=5,
                drive_s=LONG + 5,
                rest_s=4,
                per_second=0,
                most_seconds=NEVER_S,
                latest=NEVER_S,
            )
            for vehicle in task.vehicles
        ),
    )


def best_of_all(task: Task) -> TaskAnswer | None:
    """Return the best of all answers, None if there is none."""
    cost = functools.cache(lambda route: route_cost(task, route))
    best: TaskAnswer | None = None
    for routes in answers(task):
        if all(cost(route) is not None for route in routes):
            total = task_cost(task, routes)
            if total is not None:
                best = better(best, TaskAnswer(routes, total))
    return best


def answers(task: Task) -> Iterator[tuple[TaskRoute, ...]]:
    """Yield all answers: who is served in which order, by which vehicle, on which trip."""
    optional = [n for n, client in enumerate(task.clients) if client.prize is not None]
    vehicles = [row for row, vehicle in enumerate(task.vehicles) for _ in range(vehicle.count)]
    for left_out in _subsets(optional):
        served = [n for n in range(len(task.clients)) if n not in left_out]
        for order in itertools.permutations(served):
            for cuts in itertools.combinations_with_replacement(
                range(len(order) + 1), len(vehicles) - 1
            ):
                bounds = [0, *cuts, len(order)]
                parts = [order[a:b] for a, b in itertools.pairwise(bounds)]
                yield from _with_trips(task, vehicles, parts)


def _subsets(numbers: list[int]) -> Iterator[tuple[int, ...]]:
    for size in range(len(numbers) + 1):
        yield from itertools.combinations(numbers, size)


def _with_trips(
    task: Task, vehicles: list[int], parts: list[tuple[int, ...]]
) -> Iterator[tuple[TaskRoute, ...]]:
    used = [(row, part) for row, part in zip(vehicles, parts, strict=True) if part]
    yield from itertools.product(*(_routes(task, *its) for its in used))


def _routes(task: Task, row: int, part: tuple[int, ...]) -> list[TaskRoute]:
    vehicle = task.vehicles[row]
    visits = tuple(TaskVisit(client, task.clients[client].loads) for client in part)
    routes = [TaskRoute(row, ((vehicle.start, visits),))]
    for cut in range(len(part)) if vehicle.most_trips > 1 else ():
        for base in vehicle.reloads:
            if cut or base != vehicle.start:
                first = (vehicle.start, visits[:cut])
                routes.append(TaskRoute(row, (first, (base, visits[cut:]))))
    return routes
