"""Every reason on three places, and each told reason tried out by brute force."""

from __future__ import annotations

import dataclasses

import pytest
from every_answer import answers, best
from hypothesis import given, settings
from hypothesis import strategies as st
from three_places import (
    DROP_B,
    DROP_C,
    LORRY,
    METRES,
    SECONDS,
    TO_B,
    TO_C,
    WAYS,
    A,
    B,
    lorry,
    problem,
    store,
    to_b,
    trip,
    truck,
)
from tiny import tiny

from optimizer.routing.problem import HOUR_S, NEVER_S, Way, Ways
from optimizer.routing.times.limits import misfits
from optimizer.routing.times.timing import timed
from optimizer.routing.why.adding import Missing, can_add
from optimizer.routing.why.reasons import COMBINATION, all_missing, one_of_each, reasons
from optimizer.routing.why.relaxed import known_ways, relaxed

NOBODY = ((),)
ONLY_B = ((trip(DROP_B),),)


def reason_of(case, answer, delivery=0, ways=None):
    return reasons(case, timed(case, answer), ways)[delivery]


def without_c():
    """The way to C is gone."""
    seconds = ((0, 3600, NEVER_S), (3600, 0, NEVER_S), SECONDS[2])
    return (Ways(seconds=seconds, metres=METRES),)


def told_for(code):
    """Return the whole road if the code is among what is relaxed."""
    return lambda codes: (WAYS,) if code in codes else without_c()


@pytest.mark.parametrize("code", ["no_way", "weight_limit", "closed_road"])
def test_what_bars_the_way_to_a_place_is_told_with_its_name(code):
    reason = reason_of(problem(ways=without_c()), ONLY_B, 1, told_for(code))
    assert (reason.code, reason.detail) == (code, "C")


def test_a_road_that_opens_too_late():
    seconds = ((0, NEVER_S, NEVER_S), SECONDS[1], SECONDS[2])
    gate = Way(seconds=3600, metres=40_000, gates=((1800, 1801),))
    ways = (Ways(seconds=seconds, metres=METRES, later={(A, B): (gate,)}),)
    case = problem(ways=ways, deliveries=to_b(deadline_s=3600))
    assert reason_of(case, ONLY_B).code == "closed_road"


def test_range():
    case = problem(kinds=truck(range_m=59_999))
    assert reason_of(case, ONLY_B, 1).code == "range"


def test_stock():
    deliveries = tuple(dataclasses.replace(each, units={"water": 50.0}) for each in (TO_B, TO_C))
    case = problem(deliveries=deliveries, origins=store(stock={"water": 99.0}))
    assert reason_of(case, ONLY_B, 1).code == "stock"


def test_goods_not_ready():
    case = problem(deliveries=to_b(deadline_s=3600, ready_s=1))
    assert reason_of(case, ONLY_B).code == "goods_not_ready"


def test_goods_that_come_in_too_slowly():
    deliveries = to_b(deadline_s=3600, units={"water": 50.0})
    case = problem(deliveries=deliveries, origins=store(per_day={"water": 1e6}))
    assert reason_of(case, ONLY_B).code == "goods_not_ready"


def test_docks():
    vehicles = (LORRY, dataclasses.replace(LORRY, id="truck@A/own#2"))
    deliveries = (
        dataclasses.replace(TO_B, deadline_s=4600),
        dataclasses.replace(TO_C, deadline_s=6400),
    )
    kinds = truck(load_s=1000, kg=1000)
    case = problem(vehicles=vehicles, deliveries=deliveries, kinds=kinds, origins=store(docks=1))
    assert reason_of(case, ((trip(DROP_B),), (trip(DROP_C),)), 1).code == "docks"


def test_rests():
    case = problem(deliveries=to_b(deadline_s=3600), kinds=truck(drive_s=3599, rest_s=1200))
    assert reason_of(case, ONLY_B).code == "rests"


def test_vehicle_hours():
    case = problem(
        deliveries=(TO_B, dataclasses.replace(TO_C, deadline_s=5400)), kinds=truck(kg=1000)
    )
    reason = reason_of(case, ((trip(DROP_B), trip(DROP_C)),), 1)
    assert (reason.code, reason.detail) == ("vehicle_hours", "C: truck@store")


def test_a_piece_is_larger_than_any_vehicle():
    case = problem(deliveries=to_b(kg=20_002, piece_kg=10_001))
    assert reason_of(case, NOBODY).code == "vehicle_size"
    case = problem(deliveries=to_b(litres=20_002, piece_litres=10_000.5))
    assert reason_of(case, NOBODY).code == "vehicle_size"


def test_pieces_that_just_fit_are_no_reason():
    case = problem(deliveries=to_b(kg=20_000, piece_kg=10_000), vehicles=lorry(most_trips=1))
    assert reason_of(case, NOBODY).code == "vehicle_hours"


def test_vehicle_size():
    case = problem(deliveries=to_b(kg=10_001), splits=False)
    assert reason_of(case, NOBODY).code == "vehicle_size"


def test_visits():
    deliveries = (TO_B, TO_B)
    case = problem(deliveries=deliveries, kinds=truck(kg=1000), most_visits=1)
    assert reason_of(case, ONLY_B, 1).code == "visits"


def test_what_two_do_together_is_told():
    case = problem(
        deliveries=to_b(deadline_s=3600, ready_s=1), kinds=truck(drive_s=3599, rest_s=1200)
    )
    reason = reason_of(case, ONLY_B)
    assert (reason.code, set(reason.together)) == (COMBINATION, {"goods_not_ready", "rests"})
    assert str(reason).startswith("combination goods_not_ready rests")


def test_what_the_time_did_not_suffice_to_try_is_said_and_nothing_claimed():
    case = problem(
        deliveries=to_b(deadline_s=3600, ready_s=1), kinds=truck(drive_s=3599, rest_s=1200)
    )
    found = reasons(case, timed(case, ONLY_B), seconds=0)
    assert [reason.code for reason in found.values()] == ["not_examined"]


def test_what_only_three_do_together_is_told():
    case = problem(
        deliveries=to_b(deadline_s=3600, ready_s=1),
        kinds=truck(drive_s=3599, rest_s=1200),
        origins=store(kg_per_h=1e6),
    )
    reason = reason_of(case, ONLY_B)
    assert str(reason) == "combination goods_not_ready docks rests"
    assert reason.detail == "B: goods_not_ready and docks and rests"


def test_of_what_held_before_nothing_is_told_that_can_be_left_out():
    """C is a second nearer than B: for it goods are ready soon enough."""
    ways = (Ways(seconds=((0, 3600, 3599), SECONDS[1], SECONDS[2]), metres=METRES),)
    deliveries = tuple(
        dataclasses.replace(each, deadline_s=3600, ready_s=1) for each in (TO_B, TO_C)
    )
    vehicles = (LORRY, dataclasses.replace(LORRY, id="truck@A/own#2"))
    kinds = truck(drive_s=3598, rest_s=1200)
    case = problem(ways=ways, deliveries=deliveries, vehicles=vehicles, kinds=kinds)
    found = reasons(case, timed(case, ((trip(DROP_B),), (trip(DROP_C),))))
    assert [str(found[index]) for index in (0, 1)] == ["combination goods_not_ready rests", "rests"]


def test_what_not_even_all_do_is_told():
    case = problem(deliveries=to_b(deadline_s=3599))
    reason = reason_of(case, ONLY_B)
    assert (reason.code, reason.together) == (COMBINATION, ())
    assert reason.detail == "B: not even all of them together"


def test_the_most_numerous_alike_are_looked_into_first():
    due = [dataclasses.replace(TO_B, deadline_s=second) for second in (1, 2, 2)]
    case = problem(deliveries=tuple(due))
    answer = ((trip(*(dataclasses.replace(DROP_B, delivery=n) for n in range(3))),),)
    order = [each.delivery for each in one_of_each(case, [*all_missing(case, timed(case, answer))])]
    assert order == [1, 0, 2]


def test_what_is_in_time_needs_no_reason():
    assert reasons(problem(), timed(problem(), ((trip(DROP_B, DROP_C),),))) == {}


def test_more_than_a_truck_holds_is_added_in_parts():
    case = problem(deliveries=to_b(kg=25_000, litres=25_000), origins=store(stock={}))
    short = dataclasses.replace(case.deliveries[0], units={"water": 1.0})
    case = dataclasses.replace(case, deliveries=(short,))
    assert reason_of(case, NOBODY).code == "stock"


def test_only_the_late_part_of_a_delivery_is_asked_about():
    half = dataclasses.replace(DROP_B, kg=500, litres=250)
    case = problem(deliveries=to_b(deadline_s=2 * HOUR_S), kinds=truck(kg=500))
    reason = reason_of(case, ((trip(half), trip(half)),))
    assert reason.code == "vehicle_hours"


def test_nobody_else_may_become_late_for_it():
    """The only trip could stop in B before C, but then C would wait; there is no way back to B."""
    seconds = (SECONDS[0], SECONDS[1], (5400, NEVER_S, 0))
    case = problem(
        ways=(Ways(seconds=seconds, metres=METRES),),
        deliveries=(
            dataclasses.replace(TO_B, handling_s=1),
            dataclasses.replace(TO_C, deadline_s=5400),
        ),
        vehicles=lorry(most_trips=1),
    )
    assert reason_of(case, ((trip(DROP_C),),)).code == "vehicle_hours"
    patient = dataclasses.replace(case.deliveries[1], deadline_s=5401)
    case = dataclasses.replace(case, deliveries=(case.deliveries[0], patient))
    assert can_add(case, Missing(((trip(DROP_C),),), 0, 1000, 500, {}, in_time=False))


def is_added(case, old, timing, delivery):
    """Return whether an answer serves a delivery in time (or at all), and the rest as before."""
    was_unserved = delivery in {index for index, _, _ in old.unserved}
    unserved, late = {row[0] for row in timing.unserved}, dict(timing.late)
    old_unserved, old_late = {row[0] for row in old.unserved}, dict(old.late)
    others = [index for index in range(len(case.deliveries)) if index != delivery]
    return (
        delivery not in unserved
        and (was_unserved or delivery not in late)
        and all(index in old_unserved or index not in unserved for index in others)
        and all(late.get(index, 0) <= old_late.get(index, 0) for index in others)
    )


def exists(case, old, delivery):
    for answer in answers(case):
        if misfits(case, answer):
            continue
        timing = timed(case, answer)
        if timing is not None and is_added(case, old, timing, delivery):
            return True
    return False


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_relaxing_what_is_told_does_it(number):
    case = tiny(number, deliveries=2, splits=False)
    old = timed(case, best(case)[1])
    for delivery, reason in reasons(case, old).items():
        codes = frozenset(reason.together or (reason.code,))
        if codes == {COMBINATION}:
            continue
        alternatives = relaxed(case, codes, delivery, known_ways(case))
        assert any(exists(alternative, old, delivery) for alternative in alternatives)
