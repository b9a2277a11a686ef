"""The checker of the benchmarks: cost by the published rules, and every broken limit told."""

import pytest
from on_a_line import line, route

from benchmarks.routing.checker import check
from benchmarks.routing.published import Customer, Depot, Van
from optimizer.routing.tasks.task import TaskRoute, TaskVisit


def test_routes_cost_their_legs_and_vehicles():
    vans = (Van(count=2, capacity=10, fixed=5, per_length=2),)
    checked = check(line(1, 3, -2, vans=vans), [route(0, 1), route(2), route()])
    assert checked.faults == ()
    assert checked.cost == pytest.approx(2 * 5 + 2 * (6 + 4))


@pytest.mark.parametrize(
    ("routes", "fault"),
    [
        ([route(0, 1)], "customer 2 is not visited"),
        ([route(0, 1), route(2, 0)], "customer 0 is visited 2 times"),
        ([route(0, 1, 2)], "12 loaded, expected at most 10"),
        ([route(0), route(1), route(2)], "3 routes of vehicle type 0, expected at most 2"),
        ([route(0, 1), route(2, load=3)], "gets [3], expected 4"),
        ([route(0, 1), route(2, depot=1)], "loaded at depot 1"),
    ],
)
def test_every_broken_limit_is_told(routes, fault):
    published = line(1, 2, 3, depots=(Depot(x=0, y=0), Depot(x=9, y=0)))
    assert any(fault in each for each in check(published, routes).faults)


def test_who_may_not_be_served_is_told():
    vans = (Van(count=1, capacity=10, allowed=frozenset({1})),)
    faults = check(line(1, 2, vans=vans), [route(0, 1)]).faults
    assert faults == ("route 1: customer 0 may not be served by this vehicle",)


def test_shares_add_up_only_where_deliveries_may_be_split():
    halves = [route(0, load=2), route(0, load=2)]
    assert check(line(5, splits=True), halves).faults == ()
    assert check(line(5), halves).faults == ("customer 0 is visited 2 times",)


@pytest.mark.parametrize(("latest", "kept"), [(7.0, True), (6.9, False)])
def test_a_window_is_kept_by_the_real_time(latest, kept):
    published = line(3, 5, windows={3: (5.0, 9.0), 5: (0.0, latest)})
    assert (check(published, [route(0, 1)]).faults == ()) is kept


@pytest.mark.parametrize(("most_time", "kept"), [(12.0, True), (11.9, False)])
def test_a_vehicle_leaves_late_so_that_it_need_not_wait(most_time, kept):
    """From 22 to 34, if it reaches customer 1 at 27 when that opens, having waited nowhere."""
    vans = (Van(count=1, capacity=10, most_time=most_time),)
    windows = {5: (20.0, 99.0), 6: (28.0, 28.0)}
    published = line(5, 6, vans=vans, windows=windows)
    assert (check(published, [route(0, 1)]).faults == ()) is kept


def test_a_vehicle_that_must_wait_between_windows_takes_longer():
    """Customer 0 closes at 10, customer 1 opens at 30: from 5 to 36 at best."""
    vans = (Van(count=1, capacity=10, most_time=30.9),)
    windows = {5: (0.0, 10.0), 6: (30.0, 99.0)}
    published = line(5, 6, vans=vans, windows=windows)
    assert check(published, [route(0, 1)]).faults == (
        "route 1: takes 31.0000, expected at most 30.9",
    )


@pytest.mark.parametrize(("latest", "kept"), [(23.0, True), (22.9, False)])
def test_a_second_trip_waits_for_what_is_released_late(latest, kept):
    vans = (Van(count=1, capacity=4, reloads=(0,)),)
    customers = (
        Customer(x=2, y=0, demand=4),
        Customer(x=3, y=0, demand=4, release=20, latest=latest),
    )
    trips = ((0, (TaskVisit(0, (4,)),)), (0, (TaskVisit(1, (4,)),)))
    faults = check(line(2, 3, customers=customers, vans=vans), [TaskRoute(0, trips)]).faults
    assert (faults == ()) is kept


def test_a_vehicle_must_be_back_before_the_depot_closes():
    published = line(5, depots=(Depot(x=0, y=0, latest=9.5),))
    assert check(published, [route(0)]).faults == (
        "route 1: place 0 is reached at 10.0000, expected by 9.5",
    )
