"""Loads, amounts, stock and visits, with one kg, liter, unit or stop more or less."""

from __future__ import annotations

import dataclasses

import pytest
from three_places import (
    DROP_B,
    DROP_C,
    LORRY,
    STORE,
    TO_B,
    TO_C,
    lorry,
    problem,
    store,
    to_b,
    trip,
    truck,
)

from optimizer.routing.answer import Drop
from optimizer.routing.times.limits import broken
from optimizer.routing.times.stock import Stock

TO_BOTH = ((trip(DROP_B, DROP_C),),)
ONLY_B = ((trip(DROP_B),),)


def test_an_answer_that_keeps_all_limits_is_not_broken():
    assert broken(problem(), TO_BOTH) == ()
    assert broken(problem(), ((),)) == ()


@pytest.mark.parametrize(("limit", "most"), [("kg", 2000), ("litres", 1000)])
def test_a_vehicle_loads_what_it_holds(limit, most):
    assert broken(problem(kinds=truck(**{limit: most})), TO_BOTH) == ()
    (sentence,) = broken(problem(kinds=truck(**{limit: most - 1})), TO_BOTH)
    assert sentence.startswith("trip 1 of truck@A/own#1: it loads")


def test_an_origin_gives_what_it_holds():
    deliveries = tuple(dataclasses.replace(each, units={"water": 50.0}) for each in (TO_B, TO_C))
    just = problem(deliveries=deliveries, origins=store(stock={"water": 100.0}))
    assert broken(just, TO_BOTH) == ()
    short = problem(deliveries=deliveries, origins=store(stock={"water": 99.0}))
    assert broken(short, TO_BOTH) == ("store: more water is loaded than it holds",)
    none = problem(deliveries=deliveries, origins=store(stock={}))
    assert broken(none, ONLY_B) == ("store: more water is loaded than it holds",)


def test_stock_follows_the_share_that_is_dropped():
    case = problem(deliveries=to_b(units={"water": 50.0}), origins=store(stock={"water": 25.0}))
    stock = Stock(case)
    assert stock.most(0, 0) == 500
    assert stock.has(0, Drop(0, 500, 250))
    assert not stock.has(0, Drop(0, 501, 250))
    stock.take(trip(Drop(0, 300, 150)))
    assert stock.most(0, 0) == 200
    stock.give_back(trip(Drop(0, 300, 150)))
    assert stock.most(0, 0) == 500
    assert not Stock(problem()).is_limited(0)


def test_stock_that_is_taken_and_given_back_is_the_same():
    case = problem(deliveries=to_b(kg=7, units={"water": 1 / 3}), origins=store(stock={"water": 1}))
    stock = Stock(case)
    for _ in range(1000):
        stock.take_drop(0, Drop(0, 3, 100))
    for _ in range(1000):
        stock.give_back_drop(0, Drop(0, 3, 100))
    assert stock.most(0, 0) == Stock(case).most(0, 0)


def test_a_delivery_is_dropped_once():
    twice = ((trip(DROP_B), trip(Drop(0, 1, 0))),)
    (sentence,) = broken(problem(), twice)
    assert "1001 kg" in sentence


def test_drops_hold_something_and_the_same_mix():
    assert broken(problem(), ((trip(Drop(0, 500, 250)), trip(Drop(0, 500, 250))),)) == ()
    assert "hold 250 l" in broken(problem(), ((trip(Drop(0, 500, 100)),),))[0]
    assert "a drop of 0 kg" in broken(problem(), ((trip(Drop(0, 0, 0)),),))[0]
    assert "a drop of -1 kg" in broken(problem(), ((trip(Drop(0, -1, 0)),),))[0]
    assert "hold 500 l, not 499 l" in broken(problem(), ((trip(Drop(0, 1000, 499)),),))[0]


def test_what_may_not_be_split_is_whole():
    half = ((trip(Drop(0, 500, 250)),),)
    assert broken(problem(), half) == ()
    assert broken(problem(splits=False), half) == ("delivery 0 for B: it is split",)


def test_goods_are_loaded_where_they_may_be():
    origins = (STORE, dataclasses.replace(STORE, id="other"))
    (sentence,) = broken(problem(origins=origins), ((trip(DROP_B, origin=1),),))
    assert sentence.endswith("delivery 0 for B is not loaded at other")


def test_visits_are_stops_of_neighbors_together():
    deliveries = (TO_B, TO_B, TO_C)
    case = problem(deliveries=deliveries, most_visits=1)
    other = Drop(1, 1000, 500)
    assert broken(case, ((trip(DROP_B, other),),)) == ()
    assert broken(case, ((trip(DROP_B, Drop(2, 1000, 500), other),),)) == (
        "B: 2 visits, at most 1",
    )
    handed_on = tuple(dataclasses.replace(each, handed_on=True) for each in deliveries)
    case = dataclasses.replace(case, deliveries=handed_on)
    assert broken(case, ((trip(DROP_B), trip(other)),)) == ()


def test_what_cannot_be_driven_is_told_by_vehicle():
    case = problem(vehicles=(*lorry(end_s=7199), dataclasses.replace(LORRY, id="other")))
    assert broken(case, (*ONLY_B, ())) == ("truck@A/own#1 cannot drive its route",)


def test_what_cannot_be_loaded_in_time_together_is_told():
    deliveries = tuple(dataclasses.replace(d, deadline_s=6400, hard=True) for d in (TO_B, TO_C))
    case = problem(
        deliveries=deliveries,
        vehicles=(LORRY, LORRY),
        kinds=truck(load_s=10_000),
        origins=store(docks=1),
    )
    assert broken(case, ((trip(DROP_B),), (trip(DROP_C),))) == (
        "the vehicles cannot all be loaded in time",
    )


def test_what_is_no_answer_is_told():
    assert broken(problem(), ()) == ("0 routes for 1 vehicles",)
    assert "no such origin: 7" in broken(problem(), ((trip(DROP_B, origin=7),),))[0]
    assert "no such delivery: 9" in broken(problem(), ((trip(Drop(9, 1, 1)),),))[0]
    assert "it drops nothing" in broken(problem(), ((trip(),),))[0]
