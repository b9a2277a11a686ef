"""Planned links: one lane for each set of them that is of use as a whole."""

from made_up import people, road, road_change, scenario, transfer, vehicle
from small_networks import all_lanes, carrier, given, lane_to, lanes_to, question

from optimizer.instance.words import TransportMode
from optimizer.network import lane_of
from optimizer.plan import Flow

ROUNDABOUT = (road("A", "C", 50), road("C", "B", 50))
TUNNEL = road("A", "B", 20, "tunnel", planned_cost_cny=1e6)


def test_a_planned_road_shortens_the_lane_that_names_it():
    by_roads = lanes_to(question(roads=(*ROUNDABOUT, TUNNEL)))
    assert {roads: lane.km for roads, lane in by_roads.items()} == {(): 100, ("tunnel",): 20}


def test_a_planned_road_that_is_no_better_makes_no_lane():
    longer = road("A", "B", 200, "longer", planned_cost_cny=1e6)
    assert list(lanes_to(question(roads=(*ROUNDABOUT, longer)))) == [()]


def test_a_place_that_only_a_planned_road_leads_to_has_no_lane_without_it():
    roads = (road("A", "C", 50), road("B", "Z", 1), TUNNEL)
    assert list(lanes_to(question(roads=roads))) == [("tunnel",)]


def test_a_set_of_planned_roads_makes_a_lane_only_if_its_way_uses_all_of_them():
    roads = (
        *ROUNDABOUT,
        road("C", "B", 20, "z-late", planned_cost_cny=1e6),
        road("A", "C", 10, "early", planned_cost_cny=1e6),
        road("B", "A", 500, "detour", planned_cost_cny=1e6),
    )
    by_roads = lanes_to(question(roads=roads))
    assert {used: lane.km for used, lane in by_roads.items()} == {
        (): 100,
        ("early",): 60,
        ("early", "z-late"): 30,
        ("z-late",): 70,
    }
    assert list(by_roads) == sorted(by_roads)


def test_two_planned_roads_that_replace_each_other_make_no_lane_together():
    shorter = road("A", "B", 10, "shorter", planned_cost_cny=1e6)
    by_roads = lanes_to(question(roads=(*ROUNDABOUT, TUNNEL, shorter)))
    assert {used: lane.km for used, lane in by_roads.items()} == {
        (): 100,
        ("shorter",): 10,
        ("tunnel",): 20,
    }


def test_the_lane_of_a_set_is_the_cheapest_way_with_it_bought():
    # The van is faster through the tunnel; the cheaper truck is too heavy for it, and in time.
    truck = vehicle("truck", 50, gross_weight_t=20, cost_cny_per_km=1, volume_m3=100)
    van = vehicle("van", 50, gross_weight_t=3, cost_cny_per_km=1)
    tunnel = road("A", "B", 20, "tunnel", weight_limit_t=5, planned_cost_cny=1e6)
    instance = question(
        roads=(*ROUNDABOUT, tunnel), vehicles=(truck, van), deadlines_h=(1.0, 100.0)
    )
    assert list(lanes_to(instance, deadline_h=100.0)) == [()]
    assert [lane.vehicles for lane in lanes_to(instance, deadline_h=1.0).values()] == ["van"]


def test_a_planned_road_is_closed_and_slowed_as_any_other():
    instance = question(
        roads=(*ROUNDABOUT, TUNNEL),
        scenarios=(scenario("S"), scenario("slow")),
        scenario_people=(people("B"), people("B", scenario_id="slow")),
        scenario_roads=(
            road_change("tunnel", closed=True),
            road_change("tunnel", "slow", speed_factor=0.5),
        ),
    )
    assert list(lanes_to(instance)) == [()]
    assert lanes_to(instance, scenario_id="slow")[("tunnel",)].drive_h == 0.8


def test_a_planned_railway_is_a_link_of_its_mode():
    instance = question(
        roads=(
            road("A", "C", 50),
            road("B", "Z", 1),
            road("C", "B", 100, "railway", mode=TransportMode.RAIL, planned_cost_cny=1e6),
        ),
        vehicles=(vehicle("truck", 50), carrier("train", "rail")),
        transfers=(transfer("C", TransportMode.ROAD, TransportMode.RAIL),),
    )
    by_roads = lanes_to(instance)
    assert {used: lane.vehicles for used, lane in by_roads.items()} == {("railway",): "truck>train"}


def test_a_planned_road_to_the_railhead_makes_the_whole_chain_earlier():
    instance = question(
        roads=(
            road("A", "C", 150),
            road("A", "C", 50, "new", planned_cost_cny=1e6),
            road("C", "D", 200, "rail", mode=TransportMode.RAIL),
            road("D", "B", 50),
        ),
        vehicles=(vehicle("truck", 50), carrier("train", "rail")),
        transfers=(
            transfer("C", TransportMode.ROAD, TransportMode.RAIL),
            transfer("D", TransportMode.RAIL, TransportMode.ROAD),
        ),
    )
    by_roads = lanes_to(instance)
    assert {used: lane.hours for used, lane in by_roads.items()} == {(): 6, ("new",): 4}
    assert {lane.vehicles for lane in by_roads.values()} == {"truck>train>truck"}


def test_a_given_lane_replaces_planned_roads_as_well():
    by_roads = lanes_to(question(roads=(*ROUNDABOUT, TUNNEL), lanes=(given("A", "B", 9.0),)))
    assert {used: lane.hours for used, lane in by_roads.items()} == {(): 9}


def test_a_planned_road_is_driven_where_no_road_is_given_at_all():
    by_roads = lanes_to(question(roads=(road("A", "B", 0.0001, "path", planned_cost_cny=1e6),)))
    assert by_roads[()].estimated
    assert not by_roads[("path",)].estimated


def test_a_flow_has_the_lane_of_the_roads_it_names():
    instance = question(roads=(*ROUNDABOUT, TUNNEL))
    found = all_lanes(instance)

    def flow(roads):
        return Flow("S", "", "HA", "B", "living", "people", 100.0, 10.0, roads)

    assert lane_of(found, flow("tunnel")) == lanes_to(instance)[("tunnel",)]
    assert lane_of(found, flow("")) == lane_to(instance)
    assert lane_of(found, flow("bridge")) is None
