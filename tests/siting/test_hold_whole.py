"""Which stock a search holds in whole units, and which it leaves to rounding up."""

import pytest
from hamlets import HAMLET

from optimizer import mip
from optimizer.clock import Clock
from optimizer.progress import silent
from optimizer.siting.model import recourse_of
from optimizer.siting.search import Search


@pytest.fixture
def search():
    return Search(recourse_of(HAMLET), mip.Limits(time_limit_s=10), Clock(silent))


def whole(search):
    x = search._model.x
    held = {k for (_, k), v in (*x.stock.items(), *x.contract.items()) if v.cat == "Integer"}
    left = {k for (_, k), v in (*x.stock.items(), *x.contract.items()) if v.cat != "Integer"}
    assert not held & left
    return held


@pytest.mark.parametrize(
    ("tolerance_cny", "held"),
    [
        (0, {"quilt", "grain", "kit"}),
        (5.99, {"quilt", "grain", "kit"}),
        (6, {"grain", "kit"}),  # half a quilt is 6 a year
        (18.49, {"grain", "kit"}),
        (18.5, {"kit"}),  # half a bag is 12.5
        (48.5, set()),  # half a kit is 30
    ],
)
def test_cheap_goods_are_left_while_they_together_stay_below_the_tolerance(
    search, tolerance_cny, held
):
    search._hold_whole(tolerance_cny)
    assert whole(search) == held


def test_more_stores_round_up_more(search):
    for variable in search._model.x.open.values():
        variable.varValue = 0.5  # six options: three stores
    search._hold_whole(17.9)
    assert whole(search) == {"quilt", "grain", "kit"}
    search._hold_whole(0)
    assert whole(search) == {"quilt", "grain", "kit"}


def test_three_stores_leave_what_three_half_units_cost(search):
    for variable in search._model.x.open.values():
        variable.varValue = 0.5
    search._hold_whole(18)
    assert whole(search) == {"grain", "kit"}


def test_what_is_held_whole_once_stays_so(search):
    search._hold_whole(0)
    search._hold_whole(1e9)
    assert whole(search) == {"quilt", "grain", "kit"}
