"""What having a source, calling it, waiting for it and trusting it cost, one thing at a time.

Every docstring starts from the plan of docs/hamlet.md: the shop serves 20 persons of B in S1 for
326 CNY a year, 106 of them for being on call. From stock in A they cost 410, less the 20 * 0.2067
that S2 saves where they come from A: it is 79.866 dearer to do without the shop.
"""

import pytest
from hamlet import BY_HAND_CNY, contracts, short, solved, stock

from optimizer.instance.words import ReserveMode
from optimizer.plan import CostHead

CENT = 1e-4
MINUTE_H = 1 / 60
WITHOUT_THE_SHOP_CNY = BY_HAND_CNY + 410 - 326 - 20 * 0.2067

AT_ANOTHER_PLACE = [
    mode for mode in ReserveMode if mode not in (ReserveMode.OWN, ReserveMode.HOUSEHOLD)
]


@pytest.mark.parametrize("mode", AT_ANOTHER_PLACE)
def test_a_source_is_limited_by_its_own_mode(mode):
    """Called something else, with a limit of that name: the plan by hand."""
    result = solved({"sources.shop.mode": mode, "mode_limits.agreement/living.mode": mode})
    assert result.objective_cny == pytest.approx(BY_HAND_CNY, abs=CENT)


def test_a_limit_of_one_mode_leaves_another_free():
    """As a partner the shop gives all it has: 32 persons, as where its share may be two fifths."""
    result = solved({"sources.shop.mode": "partner"})
    assert contracts(result) == {"quilt": 40, "grain": 4}


def test_what_is_activated_three_and_a_half_hours_later_is_just_in_time():
    """Goods for B are handed out at hour 6.5 and may be at hour 10."""
    result = solved({"sources.shop.lead_h": 3 + 3.5})
    assert result.objective_cny == pytest.approx(BY_HAND_CNY, abs=CENT)


def test_what_is_activated_a_minute_later_still_is_not_contracted():
    result = solved({"sources.shop.lead_h": 3 + 3.5 + MINUTE_H})
    assert contracts(result) == {}
    assert result.objective_cny == pytest.approx(WITHOUT_THE_SHOP_CNY, abs=CENT)


def test_a_surer_source_is_contracted_for_less():
    """20 quilts and 2 bags do instead of 25 and 3: 6 pieces fewer at 2 CNY a year."""
    result = solved({"sources.shop.reliability": 1})
    assert contracts(result) == {"quilt": 20, "grain": 2}
    assert result.objective_cny == pytest.approx(BY_HAND_CNY - 6 * 2, abs=CENT)


def test_a_source_half_of_which_is_counted_on_is_contracted_for_twice():
    """40 quilts and 4 bags, 16 pieces more at 2 CNY a year."""
    result = solved({"sources.shop.reliability": 0.5})
    assert contracts(result) == {"quilt": 40, "grain": 4}
    assert result.objective_cny == pytest.approx(BY_HAND_CNY + 16 * 2, abs=CENT)


def test_what_is_not_counted_on_at_all_is_not_contracted():
    result = solved({"sources.shop.reliability": 0})
    assert contracts(result) == {}
    assert result.objective_cny == pytest.approx(WITHOUT_THE_SHOP_CNY, abs=CENT)


@pytest.mark.parametrize(
    ("retainer_cny", "dearer_cny"), [(129, 79), (130, WITHOUT_THE_SHOP_CNY - BY_HAND_CNY)]
)
def test_a_source_is_kept_while_having_it_costs_less_than_doing_without(retainer_cny, dearer_cny):
    """Of 50 a year it may become 79.866 dearer."""
    result = solved({"sources.shop.retainer_cny_per_year": retainer_cny})
    assert bool(contracts(result)) is (retainer_cny < 130)
    assert result.objective_cny == pytest.approx(BY_HAND_CNY + dearer_cny, abs=CENT)


@pytest.mark.parametrize(
    ("price_factor", "dearer_cny"),
    [(1.36, 0.36 * 220), (1.37, WITHOUT_THE_SHOP_CNY - BY_HAND_CNY)],
)
def test_emergency_purchase_pays_its_premium_when_it_is_called(price_factor, dearer_cny):
    """2,200 CNY of goods are called with probability 0.1."""
    result = solved({
        "sources.shop.mode": "purchase",
        "mode_limits.agreement/living.mode": "purchase",
        "supplies.shop/*.price_factor": price_factor,
    })  # fmt: skip
    assert bool(contracts(result)) is (price_factor < 1.37)
    assert result.objective_cny == pytest.approx(BY_HAND_CNY + dearer_cny, abs=CENT)


def test_requisition_costs_nothing_until_it_is_called():
    """Half as dear again and nothing a year: 330 in S1 instead of 326."""
    result = solved({
        "sources.shop.mode": "requisition",
        "sources.shop.retainer_cny_per_year": 0,
        "mode_limits.agreement/living.mode": "requisition",
        "supplies.shop/*.price_factor": 1.5,
        "supplies.shop/*.retainer_share": 0,
    })  # fmt: skip
    assert result.plan.costs_cny.get(CostHead.RETAINER, 0) == 0
    assert result.objective_cny == pytest.approx(BY_HAND_CNY + 330 - 326, abs=CENT)


def test_a_donation_costs_nothing_and_spares_what_own_stock_would_issue():
    """40 quilts at 0.8 are 32 persons in each scenario; 8 of B are left to A, 169 instead of 736.

    In S2 the donated 32 spare 0.2 * (32 * 50 + 32 * 0.06 * 100) of issue, and 40 persons come
    from A, 20 more than by hand.
    """
    result = solved({
        "sources.shop.mode": "donation",
        "sources.shop.retainer_cny_per_year": 0,
        "supplies.shop/*.price_factor": 0,
        "supplies.shop/*.retainer_share": 0,
    })  # fmt: skip
    assert stock(result)["HA", "quilt"] == 8
    spared_cny = 0.2 * (32 * 50 + 32 * 0.06 * 100)
    assert result.objective_cny == pytest.approx(
        BY_HAND_CNY + 169 - 736 - spared_cny - 20 * 0.2067, abs=CENT
    )


def test_a_household_reserve_spares_own_stock_in_its_own_town_alone():
    """As in B, 32 of its 40 persons have their goods at home; nobody in S2 has."""
    result = solved({"sources.shop.mode": "household", "sources.shop.place": "B"})
    served = {(f.scenario, f.place): f.persons for f in result.plan.flows if f.origin == "shop"}
    assert served == {("S1", "B"): pytest.approx(32)}
    assert short(result) == {"living": pytest.approx(11)}
