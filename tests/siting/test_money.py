"""Annuities, and the heads that the objective is the sum of."""

import pytest
from hamlet_by_hand import COSTS_CNY
from hamlets import HAMLET, hamlet
from hypothesis import given
from hypothesis import strategies as st

from optimizer import mip
from optimizer.instance.words import Head
from optimizer.plan import CostHead
from optimizer.siting.model import SitingModel, recourse_of
from optimizer.siting.money import annuity, holding_cny, rotation_cny, spending
from optimizer.siting.settle import decisions


def test_an_annuity_at_six_percent_is_that_of_the_tables():
    assert annuity(0.06, 30) == pytest.approx(0.072649, abs=5e-7)
    assert annuity(0.06, 10) == pytest.approx(0.135868, abs=5e-7)


def test_money_that_costs_nothing_is_paid_off_evenly():
    assert annuity(0, 20) == 0.05


@given(st.floats(0.001, 0.5), st.integers(1, 60))
def test_payments_are_together_worth_the_capital(rate, years):
    paid = sum(annuity(rate, years) / (1 + rate) ** year for year in range(1, years + 1))
    assert paid == pytest.approx(1, rel=1e-9)


@pytest.mark.parametrize("rate", [1e-12, 1e-17])
def test_a_rate_near_zero_is_paid_off_nearly_evenly(rate):
    assert annuity(rate, 20) == pytest.approx(0.05, rel=1e-6)


def test_stock_costs_its_replacement_and_its_holding():
    grain = HAMLET.commodity["grain"]
    assert rotation_cny(grain) == pytest.approx(100 * 0.4 / 2)
    assert holding_cny(grain) == pytest.approx(5)


def solved_model(changes):
    model = SitingModel(recourse_of(hamlet(changes)))
    for variable in (*model.x.stock.values(), *model.x.contract.values()):
        variable.cat = "Integer"
    assert mip.optimize(model.problem, mip.Limits()).reason == "optimal"
    return model


def test_each_head_is_that_of_the_hamlet_solved_by_hand():
    costs = solved_model({}).costs
    written = {head: costs[head].value() for head in CostHead if costs[head]}
    assert written == pytest.approx(COSTS_CNY)


def test_spending_is_that_of_the_hamlet_solved_by_hand():
    model = solved_model({})
    spent = {head: parts.value() for head, parts in spending(model.x).items()}
    assert spent[Head.CONSTRUCTION] == pytest.approx(520_000)
    assert spent[Head.EQUIPMENT] == pytest.approx(20_000)
    assert 8_600 <= spent[Head.FIRST_STOCK] <= 12_000
    assert spent[Head.TOTAL] == pytest.approx(540_000 + spent[Head.FIRST_STOCK])
    assert spent[Head.YEARLY] == pytest.approx(9_000 + 1_330 + 273 + 106)


def test_capital_is_spread_by_the_annuity_of_its_own_life():
    rate = {"economics.discount_rate": 0.06}
    model = SitingModel(recourse_of(hamlet(rate)))
    for variable in decisions(model):
        variable.varValue = float(variable.name in ("open(HA,large)", "open(HD,small)"))
    assert model.costs[CostHead.BUILDING].value() == pytest.approx(600_000 * annuity(0.06, 20))
    assert model.costs[CostHead.EQUIPMENT].value() == pytest.approx(30_000 * annuity(0.06, 10))
