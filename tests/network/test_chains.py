"""Goods that change vehicles: trunk, branch and last mile, and modes other than the road.

Site HA stands in A. Trucks drive 50 km/h, trains run 100 km/h, helicopters fly 100 km/h.
"""

import pytest
from made_up import fleet_entry, place, road, road_change, scenario, site, transfer, vehicle
from small_networks import carrier, given, lane_to, mode_change, question, response

from optimizer.instance.words import TransportMode

ROAD, RAIL, AIR, DRONE, SEA = (
    TransportMode(mode) for mode in ("road", "rail", "air", "drone", "sea")
)
TRUCK = vehicle("truck", 50, cost_cny_per_km=1)
TRAIN = carrier("train", "rail", cost_cny_per_km=2, volume_m3=100, payload_t=50)
HELI = carrier("heli", "air", cost_cny_per_km=50)

LONG_WAY = (road("A", "C", 50), road("D", "B", 25))
"""A to C and D to B by road; nothing but the rail joins C and D."""

RAILWAY = road("C", "D", 200, "rail", mode=RAIL)
ON_AND_OFF = (transfer("C", ROAD, RAIL, 3.0), transfer("D", RAIL, ROAD, 2.0))


def by_rail(**tables):
    return question(
        **{
            "roads": (*LONG_WAY, RAILWAY),
            "vehicles": (TRUCK, TRAIN),
            "transfers": ON_AND_OFF,
        }
        | tables
    )


def test_goods_go_by_truck_and_train_and_truck():
    lane = lane_to(by_rail())
    assert lane.vehicles == "truck>train>truck"
    assert [part.mode for part in lane.parts] == [ROAD, RAIL, ROAD]
    assert [(part.start, part.end) for part in lane.parts] == [("A", "C"), ("C", "D"), ("D", "B")]
    assert [part.km for part in lane.parts] == [50, 200, 25]
    assert [part.drive_h for part in lane.parts] == [1, 2, 0.5]
    assert (lane.km, lane.drive_h) == (275, 3.5)


def test_a_transfer_takes_its_hours():
    lane = lane_to(by_rail())
    assert lane.hours == lane.travel_h == 1 + 3 + 2 + 2 + 0.5


def test_only_the_first_loads_and_the_last_unloads_in_the_hours_of_a_chain():
    truck = vehicle("truck", 50, load_min=30, unload_min=12, cost_cny_per_km=1)
    train = carrier("train", "rail", load_min=600, unload_min=600)
    lane = lane_to(
        by_rail(vehicles=(truck, train), response=response(decision_h=1.0, handout_h=0.25))
    )
    assert lane.hours == pytest.approx(1 + 0.5 + 8.5 + 0.2 + 0.25)
    assert lane.travel_h == 8.5
    assert lane.window_h == pytest.approx(0.5 + 100 - lane.hours)


def test_each_vehicle_of_a_chain_has_its_own_cycle_and_cost():
    train = carrier("train", "rail", load_min=60, unload_min=90, cost_cny_per_day=100)
    lane = lane_to(by_rail(vehicles=(TRUCK, train), response=response(shift_h=10.0)))
    assert [part.cycle_h for part in lane.parts] == [2, 1 + 4 + 1.5, 1]
    assert [part.trip_cost_cny for part in lane.parts] == [100, 65, 50]


def test_a_person_s_goods_take_trips_of_every_vehicle_and_pay_every_transfer():
    paid = (
        transfer("C", ROAD, RAIL, 3.0, cost_cny_per_t=7.0),
        transfer("D", RAIL, ROAD, 2.0, cost_cny_per_t=4.0),
    )
    lane = lane_to(by_rail(transfers=paid))
    assert lane.cost_cny_per_t == 11
    # 1 m3 is a tenth of a truck and a hundredth of a train; 100 kg is less of either.
    expected = 0.1 * 100 + 0.01 * 800 + 0.1 * 50 + 0.1 * 11
    assert lane.cost_cny_per_person(100, 1) == pytest.approx(expected)


def test_the_nameless_vehicle_hands_on_to_a_train_and_costs_by_its_own_km():
    lane = lane_to(by_rail(vehicles=(TRAIN,), transport_cny_per_t_km=2.0))
    assert [part.vehicle for part in lane.parts] == [None, "train", None]
    assert lane.cost_cny_per_t == 2 * (50 + 25)


def test_goods_change_only_where_and_as_a_transfer_says():
    assert lane_to(by_rail(transfers=ON_AND_OFF[:1])) is None
    assert lane_to(by_rail(transfers=(transfer("C", RAIL, ROAD), ON_AND_OFF[1]))) is None
    assert lane_to(by_rail(transfers=(transfer("A", ROAD, RAIL), ON_AND_OFF[1]))) is None


def test_the_best_of_several_transfer_places_is_used():
    # Over E the truck drives two hours more and waits three hours less.
    roads = (*LONG_WAY, RAILWAY, road("A", "E", 150), road("E", "D", 100, "spur", mode=RAIL))
    quick = (*ON_AND_OFF, transfer("E", ROAD, RAIL, 0.0))
    assert lane_to(by_rail(roads=roads, transfers=quick)).travel_h == 3 + 1 + 2 + 0.5


def test_no_more_than_three_vehicles_make_a_chain():
    by_air = question(
        roads=(*LONG_WAY[:1], RAILWAY, road("D", "E", 10, "air", mode=AIR), road("E", "B", 10)),
        vehicles=(TRUCK, TRAIN, HELI),
        transfers=(transfer("C", ROAD, RAIL), transfer("D", RAIL, AIR), transfer("E", AIR, ROAD)),
        to="BE",
    )
    assert lane_to(by_air, "E").vehicles == "truck>train>heli"
    assert lane_to(by_air, "B") is None


def test_a_change_of_trucks_by_road_needs_two_types():
    heavy = vehicle("heavy", 50, gross_weight_t=25, cost_cny_per_km=2, volume_m3=50)
    light = vehicle("light", 25, gross_weight_t=3, cost_cny_per_km=1)
    roads = (road("A", "C", 100), road("C", "B", 25, weight_limit_t=5))
    changing = question(
        roads=roads, vehicles=(heavy, light), transfers=(transfer("C", ROAD, ROAD, 0.5),)
    )
    # Per m3: heavy 8, then light 5, together 13; light alone 25.
    lane = lane_to(changing)
    assert (lane.vehicles, lane.travel_h) == ("heavy>light", 2 + 0.5 + 1)
    alone = question(roads=roads, vehicles=(heavy,), transfers=(transfer("C", ROAD, ROAD),))
    assert lane_to(alone) is None


def test_a_dearer_chain_is_used_where_only_it_comes_in_time():
    roads = (road("A", "B", 500), road("A", "B", 100, "air", mode=AIR))
    instance = question(
        roads=roads, vehicles=(TRUCK, HELI), deadlines_h=(5.0, 24.0), sites=(site("HA", "A"),)
    )
    assert lane_to(instance, deadline_h=5.0).vehicles == "heli"
    assert lane_to(instance, deadline_h=24.0).vehicles == "truck"


def test_a_helicopter_reaches_a_town_that_is_cut_off():
    cut_off = question(
        roads=(road("A", "C", 50), road("C", "B", 20), road("C", "B", 30, "air", mode=AIR)),
        scenario_roads=(road_change("C-B", closed=True),),
        vehicles=(TRUCK, HELI),
        transfers=(transfer("C", ROAD, AIR, 0.5),),
    )
    lane = lane_to(cut_off)
    assert (lane.vehicles, lane.hours) == ("truck>heli", pytest.approx(1 + 0.5 + 0.3))


CUT_OFF_B = road("B", "Z", 1)
"""B has a road, so that none is estimated, but it leads nowhere."""

APART = (road("A", "Y", 1), CUT_OFF_B)
"""Neither A nor B is reached by an estimated link."""


@pytest.mark.parametrize(("range_km", "reached"), [(30.0, True), (29.999, False)])
def test_a_vehicle_goes_no_farther_than_its_range(range_km, reached):
    flights = (road("C", "D", 10, "one", mode=AIR), road("D", "B", 20, "two", mode=AIR))
    instance = question(
        roads=(road("A", "C", 200), CUT_OFF_B, *flights),
        vehicles=(TRUCK, carrier("heli", "air", range_km=range_km)),
        transfers=(transfer("C", ROAD, AIR),),
    )
    assert (lane_to(instance) is not None) is reached


def test_a_range_that_is_met_exactly_is_not_missed_by_the_rounding_of_a_sum():
    links = (road("A", "C", 0.1, mode=DRONE), road("C", "B", 0.2, mode=DRONE))
    drone = carrier("drone", "drone", range_km=0.3)
    instance = question(roads=(*links, *APART), vehicles=(drone,))
    lane = lane_to(instance)
    assert lane.vehicles == "drone"
    assert lane.km > 0.3


def test_a_range_holds_for_trucks_and_for_each_vehicle_by_itself():
    short = vehicle("short", 50, range_km=60)
    roads = (road("A", "C", 50), road("C", "B", 50))
    assert lane_to(question(roads=roads, vehicles=(short,))) is None
    other = vehicle("other", 50, range_km=60)
    relay = question(roads=roads, vehicles=(short, other), transfers=(transfer("C", ROAD, ROAD),))
    assert lane_to(relay).vehicles == "other>short"


def test_a_detour_is_made_only_if_the_first_way_is_within_the_range():
    # The fast way to C is long; over the short one B would be within range, but C has one label.
    roads = (
        road("A", "C", 60, "fast", speed_kmh=100),
        road("A", "C", 30, "short", speed_kmh=10),
        road("C", "B", 20),
    )
    tired = vehicle("tired", 100, range_km=70)
    assert lane_to(question(roads=roads, vehicles=(tired,))) is None


def test_a_train_must_run_to_serve():
    instance = question(
        to="A", roads=(road("A", "C", 10, mode=RAIL), road("A", "D", 10)), vehicles=(TRAIN, TRUCK)
    )
    assert lane_to(instance, "A").vehicles == "truck"
    chained = question(
        roads=(road("A", "B", 10), road("A", "C", 10, mode=RAIL)),
        vehicles=(TRUCK, TRAIN),
        transfers=(transfer("A", RAIL, ROAD),),
        fleet=(fleet_entry("train", 1), fleet_entry("truck", 1, available_after_h=3.0)),
    )
    assert lane_to(chained).vehicles == "truck"


def test_a_train_alone_serves_the_other_end_of_its_railway():
    instance = question(roads=(road("A", "B", 100, mode=RAIL), *APART), vehicles=(TRAIN, TRUCK))
    lane = lane_to(instance)
    assert (lane.vehicles, lane.travel_h) == ("train", 1)


def test_closing_a_mode_closes_all_its_links():
    assert lane_to(by_rail(scenario_modes=(mode_change(RAIL, closed=True),))) is None
    assert lane_to(by_rail(scenario_modes=(mode_change(SEA, closed=True),))) is not None


def test_a_closed_mode_may_be_entered_when_it_reopens():
    later = by_rail(scenario_modes=(mode_change(RAIL, closed=True, reopens_h=10.0),))
    lane = lane_to(later)
    assert lane.hours == 10 + 2 + 2 + 0.5
    assert lane.drive_h == 3.5


@pytest.mark.parametrize(("link_h", "mode_h", "hours"), [(9.0, 7.0, 13.5), (7.0, 9.0, 13.5)])
def test_of_two_closures_the_later_counts(link_h, mode_h, hours):
    closed = by_rail(
        scenario_modes=(mode_change(RAIL, closed=True, reopens_h=mode_h),),
        scenario_roads=(road_change("rail", closed=True, reopens_h=link_h),),
    )
    assert lane_to(closed).hours == hours


def test_a_link_closed_for_good_stays_closed_when_its_mode_reopens():
    closed = by_rail(
        scenario_modes=(mode_change(RAIL, closed=True, reopens_h=1.0),),
        scenario_roads=(road_change("rail", closed=True),),
    )
    assert lane_to(closed) is None


def test_the_factor_of_a_mode_slows_it_and_that_of_the_scenario_only_roads():
    slow_rail = by_rail(scenario_modes=(mode_change(RAIL, speed_factor=0.5),))
    assert [part.drive_h for part in lane_to(slow_rail).parts] == [1, 4, 0.5]
    snow = by_rail(scenarios=(scenario(speed_factor=0.5),))
    assert [part.drive_h for part in lane_to(snow).parts] == [2, 2, 1]
    both = by_rail(
        scenarios=(scenario(speed_factor=0.5),),
        scenario_modes=(mode_change(ROAD, speed_factor=0.5),),
    )
    assert [part.drive_h for part in lane_to(both).parts] == [4, 2, 2]


def test_a_link_may_be_slower_than_what_moves_on_it():
    slow = road("C", "D", 200, "rail", mode=RAIL, speed_kmh=40)
    assert lane_to(by_rail(roads=(*LONG_WAY, slow))).parts[1].drive_h == 5


def test_a_train_may_be_too_heavy_for_a_bridge():
    weak = road("C", "D", 200, "rail", mode=RAIL, weight_limit_t=100)
    heavy = carrier("train", "rail", gross_weight_t=101)
    assert lane_to(by_rail(roads=(*LONG_WAY, weak), vehicles=(TRUCK, heavy))) is None


def test_the_first_vehicle_leaves_when_there_is_one():
    later = (
        fleet_entry("truck", 2, available_after_h=4.0),
        fleet_entry("truck", 1, at="B", available_after_h=2.0),
        fleet_entry("truck", 0, at="Z", available_after_h=0.0),
    )
    instance = question(
        roads=(road("A", "B", 50), CUT_OFF_B),
        vehicles=(vehicle("truck", 50, load_min=30),),
        fleet=later,
        response=response(decision_h=1.0),
    )
    assert lane_to(instance).hours == 1 + 2 + 0.5 + 1
    slow_site = (site("HA", "A", mobilization_h=5.0),)
    slow = question(
        roads=(road("A", "B", 50), CUT_OFF_B), vehicles=(TRUCK,), fleet=later, sites=slow_site
    )
    assert lane_to(slow).hours == 6


def test_goods_wait_at_a_transfer_for_a_vehicle_that_is_not_there_yet():
    fleet = (fleet_entry("truck", 1), fleet_entry("train", 1, available_after_h=9.0))
    lane = lane_to(by_rail(fleet=fleet, response=response(decision_h=0.5)))
    assert lane.hours == 0.5 + 9 + 2 + 2 + 0.5
    early = (fleet_entry("truck", 1), fleet_entry("train", 1, available_after_h=3.5))
    assert lane_to(by_rail(fleet=early, response=response(decision_h=0.5))).hours == 0.5 + 8.5


def test_a_given_lane_is_taken_by_trucks_only_and_replaces_chains_to_its_end():
    instance = by_rail(lanes=(given("A", "B", 40.0),))
    assert (lane_to(instance).vehicles, lane_to(instance).hours) == ("truck", 40)


def test_a_given_lane_to_a_transfer_place_is_not_a_part_of_a_chain():
    instance = by_rail(lanes=(given("A", "C", 0.1),))
    assert lane_to(instance).parts[0].drive_h == 1


def test_a_chain_may_use_an_estimated_link():
    # V has no road: its link to D, its parent, is estimated.
    instance = by_rail(
        to="V", places=(*(place(name) for name in "ABCD"), place("V", 39.1, parent="D"))
    )
    lane = lane_to(instance, "V")
    assert lane.vehicles == "truck>train>truck"
    assert lane.estimated


def test_without_any_roads_goods_do_not_change_vehicles_but_trains_run():
    instance = question(
        roads=(RAILWAY, road("C", "A", 100, "branch", mode=RAIL)),
        vehicles=(TRUCK, TRAIN),
        places=(place("A"), place("B", 60), place("C"), place("D", 59.9)),
        to="BD",
        transfers=(transfer("D", RAIL, ROAD),),
    )
    assert lane_to(instance, "D").vehicles == "train"
    lane = lane_to(instance, "B")
    assert (lane.vehicles, lane.estimated) == ("truck", True)
