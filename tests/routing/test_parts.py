"""Parts that can be solved alone: nothing is lost, and nothing shared is torn apart."""

from __future__ import annotations

import dataclasses

import pytest
from generated import small
from hypothesis import given, settings
from hypothesis import strategies as st
from three_places import DROP_B, DROP_C, A, B, C, problem, to_b, trip

from optimizer.routing.construct import construct
from optimizer.routing.parts import part_of, parts, together
from optimizer.routing.problem import NEVER_S, Origin, Vehicle, Ways
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

NUMBERS = st.integers(0, 10**6)


def island(**changes):
    """Return A and B, and C on an island with a store and a truck of its own."""
    seconds = ((0, 3600, NEVER_S), (3600, 0, NEVER_S), (NEVER_S, NEVER_S, 0))
    fields = {
        "ways": (Ways(seconds=seconds, metres=seconds),),
        "origins": (Origin(id="store", point=A), Origin(id="island's", point=C)),
        "vehicles": tuple(
            Vehicle(id=f"truck@{place}", kind=0, home=home) for place, home in (("A", A), ("C", C))
        ),
        "deliveries": (*to_b(), *to_b(point=C, place="C", origins=(1,))),
    }
    return problem(**(fields | changes))


@given(NUMBERS)
@settings(max_examples=60, deadline=None)
def test_what_is_taken_apart_is_put_together_again(number):
    case = small(number)
    answer = construct(case)
    found = [(part, part_of(answer, part)) for part in parts(case)]
    assert together(case, found) == answer


@given(NUMBERS)
@settings(max_examples=60, deadline=None)
def test_every_delivery_is_in_one_part_and_every_vehicle_in_one_at_most(number):
    case = small(number)
    found = parts(case)
    deliveries = sorted(index for part in found for index in part.deliveries)
    vehicles = [index for part in found for index in part.vehicles]
    assert deliveries == list(range(len(case.deliveries)))
    assert len(vehicles) == len(set(vehicles))
    for part in found:
        assert part.problem.deliveries == tuple(case.deliveries[n] for n in part.deliveries)
        assert part.problem.vehicles == tuple(case.vehicles[n] for n in part.vehicles)


@given(NUMBERS)
@settings(max_examples=40, deadline=None)
def test_answers_of_parts_are_one_of_the_whole(number):
    """What is unserved, late, arrives and costs adds up over the parts."""
    case = small(number)
    solved = [(part, construct(part.problem)) for part in parts(case)]
    answer = together(case, solved)
    assert broken(case, answer) == ()
    values = [timed(part.problem, own).value for part, own in solved]
    classes = {len(own) for own in values} | {len(timed(case, answer).value)}
    if len(classes) == 1:  # a part without the last class counts fewer
        sums = [sum(column) for column in zip(*values, strict=True)]
        assert list(timed(case, answer).value) == pytest.approx(sums, abs=1e-4)


def test_an_island_is_a_part_of_its_own():
    assert [(part.deliveries, part.vehicles) for part in parts(island())] == [
        ((0,), (0,)),
        ((1,), (1,)),
    ]


def test_the_parts_are_routed_each_by_its_own():
    case = island()
    answer = together(case, [(part, construct(part.problem)) for part in parts(case)])
    assert answer == ((trip(DROP_B),), (trip(DROP_C, origin=1),))


def test_a_store_that_serves_both_makes_them_one():
    deliveries = (*to_b(origins=(0, 1)), *to_b(point=C, place="C", origins=(1,)))
    assert len(parts(island(deliveries=deliveries))) == 1


def test_a_vehicle_that_reaches_both_makes_them_one():
    case = island(ways=problem().ways)
    assert [(part.deliveries, part.vehicles) for part in parts(case)] == [((0, 1), (0, 1))]


def test_a_limit_of_visits_makes_those_of_one_place_one():
    """Two origins and two trucks that are bound to them, for one place."""
    case = island(
        ways=problem().ways,
        vehicles=tuple(
            Vehicle(id=f"truck@{name}", kind=0, home=home, only_origins=(origin,))
            for name, home, origin in (("A", A, 0), ("C", C, 1))
        ),
        deliveries=(*to_b(), *to_b(origins=(1,))),
    )
    assert len(parts(case)) == 2
    assert len(parts(dataclasses.replace(case, most_visits=1))) == 1


def test_what_nobody_reaches_is_a_part_without_vehicles():
    case = island(vehicles=island().vehicles[:1])
    assert [(part.deliveries, part.vehicles) for part in parts(case)] == [((0,), (0,)), ((1,), ())]


def test_places_between_do_not_join_parts():
    assert [part.problem.points for part in parts(island())] == [("A", "B", "C")] * 2
    assert B not in {delivery.point for delivery in parts(island())[1].problem.deliveries}
