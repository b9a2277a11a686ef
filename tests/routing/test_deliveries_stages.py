"""From a plan to routing problems: deliveries, origins, vehicles, and stages that hand on."""

import dataclasses

import pytest
from made_up import MADE_UP, fleet_entry, road, supplier, supply, vehicle
from small_plans import (
    AIR,
    ALIKE,
    CHANGED_AT_A,
    ROADS,
    TO_D,
    driven,
    first_problem,
    flow,
    plan,
    question,
    timed,
    timed_route,
    timed_stop,
    timed_trip,
)

from optimizer.errors import VerificationError
from optimizer.instance import ScenarioSite, ScenarioSource, WorkingStock
from optimizer.instance.words import ReserveMode
from optimizer.needs import Bundle
from optimizer.routing.answer import Drop, Rest
from optimizer.routing.problem import NEVER_S


def ids(problem, delivery):
    return [problem.origins[number].id for number in delivery.origins]


def delivered(problem):
    return [(delivery.place, delivery.lines[0].bundle.family) for delivery in problem.deliveries]


def test_a_flow_is_a_delivery_in_whole_numbers():
    (delivery,) = first_problem(flow("HA", persons=10.5)).deliveries
    assert (delivery.kg, delivery.litres) == (32, 525)
    assert delivery.persons == 10.5
    assert delivery.units == {"quilt": 10.5}
    assert (delivery.deadline_s, delivery.tail_s) == (108_000, 2700)
    assert (delivery.ready_s, delivery.part, delivery.handed_on) == (0, 0, False)


def test_what_one_loses_to_binary_fractions_makes_no_kg():
    (delivery,) = first_problem(flow("HA", persons=100 * 0.1 + 20 * 0.1 - 2)).deliveries
    assert (delivery.kg, delivery.litres) == (30, 500)


def test_flows_alike_in_origin_place_deadline_and_class_are_one_delivery():
    flows = (flow("HA"), flow("HA", family="medical", persons=4))
    (delivery,) = first_problem(*flows, instance=question(norms=ALIKE)).deliveries
    assert (delivery.kg, delivery.litres, delivery.persons) == (38, 540, 14)
    assert [(line.bundle.family, line.persons) for line in delivery.lines] == [
        ("living", 10),
        ("medical", 4),
    ]
    assert delivery.units == {"kit": 4, "quilt": 10}


def test_what_must_come_sooner_comes_first_without_a_word():
    problem = first_problem(flow("HA"), flow("HA", family="medical", deadline_h=5.0))
    assert [(d.lines[0].bundle.family, d.priority) for d in problem.deliveries] == [
        ("medical", 0),
        ("living", 1),
    ]


def test_families_named_come_first_and_all_others_after_them():
    flows = (flow("HA"), flow("HA", family="medical"))
    problem = first_problem(*flows, instance=question(norms=ALIKE), first=("medical",))
    assert [(d.lines[0].bundle.family, d.priority) for d in problem.deliveries] == [
        ("medical", 0),
        ("living", 1),
    ]


def test_flows_of_nobody_of_other_scenarios_and_of_lost_stores_are_not_driven():
    other = dataclasses.replace(flow("HA"), lost_site="HB")
    assert first_problem(flow("HA", persons=0.0), other).deliveries == ()


def test_a_flow_without_a_lane_is_refused():
    with pytest.raises(VerificationError, match="arrive_in_time"):
        first_problem(flow("HA", to="D"), instance=question(transfers=()))


def test_sources_that_deliver_bring_their_own_and_households_have_it():
    sources = (
        supplier("shop"),
        supplier("homes", "C", mode=ReserveMode.HOUSEHOLD),
        supplier("depot", delivers=False),
    )
    instance = question(sources=sources)
    flows = (flow("shop"), flow("homes", "C"), flow("depot"))
    contracts = tuple((name, "quilt", 100) for name in ("shop", "homes", "depot"))
    found = driven(instance, plan(*flows, contracts=contracts)).carried
    assert [pair.flow.origin for pair in found.brought] == ["shop"]
    assert [pair.flow.origin for pair in found.at_home] == ["homes"]
    assert [pair.flow.origin for pair in found.driven] == ["depot"]
    assert found.nameless == ()


def test_what_a_source_that_delivers_sends_by_air_is_driven_from_what_it_does_not_bring():
    sources = (supplier("shop", "A"),)
    people = (*question().scenario_people, *TO_D["scenario_people"])
    instance = question(sources=sources, fleet=TO_D["fleet"], scenario_people=people)
    answer = plan(flow("shop"), flow("shop", "D"), contracts=(("shop", "quilt", 100),))
    problem = driven(instance, answer).first.problem
    assert delivered(problem) == [("D", "living")]
    (delivery,) = problem.deliveries
    assert problem.origins[delivery.origins[0]].stock == pytest.approx({"quilt": 90})


def test_flows_on_nameless_vehicles_are_told_apart():
    nobody = question(vehicles=(), fleet=())
    found = driven(nobody, plan(flow("HA")))
    assert [pair.flow.origin for pair in found.carried.nameless] == ["HA"]
    assert found.first.problem.deliveries == ()


def test_a_store_loads_by_its_options_rate_and_docks_once_it_is_mobilized():
    problem = first_problem(flow("HA"))
    big = next(origin for origin in problem.origins if origin.id == "HA")
    small = next(origin for origin in problem.origins if origin.id == "HB")
    assert (big.kg_per_h, big.docks, big.opens_s) == (4000, 2, 5400)
    assert (small.kg_per_h, small.docks) == (float("inf"), None)
    assert big.stock == pytest.approx({"kit": 500, "quilt": 500})


def test_a_store_may_ship_what_is_usable_beside_its_daily_work():
    instance = question(
        scenario_sites=(ScenarioSite(scenario="S", site="HA", usable_share=0.5, **MADE_UP),),
        working_stock=(
            WorkingStock(site="HA", commodity="quilt", units_per_day=10, days=3, **MADE_UP),
        ),
    )
    (origin,) = (o for o in first_problem(flow("HA"), instance=instance).origins if o.id == "HA")
    assert origin.stock == pytest.approx({"kit": 250, "quilt": 235})


def test_a_source_gives_what_is_counted_on_of_its_contract_at_its_rate():
    instance = question(
        sources=(supplier("depot", delivers=False, reliability=0.8, lead_h=2, docks=1),),
        supplies=(supply("depot", "quilt", per_day=240),),
        scenario_sources=(
            ScenarioSource(scenario="S", supplier="depot", usable_share=0.5, **MADE_UP),
        ),
    )
    problem = first_problem(flow("depot"), instance=instance, contracts=(("depot", "quilt", 100),))
    (origin,) = (o for o in problem.origins if o.id == "depot")
    assert origin.stock == pytest.approx({"quilt": 40})
    assert origin.per_day == pytest.approx({"quilt": 96})
    assert (origin.opens_s, origin.docks) == (10_800, 1)


def test_a_plan_may_draw_stock_to_the_last_unit():
    (delivery,) = first_problem(flow("HB", persons=40.0000001)).deliveries
    (origin,) = (o for o in first_problem(flow("HB", persons=40.0000001)).origins if o.id == "HB")
    assert delivery.units["quilt"] <= origin.stock["quilt"] < 40.001


def test_other_stores_that_hold_all_of_it_may_stand_in():
    problem = first_problem(flow("HA"), flow("HA", family="medical", deadline_h=5.0))
    medical, living = problem.deliveries
    assert ids(problem, living) == ["HA", "HB"]
    assert ids(problem, medical) == ["HA"]


def test_neither_sources_that_deliver_nor_households_nor_those_that_serve_elsewhere_stand_in():
    sources = (
        supplier("shop"),
        supplier("homes", "B", mode=ReserveMode.HOUSEHOLD),
        supplier("depot", delivers=False),
        supplier("far", delivers=False, serves=("C",)),
    )
    contracts = tuple((row.id, "quilt", 100) for row in sources)
    problem = first_problem(flow("HA"), instance=question(sources=sources), contracts=contracts)
    assert ids(problem, problem.deliveries[0]) == ["HA", "depot", "HB"]


def test_only_the_nearest_stand_in():
    sources = tuple(supplier(f"depot{n}", "A", delivers=False, lead_h=n) for n in range(6))
    contracts = tuple((row.id, "quilt", 100) for row in sources)
    problem = first_problem(flow("HB"), instance=question(sources=sources), contracts=contracts)
    assert ids(problem, problem.deliveries[0]) == ["HB", "depot0", "HA", "depot1", "depot2"]


def test_a_store_that_no_vehicle_comes_from_does_not_stand_in():
    closed = question(roads=(road("A", "C", 60), road("B", "E", 1)), scenario_roads=())
    problem = first_problem(flow("HA", "C"), instance=closed)
    assert ids(problem, problem.deliveries[0]) == ["HA"]


def test_every_vehicle_of_the_fleet_has_its_name_home_and_hour():
    problem = first_problem(flow("HA"))
    assert [(v.id, problem.points[v.home], v.ready_s) for v in problem.vehicles] == [
        ("pickup@A/own#1", "A", 5400),
        ("van@A/own#1", "A", 3600),
        ("van@A/own#2", "A", 3600),
    ]
    assert [problem.kinds[v.kind].id for v in problem.vehicles] == ["pickup", "van", "van"]


def test_only_vehicles_of_the_modes_that_something_goes_by_are_asked():
    problem = first_problem(
        flow("HA"), instance=question(fleet=(fleet_entry("van"), fleet_entry("heli")))
    )
    assert [kind.id for kind in problem.kinds] == ["van"]


def test_a_kind_has_its_load_costs_rests_and_shift_in_whole_numbers():
    van = first_problem(flow("HA")).kinds[1]
    assert (van.kg, van.litres, van.load_s, van.unload_s) == (2000, 10_000, 1800, 1200)
    assert (van.drive_s, van.rest_s, van.shift_s, van.night_s) == (14_400, 1200, 36_000, 50_400)
    assert (van.cost_per_m, van.cost_per_work_s, van.range_m) == (0.2, 0, NEVER_S)
    assert van.every_s == 0


def test_payloads_are_not_cut_by_binary_fractions():
    small = vehicle("van", payload_t=0.029, volume_m3=0.57, cost_cny_per_day=36, gross_weight_t=5)
    (kind,) = first_problem(
        flow("HA"), instance=question(vehicles=(small,), fleet=(fleet_entry("van"),))
    ).kinds
    assert (kind.kg, kind.litres) == (29, 570)
    assert kind.cost_per_work_s == pytest.approx(0.1)


def test_crews_in_the_air_keep_shifts_but_no_rests_and_timetables_are_kept():
    flier = vehicle(
        "heli", 0, mode=AIR, cruise_kmh=120, range_km=80.5, first_departure_h=2, departs_every_h=1.5
    )
    instance = question(**TO_D | {"vehicles": (flier, *question().vehicles[:2])})
    (kind,) = first_problem(flow("HA", "D"), instance=instance).kinds
    assert (kind.drive_s, kind.rest_s, kind.shift_s) == (NEVER_S, 0, 36_000)
    assert (kind.range_m, kind.first_departure_s, kind.every_s) == (80_500, 7200, 5400)


def test_who_works_around_the_clock_has_no_shift():
    instance = question(response={"shift_h": 24})
    assert {k.shift_s for k in first_problem(flow("HA"), instance=instance).kinds} == {NEVER_S}


def test_the_limits_of_visits_and_driving_are_those_of_the_response():
    response = {"most_visits_per_place": 3, "most_driving_h": 2, "rest_min": 30}
    problem = first_problem(flow("HA"), instance=question(response=response))
    assert problem.most_visits == 3
    assert {(kind.drive_s, kind.rest_s) for kind in problem.kinds} == {(7200, 1800)}


def test_roads_that_the_plan_buys_are_driven():
    roads = (*ROADS, road("C", "A", 4, planned_cost_cny=1))
    answer = plan(flow("HA", "C", roads="C-A"), roads=("C-A",))
    problem = driven(question(roads=roads), answer).first.problem
    (delivery,) = problem.deliveries
    van = next(kind for kind in problem.kinds if kind.id == "van")
    home, end = problem.vehicles[-1].home, delivery.point
    assert problem.ways[van.ways].seconds[home][end] == 360
    assert delivery.lines[0].roads == "C-A"


def by_air():
    """Return ten quilts from B for D, which fly on from A: the stage by road."""
    return driven(question(**TO_D), plan(flow("HB", "D"))).first


def brought_to_a(stage, kg, done_s=20_000):
    """Return the answer in which the van brings so many kg of the first delivery to A."""
    drop = Drop(0, kg, kg * 500 // 30)
    stop = timed_stop(stage.problem.deliveries[0].point, (drop,), 6000, 7800, done_s, 1800)
    return timed(timed_route(0, timed_trip(0, 5400, 6000, stop), home_s=30_000))


def test_the_first_stage_ends_at_the_transfer_in_time_for_what_follows():
    problem = by_air().problem
    (delivery,) = problem.deliveries
    assert (problem.points[delivery.point], delivery.place) == ("A", "D")
    assert delivery.handed_on
    assert delivery.deadline_s == (30 - 0.5 - 0.25 - 0.75) * 3600
    assert delivery.tail_s == 0
    assert [kind.id for kind in problem.kinds] == ["van"]
    assert ids(problem, delivery) == ["HB", "HA"]


def test_what_is_handed_on_at_a_place_is_not_unloaded_with_what_is_for_it():
    people = (*question().scenario_people, *TO_D["scenario_people"])
    at_a = dataclasses.replace(people[0], place="A")
    instance = question(**TO_D | {"scenario_people": (*people, at_a)})
    problem = driven(instance, plan(flow("HB", "A"), flow("HB", "D"))).first.problem
    ends, goes_on = problem.deliveries
    assert (ends.handed_on, goes_on.handed_on) == (False, True)
    assert problem.points[ends.point] == problem.points[goes_on.point] == "A"
    assert ends.point != goes_on.point
    assert problem.ways[0].seconds[ends.point][goes_on.point] == 0


def test_the_next_stage_loads_what_came_once_all_of_it_came():
    stage = by_air()
    problem = stage.next(brought_to_a(stage, 30)).problem
    (delivery,) = problem.deliveries
    assert (problem.name, delivery.part, delivery.handed_on) == ("S/2", 1, False)
    assert (delivery.kg, delivery.litres, delivery.persons) == (30, 500, 10)
    assert delivery.ready_s == 20_000 + 1800
    assert (delivery.deadline_s, delivery.tail_s) == (108_000, 2700)
    (origin,) = problem.origins
    assert (origin.id, origin.stock, origin.docks, origin.opens_s) == ("A", None, None, 0)
    assert [(kind.id, kind.load_s) for kind in problem.kinds] == [("heli", 0)]
    heli = problem.ways[problem.kinds[0].ways]
    assert heli.seconds[origin.point][delivery.point] == 900


def test_no_more_is_handed_on_than_came():
    stage = by_air()
    (delivery,) = stage.next(brought_to_a(stage, 12)).problem.deliveries
    assert (delivery.kg, delivery.litres, delivery.persons) == (12, 200, pytest.approx(4))
    assert delivery.units == pytest.approx({"quilt": 4})
    assert delivery.lines[0].persons == pytest.approx(4)


def test_nothing_follows_where_nothing_came_or_nothing_is_handed_on():
    stage = by_air()
    assert stage.next(timed()) is None
    ends = driven(question(), plan(flow("HA"))).first
    stop = timed_stop(ends.problem.deliveries[0].point, (Drop(0, 30, 500),), 0, 1, 2, 1)
    assert ends.next(timed(timed_route(0, timed_trip(0, 0, 0, stop)))) is None


def test_a_vehicle_goes_on_from_where_it_was_emptied_with_what_it_has_behind_it():
    stage = driven(question(**CHANGED_AT_A), plan(flow("HB", "C"))).first
    assert [vehicle.id for vehicle in stage.problem.vehicles] == ["pickup@A/own#1", "van@B/own#1"]
    drop = (Drop(0, 30, 500),)
    stop = timed_stop(stage.problem.deliveries[0].point, drop, 6000, 9000, 9000, 1800)
    answer = timed(timed_route(1, timed_trip(0, 5400, 6000, stop), home_s=12_000))
    problem = stage.next(answer).problem
    pickup, van = problem.vehicles
    assert (pickup.start, pickup.ready_s, pickup.driven_s, pickup.worked_s) == (None, 3600, 0, 0)
    assert (problem.points[van.home], problem.points[van.start]) == ("B", "A")
    assert (van.ready_s, van.driven_s, van.worked_s) == (9000, 1800, 2400)


def test_driving_before_a_rest_is_behind_a_vehicle_no_more():
    stage = driven(question(**CHANGED_AT_A), plan(flow("HB", "C"))).first
    rests = (Rest(start_s=6600, end_s=7900),)
    stop = timed_stop(
        stage.problem.deliveries[0].point, (Drop(0, 30, 500),), 6000, 9000, 9000, 1700, rests
    )
    answer = timed(timed_route(1, timed_trip(0, 5400, 6000, stop), home_s=12_000))
    _, van = stage.next(answer).problem.vehicles
    assert (van.driven_s, van.worked_s) == (1100, 600 + 1700)


def test_lines_keep_their_bundle():
    (delivery,) = first_problem(flow("HA")).deliveries
    assert delivery.lines[0].bundle == Bundle("living", "people", 30.0)
    assert delivery.lines[0].origin == "HA"
