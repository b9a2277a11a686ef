"""How long a way takes and how long a driver is at it, by pencil.

::

    A ── 60 km, closed until 5 ── B        60 km/h everywhere
     └── 120 km ── C ── 180 km ───┘

From A to B it is 1 h over the closed road and 5 h by way of C.
"""

import math
from dataclasses import replace

import pytest
from made_up import MADE_UP, fleet_entry, group, people, place, road, road_change, scenario

from optimizer.instance import (
    Economics,
    GivenLane,
    Instance,
    Policy,
    Response,
    ScenarioMode,
    Vehicle,
)
from optimizer.instance.words import RoadClass, TransportMode
from optimizer.plan import Plan
from optimizer.verify.driving.clock import Rests, Span
from optimizer.verify.driving.duty import Work, stretches
from optimizer.verify.driving.frontier import Way
from optimizer.verify.driving.travel import Hop, Travel

TRUCK = Vehicle(
    id="truck", name="Truck", payload_t=4, volume_m3=20, gross_weight_t=9, county_kmh=60,
    range_km=200, **MADE_UP,
)  # fmt: skip
CLOSED = road_change("AB", closed=True, reopens_h=5)

WAYS = Instance(
    name="ways",
    economics=Economics(
        discount_rate=0.0, building_life_years=30, equipment_life_years=10, **MADE_UP
    ),
    response=Response(terrain_factor=1.5, **MADE_UP),
    policy=Policy(**MADE_UP),
    places=(
        place("A", 0, 0),
        place("B", 0, 1, terrain_factor=2.0),
        place("C", 1, 0),
    ),
    roads=(
        road("A", "B", 60, "AB", weight_limit_t=10),
        road("A", "C", 120, "AC"),
        road("C", "B", 180, "CB"),
    ),
    groups=(group("g"),),
    vehicles=(TRUCK,),
    fleet=(fleet_entry("truck", 1, "A"),),
    scenarios=(scenario("S", days=5),),
    scenario_people=(people("B", 1, "g"),),
    scenario_roads=(CLOSED,),
)


def hop(ends="AB", leave_h=0.0, arrive_h=math.inf, rests=(), vehicle=TRUCK):
    return Hop("S", vehicle, (ends[0], ends[1]), leave_h, arrive_h, Rests(Span(*r) for r in rests))


def travel(instance=WAYS, *bought):
    return Travel(instance, Plan(roads=bought))


def fastest(instance=WAYS, bought=(), **changes):
    """Return arrival on the vehicle's clock, km and moving hours."""
    way = travel(instance, *bought).fastest(hop(**changes))
    return way and pytest.approx((way.arrival_h, way.km, way.moving_h))


def test_a_vehicle_goes_round_a_road_that_opens_too_late():
    assert fastest() == (5, 300, 5)


def test_a_vehicle_waits_for_a_road_that_opens_in_time():
    assert fastest(leave_h=0.5) == (5.5, 300, 5)
    assert fastest(leave_h=1.5) == (6, 60, 1)


def test_a_road_that_has_opened_is_open():
    assert fastest(leave_h=5) == (6, 60, 1)
    assert fastest(leave_h=7) == (8, 60, 1)


def test_a_road_that_stays_closed_is_none():
    never = replace(WAYS, scenario_roads=(replace(CLOSED, reopens_h=None),))
    assert fastest(never, leave_h=90) == (95, 300, 5)


def test_a_way_that_opens_late_is_a_way():
    alone = replace(WAYS, roads=WAYS.roads[:2])
    assert fastest(alone, arrive_h=2) == (6, 60, 1)
    assert fastest(alone, ends="AA", leave_h=2) == (2, 0, 0)


def test_a_closed_mode_is_closed_on_every_road():
    closed = ScenarioMode(
        scenario="S", mode=TransportMode.ROAD, speed_factor=0.5, closed=True, reopens_h=7, **MADE_UP
    )
    assert fastest(replace(WAYS, scenario_modes=(closed,))) == (9, 60, 2)


def test_a_heavy_vehicle_does_not_use_a_weak_road():
    assert fastest(leave_h=9, vehicle=replace(TRUCK, id="heavy", gross_weight_t=11)) == (14, 300, 5)


def test_a_vehicle_keeps_off_roads_of_a_class_it_may_not_use():
    lane = replace(WAYS.roads[0], road_class=RoadClass.VILLAGE)
    assert fastest(replace(WAYS, roads=(lane, *WAYS.roads[1:])), leave_h=9) == (14, 300, 5)


def test_a_planned_road_is_a_way_where_it_is_bought():
    planned = road("A", "B", 30, "new", planned_cost_cny=1)
    instance = replace(WAYS, roads=(*WAYS.roads, planned))
    assert fastest(instance) == (5, 300, 5)
    assert fastest(instance, bought=("new",)) == (0.5, 30, 0.5)


def test_a_rest_stops_the_clock_and_may_be_taken_at_a_closed_road():
    assert fastest(leave_h=2, rests=[(2.5, 3)]) == (5.5, 60, 1)
    assert Rests([Span(2.5, 3)]).hour(5.5) == 6
    assert fastest(leave_h=2, rests=[(4.75, 5.5)]) == (5.75, 60, 1)
    assert Rests([Span(4.75, 5.5)]).hour(5.75) == 6.5


def test_a_given_lane_replaces_the_road_in_its_direction():
    lanes = (
        GivenLane(from_place="A", to_place="B", travel_h=3, km=99, **MADE_UP),
        GivenLane(scenario="S", from_place="C", to_place="B", travel_h=1, km=77, **MADE_UP),
        GivenLane(from_place="C", to_place="B", travel_h=9, km=88, **MADE_UP),
    )
    slow = replace(WAYS.scenarios[0], speed_factor=0.5)
    instance = replace(WAYS, lanes=lanes, scenarios=(slow,))
    assert fastest(instance, leave_h=1, rests=[(2, 3)]) == (7, 99, 6)
    assert fastest(instance, ends="BA", leave_h=9) == (11, 60, 2)
    assert fastest(instance, ends="CB") == (2, 77, 2)
    flying = replace(TRUCK, id="plane", mode=TransportMode.AIR, cruise_kmh=300)
    assert fastest(instance, vehicle=flying) is None


def test_without_roads_a_vehicle_goes_straight_by_the_terrain_of_its_destination():
    bare = replace(WAYS, roads=(), scenario_roads=())
    degree_km = math.radians(1) * 6371.0088
    assert fastest(bare) == (degree_km / 30, 2 * degree_km, degree_km / 30)
    assert fastest(bare, ends="BA") == (degree_km / 40, 1.5 * degree_km, degree_km / 40)
    assert fastest(bare, ends="AC") == (degree_km / 40, 1.5 * degree_km, degree_km / 40)


def test_without_roads_a_bought_one_may_be_driven_and_waited_for():
    planned = replace(WAYS.roads[0], id="AB", km=30, planned_cost_cny=1)
    bare = replace(WAYS, roads=(planned,), scenario_roads=(replace(CLOSED, reopens_h=3),))
    assert fastest(bare, bought=("AB",)) == (3.5, 30, 0.5)
    assert travel(bare, "AB").least_moving(hop())[0].gates == ((0.0, 3),)


def test_the_shortest_of_the_fastest_ways_counts():
    """A motorway is as fast as the road and twice as long."""
    quick = road("A", "B", 119.99, "fast", road_class=RoadClass.MOTORWAY)
    instance = replace(WAYS, roads=(*WAYS.roads, quick))
    ways = travel(instance)
    van = replace(TRUCK, id="van", motorway_kmh=120)
    there = hop(leave_h=9, vehicle=van)
    best = ways.fastest(there)
    assert best.km == 119.99
    assert ways.shortest_km(there, best) == 60
    slower = hop(leave_h=9, vehicle=replace(van, id="bus", motorway_kmh=121))
    assert ways.shortest_km(slower, ways.fastest(slower)) == 119.99


def test_ways_that_wait_are_told_with_their_gates():
    ways = travel()
    assert ways.least_moving(hop(arrive_h=5)) == (Way(5, 300, 5),)
    early, late = ways.least_moving(hop(arrive_h=6))
    assert early == Way(5, 300, 5)
    assert late == Way(6, 60, 1, ((0.0, 5),))


def test_a_gate_farther_on_is_no_reason_to_go_round():
    """From D, an hour beyond B, over B to A."""
    onward = road("B", "D", 60, "BD")
    d = place("D", 0, 2)
    ways = travel(replace(WAYS, places=(*WAYS.places, d), roads=(*WAYS.roads, onward)))
    there = hop(ends="DA", leave_h=0.5, arrive_h=6)
    assert ways.least_moving(there) == (Way(6, 120, 2, ((1.0, 5),)),)


def test_a_given_lane_is_the_only_way():
    lane = GivenLane(from_place="A", to_place="B", travel_h=7, km=99, **MADE_UP)
    assert travel(replace(WAYS, lanes=(lane,))).least_moving(hop(arrive_h=9)) == (Way(7, 99, 7),)


def test_where_a_road_opens_on_the_way_either_way_may_be_taken():
    ways = travel()
    assert ways.taken(hop(arrive_h=5)) == (Way(5, 300, 5),)
    there = hop(leave_h=0.5, arrive_h=6)
    assert {(way.km, way.moving_h) for way in ways.taken(there)} == {(300, 5), (60, 1)}
    assert ways.shortest_km(there, ways.fastest(there)) == 60
    late = hop(leave_h=4, arrive_h=6)
    assert {way.km for way in ways.taken(late)} == {60}
    alone = travel(replace(WAYS, roads=WAYS.roads[1:2], scenario_roads=()))
    assert alone.taken(there) == ()


def test_resting_on_the_open_way_is_one_way_to_arrive():
    """Rests in which the closed road opens do not make the way round later than stated."""
    rests = [(2, 2.5), (4, 5.5)]
    there = hop(leave_h=0, arrive_h=7, rests=rests)
    assert Way(5, 300, 5) in travel().least_moving(there)
    assert Way(5, 300, 5) in travel().taken(there)


def drive(moving_h, *pieces, gates=()):
    return Work(tuple(Span(*piece) for piece in pieces), (Way(0, 0, moving_h, gates),))


def hours(works, rests, most_h=4.0, least_rest_h=1 / 3):
    found = stretches(works, Rests(Span(*rest) for rest in rests), most_h, least_rest_h)
    return [pytest.approx(done.hours, abs=0.0041) for done in found]


def test_driving_adds_up_over_stops_until_a_rest():
    works = [drive(2, (0, 2)), drive(1, (5, 6)), drive(3, (7, 10))]
    assert hours(works, [(6, 6.5)]) == [3, 3]
    assert hours(works, [(6, 6.2)]) == [6]
    assert hours(works, []) == [6]
    assert hours([], []) == []


def test_before_a_rest_as_much_is_driven_as_may_be():
    """Five hours of driving in six and a half, in which the driver rests after 3 or 4.5."""
    assert hours([drive(5, (0, 3), (3.5, 6.5))], [(3, 3.5)]) == [3, 2]
    assert hours([drive(5, (0, 4.5), (5, 6.5))], [(4.5, 5)]) == [4, 1]
    assert hours([drive(1, (0, 1)), drive(5, (1, 4.5), (5, 7))], [(4.5, 5)]) == [4, 2]


def test_what_cannot_be_driven_after_a_rest_was_driven_before_it():
    assert hours([drive(5, (0, 4.5), (5, 5.5))], [(4.5, 5)]) == [4.5, 0.5]


def test_no_one_drives_through_a_closed_road_before_a_rest():
    """The road is closed one hour on; five hours of driving remain when it opens at 6."""
    works = [drive(6, (0, 2), (6, 11), gates=((1.0, 6.0),))]
    assert hours(works, [(2, 6)]) == [1, 5]
    works = [drive(6, (0, 7), (8, 12), gates=((1.0, 6.0),))]
    assert hours(works, [(7, 8)]) == [2, 4]


def test_a_pause_that_is_too_short_is_no_rest():
    works = [drive(5, (0, 3), (3.1, 5), (5.5, 7))]
    assert hours(works, [(3, 3.1), (5, 5.5)]) == [4, 1]


def test_several_closed_roads_are_waited_for_one_after_the_other():
    gates = ((1.0, 3.0), (2.0, 6.0))
    assert hours([drive(5, (0, 5), (5.5, 9), gates=gates)], [(5, 5.5)]) == [2, 3]
    assert hours([drive(5, (0, 3), (3.5, 12), gates=((4.0, 10.0),))], [(3, 3.5)]) == [3, 2]
    works = [drive(6, (0, 1), (1.5, 6.5), (7, 11.5), gates=((1.0, 6.0),))]
    assert hours(works, [(1, 1.5), (6.5, 7)]) == [1, 0.5, 4.5]


def test_a_road_that_opens_in_a_rest_is_open_after_it():
    works = [drive(6, (0, 3), (5, 10), gates=((1.0, 4.0),))]
    assert hours(works, [(3, 5)]) == [1, 5]


def test_a_road_that_has_opened_by_then_is_not_waited_for():
    works = [drive(5, (0, 1), (5, 8), (8.5, 10), gates=((3.0, 4.0),))]
    assert hours(works, [(1, 5), (8, 8.5)]) == [1, 3, 1]


def test_the_way_is_taken_after_which_least_is_left_to_drive():
    """Five hours of driving by hour 8 of which four lie before the rest, or three all after it."""
    ways = (Way(8, 0, 3, ((0.0, 5.0),)), Way(5, 0, 5))
    works = [Work((Span(0, 4.5), Span(5, 8.1)), ways), drive(3, (8.1, 12))]
    assert hours(works, [(4.5, 5)]) == [4, 4]


def test_the_way_that_strains_least_is_taken():
    ways = (Way(5, 0, 5), Way(6, 0, 1, ((0.0, 5.0),)))
    works = [Work((Span(0, 6),), ways), drive(3, (6, 9))]
    assert hours(works, []) == [4]


def test_rests_that_touch_are_one():
    apart = (Span(1, 2), Span(2.1, 3))
    assert Rests(apart).spans == apart
    rests = Rests([Span(5, 6), Span(6.001, 7), Span(1, 2), Span(4, 3)])
    assert rests.spans == (Span(1, 2), Span(5, 7))
    assert rests.ends_of(2) == (7,)
    assert rests.awake_h(6) == 4
    assert rests.hour(4) == 5
    assert rests.hour(4.5) == 7.5
    assert rests.pieces(1.5, 6) == (Span(2, 5),)
    assert rests.pieces(3, 8) == (Span(3, 5), Span(7, 8))
    assert rests.pieces(5.5, 6.5) == (Span(6.5, 6.5),)
    assert rests.overlap_h(1.5, 5.5) == 1
