"""`task_cost` against plainer ways to count: every second of leaving, every second of rest."""

from __future__ import annotations

import heapq
import itertools
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tiny_tasks import answers, tiny_task

from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.clock import fastest_s
from optimizer.routing.tasks.rules import points_of, route_cost, task_cost
from optimizer.routing.tasks.task import Base, Client, Task, TaskRoute, TaskVehicle, TaskVisit


def line(*points: int) -> np.ndarray:
    """Return distances between points on a line."""
    return np.abs(np.subtract.outer(points, points)).astype(np.int64)


def one_base(clients: tuple[Client, ...], **vehicle: object) -> Task:
    """Return a task on a line: the base at 0, clients at 10, 20, ..."""
    ways = line(*(10 * point for point in range(len(clients) + 1)))
    its: dict[str, Any] = {"count": 1, "capacity": (10,), **vehicle}
    return Task(
        name="line",
        metres=[ways],
        seconds=[ways],
        bases=(Base(point=0),),
        clients=clients,
        vehicles=(TaskVehicle(**its),),
    )


def route(task: Task, *trips: tuple[int, ...], row: int = 0) -> TaskRoute:
    return TaskRoute(
        row,
        tuple((0, tuple(TaskVisit(c, task.clients[c].loads) for c in trip)) for trip in trips),
    )


def client(number: int, **its: Any) -> Client:
    return Client(point=number + 1, loads=(4,), **its)


def seconds_left_at(task: Task, its: TaskRoute, leave: int) -> int | None:
    """Return the seconds a route takes if it leaves at a given second, None if it comes late."""
    vehicle = task.vehicles[its.vehicle]
    matrix = task.seconds[vehicle.profile]
    now, here = leave, task.bases[vehicle.start].point
    for number, (base, visits) in enumerate(its.trips):
        point = task.bases[base].point
        now += matrix[here, point] if number else 0
        opens = [task.clients[visit.client].release for visit in visits]
        opens.append(task.bases[base].earliest)
        if number == 0 and now < max(opens):
            return None
        now, here = max(now, *opens), point
        if now > min(task.bases[base].latest, vehicle.latest):
            return None
        for visit in visits:
            served = task.clients[visit.client]
            now = max(now + matrix[here, served.point], served.earliest)
            if now > served.latest:
                return None
            now, here = now + served.service, served.point
    end = task.bases[vehicle.end]
    now += matrix[here, end.point]
    return int(now - leave) if now <= min(end.latest, vehicle.latest) else None


@pytest.mark.parametrize("number", range(12))
def test_the_fewest_seconds_are_those_of_the_best_second_of_leaving(number: int) -> None:
    task = tiny_task(number, clients=3)
    some = [its for routes in itertools.islice(answers(task), 0, 400, 7) for its in routes]
    for its in set(some):
        vehicle = task.vehicles[its.vehicle]
        points = points_of(task, its)
        if any(task.seconds[vehicle.profile][leg] >= NEVER_S for leg in itertools.pairwise(points)):
            assert fastest_s(task, its) is None
            continue
        left = [seconds_left_at(task, its, at) for at in range(vehicle.earliest, 200)]
        possible = [seconds for seconds in left if seconds is not None]
        assert fastest_s(task, its) == min(possible, default=None)


def earliest_end_with_rests(
    ways: list[int], services: list[int], opens: list[int], drive_s: int, rest_s: int
) -> int:
    """Return the first second at which a route can end, by trying rests at every second."""
    queue = [(0, 0, 0, 0)]  # second, leg, driven of it, driven since a rest
    seen = set()
    while queue:
        now, leg, moved, driven = heapq.heappop(queue)
        if (now, leg, moved, driven) in seen:
            continue
        seen.add((now, leg, moved, driven))
        if leg == len(ways):
            return now
        if driven < drive_s and moved < ways[leg]:
            heapq.heappush(queue, (now + 1, leg, moved + 1, driven + 1))
        heapq.heappush(queue, (now + rest_s, leg, moved, 0))
        if moved == ways[leg]:
            begin = max(now, opens[leg])
            rested = begin - now >= rest_s
            heapq.heappush(queue, (begin + services[leg], leg + 1, 0, 0 if rested else driven))
    raise AssertionError("a route ends")


@pytest.mark.parametrize("number", range(10))
def test_rests_cost_as_little_time_as_any_that_might_be_taken(number: int) -> None:
    rng = np.random.default_rng(number)
    clients = tuple(
        client(c, service=int(rng.integers(0, 4)), earliest=int(rng.integers(0, 60)))
        for c in range(3)
    )
    task = one_base(clients, capacity=(20,), drive_s=13, rest_s=5, per_metre=0, per_second=0)
    order = [int(c) for c in rng.permutation(3)]
    last = replace(task.clients[order[-1]], late_per_second=1, due=0)
    task = replace(
        task, clients=tuple(last if c == order[-1] else x for c, x in enumerate(task.clients))
    )
    points = [0, *(c + 1 for c in order)]
    expected = earliest_end_with_rests(
        [10 * abs(a - b) for a, b in itertools.pairwise(points)],
        [clients[c].service for c in order[:-1]] + [0],
        [clients[c].earliest for c in order],
        13,
        5,
    )
    assert route_cost(task, route(task, tuple(order))) == expected


def test_a_route_costs_its_vehicle_its_metres_and_its_seconds() -> None:
    task = one_base((client(0, service=3), client(1)), fixed=100, per_metre=2, per_second=5)
    assert task_cost(task, [route(task, (0, 1))]) == 100 + 2 * 40 + 5 * 43


def test_each_limit_broken_alone_leaves_no_answer() -> None:
    fine = one_base((client(0), client(1)), most_metres=40, most_seconds=40, latest=40)
    whole = [route(fine, (0, 1))]
    assert task_cost(fine, whole) == 40
    vehicle = fine.vehicles[0]
    for stricter in (
        replace(vehicle, most_metres=39),
        replace(vehicle, most_seconds=39),
        replace(vehicle, latest=39),
        replace(vehicle, earliest=1),
        replace(vehicle, capacity=(7,)),
        replace(vehicle, count=0),
    ):
        assert task_cost(replace(fine, vehicles=(stricter,)), whole) is None
    for stricter_client in (
        replace(fine.clients[1], latest=19),
        replace(fine.clients[1], release=1),
        replace(fine.clients[1], bases=(1,)),
        replace(fine.clients[1], loads=(3,)),
    ):
        clients = (fine.clients[0], stricter_client)
        assert task_cost(replace(fine, clients=clients), whole) is None
    closed = fine.seconds[0].copy()
    closed[1, 2] = NEVER_S
    assert task_cost(replace(fine, seconds=[closed]), whole) is None
    assert task_cost(replace(fine, metres=[closed]), whole) is None


def test_who_is_left_out_costs_his_prize_and_nobody_else_may_be() -> None:
    task = one_base((client(0), client(1, prize=7)))
    assert task_cost(task, [route(task, (0,))]) == 20 + 7
    assert task_cost(task, [route(task, (1,))]) is None
    assert task_cost(task, [route(task, (0, 1, 1))]) is None


def test_a_divisible_client_may_be_visited_twice_if_all_is_brought() -> None:
    task = one_base((client(0, divisible=True),), count=2)
    parts = [TaskRoute(0, ((0, (TaskVisit(0, (load,)),)),)) for load in (1, 3)]
    assert task_cost(task, parts) == 40
    assert task_cost(task, parts[:1]) is None


def test_trips_need_a_base_to_load_again_and_only_the_first_may_be_empty() -> None:
    task = one_base((client(0), client(1)), capacity=(4,), reloads=(0,), most_trips=2)
    assert task_cost(task, [route(task, (0,), (1,))]) == 20 + 40
    assert task_cost(task, [route(task, (0,), (), (1,))]) is None
    once = replace(task, vehicles=(replace(task.vehicles[0], most_trips=1),))
    assert task_cost(once, [route(task, (0,), (1,))]) is None
    elsewhere = replace(task, vehicles=(replace(task.vehicles[0], reloads=()),))
    assert task_cost(elsewhere, [route(task, (0,), (1,))]) is None


def test_at_one_dock_the_second_vehicle_waits_and_that_may_be_late() -> None:
    late = {"late_per_second": 1, "due": 0}
    task = one_base((client(0, **late), client(0, **late)), count=2, load_s=6, per_metre=0)
    routes = [route(task, (0,)), route(task, (1,))]
    assert task_cost(task, routes) == 10 + 10
    docks = replace(task, bases=(Base(point=0, docks=1),))
    assert task_cost(docks, routes) == 10 + 16
    two = replace(task, bases=(Base(point=0, docks=2),))
    assert task_cost(two, routes) == 10 + 10
