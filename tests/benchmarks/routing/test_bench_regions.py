"""Regions made from a number, cut into parts for engines that know no reloads."""

from dataclasses import replace

import pytest
from region import region

from benchmarks.routing import ortools_driving
from benchmarks.routing.ortools_parts import parts_of
from optimizer.routing.answer import Drop, Trip
from optimizer.routing.times.limits import broken


def test_every_vehicle_and_delivery_is_given_to_one_origin_at_most():
    problem = region()
    parts = parts_of(problem)
    vehicles = [vehicle for part in parts for vehicle in part.vehicles]
    assert len(vehicles) == len(set(vehicles))
    assert {d for part in parts for d in part.deliveries} == set(range(12))
    for part in parts:
        assert {problem.deliveries[d].origins[0] for d in part.deliveries} == {part.origin}


def test_deliveries_are_cut_into_loads_that_add_up():
    problem = region()
    heavy = replace(problem.deliveries[0], kg=25_001, litres=70_003)
    problem = replace(problem, deliveries=(heavy, *problem.deliveries[1:]))
    parts = parts_of(problem)
    loads = [
        load
        for part in parts
        for load, owner in zip(part.problem.deliveries, part.deliveries, strict=True)
        if owner == 0
    ]
    assert len(loads) > 1
    assert sum(load.kg for load in loads) == heavy.kg
    assert sum(load.litres for load in loads) == heavy.litres
    assert sum(load.persons for load in loads) == pytest.approx(heavy.persons)


def test_ortools_alone_serves_a_small_region_within_every_limit():
    problem = region()
    parts = parts_of(problem)
    answer = ortools_driving.route_parts(problem, parts, ortools_driving.LATE, 0.8, 0)
    assert broken(problem, answer) == ()
    found = ortools_driving.drivable(problem, answer)
    assert found.unserved == ()


def test_a_route_that_cannot_be_driven_is_left_out():
    problem = region()
    delivery = problem.deliveries[0]
    whole = Drop(0, delivery.kg, delivery.litres)
    one = (Trip(delivery.origins[0], (whole,)),)
    big = problem.vehicles.index(max(problem.vehicles, key=lambda v: problem.kinds[v.kind].kg))
    other = (big + 1) % len(problem.vehicles)
    answer = [()] * len(problem.vehicles)
    answer[big] = one
    answer[other] = (Trip(delivery.origins[0], (replace(whole, kg=10**9),)),)
    found = ortools_driving.drivable(problem, tuple(answer))
    assert [route.vehicle for route in found.routes] == [big]
