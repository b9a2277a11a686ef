"""Answers that are being changed: what is kept in step is what would be found anew."""

from __future__ import annotations

import dataclasses
import math
import random

from generated import small
from hypothesis import given, settings
from hypothesis import strategies as st
from three_places import DROP_B, DROP_C, B, lorry, problem, store, to_b, trip, truck

from optimizer.routing.answer import Drop
from optimizer.routing.construct import insert
from optimizer.routing.drafts import Draft, Insertions
from optimizer.routing.drafts.amounts import together
from optimizer.routing.problem import Origin
from optimizer.routing.times.limits import misfits
from optimizer.routing.times.stock import Stock
from optimizer.routing.times.timing import RouteTimer
from optimizer.routing.value import left_over

NUMBERS = st.integers(0, 10**6)


def changed(case, number, steps=6):
    """Yield a draft after every change: deliveries put in, some taken out again."""
    rng = random.Random(number)
    draft = Draft(case)
    insertions = Insertions(draft, rng, 0.1)
    for _ in range(steps):
        gone = rng.sample(range(len(case.deliveries)), rng.randint(1, len(case.deliveries)))
        for vehicle in draft.visited_by(gone):
            route = draft.timed(vehicle, draft.without(vehicle, gone))
            if route is not None:
                draft.put(vehicle, route)
        for delivery in sorted(draft.pending):
            insert(draft, insertions, delivery, rng.choice((None, 1.0, 0.4)))
        yield draft


@given(NUMBERS)
@settings(max_examples=40, deadline=None)
def test_it_is_worth_what_its_answer_is_worth(number):
    case = small(number)
    timer = RouteTimer(case)
    for draft in changed(case, number):
        assert draft.worth() == timer.answer(draft.answer)


@given(NUMBERS)
@settings(max_examples=40, deadline=None)
def test_what_is_left_and_in_stock_is_kept_in_step(number):
    case = small(number)
    for draft in changed(case, number):
        assert misfits(case, draft.answer) == []
        left = {index: (kg, litres) for index, kg, litres in left_over(case, draft.answer)}
        assert draft.pending == set(left)
        stock = Stock(case, draft.answer)
        for origin in range(len(case.origins)):
            for delivery in range(len(case.deliveries)):
                assert draft.stock.most(origin, delivery) == stock.most(origin, delivery)


@given(NUMBERS)
@settings(max_examples=30, deadline=None)
def test_taking_everything_out_leaves_nothing(number):
    case = small(number)
    *_, draft = changed(case, number)
    for vehicle in range(len(case.vehicles)):
        draft.put(vehicle, draft.timed(vehicle, ()))
    assert draft.worth() == draft.idle
    assert draft.pending == set(range(len(case.deliveries)))
    assert not any(draft.visits.values())


@given(NUMBERS)
@settings(max_examples=40, deadline=None)
def test_a_route_that_goes_on_like_another_is_driven_from_there(number):
    """Where nobody waits for others: their turns may have changed since it was driven."""
    case = small(number)
    free = [
        dataclasses.replace(o, docks=None, docks_free_s=(), kg_per_h=math.inf, per_day={})
        for o in case.origins
    ]
    case = dataclasses.replace(case, origins=tuple(free))
    for draft in changed(case, number, steps=2):
        for vehicle, route in enumerate(draft.routes):
            fresh = [dataclasses.replace(trip) for trip in route.trips]
            for end in range(len(fresh) + 1):
                resumed = draft.timed(vehicle, route.trips[:end])
                assert resumed == draft.timed(vehicle, tuple(fresh[:end]))


def test_vehicles_are_loaded_in_the_order_in_which_they_come():
    """Who is put in last comes first, and makes the other wait."""
    case = problem(
        kinds=truck(kg=1000, load_s=3600),
        vehicles=(*lorry(ready_s=600), *lorry(id="truck@A/own#2")),
        origins=store(docks=1),
    )
    draft = Draft(case)
    draft.put(0, draft.timed(0, (trip(DROP_B),)))
    draft.put(1, draft.timed(1, (trip(DROP_C),)))
    assert [route.turns[0].begin_s for route in draft.routes] == [600, 4200]
    assert draft.settle()
    assert [route.turns[0].begin_s for route in draft.routes] == [3600, 0]


def test_who_fits_between_others_makes_nobody_wait():
    case = problem(
        kinds=truck(load_s=36_000),
        vehicles=(*lorry(), *lorry(id="2"), *lorry(id="3", ready_s=3600)),
        origins=store(docks=1),
        deliveries=(*to_b(), *to_b(), *to_b(kg=100, litres=50)),
    )
    draft = Draft(case)
    draft.put(0, draft.timed(0, (trip(DROP_B),)))
    route = draft.timed(2, (trip(Drop(2, 100, 50)),))
    assert route.turns[0].begin_s == 3600


def test_stock_is_kept_for_whom_it_is_planned():
    water = {"water": 100.0}
    origins = (*store(stock={}), Origin(id="other", point=B, stock=water))
    deliveries = (*to_b(origins=(0, 1), units=water), *to_b(origins=(1,), units=water))
    draft = Draft(problem(origins=origins, deliveries=deliveries))
    assert draft.most(1, 0) == 0
    assert draft.most(1, 1) == 1000
    draft.is_reserving = False
    assert draft.most(1, 0) == 1000


def test_parts_that_meet_at_a_stop_become_one():
    draft = Draft(problem(deliveries=to_b()))
    draft.put(0, draft.timed(0, (trip(Drop(0, 400, 200)),)))
    insert(draft, Insertions(draft, random.Random(0)), 0)
    assert draft.answer == ((trip(DROP_B),),)


def test_parts_whose_litres_were_rounded_too_far_stay_apart():
    """A third of 100 l is 34 l three times; two of them hold 66.7 l and must not hold 68."""
    its = to_b(kg=3, litres=100)[0]
    third = Drop(0, 1, 34)
    assert together(its, third, third) is None
    assert together(its, third, Drop(0, 1, 33)) == Drop(0, 2, 67)
    assert together(its, Drop(0, 2, 67), Drop(0, 1, 33)) == Drop(0, 3, 100)
