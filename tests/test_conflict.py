"""What is said where no plan exists: which promise, by how much, and what would do instead.

The hamlet of docs/hamlet.md: a room or a small store in D is needed to serve 80 of 100 in S1, and
one center.
"""

from dataclasses import replace

import pytest
from hamlet_by_hand import HAMLET

from optimizer.errors import InfeasibleError
from optimizer.instance import Budget, Kit, ModeLimit, WorkingStock
from optimizer.instance.words import Head, ReserveMode
from optimizer.solve import SolveOptions, solve
from optimizer.variants import apply_changes

COUNTY = "budgets.construction/county.ceiling_cny"
PROVINCE = "budgets.construction/province.ceiling_cny"
NO_STORE_IN_D = {"sites.HD.status": "excluded", "sites.HD.reason": "flood plain"}
QUICKLY = SolveOptions(mip_gap=0.0, threads=1)


def changed(changes, **tables):
    return replace(apply_changes(HAMLET, changes), **tables)


def conflicts(instance):
    """Return what would have to give: promise, where, amount, and whether alone."""
    with pytest.raises(InfeasibleError) as caught:
        solve(instance, QUICKLY)
    return caught.value.conflicts


def broken(instance):
    return [(c.promise, c.where, pytest.approx(c.amount)) for c in conflicts(instance)]


def test_a_construction_budget_is_short_by_what_the_cheapest_stores_cost():
    """B for 300,000 and the room in D for 120,000, of 400,000."""
    found = broken(changed({COUNTY: 400_000, PROVINCE: 0}))
    assert found[0] == ("spend_within_budget", ("construction",), 20_000)


def test_a_first_stock_budget_is_short_by_the_least_that_must_be_bought():
    """Of the 80 that must be served the shop serves 20; 60 quilts and 6 bags cost 6,600.

    Ten of the quilts stand in A today.
    """
    found = broken(changed({"budgets.first_stock/county.ceiling_cny": 5_000}))
    assert found[0] == ("spend_within_budget", ("first_stock",), 600)


def test_more_centers_than_the_budget_builds_lack_money():
    """A, B and the room cost 820,000 of 600,000: less of its own measure than a center of two."""
    found = broken(changed({"policy.central_min": 2, "policy.central_max": 2}))
    assert found[0] == ("spend_within_budget", ("construction",), 220_000)


def test_centers_that_cannot_all_stand_are_counted():
    """No third site can be a center, whatever is paid."""
    found = broken(changed({"policy.central_min": 3, "policy.central_max": 3}, budgets=()))
    assert found[0] == ("count_roles", ("central", "least"), 1)


def test_a_kit_beyond_the_largest_room_lacks_what_does_not_fit():
    """The small store takes 120 pieces, of which 4 bags of grain for the 40 that must be served."""
    kits = (Kit(town="D", commodity="quilt", quantity=130, source="test"),)
    found = broken(changed({}, kits=kits, budgets=()))
    assert found == [("keep_minimum", ("D", "quilt"), 14)]


def test_a_kit_where_no_store_can_stand_is_told():
    kits = (Kit(town="C", commodity="quilt", quantity=5, source="test"),)
    found = broken(changed({}, kits=kits))
    assert found == [("keep_minimum", ("C",), 1), ("keep_minimum", ("C", "quilt"), 5)]


def test_a_closed_bridge_leaves_more_uncovered_than_the_standard_allows():
    """Sixty behind the bridge, twenty allowed."""
    found = broken(changed(NO_STORE_IN_D))
    assert found == [("cover", ("living_10h", "S1"), 40)]


def test_the_loss_of_the_only_store_in_reach_is_told():
    """Without A nobody brings first aid to C in time: 20 of 50 have it, 25 are asked."""
    found = broken(changed({"policy.loss_share": 0.5, "policy.loss_scenarios": "S2"}))
    assert found == [("survive_loss", ("S2", "HA", "medical.relocated.5h"), 5)]


def test_stores_too_near_each_other_are_told():
    """A and the small store in D, both decided, are 19.4 km apart."""
    decided = {"sites.HA.status": "committed", "sites.HD.status": "committed"}
    kept = (("HA", "large"), ("HD", "small"))
    options = tuple(option for option in HAMLET.options if (option.site, option.id) in kept)
    found = broken(changed(decided | {"policy.spacing_km": 30}, options=options))
    assert found == [("keep_spacing", ("HA", "HD"), 1)]


POOR = changed(
    {"mode_limits.agreement/living.most_share": 0},
    budgets=(
        Budget(head=Head.CONSTRUCTION, ceiling_cny=350_000, source="test"),
        Budget(head=Head.YEARLY, ceiling_cny=8_500, source="test"),
    ),
)
"""Two budgets too small, no shop.

B and the room cost 420,000 to build and 9,000 + 80 * 12 + 8 * 25 = 10,160 a year. B alone costs
300,000 and 6,640 but leaves D uncovered; B as a small sub-store and the room cost 280,000 and
8,160 but there is no center.
"""


def test_a_fund_that_has_too_little_in_all_is_told_by_its_name():
    """The cheapest plan, B and the room, costs 420,000 to build and 6,600 to stock.

    The province may pay for 150,000 of construction and for all equipment; 270,000 + 6,600 are
    left to the county.
    """
    purse = (
        Budget(head=Head.TOTAL, fund="county", ceiling_cny=200_000, source="test"),
        Budget(head=Head.TOTAL, fund="province", ceiling_cny=450_000, source="test"),
    )
    found = conflicts(changed({}, budgets=(*HAMLET.budgets, *purse)))
    told = found[0]
    assert (told.promise, told.amount) == ("pay_from_funds", pytest.approx(76_600))
    assert told.sentence == "total: the fund “county” of 200,000 CNY lacks 76,600 CNY"
    assert told.sentence_zh == "总投资：“县级资金”可用 200,000 元，尚缺 76,600 元"


def test_daily_work_that_does_not_fit_beside_the_kit_is_told():
    """The largest store of A takes 200 pieces; 6 more are asked for."""
    clinic = WorkingStock(site="HA", commodity="kit", units_per_day=2, days=103, source="test")
    found = broken(changed({"sites.HA.status": "committed"}, working_stock=(clinic,), budgets=()))
    assert found[0] == ("keep_working_stock", ("HA", "kit"), 6)


def test_what_stands_today_and_finds_no_room_is_told():
    """Twice the quilts that A's largest store holds; other goods take the room of less than one."""
    room_m3 = max(option.capacity_m3 for option in HAMLET.options if option.site == "HA")
    standing = 2 * round(room_m3 / HAMLET.commodity["quilt"].volume_m3)
    changes = {
        "policy.keep_what_stands": True,
        "sites.HA.status": "existing",
        "stock.HA/quilt/*.quantity": standing,
    }
    found = conflicts(changed(changes))
    assert found[0].promise == "keep_what_stands"
    assert found[0].where == ("HA", "quilt")
    assert found[0].amount == pytest.approx(standing / 2, abs=1)
    assert "Alder" in found[0].sentence


def test_a_least_share_of_a_mode_that_cannot_be_had_is_told():
    """The shop can serve 0.8 * 40 = 32 of the 100 persons of S1, and 0.8 * 10 bags are no less."""
    least = ModeLimit(
        mode=ReserveMode.AGREEMENT, family="living", least_share=0.5, most_share=1, source="test"
    )
    found = broken(changed({}, mode_limits=(least,)))
    assert found[0] == ("limit_mode", ("S1", "agreement", "living", "least"), 18)


def test_stores_that_nobody_can_fill_again_are_told():
    """Without a center the room in D, which must be, has no store of a higher tier."""
    changes = {
        "economics.peacetime_cny_per_m3_km": 1,
        "policy.central_min": 0,
        "sites.H[AB].status": "excluded",
        "sites.H[AB].reason": "flood plain",
        "options.HD/small.role": "point",
    }
    found = conflicts(
        changed(changes, kits=(Kit(town="D", commodity="quilt", quantity=1, source="test"),))
    )
    assert "Dogwood store has no store of a higher tier to fill it again" in {
        conflict.sentence.partition(" (")[0] for conflict in found
    }


def test_promises_that_conflict_together_are_told_with_their_amounts():
    together = [c for c in conflicts(POOR) if not c.alone]
    assert [(c.where, c.amount) for c in together] == [
        (("construction",), pytest.approx(70_000)),
        (("yearly",), pytest.approx(1_660)),
    ]


def test_each_promise_that_would_do_alone_is_told():
    alone = [c for c in conflicts(POOR) if c.alone]
    assert [(c.promise, c.where, c.amount) for c in alone] == [
        ("count_roles", ("central", "least"), pytest.approx(1)),
        ("cover", ("living_10h", "S1"), pytest.approx(40)),
    ]


RELIEF = {
    "both budgets": lambda found: replace(
        POOR,
        budgets=tuple(
            replace(budget, ceiling_cny=budget.ceiling_cny + amount)
            for budget, amount in zip(POOR.budgets, found["spend_within_budget"], strict=True)
        ),
    ),
    "one center fewer": lambda found: apply_changes(
        POOR, {"policy.central_min": round(1 - found["count_roles"][0])}
    ),
    "a lower standard": lambda found: apply_changes(
        POOR, {"standards.living_10h.person_share": (80 - found["cover"][0]) / 100}
    ),
}


@pytest.mark.parametrize("relief", RELIEF.values(), ids=RELIEF)
def test_giving_as_much_as_is_told_makes_a_plan(relief):
    found = {}
    for conflict in conflicts(POOR):
        found.setdefault(conflict.promise, []).append(conflict.amount)
    assert solve(relief(found), QUICKLY).violations == ()


def test_the_message_tells_both_in_words():
    with pytest.raises(InfeasibleError) as caught:
        solve(POOR, QUICKLY)
    assert str(caught.value).splitlines() == [
        "no plan can keep all the promises (proven); the least that would have to give:",
        "  the construction budget of 350,000 CNY lacks 70,000 CNY",
        "  the yearly budget of 8,500 CNY lacks 1,660 CNY",
        "or, with every other promise kept:",
        "  the number of centers misses the fewest allowed (1) by 1",
        "  River flood, bridge closed: the persons who miss “Basic living within 10 h” exceed the "
        "20 allowed by 40",
    ]


def test_every_conflict_is_told_in_chinese_as_well():
    assert all(any("一" <= sign <= "鿿" for sign in c.sentence_zh) for c in conflicts(POOR))
