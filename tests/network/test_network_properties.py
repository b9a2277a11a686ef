"""What holds for any network of roads, and what other programs say about it."""

import dataclasses
import itertools

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import place, road, road_change, scenario, site, vehicle
from small_networks import all_lanes, question

from optimizer.needs import Bundle

PLACES = "ABCDE"
LATE = Bundle("living", "people", 100.0)
SPEED_KMH = 50.0

pairs = st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES)).filter(
    lambda ends: ends[0] != ends[1]
)
links = st.tuples(pairs, st.integers(1, 60), st.sampled_from([None, 20.0, 40.0, 100.0]))
hours_of_reopening = st.none() | st.integers(0, 8).map(float)
points = st.tuples(st.integers(0, 4), st.integers(0, 4))


@st.composite
def road_tables(draw, least=1):
    drawn = draw(st.lists(links, min_size=least, max_size=10))
    return tuple(
        road(one, other, float(km), f"R{number}", speed_kmh=speed_kmh)
        for number, ((one, other), km, speed_kmh) in enumerate(drawn)
    )


@st.composite
def closures(draw, roads):
    closed = draw(st.lists(st.sampled_from(roads), unique=True)) if roads else []
    return tuple(
        road_change(row.id, closed=True, reopens_h=draw(hours_of_reopening)) for row in closed
    )


@st.composite
def questions(draw, least_roads=1):
    roads = draw(road_tables(least_roads))
    positions = draw(st.lists(points, min_size=len(PLACES), max_size=len(PLACES)))
    return question(
        to=PLACES,
        deadlines_h=(4.0, 100.0),
        places=tuple(
            place(name, 39 + lat / 10, 100 + lon / 10)
            for name, (lat, lon) in zip(PLACES, positions, strict=True)
        ),
        roads=roads,
        scenario_roads=draw(closures(roads)),
        sites=(site("HA", "A"), site("HB", "B", mobilization_h=1.0)),
        scenarios=(scenario(speed_factor=draw(st.sampled_from([0.5, 1.0]))),),
    )


def touched(instance):
    return {end for row in instance.roads for end in (row.from_place, row.to_place)}


@given(instance=questions(), data=st.data())
@settings(max_examples=80, deadline=None)
def test_closing_a_road_never_makes_a_lane_earlier(instance, data):
    closed = data.draw(st.sampled_from(instance.roads))
    reopens_h = data.draw(hours_of_reopening)
    others = tuple(row for row in instance.scenario_roads if row.road != closed.id)
    before = all_lanes(dataclasses.replace(instance, scenario_roads=others))
    after = all_lanes(
        dataclasses.replace(
            instance,
            scenario_roads=(*others, road_change(closed.id, closed=True, reopens_h=reopens_h)),
        )
    )
    assert set(after) <= set(before)
    assert all(after[key][0].hours >= before[key][0].hours for key in after)


@given(instance=questions(least_roads=0), data=st.data())
@settings(max_examples=80, deadline=None)
def test_the_order_of_rows_changes_nothing(instance, data):
    vehicles = (vehicle("a", 60, cost_cny_per_km=2), vehicle("b", 30, cost_cny_per_km=1))
    instance = dataclasses.replace(instance, vehicles=vehicles)
    shuffled = {
        table: tuple(data.draw(st.permutations(getattr(instance, table))))
        for table in ("places", "roads", "scenario_roads", "sites", "vehicles", "scenario_people")
    }
    expected = all_lanes(instance)
    found = all_lanes(dataclasses.replace(instance, **shuffled))
    assert list(found.items()) == list(expected.items())


@given(instance=questions())
@settings(max_examples=80, deadline=None)
def test_networkx_finds_the_same_hours_on_open_roads(instance):
    instance = dataclasses.replace(instance, scenario_roads=())
    graph = networkx.MultiGraph()
    graph.add_nodes_from(PLACES)
    for row in instance.roads:
        hours = row.km / ((row.speed_kmh or SPEED_KMH) * instance.scenario["S"].speed_factor)
        graph.add_edge(row.from_place, row.to_place, hours=hours)
    expected = {
        ("S", origin, end, LATE): start_h + hours
        for origin, start, start_h in (("HA", "A", 0.0), ("HB", "B", 1.0))
        for end, hours in networkx.shortest_path_length(graph, start, weight="hours").items()
        if {start, end} <= touched(instance)
    }
    found = {
        key: lane.hours
        for key, (lane,) in all_lanes(instance).items()
        if key[3] == LATE and not lane.estimated
        if {instance.site[key[1]].place, key[2]} <= touched(instance)
    }
    assert found == pytest.approx(expected)


@given(instance=questions())
@settings(max_examples=80, deadline=None)
def test_no_simple_path_comes_earlier_past_closed_roads(instance):
    found = {
        key[2]: lane.hours
        for key, (lane,) in all_lanes(instance).items()
        if key[1] == "HA" and key[3] == LATE and not lane.estimated
    }
    for end in touched(instance) - {"A"}:
        arrivals = [arrival_h(instance, path) for path in road_paths(instance, end)]
        best_h = min((hours for hours in arrivals if hours <= 100), default=None)
        if "A" in touched(instance):
            assert found.get(end) == (None if best_h is None else pytest.approx(best_h))


def road_paths(instance, end):
    """Yield every way from A to a place that comes through no place twice."""
    graph = networkx.MultiGraph()
    graph.add_nodes_from(PLACES)
    for row in instance.roads:
        graph.add_edge(row.from_place, row.to_place, key=row.id)
    for path in networkx.all_simple_edge_paths(graph, "A", end):
        yield [next(row for row in instance.roads if row.id == key) for _, _, key in path]


def arrival_h(instance, path):
    """Return the hour of arrival over roads, waiting at those that are closed."""
    closed = {row.road: row.reopens_h for row in instance.scenario_roads}
    now_h = 0.0
    for row in path:
        opens_h = closed.get(row.id, 0.0)
        if opens_h is None:
            return float("inf")
        speed_kmh = (row.speed_kmh or SPEED_KMH) * instance.scenario["S"].speed_factor
        now_h = max(now_h, opens_h) + row.km / speed_kmh
    return now_h


def test_a_later_deadline_never_makes_a_trip_dearer():
    vehicles = tuple(
        vehicle(f"v{number}", kmh, cost_cny_per_km=cost)
        for number, (kmh, cost) in enumerate(
            [(20, 3.0), (40, 1.0), (60, 4.0), (80, 2.0), (90, 9.0)]
        )
    )
    deadlines_h = (1.0, 1.5, 2.0, 3.0, 5.0, 9.0)
    roads = (road("A", "B", 80),)
    found = all_lanes(question(deadlines_h=deadlines_h, roads=roads, vehicles=vehicles))
    costs = [lane.parts[0].trip_cost_cny for (lane,) in found.values()]
    assert len(costs) == 6
    assert all(one >= other for one, other in itertools.pairwise(costs))
