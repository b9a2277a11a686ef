"""What an answer to a task costs, and whether it keeps every limit: the one word on any engine's.

An engine counts in its own arithmetic, may round, and may be wrong. Only what is costed here is
compared and handed on.
"""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.clock import Drive, drive, fastest_s
from optimizer.routing.tasks.task import Task, TaskAnswer, TaskRoute, TaskVisit


def task_cost(task: Task, routes: Sequence[TaskRoute]) -> int | None:
    """Return what routes and the clients they leave out cost, None where a limit is broken.

    Where bases have docks, vehicles are loaded in the order in which they are ready, of those
    ready at once the one whose route stands first. Times are otherwise chosen route by route: see
    `route_cost`.
    """
    if not (_serves_each_once(task, routes) and _has_vehicles(task, routes)):
        return None
    if any(base.docks is not None for base in task.bases):
        costs = _queued_costs(task, routes)
    else:
        costs = [route_cost(task, route) for route in routes]
    total = unserved_cost(task, (visit.client for visit in visits_of(routes)))
    for cost in costs:
        if cost is None:
            return None
        total += cost
    return total


def unserved_cost(task: Task, served: Iterable[int]) -> int:
    """Return the prizes of the clients that are not served."""
    left_out = set(range(len(task.clients))) - set(served)
    return sum(task.clients[client].prize or 0 for client in left_out)


def visits_of(routes: Iterable[TaskRoute]) -> Iterable[TaskVisit]:
    """Yield every visit of routes."""
    for route in routes:
        for _, visits in route.trips:
            yield from visits


def serves_whole(task: Task, answer: TaskAnswer) -> bool:
    """Return whether every client served is visited once, as engines do."""
    return all(
        visit.loads == task.clients[visit.client].loads for visit in visits_of(answer.routes)
    )


def answer_of(task: Task, routes: Sequence[TaskRoute]) -> TaskAnswer | None:
    """Return routes with their cost, None where a limit is broken."""
    cost = task_cost(task, routes)
    return None if cost is None else TaskAnswer(tuple(routes), cost)


def better(first: TaskAnswer | None, second: TaskAnswer | None) -> TaskAnswer | None:
    """Return the cheaper of two answers, the first of two that cost the same."""
    if first is None or (second is not None and second.cost < first.cost):
        return second
    return first


def route_cost(task: Task, route: TaskRoute) -> int | None:
    """Return what one route costs if it never waits for a dock, None where it breaks a limit.

    It takes the fewest seconds from leaving to coming back that its visits allow. Where it rests
    or has due times, visits begin as early as they can, and it leaves as late as its first visit
    allows.
    """
    if not keeps_loads(task, route):
        return None
    vehicle = task.vehicles[route.vehicle]
    metres = _metres(task, route)
    if metres is None or metres > vehicle.most_metres:
        return None
    if vehicle.drive_s < NEVER_S or any(
        task.clients[visit.client].late_per_second for visit in visits_of([route])
    ):
        return _cost(task, route, metres, _undisturbed(drive(task, route)))
    seconds = fastest_s(task, route)
    if seconds is None or seconds > vehicle.most_seconds:
        return None
    return vehicle.fixed + vehicle.per_metre * metres + vehicle.per_second * seconds


def keeps_loads(task: Task, route: TaskRoute) -> bool:
    """Return whether bases, trips and loads are what vehicle and clients allow.

    Only a first trip may be empty, where a vehicle goes to another base to be loaded.
    """
    vehicle = task.vehicles[route.vehicle]
    if not 1 <= len(route.trips) <= vehicle.most_trips or route.trips[0][0] != vehicle.start:
        return False
    if any(base not in vehicle.reloads for base, _ in route.trips[1:]):
        return False
    empty = [trip for trip, (_, visits) in enumerate(route.trips) if not visits]
    if empty and (empty != [0] or len(route.trips) == 1):
        return False
    return all(_keeps_load(task, vehicle.capacity, *trip) for trip in route.trips)


def _keeps_load(
    task: Task, capacity: tuple[int, ...], base: int, visits: tuple[TaskVisit, ...]
) -> bool:
    for visit in visits:
        bases = task.clients[visit.client].bases
        if (bases and base not in bases) or min(visit.loads, default=0) < 0:
            return False
    loads = [sum(loads) for loads in zip(*(visit.loads for visit in visits), strict=True)]
    return all(a <= b for a, b in zip(loads, capacity, strict=False))


def _serves_each_once(task: Task, routes: Sequence[TaskRoute]) -> bool:
    """Return whether every client gets all its loads or, if it has a prize, nothing."""
    brought: dict[int, list[tuple[int, ...]]] = {}
    for visit in visits_of(routes):
        brought.setdefault(visit.client, []).append(visit.loads)
    for index, client in enumerate(task.clients):
        loads = brought.get(index, [])
        if not loads and client.prize is not None:
            continue
        most = client.most_visits if client.divisible else 1
        if not 1 <= len(loads) <= most:
            return False
        if tuple(map(sum, zip(*loads, strict=True))) != client.loads:
            return False
    return True


def _has_vehicles(task: Task, routes: Sequence[TaskRoute]) -> bool:
    used = Counter(route.vehicle for route in routes)
    return all(used[index] <= vehicle.count for index, vehicle in enumerate(task.vehicles))


def points_of(task: Task, route: TaskRoute) -> list[int]:
    """Return the points that a route passes, from its first base to its last."""
    points = []
    for base, visits in route.trips:
        points.append(task.bases[base].point)
        points.extend(task.clients[visit.client].point for visit in visits)
    points.append(task.bases[task.vehicles[route.vehicle].end].point)
    return points


def _metres(task: Task, route: TaskRoute) -> int | None:
    """Return the metres of a route, None where there is no way."""
    matrix = task.metres[task.vehicles[route.vehicle].profile]
    points = points_of(task, route)
    legs = [int(matrix[a, b]) for a, b in itertools.pairwise(points)]
    return None if max(legs) >= NEVER_S else sum(legs)


def _cost(task: Task, route: TaskRoute, metres: int, timed: tuple[int, int] | None) -> int | None:
    """Return the cost of a route that was driven with given late cost and seconds."""
    vehicle = task.vehicles[route.vehicle]
    if timed is None or timed[1] > vehicle.most_seconds:
        return None
    late, seconds = timed
    return vehicle.fixed + vehicle.per_metre * metres + vehicle.per_second * seconds + late


def _undisturbed(driving: Drive) -> tuple[int, int] | None:
    """Return late cost and seconds of a route that is loaded whenever it is ready."""
    try:
        _, ready_s, _ = next(driving)
        while True:
            _, ready_s, _ = driving.send(ready_s)
    except StopIteration as end:
        timed: tuple[int, int] | None = end.value
        return timed


def _queued_costs(task: Task, routes: Sequence[TaskRoute]) -> list[int | None]:
    """Return what routes cost that wait for each other at the docks."""
    drives = [drive(task, route) for route in routes]
    docks = [[-NEVER_S] * (base.docks or 0) for base in task.bases]
    timed: list[tuple[int, int] | None] = [None] * len(routes)
    queue: list[tuple[int, int, int, int]] = []

    def go_on(index: int, begin_s: int | None) -> None:
        try:
            driving = drives[index]
            base, ready_s, load_s = next(driving) if begin_s is None else driving.send(begin_s)
            heapq.heappush(queue, (ready_s, index, base, load_s))
        except StopIteration as end:
            timed[index] = end.value

    for index in range(len(routes)):
        go_on(index, None)
    while queue:
        ready_s, index, base, load_s = heapq.heappop(queue)
        begin_s = ready_s
        if task.bases[base].docks is not None:
            begin_s = max(ready_s, heapq.heappop(docks[base]))
            heapq.heappush(docks[base], begin_s + load_s)
        go_on(index, begin_s)
    costs: list[int | None] = []
    for route, its in zip(routes, timed, strict=True):
        metres = _metres(task, route) if keeps_loads(task, route) else None
        most_metres = task.vehicles[route.vehicle].most_metres
        broken = metres is None or metres > most_metres
        costs.append(None if broken or metres is None else _cost(task, route, metres, its))
    return costs
