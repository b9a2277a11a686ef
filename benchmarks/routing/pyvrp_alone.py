"""PyVRP by itself, with its defaults: one of the two peers that ours is measured against.

A translation of its own, so that a mistake in our engine's is not made twice.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np
import pyvrp
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.stop import MaxRuntime

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.task import (
    Client,
    Matrix,
    Task,
    TaskAnswer,
    TaskRoute,
    TaskVehicle,
    TaskVisit,
)

NO_WAY = 2**40
"""Length and time of a way that is not there: more than any vehicle has."""


def search(task: Task, seconds: float, seed: int) -> TaskAnswer | None:
    """Return PyVRP's answer with the cost that it tells, None where it found none that is valid."""
    with warnings.catch_warnings():
        # That penalties are at their limit shows in the answer, or in that there is none.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        result = pyvrp.solve(as_data(task), MaxRuntime(seconds), seed=seed, collect_stats=False)
    if not result.is_feasible():
        return None
    routes = tuple(_route(task, route) for route in result.best.routes())
    return TaskAnswer(routes, int(result.cost()))


def as_data(task: Task) -> pyvrp.ProblemData:
    """Return a task without docks, rests and due times in PyVRP's words."""
    depots = [
        pyvrp.Depot(base.point, tw_early=base.earliest, tw_late=_limit(base.latest))
        for base in task.bases
    ]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(len(task.metres[0]))],
        clients=[_client(client) for client in task.clients],
        depots=depots,
        vehicle_types=[_vehicle(vehicle) for vehicle in task.vehicles],
        distance_matrices=[_matrix(matrix) for matrix in task.metres],
        duration_matrices=[_matrix(matrix) for matrix in task.seconds],
    )


def _limit(number: int) -> int:
    """Return a limit, PyVRP's largest number where there is none."""
    return number if number < NEVER_S else int(np.iinfo(np.int64).max)


def _matrix(matrix: Matrix) -> Any:  # PyVRP's types ask for arrays of Python's own int
    return np.minimum(matrix, NO_WAY)


def _client(client: Client) -> pyvrp.Client:
    return pyvrp.Client(
        client.point,
        delivery=list(client.loads),
        service_duration=client.service,
        tw_early=client.earliest,
        tw_late=_limit(client.latest),
        release_time=client.release,
        prize=client.prize or 0,
        required=client.prize is None,
    )


def _vehicle(vehicle: TaskVehicle) -> pyvrp.VehicleType:
    return pyvrp.VehicleType(
        num_available=vehicle.count,
        capacity=list(vehicle.capacity),
        start_depot=vehicle.start,
        end_depot=vehicle.end,
        fixed_cost=vehicle.fixed,
        tw_early=vehicle.earliest,
        tw_late=_limit(vehicle.latest),
        shift_duration=_limit(vehicle.most_seconds),
        max_distance=min(vehicle.most_metres, NO_WAY - 1),
        unit_distance_cost=vehicle.per_metre,
        unit_duration_cost=vehicle.per_second,
        profile=vehicle.profile,
        reload_depots=list(vehicle.reloads),
        max_reloads=min(vehicle.most_trips, NO_WAY) - 1,
    )


def _route(task: Task, route: pyvrp.Route) -> TaskRoute:
    """Return a route in our words."""
    vehicle = route.vehicle_type()
    base = task.vehicles[vehicle].start
    trips: list[tuple[int, tuple[TaskVisit, ...]]] = []
    visits: list[TaskVisit] = []
    for activity in _between(route):
        if activity.is_client():
            visits.append(TaskVisit(activity.idx, task.clients[activity.idx].loads))
        else:
            trips.append((base, tuple(visits)))
            base, visits = activity.idx, []
    trips.append((base, tuple(visits)))
    return TaskRoute(vehicle, tuple(trips))


def _between(route: pyvrp.Route) -> Iterable[pyvrp.ScheduledActivity]:
    """Return what a route does between its first depot and its last."""
    return list(route)[1:-1]
