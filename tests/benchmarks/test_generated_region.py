"""Regions that are made up, planned and driven as every plan is."""

from dataclasses import replace

import pytest

from benchmarks.routing.driving import read_region
from benchmarks.routing.generated.goods import GOODS, SOONEST_BEYOND_H
from benchmarks.routing.generated.plan import plan_of_region
from benchmarks.routing.generated.region import OPENS_H
from benchmarks.routing.staged import judged, route_stages, unexplained
from optimizer.driving import DriveOptions, drive
from optimizer.errors import VerificationError
from optimizer.instance.words import Owner
from optimizer.routing.construct import construct
from optimizer.routing.problem import HOUR_S, NEVER_S
from optimizer.routing.times.timing import timed
from optimizer.verify import verify


@pytest.fixture(scope="module")
def planned():
    return read_region(deliveries=80, stores=3, vehicles=18)


def constructed(problem, _seconds):
    found = timed(problem, construct(problem))
    assert found is not None
    return found


def test_a_region_is_the_same_every_time(planned):
    again = read_region(deliveries=80, stores=3, vehicles=18)
    assert again.instance.digest == planned.instance.digest
    assert again.plan == planned.plan


def test_a_region_has_what_it_says(planned):
    problem = planned.driven.first.problem
    assert len(problem.deliveries) == 80
    assert (len(problem.origins), len(problem.vehicles)) == (3, 18)
    assert {(origin.docks, origin.kg_per_h) for origin in problem.origins} == {(2, 20_000)}
    assert {kind.id for kind in problem.kinds} == {"van", "truck5", "truck10"}
    assert {vehicle.owner for vehicle in problem.vehicles} == set(Owner)
    assert len({vehicle.ready_s for vehicle in problem.vehicles}) == 3
    assert all(kind.shift_s < NEVER_S and kind.drive_s < NEVER_S for kind in problem.kinds)


def test_deliveries_are_places_times_kinds_of_goods_each_with_a_class_of_its_own(planned):
    problem = planned.driven.first.problem
    assert {(d.place, *d.units) for d in problem.deliveries} == {
        (f"P{number}", f"{goods.id}_pack") for number in range(1, 21) for goods in GOODS
    }
    by_class = sorted({(d.priority, d.deadline_s / HOUR_S) for d in problem.deliveries})
    deadlines = sorted({SOONEST_BEYOND_H, *(goods.deadline_h for goods in GOODS)})
    assert by_class == list(enumerate(deadlines))


def test_a_tenth_of_the_places_is_reached_only_when_roads_open(planned):
    problem = planned.driven.first.problem
    closed = {row.road for row in planned.instance.scenario_roads}
    open_ends = {
        end
        for road in planned.instance.roads
        if road.id not in closed
        for end in (road.from_place, road.to_place)
    }
    cut_off = {place.id for place in planned.instance.places} - open_ends
    assert cut_off == {"P19", "P20"}
    (store, *_), (ways, *_) = problem.origins, problem.ways
    for number, place in enumerate(problem.points):
        reached_at_once = ways.seconds[store.point][number] < NEVER_S
        assert reached_at_once == (place not in cut_off)
        if place in cut_off:
            gates = [way.gates[0] for way in ways.later[store.point, number]]
            assert {opens_s for _, opens_s in gates} == {OPENS_H * HOUR_S}


def test_stores_hold_a_third_more_than_is_planned_from_them(planned):
    problem = planned.driven.first.problem
    for number, origin in enumerate(problem.origins):
        needed = dict.fromkeys(origin.stock, 0.0)
        for delivery in problem.deliveries:
            if delivery.origins[0] == number:
                for commodity, units in delivery.units.items():
                    needed[commodity] += units
        assert all(4 / 3 * needed[k] <= held < 4 / 3 * needed[k] + 1
                   for k, held in origin.stock.items())  # fmt: skip


def test_the_plan_of_a_region_keeps_every_promise(planned):
    assert verify(planned.instance, planned.plan) == ()


def test_a_region_that_asks_for_more_than_can_be_planned_is_refused(planned):
    hurried = replace(
        planned.instance,
        norms=tuple(replace(norm, deadline_h=0.5) for norm in planned.instance.norms[:1]),
    )
    with pytest.raises(VerificationError, match="nothing reaches P1 in time"):
        plan_of_region(hurried)
    slow = tuple(replace(option, handling_t_per_h=0.01) for option in planned.instance.options)
    with pytest.raises(VerificationError, match="handle_in_time"):
        plan_of_region(replace(planned.instance, options=slow))


def test_a_region_is_driven_and_judged_as_a_plan_is(planned):
    stages = unexplained(route_stages(planned.driven, constructed, 5.0))
    assert judged(planned, stages, "ours", 0) == []


def test_a_region_is_driven_by_the_product_with_reasons_and_bounds(planned):
    options = DriveOptions(time_limit_s=20, iterations=2, workers=1)
    whole, (driven,) = drive(planned.instance, planned.plan, options)
    assert verify(planned.instance, whole) == ()
    (line,) = driven.tables.drives
    assert 0 < line.bound_arrival_person_h <= line.arrival_person_h


@pytest.mark.slow
def test_a_thousand_deliveries_are_driven_and_verified():
    thousand = read_region(deliveries=1000, stores=20, vehicles=150)
    assert len(thousand.driven.first.problem.deliveries) == 1000
    options = DriveOptions(time_limit_s=10, workers=1)
    whole, (driven,) = drive(thousand.instance, thousand.plan, options)
    assert verify(thousand.instance, whole) == ()
    (line,) = driven.tables.drives
    assert line.persons_unserved == 0
    assert len({stop.vehicle for stop in whole.driving.stops}) <= 150
