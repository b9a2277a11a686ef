"""The least fleet of a small valley: every hour of its vans can be followed with a pencil.

A van loads at 1.5, is in its town at 2.0, whose people have their quilts at 3.0; it is back at 2.5
and serves a second town by 4.0, a third by 5.0.
"""

import csv
import itertools
import json

import pytest
from made_up import fleet_entry
from sized import plan, sized, valley, van

from optimizer.driving import DriveOptions
from optimizer.driving.fleet_told import sizes_csv, sizes_text, sizes_tree
from optimizer.driving.scenarios import drive_scenario
from optimizer.driving.sizing import size_fleet
from optimizer.errors import UsageError
from optimizer.instance.words import TransportMode
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.summary.phrases import Lang

ONE_MINUTE_H = 1 / 60
BIG = van("big", payload_t=0.18)


def counts(sizes):
    return {(row.entry.vehicle, row.entry.place): (row.have, row.needed) for row in sizes.rows}


def test_one_van_of_three_is_enough():
    sizes = sized(deadline_h=5.0)
    assert (sizes.holds, counts(sizes)) == (True, {("van", "A"): (3, 1)})
    assert sizes.cost_cny_per_day == (1500, 500)


def test_a_minute_less_takes_two():
    sizes = sized(deadline_h=5.0 - ONE_MINUTE_H)
    assert (sizes.holds, counts(sizes)) == (True, {("van", "A"): (3, 2)})


@pytest.mark.parametrize(("deadline_h", "needed"), [(4.0, 2), (4.0 - ONE_MINUTE_H, 3)])
def test_vans_are_added_where_there_are_too_few(deadline_h, needed):
    sizes = sized(deadline_h=deadline_h, vans=1)
    assert (sizes.holds, counts(sizes)) == (True, {("van", "A"): (1, needed)})


def test_a_standard_for_some_of_the_people_takes_fewer():
    assert counts(sized(deadline_h=4.0, person_share=0.6)) == {("van", "A"): (3, 1)}


def test_where_the_store_loads_too_slowly_more_vans_are_no_help():
    """What comes in time was loaded by 3.5; 30 persons' quilts take an hour, so that is 60."""
    sizes = sized(deadline_h=5.0, handling_t_per_h=0.09)
    assert (sizes.holds, counts(sizes)) == (False, {("van", "A"): (3, 3)})
    assert [(line.standard, round(line.person_share, 3)) for line in sizes.missed] == [
        ("living", 0.667)
    ]
    assert sum(sizes.causes.values()) == pytest.approx(30)
    assert "vehicle_hours" not in sizes.causes


def test_what_stands_beyond_a_weak_bridge_needs_its_own_vehicle():
    fleet = (fleet_entry("van", 2), fleet_entry("light", 2))
    vehicles = (van(gross_weight_t=5), van("light", gross_weight_t=1))
    sizes = sized(deadline_h=4.0, vehicles=vehicles, fleet=fleet, limits=dict.fromkeys("BCD", 2))
    assert counts(sizes) == {("light", "A"): (2, 2), ("van", "A"): (2, 0)}


def keeps(number_of_vans, number_of_big, deadline_h):
    """Return whether a fleet keeps the standard, routed anew."""
    instance = valley(
        deadline_h,
        vehicles=(van(), BIG),
        fleet=(fleet_entry("van", number_of_vans), fleet_entry("big", number_of_big)),
    )
    required = needs(instance)
    options = DriveOptions(time_limit_s=5, iterations=20, workers=1)
    found = lanes(instance, required)
    return not drive_scenario(instance, required, found, plan(deadline_h), "S", options).missed


@pytest.mark.parametrize("deadline_h", [3.5, 4.0])
def test_no_smaller_fleet_keeps_the_standard(deadline_h):
    fleet = (fleet_entry("van", 2), fleet_entry("big", 1))
    sizes = sized(deadline_h=deadline_h, vehicles=(van(), BIG), fleet=fleet)
    have = itertools.product(range(3), range(2))
    least = min(sum(each) for each in have if sum(each) and keeps(*each, deadline_h=deadline_h))
    assert sizes.holds
    assert sum(row.needed for row in sizes.rows) == least


@pytest.mark.parametrize("deadline_h", [3.0, 4.0, 5.0, 9.0])
def test_the_bound_is_no_more_than_what_is_needed(deadline_h):
    (row,) = sized(deadline_h=deadline_h).rows
    assert 1 <= row.least <= row.needed


def test_the_bound_counts_hours():
    """Until 3.0 each van is in one town; the three take three."""
    sizes = sized(deadline_h=3.0)
    assert sizes.least == {TransportMode.ROAD: 3}


def test_the_same_seed_finds_the_same_fleet():
    first, second = sized(deadline_h=4.0), sized(deadline_h=4.0)
    assert (first.rows, first.plan) == (second.rows, second.plan)


def test_what_is_not_known_is_refused():
    with pytest.raises(UsageError, match="T"):
        size_fleet(valley(), plan(), scenarios=("T",))


def test_the_fleet_is_told_in_both_languages():
    sizes, instance = sized(deadline_h=4.0), valley(4.0)
    english, chinese = (sizes_text(sizes, instance, lang) for lang in Lang)
    assert english.startswith("With 2 of 3 vehicles and 0 more every binding standard holds")
    assert "CNY 1,000, now CNY 1,500" in english
    assert "至少需要：公路 2 辆" in chinese


def test_a_fleet_that_fails_is_told_with_what_it_misses():
    sizes = sized(deadline_h=5.0, handling_t_per_h=0.09)
    said = sizes_text(sizes, valley(5.0), Lang.EN)
    assert "S, Living: 66.7% of persons served by hour 5, weakest in " in said
    assert "30 persons: " in said


def test_the_fleet_can_be_pasted_into_its_table():
    rows = list(csv.DictReader(sizes_csv(sized(deadline_h=4.0)).splitlines()))
    assert [(row["vehicle"], row["place"], row["count"]) for row in rows] == [("van", "A", "2")]
    assert set(rows[0]) == {"vehicle", "place", "count", "owner", "available_after_h", "source"}


def test_the_tree_is_what_json_knows():
    tree = json.loads(json.dumps(sizes_tree(sized(deadline_h=4.0))))
    (row,) = tree["fleet"]
    assert (tree["holds"], row["have"], row["needed"], row["least"]) == (True, 3, 2, 2)
