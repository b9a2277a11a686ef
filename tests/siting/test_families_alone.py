"""Every family alone, at its edge: just enough is allowed, one unit too much is not."""

import dataclasses

import pytest
from edges import EDGES
from edges.edge import CROWD, LIVING, MEDICAL, opened
from hamlets import FAMILY, PURSE, hamlet, is_feasible, rows_alone


@pytest.mark.parametrize("saying", EDGES)
def test_just_enough_is_allowed(saying):
    edge = EDGES[saying]
    instance = hamlet(edge.changes | edge.changes_allowed, edge.kits, edge.rows)
    assert is_feasible(edge.family, instance, edge.values | edge.allowed, edge.lessons)


@pytest.mark.parametrize("saying", EDGES)
def test_one_too_much_is_refused(saying):
    edge = EDGES[saying]
    instance = hamlet(edge.changes | edge.changes_refused, edge.kits, edge.rows)
    assert not is_feasible(edge.family, instance, edge.values | edge.refused, edge.lessons)


def test_an_option_without_a_limit_loads_all_that_is_needed():
    rates = {"options.HD/room.handling_t_per_h": 0.001, "options.HD/small.handling_t_per_h": ""}
    everybody = {f"flow(S1,HD,D,{LIVING})": 60, f"flow(S1,HD,D,{MEDICAL})": 60}
    assert not is_feasible("handle_in_time", hamlet(rates), everybody | opened("HD,room"))
    assert is_feasible("handle_in_time", hamlet(rates), everybody | opened("HD,small"))


@pytest.mark.parametrize("family_name", ["handle_in_time", "make_in_time", "drive_within_fleet"])
def test_what_all_persons_together_cannot_exceed_is_not_written(family_name):
    changes = {"supplies.shop/*.per_day": 1000, "sources.shop.handling_t_per_h": 100}
    assert not rows_alone(family_name, hamlet(changes))[0]
    assert rows_alone(family_name, hamlet(changes | CROWD))[0]


def test_a_source_that_reaches_nobody_in_time_is_not_decided_on():
    _, variables = rows_alone("draw_within_sources", hamlet({"sources.shop.lead_h": 9}))
    assert not [name for name in variables if "shop" in name]


def test_a_source_without_a_retainer_need_not_be_signed():
    _, variables = rows_alone(
        "draw_within_sources", hamlet({"sources.shop.retainer_cny_per_year": 0})
    )
    assert "sign(shop)" not in variables
    assert variables["contract(shop,quilt)"].upBound == 40


def test_without_a_vehicle_that_counts_nothing_is_asked_of_the_fleet():
    rows, _ = rows_alone("drive_within_fleet", hamlet({"fleet.van/A/own.count": 0}))
    assert not rows


def test_an_agreement_that_is_only_intended_may_be_left_out():
    intended = {"sources.shop.status": "intended"}
    _, counted = rows_alone("draw_within_sources", hamlet(intended))
    _, left_out = rows_alone(
        "draw_within_sources", hamlet(intended | {"policy.count_intended": False})
    )
    assert [name for name in counted if "shop" in name]
    assert not [name for name in left_out if "shop" in name]


def test_without_a_price_of_carrying_nothing_is_moved_or_filled_again():
    _, variables = rows_alone("move_what_stands", hamlet())
    assert not [name for name in variables if name.startswith(("move", "replenish"))]


def test_funds_without_names_or_totals_are_not_told_apart():
    assert not rows_alone("pay_from_funds", hamlet())[0]
    nameless = dataclasses.replace(PURSE[0], fund=None)
    assert not rows_alone("pay_from_funds", hamlet(rows=(*PURSE, nameless)))[0]


def test_most_covered_promises_no_share():
    rows, _ = rows_alone("cover", hamlet({"policy.objective": "most_covered"}))
    assert not rows


def test_a_standard_asks_only_of_scenarios_of_its_levels():
    rows, variables = rows_alone("cover", hamlet({"standards.living_10h.levels": ["III"]}))
    assert set(rows) == {"cover(living_10h,S2)"}
    assert not [name for name in variables if name.startswith("uncovered(living_10h,S1")]


def test_every_family_is_shown_at_its_edge():
    assert {edge.family for edge in EDGES.values()} == set(FAMILY)
