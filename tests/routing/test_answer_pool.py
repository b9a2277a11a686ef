"""What is recombined of routes: valid, and the best there is where docks are not shared."""

from __future__ import annotations

import itertools

import pytest
from generated import small
from hypothesis import example, given, settings
from hypothesis import strategies as st
from three_places import DROP_B, DROP_C, lorry, problem, store, to_b, trip, truck

from optimizer.routing.answer import Drop
from optimizer.routing.construct import construct
from optimizer.routing.improve import improve
from optimizer.routing.pools.litres import with_all_litres
from optimizer.routing.pools.of_answers import AnswerPool
from optimizer.routing.pools.seen import SeenRoute, seen, seen_in
from optimizer.routing.tasks.task import Budget
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

TWO = (*lorry(), *lorry(id="truck@A/own#2"))
HALF_B = Drop(0, 500, 250)
LONG_S = 60.0


def recombined(case, best, *others):
    """Return what the pool makes of an answer and others."""
    pool = AnswerPool(case)
    for other in others:
        pool.add(seen_in(case, other))
    return pool.recombine(seen_in(case, best), LONG_S, 0)


def test_two_halves_of_answers_make_a_whole_one():
    case = problem(vehicles=TWO, kinds=truck(kg=1000))
    found = recombined(case, ((trip(DROP_B),), ()), ((), (trip(DROP_C),)))
    assert timed(case, found).unserved == ()


def test_nobody_gets_more_than_is_his():
    case = problem(vehicles=TWO)
    best = ((trip(DROP_B),), ())
    found = recombined(case, best, ((), (trip(DROP_B, DROP_C),)))
    assert broken(case, found) == ()
    assert timed(case, found).unserved == ()


def test_halves_of_a_delivery_are_put_together():
    case = problem(vehicles=TWO, deliveries=to_b())
    found = recombined(case, ((trip(HALF_B),), ()), ((trip(HALF_B), trip(HALF_B)), ()))
    assert timed(case, found).unserved == ()


def test_vehicles_alike_may_all_drive_the_same_trips():
    case = problem(vehicles=TWO, deliveries=(*to_b(), *to_b(point=2, place="C")))
    both = (trip(HALF_B), trip(Drop(1, 1000, 500)))
    found = recombined(case, ((trip(HALF_B),), (trip(HALF_B),)), (both, ()))
    assert timed(case, found).unserved == ()


@pytest.mark.parametrize(("units", "served"), [(2.0, True), (1.999, False)])
def test_an_origin_gives_what_it_has(units, served):
    one = {"rice": 1.0}
    case = problem(
        vehicles=TWO,
        origins=store(stock={"rice": units}),
        deliveries=(*to_b(units=one), *to_b(point=2, place="C", units=one)),
    )
    found = recombined(case, ((trip(DROP_B),), ()), ((), (trip(DROP_C),)))
    assert (found is not None) == served


@pytest.mark.parametrize(("most", "served"), [(2, True), (1, False)])
def test_a_place_is_visited_as_often_as_it_may(most, served):
    case = problem(vehicles=TWO, deliveries=to_b(), most_visits=most)
    rest = Drop(0, 400, 200)
    found = recombined(case, ((trip(Drop(0, 600, 300)),), ()), ((), (trip(rest),)))
    assert (found is not None) == served


def test_vehicles_alike_drive_each_others_routes():
    case = problem(vehicles=TWO)
    found = recombined(case, ((trip(DROP_B),), ()), ((trip(DROP_C),), ()))
    assert timed(case, found).unserved == ()


def test_less_lateness_of_the_first_class_comes_before_all_of_the_others():
    late = to_b(deadline_s=3600, priority=0)
    case = problem(vehicles=TWO, deliveries=(*late, *to_b(point=2, place="C", priority=1)))
    slow, quick = ((trip(DROP_C, DROP_B),), ()), ((trip(DROP_B, DROP_C),), ())
    found = recombined(case, slow, quick)
    assert timed(case, found).late == ()


def test_without_other_routes_there_is_nothing_to_find():
    case = problem()
    assert recombined(case, ((trip(DROP_B),),)) is None


def test_it_forgets_what_was_not_seen_for_longest():
    case = problem(vehicles=TWO)
    pool = AnswerPool(case, most=1)
    pool.add(seen_in(case, ((trip(DROP_C),), ())))
    pool.add(seen_in(case, ((), (trip(DROP_B, DROP_C),))))
    best = seen_in(case, ((trip(DROP_B),), ()))
    assert pool.recombine(best, LONG_S, 0) is None


@pytest.mark.parametrize("litres", [(166, 166, 167), (167, 167, 167), (167, 167, 166)])
def test_litres_that_were_rounded_in_several_answers_add_up(litres):
    """A third each of 500 l; which third got the odd litre is for the answer it came from."""
    case = problem(vehicles=TWO, deliveries=to_b(kg=999))
    trips = tuple(trip(Drop(0, 333, its)) for its in litres)
    answer = with_all_litres(case, (trips, ()))
    assert broken(case, answer) == ()
    assert timed(case, answer).unserved == ()


def test_a_part_gets_no_litres_of_the_rest():
    case = problem(deliveries=to_b(kg=999))
    answer = ((trip(Drop(0, 333, 166)),),)
    assert with_all_litres(case, answer) == answer


@given(st.integers(0, 10**6))
@example(36118)  # drops of two answers were a litre short
@settings(max_examples=25, deadline=None)
def test_what_is_recombined_keeps_every_limit_and_repeats(number):
    case = small(number)
    start = construct(case)
    passed: list[SeenRoute] = []
    improve(
        case, start, Budget(seconds=60, iterations=20), number, lambda r: passed.extend(seen(r))
    )
    found = []
    for _ in range(2):
        pool = AnswerPool(case)
        pool.add(passed)
        found.append(pool.recombine(seen_in(case, start), LONG_S, 1))
    assert found[0] == found[1]
    if found[0] is not None:
        faults = broken(case, found[0])
        assert all("cannot" in fault for fault in faults), "only docks and ways may be in the way"


def test_the_best_of_all_combinations_is_found():
    case = problem(vehicles=(*TWO, *lorry(id="truck@A/own#3")), kinds=truck(kg=1500))
    options = [
        (trip(DROP_B),),
        (trip(DROP_C),),
        (trip(Drop(0, 700, 350), Drop(1, 700, 350)),),
        (trip(Drop(0, 300, 150), Drop(1, 300, 150)),),
    ]
    combined = [
        timed(case, answer)
        for answer in itertools.product([(), *options], repeat=3)
        if broken(case, answer) == ()
    ]
    best = min(each.value for each in combined)
    found = recombined(case, (options[2], (), ()), *(((), (), option) for option in options))
    assert timed(case, found).value == best
