"""A published problem as the task that our engines solve."""

import pytest
from on_a_line import line, route

from benchmarks.routing.as_task import as_task
from benchmarks.routing.published import Customer, Van
from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.rules import task_cost


def test_real_lengths_become_thousandths_and_times_are_rounded_up():
    published = line(1.0004, 2.0)
    task = as_task(published).task
    assert (int(task.metres[0][0, 1]), int(task.seconds[0][0, 1])) == (1000, 1001)
    assert (int(task.metres[0][0, 2]), int(task.seconds[0][0, 2])) == (2000, 2000)


def test_windows_become_narrower_and_no_limit_stays_none():
    customers = (Customer(x=1, y=0, demand=1, earliest=1.00004, latest=2.99996),)
    task = as_task(line(1, customers=customers)).task
    assert (task.clients[0].earliest, task.clients[0].latest) == (1001, 2999)
    assert task.vehicles[0].latest == NEVER_S


def test_the_divisor_gives_the_published_unit_back():
    vans = (Van(count=1, capacity=10, fixed=7, per_length=1.25),)
    published = line(2, 4, vans=vans)
    scaled = as_task(published)
    cost = task_cost(scaled.task, [route(0, 1)])
    assert cost == pytest.approx((7 + 1.25 * 8) * scaled.divisor)


def test_a_vehicle_has_no_way_to_customers_it_may_not_serve():
    vans = (Van(count=1, capacity=10), Van(count=1, capacity=10, allowed=frozenset({1})))
    task = as_task(line(1, 2, vans=vans)).task
    assert task.metres[task.vehicles[0].profile].max() < NEVER_S
    closed = task.metres[task.vehicles[1].profile]
    assert (closed[0, 1], closed[1, 2]) == (NEVER_S, NEVER_S)
    assert closed[0, 2] == 2000
