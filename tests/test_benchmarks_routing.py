import csv
import importlib.util
import math
import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks import __main__ as command
from benchmarks import comparison, worths
from benchmarks.best_known import BestKnown, read_best_known
from benchmarks.cases import Case, runs
from benchmarks.memory import held_mib
from benchmarks.quick import QUICK
from benchmarks.records import Record
from benchmarks.routing import (
    cordeau,
    driving,
    engines,
    generated,
    ortools_driving,
    solomon,
    split_delivery,
    taillard,
    vrplib,
)
from benchmarks.routing import runs as routing
from benchmarks.routing.as_task import as_task
from benchmarks.routing.checker import check
from benchmarks.routing.families import FAMILIES
from benchmarks.routing.ortools_parts import parts_of
from benchmarks.routing.plans import plan_of
from benchmarks.routing.published import Customer, Depot, Published, Rounding, Van
from benchmarks.routing.solution_file import read_solution
from benchmarks.routing.staged import Planned, judged, route_stages, unexplained
from benchmarks.routing.worth import worth_of_stages, worth_of_value
from benchmarks.run import Limits
from optimizer.errors import UsageError
from optimizer.io import read_instance
from optimizer.routing.answer import Drop, Trip
from optimizer.routing.construct import construct
from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.rules import task_cost
from optimizer.routing.tasks.task import TaskRoute, TaskVisit
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

DATA = Path(__file__).parents[2] / "shared" / "bench"

needs_data = pytest.mark.skipif(
    not (DATA / "cvrp").is_dir(), reason=f"the published instances are not in {DATA}"
)
needs_pyvrp = pytest.mark.skipif(
    importlib.util.find_spec("pyvrp") is None, reason="PyVRP is not installed"
)

SOLOMON = """tiny

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME

    0       0         0        0        0        100        0
    1       3         4        6       20         30        5
    2       6         8        4        0         90        5
"""
CORDEAU = """2 1 2 2
0 10
40 12
1  3 4 5 6 1 2 1 2
2 13 4 5 7 1 2 1 2
3  0 0 0 0 0 0
4 10 0 0 0 0 0
"""
TAILLARD = """ //Lines 1:5      : these comments
 2 2 999999.0 0.0 1 1
 1 10 100 1.5
 3 20 0 2
 0 0
 3 4 6
 6 8 4
"""
SPLIT = "2 10\n6 7\n0 0\n3 4\n6 9\n"
VRP = """NAME: tiny
TYPE: anything
EDGE_WEIGHT_TYPE: EUC_2D
DIMENSION: 4
VEHICLES: 3
VEHICLES_MAX_DURATION: 50
SERVICE_TIME: 2
NODE_COORD_SECTION
1\t0\t0
2\t10\t0
3\t3\t4
4\t6\t8
DEMAND_SECTION
1\t0
2\t0
3\t6
4\t4
TIME_WINDOW_SECTION
1\t0\t100
2\t5\t100
3\t0\t90
4\t0\t90
RELEASE_TIME_SECTION
1\t0
2\t0
3\t7
4\t0
CAPACITY_SECTION
1\t10
2\t20
3\t10
VEHICLES_DEPOT_SECTION
1\t1
2\t2
3\t1
VEHICLES_RELOAD_DEPOT_SECTION
1\t1\t2
2
3\t1\t2
VEHICLES_ALLOWED_CLIENTS_SECTION
1\t3
2\t3\t4
3\t3
VEHICLES_FIXED_COST_SECTION
1\t500
2\t100
3\t500
VEHICLES_UNIT_DISTANCE_COST_SECTION
1\t120
2\t100
3\t120
DEPOT_SECTION
1
2
-1
EOF
"""


def written(folder, text, name="tiny.txt"):
    path = folder / name
    path.write_text(text, encoding="ascii")
    return path


TWO_VANS = (Van(count=2, capacity=10),)


def line(*x, windows=None, vans=TWO_VANS, **changes):
    """Customers on a line with the depot at 0, each with demand 4."""
    windows = windows or {}
    values = {
        "name": "line",
        "depots": (Depot(x=0, y=0),),
        "customers": tuple(
            Customer(x=at, y=0, demand=4, earliest=a, latest=b)
            for at, (a, b) in zip(x, (windows.get(i, (0, math.inf)) for i in x), strict=True)
        ),
        "vans": vans,
        "rounding": Rounding.EXACT,
    }
    return Published(**(values | changes))


def route(*customers, vehicle=0, depot=0, load=4):
    return TaskRoute(vehicle, ((depot, tuple(TaskVisit(c, (load,)) for c in customers)),))


# --- Reading -------------------------------------------------------------------------------


def test_solomon_gives_windows_and_a_fleet_of_one_kind(tmp_path):
    published = solomon.read(written(tmp_path, SOLOMON))
    assert published.vans == (Van(count=2, capacity=10),)
    assert published.depots == (Depot(x=0, y=0, latest=100),)
    assert published.customers[0] == Customer(x=3, y=4, demand=6, service=5, earliest=20, latest=30)
    assert published.legs[1, 2] == 5


def test_cordeau_gives_every_depot_its_vehicles_and_nought_is_no_limit(tmp_path):
    published = cordeau.read(written(tmp_path, CORDEAU))
    assert published.depots == (Depot(x=0, y=0), Depot(x=10, y=0))
    assert published.vans == (
        Van(count=1, capacity=10, depot=0),
        Van(count=1, capacity=12, depot=1, most_time=40),
    )
    assert [customer.demand for customer in published.customers] == [6, 7]


def test_taillard_gives_unlike_vehicles(tmp_path):
    published = taillard.read(written(tmp_path, TAILLARD))
    assert [(v.count, v.capacity, v.fixed, v.per_length) for v in published.vans] == [
        (1, 10, 100, 1.5),
        (3, 20, 0, 2),
    ]
    assert published.customers[1] == Customer(x=6, y=8, demand=4)


def test_split_delivery_has_vehicles_to_spare_and_whole_lengths(tmp_path):
    published = split_delivery.read(written(tmp_path, SPLIT))
    assert (published.splits, published.vans) == (True, (Van(count=4, capacity=10),))
    assert published.legs[1, 2] == 6  # sqrt(34) is 5.83


def test_vrplib_gathers_vehicles_that_are_alike(tmp_path):
    published = vrplib.read(written(tmp_path, VRP), Rounding.EXACT, per_cost=100)
    assert published.depots[1] == Depot(x=10, y=0, earliest=5, latest=100)
    assert published.customers[0] == Customer(x=3, y=4, demand=6, service=2, latest=90, release=7)
    assert published.vans == (
        Van(
            count=2,
            capacity=10,
            fixed=5,
            per_length=1.2,
            most_time=50,
            reloads=(0, 1),
            allowed=frozenset({0}),
        ),
        Van(count=1, capacity=20, depot=1, fixed=1, most_time=50, allowed=frozenset({0, 1})),
    )
    assert published.numbered == (0, 1, 0)


def test_without_a_number_of_vehicles_there_is_one_for_each_customer(tmp_path):
    text = "EDGE_WEIGHT_TYPE : EUC_2D\nDIMENSION : 3\nCAPACITY : 7\nNODE_COORD_SECTION\n"
    text += "1 0 0\n2 1 1\n3 2 2\nDEMAND_SECTION\n1 0\n2 3\n3 4\nDEPOT_SECTION\n 1\n -1\nEOF\n"
    published = vrplib.read(written(tmp_path, text), Rounding.WHOLE)
    assert published.vans == (Van(count=2, capacity=7),)
    assert published.legs[0].tolist() == [0, 1, 3]


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [
        (Rounding.WHOLE, 4.0),
        (Rounding.TENTHS, 3.6),
        (Rounding.THOUSANDTHS, 3.606),
        (Rounding.EXACT, math.sqrt(13)),
    ],
)
def test_each_family_rounds_in_its_own_way(rounding, expected):
    legs = rounding.legs(np.array([[math.sqrt(13)]]))
    assert legs[0, 0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (solomon.read, SOLOMON.rsplit("    1 ", 1)[0], "found 1 places, expected a depot"),
        (solomon.read, SOLOMON.replace("  90 ", "late "), "found 'late', expected a number"),
        (solomon.read, SOLOMON + "   3 1 1\n", "Is the file cut off"),
        (solomon.read, "", "found an empty file"),
        (cordeau.read, CORDEAU.rsplit("4 10", 1)[0], "found 6 lines, expected at least 7"),
        (cordeau.read, "1" + CORDEAU[1:], "problem type 1, expected 2"),
        (taillard.read, TAILLARD.rsplit(maxsplit=1)[0], "found 21 numbers, expected at least 22"),
        (taillard.read, TAILLARD + "9", "found 23 numbers, expected 22"),
        (split_delivery.read, SPLIT.rsplit(maxsplit=1)[0], "found 9 numbers"),
        (split_delivery.read, SPLIT + "1", "found 11 numbers, expected 10"),
    ],
)
def test_a_broken_file_is_refused_with_what_is_wrong(tmp_path, read, text, message):
    with pytest.raises(UsageError, match=message):
        read(written(tmp_path, text))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("4\t6\t8\n", "", "found 3 rows of NODE_COORD_SECTION, expected 4"),
        ("3\t3\t4\n4", "4\t3\t4\n3", r"found row .*, expected 3 and 2 numbers"),
        ("3\t6\n", "3\tsix\n", "found '3\\\\tsix', expected numbers"),
        ("VEHICLES: 3", "VEHICLES: many", "VEHICLES: found 'many'"),
        ("DIMENSION: 4\n", "", "found no DIMENSION"),
        ("EUC_2D", "GEO", "expected EDGE_WEIGHT_TYPE EUC_2D"),
        ("RELEASE_TIME_SECTION", "MUTUAL_EXCLUSION_SECTION", "MUTUAL_EXCLUSION"),
        ("1\n2\n-1", "1\n3\n-1", "found depots .*, expected the first nodes"),
        ("2\n3\t1\t2\nVEHICLES_A", "3\t1\t2\nVEHICLES_A", "found 2 rows of VEHICLES_RELOAD"),
        ("NAME: tiny", "NAME tiny", "line 1: found 'NAME tiny' before any section"),
    ],
)
def test_a_broken_vrplib_file_is_refused_with_what_is_wrong(tmp_path, old, new, message):
    assert old in VRP
    with pytest.raises(UsageError, match=message):
        vrplib.read(written(tmp_path, VRP.replace(old, new, 1)), Rounding.EXACT)


def test_a_solution_names_nodes_from_nought_and_vehicles_where_they_differ(tmp_path):
    published = vrplib.read(written(tmp_path, VRP), Rounding.EXACT)
    text = "Route #1:\nRoute #2: 3\nRoute #3: 2 1 2\nCost: 12\n"
    assert read_solution(written(tmp_path, text, "tiny.sol"), published) == (
        TaskRoute(1, ((1, (TaskVisit(1, (4,)),)),)),
        TaskRoute(0, ((0, (TaskVisit(0, (6,)),)), (1, (TaskVisit(0, (6,)),)))),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Cost: 12\n", "found no routes"),
        ("Route #1: 4\n", "not there"),
        ("Route #9: 2", "not there"),
    ],
)
def test_a_broken_solution_is_refused(tmp_path, text, message):
    published = vrplib.read(written(tmp_path, VRP), Rounding.EXACT)
    with pytest.raises(UsageError, match=message):
        read_solution(written(tmp_path, text, "tiny.sol"), published)


def test_lists_with_several_objectives_are_read_for_one(tmp_path):
    text = "instance,bks,objective\nR1,900,hierarchical\nR1,800,min distance (double)\n"
    path = written(tmp_path, text, "BKS.csv")
    assert read_best_known(path, "min distance") == {"R1": BestKnown(800.0)}
    plain = written(tmp_path, "instance,bks\nX1,7\n", "plain.csv")
    assert read_best_known(plain, "min distance") == {"X1": BestKnown(7.0)}


# --- As a task -----------------------------------------------------------------------------


def test_real_lengths_become_thousandths_and_times_are_rounded_up():
    published = line(1.0004, 2.0)
    task = as_task(published).task
    assert (int(task.metres[0][0, 1]), int(task.seconds[0][0, 1])) == (1000, 1001)
    assert (int(task.metres[0][0, 2]), int(task.seconds[0][0, 2])) == (2000, 2000)


def test_windows_become_narrower_and_no_limit_stays_none():
    customers = (Customer(x=1, y=0, demand=1, earliest=1.00004, latest=2.99996),)
    task = as_task(line(1, customers=customers)).task
    assert (task.clients[0].earliest, task.clients[0].latest) == (1001, 2999)
    assert task.vehicles[0].latest == NEVER_S


def test_the_divisor_gives_the_published_unit_back():
    vans = (Van(count=1, capacity=10, fixed=7, per_length=1.25),)
    published = line(2, 4, vans=vans)
    scaled = as_task(published)
    cost = task_cost(scaled.task, [route(0, 1)])
    assert cost == pytest.approx((7 + 1.25 * 8) * scaled.divisor)


def test_a_vehicle_has_no_way_to_customers_it_may_not_serve():
    vans = (Van(count=1, capacity=10), Van(count=1, capacity=10, allowed=frozenset({1})))
    task = as_task(line(1, 2, vans=vans)).task
    assert task.metres[task.vehicles[0].profile].max() < NEVER_S
    closed = task.metres[task.vehicles[1].profile]
    assert (closed[0, 1], closed[1, 2]) == (NEVER_S, NEVER_S)
    assert closed[0, 2] == 2000


# --- The checker ---------------------------------------------------------------------------


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


# --- Peers ---------------------------------------------------------------------------------


def reload_instance():
    """One small vehicle that must load twice, a large one that may serve only customer 1."""
    return line(
        2,
        3,
        -4,
        vans=(
            Van(count=1, capacity=4, reloads=(0,), fixed=1),
            Van(count=1, capacity=8, per_length=1.5, allowed=frozenset({1})),
        ),
    )


@needs_pyvrp
def test_pyvrp_alone_finds_the_optimum_of_a_tiny_instance():
    """The small one serves 0 and 2 in two trips and 1 in a third: 1 + 4 + 6 + 8."""
    from benchmarks.routing import pyvrp_alone

    scaled = as_task(reload_instance())
    answer = pyvrp_alone.search(scaled.task, 0.2, 1)
    checked = check(reload_instance(), answer.routes)
    assert checked.faults == ()
    assert checked.cost == pytest.approx(19.0)
    assert answer.cost == pytest.approx(checked.cost * scaled.divisor)


@needs_pyvrp
def test_pyvrp_alone_says_where_it_finds_nothing():
    from benchmarks.routing import pyvrp_alone

    task = as_task(line(2, 3, vans=(Van(count=1, capacity=7),))).task
    assert pyvrp_alone.search(task, 0.1, 1) is None


def test_ortools_alone_keeps_every_limit_of_a_tiny_instance():
    published = line(2, 3, -4, windows={-4: (0.0, 4.0)})
    for seed in range(2):
        answer = engines.ortools_search(as_task(published).task, 0.2, seed)
        checked = check(published, answer.routes)
        assert checked.faults == ()
        assert checked.cost == pytest.approx(14.0)


# --- Cases, records and tables -------------------------------------------------------------


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "bench"
    for name, text in {
        "vrptw/solomon/R2.txt": SOLOMON,
        "vrptw/solomon/R10.txt": SOLOMON,
        "vrptw/BKS.csv": "instance,bks,objective\nR2,19,hierarchical\nR2,20,min distance\n",
        "sdvrp/SET-2/S9.sd": SPLIT,
        "sdvrp/BKS.csv": "instance,bks\nSET-2/S9.sd,32\n",
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_cases_have_names_best_values_and_who_can_solve_them(data):
    cases = list(routing.cases(data))
    assert [case.name for case in cases] == [
        "vrptw/solomon/R2",
        "vrptw/solomon/R10",
        "sdvrp/SET-2/S9",
    ]
    assert [case.best_known for case in cases] == [BestKnown(20.0), None, BestKnown(32.0)]
    assert cases[0].engines[:2] == (engines.OURS, engines.ORTOOLS)
    assert cases[2].engines == (engines.OURS,)


def test_engines_take_turns_on_each_instance_and_seed(data):
    cases = [*routing.cases(data)][:2]
    found = [
        (run.instance, run.seed, run.engine)
        for run in runs(cases, (engines.OURS, engines.ORTOOLS), seeds=2)
    ]
    assert found[:4] == [
        ("R2", 0, "ours"),
        ("R2", 0, "ortools-alone"),
        ("R2", 1, "ours"),
        ("R2", 1, "ortools-alone"),
    ]
    assert len(found) == 8


def test_cases_without_engines_are_run_once_whatever_is_asked_for():
    case = Case(family="cflp", set="orlib", instance="cap41", read=int)
    assert list(runs([case], ("ours",), seeds=3)) == [case]


def measured(data, routes, monkeypatch):
    monkeypatch.setattr(routing, "solve", lambda *_: routes)
    case = replace(next(routing.cases(data)), engine="ours", seed=3)
    return routing.solve_published(case, Limits(time_limit_s=1, mip_gap=0))


def test_a_record_tells_what_the_checker_found(data, monkeypatch):
    trips = ((0, (TaskVisit(0, (6,)), TaskVisit(1, (4,)))),)
    found = measured(data, (TaskRoute(0, trips),), monkeypatch)
    assert (found.status, found.verified, found.engine, found.seed) == ("feasible", True, "ours", 3)
    assert found.objective == pytest.approx(20.0)
    assert found.gap_to_best == pytest.approx(0.0)


def test_an_answer_that_breaks_a_limit_counts_for_nothing(data, monkeypatch):
    found = measured(data, (route(0),), monkeypatch)
    assert (found.status, found.objective) == ("unverified", None)
    assert "customer 1 is not visited" in found.message


def test_no_answer_is_told(data, monkeypatch):
    assert measured(data, None, monkeypatch).status == "no_plan"


def record(engine, instance, objective, seed=0):
    return Record(
        family="cvrp",
        set="X",
        instance=instance,
        engine=engine,
        seed=seed,
        status="feasible" if objective else "no_plan",
        known=BestKnown(100.0),
        objective=objective,
        verified=None if objective is None else True,
    )


def test_engines_are_compared_by_ratio_gap_and_spread():
    records = [
        record("ours", "a", 100.0),
        record("ours", "a", 101.0, seed=1),
        record("ours", "b", 100.0),
        record("pyvrp-alone", "a", 110.0),
        record("pyvrp-alone", "a", 101.0, seed=1),
        record("pyvrp-alone", "b", None),
    ]
    _, ours, peer = comparison.compare(records)
    assert ours.split() == ["ours", "3/3", "0.333", "1.000", "-", "-", "-", "-"]
    ratio = f"{math.sqrt(100 / 110):.4f}"
    assert peer.split() == ["pyvrp-alone", "2/3", "5.500", "8.911", ratio, "1", "1", "0"]


def test_sets_without_engines_are_not_compared():
    assert (
        list(comparison.compare([Record(family="cflp", set="orlib", instance="a", status="x")]))
        == []
    )


def test_memory_of_this_process_is_seen_where_the_system_tells():
    held = held_mib(os.getpid())
    assert held is None or held > 1


def test_an_engine_that_can_solve_nothing_is_told(data):
    arguments = ["--data", str(data), "--only", "sdvrp/*", "--engine", "pyvrp-alone"]
    result = CliRunner().invoke(command.main, arguments)
    assert result.exit_code == 2
    assert "pyvrp-alone can solve none" in result.stderr


def test_a_routing_file_that_cannot_be_read_is_refused_and_told(data):
    case = replace(
        next(routing.cases(data)),
        read=partial(solomon.read, data / "sdvrp" / "SET-2" / "S9.sd"),
        engine="ours",
    )
    from benchmarks.run import measure

    found = measure(case, Limits(time_limit_s=1, mip_gap=0))
    assert found.status == "refused"


# --- What is driven ------------------------------------------------------------------------


def region():
    return generated.read(deliveries=12, stores=2, vehicles=6)


def test_a_region_is_the_same_every_time_and_has_what_it_says():
    found = generated.read(deliveries=40, stores=3, vehicles=9)
    assert found == generated.read(deliveries=40, stores=3, vehicles=9)
    assert (len(found.deliveries), len(found.origins), len(found.vehicles)) == (40, 3, 9)
    planned = dict.fromkeys(range(3), 0.0)
    for delivery in found.deliveries:
        planned[delivery.origins[0]] += delivery.persons
    for number, origin in enumerate(found.origins):
        assert sum(origin.stock.values()) == pytest.approx(planned[number] * 4 / 3)


def test_a_place_that_is_cut_off_is_reached_when_its_road_opens():
    ways = generated.read(deliveries=100, stores=2, vehicles=2).ways[0]
    assert ways.later
    (start, end), (way,) = next(iter(ways.later.items()))
    assert ways.seconds[start][end] >= NEVER_S
    ((moved_s, opens_s),) = way.gates
    assert (moved_s <= way.seconds, opens_s) == (True, generated.OPENS_S)


def test_every_vehicle_and_delivery_is_given_to_one_origin_at_most():
    problem = region()
    parts = parts_of(problem)
    vehicles = [vehicle for part in parts for vehicle in part.vehicles]
    assert len(vehicles) == len(set(vehicles))
    assert {d for part in parts for d in part.deliveries} == set(range(12))
    for part in parts:
        assert {problem.deliveries[d].origins[0] for d in part.deliveries} == {part.origin}


def test_deliveries_are_cut_into_loads_that_add_up():
    problem = region()
    heavy = replace(problem.deliveries[0], kg=25_001, litres=70_003)
    problem = replace(problem, deliveries=(heavy, *problem.deliveries[1:]))
    parts = parts_of(problem)
    loads = [
        load
        for part in parts
        for load, owner in zip(part.problem.deliveries, part.deliveries, strict=True)
        if owner == 0
    ]
    assert len(loads) > 1
    assert sum(load.kg for load in loads) == heavy.kg
    assert sum(load.litres for load in loads) == heavy.litres
    assert sum(load.persons for load in loads) == pytest.approx(heavy.persons)


def test_ortools_alone_serves_a_small_region_within_every_limit():
    problem = region()
    parts = parts_of(problem)
    answer = ortools_driving.route_parts(problem, parts, ortools_driving.LATE, 0.8, 0)
    assert broken(problem, answer) == ()
    found = ortools_driving.drivable(problem, answer)
    assert found.unserved == ()


def test_a_route_that_cannot_be_driven_is_left_out():
    problem = region()
    delivery = problem.deliveries[0]
    whole = Drop(0, delivery.kg, delivery.litres)
    one = (Trip(delivery.origins[0], (whole,)),)
    big = problem.vehicles.index(max(problem.vehicles, key=lambda v: problem.kinds[v.kind].kg))
    other = (big + 1) % len(problem.vehicles)
    answer = [()] * len(problem.vehicles)
    answer[big] = one
    answer[other] = (Trip(delivery.origins[0], (replace(whole, kg=10**9),)),)
    found = ortools_driving.drivable(problem, tuple(answer))
    assert [route.vehicle for route in found.routes] == [big]


def test_a_worth_is_told_in_hours_and_cny():
    problem = replace(region(), deliveries=(replace(region().deliveries[0], priority=1),))
    value = (1.0, 2.0, 3600.0, 7200.0, 36000.0, 250.0)
    assert worth_of_value(problem, value) == (1.0, 2.0, 1.0, 2.0, 10.0, 2.5)
    assert worths.totals((1.0, 2.0, 1.0, 2.0, 10.0, 2.5)) == (3.0, 3.0, 10.0, 2.5)


def driving_case(engine):
    (case,) = [c for c in driving.cases(Path("nowhere")) if c.name == "driving/generated/200"]
    return replace(case, read=region, engine=engine, seed=0)


def test_a_problem_is_driven_and_its_worth_recorded(monkeypatch):
    def construct_only(problem, *_):
        found = timed(problem, construct(problem))
        assert found is not None
        return found

    monkeypatch.setitem(driving.ROUTERS, "ours", construct_only)
    found = driving.drive_problem(driving_case("ours"), Limits(time_limit_s=1, mip_gap=0))
    assert (found.status, found.verified, found.engine) == ("feasible", True, "ours")
    assert len(found.worth) == 2 * region().classes + 2
    assert found.objective is None


def test_an_answer_that_breaks_a_limit_of_the_problem_is_told(monkeypatch):
    def overload(problem, *_):
        found = timed(problem, construct(problem))
        trips = next(trips for trips in found.answer if trips)
        heavy = replace(trips[0], drops=(replace(trips[0].drops[0], kg=10**9),))
        answer = tuple((heavy,) if t is trips else t for t in found.answer)
        return replace(found, answer=answer)

    monkeypatch.setitem(driving.ROUTERS, "ours", overload)
    found = driving.drive_problem(driving_case("ours"), Limits(time_limit_s=1, mip_gap=0))
    assert (found.status, found.worth) == ("unverified", ())
    assert found.message


def driven(engine, worth, instance="S1"):
    return Record(
        family="driving",
        set="hamlet",
        instance=instance,
        engine=engine,
        status="feasible",
        verified=True,
        worth=worth,
    )


def test_what_is_driven_is_compared_number_by_number():
    records = [
        driven("ours", (0.0, 5.0, 100.0, 9.0)),
        driven("ours", (0.0, 0.0, 100.0, 9.0), "S2"),
        driven("ours", (1.0, 0.0, 100.0, 9.0), "S3"),
        driven("ortools-alone", (0.0, 6.0, 90.0, 1.0)),
        driven("ortools-alone", (0.0, 0.0, 100.0, 9.0), "S2"),
        driven("ortools-alone", (0.0, 9.0, 999.0, 99.0), "S3"),
    ]
    _, _, peer = comparison.compare(records)
    assert peer.split() == ["ortools-alone", "3/3", "-", "-", "-", "1", "1", "1"]
    table = list(worths.lines(records[:1]))
    assert table[1].split() == ["driving/hamlet/S1", "ours", "0", "0.00", "5.00", "100.00", "9.00"]


def test_a_plan_is_solved_once_and_then_kept(tmp_path):
    instance = read_instance(Path(__file__).parents[1] / "instances" / "hamlet")
    plan = plan_of(instance, tmp_path)
    kept = tmp_path / instance.digest / "plan.json"
    stamp = kept.stat().st_mtime_ns
    assert plan_of(instance, tmp_path) == plan
    assert kept.stat().st_mtime_ns == stamp
    kept.write_text("{}", encoding="utf-8")
    assert plan_of(instance, tmp_path).stores == plan.stores


@pytest.fixture(scope="module")
def hamlet(tmp_path_factory):
    """Every scenario of the hamlet's plan, and a router that constructs and does no more."""
    instance = read_instance(Path(__file__).parents[1] / "instances" / "hamlet")
    plan = plan_of(instance, tmp_path_factory.mktemp("plans"))
    return [Planned(instance=instance, plan=plan, scenario=s.id) for s in instance.scenarios]


def constructed(problem, _seconds):
    found = timed(problem, construct(problem))
    assert found is not None
    return found


def test_a_driven_plan_is_judged_and_worth_what_its_stages_say(hamlet):
    for planned in hamlet:
        answers = route_stages(planned.driven, constructed, 5.0)
        stages = unexplained(answers)
        assert judged(planned, stages, "ours", 0) == []
        if len(answers) == 1:
            ((stage, found),) = answers
            expected = worth_of_value(stage.problem, found.value)
            assert worth_of_stages(stages) == pytest.approx(expected, rel=1e-6, abs=1e-3)


def test_a_driven_plan_that_leaves_goods_standing_is_found_out(hamlet):
    planned = next(planned for planned in hamlet if planned.driven.first.problem.deliveries)
    ((stage, found),) = route_stages(planned.driven, constructed, 5.0)[:1]
    lost = replace(found, routes=found.routes[1:])
    assert judged(planned, unexplained([(stage, lost)]), "ours", 0) != []


# --- The published files -------------------------------------------------------------------


@needs_data
@pytest.mark.parametrize("name", FAMILIES)
def test_every_published_routing_file_reads_and_has_a_best_known_value(name):
    family, set_name = name.split("/")
    cases = [c for c in routing.cases(DATA) if (c.family, c.set) == (family, set_name)]
    if not cases:
        pytest.skip(f"{name} is not in {DATA}")
    assert [case.name for case in cases if case.best_known is None] == []
    for case in cases:
        published = case.read()
        assert sum(customer.demand for customer in published.customers) > 0


@needs_data
@pytest.mark.parametrize(
    "name",
    ["cvrp/X", "mdvrp/mdvrptw_vidal", "hvrp/X_pessoa", "mtvrptwr/yang",
     "sdvrptw_site_dependent/cordeau_laporte"],
)  # fmt: skip
def test_published_solutions_keep_every_limit_and_cost_what_is_listed(name):
    family = FAMILIES[name]
    paths = sorted((DATA / family.folder).glob(family.pattern))[::5]
    if not paths:
        pytest.skip(f"{name} is not in {DATA}")
    with (DATA / name.split("/")[0] / "BKS.csv").open(encoding="utf-8") as lines:
        listed = {row["instance"]: float(row["bks"]) for row in csv.DictReader(lines)}
    for path in paths:
        published = family.read(path)
        routes = read_solution(path.with_suffix(".sol"), published)
        checked = check(published, routes)
        assert checked.faults == (), path.name
        best = listed[family.listed.format(stem=path.stem, name=path.name)]
        assert checked.cost == pytest.approx(best, abs=0.0051), path.name
        scaled = as_task(published)
        told = task_cost(scaled.task, routes)
        assert told is not None, path.name
        assert told / scaled.divisor == pytest.approx(best, rel=1e-4), path.name


@needs_data
def test_the_quick_selection_names_cases_that_are_there():
    names = {case.name for case in routing.cases(DATA)}
    families = {name.split("/")[0] for name in FAMILIES}
    assert {name for name in QUICK if name.split("/")[0] in families} <= names
