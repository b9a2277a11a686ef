"""Chains of vehicles by hand: transfers, readiness, ranges, closures, planned roads, pieces."""

import math
import random
from dataclasses import replace

import pytest
from made_up import MADE_UP, fleet_entry, place, road, road_change, transfer
from simple_ways import arrival_h, simple_ways
from valley import HELICOPTER, TRAIN, TRUCK, VALLEY

from optimizer.instance import GivenLane, ScenarioMode, Vehicle
from optimizer.instance.words import PlaceKind, TransportMode
from optimizer.verify.lanes import Lanes, Load, Way

ROAD, RAIL, SEA, AIR, DRONE = (
    TransportMode.ROAD, TransportMode.RAIL, TransportMode.SEA, TransportMode.AIR,
    TransportMode.DRONE,
)  # fmt: skip


def question(**changes):
    return replace(VALLEY, **changes)


def vehicles(*rows):
    """Return the question with other vehicles, all of them ready at once."""
    return question(vehicles=rows, fleet=())


def lane(
    instance=VALLEY, scenario="S1", origin="SA", place="B", planned=(), deadline_h=24.0, piece=None
):
    load = Load(deadline_h, *(piece or (40, 0.2)))
    return Lanes(instance).lane(Way(scenario, origin, place, planned), load)


def chains_to(place, instance):
    """Return the vehicles of every way from the store at A, in time or not."""
    return {way.vehicles for way in Lanes(instance).ways(Way("S1", "SA", place))}


def test_train_and_truck_follow_each_other_with_their_hours_and_costs():
    found = lane()
    assert found.vehicles == "train>truck"
    assert found.hours == pytest.approx(3 + 2 + 1 + 0.5 + 0.5 + 1)
    train, truck = found.parts
    assert (train.mode, train.km, train.moving_h, train.cycle_h) == (RAIL, 100, 2, 6)
    assert (truck.mode, truck.km, truck.moving_h, truck.cycle_h) == (ROAD, 20, 0.5, 2)
    assert (train.trip_cost_cny, truck.trip_cost_cny) == (4000, 80)
    assert (found.km, found.moving_h, found.cost_cny_per_t) == (120, 2.5, 5)
    assert found.cost_cny_per_person(8, 0.04) == pytest.approx(0.0001 * 4000 + 0.002 * 80 + 0.04)
    assert found.window_h(12) == pytest.approx(1 + 12 - 8)


def test_the_truck_alone_is_taken_where_the_train_comes_too_late():
    found = lane(deadline_h=7.9)
    assert (found.vehicles, found.hours) == ("truck", pytest.approx(6.5))


def test_a_day_of_every_vehicle_is_paid_for_its_own_cycle():
    train = replace(TRAIN, cost_cny_per_day=1000)
    found = lane(question(vehicles=(replace(TRUCK, cost_cny_per_day=100), train, HELICOPTER)))
    costs = [part.trip_cost_cny for part in found.parts]
    assert costs == pytest.approx([4000 + 1000 * 6 / 10, 80 + 100 * 2 / 10])


def test_a_vehicle_leaves_when_it_is_there():
    late = (*VALLEY.fleet[:1], replace(VALLEY.fleet[1], available_after_h=4), VALLEY.fleet[2])
    assert lane(question(fleet=late)).hours == pytest.approx(8 + 3)
    soon = fleet_entry("train", 1, "B", available_after_h=2)
    none = fleet_entry("train", 0, "Y", available_after_h=0)
    assert lane(question(fleet=(*late, soon, none))).hours == pytest.approx(8 + 1)
    trucks_late = (replace(VALLEY.fleet[0], available_after_h=7), *VALLEY.fleet[1:])
    assert lane(question(fleet=trucks_late)).hours == pytest.approx(8 + 2)


def test_without_any_fleet_all_types_move_at_once():
    assert lane(question(fleet=())).hours == pytest.approx(8 - 0.5)


def test_three_vehicles_are_a_chain():
    port = place("P", 0, 1.1, kind=PlaceKind.PORT)
    isle = place("I", 0, 1.3, kind=PlaceKind.VILLAGE)
    ship = Vehicle(
        id="ship", name="Ship", mode=SEA, payload_t=50, volume_m3=200, cruise_kmh=20, **MADE_UP
    )
    instance = question(
        places=(*VALLEY.places, port, isle),
        roads=(
            *VALLEY.roads,
            road("B", "P", 8, "BP"),
            road("P", "I", 10, "PI", mode=SEA),
        ),
        vehicles=(*VALLEY.vehicles, ship),
        fleet=(*VALLEY.fleet, fleet_entry("ship", 1, "P")),
        transfers=(*VALLEY.transfers, transfer("P", ROAD, SEA, 2)),
    )
    found = lane(instance, place="I")
    assert found.vehicles == "train>truck>ship"
    assert found.hours == pytest.approx(6 + 28 / 40 + 2 + 10 / 20 + 1)
    assert [part.km for part in found.parts] == pytest.approx([100, 28, 10])


def test_a_chain_has_at_most_three_vehicles():
    places = tuple(place(name, 0, 1, kind=PlaceKind.JUNCTION) for name in "LPI")
    ends = (("A", "L", ROAD), ("L", "Y", RAIL), ("Y", "P", ROAD), ("P", "I", RAIL))
    instance = question(
        places=(*VALLEY.places, *places),
        roads=tuple(
            road(one, other, 20, one + other, mode=mode)
            for one, other, mode in ends
        ),
        scenario_roads=(),
        transfers=(
            *VALLEY.transfers, transfer("L", ROAD, RAIL, 1), transfer("P", ROAD, RAIL, 1),
        ),
    )  # fmt: skip
    assert lane(instance, place="Y").vehicles == "truck>train"
    assert lane(instance, place="P").vehicles == "truck>train>truck"
    assert lane(instance, place="I") is None


def test_goods_change_only_in_the_direction_and_between_the_modes_of_a_transfer():
    assert lane(question(transfers=(transfer("Y", ROAD, RAIL, 1),))).vehicles == "truck"
    assert lane(question(transfers=(transfer("Y", RAIL, AIR, 1),))).vehicles == "truck"
    assert lane(question(transfers=(transfer("B", RAIL, ROAD, 1),))).vehicles == "truck"


def test_a_smaller_truck_takes_over_at_a_junction_but_never_one_of_the_same_type():
    van = replace(TRUCK, id="van", volume_m3=10, payload_t=2, county_kmh=80, cost_cny_per_km=3)
    truck = replace(TRUCK, gross_weight_t=10, range_km=85)
    instance = question(
        roads=(
            road("A", "Y", 80, "AY"),
            road("Y", "B", 20, "YB", weight_limit_t=5),
        ),
        scenario_roads=(),
        vehicles=(truck, van),
        fleet=(),
        transfers=(transfer("Y", ROAD, ROAD, 0.25),),
    )
    assert lane(instance).vehicles == "truck>van"
    assert lane(instance).hours == pytest.approx(2 + 2 + 0.25 + 20 / 80 + 0.5 + 1)
    assert lane(replace(instance, vehicles=(replace(truck, gross_weight_t=0),))) is None


def test_a_part_is_no_longer_than_its_vehicles_range():
    near = {"place": "C", "deadline_h": 24.0}
    assert lane(**near).vehicles == "helicopter"
    for range_km, flies in ((99.9, False), (100 - 1e-10, True), (None, True)):
        copter = replace(HELICOPTER, range_km=range_km)
        found = lane(question(vehicles=(TRUCK, TRAIN, copter)), **near)
        assert (found is not None) == flies


def test_a_range_starts_again_with_every_vehicle_but_not_with_every_link():
    truck = replace(TRUCK, range_km=30)
    assert lane(question(vehicles=(truck, TRAIN, HELICOPTER))).vehicles == "train>truck"
    truck = replace(TRUCK, range_km=49)
    instance = question(vehicles=(truck, TRAIN, HELICOPTER))
    assert lane(instance, place="C", planned=("BC",)) is None
    assert lane(question(), place="C", planned=("BC",)).vehicles == "train>truck"


def test_a_label_that_a_range_does_not_let_go_on_hides_the_shorter_way():
    slow = road("A", "M", 20, "AM", speed_kmh=10)
    fast = road("A", "N", 40, "AN")
    rest = road("N", "M", 1, "NM")
    last = road("M", "Z", 30, "MZ")
    places = tuple(place(name, 1, 1) for name in "MNZ")
    instance = replace(
        vehicles(replace(TRUCK, range_km=60)),
        places=(*VALLEY.places, *places), roads=(*VALLEY.roads, slow, fast, rest, last),
    )  # fmt: skip
    assert lane(instance, place="M").km == 41
    assert lane(instance, place="Z") is None


def test_trains_ships_and_aircraft_move_at_least_over_one_link():
    assert chains_to("A", VALLEY) == {"truck", "train>truck"}
    idle = question(transfers=(*VALLEY.transfers, transfer("A", RAIL, ROAD, 0)))
    assert chains_to("A", idle) == {"truck", "train>truck"}
    assert lane(idle).vehicles == "train>truck"
    assert lane(idle).hours == pytest.approx(8)


@pytest.mark.parametrize("mode", [RAIL, SEA, AIR, DRONE])
def test_nothing_but_a_road_vehicle_serves_the_place_where_it_starts(mode):
    other = replace(TRAIN, mode=mode)
    instance = vehicles(TRUCK, other)
    assert chains_to("A", replace(instance, transfers=())) == {"truck"}
    assert chains_to("A", replace(instance, vehicles=(other,), transfers=())) == {""}


def test_each_mode_has_the_speed_and_the_closures_of_its_scenario():
    assert lane(scenario="S2").hours == pytest.approx(3 + 4 + 1 + 0.5 + 1.5)
    copter = lane(scenario="S2", place="C")
    assert (copter.hours, copter.moving_h) == pytest.approx((6 + 1 + 0.25 + 1, 1))
    snow = tuple(replace(row, speed_factor=0.5) for row in VALLEY.scenarios)
    assert lane(question(scenarios=snow)).hours == pytest.approx(3 + 2 + 1 + 1 + 1.5)
    never = ScenarioMode(scenario="S1", mode=RAIL, closed=True, **MADE_UP)
    assert lane(question(scenario_modes=(never,))).vehicles == "truck"
    ice = ScenarioMode(scenario="S1", mode=ROAD, speed_factor=0.5, **MADE_UP)
    assert lane(question(scenario_modes=(ice,))).hours == pytest.approx(3 + 2 + 1 + 1 + 1.5)


def test_of_two_closures_the_later_counts_and_an_open_row_closes_nothing():
    mode = ScenarioMode(scenario="S1", mode=RAIL, closed=True, reopens_h=4, **MADE_UP)
    link = road_change("AY", "S1", closed=True, reopens_h=5)
    for rows, opens_h in (((mode, link), 5), ((replace(mode, reopens_h=7), link), 7)):
        instance = question(scenario_modes=rows[:1], scenario_roads=rows[1:])
        assert lane(instance).hours == pytest.approx(opens_h + 2 + 1 + 0.5 + 1.5)
    open_row = replace(mode, closed=False, reopens_h=20)
    assert lane(question(scenario_modes=(open_row,))).hours == pytest.approx(8)


def test_a_link_by_rail_limits_speed_and_weight_as_a_road_does():
    roads = tuple(replace(road, speed_kmh=25) if road.id == "AY" else road for road in VALLEY.roads)
    assert lane(question(roads=roads)).hours == pytest.approx(8 + 2)
    weak = tuple(
        replace(road, weight_limit_t=500) if road.id == "AY" else road for road in VALLEY.roads
    )
    heavy = question(roads=weak, vehicles=(TRUCK, replace(TRAIN, gross_weight_t=600), HELICOPTER))
    assert lane(heavy).vehicles == "truck"


def test_a_piece_must_fit_into_every_vehicle_of_the_chain():
    assert lane(piece=(5000, 20)).vehicles == "train>truck"
    assert lane(piece=(5001, 1)) is None
    assert lane(piece=(1, 20.1)) is None
    assert lane(place="C", piece=(2000, 8)).vehicles == "helicopter"
    assert lane(place="C", piece=(2000, 8.1)) is None


def test_a_lane_over_planned_roads_uses_all_of_them():
    assert lane(place="C", planned=("BC",)).hours == pytest.approx(6 + 50 / 40 + 1.5)
    assert lane(place="B", planned=("BC",)) is None
    assert lane(place="C").vehicles == "helicopter"
    assert lane(origin="SB", place="C") is None
    assert lane(origin="SB", place="C", planned=("BC",)).hours == pytest.approx(4.25)
    spur = road("Y", "C", 45, "YC", planned_cost_cny=1)
    both = question(roads=(*VALLEY.roads, spur))
    assert lane(both, place="C", planned=("BC",)).km == 150
    assert lane(both, place="C", planned=("YC",)).km == 145
    assert lane(both, place="C", planned=("BC", "YC")) is None


def test_two_planned_roads_in_a_row_are_a_lane_of_both():
    first = road("Y", "M", 5, "YM", planned_cost_cny=1)
    second = road("M", "C", 5, "MC", planned_cost_cny=1)
    middle = place("M", 0, 1.1, kind=PlaceKind.VILLAGE)
    instance = question(roads=(*VALLEY.roads, first, second), places=(*VALLEY.places, middle))
    assert lane(instance, place="C", planned=("MC", "YM")).km == 110
    assert lane(instance, place="C", planned=("BC", "MC", "YM")) is None
    assert lane(instance, place="C", planned=("YM",)) is None


def test_a_planned_railway_carries_trains_once_it_is_bought():
    roads = tuple(
        replace(road, planned_cost_cny=1) if road.id == "AY" else road for road in VALLEY.roads
    )
    assert lane(question(roads=roads)).vehicles == "truck"
    assert lane(question(roads=roads), planned=("AY",)).vehicles == "train>truck"


def test_a_planned_road_is_no_road_that_spares_an_estimate():
    driven = tuple(
        replace(row, village_kmh=20) if row.id == "truck" else row for row in VALLEY.vehicles
    )
    instance = question(vehicles=driven)
    beeline_km = 0.2 * math.radians(1) * 6371.0088 * 1.25
    assert lane(instance, origin="SB", place="C").km == pytest.approx(beeline_km)


def test_equal_ways_are_taken_over_the_planned_road_that_was_asked_for():
    twin = road("Y", "B", 20, "YB2", planned_cost_cny=1)
    instance = question(roads=(*VALLEY.roads, twin))
    assert lane(instance, planned=("YB2",)).hours == pytest.approx(8)
    assert lane(instance).hours == pytest.approx(8)


def test_a_given_lane_replaces_trains_and_planned_roads_and_is_no_part_of_a_range():
    given = GivenLane(from_place="A", to_place="C", travel_h=3, km=90, cost_cny_per_t=7, **MADE_UP)
    short = tuple(
        replace(row, range_km=10) if row.id == "truck" else row for row in VALLEY.vehicles
    )
    instance = question(lanes=(given,), vehicles=short)
    found = lane(instance, place="C")
    assert (found.vehicles, found.hours, found.cost_cny_per_t) == ("truck", pytest.approx(6.5), 7)
    assert lane(instance, place="C", planned=("BC",)) is None


def test_what_homes_hold_is_there_at_once_for_all_of_their_place_and_nobody_else():
    for at in ("B", "C"):
        found = lane(origin="HB", place=at, piece=(1e6, 1e6))
        assert (found.hours, found.km, found.moving_h) == (0, 0, 0)
        assert found.cost_cny_per_person(8, 0.04) == 0
        assert found.window_h(12) == 12
    assert lane(origin="HB", place="A") is None
    assert lane(origin="HB", place="C", planned=("BC",)) is None
    slow = question(sources=(VALLEY.sources[0], replace(VALLEY.sources[1], lead_h=13)))
    assert lane(slow, origin="HB", deadline_h=12.9) is None
    given = GivenLane(from_place="B", to_place="C", travel_h=3, **MADE_UP)
    assert lane(question(lanes=(given,)), origin="HB", place="C").hours == 0


def test_a_nameless_vehicle_drives_where_no_type_of_road_does():
    economics = replace(VALLEY.economics, transport_cny_per_t_km=2)
    instance = question(economics=economics, vehicles=(TRAIN, HELICOPTER), fleet=VALLEY.fleet[1:])
    alone = lane(instance)
    assert (alone.vehicles, alone.hours) == ("", pytest.approx(1.5 + 120 / 45 + 1))
    assert alone.cost_cny_per_t == 240
    closed = replace(VALLEY.scenario_roads[0], scenario="S1")
    found = lane(replace(instance, scenario_roads=(closed,)))
    assert (found.vehicles, found.hours) == ("train>", pytest.approx(6 + 20 / 45 + 1))
    assert found.cost_cny_per_t == 5 + 20 * 2
    assert found.cost_cny_per_person(8, 0.04) == pytest.approx(0.0001 * 4000 + 0.008 * 45)


def test_without_any_roads_nothing_changes_over_and_trains_keep_to_their_rails():
    rails = tuple(road for road in VALLEY.roads if road.mode is not ROAD)
    instance = question(roads=rails, scenario_roads=())
    assert lane(instance).vehicles == "truck"
    assert lane(instance).km == pytest.approx(math.radians(1) * 6371.0088 * 1.25)
    assert lane(instance, place="C", deadline_h=5).vehicles == "helicopter"
    assert chains_to("Y", instance) == {"train"}
    short = tuple(
        replace(row, range_km=100) if row.id == "truck" else row for row in VALLEY.vehicles
    )
    assert lane(replace(instance, vehicles=short)) is None
    flood = ScenarioMode(scenario="S1", mode=ROAD, closed=True, reopens_h=10, **MADE_UP)
    waited = lane(replace(instance, scenario_modes=(flood,)))
    assert waited.hours == pytest.approx(10 + waited.moving_h + 1.5)


def test_without_any_roads_a_planned_one_is_driven_that_needs_no_third_place():
    near, on = (
        road(one, other, 10, name, planned_cost_cny=1)
        for name, one, other in (("AB", "A", "B"), ("BC", "B", "C"))
    )
    instance = question(roads=(near, on), scenario_roads=())
    assert lane(instance, planned=("AB",)).km == 10
    assert lane(instance).km == pytest.approx(math.radians(1) * 6371.0088 * 1.25)
    assert lane(instance, place="C", planned=("AB", "BC")) is None
    long = replace(instance, roads=(replace(near, km=500), on))
    assert lane(long, planned=("AB",)) is None


def earliest_h(arcs, start, end, depart_h, speed_kmh):
    """Return the earliest arrival over all simple ways."""
    ways = simple_ways(arcs, start, end)
    return min((arrival_h(way, depart_h, speed_kmh) for way in ways), default=math.inf)


@pytest.mark.parametrize("seed", range(15))
def test_no_chain_at_all_arrives_earlier_than_the_one_found(seed):
    """Trucks load trains at L1 and L2, trains are unloaded at U1 and U2."""
    chance = random.Random(seed)
    places = ("A", "L1", "L2", "U1", "U2", "Z")
    roads, closed, arcs = [], [], {ROAD: [], RAIL: []}

    def join(mode, one, other):
        name, km, opens_h = f"r{len(roads)}", chance.randint(5, 80), chance.choice((0, 0, 3, 6))
        roads.append(road(one, other, km, name, mode=mode))
        closed.append(road_change(name, "S1", closed=opens_h > 0, reopens_h=opens_h))
        arcs[mode].extend([(one, other, km, opens_h), (other, one, km, opens_h)])

    for one, other in (("A", "L1"), ("A", "L2"), ("L1", "L2"), ("U1", "Z"), ("U2", "Z")):
        join(ROAD, one, other)
    for _ in range(5):
        join(RAIL, *chance.sample(("L1", "L2", "U1", "U2"), 2))
    hours = {name: chance.choice((0.5, 1, 3)) for name in places}
    instance = replace(
        vehicles(TRUCK, TRAIN),
        places=tuple(place(p, 0, 0) for p in places),
        roads=tuple(roads), scenario_roads=tuple(closed), scenario_modes=(), scenario_people=(),
        sites=(replace(VALLEY.sites[0], place="A"),), options=(), mergers=(), stock=(),
        working_stock=(), sources=(), supplies=(), scenario_sources=(), indicators=(),
        policy=replace(VALLEY.policy, force_towns=()),
        transfers=tuple(transfer(p, ROAD, RAIL, hours[p]) for p in ("L1", "L2"))
        + tuple(transfer(p, RAIL, ROAD, hours[p]) for p in ("U1", "U2")),
    )  # fmt: skip
    arrivals = [
        earliest_h(arcs[ROAD], last, "Z", by_rail + hours[last], 40)
        for first in ("L1", "L2")
        for by_road in (earliest_h(arcs[ROAD], "A", first, 2.0, 40),)
        for last in ("U1", "U2")
        for by_rail in (earliest_h(arcs[RAIL], first, last, by_road + hours[first], 50),)
    ]
    found = lane(instance, place="Z", deadline_h=math.inf)
    assert (found is None) == (min(arrivals) == math.inf)
    assert found is None or found.vehicles == "truck>train>truck"
    assert found is None or found.hours == pytest.approx(min(arrivals) + 1.5)
