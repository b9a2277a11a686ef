"""Split deliveries: what is cut adds up again, and splitting saves where it is known to."""

import itertools
import random
from collections import Counter

import numpy as np
import pytest

from optimizer.routing.splits import search_splits
from optimizer.routing.splits.cuts import Cut, at_most, cut, full_loads, shared_out
from optimizer.routing.splits.nearby import in_groups
from optimizer.routing.splits.part import part_of
from optimizer.routing.splits.pieces import in_pieces
from optimizer.routing.splits.pieces_search import ORToolsPieces
from optimizer.routing.splits.shifts import without_needless_visits
from optimizer.routing.tasks.rules import answer_of, route_cost, task_cost, visits_of
from optimizer.routing.tasks.task import (
    Base,
    Budget,
    Client,
    Task,
    TaskAnswer,
    TaskRoute,
    TaskVehicle,
    TaskVisit,
)

SHORT = Budget(seconds=60, iterations=3000)


def task(positions, loads, *, capacity=(6,), count=20, **of_client):
    """Return a task in the plane; the base stands at the first position."""
    xy = np.array(positions, dtype=float)
    metres = np.rint(np.hypot(*(xy[:, None] - xy[None, :]).transpose(2, 0, 1))).astype(np.int64)
    loads = [load if isinstance(load, tuple) else (load,) for load in loads]
    return Task(
        name="plane",
        metres=[metres],
        seconds=[metres],
        bases=(Base(point=0),),
        clients=tuple(
            Client(point=i + 1, loads=load, divisible=True, **of_client)
            for i, load in enumerate(loads)
        ),
        vehicles=(TaskVehicle(count=count, capacity=capacity),),
    )


def route(*visits, vehicle=0):
    """Return a route from visits given as (client, load)."""
    return TaskRoute(vehicle, ((0, tuple(TaskVisit(c, (load,)) for c, load in visits)),))


def three_at_two_thirds(count=20, **of_client):
    """Three clients, far from the base and close together, with 4 of 6 each.

    Whole, each needs a vehicle: 3 * 200. Shared, two vehicles bring 6 each: about 2 * 200.
    """
    return task([(0, 0), (100, 0), (100, 2), (100, 4)], [4, 4, 4], count=count, **of_client)


def random_task(seed, clients, capacity=6, largest=9):
    rng = random.Random(seed)
    positions = [(rng.randrange(100), rng.randrange(100)) for _ in range(clients + 1)]
    return task(positions, [rng.randint(1, largest) for _ in range(clients)], capacity=(capacity,))


def cheapest_by_enumeration(asked):
    """Return the least cost of any split: by all ways to bring what is left with one more route."""
    capacity = asked.vehicles[0].capacity[0]
    clients = range(len(asked.clients))
    trips = {
        served: min(
            route_cost(asked, route(*((c, 0) for c in order)))
            for order in itertools.permutations(served)
        )
        for size in range(1, len(asked.clients) + 1)
        for served in itertools.combinations(clients, size)
    }
    known = {(0,) * len(asked.clients): 0}
    for left in sorted(itertools.product(*(range(c.loads[0] + 1) for c in asked.clients)), key=sum):
        if left in known:
            continue
        known[left] = min(
            known[tuple(a - b for a, b in zip(left, brought, strict=True))]
            + trips[tuple(c for c in clients if brought[c])]
            for brought in itertools.product(*(range(load + 1) for load in left))
            if 0 < sum(brought) <= capacity
        )
    return known[tuple(c.loads[0] for c in asked.clients)]


@pytest.mark.parametrize("way", Cut)
@pytest.mark.parametrize("load", [1, 2, 7, 60, 61])
def test_pieces_of_a_load_are_whole_and_add_up(way, load):
    pieces = cut(load, way, 1, 20, [3, 50, 90], random.Random(1))
    assert sum(pieces) == load
    assert min(pieces) > 0


def test_pieces_keep_the_common_unit():
    for way in Cut:
        pieces = cut(90, way, 10, 100, [30], random.Random(2))
        assert all(piece % 10 == 0 for piece in pieces)


def test_a_load_fills_vehicles_and_leaves_a_rest():
    assert full_loads(14, 6) == [6, 6, 2]
    assert full_loads(12, 6) == [6, 6]


def test_no_more_pieces_than_visits_are_allowed():
    assert at_most([1, 2, 4, 8], 2) == [1, 14]
    assert at_most([1, 2], 5) == [1, 2]
    assert at_most([1, 2, 4, 8], 1) == [15]


def test_pieces_share_every_dimension_and_lose_nothing():
    shares = shared_out((10, 7, 0), 0, [3, 3, 4])
    assert shares == [(3, 2, 0), (3, 2, 0), (4, 3, 0)]


def test_pieces_of_one_client_on_a_trip_become_one_visit_where_it_is_nearest():
    asked = task([(0, 0), (10, 0), (20, 0)], [4, 2])
    whole = [route((0, 4), (1, 2))]
    pieces = in_pieces(asked, whole, lambda visit: shared_out(visit.loads, 0, [1] * visit.loads[0]))
    assert pieces.owners == (0, 0, 0, 0, 1, 1)
    apart = [0, 4, 1, 5, 2, 3]
    scattered = TaskRoute(0, ((0, tuple(TaskVisit(piece, (1,)) for piece in apart)),))
    (together,) = pieces.together(asked, [scattered])
    assert sorted((visit.client, visit.loads) for visit in together.trips[0][1]) == [
        (0, (4,)),
        (1, (2,)),
    ]
    assert route_cost(asked, together) == 40


def test_a_part_and_the_rest_are_the_whole_again():
    asked = three_at_two_thirds(count=3)
    chosen, others = [route((0, 4), (1, 2))], [route((2, 4), (1, 2))]
    part = part_of(asked, chosen, others, ())
    assert [client.loads for client in part.task.clients] == [(4,), (2,)]
    assert part.task.vehicles[0].count == 2
    assert part.back(part.routes) == chosen
    assert task_cost(part.task, part.routes) == route_cost(asked, chosen[0])


def test_parts_bettered_at_once_never_use_a_vehicle_or_a_visit_twice():
    asked = three_at_two_thirds(count=5, most_visits=4)
    first, second = [route((0, 4), (1, 2))], [route((2, 4), (1, 2))]
    parts = [part_of(asked, first, second, (), 2), part_of(asked, second, first, (), 2)]
    assert sum(part.task.vehicles[0].count for part in parts) <= 5
    shared = [part.clients.index(1) for part in parts]
    pairs = zip(parts, shared, strict=True)
    assert sum(part.task.clients[place].most_visits for part, place in pairs) <= 4


def test_a_part_leaves_out_kinds_of_vehicles_that_are_all_busy():
    small, large = TaskVehicle(count=1, capacity=(4,)), TaskVehicle(count=1, capacity=(8,))
    asked = three_at_two_thirds()
    asked = Task(**{**vars(asked), "vehicles": (small, large)})
    chosen = [route((1, 4), (2, 4), vehicle=1)]
    part = part_of(asked, chosen, [route((0, 4), vehicle=0)], ())
    assert [vehicle.capacity for vehicle in part.task.vehicles] == [(8,)]
    assert part.back(part.routes) == chosen


def test_service_is_counted_once_for_the_pieces_of_a_visit():
    asked = three_at_two_thirds(service=50)
    whole = [route((0, 4), (1, 2)), route((1, 2), (2, 4))]
    part = part_of(asked, whole, (), ())
    pieces = in_pieces(
        part.task, part.routes, lambda visit: shared_out(visit.loads, 0, [1] * visit.loads[0])
    )
    timed = [
        Task(**{**vars(t), "vehicles": (TaskVehicle(count=9, capacity=(6,), per_second=1),)})
        for t in (asked, pieces.task)
    ]
    assert task_cost(timed[0], whole) == task_cost(timed[1], pieces.routes)


def test_groups_hold_every_route_once_and_are_alike():
    asked = random_task(3, 40)
    routes = [route((client, 1)) for client in range(40)]
    groups = in_groups(asked, routes, 2, random.Random(1))
    assert sorted(map(len, groups)) == [20, 20]
    assert {r for group in groups for r in group} == set(routes)


def test_two_routes_share_at_most_one_client():
    asked = task([(0, 0), (50, 0), (50, 9), (50, 30)], [6, 4, 2])
    shared = [route((0, 3), (1, 2)), route((0, 3), (1, 2)), route((2, 2))]
    kept = without_needless_visits(asked, shared)
    assert task_cost(asked, kept) < task_cost(asked, shared)
    visited = [{visit.client for visit in visits_of([each])} for each in kept]
    assert all(len(a & b) <= 1 for a, b in itertools.combinations(visited, 2))


def test_a_visit_goes_where_other_loads_make_room_for_it():
    asked = task([(0, 0), (50, 0), (50, 9), (50, 30)], [4, 4, 4])
    # Client 0 comes whole on the first route if client 1 comes on the second, which has room
    # once the last one brings all of client 2.
    chain = [route((0, 2), (1, 2)), route((1, 2), (2, 2)), route((2, 2)), route((0, 2))]
    kept = without_needless_visits(asked, chain)
    assert sum(1 for each in kept for visit in visits_of([each]) if visit.client == 0) == 1
    assert task_cost(asked, kept) < task_cost(asked, chain)


def test_visits_that_are_needed_stay():
    asked = three_at_two_thirds()
    needed = [route((0, 4), (1, 2)), route((1, 2), (2, 4))]
    assert without_needless_visits(asked, needed) == needed


@pytest.mark.parametrize("seed", range(20))
def test_shifted_loads_add_up_keep_capacities_and_cost_no_more(seed):
    rng = random.Random(seed)
    asked = random_task(seed, 8)
    pieces = [client for client, c in enumerate(asked.clients) for _ in range(c.loads[0])]
    rng.shuffle(pieces)
    filled = [Counter(pieces[at : at + 5]) for at in range(0, len(pieces), 5)]
    routes = [route(*sorted(load.items())) for load in filled]
    kept = without_needless_visits(asked, routes)
    assert task_cost(asked, kept) is not None
    assert task_cost(asked, kept) <= task_cost(asked, routes)
    assert len(list(visits_of(kept))) < len(list(visits_of(routes)))


def test_loads_of_two_dimensions_are_left_as_they_are():
    asked = task([(0, 0), (50, 0), (50, 2)], [(4, 40), (2, 10)], capacity=(6, 70))
    half = ((0, (TaskVisit(0, (2, 20)), TaskVisit(1, (1, 5)))),)
    routes = [TaskRoute(0, half), TaskRoute(0, half)]
    assert without_needless_visits(asked, routes) == routes


def test_splitting_saves_a_third_where_three_clients_need_two_thirds_each():
    asked = three_at_two_thirds()
    whole = answer_of(asked, [route((c, 4)) for c in range(3)])
    found = search_splits(asked, whole, SHORT, seed=1, workers=1)
    assert whole.cost == 600
    assert found.best.cost == 404


def test_two_vehicles_suffice_for_three_loads_that_need_three_vehicles_whole():
    asked = three_at_two_thirds(count=2)
    found = search_splits(asked, None, SHORT, seed=1, workers=1)
    assert task_cost(asked, found.best.routes) == found.best.cost == 404


def test_loads_larger_than_a_vehicle_are_brought_by_several():
    asked = task([(0, 0), (30, 0), (0, 40)], [20, 13])
    found = search_splits(asked, None, SHORT, seed=1, workers=1)
    assert task_cost(asked, found.best.routes) == cheapest_by_enumeration(asked)


@pytest.mark.parametrize("seed", range(4))
def test_tiny_tasks_are_solved_to_the_optimum(seed):
    asked = random_task(seed, 4, largest=7)
    found = search_splits(asked, None, SHORT, seed=1, workers=1)
    assert task_cost(asked, found.best.routes) == cheapest_by_enumeration(asked)


@pytest.mark.parametrize("seed", range(3))
def test_an_answer_is_never_worse_than_its_start_and_its_loads_add_up(seed):
    asked = random_task(10 + seed, 12)
    start = answer_of(
        asked,
        [route((c, x)) for c, k in enumerate(asked.clients) for x in full_loads(k.loads[0], 6)],
    )
    best = search_splits(asked, start, Budget(seconds=60, iterations=600), seed, workers=1).best
    assert best.cost <= start.cost
    assert best.cost == task_cost(asked, best.routes)
    brought = [0] * 12
    for visit in visits_of(best.routes):
        assert isinstance(visit.loads[0], int)
        assert visit.loads[0] > 0
        brought[visit.client] += visit.loads[0]
    assert brought == [client.loads[0] for client in asked.clients]


def test_an_answer_to_begin_with_that_breaks_a_limit_is_not_taken():
    asked = three_at_two_thirds()
    broken = TaskAnswer((route((0, 4), (1, 4), (2, 4)),), 0)
    assert task_cost(asked, broken.routes) is None
    found = search_splits(asked, broken, SHORT, seed=1, workers=1)
    assert task_cost(asked, found.best.routes) == 404


def test_no_client_is_visited_more_often_than_it_allows():
    asked = three_at_two_thirds(most_visits=1)
    found = search_splits(asked, None, SHORT, seed=1, workers=1)
    assert found.best.cost == 600
    assert task_cost(asked, [route((0, 4), (1, 2)), route((2, 4), (1, 2))]) is None


def test_nothing_is_searched_where_no_client_can_be_divided():
    asked = three_at_two_thirds()
    whole = [Client(point=c.point, loads=c.loads) for c in asked.clients]
    asked = Task(**{**vars(asked), "clients": tuple(whole)})
    start = answer_of(asked, [route((c, 4)) for c in range(3)])
    assert search_splits(asked, start, SHORT, seed=1).best == start


def test_a_client_not_worth_its_way_is_left_out_whole():
    asked = three_at_two_thirds(count=2)
    far = Client(point=3, loads=(4,), divisible=True, prize=10)
    asked = Task(**{**vars(asked), "clients": (*asked.clients[:2], far)})
    found = search_splits(asked, None, SHORT, seed=1, workers=1)
    assert found.best.cost == task_cost(asked, found.best.routes) <= 412


def test_two_capacities_are_both_kept():
    asked = task([(0, 0), (50, 0), (50, 2)], [(8, 90), (8, 90)], capacity=(6, 70))
    found = search_splits(asked, None, SHORT, seed=1, workers=1)
    assert found.best.cost == task_cost(asked, found.best.routes)
    assert found.best.cost <= 304


def test_the_same_seed_and_iterations_give_the_same_routes_again():
    asked = random_task(5, 15)
    budget = Budget(seconds=60, iterations=1800)
    first, second = (search_splits(asked, None, budget, seed=7, workers=2) for _ in range(2))
    assert first.best == second.best
    assert first.pool == second.pool


def test_routes_of_the_pool_are_valid_by_themselves():
    asked = random_task(6, 12)
    found = search_splits(asked, None, Budget(seconds=60, iterations=1200), seed=3, workers=1)
    assert set(found.best.routes) <= set(found.pool)
    assert all(route_cost(asked, each) is not None for each in found.pool)


def test_without_pyvrp_ortools_routes_the_pieces(monkeypatch):
    monkeypatch.setattr(
        "optimizer.routing.splits.rounds.pieces_search", lambda _task: ORToolsPieces()
    )
    monkeypatch.setattr(
        "optimizer.routing.splits.first.pieces_search", lambda _task: ORToolsPieces()
    )
    asked = three_at_two_thirds()
    found = search_splits(asked, None, Budget(seconds=2), seed=1, workers=1)
    assert found.best.cost == 404


def test_vehicles_that_rest_share_loads_too():
    asked = three_at_two_thirds()
    resting = TaskVehicle(count=9, capacity=(6,), drive_s=150, rest_s=60, per_second=1)
    asked = Task(**{**vars(asked), "vehicles": (resting,)})
    start = answer_of(asked, [route((c, 4)) for c in range(3)])
    found = search_splits(asked, start, Budget(seconds=2), seed=1, workers=1)
    assert start.cost == 600 + 600 + 3 * 60
    assert found.best.cost == 404 + 404 + 2 * 60
