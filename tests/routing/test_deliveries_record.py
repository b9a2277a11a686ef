"""From timed answers to the tables of a plan: hours, persons that add up, what is left out."""

import dataclasses

import pytest
from made_up import supplier
from small_plans import (
    ALIKE,
    CHANGED_AT_A,
    TO_D,
    driven,
    flow,
    plan,
    question,
    timed,
    timed_route,
    timed_stop,
    timed_trip,
)

from optimizer.needs import Bundle
from optimizer.plan import LateLine, RestLine, ReturnLine, StopLine, TripLine, UnservedLine
from optimizer.routing.answer import Drop, Rest
from optimizer.routing.scenario.dropped import RoutedStage
from optimizer.routing.scenario.record import cost_fen, handed_out, record

QUILTS = ("living", "people", 30.0)


def two_vans(first_kg, second_kg, unserved=(), done_s=(9000, 8400), **tables):
    """Return quilts of ten persons (30 kg, 500 l) for B, split between two vans."""
    stage = driven(question(**tables), plan(flow("HA"))).first
    point = stage.problem.deliveries[0].point
    origin = stage.problem.deliveries[0].origins[0]
    routes = (
        timed_route(
            number,
            timed_trip(
                origin, 3600, 5400, timed_stop(point, (Drop(0, kg, 0),), 5400, 7200, done, 1800)
            ),
            home_s=10_800,
        )
        for number, kg, done in zip((1, 2), (first_kg, second_kg), done_s, strict=True)
        if kg
    )
    return RoutedStage(stage, timed(*routes, unserved=unserved), {0: "vehicle_hours"})


def persons_of(drops):
    return [(drop.vehicle, pytest.approx(drop.persons)) for drop in drops]


def test_seconds_become_hours():
    tables = record("S", [two_vans(30, 0)])
    assert tables.trips == (TripLine("S", "van@A/own#1", 1, "HA", 1.0, 1.0, 1.0, 1.5, 1.5),)
    assert tables.stops == (StopLine("S", "van@A/own#1", 1, 1, "B", 1.5, 2.0, 2.0, 2.5),)
    assert tables.returns == (ReturnLine("S", "van@A/own#1", 2.5, 3.0),)
    assert tables.unserved == tables.late == tables.rests == tables.drives == ()


def test_persons_are_shared_by_weight():
    tables = record("S", [two_vans(12, 18)])
    assert persons_of(tables.drops) == [("van@A/own#1", 4), ("van@A/own#2", 6)]


def test_persons_add_up_though_kg_are_rounded():
    tables = record("S", [two_vans(7, 23)])
    assert sum(drop.persons for drop in tables.drops) == 10
    assert [drop.part for drop in tables.drops] == [1, 1]


def test_what_no_drop_leaves_is_unserved_for_its_reason():
    tables = record("S", [two_vans(12, 0, unserved=((0, 18, 300),))])
    assert persons_of(tables.drops) == [("van@A/own#1", 4)]
    assert tables.unserved == (
        UnservedLine("S", "HA", "B", *QUILTS, "", pytest.approx(6), "vehicle_hours"),
    )


def test_what_is_handed_out_after_its_deadline_is_late_and_only_that():
    tables = record("S", [two_vans(12, 18, done_s=(105_300, 105_301))])
    assert tables.late == (
        LateLine("S", "HA", "B", *QUILTS, "", pytest.approx(6), 108_001 / 3600, "vehicle_hours"),
    )


def test_each_flow_of_a_delivery_has_its_own_line():
    instance = question(norms=ALIKE)
    stage = driven(instance, plan(flow("HA"), flow("HA", family="medical", persons=5.0))).first
    (delivery,) = stage.problem.deliveries
    stops = (
        timed_stop(delivery.point, (Drop(0, 10, 0), Drop(0, 10, 0)), 5400, 7200, 7200, 1800),
        timed_stop(delivery.point, (Drop(0, 20, 0),), 7200, 7200, 7200, 0),
    )
    answer = timed(timed_route(1, timed_trip(delivery.origins[0], 3600, 5400, *stops)))
    drops = record("S", [RoutedStage(stage, answer, {})]).drops
    assert [(drop.stop, drop.family, drop.persons) for drop in drops] == [
        (1, "living", pytest.approx(5)),
        (1, "medical", pytest.approx(2.5)),
        (2, "living", pytest.approx(5)),
        (2, "medical", pytest.approx(2.5)),
    ]


def handed_on(kg_on, reasons=({}, {}), to_a_by=1):
    """Return ten quilts that a van brings from B to A, a pickup so many kg of them on to C."""
    first = driven(question(**CHANGED_AT_A), plan(flow("HB", "C"))).first
    one = first.problem.deliveries[0]
    rest = (Rest(start_s=6100, end_s=7300),)
    to_a = timed_stop(one.point, (Drop(0, 24, 400),), 6000, 9000, 9000, 1800, rest)
    way_home = (Rest(start_s=9100, end_s=10_300),)
    by_van = timed_route(
        to_a_by, timed_trip(one.origins[0], 5400, 6000, to_a), home_s=12_000, home_rests=way_home
    )
    routed = RoutedStage(first, timed(by_van, unserved=((0, 6, 100),)), reasons[0])
    second = first.next(routed.timed)
    two = second.problem.deliveries[0]
    to_c = timed_stop(two.point, (Drop(0, kg_on, 0),), 10_800, 16_200, 16_200, 5400)
    by_pickup = timed_route(0, timed_trip(0, 10_800, 10_800, to_c), home_s=21_600)
    left = ((0, 24 - kg_on, 0),) if kg_on < 24 else ()
    return [routed, RoutedStage(second, timed(by_pickup, unserved=left), reasons[1])]


def test_goods_that_are_handed_on_are_told_part_by_part():
    tables = record("S", handed_on(24))
    assert [(drop.vehicle, drop.part, drop.place) for drop in tables.drops] == [
        ("pickup@A/own#1", 2, "C"),
        ("van@B/own#1", 1, "C"),
    ]
    assert [drop.persons for drop in tables.drops] == [pytest.approx(8), pytest.approx(8)]
    assert [(stop.vehicle, stop.place) for stop in tables.stops] == [
        ("pickup@A/own#1", "C"),
        ("van@B/own#1", "A"),
    ]
    assert [trip.origin for trip in tables.trips] == ["A", "HB"]
    assert tables.rests == (
        RestLine("S", "van@B/own#1", 6100 / 3600, 7300 / 3600),
        RestLine("S", "van@B/own#1", 9100 / 3600, 10_300 / 3600),
    )


def test_what_is_not_handed_on_is_as_unserved_as_what_does_not_arrive():
    tables = record("S", handed_on(12, ({0: "stock"}, {0: "range"})))
    assert [(line.persons, line.reason) for line in tables.unserved] == [
        (pytest.approx(2), "stock"),
        (pytest.approx(4), "range"),
    ]
    served = sum(drop.persons for drop in tables.drops if drop.part == 2)
    assert served + sum(line.persons for line in tables.unserved) == pytest.approx(10)


def test_a_vehicle_that_goes_on_counts_its_trips_and_comes_home_once():
    tables = record("S", handed_on(24, to_a_by=0))
    assert [(line.vehicle, line.trip, line.origin) for line in tables.trips] == [
        ("pickup@A/own#1", 1, "HB"),
        ("pickup@A/own#1", 2, "A"),
    ]
    assert tables.returns == (ReturnLine("S", "pickup@A/own#1", 4.5, 6.0),)
    assert [line.start_h * 3600 for line in tables.rests] == pytest.approx([6100])


def test_a_vehicle_without_a_way_home_stays_where_it_is():
    first, second = handed_on(24)
    stranded = timed(timed_route(1, second.timed.routes[0].trips[0]))
    tables = record("S", [first, RoutedStage(second.stage, stranded, {})])
    assert {line.vehicle for line in tables.trips} == {"van@B/own#1"}
    assert tables.returns == ()


def test_what_is_handed_out_is_what_is_driven_and_what_sources_bring():
    instance = question(sources=(supplier("shop", lead_h=2),))
    answer = plan(flow("HA"), flow("shop", persons=3.0), contracts=(("shop", "quilt", 9),))
    stage = driven(instance, answer).first
    point = stage.problem.deliveries[0].point
    stop = timed_stop(point, (Drop(0, 30, 500),), 5400, 7200, 9000, 1800)
    routed = RoutedStage(stage, timed(timed_route(1, timed_trip(0, 3600, 5400, stop))), {})
    (rows,) = handed_out(stage.driven.carried, [routed]).values()
    brought = stage.driven.carried.brought[0].lane.hours
    assert rows == ((brought, 3.0), (2.5 + 0.75, 10.0))


def test_what_is_handed_on_is_handed_out_only_at_its_end():
    stages = handed_on(24)
    rows = handed_out(stages[0].stage.driven.carried, stages)
    assert rows == {("S", "C", Bundle(*QUILTS)): ((4.5 + 0.75, pytest.approx(8)),)}


def test_goods_of_no_weight_are_shared_by_volume():
    light = tuple(dataclasses.replace(row, weight_kg=0.0) for row in question().commodities)
    stage = driven(question(commodities=light, **TO_D), plan(flow("HA", "D"))).first
    (delivery,) = stage.problem.deliveries
    assert (delivery.kg, delivery.litres) == (0, 500)
    stop = timed_stop(delivery.point, (Drop(0, 0, 100),), 0, 1, 2, 1)
    answer = timed(timed_route(0, timed_trip(0, 0, 0, stop)), unserved=((0, 0, 400),))
    tables = record("S", [RoutedStage(stage, answer, {})])
    assert [drop.persons for drop in tables.drops] == [pytest.approx(2)]
    assert [line.persons for line in tables.unserved] == [pytest.approx(8)]


def litres_of(tables, vehicle_id):
    """Return the volume of quilts that a vehicle is recorded to carry."""
    return 50 * sum(drop.persons for drop in tables.drops if drop.vehicle == vehicle_id)


def full_pickup(van_kg, van_litres, origins=(0, 0)):
    """Return quilts of 70.3 persons (211 kg, 3515 l): a pickup takes 2000 l, a van the rest."""
    stage = driven(question(), plan(flow("HA", persons=70.3))).first
    (delivery,) = stage.problem.deliveries
    drops = (Drop(0, 211 - van_kg, 3515 - van_litres), Drop(0, van_kg, van_litres))
    routes = (
        timed_route(
            number,
            timed_trip(
                origin, 5400, 5400, timed_stop(delivery.point, (drop,), 5400, 7200, 9000, 9)
            ),
        )
        for number, origin, drop in zip((0, 1), origins, drops, strict=True)
    )
    return record("S", [RoutedStage(stage, timed(*routes), {})])


def test_what_whole_kg_make_too_much_for_one_vehicle_another_takes_over():
    tables = full_pickup(van_kg=90, van_litres=1515)
    assert litres_of(tables, "pickup@A/own#1") == pytest.approx(2000)
    assert sum(drop.persons for drop in tables.drops) == pytest.approx(70.3)


def test_nothing_is_taken_over_from_another_origin():
    tables = full_pickup(van_kg=90, van_litres=1515, origins=(0, 1))
    assert litres_of(tables, "pickup@A/own#1") == pytest.approx(3515 * 121 / 211)


def test_a_way_home_that_is_not_driven_costs_nothing():
    stages = handed_on(24, to_a_by=0)
    costly = [
        routed._replace(
            timed=timed(
                *(
                    dataclasses.replace(
                        route, cost_fen=500_000.0, home_metres=20_000, home_drive_s=1800
                    )
                    for route in routed.timed.routes
                )
            )
        )
        for routed in stages
    ]
    assert cost_fen(costly) == 2 * 500_000 - 20 * 100 * 100
