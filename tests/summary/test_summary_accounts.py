"""Forced towns, roads, modes, funds and gaps as they are told."""

from dataclasses import replace

from told_hamlet import RICH, RICH_RESULT, cells, section

from optimizer.instance import Budget, StockRecord
from optimizer.instance.words import Head, Role
from optimizer.plan import Store
from optimizer.summary import Lang, summary
from optimizer.variants import apply_changes


def test_a_forced_town_says_why_and_how_it_is_kept_or_that_it_is_not():
    assert section("Towns that must", summary(RICH_RESULT, RICH, Lang.EN)) == [
        "  Birch: named by policy; has none, everyone is served when it is cut off",
        "  Dogwood: hazard class 3 (from 3 on), access class 2 (from 2 on); has Dogwood store",
    ]
    stores = (Store("HA", "large", Role.CENTRAL),)
    without = replace(RICH_RESULT, plan=replace(RICH_RESULT.plan, stores=stores))
    assert section("必须设", summary(without, RICH, Lang.ZH)) == [
        "  丁镇（灾害风险 3 级（≥3 级）、交通条件 2 级（≥2 级））：既未设库，断路时也不能全部保障",
        "  乙镇（政策指定）：不设库，断路时仍可全部保障",
    ]


def test_the_least_tier_that_forced_towns_ask_for_is_told_and_a_lower_store_is_none():
    points = apply_changes(RICH, {"policy.force_least_role": "point"})
    subs = apply_changes(RICH, {"policy.force_least_role": "sub"})
    told = section(
        "Towns that must have a store, point or of", summary(RICH_RESULT, points, Lang.EN)
    )
    assert told[1].endswith("has Dogwood store")
    told = section("必须设储备库（点）的乡镇（不低于分库）", summary(RICH_RESULT, subs, Lang.ZH))
    assert told[0].endswith("：既未设库，断路时也不能全部保障")


def test_roads_that_are_built_and_goods_that_are_moved_are_told():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    assert cells("Roads to be built", said)[1:] == [
        ["hill road", "Alder", "Cedar", "48.0", "25.00"]
    ]
    assert cells("Moved between", said)[1:] == [
        ["Alder store", "Dogwood store", "First-aid kit", "kit", "9", "0.5"],
        ["Alder store", "Birch store", "Quilt", "piece", "5", "0.2"],
    ]


def test_reserve_modes_tell_their_share_of_the_need_and_what_they_cost():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    assert cells("Reserve modes", said) == [
        ["family", "own stock", "agreement", "unmet"],
        ["all", "30.0%", "5.0%", "65.0%"],
        ["Basic living", "60.0%", "10.0%", "30.0%"],
        ["Medical", "0.0%", "0.0%", "100.0%"],
        ["Reserve modes: what is held or on call, and what that costs a year, thousand CNY"],
        ["mode", "value", "retainers a year"],
        ["own stock", "9.20", "0.00"],
        ["agreement", "2.50", "0.10"],
    ]
    assert "全部情景" in summary(
        RICH_RESULT, apply_changes(RICH, {"scenarios.S1.level": "I"}), Lang.ZH
    )


def test_who_pays_is_told_by_fund_and_head():
    assert cells("Who pays", summary(RICH_RESULT, RICH, Lang.EN)) == [
        ["fund", "construction", "roads", "total", "ceiling", "used"],
        ["county", "300.00", "0.00", "300.00", "-", "-"],
        ["province", "160.00", "25.00", "185.00", "-", "-"],
    ]
    most = tuple(
        Budget(head=Head.TOTAL, fund=fund, ceiling_cny=cny, source="made up")
        for fund, cny in (("county", 400_000), ("province", 200_000))
    )
    limited = replace(RICH, budgets=(*RICH.budgets, *most), funds=RICH.funds[::-1])
    assert [line[3:] for line in cells("Who pays", summary(RICH_RESULT, limited, Lang.EN))[1:]] == [
        ["185.00", "200.00", "92.5%"],
        ["300.00", "400.00", "75.0%"],
    ]


def test_who_pays_is_told_in_the_reader_s_language():
    told = cells("一次性投入的资金来源", summary(RICH_RESULT, RICH, Lang.ZH))
    assert [line[0] for line in told] == ["资金来源", "县级资金", "省级资金"]


def test_gaps_are_told_in_whole_units_with_their_price():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    assert cells("Gaps (shortage list)", said)[1:] == [
        ["Quilt", "piece", "River flood, bridge closed", "11", "11", "1.10"],
        ["Grain", "bag of 25 kg", "River flood, bridge closed", "2", "11", "0.20"],
    ]


def test_the_ledger_adds_up_over_all_stores_whatever_is_moved_between_them():
    assert cells("Stock ledger", summary(RICH_RESULT, RICH, Lang.EN)) == [
        ["commodity", "unit", "today", "expired", "bought", "not used", "in the plan", "value"],
        ["Quilt", "piece", "10", "10", "75", "5", "80", "8.00"],
        ["First-aid kit", "kit", "0", "0", "9", "3", "6", "1.20"],
    ]


def test_rotation_and_write_off_are_told_year_by_year():
    spoiled = StockRecord(site="HD", commodity="kit", quantity=4, expires_year=2020, source="m")
    instance = replace(RICH, stock=(*RICH.stock, spoiled))
    rows = cells("Rotation and write-off", summary(RICH_RESULT, instance, Lang.EN))
    assert rows[0][1:] == ["kinds replaced", "cost of it", "kinds written off", "value written off"]
    assert [row[0] for row in rows[1:]] == ["2026", "2027", "2028", "2029", "2030"]
    assert rows[1][3:] == ["2", "1.80"]
    assert all(row[3:] == ["0", "0.00"] for row in rows[2:])


def test_a_contract_tells_whether_it_is_signed_and_what_it_is_worth():
    intended = apply_changes(RICH, {"sources.shop.status": "intended"})
    for instance, status in ((RICH, "signed"), (intended, "intended")):
        (row,) = cells("Contracts", summary(RICH_RESULT, instance, Lang.EN))[1:]
        assert row[1:] == ["agreement", status, "Quilt", "piece", "25", "2.50"]
