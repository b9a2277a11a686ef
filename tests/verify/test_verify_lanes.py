"""Lanes found by hand: waiting, weight, estimates, given lanes, the choice of vehicle."""

import math
import random
from dataclasses import replace

import pytest
from made_up import MADE_UP, road, road_change
from simple_ways import arrival_h, simple_ways
from two_towns import QUESTION, TRUCK

from optimizer.instance import GivenLane, Place, Road
from optimizer.instance.words import PlaceKind, RoadClass, TransportMode
from optimizer.verify.lanes import Lanes, Load, Way

DEGREE_KM = math.radians(1) * 6371.0088


def question(**changes):
    return replace(QUESTION, **changes)


def lane(instance, scenario="S1", origin="ST", place="V", deadline_h=12.0):
    return Lanes(instance).lane(Way(scenario, origin, place), Load(deadline_h))


def vehicles(found):
    return tuple(part.vehicle for part in found.parts)


def place(name, **columns):
    return Place(id=name, name=name, kind=PlaceKind.VILLAGE, **{"lat": 0, **columns}, **MADE_UP)


def test_hours_are_start_loading_driving_unloading_handout_and_buffer():
    found = lane(QUESTION)
    assert found.hours == pytest.approx(1.5 + 0.5 + 1.0 + 0.5 + 1.0)
    assert (found.km, found.moving_h) == pytest.approx((40, 1.0))
    (part,) = found.parts
    assert (part.cycle_h, part.trip_cost_cny) == pytest.approx((3.0, 310))
    assert found.window_h(10) == pytest.approx(0.5 + 10 - 4.5)


def test_a_source_starts_after_its_lead():
    assert lane(QUESTION, origin="E").hours == pytest.approx(3.0 + 0.5 + 0.5 + 1.5)


def test_one_waits_at_the_end_of_a_closed_road():
    found = lane(QUESTION, scenario="S2")
    assert found.hours == pytest.approx(5.0 + 0.5 + 1.5)
    assert found.moving_h == pytest.approx(1.0)


def test_a_detour_is_taken_where_waiting_takes_longer():
    detour = road("V", "T", 150, "TV")
    found = lane(question(roads=(*QUESTION.roads, detour)), scenario="S2")
    assert (found.hours, found.km) == pytest.approx((2.0 + 2.5 + 1.5, 150))


def test_of_two_ways_that_arrive_together_the_shorter_is_taken():
    roads = (
        *QUESTION.roads,
        road("T", "N", 24, "TN", speed_kmh=20),
        road("N", "V", 10, "NV", road_class=RoadClass.VILLAGE),
    )
    closed = tuple(road_change(road, "S2", closed=True, reopens_h=5) for road in ("UV", "NV"))
    places = (*QUESTION.places, place("N", lon=0.5))
    found = lane(question(places=places, roads=roads, scenario_roads=closed), scenario="S2")
    assert (found.hours, found.km, found.moving_h) == pytest.approx((7.0, 34, 1.2 + 0.5))


def test_a_place_is_left_at_its_earliest_arrival_even_where_one_then_waits():
    short = road("T", "U", 29, "TU2", speed_kmh=20)
    assert lane(question(roads=(*QUESTION.roads, short)), scenario="S2").km == 40


def test_no_lane_exists_that_comes_after_the_deadline():
    assert lane(QUESTION, deadline_h=4.5) is not None
    assert lane(QUESTION, deadline_h=4.4) is None


def test_a_heavy_truck_does_not_cross_a_weak_bridge():
    weak = question(roads=(QUESTION.roads[0], replace(QUESTION.roads[1], weight_limit_t=9)))
    assert lane(weak) is None
    light = replace(TRUCK, id="van", gross_weight_t=3, payload_t=1, volume_m3=5)
    assert vehicles(lane(replace(weak, vehicles=(TRUCK, light), fleet=()))) == (light,)


def test_a_planned_road_and_a_railway_carry_nothing():
    for change in ({"planned_cost_cny": 1e6}, {"mode": TransportMode.RAIL}):
        short = Road(id="TV", from_place="T", to_place="V", km=1, **change, **MADE_UP)
        assert lane(question(roads=(*QUESTION.roads, short))) == lane(QUESTION)


def test_snow_and_slowed_roads_multiply():
    slow = road_change("TU", "S1", speed_factor=0.5)
    snow = tuple(replace(row, speed_factor=0.8) for row in QUESTION.scenarios)
    found = lane(question(scenarios=snow, scenario_roads=(slow,)))
    assert found.moving_h == pytest.approx(30 / (60 * 0.8 * 0.5) + 10 / (20 * 0.8))


def test_a_village_without_roads_is_linked_to_its_town():
    village = place("N", parent="U", lon=1.1, terrain_factor=1.5)
    found = lane(question(places=(*QUESTION.places, village)), place="N")
    assert found.km == pytest.approx(30 + 0.1 * DEGREE_KM * 1.5)
    assert found.moving_h == pytest.approx(0.5 + 0.1 * DEGREE_KM * 1.5 / 20)


def test_a_place_without_roads_or_parent_is_linked_to_the_nearest_place_with_roads():
    hut = place("N", lon=-0.1)
    found = lane(question(places=(*QUESTION.places, hut)), place="N")
    assert found.km == pytest.approx(0.1 * DEGREE_KM * 1.25)


def test_an_estimated_link_has_a_length_even_at_one_point():
    hut = place("N", lon=0)
    assert lane(question(places=(*QUESTION.places, hut)), place="N").km == 0.001


def test_without_any_roads_origins_drive_straight_by_the_terrain_of_the_destination():
    instance = question(roads=(), scenario_roads=())
    found = lane(instance, place="U")
    assert found.km == pytest.approx(DEGREE_KM * 1.25)
    assert found.moving_h == pytest.approx(DEGREE_KM * 1.25 / TRUCK.speed_kmh(RoadClass.COUNTY))


def test_a_given_lane_replaces_driving_for_every_vehicle_in_its_direction():
    given = GivenLane(from_place="T", to_place="V", travel_h=2, km=70, cost_cny_per_t=9, **MADE_UP)
    snow = tuple(replace(row, speed_factor=0.5) for row in QUESTION.scenarios)
    instance = question(lanes=(given,), scenarios=snow)
    found = lane(instance)
    assert (found.hours, found.km, found.moving_h) == pytest.approx((2 + 4 + 1.5, 70, 4))
    assert found.cost_cny_per_t == 9
    assert lane(instance, origin="SV", place="T").km == 40


def test_a_lane_given_for_the_scenario_comes_before_one_for_all():
    given = GivenLane(from_place="T", to_place="V", travel_h=2, **MADE_UP)
    own = replace(given, scenario="S2", travel_h=1)
    instance = question(lanes=(given, own))
    assert lane(instance, scenario="S1").moving_h == 2
    assert lane(instance, scenario="S2").moving_h == 1


def test_the_cheapest_vehicle_that_comes_in_time_is_chosen():
    van = replace(TRUCK, id="van", county_kmh=90, village_kmh=40, cost_cny_per_km=6)
    instance = question(vehicles=(TRUCK, van), fleet=())
    assert vehicles(lane(instance, deadline_h=10)) == (TRUCK,)
    assert vehicles(lane(instance, deadline_h=4.4)) == (van,)


def test_a_type_that_nobody_has_does_not_drive():
    van = replace(TRUCK, id="van", cost_cny_per_km=0)
    assert vehicles(lane(question(vehicles=(TRUCK, van)))) == (TRUCK,)


def test_without_vehicle_types_a_nameless_one_drives_at_the_road_speed():
    economics = replace(QUESTION.economics, transport_cny_per_t_km=2)
    limited = replace(QUESTION.roads[0], speed_kmh=15)
    instance = question(
        vehicles=(), fleet=(), economics=economics, roads=(limited, QUESTION.roads[1])
    )
    found = lane(instance)
    assert found.moving_h == pytest.approx(30 / 15 + 10 / 45)
    assert found.hours == pytest.approx(1.5 + found.moving_h + 1.0)
    assert found.window_h(12) == pytest.approx(12 - found.hours)
    assert found.cost_cny_per_person(10, 0.05) == pytest.approx(0.01 * 40 * 2)


def test_within_a_place_nothing_is_driven():
    found = lane(QUESTION, place="T")
    assert (found.hours, found.km, found.moving_h) == pytest.approx((3.5, 0, 0))


@pytest.mark.parametrize("seed", range(20))
def test_no_way_at_all_arrives_earlier_than_the_one_found(seed):
    chance = random.Random(seed)
    names = ("T", "U", "V", "N1", "N2", "N3")
    roads, closed, arcs = [], [], []
    for number in range(10):
        ends = chance.sample(names, 2) if number else ("T", "U")
        km, opens_h = chance.randint(5, 90), chance.choice((0, 0, 3, 4, 6))
        roads.append(road(ends[0], ends[1], km, f"r{number}"))
        closed.append(road_change(f"r{number}", "S2", closed=opens_h > 0, reopens_h=opens_h))
        arcs += [(*ends, km, opens_h), (*reversed(ends), km, opens_h)]
    touched = {end for arc in arcs for end in arc[:2]}
    places = (*QUESTION.places, *(place(name, lon=1) for name in names[3:]))
    instance = question(places=places, roads=tuple(roads), scenario_roads=tuple(closed))
    for end in sorted(touched - {"T"}):
        ways = [arrival_h(way, 2.0, 60) for way in simple_ways(arcs, "T", end)]
        found = lane(instance, scenario="S2", place=end, deadline_h=math.inf)
        assert (found is None) == (not ways)
        assert found is None or found.hours == pytest.approx(min(ways) + 1.5)
