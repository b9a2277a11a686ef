"""Published routing files of every family but VRPLIB's are read, and broken ones refused."""

import math

import numpy as np
import pytest
from routing_files import CORDEAU, SOLOMON, SPLIT, TAILLARD, written

from benchmarks.best_known import BestKnown, read_best_known
from benchmarks.routing import cordeau, solomon, split_delivery, taillard
from benchmarks.routing.published import Customer, Depot, Rounding, Van
from optimizer.errors import UsageError


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


def test_lists_with_several_objectives_are_read_for_one(tmp_path):
    text = "instance,bks,objective\nR1,900,hierarchical\nR1,800,min distance (double)\n"
    path = written(tmp_path, text, "BKS.csv")
    assert read_best_known(path, "min distance") == {"R1": BestKnown(800.0)}
    plain = written(tmp_path, "instance,bks\nX1,7\n", "plain.csv")
    assert read_best_known(plain, "min distance") == {"X1": BestKnown(7.0)}
