"""The first answer: always valid, whatever a problem has."""

from __future__ import annotations

import itertools

import pytest
from every_answer import valued_answers
from generated import large, small
from hypothesis import example, given, settings
from hypothesis import strategies as st
from three_places import DROP_B, DROP_C, A, B, C, lorry, problem, store, to_b, trip, truck
from tiny import tiny

from optimizer.routing.answer import Drop
from optimizer.routing.construct import construct
from optimizer.routing.problem import DEFAULT_RULE, NEVER_S, Criterion, Origin, Vehicle, Ways
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

NUMBERS = st.integers(0, 10**6)


@given(NUMBERS, st.integers(0, 2))
@example(57, 1)
@settings(max_examples=100, deadline=None)
def test_what_is_constructed_is_valid(number, seed):
    case = small(number)
    assert broken(case, construct(case, seed)) == ()


@given(NUMBERS)
@settings(max_examples=40, deadline=None)
def test_something_is_brought_where_anything_can_be(number):
    case = tiny(number)
    assert any(construct(case)) or not any(any(answer) for _, answer in valued_answers(case))


@given(NUMBERS)
@settings(max_examples=40, deadline=None)
def test_the_same_seed_constructs_the_same(number):
    case = small(number)
    assert construct(case, 5) == construct(case, 5)


def test_a_hundred_deliveries_are_all_brought():
    case = large(deliveries=100)
    answer = construct(case)
    assert broken(case, answer) == ()
    assert timed(case, answer).unserved == ()


@pytest.mark.slow
def test_a_thousand_deliveries_are_all_brought():
    case = large()
    answer = construct(case)
    assert broken(case, answer) == ()
    assert timed(case, answer).unserved == ()


def test_two_places_on_one_road_are_one_trip():
    assert construct(problem()) == ((trip(DROP_B, DROP_C),),)


def test_the_seed_decides_among_what_is_equally_urgent():
    """Both are late anyway, and in whatever order as many seconds."""
    deliveries = (*to_b(deadline_s=0), *to_b(deadline_s=0, place="B again"))
    case = problem(kinds=truck(kg=1000), deliveries=deliveries)
    firsts = {construct(case, seed)[0][0].drops for seed in range(10)}
    assert firsts == {(DROP_B,), (Drop(1, 1000, 500),)}


def test_what_is_more_urgent_is_brought_first():
    case = problem(
        kinds=truck(kg=1000),
        deliveries=(*to_b(priority=1, deadline_s=100), *to_b(point=C, place="C", deadline_s=100)),
    )
    assert construct(case) == ((trip(DROP_C), trip(DROP_B)),)


def test_what_is_larger_than_a_vehicle_is_brought_in_parts():
    case = problem(kinds=truck(kg=400), deliveries=to_b())
    assert construct(case) == (
        (trip(Drop(0, 400, 200)), trip(Drop(0, 400, 200)), trip(Drop(0, 200, 100))),
    )


def test_without_splits_what_is_larger_than_a_vehicle_stays():
    assert construct(problem(kinds=truck(kg=400), deliveries=to_b(), splits=False)) == ((),)


def test_a_limit_of_visits_ends_the_parts():
    case = problem(kinds=truck(kg=400), deliveries=to_b(), most_visits=2)
    assert construct(case) == ((trip(Drop(0, 400, 200)), trip(Drop(0, 400, 200))),)


def test_goods_are_handed_on_whatever_the_limit_of_visits():
    case = problem(kinds=truck(kg=400), deliveries=to_b(handed_on=True), most_visits=1)
    assert timed(case, construct(case)).unserved == ()


def test_what_one_store_lacks_is_loaded_at_another():
    origins = (*store(stock={"water": 60.0}), Origin(id="other", point=B, stock={"water": 60.0}))
    case = problem(
        origins=origins, deliveries=to_b(point=C, origins=(0, 1), units={"water": 100.0})
    )
    answer = construct(case)
    assert timed(case, answer).unserved == ()
    assert {trip.origin for trip in answer[0]} == {0, 1}


def test_what_others_need_of_a_store_is_left_there():
    origins = (*store(stock={}), Origin(id="other", point=B, stock={"water": 100.0}))
    water = {"water": 100.0}
    deliveries = (*to_b(origins=(0, 1), units=water), *to_b(point=C, origins=(1,), units=water))
    case = problem(origins=origins, deliveries=deliveries)
    assert construct(case) == ((trip(DROP_C, origin=1),),)


def test_what_only_the_larger_carries_goes_with_it():
    kinds = (*truck(kg=500), *truck(id="large"))
    vehicles = (*lorry(), Vehicle(id="large@A/own#1", kind=1, home=A))
    answer = construct(problem(kinds=kinds, vehicles=vehicles, splits=False))
    assert answer == ((), (trip(DROP_B, DROP_C),))


def test_who_is_ready_later_brings_what_there_is_time_for():
    vehicles = (*lorry(ready_s=5000), *lorry(id="truck@A/own#2"))
    case = problem(vehicles=vehicles, deliveries=to_b(deadline_s=4000))
    assert construct(case) == ((), (trip(DROP_B),))


def test_what_may_not_be_late_stays():
    assert construct(problem(deliveries=to_b(deadline_s=3599, hard=True))) == ((),)
    assert construct(problem(deliveries=to_b(deadline_s=3600, hard=True))) == ((trip(DROP_B),),)


def test_what_no_vehicle_reaches_stays():
    ways = Ways(seconds=((0, 3600, NEVER_S),) * 3, metres=((0, 1, NEVER_S),) * 3)
    assert construct(problem(ways=(ways,))) == ((trip(DROP_B),),)


def test_a_kind_that_bridges_do_not_carry_is_not_sent_over_them():
    closed = Ways(seconds=((0, NEVER_S, NEVER_S),) * 3, metres=((0, NEVER_S, NEVER_S),) * 3)
    kinds = (*truck(), *truck(id="heavy", ways=1))
    vehicles = (Vehicle(id="heavy@A/own#1", kind=1, home=A), *lorry())
    ways = (problem().ways[0], closed)
    answer = construct(problem(ways=ways, kinds=kinds, vehicles=vehicles))
    assert answer == ((), (trip(DROP_B, DROP_C),))


def test_docks_that_never_load_in_time_leave_what_may_not_be_late():
    """Each alone would be in time; one dock loads one after the other."""
    vehicles = (*lorry(), *lorry(id="truck@A/own#2"))
    case = problem(
        kinds=truck(kg=1000, load_s=1800),
        vehicles=vehicles,
        origins=store(docks=1),
        deliveries=(*to_b(deadline_s=5400, hard=True), *to_b(deadline_s=5400, hard=True)),
    )
    answer = construct(case)
    assert broken(case, answer) == ()
    assert len(timed(case, answer).unserved) == 1


@pytest.mark.parametrize("rule", sorted(itertools.permutations(DEFAULT_RULE)))
def test_every_order_of_criteria_can_be_constructed_by(rule):
    case = problem(rule=rule, deliveries=(*to_b(deadline_s=100), *to_b(point=C, priority=1)))
    answer = construct(case)
    assert broken(case, answer) == ()
    assert timed(case, answer).unserved == ()


def test_a_rule_without_lateness_is_built_by_cost():
    """The near truck is dear: who counts cost alone takes the one that comes later."""
    kinds = (*truck(cost_if_used=100.0), *truck(id="cheap", cost_if_used=1.0))
    vehicles = (*lorry(), Vehicle(id="cheap@C/own#1", kind=1, home=C))
    case = problem(kinds=kinds, vehicles=vehicles, rule=(Criterion.UNSERVED, Criterion.COST))
    assert construct(case) == ((), (trip(DROP_B, DROP_C),))
    assert construct(problem(kinds=kinds, vehicles=vehicles))[0] != ()


def test_without_deliveries_or_vehicles_nothing_is_done():
    assert construct(problem(deliveries=())) == ((),)
    assert construct(problem(vehicles=())) == ()


def test_nowhere_nothing_is_done():
    empty = problem(points=(), ways=(), kinds=(), vehicles=(), origins=(), deliveries=())
    assert construct(empty) == ()
