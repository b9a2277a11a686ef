"""Each rule of driving alone, with one second, metre, kg or unit more or less."""

from __future__ import annotations

import dataclasses

import pytest
from three_places import (
    DROP_B,
    DROP_C,
    LORRY,
    METRES,
    SECONDS,
    STORE,
    TO_B,
    TO_C,
    A,
    B,
    C,
    lorry,
    problem,
    store,
    to_b,
    trip,
    truck,
)

from optimizer.routing.answer import Drop, Rest
from optimizer.routing.problem import DAY_S, NEVER_S, Criterion, Way, Ways
from optimizer.routing.times.timing import RouteTimer, timed

TO_BOTH = ((trip(DROP_B, DROP_C),),)
ONLY_B = ((trip(DROP_B),),)


def first_stop(timing):
    return timing.routes[0].trips[0].stops[0]


def test_a_round_is_driven_as_by_hand():
    kinds = truck(load_s=1800, unload_s=600, cost_per_m=0.5, cost_per_work_s=2, cost_if_used=7)
    timing = timed(problem(kinds=kinds, vehicles=lorry(ready_s=100)), TO_BOTH)
    (route,) = timing.routes
    (only,) = route.trips
    load_s, unload_s = 360, 60
    assert (only.leave_s, only.reach_s, only.load_s, only.loaded_s) == (100, 100, 100, 460)
    assert [(s.leave_s, s.arrive_s, s.begin_s, s.done_s) for s in only.stops] == [
        (460, 4060, 4060, 4120),
        (4120, 5920, 5920, 5980),
    ]
    assert (route.home_leave_s, route.home_s) == (5980, 11_380)
    assert route.work_s == load_s + 2 * unload_s + 2 * 5400
    assert route.metres == 120_000
    assert route.cost_fen == 0.5 * 120_000 + 2 * route.work_s + 7
    assert timing.value == (0, 0, 100 * (4120 + 5980), route.cost_fen)
    assert timing.unserved == ()
    assert timing.late == ()


def test_unloading_takes_the_part_of_a_full_load_rounded_up():
    assert first_stop(timed(problem(kinds=truck(unload_s=1001)), ONLY_B)).done_s == 3600 + 101
    by_volume = truck(unload_s=1000, litres=2000)
    assert first_stop(timed(problem(kinds=by_volume), ONLY_B)).done_s == 3600 + 250


def test_what_is_late_counts_by_persons_and_seconds():
    case = problem(deliveries=(dataclasses.replace(TO_B, deadline_s=3600, tail_s=10), TO_C))
    timing = timed(case, TO_BOTH)
    assert timing.late == ((0, 10),)
    assert timing.value[:2] == (0, 100 * 10)
    in_time = problem(deliveries=(dataclasses.replace(TO_B, deadline_s=3610, tail_s=10), TO_C))
    assert timed(in_time, TO_BOTH).late == ()


def test_what_may_not_be_late_is_not_driven():
    assert timed(problem(deliveries=to_b(deadline_s=3600, hard=True)), ONLY_B)
    assert timed(problem(deliveries=to_b(deadline_s=3599, hard=True)), ONLY_B) is None


def test_what_is_left_is_unserved_by_class_and_share():
    deliveries = (TO_B, dataclasses.replace(TO_C, priority=1))
    case = problem(deliveries=deliveries)
    timing = timed(case, ((trip(Drop(1, 250, 125)),),))
    assert timing.unserved == ((0, 1000, 500), (1, 750, 375))
    assert timing.value[:2] == (100, 75)


def test_weightless_goods_count_by_volume():
    case = problem(deliveries=to_b(kg=0))
    assert timed(case, ((trip(Drop(0, 0, 100)),),)).value[0] == 80


def test_the_rule_says_what_counts_and_in_which_order():
    case = problem(rule=(Criterion.COST, Criterion.UNSERVED), kinds=truck(cost_per_m=1))
    assert timed(case, ONLY_B).value == (80_000, 100)


def test_four_hours_may_be_driven_and_one_second_more_needs_a_rest():
    just = timed(problem(kinds=truck(drive_s=3600, rest_s=1200)), ONLY_B)
    assert first_stop(just).arrive_s == 3600
    over = timed(problem(kinds=truck(drive_s=3599, rest_s=1200)), ONLY_B)
    assert first_stop(over).arrive_s == 4800
    assert first_stop(over).rests == (Rest(start_s=3599, end_s=4799),)


def test_driving_before_it_became_ready_counts():
    kinds = truck(drive_s=3600, rest_s=1200)
    assert first_stop(timed(problem(kinds=kinds, vehicles=lorry(driven_s=1)), ONLY_B)).rests == (
        Rest(start_s=3599, end_s=4799),
    )


@pytest.mark.parametrize(("opens_s", "rests"), [(1200, 0), (1199, 1)])
def test_waiting_for_goods_is_a_rest_if_it_is_long_enough(opens_s, rests):
    kinds, vehicles = truck(drive_s=3600, rest_s=1200), lorry(driven_s=1)
    case = problem(kinds=kinds, vehicles=vehicles, origins=store(opens_s=opens_s))
    timing = timed(case, ONLY_B)
    assert len(first_stop(timing).rests) == rests
    assert timing.routes[0].trips[0].rests == (() if rests else (Rest(start_s=0, end_s=1200),))


def test_a_shift_may_be_filled_and_one_second_more_needs_a_night():
    kinds = truck(load_s=1000, shift_s=3700, night_s=20_000)
    assert first_stop(timed(problem(kinds=kinds), ONLY_B)).arrive_s == 3700
    kinds = truck(load_s=1000, shift_s=3699, night_s=20_000)
    assert first_stop(timed(problem(kinds=kinds), ONLY_B)).arrive_s == 23_700


def test_unloading_is_not_begun_if_the_shift_would_end_in_it():
    kinds = truck(unload_s=1000, shift_s=3699, night_s=20_000)
    stop = first_stop(timed(problem(kinds=kinds), ONLY_B))
    assert (stop.arrive_s, stop.begin_s) == (3600, 23_600)
    assert stop.rests == (Rest(start_s=3600, end_s=23_600),)


def test_what_takes_longer_than_a_shift_is_never_begun():
    assert timed(problem(kinds=truck(load_s=1000, shift_s=99, night_s=5)), ONLY_B) is None
    assert timed(problem(kinds=truck(load_s=1000, shift_s=100, night_s=5)), ONLY_B)


def gated(opens_s, **changes):
    """A road to B that opens at some second, half way; no other."""
    seconds = ((0, NEVER_S, 5400), SECONDS[1], SECONDS[2])
    later = {(A, B): (Way(seconds=3600, metres=40_000, gates=((1800, opens_s),)),)}
    ways = Ways(seconds=seconds, metres=METRES, later=later)
    return problem(ways=(ways,), **changes)


def test_a_vehicle_waits_at_a_closed_road():
    assert first_stop(timed(gated(1800), ONLY_B)).arrive_s == 3600
    assert first_stop(timed(gated(1801), ONLY_B)).arrive_s == 3601
    assert first_stop(timed(gated(1801), ONLY_B)).drive_s == 3600


@pytest.mark.parametrize(("opens_s", "arrive_s"), [(3000, 4800), (2999, 5999)])
def test_waiting_at_a_closed_road_is_a_rest_if_it_is_long_enough(opens_s, arrive_s):
    case = gated(opens_s, kinds=truck(drive_s=3599, rest_s=1200))
    assert first_stop(timed(case, ONLY_B)).arrive_s == arrive_s


def test_the_way_is_taken_by_which_one_arrives_first():
    short = {(A, B): (Way(seconds=600, metres=5000, gates=((300, 3300),)),)}
    ways = Ways(seconds=SECONDS, metres=METRES, later=short)
    stop = first_stop(timed(problem(ways=(ways,)), ONLY_B))
    assert (stop.arrive_s, stop.metres) == (3600, 5000)
    late = {(A, B): (Way(seconds=600, metres=5000, gates=((300, 3301),)),)}
    ways = Ways(seconds=SECONDS, metres=METRES, later=late)
    stop = first_stop(timed(problem(ways=(ways,)), ONLY_B))
    assert (stop.arrive_s, stop.metres) == (3600, 40_000)


def test_range_is_counted_from_loading_to_the_last_stop_and_from_there():
    assert timed(problem(kinds=truck(range_m=60_000)), TO_BOTH)
    assert timed(problem(kinds=truck(range_m=59_999)), TO_BOTH) is None


def test_range_is_counted_anew_to_the_next_loading():
    answer = ((trip(DROP_B), trip(DROP_C, origin=1)),)
    case = problem(origins=(STORE, dataclasses.replace(STORE, point=C)))
    far = dataclasses.replace(case, kinds=truck(range_m=60_000))
    assert timed(far, answer)
    near = dataclasses.replace(case, kinds=truck(range_m=59_999))
    assert timed(near, answer) is None


def test_the_way_to_the_first_loading_has_no_range():
    case = problem(vehicles=lorry(home=C), kinds=truck(range_m=40_000))
    assert timed(case, ONLY_B)


def test_the_way_from_where_it_unloaded_before_has_one():
    case = problem(vehicles=lorry(home=B, start=C), kinds=truck(range_m=40_000))
    assert timed(case, ONLY_B) is None


@pytest.mark.parametrize(("loaded_s", "depart_s"), [(7200, 7200), (7201, 10_800), (0, 3600)])
def test_a_timetable_is_kept(loaded_s, depart_s):
    kinds = truck(first_departure_s=3600, every_s=3600)
    timing = timed(problem(kinds=kinds, origins=store(opens_s=loaded_s)), ONLY_B)
    assert timing.routes[0].trips[0].depart_s == depart_s
    assert first_stop(timing).leave_s == depart_s


def two_trucks(**changes):
    vehicles = (LORRY, dataclasses.replace(LORRY, id="truck@A/own#2"))
    return problem(vehicles=vehicles, kinds=truck(load_s=1000), **changes)


ONE_EACH = ((trip(DROP_B),), (trip(DROP_C),))


@pytest.mark.parametrize(("docks", "begins"), [(1, [0, 100]), (2, [0, 0]), (None, [0, 0])])
def test_vehicles_wait_for_a_dock(docks, begins):
    timing = timed(two_trucks(origins=store(docks=docks)), ONE_EACH)
    assert [route.trips[0].load_s for route in timing.routes] == begins


def test_who_is_there_first_is_loaded_first():
    case = two_trucks(origins=store(docks=1))
    late = dataclasses.replace(case.vehicles[0], ready_s=1)
    timing = timed(dataclasses.replace(case, vehicles=(late, case.vehicles[1])), ONE_EACH)
    assert [route.trips[0].load_s for route in timing.routes] == [100, 0]


def test_an_origin_handles_one_load_after_the_other():
    timing = timed(two_trucks(origins=store(kg_per_h=3600.0)), ONE_EACH)
    trips = [route.trips[0] for route in timing.routes]
    assert [(t.load_s, t.loaded_s) for t in trips] == [(0, 1000), (1000, 2000)]
    timing = timed(two_trucks(origins=store(kg_per_h=72_000.0)), ONE_EACH)
    trips = [route.trips[0] for route in timing.routes]
    assert [(t.load_s, t.loaded_s) for t in trips] == [(0, 100), (50, 150)]


def test_goods_that_come_in_by_the_day_are_waited_for():
    deliveries = tuple(dataclasses.replace(d, units={"water": 50.0}) for d in (TO_B, TO_C))
    origins = store(opens_s=10, per_day={"water": 100.0})
    timing = timed(two_trucks(origins=origins, deliveries=deliveries), ONE_EACH)
    assert [r.trips[0].load_s for r in timing.routes] == [10 + DAY_S // 2, 10 + DAY_S]


def test_who_waits_for_goods_keeps_no_dock():
    deliveries = (dataclasses.replace(TO_B, units={"water": 50.0}), TO_C)
    origins = store(docks=1, per_day={"water": 100.0})
    timing = timed(two_trucks(origins=origins, deliveries=deliveries), ONE_EACH)
    assert [r.trips[0].load_s for r in timing.routes] == [DAY_S // 2, 0]


def test_goods_that_never_come_in_are_not_loaded():
    deliveries = to_b(units={"water": 50.0})
    assert timed(problem(deliveries=deliveries, origins=store(per_day={"water": 0.0})), ONLY_B) is (
        None
    )


def test_nothing_is_loaded_or_unloaded_too_soon():
    timing = timed(problem(deliveries=to_b(ready_s=500, earliest_s=5000, handling_s=30)), ONLY_B)
    stop = first_stop(timing)
    assert timing.routes[0].trips[0].load_s == 500
    assert (stop.arrive_s, stop.begin_s, stop.done_s) == (4100, 5000, 5030)
    assert timing.routes[0].work_s == 7230


def test_neighbors_at_a_place_are_one_stop_and_done_together():
    deliveries = (
        dataclasses.replace(TO_B, handling_s=10),
        dataclasses.replace(TO_B, handling_s=5, earliest_s=4000),
    )
    timing = timed(problem(deliveries=deliveries, kinds=truck(unload_s=1005)), TO_BOTH)
    (stop,) = timing.routes[0].trips[0].stops
    assert stop.begin_s == 4000
    assert stop.done_s == 4000 + 201 + 15


@pytest.mark.parametrize(
    ("limit", "just", "short"),
    [("end_s", 7200, 7199), ("most_m", 80_000, 79_999), ("most_trips", 1, 0)],
)
def test_limits_of_a_vehicle_are_kept(limit, just, short):
    assert timed(problem(vehicles=lorry(**{limit: just})), ONLY_B)
    assert timed(problem(vehicles=lorry(**{limit: short})), ONLY_B) is None


def test_a_vehicle_loads_only_where_it_may():
    assert timed(problem(vehicles=lorry(only_origins=(0,))), ONLY_B)
    assert timed(problem(vehicles=lorry(only_origins=(1,))), ONLY_B) is None


def one_way():
    seconds = (SECONDS[0], (NEVER_S, 0, NEVER_S), SECONDS[2])
    return (Ways(seconds=seconds, metres=METRES),)


def test_a_vehicle_without_a_way_home_stays():
    (route,) = timed(problem(ways=one_way()), ONLY_B).routes
    assert (route.home_leave_s, route.home_s, route.home_metres) == (3600, 3600, 0)
    assert timed(problem(ways=one_way(), vehicles=lorry(end_s=DAY_S)), ONLY_B) is None


def test_a_vehicle_goes_nowhere_without_a_way():
    assert timed(problem(ways=one_way()), TO_BOTH) is None
    assert timed(problem(ways=one_way(), vehicles=lorry(start=B)), ONLY_B) is None


def test_a_trip_drops_something():
    assert timed(problem(), ((trip(),),)) is None


def test_nobody_needs_to_move():
    timing = timed(problem(), ((),))
    assert (timing.routes, timing.value) == ((), (200, 0, 0, 0))
    assert timing.unserved == ((0, 1000, 500), (1, 1000, 500))


def test_a_billion_kg_is_counted_to_the_kg():
    much = 10**9
    deliveries = to_b(kg=much, litres=much, persons=float(much))
    case = problem(deliveries=deliveries, kinds=truck(kg=much, litres=much, unload_s=much))
    whole = timed(case, ((trip(Drop(0, much, much)),),))
    assert whole.value == (0, 0, float(much * (3600 + much)), 0)
    less = timed(case, ((trip(Drop(0, much - 1, much - 1)),),))
    assert less.value == (1, 0, float((much - 1) * (3600 + much - 1)), 0)


def test_thirds_of_a_person_add_up():
    case = problem(deliveries=to_b(kg=3, litres=3, persons=1 / 3))
    thirds = ((*(trip(Drop(0, 1, 1)) for _ in range(3)),),)
    assert timed(case, thirds).value[0] == 0
    assert timed(case, ((trip(Drop(0, 2, 2)),),)).value[0] == pytest.approx(1 / 9, abs=1e-6)


def test_only_origins_that_are_shared_make_vehicles_wait():
    assert not RouteTimer(problem()).is_shared
    assert RouteTimer(problem(origins=store(docks=3))).is_shared
    assert RouteTimer(problem(origins=store(kg_per_h=1.0))).is_shared
    assert RouteTimer(problem(origins=store(per_day={"water": 1.0}))).is_shared
