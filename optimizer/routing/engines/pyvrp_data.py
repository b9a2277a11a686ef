"""A task in PyVRP's words, and its solutions back. Needs PyVRP; `pyvrp_engine` imports it late.

Every base and every client is a location of its own, bases first, so that clients at one point
may differ in who may come.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyvrp
from numpy.typing import NDArray

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.task import Client, Task, TaskRoute, TaskVehicle, TaskVisit

Activities = tuple[int, ...]
"""A route: clients counted from 0, and bases as -1 - base where it is loaded again."""


UNLIMITED = 2**63 - 1
"""PyVRP's word for no limit."""


def loads_at(vehicle: TaskVehicle) -> frozenset[int]:
    """Return the bases at which a vehicle may be loaded."""
    again = vehicle.reloads if vehicle.most_trips > 1 else ()
    return frozenset((vehicle.start, *again))


def may_serve(vehicle: TaskVehicle, client: Client) -> bool:
    """Return whether a client may come from some base at which a vehicle is loaded."""
    return not client.bases or not loads_at(vehicle).isdisjoint(client.bases)


def longest_route(task: Task) -> int:
    """Return metres or seconds that no route exceeds: every client after the longest way."""
    longest = max(
        int(np.where(matrix < NEVER_S, matrix, 0).max(initial=0))
        for matrix in (*task.metres, *task.seconds)
    )
    return longest * (2 * len(task.clients) + 2) + 1


def express(task: Task) -> pyvrp.ProblemData:
    """Return a task as PyVRP's data.

    A way that does not exist is longer than any route may go.
    """
    never = longest_route(task)
    profiles: dict[tuple[int, tuple[bool, ...]], int] = {}
    vehicles = []
    for vehicle in task.vehicles:
        served = tuple(may_serve(vehicle, client) for client in task.clients)
        profile = profiles.setdefault((vehicle.profile, served), len(profiles))
        vehicles.append(_vehicle(vehicle, profile, never))
    ways: list[tuple[Any, Any]] = [_ways(task, *profile, never) for profile in profiles]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(len(task.bases) + len(task.clients))],
        clients=[_client(task, index) for index in range(len(task.clients))],
        depots=[
            pyvrp.Depot(index, tw_early=base.earliest, tw_late=_until(base.latest))
            for index, base in enumerate(task.bases)
        ],
        vehicle_types=vehicles,
        distance_matrices=[metres for metres, _ in ways],
        duration_matrices=[seconds for _, seconds in ways],
    )


def _until(limit: int) -> int:
    """Return a limit, PyVRP's own word for none where there is none."""
    return limit if limit < NEVER_S else UNLIMITED


def _client(task: Task, index: int) -> pyvrp.Client:
    client = task.clients[index]
    return pyvrp.Client(
        location=len(task.bases) + index,
        delivery=list(client.loads),
        service_duration=client.service,
        tw_early=client.earliest,
        release_time=client.release,
        prize=client.prize or 0,
        required=client.prize is None,
        tw_late=_until(client.latest),
    )


def _vehicle(vehicle: TaskVehicle, profile: int, never: int) -> pyvrp.VehicleType:
    again = list(vehicle.reloads) if vehicle.most_trips > 1 else []
    return pyvrp.VehicleType(
        num_available=vehicle.count,
        capacity=list(vehicle.capacity),
        start_depot=vehicle.start,
        end_depot=vehicle.end,
        fixed_cost=vehicle.fixed,
        tw_early=vehicle.earliest,
        max_distance=min(vehicle.most_metres, never - 1),
        unit_distance_cost=vehicle.per_metre,
        unit_duration_cost=vehicle.per_second,
        profile=profile,
        reload_depots=again,
        tw_late=_until(vehicle.latest),
        shift_duration=_until(vehicle.most_seconds),
        max_reloads=_until(vehicle.most_trips) - 1,
    )


def _ways(
    task: Task, profile: int, served: tuple[bool, ...], never: int
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return metres and seconds over bases and clients, `never` where there is no way."""
    points = np.array([*(x.point for x in task.bases), *(x.point for x in task.clients)])
    metres = task.metres[profile][np.ix_(points, points)].copy()
    seconds = task.seconds[profile][np.ix_(points, points)].copy()
    may = np.array([True] * len(task.bases) + list(served))
    closed = (metres >= NEVER_S) | (seconds >= NEVER_S) | ~may | ~may[:, None]
    for matrix in (metres, seconds):
        matrix[closed] = never
        np.fill_diagonal(matrix, 0)
    return metres, seconds


def to_solution(task: Task, data: pyvrp.ProblemData, routes: list[TaskRoute]) -> pyvrp.Solution:
    """Return routes that serve clients whole as a solution."""
    client, depot = pyvrp.ActivityType.CLIENT, pyvrp.ActivityType.DEPOT
    made = []
    for route in routes:
        activities = []
        for trip, (base, visits) in enumerate(route.trips):
            if trip:
                activities.append(pyvrp.Activity(depot, base))
            activities.extend(pyvrp.Activity(client, visit.client) for visit in visits)
        made.append(pyvrp.Route(data, activities, route.vehicle))
    return pyvrp.Solution(data, made)


def activities_of(route: pyvrp.Route) -> Activities:
    """Return what a route does between its first and its last base."""
    inner = list(route)[1:-1]
    return tuple(a.idx if a.is_client() else -1 - a.idx for a in inner)


def to_route(task: Task, vehicle: int, activities: Activities) -> TaskRoute:
    """Return a route in the task's words; loadings for nothing are left out."""
    base = task.vehicles[vehicle].start
    trips: list[tuple[int, tuple[TaskVisit, ...]]] = []
    visits: list[TaskVisit] = []
    for activity in (*activities, -1 - task.vehicles[vehicle].end):
        if activity >= 0:
            visits.append(TaskVisit(activity, task.clients[activity].loads))
            continue
        if visits or (not trips and -1 - activity != base):
            trips.append((base, tuple(visits)))
        base, visits = -1 - activity, []
    return TaskRoute(vehicle, tuple(trips))
