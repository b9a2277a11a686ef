"""Which lanes there are, with what vehicle, hours and cost."""

import math

import pytest
from made_up import fleet_entry, group, norm, people, road, scenario, site, supplier, vehicle
from small_networks import all_lanes, carrier, given, lane_to, question, response

from optimizer.instance.words import SiteStatus, TransportMode
from optimizer.needs import Bundle

ROADS = (road("A", "B", 40),)
STAFFED = response(decision_h=1.0, handout_h=2.0, buffer_h=0.5)


def test_hours_add_up_from_the_decision_to_the_hand_out():
    van = vehicle("van", 40, load_min=30, unload_min=15)
    instance = question(
        roads=ROADS,
        response=STAFFED,
        vehicles=(van,),
        sites=(site("HA", "A", mobilization_h=0.75),),
        sources=(supplier("shop", "A", lead_h=6.0),),
    )
    store, shop = lane_to(instance), lane_to(instance, origin="shop")
    assert store.hours == 1 + 0.75 + 0.5 + 1 + 0.25 + 2 + 0.5
    assert shop.hours == 1 + 6 + 0.5 + 1 + 0.25 + 2 + 0.5
    assert store.travel_h == shop.travel_h == 1


def test_goods_may_be_loaded_in_the_hours_that_are_left_beside_loading():
    van = vehicle("van", 40, load_min=30, unload_min=15)
    instance = question(deadlines_h=(10.0,), roads=ROADS, response=STAFFED, vehicles=(van,))
    lane = lane_to(instance, deadline_h=10.0)
    assert lane.hours == 5.25
    assert lane.window_h == 0.5 + 10 - 5.25


def test_a_trip_costs_its_km_and_its_part_of_a_shift():
    van = vehicle("van", 40, load_min=30, unload_min=30, cost_cny_per_km=3, cost_cny_per_day=400)
    lane = lane_to(question(roads=ROADS, response=response(shift_h=8.0), vehicles=(van,)))
    (part,) = lane.parts
    assert part.cycle_h == 0.5 + 2 * 1 + 0.5
    assert part.trip_cost_cny == 2 * 40 * 3 + 400 * 3 / 8
    assert lane.cost_cny_per_t == 0


@pytest.mark.parametrize(
    ("weight_kg", "volume_m3", "trips"), [(10.0, 0.01, 0.005), (10.0, 0.5, 0.05), (0.0, 0.0, 0.0)]
)
def test_a_person_takes_a_trip_by_weight_or_by_volume(weight_kg, volume_m3, trips):
    van = vehicle("van", payload_t=2, volume_m3=10, cost_cny_per_km=1)
    lane = lane_to(question(roads=ROADS, vehicles=(van,)))
    (part,) = lane.parts
    assert (part.payload_t, part.volume_m3) == (2, 10)
    assert part.trips_per_person(weight_kg, volume_m3) == pytest.approx(trips)
    assert lane.cost_cny_per_person(weight_kg, volume_m3) == pytest.approx(trips * 80)


def test_the_nameless_vehicle_costs_by_the_tonne_and_takes_everything():
    lane = lane_to(question(roads=ROADS, transport_cny_per_t_km=0.5))
    (part,) = lane.parts
    assert (part.vehicle, part.trip_cost_cny, lane.cost_cny_per_t) == (None, 0, 20)
    assert part.trips_per_person(10, 1) == 0
    assert part.payload_t == part.volume_m3 == math.inf
    assert lane.cost_cny_per_person(10, 1) == pytest.approx(0.2)
    assert lane.vehicles == ""


def test_goods_for_the_place_of_the_store_itself_do_not_travel():
    lane = lane_to(question(to="A", roads=ROADS, response=STAFFED), "A")
    assert (lane.hours, lane.travel_h, lane.drive_h, lane.km) == (3.5, 0, 0, 0)
    assert not lane.estimated


def test_without_any_roads_a_store_still_serves_its_own_place():
    lane = lane_to(question(to="A"), "A")
    assert (lane.travel_h, lane.km, lane.estimated) == (0, 0, False)


CHEAP = vehicle("cheap", 20, cost_cny_per_km=1)
FAST = vehicle("fast", 80, cost_cny_per_km=5)


def test_the_cheapest_vehicle_drives_that_comes_in_time():
    instance = question(deadlines_h=(1.0, 24.0), roads=ROADS, vehicles=(CHEAP, FAST))
    assert lane_to(instance, deadline_h=24.0).vehicles == "cheap"
    assert lane_to(instance, deadline_h=1.0).vehicles == "fast"


def test_a_vehicle_is_cheap_by_its_cost_for_each_cubic_meter():
    large = vehicle("large", 20, cost_cny_per_km=3, volume_m3=40)
    assert lane_to(question(roads=ROADS, vehicles=(CHEAP, large))).vehicles == "large"


def test_of_equally_cheap_vehicles_the_faster_drives_then_the_first_by_id():
    free = [vehicle("b", 40), vehicle("c", 80), vehicle("a", 80)]
    assert lane_to(question(roads=ROADS, vehicles=tuple(free))).vehicles == "a"


def test_the_rounding_of_a_sum_does_not_decide_between_equally_cheap_vehicles():
    # 3 min + 2 * 40 / 50 h and 39 min + 2 * 40 / 80 h are 1.65 h, but not in binary fractions.
    early = vehicle("b", 50, load_min=3, cost_cny_per_day=500)
    late = vehicle("a", 80, load_min=39, cost_cny_per_day=500)
    assert lane_to(question(roads=ROADS, vehicles=(early, late))).vehicles == "b"


def test_only_vehicles_of_the_fleet_drive():
    fleet = (fleet_entry("fast", 2), fleet_entry("cheap", 0))
    instance = question(roads=ROADS, vehicles=(CHEAP, FAST), fleet=fleet)
    assert lane_to(instance).vehicles == "fast"


def test_a_cheap_vehicle_does_not_drive_where_it_is_too_heavy():
    light = vehicle("a", gross_weight_t=3, cost_cny_per_km=9)
    heavy = vehicle("b", gross_weight_t=12, cost_cny_per_km=1)
    instance = question(roads=(road("A", "B", 40, weight_limit_t=5),), vehicles=(light, heavy))
    assert lane_to(instance).vehicles == "a"


def test_only_vehicles_that_drive_on_roads_drive():
    train = carrier("train", TransportMode.RAIL)
    assert lane_to(question(roads=ROADS, vehicles=(train, FAST))).vehicles == "fast"
    assert lane_to(question(roads=ROADS, vehicles=(train,))).parts[0].vehicle is None


@pytest.mark.parametrize(("deadline_h", "exists"), [(0.8, True), (0.7999, False)])
def test_a_lane_exists_if_its_hours_are_within_the_deadline(deadline_h, exists):
    instance = question(deadlines_h=(deadline_h,), roads=ROADS)
    assert (lane_to(instance, deadline_h=deadline_h) is not None) is exists


def test_a_lane_does_not_miss_its_deadline_by_the_rounding_of_a_sum():
    tenths = response(decision_h=0.1, handout_h=0.2)
    instance = question(to="A", deadlines_h=(0.3,), response=tenths)
    assert lane_to(instance, "A", deadline_h=0.3).hours > 0.3


def test_excluded_sites_have_no_lanes():
    excluded = site("HX", "A", status=SiteStatus.EXCLUDED, reason="flood plain")
    instance = question(roads=ROADS, sites=(site("HA", "A"), excluded))
    assert {key[1] for key in all_lanes(instance)} == {"HA"}


def test_a_place_that_cannot_be_reached_has_no_lanes():
    instance = question(to="BD", roads=(*ROADS, road("C", "D", 10)))
    assert {key[2] for key in all_lanes(instance)} == {"B"}


def test_a_place_has_lanes_for_the_deadlines_of_its_own_people_only():
    instance = question(
        roads=(*ROADS, road("B", "C", 10)),
        groups=(group("people"), group("patients")),
        norms=(norm(24.0), norm(6.0, "patients")),
        scenario_people=(people("B"), people("C", group_id="patients")),
    )
    assert list(all_lanes(instance)) == [
        ("S", "HA", "B", Bundle("living", "people", 24.0)),
        ("S", "HA", "C", Bundle("living", "patients", 6.0)),
    ]


def test_lanes_come_sorted_by_scenario_origin_place_and_bundle():
    instance = question(
        to="BA",
        deadlines_h=(24.0, 10.0),
        roads=ROADS,
        sites=(site("HB", "B"), site("HA", "A")),
        sources=(supplier("H", "A"),),
        scenarios=(scenario("S2"), scenario("S1")),
        scenario_people=(
            people("B", scenario_id="S2"),
            people("A", scenario_id="S2"),
            people("B", scenario_id="S1"),
        ),
    )
    keys = list(all_lanes(instance))
    assert len(keys) == 3 * 3 * 2
    assert keys == sorted(keys)


def test_a_lane_repeats_its_key():
    ((key, (lane,)),) = all_lanes(question(roads=ROADS)).items()
    *ends, bundle = key
    assert [lane.scenario, lane.origin, lane.place] == ends
    assert lane.deadline_h == bundle.deadline_h


def test_a_given_lane_replaces_the_roads():
    lane = lane_to(question(roads=ROADS, lanes=(given("A", "B", 3.0, km=70.0),)))
    assert (lane.travel_h, lane.drive_h, lane.km, lane.estimated) == (3, 3, 70, False)


def test_a_given_lane_replaces_the_roads_for_every_vehicle():
    instance = question(roads=ROADS, lanes=(given("A", "B", 3.0, km=70.0),), vehicles=(CHEAP, FAST))
    lane = lane_to(instance)
    assert (lane.vehicles, lane.travel_h, lane.parts[0].trip_cost_cny) == ("cheap", 3, 140)


def test_a_given_lane_holds_in_one_direction():
    lane = lane_to(question(roads=ROADS, lanes=(given("B", "A", 3.0),)))
    assert lane.travel_h == pytest.approx(0.8)


def test_a_scenario_with_its_own_given_lane_uses_it():
    instance = question(
        lanes=(given("A", "B", 3.0, scenario="S"), given("A", "B", 1.0)),
        scenarios=(scenario("S"), scenario("dry")),
        scenario_people=(people("B"), people("B", scenario_id="dry")),
    )
    assert lane_to(instance).travel_h == 3
    assert lane_to(instance, scenario_id="dry").travel_h == 1


def test_the_scenario_slows_given_lanes_as_well():
    instance = question(
        lanes=(given("A", "B", 3.0, km=70.0),), scenarios=(scenario(speed_factor=0.5),)
    )
    lane = lane_to(instance)
    assert (lane.travel_h, lane.drive_h, lane.km) == (6, 6, 70)


def test_a_given_lane_costs_beside_what_carries_it():
    rows = (given("A", "B", 3.0, km=70.0, cost_cny_per_t=9.0),)
    assert lane_to(question(lanes=rows, transport_cny_per_t_km=0.5)).cost_cny_per_t == 44
    assert lane_to(question(lanes=rows, vehicles=(CHEAP,))).cost_cny_per_t == 9


def test_a_given_lane_holds_even_within_a_place():
    assert lane_to(question(to="A", lanes=(given("A", "A", 0.5),)), "A").travel_h == 0.5


def test_places_without_a_given_lane_are_driven_to():
    instance = question(to="BC", roads=(*ROADS, road("B", "C", 50)), lanes=(given("A", "B", 9.0),))
    assert lane_to(instance, "C").travel_h == pytest.approx(1.8)
