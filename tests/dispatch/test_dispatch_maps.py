"""Routes on a map, and as a routing problem for other programs."""

import json
from dataclasses import replace

import pytest
from driven_hamlet import DRIVING, HAMLET, PLAN, VIA_B_PLAN

from optimizer.dispatch import geojson_text, routes, vrplib_texts
from optimizer.instance import Vehicle

A, B, D = [100.0, 39.0], [100.2, 39.0], [100.2, 39.08]


@pytest.fixture(scope="module")
def tree():
    return json.loads(geojson_text(HAMLET, routes(HAMLET, PLAN, "S1")))


def of_kind(tree, kind):
    return [f for f in tree["features"] if f["properties"]["kind"] == kind]


def test_every_feature_is_one_by_the_standard(tree):
    assert set(tree) == {"type", "features"}
    for feature in tree["features"]:
        assert set(feature) == {"type", "geometry", "properties"}
        geometry = feature["geometry"]
        is_point = geometry["type"] == "Point"
        positions = [geometry["coordinates"]] if is_point else geometry["coordinates"]
        assert is_point or (geometry["type"] == "LineString" and len(positions) >= 2)
        for lon, lat in positions:
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
        assert all(not isinstance(v, dict | list) for v in feature["properties"].values())


def test_trips_go_through_the_places_on_their_way(tree):
    first, second = of_kind(tree, "trip")
    assert first["geometry"]["coordinates"] == [A, B]
    assert second["geometry"]["coordinates"] == [A, B, D]
    assert second["properties"]["km"] == 30.0
    assert second["properties"]["kg"] == 165.0


def test_empty_ways_and_ways_home_are_lines_of_their_own_only_where_something_moves(tree):
    (empty,) = of_kind(tree, "empty")
    assert (empty["properties"]["trip"], empty["geometry"]["coordinates"]) == (2, [B, A])
    (way_home,) = of_kind(tree, "return")
    assert way_home["geometry"]["coordinates"] == [D, B, A]


def test_stops_and_loadings_are_points_with_their_hours(tree):
    assert [f["geometry"]["coordinates"] for f in of_kind(tree, "stop")] == [B, D, D]
    assert of_kind(tree, "stop")[1]["properties"]["arrive_h"] == 24.25
    assert [f["properties"]["depart_h"] for f in of_kind(tree, "loading")] == [1.72, 2.995, 1.555]
    via = json.loads(geojson_text(HAMLET, routes(HAMLET, VIA_B_PLAN, "S2")))
    assert [f["geometry"]["coordinates"] for f in of_kind(via, "transfer")] == [B]


def read(text, tmp_path):
    vrplib = pytest.importorskip("vrplib")
    path = tmp_path / "problem.vrp"
    path.write_text(text, "utf-8")
    return vrplib.read_instance(path)


def test_a_store_with_its_places_is_a_problem_that_others_read(tmp_path):
    texts = vrplib_texts(HAMLET, PLAN, routes(HAMLET, PLAN, "S1"))
    assert set(texts) == {"hamlet-S1-HA.vrp", "hamlet-S1-HA.nodes.csv"}
    problem = read(texts["hamlet-S1-HA.vrp"], tmp_path)
    assert (problem["type"], problem["dimension"], problem["capacity"]) == ("CVRP", 3, 2000)
    assert problem["demand"].tolist() == [0, 220, 165]
    assert problem["depot"].tolist() == [0]
    assert problem["edge_weight"].tolist() == [
        [0, 20_000, 30_000], [20_000, 0, 10_000], [30_000, 10_000, 0],
    ]  # fmt: skip
    assert texts["hamlet-S1-HA.nodes.csv"].splitlines()[1:] == [
        "1,A,Alder,甲镇,0", "2,B,Birch,乙镇,220", "3,D,Dogwood,丁镇,165",
    ]  # fmt: skip


def with_van(**changes):
    van = replace(HAMLET.vehicles[0], **changes)
    assert isinstance(van, Vehicle)
    return replace(HAMLET, vehicles=(van,))


def test_a_place_that_needs_several_vehicles_is_as_many_customers(tmp_path):
    small = with_van(payload_t=0.1)
    texts = vrplib_texts(small, PLAN, routes(small, PLAN, "S1"))
    problem = read(texts["hamlet-S1-HA.vrp"], tmp_path)
    assert problem["capacity"] == 100
    assert problem["demand"].tolist() == [0, 74, 73, 73, 83, 82]
    assert problem["edge_weight"][1].tolist() == [20_000, 0, 0, 0, 10_000, 10_000]


def test_a_place_where_the_vehicle_does_not_come_is_left_out_by_name():
    heavy = with_van(gross_weight_t=12.0)
    text = vrplib_texts(heavy, PLAN, routes(heavy, PLAN, "S1"))["hamlet-S1-HA.vrp"]
    assert "COMMENT : kg, and metres of van; its type does not come to D\n" in text
    assert "DIMENSION : 2\n" in text


def test_an_origin_from_which_nothing_is_driven_away_is_no_problem():
    driving = replace(DRIVING, trips=DRIVING.trips[2:])
    plan = replace(PLAN, driving=driving)
    assert vrplib_texts(HAMLET, plan, routes(HAMLET, plan, "S1")) == {}
