"""Engines against all answers to tiny tasks, and against what they cannot do."""

from __future__ import annotations

import importlib.util
import itertools
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from test_engines_rules import client, line, one_base
from tiny_tasks import answers, best_of_all, stricter, tiny_task

from optimizer.routing.engines.ortools_engine import ORToolsEngine, alone
from optimizer.routing.engines.pyvrp_engine import PyVRPEngine
from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.rules import answer_of, route_cost, task_cost, visits_of
from optimizer.routing.tasks.task import (
    Base,
    Budget,
    Engine,
    Task,
    TaskAnswer,
    TaskRoute,
    TaskVisit,
)

has_pyvrp = pytest.mark.skipif(
    importlib.util.find_spec("pyvrp") is None, reason="PyVRP is not installed"
)
BUDGET = Budget(seconds=10, iterations=400)
SOME = Budget(seconds=1, iterations=40)
SHORT = Budget(seconds=0.3)

TINY = {number: tiny_task(number) for number in range(14)}


def legs(task: Task, route: TaskRoute) -> list[tuple[int, int]]:
    points = []
    for base, visits in route.trips:
        points.append(task.bases[base].point)
        points.extend(task.clients[visit.client].point for visit in visits)
    points.append(task.bases[task.vehicles[route.vehicle].end].point)
    return list(itertools.pairwise(points))


def check(task: Task, engine: Engine, budget: Budget) -> None:
    """Expect the best of all answers from some seed, and from none what costs less."""
    optimum = best_of_all(task)
    assert optimum is not None
    for seed in range(6):
        found = engine.improve(task, None, budget, seed).best
        if found is not None:
            assert task_cost(task, found.routes) == found.cost >= optimum.cost
            if found.cost == optimum.cost:
                return
    pytest.fail("no seed found the best of all answers")


@has_pyvrp
@pytest.mark.parametrize("number", sorted(TINY))
def test_pyvrp_finds_the_best_of_all_answers(number: int) -> None:
    task = TINY[number]
    if not PyVRPEngine().can(task):
        pytest.skip("clients apart by base")
    check(task, PyVRPEngine(), BUDGET)


@pytest.mark.parametrize("number", sorted(TINY))
def test_ortools_finds_the_best_of_all_answers(number: int) -> None:
    task = TINY[number]
    assert ORToolsEngine().can(task)
    check(task, ORToolsEngine(), SHORT)


@pytest.mark.parametrize("number", range(6))
def test_ortools_knows_docks_and_due_times(number: int) -> None:
    task = stricter(TINY[number], number)
    task = replace(task, vehicles=tuple(replace(v, drive_s=NEVER_S) for v in task.vehicles))
    check(task, ORToolsEngine(), SHORT)


@pytest.mark.parametrize("number", range(6))
def test_ortools_rests_at_least_as_often_as_it_must(number: int) -> None:
    task = stricter(TINY[number], number)
    optimum = best_of_all(task)
    found = ORToolsEngine().improve(task, None, SOME, 0).best
    assert found is not None
    assert optimum is not None
    assert task_cost(task, found.routes) == found.cost >= optimum.cost


def test_ortools_brings_first_what_is_worth_most_when_late() -> None:
    task = one_base(
        (
            client(0, late_per_second=1),
            client(1, late_per_second=50),
        ),
        per_metre=0,
    )
    found = ORToolsEngine().improve(task, None, SHORT, 0).best
    assert found is not None
    assert [visit.client for visit in visits_of(found.routes)] == [0, 1]
    ways = line(0, 10, -10)
    apart = replace(task, metres=[ways], seconds=[ways])
    found = ORToolsEngine().improve(apart, None, SHORT, 0).best
    assert found is not None
    assert [visit.client for visit in visits_of(found.routes)] == [1, 0]
    assert found.cost == 10 * 50 + 30


def test_ortools_rests_where_the_way_is_longer_than_it_may_drive() -> None:
    task = one_base((client(0), client(1)), drive_s=15, rest_s=7, latest=40 + 2 * 7)
    found = ORToolsEngine().improve(task, None, SHORT, 0).best
    assert found is not None
    assert found.cost == 40
    sooner = replace(task, vehicles=(replace(task.vehicles[0], latest=40 + 2 * 7 - 1),))
    assert ORToolsEngine().improve(sooner, None, SHORT, 0).best is None


@has_pyvrp
def test_answers_of_each_engine_are_understood_by_the_other() -> None:
    for number in (1, 3, 5):
        task = TINY[number]
        if not PyVRPEngine().can(task):
            continue
        worst = worst_of_all(task)
        if worst is None:
            continue
        once = Budget(seconds=10, iterations=1)
        for engine in (PyVRPEngine(), ORToolsEngine()):
            pool = engine.improve(task, worst, once, 0).pool
            assert set(worst.routes) <= set(pool)


def worst_of_all(task: Task) -> TaskAnswer | None:
    costed = [(task_cost(task, routes), routes) for routes in answers(task)]
    possible = [(cost, routes) for cost, routes in costed if cost is not None]
    if not possible:
        return None
    cost, routes = max(possible, key=lambda its: its[0])
    return TaskAnswer(routes, cost)


@pytest.mark.parametrize("make", [ORToolsEngine, pytest.param(PyVRPEngine, marks=has_pyvrp)])
def test_nothing_worse_than_the_start_is_returned(make: type[Engine]) -> None:
    task = TINY[1]
    optimum = best_of_all(task)
    assert optimum is not None
    found = make().improve(task, optimum, Budget(seconds=0.1, iterations=2), 0)
    assert found.best is not None
    assert found.best.cost == optimum.cost


@pytest.mark.parametrize("make", [ORToolsEngine, pytest.param(PyVRPEngine, marks=has_pyvrp)])
def test_a_start_that_visits_twice_is_kept_where_nothing_whole_is_cheaper(
    make: type[Engine],
) -> None:
    task = one_base(
        tuple(replace(client(c), loads=(6,), divisible=True) for c in (0, 0, 0)), count=3
    )
    task = replace(task, vehicles=(replace(task.vehicles[0], capacity=(9,), fixed=50),))
    routes = [
        TaskRoute(0, ((0, (TaskVisit(0, (6,)), TaskVisit(1, (3,)))),)),
        TaskRoute(0, ((0, (TaskVisit(2, (6,)), TaskVisit(1, (3,)))),)),
    ]
    start = answer_of(task, routes)
    assert start is not None
    found = make().improve(task, start, Budget(seconds=0.3, iterations=20), 0)
    assert found.best == start


@pytest.mark.parametrize("make", [ORToolsEngine, pytest.param(PyVRPEngine, marks=has_pyvrp)])
@pytest.mark.parametrize("number", [0, 2, 4, 6])
def test_closed_ways_are_never_used_and_every_route_of_the_pool_keeps_the_limits(
    make: type[Engine], number: int
) -> None:
    task = TINY[number]
    if not make().can(task):
        pytest.skip("clients apart by base")
    found = make().improve(task, None, Budget(seconds=0.2), 0)
    for route in found.pool:
        profile = task.vehicles[route.vehicle].profile
        assert all(task.seconds[profile][leg] < NEVER_S for leg in legs(task, route))
        assert all(task.metres[profile][leg] < NEVER_S for leg in legs(task, route))
        assert route_cost(task, route) is not None


@pytest.mark.parametrize("make", [ORToolsEngine, pytest.param(PyVRPEngine, marks=has_pyvrp)])
def test_ways_of_a_million_kilometres_are_added_up_exactly(make: type[Engine]) -> None:
    far = 1_000_000_007
    task = one_base(tuple(client(c) for c in range(4)), count=4)
    ways = task.metres[0] // 10 * far
    task = replace(task, metres=[ways], seconds=[ways])
    assert make().can(task)
    found = make().improve(task, None, Budget(seconds=0.3), 0)
    assert found.best is not None
    assert found.best.cost == (2 * 4 + 2 * 2) * far


def test_what_cannot_be_counted_in_64_bits_is_refused() -> None:
    task = one_base((client(0), client(1)))
    huge = replace(task, metres=[task.metres[0] * 2**56])
    assert not ORToolsEngine().can(huge)
    assert not PyVRPEngine().can(huge)
    assert not ORToolsEngine().can(replace(task, clients=()))


@has_pyvrp
def test_pyvrp_refuses_what_it_does_not_know_and_can_do_without() -> None:
    task = one_base((client(0), client(1)))
    assert PyVRPEngine().can(task)
    vehicle = replace(task.vehicles[0], drive_s=10, rest_s=5)
    two = replace(task.vehicles[0], reloads=(0, 1), most_trips=2)
    apart = replace(task, bases=(Base(point=0), Base(point=0)), vehicles=(two,))
    for other in (
        replace(task, bases=(Base(point=0, docks=1),)),
        replace(task, vehicles=(vehicle,)),
        replace(task, clients=(client(0, due=5, late_per_second=1), client(1))),
    ):
        assert not PyVRPEngine().can(other)
        assert PyVRPEngine().can(other.plain())
        assert ORToolsEngine().can(other)
    assert PyVRPEngine().can(apart)
    clients = (replace(apart.clients[0], bases=(1,)), apart.clients[1])
    assert not PyVRPEngine().can(replace(apart, clients=clients))
    assert ORToolsEngine().can(replace(apart, clients=clients))


def test_without_pyvrp_its_engine_can_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec

    def missing(name: str, *package: str) -> object:
        return None if name == "pyvrp" else find(name, *package)

    monkeypatch.setattr(importlib.util, "find_spec", missing)
    assert not PyVRPEngine().can(TINY[1])


@has_pyvrp
def test_the_same_seed_and_iterations_repeat_the_answer_and_the_pool() -> None:
    task = random_task(30)
    first, second = (
        PyVRPEngine().improve(task, None, Budget(seconds=60, iterations=150), 3) for _ in "ab"
    )
    assert first == second
    assert len(first.pool) > 10


def test_the_same_seed_and_number_of_answers_repeat_what_ortools_finds() -> None:
    task = random_task(15)
    first, second = (
        ORToolsEngine().improve(task, None, Budget(seconds=60, iterations=60), 3) for _ in "ab"
    )
    assert first == second
    assert first.best is not None


@has_pyvrp
def test_a_search_gone_on_with_is_as_long_as_both_its_parts() -> None:
    task = random_task(30)
    engine = PyVRPEngine()
    for _ in range(2):
        parts = engine.improve(task, None, Budget(seconds=60, iterations=60), 3)
    whole = PyVRPEngine().improve(task, None, Budget(seconds=60, iterations=120), 3)
    assert parts.best == whole.best


def test_ortools_alone_loads_again_where_vehicles_are_few() -> None:
    task = random_task(10)
    vehicle = replace(task.vehicles[0], count=2, reloads=(0,), most_trips=NEVER_S)
    few = replace(task, vehicles=(vehicle,))
    found = alone(few, Budget(seconds=1.0))
    assert found is not None
    assert sum(len(route.trips) for route in found.routes) > 2


def random_task(clients: int) -> Task:
    """Return a task in the plane with loads that fill a quarter of a vehicle."""
    rng = np.random.default_rng(clients)
    at = rng.integers(0, 1000, (clients + 1, 2))
    ways = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)).astype(np.int64)
    loads: Sequence[int] = rng.integers(1, 5, clients).tolist()
    return Task(
        name="plane",
        metres=[ways],
        seconds=[ways],
        bases=(Base(point=0),),
        clients=tuple(replace(client(c), loads=(loads[c],)) for c in range(clients)),
        vehicles=one_base((client(0),), count=clients).vehicles,
    )


@pytest.mark.parametrize("make", [ORToolsEngine, pytest.param(PyVRPEngine, marks=has_pyvrp)])
def test_vehicles_go_from_home_to_a_base_that_nobody_begins_or_ends_at(make: type[Engine]) -> None:
    ways = line(5, 0, 500, 10, 20)
    ways[0, 3:] = NEVER_S
    home = replace(one_base((client(0),)).vehicles[0], start=0, end=0, reloads=(1, 2))
    task = Task(
        name="home",
        metres=[ways],
        seconds=[ways],
        bases=tuple(Base(point=point) for point in range(3)),
        clients=tuple(replace(client(0), point=3 + c, loads=(6,)) for c in range(2)),
        vehicles=(replace(home, most_trips=3),),
    )
    optimum = best_of_all(task)
    found = make().improve(task, None, Budget(seconds=0.5), 0).best
    assert found is not None
    trips = [(base, len(visits)) for base, visits in found.routes[0].trips]
    assert trips == [(0, 0), (1, 1), (1, 1)]
    assert found.cost == 5 + (10 + 10) + (20 + 15)
    assert optimum is None  # two trips do not do, and more are not tried there
    again = make().improve(task, found, Budget(seconds=0.2), 1)
    assert again.best == found
    assert set(found.routes) <= set(again.pool)


def test_ctrl_c_is_heard_after_ortools_has_searched() -> None:
    """OR-Tools may take Ctrl-C for itself and keep it; then the process would just end."""
    for number in range(8):
        ORToolsEngine().improve(TINY[number], None, SHORT, number)
        with pytest.raises(KeyboardInterrupt):
            _press_ctrl_c()


def _press_ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
