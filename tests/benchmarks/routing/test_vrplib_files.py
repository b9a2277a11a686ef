"""Files and solutions in VRPLIB's grammar are read, and broken ones refused."""

import pytest
from routing_files import VRP, written

from benchmarks.routing import vrplib
from benchmarks.routing.published import Customer, Depot, Rounding, Van
from benchmarks.routing.solution_file import read_solution
from optimizer.errors import UsageError
from optimizer.routing.tasks.task import TaskRoute, TaskVisit


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
