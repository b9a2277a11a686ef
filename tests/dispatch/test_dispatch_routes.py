"""What the tables of a plan say of each vehicle, with distances and goods."""

import math
from dataclasses import replace

import pytest
from driven_hamlet import DRIVING, HAMLET, PLAN, VIA_B, VIA_B_PLAN

from optimizer.dispatch import Carrier, arrivals, routes, vehicle_use
from optimizer.instance import Vehicle
from optimizer.instance.words import RoadClass


@pytest.fixture(scope="module")
def driven():
    return routes(HAMLET, PLAN, "S1")


def test_every_vehicle_that_is_used_has_a_route_and_no_other(driven):
    assert [route.vehicle for route in driven] == ["van@A/own#1", "van@D/contract#1"]
    assert routes(HAMLET, PLAN, "S2") == ()


def test_ways_are_those_of_the_roads_and_waiting_is_no_driving(driven):
    first = driven[0]
    assert [leg.km for leg in first.legs] == [0.0, 20.0, 20.0, 30.0, 30.0]
    assert [leg.drive_h for leg in first.legs] == pytest.approx([0.0, 0.5, 0.5, 0.75, 0.75])
    assert [[step.road for step in leg.steps] for leg in first.legs] == [
        [], ["A-B"], ["A-B"], ["A-B", "B-D"], ["B-D", "A-B"],
    ]  # fmt: skip
    assert first.work_h == pytest.approx(2.5 + 0.22 + 0.165 + 0.11 + 0.0825)


def test_a_way_takes_the_rests_on_it(driven):
    assert [[rest.start_h for rest in leg.rests] for leg in driven[0].legs] == [
        [], [], [], [3.495], [],
    ]  # fmt: skip


def test_a_trip_loads_what_its_stops_leave(driven):
    loads = driven[0].trips[0].loads
    assert [(load.commodity, load.whole_units, load.kg) for load in loads] == [
        ("grain", 4, pytest.approx(100.0)), ("quilt", 40, pytest.approx(120.0)),
    ]  # fmt: skip
    assert driven[0].fullness(driven[0].trips[0]) == pytest.approx(0.22)


def test_units_are_whole_and_weight_is_as_planned(driven):
    (load,) = driven[1].trips[0].stops[0].loads
    assert (load.units, load.whole_units) == (pytest.approx(5.5), 6)
    assert load.kg == pytest.approx(27.5)


def in_parts(*persons):
    """Return the van of D on stops in D one after the other, first aid for so many at each."""
    drops = [replace(DRIVING.drops[2], stop=n, persons=p) for n, p in enumerate(persons, 1)]
    stops = [replace(DRIVING.stops[2], stop=n, done_h=1.6 + n) for n, _ in enumerate(persons, 1)]
    driving = replace(
        DRIVING,
        stops=(*DRIVING.stops[:2], *reversed(stops)),
        drops=(*DRIVING.drops[:2], *drops),
    )
    return replace(PLAN, driving=driving)


def test_nobody_is_short_at_any_stop_and_no_unit_comes_twice():
    (trip,) = routes(HAMLET, in_parts(23.0, 4.0, 25.0, 3.0), "S1")[1].trips
    assert [stop.loads[0].units for stop in trip.stops] == pytest.approx([2.3, 0.4, 2.5, 0.3])
    assert [stop.loads[0].whole_units for stop in trip.stops] == [3, 0, 3, 0]
    assert trip.loads[0].whole_units == 6
    assert trip.kg == pytest.approx(27.5)


def test_what_is_handed_on_is_rounded_apart_from_what_stays():
    first, second = routes(HAMLET, VIA_B_PLAN, "S2")
    grain = {"units": pytest.approx(20 * 0.06), "whole_units": 2}
    for route in (first, second):
        load = route.trips[0].stops[0].loads[0]
        assert {"units": load.units, "whole_units": load.whole_units} == grain


def test_work_beyond_a_shift_takes_two_drivers(driven):
    assert [route.drivers for route in driven] == [1, 1]
    assert replace(driven[0], shift_h=3.0).drivers == 2
    assert replace(driven[0], shift_h=driven[0].work_h).drivers == 1


def test_a_way_that_no_vehicle_can_go_has_no_length():
    heavy = {"gross_weight_t": 12.0}
    van = replace(HAMLET.vehicles[0], **heavy)
    assert isinstance(van, Vehicle)
    assert van.speed_kmh(RoadClass.COUNTY) == 40.0
    (first, _) = routes(replace(HAMLET, vehicles=(van,)), PLAN, "S1")
    assert math.isnan(first.km)


def test_what_is_handed_on_is_told_with_the_places_that_need_it():
    first, second = routes(HAMLET, VIA_B_PLAN, "S2")
    assert first.trips[0].stops[0].onward == ("D",)
    assert second.trips[0].leg.end == "B"
    assert second.trips[0].leg.km == 10.0
    assert second.trips[0].stops[0].onward == ()


def test_goods_arrive_where_they_are_needed_and_not_where_they_are_handed_on():
    (arrival,) = arrivals(HAMLET, VIA_B_PLAN, "S2")
    assert (arrival.place, arrival.persons) == ("D", 20.0)
    assert arrival.last_h == pytest.approx(2.9 + 1.0)


def test_nothing_arrives_where_nobody_takes_it_on_though_it_is_needed_there():
    first = replace(VIA_B.drops[0], place="B")
    flow = replace(VIA_B_PLAN.flows[0], place="B")
    unserved = replace(
        DRIVING.unserved[0], scenario="S2", flow_origin="HA", place="B", family="living",
        deadline_h=10.0, persons=20.0,
    )  # fmt: skip
    driving = replace(VIA_B, drops=(first,), unserved=(unserved,))
    assert arrivals(HAMLET, replace(PLAN, flows=(flow,), driving=driving), "S2") == ()
    served = replace(PLAN, flows=(flow,), driving=replace(driving, unserved=()))
    assert [line.persons for line in arrivals(HAMLET, served, "S2")] == [20.0]


def test_arrivals_tell_the_time_in_hand_and_who_brings_it():
    found = arrivals(HAMLET, PLAN, "S1")
    assert [(line.place, line.carrier, line.persons) for line in found] == [
        ("B", Carrier.FLEET, 40.0), ("D", Carrier.FLEET, 30.0), ("D", Carrier.SUPPLIER, 30.0),
        ("D", Carrier.FLEET, 55.0),
    ]  # fmt: skip
    assert found[0].slack_h == pytest.approx(10 - 3.33)
    assert found[1].slack_h == pytest.approx(-15.3325)
    assert math.isnan(found[2].last_h)


def test_two_stops_at_a_place_are_one_arrival_with_its_first_and_last_hour():
    later = replace(DRIVING.drops[0], trip=2, persons=4.0)
    drops = (replace(DRIVING.drops[0], persons=36.0), later)
    stops = tuple(replace(stop, place="B") if stop.trip == 2 else stop for stop in DRIVING.stops)
    driving = replace(DRIVING, drops=drops, stops=stops, unserved=(), late=())
    plan = replace(PLAN, flows=PLAN.flows[:1], driving=driving)
    (arrival,) = arrivals(HAMLET, plan, "S1")
    assert (arrival.stops, arrival.persons) == (2, 40.0)
    assert (arrival.first_h, arrival.last_h) == pytest.approx((3.33, 25.3325))


def test_vehicle_use_adds_up(driven):
    first, second = vehicle_use(driven)
    assert (first.trips, first.stops, first.km) == (2, 2, 100.0)
    assert first.out_h == pytest.approx(25.0825 - 1.5)
    assert first.rest_h == pytest.approx(24.0 - 3.495)
    assert (first.mean_fullness, first.most_fullness) == pytest.approx((0.1925, 0.22))
    assert (second.km, second.out_h) == (0.0, pytest.approx(0.06875))
