"""How long driving takes; site HA stands in A, people are in B, roads of 50 km/h."""

import pytest
from made_up import people, road, road_change, scenario, vehicle
from small_networks import all_lanes, lane_to, question

from optimizer.instance.words import RoadClass, TransportMode


def test_the_fastest_way_is_driven_not_the_shortest():
    lane = lane_to(
        question(
            roads=(
                road("A", "B", 40, speed_kmh=10),
                road("A", "C", 30),
                road("C", "B", 30),
            )
        )
    )
    assert (lane.travel_h, lane.km) == (pytest.approx(1.2), 60)
    assert not lane.estimated


def test_roads_are_used_both_ways():
    assert lane_to(question(roads=(road("B", "A", 25),))).travel_h == 0.5


def test_the_better_of_two_parallel_roads_is_driven():
    parallel = (road("A", "B", 50, "old"), road("A", "B", 25, "new"), road("B", "A", 40, "third"))
    assert lane_to(question(roads=parallel)).km == 25


def test_of_two_ways_that_take_equally_long_the_shorter_is_driven():
    roads = (
        road("A", "B", 100, "long", speed_kmh=100),
        road("A", "B", 50, "short", speed_kmh=50),
    )
    assert lane_to(question(roads=roads)).km == 50


def test_the_nameless_vehicle_takes_the_speed_of_the_road():
    assert lane_to(question(roads=(road("A", "B", 50, speed_kmh=100),))).travel_h == 0.5


@pytest.mark.parametrize(
    ("speed_kmh", "travel_h"),
    [pytest.param(None, 1.25, id="its own"), (20.0, 2.5), (100.0, 1.25)],
)
def test_a_vehicle_drives_at_its_speed_but_not_above_that_of_the_road(speed_kmh, travel_h):
    roads = (road("A", "B", 50, speed_kmh=speed_kmh),)
    assert lane_to(question(roads=roads, vehicles=(vehicle("van", 40),))).travel_h == travel_h


@pytest.mark.parametrize(
    ("road_class", "travel_h"),
    [
        (RoadClass.MOTORWAY, 0.5),
        (RoadClass.TRUNK, 0.625),
        (RoadClass.COUNTY, 1.0),
        (RoadClass.VILLAGE, 2.0),
    ],
)
def test_a_vehicle_has_a_speed_for_each_class_of_road(road_class, travel_h):
    van = vehicle("van", motorway_kmh=80, trunk_kmh=64, county_kmh=40, village_kmh=20)
    roads = (road("A", "B", 40, road_class=road_class),)
    assert lane_to(question(roads=roads, vehicles=(van,))).travel_h == travel_h


def test_a_class_that_a_vehicle_may_not_use_is_driven_around():
    roads = (
        road("A", "B", 10, road_class=RoadClass.MOTORWAY),
        road("A", "C", 20),
        road("C", "B", 20),
    )
    tractor = vehicle("tractor", 40, motorway_kmh=0)
    assert lane_to(question(roads=roads, vehicles=(tractor,))).km == 40


@pytest.mark.parametrize(("gross_weight_t", "km"), [(10.0, 10), (10.1, 40)])
def test_a_vehicle_above_the_weight_limit_drives_around(gross_weight_t, km):
    roads = (road("A", "B", 10, weight_limit_t=10), road("A", "C", 20), road("C", "B", 20))
    truck = vehicle("truck", gross_weight_t=gross_weight_t)
    assert lane_to(question(roads=roads, vehicles=(truck,))).km == km


def test_one_waits_at_a_closed_road_where_the_detour_takes_longer():
    lane = lane_to(
        question(
            roads=(road("A", "B", 50), road("A", "C", 150), road("C", "B", 150)),
            scenario_roads=(road_change("A-B", closed=True, reopens_h=4.0),),
        )
    )
    assert (lane.hours, lane.travel_h, lane.drive_h, lane.km) == (5, 5, 1, 50)


def test_one_drives_around_a_closed_road_where_waiting_takes_longer():
    lane = lane_to(
        question(
            roads=(road("A", "B", 50), road("A", "C", 75), road("C", "B", 75)),
            scenario_roads=(road_change("A-B", closed=True, reopens_h=4.0),),
        )
    )
    assert (lane.hours, lane.travel_h, lane.drive_h, lane.km) == (3, 3, 3, 150)


def test_a_road_that_has_reopened_before_one_comes_is_no_hindrance():
    lane = lane_to(
        question(
            roads=(road("A", "C", 100), road("C", "B", 50)),
            scenario_roads=(road_change("C-B", closed=True, reopens_h=1.5),),
        )
    )
    assert lane.travel_h == lane.drive_h == 3


def test_where_everybody_waits_the_way_that_came_first_is_kept():
    # Both ways stand at the bridge before it opens; C is settled with the earlier one.
    roads = (
        road("A", "C", 100, "fast", speed_kmh=100),
        road("A", "C", 80, "short", speed_kmh=40),
        road("C", "B", 50),
    )
    closed = (road_change("C-B", closed=True, reopens_h=4.0),)
    lane = lane_to(question(roads=roads, scenario_roads=closed))
    assert (lane.travel_h, lane.km, lane.drive_h) == (5, 150, 2)


def test_a_road_closed_for_good_is_not_used():
    closed = (road_change("A-B", closed=True),)
    assert not all_lanes(question(roads=(road("A", "B", 50),), scenario_roads=closed))


def test_hours_of_reopening_mean_nothing_for_an_open_road():
    opened = (road_change("A-B", closed=False, reopens_h=4.0),)
    assert lane_to(question(roads=(road("A", "B", 50),), scenario_roads=opened)).travel_h == 1


def test_the_factors_of_scenario_and_road_both_slow_a_road():
    slowed = question(
        roads=(road("A", "B", 50),),
        scenarios=(scenario(speed_factor=0.5),),
        scenario_roads=(road_change("A-B", speed_factor=0.2),),
    )
    assert lane_to(slowed).travel_h == pytest.approx(10)


def test_a_closed_road_is_slow_as_well_once_it_is_open():
    slow = (road_change("A-B", closed=True, reopens_h=4.0, speed_factor=0.5),)
    lane = lane_to(question(roads=(road("A", "B", 50),), scenario_roads=slow))
    assert (lane.travel_h, lane.drive_h) == (6, 2)


def test_what_happens_to_roads_in_one_scenario_happens_in_that_one_only():
    instance = question(
        roads=(road("A", "B", 50),),
        scenarios=(scenario("S"), scenario("dry")),
        scenario_people=(people("B"), people("B", scenario_id="dry")),
        scenario_roads=(road_change("A-B", closed=True),),
    )
    assert [key[0] for key in all_lanes(instance)] == ["dry"]


@pytest.mark.parametrize(
    "useless",
    [
        pytest.param({"planned_cost_cny": 1e6}, id="planned"),
        pytest.param({"mode": TransportMode.RAIL}, id="rail"),
    ],
)
def test_a_road_that_does_not_exist_yet_or_is_none_carries_nothing(useless):
    roads = (road("A", "B", 1, "useless", **useless), road("A", "C", 50), road("C", "B", 50))
    assert lane_to(question(roads=roads)).km == 100
