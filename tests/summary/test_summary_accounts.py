"""Forced towns, roads, modes, funds and gaps as they are told."""

from dataclasses import replace

from told_hamlet import RICH, RICH_RESULT, cells, section

from optimizer.instance.words import Role
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
        ["fund", "construction", "roads", "total"],
        ["county", "300.00", "0.00", "300.00"],
        ["province", "160.00", "25.00", "185.00"],
    ]


def test_gaps_are_told_in_whole_units_with_their_price():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    assert cells("Gaps over", said)[1:] == [
        ["Quilt", "piece", "River flood, bridge closed", "11", "11", "1.10"],
        ["Grain", "bag of 25 kg", "River flood, bridge closed", "2", "11", "0.20"],
    ]
