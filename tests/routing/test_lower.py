"""Tasks say of an answer what the whole problem says of it, and their answers come back whole."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from dataclasses import replace

import every_answer
import pytest
from tiny import tiny
from tiny_tasks import answers, best_of_all

from optimizer.routing.answer import Answer, Drop, Timed, Trip
from optimizer.routing.engines.ortools_engine import ORToolsEngine
from optimizer.routing.lowering.back import present, raise_back
from optimizer.routing.lowering.lower import Lowered, lower, lower_whole
from optimizer.routing.lowering.parts import LEEWAY_S
from optimizer.routing.lowering.ways import arrival_s
from optimizer.routing.problem import (
    NEVER_S,
    Criterion,
    Delivery,
    Kind,
    Origin,
    RoutingProblem,
    Vehicle,
    Way,
    Ways,
)
from optimizer.routing.tasks.rules import answer_of
from optimizer.routing.tasks.task import Budget
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

BY_COST = (Criterion.UNSERVED, Criterion.COST)


def published(number: int, *, depots: int = 1, trips: int = 1) -> RoutingProblem:
    """Return a problem like those of published benchmarks: all that counts is cost."""
    rng = random.Random(number)
    points = depots + 3
    ways = [[rng.randint(1, 50) for _ in range(points)] for _ in range(points)]
    for point in range(points):
        ways[point][point] = 0
    matrix = tuple(map(tuple, ways))
    return RoutingProblem(
        name=f"published {number}",
        points=tuple(f"P{point}" for point in range(points)),
        ways=(Ways(seconds=matrix, metres=matrix),),
        kinds=(
            Kind(id="van", kg=10, cost_per_m=1.0, cost_if_used=20.0),
            Kind(id="lorry", kg=16, cost_per_m=2.0, cost_if_used=5.0),
        ),
        vehicles=tuple(
            Vehicle(
                id=f"{kind}@{depot}#{its}",
                kind=kind,
                home=depot,
                only_origins=(depot,),
                most_trips=trips,
                end_s=400,
            )
            for depot in range(depots)
            for kind in range(2)
            for its in range(1 if depots > 1 or kind else 2)
        ),
        origins=tuple(Origin(id=f"D{depot}", point=depot) for depot in range(depots)),
        deliveries=tuple(
            Delivery(
                point=depots + town,
                place=f"T{town}",
                origins=tuple(range(depots)),
                kg=rng.randint(3, 9),
                litres=0,
                persons=1,
                deadline_s=rng.choice((NEVER_S, 120)),
                ready_s=rng.choice((0, 20)) if trips > 1 else 0,
                earliest_s=rng.choice((0, 60)),
                handling_s=7,
                hard=True,
            )
            for town in range(3)
        ),
        rule=BY_COST,
        splits=False,
    )


@pytest.mark.parametrize(("depots", "trips"), [(1, 1), (1, 2), (2, 1)])
@pytest.mark.parametrize("number", range(3))
def test_a_published_problem_costs_as_a_task_what_it_costs_itself(
    number: int, depots: int, trips: int
) -> None:
    problem = published(number, depots=depots, trips=trips)
    lowered = lower_whole(problem)
    nobody: Answer = ((),) * len(problem.vehicles)
    compared = 0
    for routes in itertools.islice(answers(lowered.task), 0, None, 5):
        found = answer_of(lowered.task, routes)
        if found is None:
            continue
        answer = raise_back(problem, nobody, lowered, found)
        whole = timed(problem, answer)
        assert whole is not None
        assert broken(problem, answer) == ()
        assert whole.value == (0, found.cost)
        compared += 1
    assert compared > 5


@pytest.mark.parametrize("number", range(3))
def test_the_best_task_answer_is_the_best_answer_of_a_published_problem(number: int) -> None:
    problem = published(number)
    found = best_of_all(lower_whole(problem).task)
    assert found is not None
    served = (value for value, _ in every_answer.valued_answers(problem) if value[0] == 0)
    assert min(served) == (0, found.cost)


def answered(problem: RoutingProblem) -> Timed | None:
    """Return the answer with most drops to a tiny problem, with its times."""
    possible = [answer for _, answer in every_answer.valued_answers(problem)]
    most = max(possible, key=lambda answer: sum(len(t.drops) for its in answer for t in its))
    return timed(problem, most) if any(most) else None


def drops_of(answer: Answer) -> Counter[Drop]:
    return Counter(drop for trips in answer for trip in trips for drop in trip.drops)


def test_what_is_lowered_and_raised_again_is_what_it_was() -> None:
    compared = 0
    for number in range(40):
        problem = tiny(number)
        its = answered(problem)
        if its is None:
            continue
        for aim in (Criterion.LATE, Criterion.ARRIVAL, Criterion.COST):
            for part in lower(problem, its, aim):
                start = present(part, its.answer)
                if start is None:
                    continue
                again = raise_back(problem, its.answer, part, start)
                value = timed(problem, again)
                assert drops_of(again) == drops_of(its.answer)
                assert value is not None
                assert value.value == its.value
                compared += 1
    assert compared > 40


def two_stores(**stock: float) -> tuple[RoutingProblem, Answer]:
    """Return two stores, 100 s apart, each with a van and a town 10 s away, told the wrong way."""
    at = (0, 100, 10, 90)
    matrix = tuple(tuple(abs(a - b) for b in at) for a in at)
    problem = RoutingProblem(
        name="two stores",
        points=("S0", "S1", "T0", "T1"),
        ways=(Ways(seconds=matrix, metres=matrix),),
        kinds=(Kind(id="van", kg=100, cost_per_m=1.0),),
        vehicles=tuple(Vehicle(id=f"van{n}", kind=0, home=n) for n in range(2)),
        origins=tuple(
            Origin(id=f"S{n}", point=n, stock=dict(stock) if stock else None) for n in range(2)
        ),
        deliveries=tuple(
            Delivery(
                point=2 + n,
                place=f"T{n}",
                origins=(1 - n, n),
                kg=50,
                litres=10,
                persons=5,
                deadline_s=60,
                units={"water": 1.0},
            )
            for n in range(2)
        ),
    )
    wrong = tuple((Trip(n, (Drop(1 - n, 50, 10),)),) for n in range(2))
    return problem, wrong


def lowered_of(problem: RoutingProblem, answer: Answer, aim: str | None = None) -> list[Lowered]:
    its = timed(problem, answer)
    assert its is not None
    return list(lower(problem, its, aim))


def test_scarce_stores_are_tasks_of_their_own_and_plenty_joins_them() -> None:
    problem, answer = two_stores(water=1.0)
    apart = lowered_of(problem, answer)
    assert [part.origins for part in apart] == [(0,), (1,)]
    assert [len(part.task.clients) for part in apart] == [1, 1]
    assert [part.vehicles for part in apart] == [((0,),), ((1,),)]
    problem, answer = two_stores()
    (joined,) = lowered_of(problem, answer)
    assert joined.origins == (0, 1)
    assert len(joined.task.clients) == 2


def test_an_engine_betters_the_whole_answer_through_its_task() -> None:
    problem, answer = two_stores()
    before = timed(problem, answer)
    assert before is not None
    assert before.late
    (part,) = lower(problem, before)
    found = ORToolsEngine().improve(part.task, present(part, answer), Budget(seconds=0.4), 0).best
    assert found is not None
    after = timed(problem, raise_back(problem, answer, part, found))
    assert after is not None
    assert after.value < before.value
    assert not after.late


def test_by_default_lateness_is_bettered_first_then_arrival_then_cost() -> None:
    problem, answer = two_stores()
    (late,) = lowered_of(problem, answer)
    assert {(c.due, c.latest) for c in late.task.clients} == {(60, NEVER_S)}
    right = tuple((Trip(n, (Drop(n, 50, 10),)),) for n in range(2))
    (arrival,) = lowered_of(problem, right)
    assert {(c.due, c.latest) for c in arrival.task.clients} == {(0, 60)}
    (cost,) = lowered_of(replace(problem, rule=BY_COST), right)
    assert {c.late_per_second for c in cost.task.clients} == {0}
    assert cost.task.is_plain


def test_hardly_anything_gets_later_than_it_is_for_the_sake_of_arrival() -> None:
    problem, answer = two_stores()
    (part,) = lowered_of(problem, answer, Criterion.ARRIVAL)
    assert {client.latest for client in part.task.clients} == {90 + LEEWAY_S}


def test_vehicles_by_timetable_and_what_they_bring_stay_as_they_are() -> None:
    problem, answer = two_stores()
    ferry = replace(problem.kinds[0], id="ferry", every_s=50)
    vehicles = (problem.vehicles[0], replace(problem.vehicles[1], kind=1))
    problem = replace(problem, kinds=(*problem.kinds, ferry), vehicles=vehicles)
    (part,) = lowered_of(problem, answer)
    assert part.vehicles == ((0,),)
    assert [piece.drop for piece in part.pieces] == [answer[0][0].drops[0]]


def test_a_vehicle_begins_when_it_gets_to_its_only_store_and_pays_the_way() -> None:
    problem, answer = two_stores(water=1.0)
    away = replace(problem.vehicles[0], home=2, ready_s=5, only_origins=(0,))
    problem = replace(problem, vehicles=(away, problem.vehicles[1]))
    first = lowered_of(problem, answer, Criterion.COST)[0]
    (row,) = first.task.vehicles
    assert (row.start, row.earliest, row.fixed) == (0, 15, 10)
    start = present(first, answer)
    assert start is not None
    assert start.cost == 10 + 90 + 80


def test_a_vehicle_without_a_way_home_stays_where_it_ends() -> None:
    problem, answer = two_stores(water=1.0)
    seconds = [list(row) for row in problem.ways[0].seconds]
    seconds[3][0] = NEVER_S
    ways = replace(problem.ways[0], seconds=tuple(map(tuple, seconds)))
    first = lowered_of(replace(problem, ways=(ways,)), answer, Criterion.COST)[0]
    start = present(first, answer)
    assert start is not None
    assert start.cost == 90


def test_what_no_vehicle_reaches_before_a_road_opens_is_not_begun_before() -> None:
    problem, answer = two_stores(water=1.0)
    seconds = [list(row) for row in problem.ways[0].seconds]
    for point in range(3):
        seconds[point][3] = NEVER_S
    gate = Way(seconds=30, metres=30, gates=((10, 500),))
    ways = Ways(
        seconds=tuple(map(tuple, seconds)), metres=problem.ways[0].metres, later={(0, 3): (gate,)}
    )
    first = lowered_of(replace(problem, ways=(ways,)), answer)[0]
    assert first.task.clients[0].earliest == 500 + 20
    assert arrival_s(gate, 600) == 630


def test_an_origin_with_a_rate_is_a_dock_held_by_every_loading() -> None:
    problem, answer = two_stores(water=1.0)
    origins = (replace(problem.origins[0], kg_per_h=1800.0), problem.origins[1])
    first = lowered_of(replace(problem, origins=origins), answer)[0]
    assert first.task.bases[0].docks == 1
    assert first.task.vehicles[0].load_s == 100
    assert first.task.seconds[0][0, -1] == 100 + 90
