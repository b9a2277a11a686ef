"""When a route of a task is where: the fewest seconds, or hour by hour with rests and due times."""

from __future__ import annotations

from collections.abc import Generator
from typing import NamedTuple

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.task import Client, Task, TaskRoute, TaskVehicle, TaskVisit

Drive = Generator[tuple[int, int, int], int, tuple[int, int] | None]
"""A route on its way: yields base, second at which it could be loaded there and seconds of
loading, is sent the second at which loading begins, and returns late cost and seconds from
leaving to coming back, None where it comes too late somewhere."""


def fastest_s(task: Task, route: TaskRoute) -> int | None:
    """Return the fewest seconds from leaving to coming back, None where a route comes too late.

    A part of a route that is left at t ends at max(a, t + d) and may be left until some last
    second; so may every sequence of parts. The fewest seconds are max(a - t, d) at the best t.
    """
    vehicle = task.vehicles[route.vehicle]
    matrix = task.seconds[vehicle.profile]
    earliest = a = max(vehicle.earliest, task.bases[vehicle.start].earliest)
    d = 0
    last = vehicle.latest
    here: int | None = None
    for point, opens, closes, service in _windows(task, route):
        if here is not None:
            way = int(matrix[here, point])
            if way >= NEVER_S:
                return None
            a, d = a + way, d + way
        a = max(a, opens)
        if a > closes:
            return None
        last = min(last, closes - d)
        a, d = a + service, d + service
        here = point
    if last < earliest:
        return None
    leave = min(max(a - d, earliest), last)
    return max(a - leave, d)


def _windows(task: Task, route: TaskRoute) -> list[tuple[int, int, int, int]]:
    """Return point, first and last second of beginning, and service of all that a route does."""
    vehicle = task.vehicles[route.vehicle]
    windows = []
    for index, visits in route.trips:
        base = task.bases[index]
        opens = max(base.earliest, release_of(task, visits))
        windows.append((base.point, opens, min(base.latest, vehicle.latest), 0))
        for client in (task.clients[visit.client] for visit in visits):
            windows.append((client.point, client.earliest, client.latest, client.service))
    end = task.bases[vehicle.end]
    windows.append((end.point, 0, min(end.latest, vehicle.latest), 0))
    return windows


def release_of(task: Task, visits: tuple[TaskVisit, ...]) -> int:
    """Return the second before which a trip is not loaded."""
    return max((task.clients[visit.client].release for visit in visits), default=0)


class _Label(NamedTuple):
    """One way to be somewhere: what was late, when, seconds driven since a rest, and the start."""

    late: int
    now: int
    driven: int
    left: int


def drive(task: Task, route: TaskRoute) -> Drive:
    """Drive a route as early as its loadings allow, with rests where they harm least."""
    vehicle = task.vehicles[route.vehicle]
    labels = [_Label(0, vehicle.earliest, 0, vehicle.earliest)]
    here = task.bases[vehicle.start].point
    for trip, (index, visits) in enumerate(route.trips):
        base = task.bases[index]
        if trip:
            labels = _go(task, vehicle, labels, here, base.point)
        opens = max(base.earliest, release_of(task, visits))
        labels = _wait(vehicle, labels, opens, min(base.latest, vehicle.latest))
        if not labels:
            return None
        if visits:
            first = min(labels, key=lambda label: (label.now, label.late, label.driven))
            begin = yield index, first.now, vehicle.load_s
            if base.docks is not None:
                labels = _wait(vehicle, [first], begin, min(base.latest, vehicle.latest))
        if not trip:
            labels = [label._replace(left=label.now) for label in labels]
        here = base.point
        for number, visit in enumerate(visits):
            client = task.clients[visit.client]
            labels = _go(task, vehicle, labels, here, client.point)
            leaving = trip == 0 and number == 0 and base.docks is None
            labels = _serve(vehicle, labels, client, leaving)
            here = client.point
    labels = _go(task, vehicle, labels, here, task.bases[vehicle.end].point)
    closes = min(task.bases[vehicle.end].latest, vehicle.latest)
    ends = [label for label in labels if label.now <= closes]
    return min(
        ((label.late, label.now - label.left) for label in ends),
        key=lambda end: end[0] + vehicle.per_second * end[1],
        default=None,
    )


def _go(
    task: Task, vehicle: TaskVehicle, labels: list[_Label], start: int, end: int
) -> list[_Label]:
    """Go with as few rests as the way takes, or with one more at its end."""
    seconds = int(task.seconds[vehicle.profile][start, end])
    if seconds >= NEVER_S:
        return []
    if vehicle.drive_s >= NEVER_S:
        return [label._replace(now=label.now + seconds) for label in labels]
    driving = task.driving or task.seconds
    driven = int(driving[vehicle.profile][start, end])
    there = []
    for label in labels:
        sum_s = label.driven + driven
        rests = max(-(-sum_s // vehicle.drive_s) - 1, 0)
        now = label.now + seconds + rests * vehicle.rest_s
        there.append(label._replace(now=now, driven=sum_s - rests * vehicle.drive_s))
        there.append(label._replace(now=now + vehicle.rest_s, driven=0))
    return _undominated(there)


def _wait(vehicle: TaskVehicle, labels: list[_Label], opens: int, closes: int) -> list[_Label]:
    """Wait until something opens; waiting long enough is a rest."""
    waited = []
    for label in labels:
        now = max(label.now, opens)
        rested = vehicle.drive_s < NEVER_S and now - label.now >= vehicle.rest_s
        if now <= closes:
            waited.append(label._replace(now=now, driven=0 if rested else label.driven))
    return _undominated(waited)


def _serve(
    vehicle: TaskVehicle, labels: list[_Label], client: Client, leaving: bool
) -> list[_Label]:
    """Serve a client; a vehicle on its first way may leave later instead of waiting there."""
    if leaving:
        late = [
            label._replace(now=now, left=label.left + now - label.now)
            for label in labels
            if label.now < (now := client.earliest)
        ]
        labels = labels + late
    labels = _wait(vehicle, labels, client.earliest, client.latest)
    return [
        label._replace(
            late=label.late + client.late_per_second * max(label.now - client.due, 0),
            now=label.now + client.service,
        )
        for label in labels
    ]


def _undominated(labels: list[_Label]) -> list[_Label]:
    """Return the labels that no other one is at least as good as in all."""
    kept: list[_Label] = []
    for label in sorted(set(labels), key=lambda x: (x.now, x.late, x.driven, -x.left)):
        if not any(
            k.late <= label.late and k.driven <= label.driven and k.left >= label.left for k in kept
        ):
            kept.append(label)
    return kept
