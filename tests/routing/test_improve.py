"""Own search: never worse, always valid, the best of all where that can be counted."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from every_answer import best
from generated import large, small
from hypothesis import example, given, settings
from hypothesis import strategies as st
from three_places import DROP_B, DROP_C, A, B, C, lorry, problem, store, to_b, trip, truck
from tiny import tiny

from optimizer.routing.answer import Drop
from optimizer.routing.construct import construct
from optimizer.routing.improve import improve
from optimizer.routing.problem import NEVER_S, Criterion, Origin, Vehicle, Way, Ways
from optimizer.routing.tasks.task import Budget
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

NUMBERS = st.integers(0, 10**6)
LONG_S = 3600.0


def improved(case, start=None, iterations=40, seed=1):
    """Return an answer after some steps, whatever time they take."""
    start = construct(case) if start is None else start
    return improve(case, start, Budget(seconds=LONG_S, iterations=iterations), seed)


def value(case, answer):
    """Return what an answer is worth."""
    return timed(case, answer).value


def idle(case):
    """Return the answer in which nobody moves."""
    return ((),) * len(case.vehicles)


@given(NUMBERS)
@example(138)
@example(251)
@settings(max_examples=60, deadline=None)
def test_it_is_never_worse_and_always_valid(number):
    case = small(number)
    start = construct(case)
    answer = improved(case, start, iterations=20, seed=number)
    assert broken(case, answer) == ()
    assert value(case, answer) <= value(case, start)


@given(NUMBERS)
@settings(max_examples=30, deadline=None)
def test_it_goes_on_from_nothing_at_all(number):
    case = small(number)
    answer = improved(case, idle(case), iterations=20)
    assert broken(case, answer) == ()
    assert value(case, answer) <= value(case, idle(case))


@pytest.mark.parametrize("number", range(40))
def test_what_can_be_counted_out_is_found(number):
    case = tiny(number, deliveries=3, splits=False)
    assert value(case, improved(case, iterations=80)) == best(case)[0]


@pytest.mark.parametrize("number", range(107, 117))
def test_splits_are_no_worse_than_halves(number):
    case = tiny(number)
    assert value(case, improved(case, iterations=120)) <= best(case)[0]


@given(NUMBERS, st.integers(0, 5))
@settings(max_examples=20, deadline=None)
def test_the_same_seed_and_steps_find_the_same(number, seed):
    case = small(number)
    assert improved(case, seed=seed) == improved(case, seed=seed)


TOLD = """
from generated import large, small
from optimizer.routing.construct import construct
from optimizer.routing.improve import improve
from optimizer.routing.tasks.task import Budget
for case in (small(3), small(8), small(21), large(deliveries=40)):
    print(improve(case, construct(case, 2), Budget(seconds=3600, iterations=15), 4))
"""


def test_the_order_of_sets_does_not_matter():
    def told(hash_seed):
        here = str(Path(__file__).parent)
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": here}
        run = subprocess.run(
            [sys.executable, "-c", TOLD],
            env=environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
            text=True,
        )
        return run.stdout

    assert told("1") == told("2")


def test_without_time_it_leaves_everything():
    case = large(deliveries=30)
    start = construct(case)
    assert improve(case, start, Budget(seconds=0.0), 1) == start


def test_the_routes_of_the_start_and_of_every_better_answer_are_told():
    case = problem(kinds=truck(kg=1000))
    heard = []
    answer = improve(
        case,
        idle(case),
        Budget(seconds=LONG_S, iterations=20),
        1,
        lambda routes: heard.append(tuple(route.trips for route in routes)),
    )
    assert heard[0] == idle(case)
    values = [value(case, other) for other in heard]
    assert values == sorted(set(values), reverse=True)
    assert heard[-1] == answer


def test_what_cannot_be_driven_is_refused():
    with pytest.raises(ValueError, match=r"truck@A/own#1 cannot drive its route"):
        improved(problem(vehicles=lorry(end_s=100)), ((trip(DROP_B),),))


def test_what_docks_make_too_late_is_refused():
    case = problem(
        kinds=truck(kg=1000, load_s=1800),
        vehicles=(*lorry(), *lorry(id="truck@A/own#2")),
        origins=store(docks=1),
        deliveries=(*to_b(deadline_s=5400, hard=True), *to_b(deadline_s=5400, hard=True)),
    )
    with pytest.raises(ValueError, match="together"):
        improved(case, ((trip(DROP_B),), (trip(Drop(1, 1000, 500)),)))


def test_trips_are_joined():
    case = problem()
    assert improved(case, ((trip(DROP_B), trip(DROP_C)),)) == ((trip(DROP_B, DROP_C),),)


def test_trips_are_put_in_another_order():
    case = problem(
        kinds=truck(kg=1000), deliveries=(*to_b(), *to_b(point=C, place="C", deadline_s=5400))
    )
    answer = improved(case, ((trip(DROP_B), trip(DROP_C)),))
    assert answer == ((trip(DROP_C), trip(DROP_B)),)


def test_a_load_is_split_where_that_is_sooner():
    """Unloading takes as long as what is unloaded is heavy: two share it."""
    case = problem(
        kinds=truck(kg=1000, unload_s=3600),
        vehicles=(*lorry(), *lorry(id="truck@A/own#2")),
        deliveries=to_b(),
        rule=(Criterion.UNSERVED, Criterion.ARRIVAL),
    )
    assert value(case, improved(case)) < value(case, ((trip(DROP_B),), ()))


def test_what_was_split_for_nothing_is_put_together():
    case = problem(deliveries=to_b())
    halves = (trip(Drop(0, 500, 250)), trip(Drop(0, 500, 250)))
    assert improved(case, (halves,)) == ((trip(DROP_B),),)


def test_it_reloads_where_goods_are_left():
    origins = (*store(stock={"water": 60.0}), Origin(id="other", point=B, stock={"water": 60.0}))
    case = problem(
        origins=origins, deliveries=to_b(point=C, origins=(0, 1), units={"water": 100.0})
    )
    part = Drop(0, 600, 300)
    answer = improved(case, ((trip(part),),))
    assert timed(case, answer).unserved == ()
    assert [some.origin for some in answer[0]] == [0, 1]


def test_a_limit_of_visits_is_kept_by_filling_vehicles():
    """Three trips with a little each are too many; two full ones bring it all."""
    case = problem(kinds=truck(kg=500), deliveries=to_b(), most_visits=2)
    start = (trip(Drop(0, 300, 150)), trip(Drop(0, 300, 150)))
    assert timed(case, improved(case, (start,))).unserved == ()


def test_the_cheaper_kind_takes_over():
    kinds = (*truck(cost_per_m=1.0), *truck(id="van", cost_per_m=0.1))
    vehicles = (*lorry(), Vehicle(id="van@A/own#1", kind=1, home=A))
    case = problem(kinds=kinds, vehicles=vehicles)
    assert improved(case, ((trip(DROP_B, DROP_C),), ())) == ((), (trip(DROP_B, DROP_C),))


def test_who_is_ready_sooner_takes_over():
    case = problem(vehicles=(*lorry(ready_s=5000), *lorry(id="truck@A/own#2")))
    assert improved(case, ((trip(DROP_B, DROP_C),), ()))[0] == ()


def test_who_must_wait_for_a_dock_is_overtaken_by_who_loads_elsewhere():
    origins = (*store(docks=1), Origin(id="other", point=B))
    case = problem(
        kinds=truck(kg=1000, load_s=7200),
        vehicles=(*lorry(), *lorry(id="truck@B/own#1", home=B)),
        origins=origins,
        deliveries=(*to_b(origins=(0, 1)), *to_b(point=C, origins=(0, 1))),
    )
    answer = improved(case, ((trip(DROP_B), trip(DROP_C)), ()))
    assert {some.origin for route in answer for some in route} == {0, 1}


def test_a_road_that_opens_later_is_waited_for_after_the_rest():
    way = Way(seconds=1800, metres=20_000, gates=((0, 20_000),))
    seconds = ((0, 3600, NEVER_S), (3600, 0, NEVER_S), (NEVER_S, NEVER_S, 0))
    ways = Ways(seconds=seconds, metres=seconds, later={(0, 2): (way,), (2, 0): (way,)})
    case = problem(ways=(ways,), kinds=truck(kg=1000))
    answer = improved(case, ((trip(DROP_C), trip(DROP_B)),))
    assert answer == ((trip(DROP_B), trip(DROP_C)),)


@given(NUMBERS)
@settings(max_examples=25, deadline=None)
def test_one_more_vehicle_is_never_worse(number):
    case = small(number)
    answer = improved(case, iterations=10)
    more = dataclasses.replace(case, vehicles=(*case.vehicles, case.vehicles[0]))
    after = improved(more, (*answer, ()), iterations=10)
    assert broken(more, after) == ()
    assert value(more, after) <= value(case, answer)


def test_one_more_vehicle_helps_who_waits():
    case = problem(kinds=truck(kg=1000), vehicles=(*lorry(), *lorry(id="truck@A/own#2")))
    alone = (trip(DROP_B), trip(DROP_C))
    assert value(case, improved(case, (alone, ()))) < value(case, (alone, ()))


def test_one_more_dock_helps_who_waits():
    case = problem(
        kinds=truck(kg=1000, load_s=3600),
        vehicles=(*lorry(), *lorry(id="truck@A/own#2")),
        origins=store(docks=1),
    )
    answer = improved(case)
    more = dataclasses.replace(case, origins=store(docks=2))
    assert value(more, improved(more, answer)) < value(case, answer)


def test_the_large_one_gets_better():
    case = large(deliveries=100)
    start = construct(case)
    answer = improved(case, start, iterations=60)
    assert broken(case, answer) == ()
    assert value(case, answer) < value(case, start)


def test_without_deliveries_or_vehicles_there_is_nothing_to_improve():
    assert improved(problem(deliveries=())) == ((),)
    assert improved(problem(vehicles=())) == ()


def test_trips_change_vehicles():
    """One truck does all, the other has nothing to do: alone it takes the second trip."""
    case = problem(
        kinds=truck(kg=1000),
        vehicles=(*lorry(), *lorry(id="truck@A/own#2")),
        deliveries=(*to_b(deadline_s=3600), *to_b(point=C, place="C", deadline_s=5400)),
    )
    answer = improved(case, ((trip(DROP_B), trip(DROP_C)), ()))
    assert set(answer) == {(trip(DROP_B),), (trip(DROP_C),)}
    assert timed(case, answer).late == ()


def test_what_is_late_gets_the_place_of_what_can_wait():
    """Every trip takes two hours there and back, and only one can be in time."""
    case = problem(
        kinds=truck(kg=1000),
        deliveries=(*to_b(deadline_s=100_000), *to_b(deadline_s=3600)),
    )
    answer = improved(case, ((trip(DROP_B), trip(Drop(1, 1000, 500))),))
    assert answer == ((trip(Drop(1, 1000, 500)), trip(DROP_B)),)
