"""The pool finds mixes that no single answer has, and the team hands on only what was verified."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from test_engines import has_pyvrp, random_task
from test_engines_rules import client, one_base, route
from tiny_tasks import answers, best_of_all, tiny_task

from optimizer.routing import team
from optimizer.routing.pools.of_tasks import Pool, leave_doubles, without
from optimizer.routing.tasks.rules import answer_of, route_cost, task_cost
from optimizer.routing.tasks.task import Budget, Found, Task, TaskAnswer, TaskRoute, TaskVisit

SECONDS = 20.0


def star(ends: int) -> Task:
    """Return a task with pairs of clients, each pair in a direction of its own."""
    task = one_base(tuple(client(c) for c in range(2 * ends)), count=2 * ends, capacity=(8,))
    far = np.full((2 * ends + 1, 2 * ends + 1), 200, dtype=np.int64)
    far[0, :] = far[:, 0] = 100
    for end in range(ends):
        far[1 + 2 * end, 2 + 2 * end] = far[2 + 2 * end, 1 + 2 * end] = 1
    np.fill_diagonal(far, 0)
    return replace(task, metres=[far], seconds=[far])


def test_the_better_routes_of_two_answers_make_a_better_one() -> None:
    task = star(3)
    first = [route(task, (0, 1)), route(task, (2, 4)), route(task, (3, 5))]
    second = [route(task, (2, 3)), route(task, (4, 5)), route(task, (0,)), route(task, (1,))]
    costs = [task_cost(task, routes) for routes in (first, second)]
    pool = Pool(task)
    pool.add([*first, *second])
    found = pool.recombine(answer_of(task, first), SECONDS, 0)
    assert found is not None
    assert found.cost == task_cost(task, found.routes) == 3 * 201
    assert all(cost is not None and found.cost < cost for cost in costs)


def test_who_is_covered_twice_is_left_by_the_route_that_gains_most() -> None:
    task = star(2)
    pool = Pool(task)
    pool.add([route(task, (0, 1)), route(task, (1, 2)), route(task, (3,))])
    found = pool.recombine(None, SECONDS, 0)
    assert found is not None
    assert set(found.routes) == {route(task, (0, 1)), route(task, (2,)), route(task, (3,))}


def test_of_routes_alike_only_the_cheapest_is_kept() -> None:
    task = star(2)
    pool = Pool(task)
    ordered, other = route(task, (0, 2, 1)), route(task, (0, 1, 2))
    task = replace(task, vehicles=(replace(task.vehicles[0], capacity=(12,)),))
    pool = Pool(task)
    pool.add([ordered, other, ordered])
    assert pool.routes() == (other,)
    cheapest, dearer = route_cost(task, other), route_cost(task, ordered)
    assert cheapest is not None
    assert dearer is not None
    assert cheapest < dearer


def test_routes_that_break_a_limit_or_split_a_client_are_not_taken() -> None:
    task = star(2)
    pool = Pool(task)
    part = TaskRoute(0, ((0, (TaskVisit(0, (1,)),)),))
    pool.add([route(task, (0, 1, 2)), part])
    assert pool.routes() == ()
    assert pool.recombine(None, SECONDS, 0) is None


def test_a_pool_that_serves_not_all_leaves_the_best_as_it_is() -> None:
    task = star(2)
    best = answer_of(task, [route(task, (0, 1)), route(task, (2, 3))])
    pool = Pool(task)
    pool.add([route(task, (0,))])
    assert pool.recombine(best, SECONDS, 0) == best
    lone = Pool(task)
    lone.add([route(task, (0,))])
    assert lone.recombine(None, SECONDS, 0) is None


def test_no_more_vehicles_of_a_row_are_used_than_there_are() -> None:
    task = star(2)
    task = replace(task, vehicles=(replace(task.vehicles[0], count=2),))
    pool = Pool(task)
    pool.add([route(task, (c,)) for c in range(4)])
    assert pool.recombine(None, SECONDS, 0) is None
    pool.add([route(task, (0, 1)), route(task, (2, 3))])
    found = pool.recombine(None, SECONDS, 0)
    assert found is not None
    assert len(found.routes) == 2


@pytest.mark.parametrize("number", range(10))
def test_all_routes_in_the_pool_make_the_best_of_all_answers(number: int) -> None:
    task = tiny_task(number, clients=3)
    optimum = best_of_all(task)
    pool = Pool(task)
    pool.add(sorted({its for routes in answers(task) for its in routes}, key=repr))
    found = pool.recombine(None, SECONDS, 0)
    assert (found and found.cost) == (optimum and optimum.cost)


def test_leaving_a_trip_empty_takes_it_out() -> None:
    task = one_base((client(0), client(1)), capacity=(4,), reloads=(0,), most_trips=2)
    both = route(task, (0,), (1,))
    assert without(both, 0) == route(task, (1,))
    assert without(both, 1) == route(task, (0,))
    assert without(route(task, (0,)), 0).trips == ()
    assert leave_doubles(task, [both, route(task, (0,))]) in (
        [route(task, (1,)), route(task, (0,))],
        [both],
    )


@has_pyvrp
def test_a_team_is_as_good_as_its_pool_and_tells_every_better_answer() -> None:
    task = random_task(25)
    heard: list[TaskAnswer] = []
    found = team.search(task, None, Budget(seconds=60, iterations=120), 1, listener=heard.append)
    assert found.best == heard[-1]
    assert all(a.cost > b.cost for a, b in itertools.pairwise(heard))
    assert task_cost(task, found.best.routes) == found.best.cost
    assert set(found.best.routes) <= set(found.pool)


@has_pyvrp
def test_a_team_repeats_itself_where_iterations_limit_it() -> None:
    task = random_task(20)
    first, second = (
        team.search(task, None, Budget(seconds=60, iterations=80), 5) for _ in range(2)
    )
    assert first == second


def test_a_team_of_ortools_drives_what_pyvrp_cannot() -> None:
    task = one_base((client(0), client(1)), drive_s=15, rest_s=7)
    found = team.search(task, None, Budget(seconds=30, iterations=8), 0)
    assert found.best is not None
    assert found.best.cost == 40


def test_a_team_that_can_do_nothing_returns_its_start() -> None:
    task = one_base((client(0), client(1)))
    huge = replace(task, metres=[task.metres[0] * 2**56])
    start = answer_of(huge, [route(huge, (0, 1))])
    assert team.search(huge, start, Budget(seconds=5), 0).best == start
    assert team.search(huge, None, Budget(seconds=5), 0).best is None


class Liar:
    """An engine that claims too much and then dies."""

    name = "liar"

    def can(self, task: Task) -> bool:
        return True

    def improve(self, task: Task, start: TaskAnswer | None, budget: Budget, seed: int) -> Found:
        if start is not None and start.cost == 0:
            raise RuntimeError("died")
        claimed = TaskAnswer((route(task, (0,)),), 0)
        return Found(best=claimed, pool=claimed.routes)


def test_a_false_claim_is_not_believed_and_a_dead_worker_does_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(team, "ENGINES", (Liar,))
    task = star(2)
    start = answer_of(task, [route(task, (0, 1)), route(task, (2,)), route(task, (3,))])
    found = team.search(task, start, Budget(seconds=30, iterations=8), 0)
    assert found.best == start
