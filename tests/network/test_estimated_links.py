"""Where no road is given: a degree of latitude is 111.195 km (pi / 180 * 6371.0088)."""

import math

import pytest
from made_up import people, place, road, site, vehicle
from small_networks import all_lanes, lane_to, question

from optimizer.instance.words import RoadClass

DEGREE_KM = math.pi / 180 * 6371.0088


def test_a_village_without_roads_is_linked_to_its_town():
    instance = question(
        to="V",
        places=(place("A"), place("B", 40), place("V", 40.1, parent="B"), place("N", 40.1)),
        roads=(road("A", "B", 50), road("B", "N", 50)),
    )
    lane = lane_to(instance, "V")
    assert lane.km == pytest.approx(50 + 0.1 * DEGREE_KM * 1.5)
    assert lane.estimated


def test_a_chain_of_places_without_roads_leads_up_to_the_road():
    instance = question(
        to="W",
        places=(
            place("A"),
            place("B", 40),
            place("V", 40.1, parent="B"),
            place("W", 40.3, parent="V"),
        ),
        roads=(road("A", "B", 50),),
    )
    assert lane_to(instance, "W").km == pytest.approx(50 + 0.3 * DEGREE_KM * 1.5)


def test_a_place_without_roads_and_parent_is_linked_to_the_nearest_place_with_roads():
    instance = question(
        to="V",
        places=(place("A"), place("B", 41), place("U", 42.9), place("V", 43)),
        roads=(road("A", "B", 50),),
    )
    assert lane_to(instance, "V").km == pytest.approx(50 + 2 * DEGREE_KM * 1.5)


def test_of_places_equally_near_the_first_by_id_is_taken():
    instance = question(
        to="V",
        places=(place("A"), place("C", 41), place("B", 41), place("V", 42)),
        roads=(road("A", "C", 70), road("A", "B", 50)),
    )
    assert lane_to(instance, "V").km == pytest.approx(50 + DEGREE_KM * 1.5)


def test_the_terrain_of_the_place_without_roads_counts():
    instance = question(
        to="V",
        places=(
            place("A"),
            place("B", 40, terrain_factor=3.0),
            place("V", 40.1, parent="B", terrain_factor=2.0),
        ),
        roads=(road("A", "B", 50),),
    )
    assert lane_to(instance, "V").km == pytest.approx(50 + 0.1 * DEGREE_KM * 2)


def test_an_estimated_link_is_a_village_road():
    van = vehicle("van", county_kmh=50, village_kmh=10)
    instance = question(
        to="V",
        places=(place("A"), place("B", 40), place("V", 40.1, parent="B")),
        roads=(road("A", "B", 50),),
        vehicles=(van,),
    )
    expected_h = 1 + 0.1 * DEGREE_KM * 1.5 / 10
    assert lane_to(instance, "V").travel_h == pytest.approx(expected_h)


def test_a_site_without_roads_drives_out_over_its_estimated_link():
    instance = question(
        places=(place("A", 40.1), place("B", 40), place("C", 40)), roads=(road("B", "C", 10),)
    )
    lane = lane_to(instance)
    assert lane.km == pytest.approx(0.1 * DEGREE_KM * 1.5)
    assert lane.estimated


def test_places_at_one_point_are_a_meter_apart():
    instance = question(
        to="V", places=(place("A"), place("B"), place("V", parent="A")), roads=(road("A", "B", 9),)
    )
    assert lane_to(instance, "V").km == 0.001


def test_a_lane_that_passes_no_estimated_link_is_not_estimated():
    instance = question(
        to="BV",
        places=(place("A"), place("B", 40), place("V", 40.1, parent="B")),
        roads=(road("A", "B", 50),),
    )
    assert {key[2]: lane.estimated for key, (lane,) in all_lanes(instance).items()} == {
        "B": False,
        "V": True,
    }


def test_a_place_that_only_a_planned_road_touches_gets_an_estimated_link():
    instance = question(
        to="V",
        places=(place("A"), place("B", 40), place("V", 40.1, parent="B")),
        roads=(road("A", "B", 50), road("A", "V", 5, planned_cost_cny=1e6)),
    )
    assert lane_to(instance, "V").km == pytest.approx(50 + 0.1 * DEGREE_KM * 1.5)


def test_without_any_roads_origins_are_linked_to_people_by_the_terrain_there():
    van = vehicle("van", county_kmh=50, village_kmh=10)
    instance = question(
        places=(place("A", terrain_factor=4.0), place("B", 39.1, terrain_factor=2.0)),
        vehicles=(van,),
    )
    lane = lane_to(instance)
    assert lane.km == pytest.approx(0.1 * DEGREE_KM * 2)
    assert lane.travel_h == pytest.approx(0.1 * DEGREE_KM * 2 / 50)
    assert lane.estimated


def test_without_any_roads_nobody_drives_by_way_of_another_place():
    # By way of B the hill around C would be half as wide.
    instance = question(
        to="BC",
        places=(place("A"), place("B", 39.5), place("C", 40, terrain_factor=3.0)),
        sites=(site("HA", "A"), site("HB", "B")),
    )
    assert lane_to(instance, "C").km == pytest.approx(DEGREE_KM * 3)


def test_a_county_with_planned_roads_alone_is_one_without_roads():
    instance = question(
        places=(place("A"), place("B", 39.1)), roads=(road("A", "B", 5, planned_cost_cny=1e6),)
    )
    assert lane_to(instance).km == pytest.approx(0.1 * DEGREE_KM * 1.5)


def test_a_vehicle_that_may_not_use_village_roads_does_not_reach_a_place_without_roads():
    instance = question(
        to="V",
        places=(place("A"), place("B", 40), place("V", 40.1, parent="B")),
        roads=(road("A", "B", 50, road_class=RoadClass.TRUNK),),
        vehicles=(vehicle("trailer", village_kmh=0),),
        scenario_people=(people("B"), people("V")),
    )
    assert [key[2] for key in all_lanes(instance)] == ["B"]
