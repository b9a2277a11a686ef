"""Which vehicles take the pieces of a bundle, and which places a source may serve."""

import math

import pytest
from made_up import (
    MADE_UP,
    commodity,
    family,
    norm,
    place,
    road,
    scenario,
    supplier,
    transfer,
    vehicle,
)
from small_networks import all_lanes, given, lane_to, question, response

from optimizer.instance import Norm
from optimizer.instance.words import ReserveMode, Season, TransportMode
from optimizer.needs import Bundle

ROADS = (road("A", "B", 40),)
SMALL = vehicle("small", 40, payload_t=0.5, volume_m3=2.0, cost_cny_per_km=1)
LARGE = vehicle("large", 40, payload_t=5.0, volume_m3=20.0, cost_cny_per_km=50)


@pytest.mark.parametrize(
    ("piece", "chosen"),
    [
        pytest.param({"weight_kg": 500.0}, "small", id="just light enough"),
        pytest.param({"weight_kg": 500.1}, "large", id="just too heavy"),
        pytest.param({"volume_m3": 2.0}, "small", id="just small enough"),
        pytest.param({"volume_m3": 2.001}, "large", id="just too large"),
    ],
)
def test_a_piece_goes_by_the_cheapest_vehicle_that_takes_it(piece, chosen):
    instance = question(
        roads=ROADS, vehicles=(SMALL, LARGE), commodities=(commodity("kit", **piece),)
    )
    assert lane_to(instance).vehicles == chosen


def test_a_piece_that_no_vehicle_takes_has_no_lane():
    boat = commodity("kit", weight_kg=6000.0)
    assert lane_to(question(roads=ROADS, vehicles=(SMALL, LARGE), commodities=(boat,))) is None
    assert lane_to(question(roads=ROADS, commodities=(boat,))) is not None


def test_every_piece_of_a_bundle_must_go_and_each_bundle_goes_by_itself():
    pieces = (
        commodity("kit"),
        commodity("boat", weight_kg=600.0),
        commodity("tablet", "drugs"),
    )
    instance = question(
        roads=ROADS,
        vehicles=(SMALL, LARGE),
        families=(family("living"), family("drugs")),
        commodities=pieces,
        norms=tuple(norm(24.0, commodity_id=piece.id) for piece in pieces),
    )
    found = {bundle.family: lane.vehicles for (*_, bundle), (lane,) in all_lanes(instance).items()}
    assert found == {"drugs": "small", "living": "large"}


def test_a_piece_that_is_not_needed_in_the_scenario_hinders_nobody():
    stove = Norm(
        group="people",
        commodity="stove",
        once=1.0,
        deadline_h=24.0,
        season=Season.WINTER,
        **MADE_UP,
    )
    pieces = (commodity("kit"), commodity("stove", weight_kg=600.0))

    def vehicles_in(season):
        instance = question(
            roads=ROADS,
            vehicles=(SMALL, LARGE),
            commodities=pieces,
            norms=(norm(24.0), stove),
            scenarios=(scenario(season=season),),
        )
        return lane_to(instance, deadline_h=24.0).vehicles

    assert (vehicles_in(Season.SUMMER), vehicles_in(Season.WINTER)) == ("small", "large")


def test_every_vehicle_of_a_chain_must_take_the_piece():
    roads = (road("A", "C", 40), road("C", "B", 40, weight_limit_t=5))
    heavy = vehicle("heavy", 40, gross_weight_t=20, payload_t=10.0)
    light = vehicle("light", 40, gross_weight_t=3, payload_t=1.0, cost_cny_per_km=99)
    change = (transfer("C", TransportMode.ROAD, TransportMode.ROAD),)

    def lane_for(weight_kg):
        piece = commodity("kit", weight_kg=weight_kg)
        return lane_to(
            question(roads=roads, vehicles=(heavy, light), transfers=change, commodities=(piece,))
        )

    assert lane_for(1000.0).vehicles == "heavy>light"
    assert lane_for(1001.0) is None


VILLAGES = (place("A"), place("B"), place("V", parent="B"), place("W", parent="V"))


def reached_from(source):
    instance = question(
        to="ABVW", places=VILLAGES, roads=(*ROADS, road("B", "V", 5)), sites=(), sources=(source,)
    )
    return {place_id for _, _, place_id, _ in all_lanes(instance)}


def test_a_source_serves_everybody_or_the_places_it_names_with_what_belongs_to_them():
    assert reached_from(supplier("shop", "A")) == set("ABVW")
    assert reached_from(supplier("shop", "A", serves=("V",))) == set("VW")
    assert reached_from(supplier("shop", "A", serves=("A", "W"))) == set("AW")


def test_households_serve_only_within_their_own_place():
    home = {"mode": ReserveMode.HOUSEHOLD}
    assert reached_from(supplier("homes", "V", **home)) == set("VW")
    assert reached_from(supplier("homes", "B", serves=("W",), **home)) == {"W"}
    assert reached_from(supplier("homes", "B", serves=("A",), **home)) == set()


def test_what_households_hold_is_there_already():
    homes = supplier("homes", "B", mode=ReserveMode.HOUSEHOLD, lead_h=1.5)
    instance = question(
        to="V",
        deadlines_h=(1.5, 1.4),
        places=VILLAGES,
        roads=(*ROADS, road("B", "V", 5)),
        vehicles=(SMALL,),
        sources=(homes,),
        lanes=(given("B", "V", 9.0),),
        response=response(decision_h=3.0, handout_h=1.0, buffer_h=1.0),
        transport_cny_per_t_km=5.0,
        commodities=(commodity("kit", weight_kg=9000.0),),
    )
    lane = lane_to(instance, "V", "homes", deadline_h=1.5)
    assert (lane.hours, lane.travel_h, lane.drive_h, lane.km) == (1.5, 0, 0, 0)
    assert (lane.window_h, lane.estimated) == (0, False)
    assert lane.cost_cny_per_person(9000, 1) == 0
    (part,) = lane.parts
    assert (part.vehicle, part.payload_t) == (None, math.inf)
    assert ("S", "homes", "V", Bundle("living", "people", 1.4)) not in all_lanes(instance)
