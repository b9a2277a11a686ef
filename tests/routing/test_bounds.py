"""Bounds against every answer there is, and against what a planner can work out by hand."""

from __future__ import annotations

import dataclasses

import pytest
from every_answer import best, valued_answers
from hypothesis import given, settings
from hypothesis import strategies as st
from three_places import (
    DROP_B,
    LORRY,
    STORE,
    TO_B,
    TO_C,
    WAYS,
    B,
    problem,
    store,
    to_b,
    trip,
    truck,
)
from tiny import tiny

from optimizer.routing.bounding.bounds import beside, bounds, gap
from optimizer.routing.problem import NEVER_S, Criterion, Ways
from optimizer.routing.times.timing import timed

NUMBERS = st.integers(0, 10**6)
ROUNDING = 1e-5


def hold_for_all_answers(case):
    """Check every bound for every answer: for what it leaves unserved, and for the least."""
    classes = case.classes
    tight = 0.0
    known = {}
    for value, _ in valued_answers(case):
        unserved = value[:classes]
        if unserved not in known:
            known[unserved] = bounds(case, unserved)
        for number, bound in zip(value, known[unserved], strict=True):
            assert bound <= number + ROUNDING * max(1.0, abs(number))
            tight = max(tight, bound)
    return tight


@given(NUMBERS)
@settings(max_examples=25, deadline=None)
def test_no_answer_betters_a_bound(number):
    hold_for_all_answers(tiny(number, deliveries=3, splits=False))


@given(NUMBERS)
@settings(max_examples=8, deadline=None)
def test_no_answer_that_splits_betters_a_bound(number):
    hold_for_all_answers(tiny(number))


@pytest.mark.slow
def test_no_answer_of_many_problems_betters_a_bound():
    for number in range(300):
        hold_for_all_answers(tiny(number, deliveries=3, splits=False))
    for number in range(100):
        hold_for_all_answers(tiny(number))


def test_one_delivery_alone_meets_its_bounds():
    case = problem(
        deliveries=to_b(deadline_s=3600, tail_s=60, kg=10_000, litres=10_000),
        kinds=truck(load_s=300, unload_s=600, cost_per_m=0.5, cost_per_work_s=2, cost_if_used=9),
        splits=False,
    )
    value = timed(case, ((trip(dataclasses.replace(DROP_B, kg=10_000, litres=10_000)),),)).value
    assert bounds(case) == pytest.approx(value, rel=1e-9)
    assert gap(value, bounds(case)) == pytest.approx((0, 0, 0, 0), abs=1e-9)


def test_a_rest_on_the_way_is_bounded():
    case = problem(deliveries=to_b(), kinds=truck(drive_s=1800, rest_s=1200))
    assert bounds(case)[2] == pytest.approx(100 * 4800)
    case = problem(deliveries=to_b(), kinds=truck(drive_s=1799, rest_s=1200))
    assert bounds(case)[2] == pytest.approx(100 * 6000)


def test_who_cannot_be_reached_is_unserved_and_counts_nowhere_else():
    cut_off = Ways(
        seconds=((0, 3600, NEVER_S), (3600, 0, NEVER_S), (5400, 1800, 0)), metres=WAYS.metres
    )
    assert bounds(problem(ways=(cut_off,)))[:3] == pytest.approx((100, 0, 100 * 3600))


def test_what_no_vehicle_holds_whole_is_unserved_where_nothing_is_split():
    big = to_b(kg=10_001)
    assert bounds(problem(deliveries=big, splits=False))[0] == 100
    assert bounds(problem(deliveries=big))[0] == 0


def test_what_is_not_in_stock_is_unserved():
    deliveries = tuple(dataclasses.replace(each, units={"water": 50.0}) for each in (TO_B, TO_C))
    assert bounds(problem(deliveries=deliveries, origins=store(stock={"water": 75.0})))[0] == (
        pytest.approx(50, abs=1e-3)
    )
    assert bounds(problem(deliveries=deliveries, origins=store(stock={"water": 100.0})))[0] == 0


def test_what_only_one_origin_may_give_is_bounded_by_its_stock():
    deliveries = to_b(units={"water": 50.0})
    origins = (
        dataclasses.replace(STORE, stock={"water": 10.0}),
        dataclasses.replace(STORE, stock={"water": 90.0}),
    )
    assert bounds(problem(deliveries=deliveries, origins=origins))[0] == (
        pytest.approx(80, abs=1e-3)
    )


def test_one_truck_cannot_be_in_two_rounds_at_once():
    """Ten full loads for B, an hour away: the n-th is there after 2n - 1 hours."""
    case = problem(deliveries=to_b(kg=100_000, litres=1, persons=10.0))
    truth = 3600 * sum(range(1, 20, 2))
    assert truth * 0.9 <= bounds(case)[2] <= truth
    late = dataclasses.replace(case.deliveries[0], deadline_s=3600)
    assert bounds(dataclasses.replace(case, deliveries=(late,)))[1] >= 0.85 * (truth - 36_000)


def test_handling_is_a_bound():
    """100 t are handled in 100 h, on average they are there 1 h after half of that."""
    case = problem(
        deliveries=to_b(kg=100_000, litres=1, persons=10.0),
        origins=store(kg_per_h=1000.0),
        vehicles=(LORRY,) * 100,
    )
    assert 10 * 51 * 3600 * 0.98 <= bounds(case)[2] <= 10 * 51 * 3600


def test_bounds_of_answers_that_leave_more_are_lower():
    case = problem(kinds=truck(cost_per_m=1))
    least, more = bounds(case), bounds(case, (50.0,))
    assert more[0] == least[0] == 0
    assert more[2] == pytest.approx(100 * 3600 + 50 * 5400)
    assert more[3] < least[3]


@given(NUMBERS)
@settings(max_examples=15, deadline=None)
def test_one_more_vehicle_is_never_worse(number):
    case = tiny(number, deliveries=2, splits=False)
    one = dataclasses.replace(case, vehicles=case.vehicles[:1])
    two = dataclasses.replace(case, vehicles=(*one.vehicles, dataclasses.replace(LORRY, home=0)))
    assert best(two)[0] <= best(one)[0]


@given(NUMBERS)
@settings(max_examples=15, deadline=None)
def test_one_more_road_is_never_worse_where_nobody_must_rest_or_come_home(number):
    """With a road more the way home may exist, and costs: so cost is not compared."""
    case = tiny(number, deliveries=2, splits=False)
    case = dataclasses.replace(case, kinds=tuple(map(free, case.kinds)), rule=case.rule[:3])
    (ways,) = case.ways
    seconds = [list(row) for row in ways.seconds]
    metres = [list(row) for row in ways.metres]
    seconds[0][1], metres[0][1] = min(seconds[0][1], 60), min(metres[0][1], 1000)
    more = Ways(
        seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)), later=ways.later
    )
    assert best(dataclasses.replace(case, ways=(more,)))[0] <= best(case)[0]


def free(kind):
    return dataclasses.replace(
        kind, drive_s=NEVER_S, rest_s=0, shift_s=NEVER_S, night_s=0, range_m=NEVER_S
    )


@given(NUMBERS)
@settings(max_examples=15, deadline=None)
def test_no_docks_are_never_worse_where_nobody_must_rest(number):
    case = tiny(number, deliveries=2, splits=False)
    case = dataclasses.replace(case, kinds=tuple(map(free, case.kinds)))
    origins = tuple(dataclasses.replace(origin, docks=1) for origin in case.origins)
    one = dataclasses.replace(case, origins=origins)
    none = tuple(dataclasses.replace(origin, docks=None) for origin in case.origins)
    assert best(dataclasses.replace(case, origins=none))[0] <= best(one)[0]


def test_points_are_reached_round_about_where_that_is_faster():
    seconds = ((0, 9000, 100), (0, 0, 0), (0, 100, 0))
    case = problem(deliveries=to_b(), ways=(Ways(seconds=seconds, metres=WAYS.metres),))
    assert bounds(case)[2] == pytest.approx(100 * 200)
    assert case.deliveries[0].point == B


def test_where_a_vehicle_may_go_on_to_a_transfer_only_the_way_out_costs():
    """From B the truck loads again at a transfer in C, nearer than the store: 40 km and 20 km."""
    case = problem(kinds=truck(kg=1000, cost_per_m=1.0), deliveries=to_b(), rule=(Criterion.COST,))
    assert bounds(case) == pytest.approx((80_000,))
    assert bounds(case, comes_back=False) == pytest.approx((40_000,))


@pytest.mark.parametrize(
    ("bound", "told"), [(99.0, 99.0), (100.00001, 100.0), (100.1, 100.1), (100.0, 100.0)]
)
def test_a_bound_is_above_its_figure_only_where_it_is_wrong(bound, told):
    assert beside(bound, 100.0) == told
