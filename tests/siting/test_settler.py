"""Stores already decided get flows and whole stock that keep every row."""

import math

import pytest
from hamlets import hamlet

from optimizer import mip
from optimizer.siting import settle
from optimizer.siting.answer import plan_of
from optimizer.siting.model import SitingModel, recourse_of
from optimizer.siting.rounding import counted, round_up
from optimizer.siting.settle import Settler, decided, decisions
from optimizer.verify import verify

LIMITS = mip.Limits(time_limit_s=20)

TIGHT = {"standards.living_10h.person_share": 0.89}
TIGHT_KITS = {("D", "kit"): 6}
"""The 60 pieces of the room are all spoken for: 49 quilts, 4.9 bags, 6 kits."""


def model_of(changes=None, kits=None):
    return SitingModel(recourse_of(hamlet(changes, kits)))


def best_stores(model):
    """Return the stores of docs/hamlet.md, having solved the model with stock in fractions."""
    assert mip.optimize(model.problem, LIMITS).has_solution
    stores = decided(model)
    assert {name for name, value in stores.items() if value} >= {"open(HA,large)", "open(HD,room)"}
    return stores


def assert_whole(model):
    values = [variable.value() for variable in counted(model)]
    assert values == [round(value) for value in values]
    assert not round_up(model, model.rows)


@pytest.fixture
def no_branch_and_bound(monkeypatch):
    """Forbid whole searches from here on; to be called once the stores are found."""

    def refuse(*_, **__):
        raise AssertionError("a branch and bound was not needed")

    return lambda: monkeypatch.setattr(mip, "optimize", refuse)


def test_rounding_up_breaks_the_full_room_which_tightening_mends(no_branch_and_bound):
    model = model_of()
    stores = best_stores(model)
    assert round_up(model, model.rows), "hamlet's room holds 60 pieces, rounded up 61"
    settler = Settler(model, LIMITS)
    no_branch_and_bound()
    assert settler.settle(stores, 20)
    assert_whole(model)
    assert decided(model) == stores
    assert not verify(model.recourse.instance, plan_of(model))


def test_a_settler_forgets_what_it_tightened_and_fixed():
    model = model_of()
    stores = best_stores(model)
    settler = Settler(model, LIMITS)
    assert settler.settle(stores, 20)
    first = model.cost.value()
    small = {name: 0.0 for name in stores} | {
        name: 1.0 for name in ("open(HB,large)", "open(HD,small)", "sign(shop)")
    }
    assert settler.settle(small, 20)
    assert decided(model) == small
    assert settler.settle(stores, 20)
    assert model.cost.value() == pytest.approx(first)


def test_a_larger_store_that_is_not_full_is_settled_without_tightening(
    no_branch_and_bound, monkeypatch
):
    monkeypatch.setattr(settle, "ROUNDINGS", 1)
    model = model_of()
    best = dict.fromkeys(best_stores(model), 0.0)
    stores = best | {"open(HA,large)": 1.0, "open(HD,small)": 1.0, "sign(shop)": 1.0}
    settler = Settler(model, LIMITS)
    no_branch_and_bound()
    assert settler.settle(stores, 20)
    assert_whole(model)
    assert model.cost.value() == pytest.approx(46_552.2736, rel=1e-3)


def test_where_tightening_ends_nowhere_branch_and_bound_finds_the_plan(monkeypatch):
    model = model_of(TIGHT, TIGHT_KITS)
    stores = best_stores(model)
    whole_searches = []
    optimize = mip.optimize

    def counted_optimize(*args, **options):
        whole_searches.append(args)
        return optimize(*args, **options)

    monkeypatch.setattr(mip, "optimize", counted_optimize)
    assert Settler(model, LIMITS).settle(stores, 20)
    assert len(whole_searches) == 1
    assert_whole(model)
    assert decided(model) == stores
    assert model.cost.value() == pytest.approx(40_878.9711)
    assert not verify(model.recourse.instance, plan_of(model))


def test_branch_and_bound_alone_finds_the_plan_found_by_hand(monkeypatch):
    monkeypatch.setattr(settle, "ROUNDINGS", 0)
    model = model_of()
    stores = best_stores(model)
    assert Settler(model, LIMITS).settle(stores, 20)
    assert model.cost.value() == pytest.approx(40_878.9711)


def test_branch_and_bound_leaves_the_model_as_it_was(monkeypatch):
    monkeypatch.setattr(settle, "ROUNDINGS", 0)
    model = model_of()
    stores = best_stores(model)
    settler = Settler(model, LIMITS)
    bounds = [(v.name, v.lowBound, v.upBound) for v in decisions(model)]
    assert settler.settle(stores, 20)
    assert [(v.name, v.lowBound, v.upBound) for v in decisions(model)] == bounds
    assert {variable.cat for variable in counted(model)} == {"Continuous"}


def test_branch_and_bound_leaves_whole_what_was_held_whole(monkeypatch):
    monkeypatch.setattr(settle, "ROUNDINGS", 0)
    model = model_of()
    for variable in counted(model):
        variable.cat = "Integer"
    stores = best_stores(model)
    assert Settler(model, LIMITS).settle(stores, 20)
    assert {variable.cat for variable in counted(model)} == {"Integer"}


def test_what_the_model_holds_whole_keeps_its_value(no_branch_and_bound):
    model = model_of()
    for variable in counted(model):
        variable.cat = "Integer"
    stores = best_stores(model)
    held = {variable.name: round(variable.value()) for variable in counted(model)}
    settler = Settler(model, LIMITS)
    no_branch_and_bound()
    assert settler.settle(stores, 20)
    assert {variable.name: variable.value() for variable in counted(model)} == held


def test_stores_that_break_a_promise_are_not_settled():
    model = model_of()
    nothing_in_d = dict.fromkeys(best_stores(model), 0.0) | {"open(HA,large)": 1.0}
    assert not Settler(model, LIMITS).settle(nothing_in_d, 20)


def test_without_time_nothing_is_settled():
    model = model_of()
    stores = best_stores(model)
    assert not Settler(model, LIMITS).settle(stores, 0)


def test_remembered_values_come_back():
    model = model_of()
    best_stores(model)
    settler = Settler(model, LIMITS)
    settler.remember()
    before = {variable.name: variable.value() for variable in model.problem.variables()}
    for variable in model.problem.variables():
        variable.varValue = math.nan
    settler.restore()
    assert {variable.name: variable.value() for variable in model.problem.variables()} == before


def test_a_contract_is_cut_to_what_the_worst_case_draws():
    model = model_of({"supplies.shop/*.retainer_share": 0})
    best_stores(model)
    model.x.contract["shop", "quilt"].varValue = 40.0
    round_up(model, model.rows)
    drawn = model.x.draw
    most = max(v.value() for key, v in drawn.items() if key[1] == "shop")
    assert model.x.contract["shop", "quilt"].value() == math.ceil(most / 0.8 - 1e-6)
