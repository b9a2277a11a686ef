"""Regions of an answer: what may change in them, and what else keeps waiting as it did."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from generated import large, small
from hypothesis import given, settings
from hypothesis import strategies as st
from three_places import (
    DROP_B,
    DROP_C,
    METRES,
    SECONDS,
    A,
    B,
    C,
    lorry,
    problem,
    store,
    trip,
    truck,
)

from optimizer.routing.construct import construct
from optimizer.routing.engine_turns import EngineTurns
from optimizer.routing.engines.ortools_engine import ORToolsEngine
from optimizer.routing.lowering import regions
from optimizer.routing.lowering.back import present, raise_back
from optimizer.routing.lowering.lower import lower
from optimizer.routing.lowering.pace import as_driven, full, mean
from optimizer.routing.lowering.regions import Regions
from optimizer.routing.problem import NEVER_S, Criterion, Way, Ways
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

HOUR_S = 3600
LONG_S = 60.0
THREE = tuple(lorry(id=f"truck@A/own#{number}")[0] for number in range(3))


def drawn(case, answer, seed=0):
    """Return a region of an answer."""
    return Regions(case, random.Random(seed)).draw(timed(case, answer))


def test_nobody_drives_and_there_is_no_region():
    assert drawn(problem(), ((),)) == frozenset()


def test_a_region_is_routes_near_one_another_and_idle_vehicles_near_them(monkeypatch):
    monkeypatch.setattr(regions, "MOST_PIECES", 1)
    case = problem(vehicles=(*THREE, *THREE))
    answer = ((trip(DROP_B),), (trip(DROP_C),), (), (), (), ())
    assert len(drawn(case, answer) & {0, 1}) == 2
    assert len(drawn(case, answer) - {0, 1}) == regions.IDLE_OF_KIND


def test_vehicles_by_timetable_are_in_no_region():
    case = problem(kinds=truck(every_s=HOUR_S))
    assert drawn(case, ((trip(DROP_B, DROP_C),),)) == frozenset()


def test_the_same_seed_draws_the_same_regions():
    case = large(deliveries=60)
    found = timed(case, construct(case))
    first, second = (Regions(case, random.Random(4)) for _ in range(2))
    assert [first.draw(found) for _ in range(5)] == [second.draw(found) for _ in range(5)]


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_of_a_region_lowered_and_raised_back_nothing_outside_changes(number):
    case = small(number)
    answer = construct(case)
    among = drawn(case, answer, number)
    for part in lower(case, timed(case, answer), among=among):
        assert {vehicle for row in part.vehicles for vehicle in row} <= among
        start = present(part, answer)
        if start is not None:
            again = raise_back(case, answer, part, start)
            assert timed(case, again).value == timed(case, answer).value
            outside = set(range(len(answer))) - among
            assert all(again[vehicle] is answer[vehicle] for vehicle in outside)


def test_who_stood_in_a_queue_stands_in_it_again():
    """The second of two trucks at one dock waits for an hour, so loading takes two."""
    case = problem(
        vehicles=THREE[:2], kinds=truck(kg=1000, litres=500, load_s=HOUR_S), origins=store(docks=1)
    )
    found = timed(case, ((trip(DROP_B),), (trip(DROP_C),)))
    assert as_driven(case, found).loading_s(0, 0) == (HOUR_S + 2 * HOUR_S) / 2
    assert mean(case, found.answer).loading_s(0, 0) == full(case).loading_s(0, 0) == HOUR_S
    (part,) = lower(case, found, among=(0, 1))
    assert part.task.bases[0].docks is None
    (whole,) = lower(case, found)
    assert whole.task.bases[0].docks == 1


def test_kinds_that_were_never_loaded_there_stand_in_the_same_queue():
    kinds = (*truck(kg=1000, litres=500, load_s=HOUR_S), *truck(id="van", load_s=600))
    vehicles = (*THREE[:2], replace(THREE[2], kind=1))
    case = problem(vehicles=vehicles, kinds=kinds, origins=store(docks=1))
    found = timed(case, ((trip(DROP_B),), (trip(DROP_C),), ()))
    assert as_driven(case, found).loading_s(1, 0) == 600 + HOUR_S / 2


@pytest.mark.parametrize(("opens_s", "waits_s"), [(3 * HOUR_S, 2 * HOUR_S), (HOUR_S, 0)])
def test_a_closed_road_is_waited_for_as_long_as_it_was(opens_s, waits_s):
    """C is behind a road that opens later; who has unloaded at B leaves there after an hour."""
    closed = ((0, HOUR_S, NEVER_S), (HOUR_S, 0, NEVER_S), (NEVER_S, NEVER_S, 0))
    way = Way(seconds=1800, metres=20_000, gates=((0, opens_s),))
    ways = Ways(seconds=closed, metres=METRES, later={(B, C): (way,), (A, C): (way,)})
    case = problem(ways=(ways,))
    found = timed(case, ((trip(DROP_B, DROP_C),),))
    (part,) = lower(case, found, Criterion.ARRIVAL, among=(0,))
    at_b, at_c = (client.point for client in part.task.clients)
    assert part.task.seconds[0][at_b, at_c] == 1800 + waits_s
    assert part.task.driving[0][at_b, at_c] == SECONDS[B][C]


def test_lateness_of_a_class_weighs_far_more_than_that_of_the_next():
    early = tuple(
        replace(delivery, priority=number, deadline_s=HOUR_S // 2)
        for number, delivery in enumerate(problem().deliveries)
    )
    case = problem(deliveries=early)
    found = timed(case, ((trip(DROP_B, DROP_C),),))
    (part,) = lower(case, found)
    first, second = (client.late_per_second for client in part.task.clients)
    assert first == 20 * second > 0


def test_an_engine_betters_a_region_and_tells_the_routes_it_passed():
    case = problem(vehicles=THREE)
    slow = ((trip(DROP_C, DROP_B),), (), ())
    start = timed(case, slow)
    turns = EngineTurns(case, start, ORToolsEngine(), 50, 0)
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patched:
        patched.setattr("optimizer.routing.engine_turns.LEAST_PIECES", 2)
        turns.run(time.monotonic() + LONG_S)
    assert turns.best.value < start.value
    assert broken(case, turns.best.answer) == ()
    assert turns.seen
