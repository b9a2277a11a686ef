"""Points and the ways between them: closures, weight limits, given lanes, no roads at all."""

import dataclasses
import random

import pytest
from made_up import MADE_UP, fleet_entry, place, road, road_change, vehicle
from small_plans import AIR, ROADS, TO_D, question

from optimizer.geodesy import great_circle_km
from optimizer.instance import GivenLane, ScenarioMode
from optimizer.network.moving import Label, Leg, Start, earliest_arrivals
from optimizer.routing.problem import NEVER_S, Way
from optimizer.routing.scenario.fastest import US_PER_H, fastest_tracks
from optimizer.routing.scenario.points import Ground, Point, matrices, seconds_down, seconds_up

DECISION_US = US_PER_H


def ground(bought=(), **tables):
    return Ground(question(**tables), "S", bought)


def ways(start, end, type_id="van", bought=(), **tables):
    one = ground(bought, **tables)
    return one.ways(one.types[type_id], start, end)


def test_a_way_over_open_roads_has_its_time_and_length():
    assert ways("A", "B") == (Way(seconds=1800, metres=20_000),)


def test_a_place_is_at_itself_without_driving():
    assert ways("B", "B") == (Way(seconds=0, metres=0),)


def test_a_road_that_opens_later_is_a_gate():
    assert ways("A", "C") == (Way(seconds=2700, metres=30_000, gates=((1800, 18_000),)),)


def test_a_light_vehicle_may_choose_between_a_long_open_way_and_a_closed_short_one():
    assert ways("A", "C", "pickup") == (
        Way(seconds=5400, metres=60_000),
        Way(seconds=2700, metres=30_000, gates=((1800, 18_000),)),
    )


def test_a_road_that_opens_before_one_can_be_there_is_open():
    opens = (road_change("B-C", closed=True, reopens_h=1.5),)
    assert ways("A", "C", scenario_roads=opens) == (Way(seconds=2700, metres=30_000),)
    assert ways("B", "C", scenario_roads=opens) == (
        Way(seconds=900, metres=10_000, gates=((0, 5400),)),
    )


def test_a_road_that_never_opens_is_no_way():
    closed = (road_change("B-C", closed=True),)
    assert ways("A", "C", scenario_roads=closed) == ()


def test_of_two_closures_only_those_that_make_one_wait_are_gates():
    roads = (road("A", "B", 20), road("B", "C", 10), road("C", "D", 10))
    closures = tuple(
        road_change(name, closed=True, reopens_h=hour)
        for name, hour in (("A-B", 5), ("B-C", 5.25), ("C-D", 8))
    )
    (way,) = ways("A", "D", roads=roads, scenario_roads=closures)
    assert way.gates == ((0, 18_000), (2700, 28_800))


def test_a_planned_road_carries_nothing_until_it_is_bought():
    planned = (*ROADS, road("C", "A", 4, planned_cost_cny=1))
    assert [way.seconds for way in ways("A", "C", roads=planned)] == [2700]
    assert ways("A", "C", bought=("C-A",), roads=planned)[0] == Way(seconds=360, metres=4000)


def test_a_given_lane_takes_the_place_of_all_roads_in_its_direction():
    given = (GivenLane(from_place="A", to_place="B", travel_h=1, km=33, **MADE_UP),)
    slow = tuple(dataclasses.replace(row, speed_factor=0.5) for row in question().scenarios)
    assert ways("A", "B", lanes=given, scenarios=slow) == (Way(seconds=7200, metres=33_000),)
    assert ways("B", "A", lanes=given, scenarios=slow) == (Way(seconds=3600, metres=20_000),)


def test_a_given_lane_is_for_vehicles_by_road():
    given = (GivenLane(from_place="A", to_place="D", travel_h=9, km=33, **MADE_UP),)
    assert ways("A", "D", "heli", lanes=given, fleet=(fleet_entry("heli"),)) == (
        Way(seconds=900, metres=30_000),
    )


def test_a_lane_of_the_scenario_comes_before_one_for_all():
    both = tuple(
        GivenLane(from_place="A", to_place="B", travel_h=hours, scenario=scenario, **MADE_UP)
        for hours, scenario in ((1, None), (2, "S"))
    )
    assert ways("A", "B", lanes=both)[0].seconds == 7200


def test_without_roads_a_vehicle_goes_straight_between_any_two_places():
    moved = tuple(
        dataclasses.replace(place(name, terrain_factor=2.0), lon=100 + 0.1 * number)
        for number, name in enumerate("ABC")
    )
    km = 2 * great_circle_km(39, 100.1, 39, 100.2)
    (way,) = ways("B", "C", places=moved, scenario_people=(), roads=(), scenario_roads=())
    assert way.seconds == seconds_up(km / 40)
    assert way.metres == pytest.approx(1000 * km, abs=0.5)


def test_a_closed_mode_is_a_gate_too():
    gale = (ScenarioMode(scenario="S", mode=AIR, closed=True, reopens_h=3, **MADE_UP),)
    assert ways("A", "D", "heli", fleet=(fleet_entry("heli"),), scenario_modes=gale) == (
        Way(seconds=900, metres=30_000, gates=((0, 10_800),)),
    )


def test_seconds_of_a_way_are_rounded_up_and_meters_to_the_nearest():
    assert ways("A", "B", roads=(road("A", "B", 20.0004),), scenario_roads=()) == (
        Way(seconds=1801, metres=20_000),
    )


@pytest.mark.parametrize(
    ("hours", "down", "up"), [(0.1, 360, 360), (1 / 3, 1200, 1200), (1.00001, 3600, 3601)]
)
def test_hours_become_whole_seconds(hours, down, up):
    assert (seconds_down(hours), seconds_up(hours)) == (down, up)


def test_types_that_move_alike_share_their_ways():
    fleet = (fleet_entry("van"), fleet_entry("twin"), fleet_entry("pickup"))
    one = ground(vehicles=(*question().vehicles, vehicle("twin", gross_weight_t=5)), fleet=fleet)
    found, index = matrices(one, [one.types[name] for name in sorted(one.types)], [Point("A")])
    assert len(found) == 2
    assert index["van"] == index["twin"] != index["pickup"]


def test_how_far_a_vehicle_may_go_is_no_matter_of_the_ways():
    short = vehicle("heli", 0, mode=AIR, cruise_kmh=120, range_km=5)
    assert ways("A", "D", "heli", vehicles=(short,), fleet=(fleet_entry("heli"),)) == (
        Way(seconds=900, metres=30_000),
    )


def test_vehicles_of_a_mode_come_only_to_its_points():
    one = ground(**TO_D)
    points = [Point("A"), Point("D"), Point("D", AIR), Point("B", one.types["van"].mode)]
    found, index = matrices(one, [one.types["heli"], one.types["van"]], points)
    assert found[index["heli"]].seconds[0] == (0, 900, 900, NEVER_S)
    assert found[index["van"]].seconds[0] == (0, NEVER_S, NEVER_S, 1800)
    assert found[index["heli"]].seconds[1][2] == 0


def test_a_later_way_stands_beside_the_matrix():
    one = ground()
    found, index = matrices(one, [one.types["pickup"], one.types["van"]], [Point("A"), Point("C")])
    pickup, van = found[index["pickup"]], found[index["van"]]
    assert pickup.seconds[0][1] == 5400
    assert van.seconds[0][1] == NEVER_S
    assert [way.seconds for way in pickup.ways(0, 1)] == [5400, 2700]
    assert [way.seconds for way in van.ways(0, 1)] == [2700]


def test_a_path_is_the_one_that_arrives_first_at_the_hour_of_leaving():
    early = ground().path("pickup", "A", "C", 3600)
    late = ground().path("pickup", "A", "C", 16_000)
    assert [(step.road, step.enter_s, step.arrive_s) for step in early] == [("A-C", 3600, 9000)]
    assert [(step.road, step.enter_s, step.arrive_s) for step in late] == [
        ("A-B", 16_000, 17_800),
        ("B-C", 18_000, 18_900),
    ]


def test_a_path_is_empty_where_nobody_moves_or_can():
    assert ground().path("van", "A", "A", 0) == ground().path("van", "A", "D", 0) == ()
    assert ground().arrive_s("van", "A", "A", 7) == 7
    assert ground().arrive_s("van", "A", "D", 7) is None


def test_a_path_over_a_given_lane_is_one_step():
    given = (GivenLane(from_place="A", to_place="B", travel_h=1, km=33, **MADE_UP),)
    (step,) = ground(lanes=given).path("van", "A", "B", 10)
    assert (step.start, step.end, step.road, step.arrive_s) == ("A", "B", None, 3610)


@pytest.mark.parametrize("seed", range(12))
def test_the_ways_give_the_earliest_arrival_whenever_one_leaves(seed):
    chance = random.Random(seed)
    legs = {}
    for one in range(7):
        for other in range(one + 1, 7):
            if chance.random() < 0.6:
                hours, km = chance.randint(1, 9) / 4, chance.randint(1, 9)
                opens_h = chance.choice((0, 0, 2, 5, 9))
                for start, end in ((one, other), (other, one)):
                    leg = Leg(str(end), hours, float(km), opens_h, False, None)
                    legs.setdefault(str(start), []).append(leg)
    tracks = fastest_tracks(legs, "0", DECISION_US)
    for leave_h in (1, 1.5, 3, 4.75, 8, 20):
        start = {"0": Label(leave_h, 0.0, 0.0, False, (), Start("0"))}
        expected = earliest_arrivals(legs, start, float("inf"), float("inf"))
        found = {
            name: min(track.done_us(round(leave_h * US_PER_H)) for track in some) / US_PER_H
            for name, some in tracks.items()
        }
        assert found == {name: label.arrival_h for name, label in expected.items()}
