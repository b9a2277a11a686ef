"""Visits that are not needed: loads are shifted between the other visits until they bring all.

Pieces are routed as they are cut, so two routes may end up sharing two clients, or one route have
room that another's client needs. An optimum has no such cycles if ways satisfy the triangle
inequality. Source: Dror and Trudeau (1989), Savings by split delivery routing, Transportation
Science 23, theorems 1 and 2. Here a visit goes if the flow that it brought finds another way
through trips and clients, as in a transportation problem.
"""

from __future__ import annotations

import itertools
from collections import Counter, deque
from collections.abc import Iterator, Sequence

from optimizer.routing.tasks.rules import visits_of
from optimizer.routing.tasks.task import Task, TaskRoute, TaskVisit

Loads = list[dict[int, int]]
"""What every trip brings to every client that it visits."""

Trip = tuple[int, tuple[TaskVisit, ...]]

Step = tuple[int, int]
"""Trip, and the client by which it was reached: it brings more to that one."""


def without_needless_visits(task: Task, routes: Sequence[TaskRoute]) -> list[TaskRoute]:
    """Return routes without visits whose loads others can bring; as they are in two dimensions.

    With loads in two dimensions, what is shifted for one client would not fit another's.
    """
    if len(task.vehicles[0].capacity) != 1 or any(len(c.loads) != 1 for c in task.clients):
        return list(routes)
    trips = [(route, trip) for route in routes for trip in range(len(route.trips))]
    loads = [{v.client: v.loads[0] for v in route.trips[trip][1]} for route, trip in trips]
    room = [
        task.vehicles[route.vehicle].capacity[0] - sum(load.values())
        for (route, _), load in zip(trips, loads, strict=True)
    ]
    for trip, client in _dearest_first(task, trips):
        if client in loads[trip]:
            loads, room = _without(loads, room, trip, client)
    return list(_routes(routes, loads))


def _dearest_first(task: Task, trips: Sequence[tuple[TaskRoute, int]]) -> list[tuple[int, int]]:
    """Return trip and client of the visits to clients with several, the longest detour first."""
    visits = Counter(visit.client for visit in visits_of({id(r): r for r, _ in trips}.values()))
    detours = []
    for index, (route, trip) in enumerate(trips):
        base, stops = route.trips[trip]
        vehicle = task.vehicles[route.vehicle]
        metres = task.metres[vehicle.profile]
        end = route.trips[trip + 1][0] if trip + 1 < len(route.trips) else vehicle.end
        points = [
            task.bases[base].point,
            *(task.clients[visit.client].point for visit in stops),
            task.bases[end].point,
        ]
        for place, visit in enumerate(stops):
            if visits[visit.client] > 1:
                a, b, c = points[place : place + 3]
                detours.append((int(metres[a, b] + metres[b, c] - metres[a, c]), index, visit))
    ordered = sorted(detours, key=lambda detour: (-detour[0], detour[1], detour[2].client))
    return [(index, visit.client) for detour, index, visit in ordered if detour >= 0]


def _without(loads: Loads, room: list[int], trip: int, client: int) -> tuple[Loads, list[int]]:
    """Return loads and room without a visit, or as they are where that cannot be."""
    shifted = [dict(load) for load in loads]
    left = list(room)
    missing = shifted[trip].pop(client)
    left[trip] += missing
    stops: dict[int, list[int]] = {}
    for index, load in enumerate(shifted):
        for stop in load:
            stops.setdefault(stop, []).append(index)
    while missing:
        path = _path(shifted, left, stops, client)
        if path is None:
            return loads, room
        missing -= _shift(shifted, left, path, missing)
    return [{c: load for c, load in brought.items() if load} for brought in shifted], left


def _path(
    loads: Loads, room: Sequence[int], stops: dict[int, list[int]], client: int
) -> list[Step] | None:
    """Return trips by which a client may get more: the last has room, the others give some up."""
    before: dict[int, tuple[int, int]] = {}
    seen = {client}
    queue = deque([(client, -1)])
    while queue:
        wanting, giver = queue.popleft()
        for trip in stops.get(wanting, ()):
            if trip in before:
                continue
            before[trip] = (wanting, giver)
            if room[trip] > 0:
                return _back(before, trip)
            for other, load in loads[trip].items():
                if load and other not in seen:
                    seen.add(other)
                    queue.append((other, trip))
    return None


def _back(before: dict[int, tuple[int, int]], trip: int) -> list[Step]:
    steps = []
    while trip >= 0:
        client, giver = before[trip]
        steps.append((trip, client))
        trip = giver
    return steps[::-1]


def _shift(loads: Loads, room: list[int], path: Sequence[Step], most: int) -> int:
    """Shift as much as can be along a path, and return how much."""
    given_up = [(trip, client) for (trip, _), (_, client) in itertools.pairwise(path)]
    last = path[-1][0]
    amount = min(most, room[last], *(loads[trip][client] for trip, client in given_up))
    for trip, client in path:
        loads[trip][client] += amount
    for trip, client in given_up:
        loads[trip][client] -= amount
    room[last] -= amount
    return amount


def _routes(routes: Sequence[TaskRoute], loads: Loads) -> Iterator[TaskRoute]:
    """Yield the routes that still bring something."""
    place = 0
    for route in routes:
        trips = []
        for base, visits in route.trips:
            brought = loads[place]
            place += 1
            kept = (visit.client for visit in visits if brought.get(visit.client))
            trips.append((base, tuple(TaskVisit(client, (brought[client],)) for client in kept)))
        if any(visits for _, visits in trips):
            yield TaskRoute(route.vehicle, tuple(_without_idle(trips)))


def _without_idle(trips: list[Trip]) -> list[Trip]:
    """Return trips without empty ones, but for a first one that leads to another base."""
    first = trips[0][0]
    kept = [trip for trip in trips if trip[1]]
    return kept if kept[0][0] == first else [(first, ()), *kept]
