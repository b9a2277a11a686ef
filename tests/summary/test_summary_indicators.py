"""Indicators, levels and steps as they are told."""

from dataclasses import replace

from told_hamlet import HAMLET, LINE, RESULT, RICH, RICH_RESULT, cells

from optimizer.instance import Indicator, StockRecord
from optimizer.instance.words import Bindingness, Comparison, Measure
from optimizer.summary import Lang, measured, summary
from optimizer.summary.phrases import counted_out
from optimizer.variants import apply_changes


def test_indicators_tell_what_is_promised_reached_and_by_how_much_those_not_met_first():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    assert "Indicators: 3 of 5 met" in said
    assert cells("Indicators: ", said)[:8] == [
        ["indicator", "kind", "met", "reached", "promised", "better (+) or worse (-) by"],
        ["Persons by hour 10 (HT-02)", "binding", "NO", "89.9%", "at least 90%", "-0.1 points"],
        ["Shelters", "expected", "NO", "1.49 m2", "at least 1.5 m2", "-0.01 m2"],
        ["Days of grain", "expected", "yes", "7.0 days", "at least 7 days", "0 days"],
        ["Construction", "expected", "yes", "520.00 thousand CNY", "at most 550.00 thousand CNY",
         "+30.00 thousand CNY"],
        ["Small stores", "expected", "yes", "2 stores", "at most 3 stores", "+1 store"],
        ["Clinics", "expected", "-", "-", "at least 3 days", "-"],
        ["Indicators outside this model"],
    ]  # fmt: skip
    assert "  Drills (HT-09): drills are not modeled" in said.splitlines()
    chinese = cells("规划指标：", summary(RICH_RESULT, RICH, Lang.ZH))
    assert "演练不在模型内" in summary(RICH_RESULT, RICH, Lang.ZH)
    assert chinese[1] == [
        "10小时人口保障率（HT-02）",
        "约束性",
        "否",
        "89.9%",
        "≥90%",
        "-0.1 个百分点",
    ]
    assert chinese[4][3:] == ["52.00 万元", "≤55.00 万元", "+3.00 万元"]


def test_what_an_indicator_reaches_is_never_rounded_to_the_good_side():
    at_most = Indicator(
        id="it", name="It", measure=Measure.DAYS_HELD, comparison=Comparison.AT_MOST, target=2.0,
        kind=Bindingness.EXPECTED, group="relocated", commodities=("grain",), source="made up",
    )  # fmt: skip
    assert measured.reached(at_most, 2.01, Lang.EN) == "2.1 days"
    assert measured.margin(at_most, 2.01, Lang.EN) == "-0.1 days"
    at_least = replace(at_most, comparison=Comparison.AT_LEAST)
    assert measured.reached(at_least, 1.99, Lang.EN) == "1.9 days"
    assert measured.reached(at_least, 0.3 - 1e-12, Lang.EN) == "0.3 days"


def test_one_thing_is_not_told_in_the_plural():
    shown = [counted_out("in_stores", amount, Lang.EN) for amount in ("1", "+1", "-1", "0", "11")]
    assert shown == ["1 store", "+1 store", "-1 store", "0 stores", "11 stores"]
    assert counted_out("in_m2", "1", Lang.EN) == "1 m2"


def test_every_measure_that_is_computed_has_its_unit():
    assert set(measured.UNITS) | {Measure.SPENDING, Measure.OUTSIDE} == set(Measure)


def test_the_level_that_can_be_met_is_told_with_what_is_weakest():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    assert said.splitlines()[1:3] == [
        "Response level: not even the lightest level, III, is met. Level III "
        "reaches 70.0% of persons where 80% is asked (Basic living within 10 h, Hill storm).",
        "Stock: 86 pieces of 2 kinds in 2 stores, worth 9.20 thousand CNY; on call from sources: "
        "goods worth 2.50 thousand CNY; of 10 pieces that stand today 8 are not used",
    ]
    assert cells("Response levels", said)[1:] == [
        ["II", "binding", "yes", "persons", "Basic living within 10 h",
         "River flood, bridge closed", "1", "99.9% / 80%"],
        ["III", "binding", "NO", "persons", "Basic living within 10 h",
         "Hill storm", "1", "70.0% / 80%"],
    ]  # fmt: skip
    met = replace(RICH_RESULT, service=(LINE,))
    assert "every standard is met up to level II." in summary(met, RICH, Lang.EN)
    assert "II 级及以下响应的全部标准均达到。" in summary(met, RICH, Lang.ZH)


def test_the_next_level_is_told_by_persons_and_by_towns_each_where_it_is_weakest():
    towns = apply_changes(RICH, {"standards.living_10h.town_share": 0.9})
    lighter = replace(LINE, scenario="S2", town_share=1.0)
    graver = replace(LINE, person_share=0.5, met=False)
    said = summary(replace(RICH_RESULT, service=(graver, lighter)), towns, Lang.EN)
    assert said.splitlines()[1] == (
        "Response level: every binding standard is met up to level III. Level II reaches 50.0% of "
        "persons where 80% is asked (Basic living within 10 h, River flood, bridge closed), 50.0% "
        "of towns where 90% is asked (Basic living within 10 h, River flood, bridge closed)."
    )


def test_expected_standards_that_are_missed_are_told_apart_from_what_binds():
    aim = replace(LINE, kind=Bindingness.EXPECTED, person_share=0.5, met=False)
    said = summary(replace(RICH_RESULT, service=(LINE, aim)), RICH, Lang.EN)
    assert said.splitlines()[1] == (
        "Response level: every binding standard is met up to level II. Of the expected standards "
        "level II misses some: it reaches 50.0% of persons where 80% is asked (Basic living within "
        "10 h, River flood, bridge closed)."
    )
    assert [row[:3] for row in cells("Response levels", said)[1:]] == [
        ["II", "binding", "yes"],
        ["II", "expected", "NO"],
    ]


def test_the_step_to_the_next_level_is_told_line_by_line_and_in_all():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    assert cells("From level III to level II", said)[1:] == [
        ["Quilt", "piece", "50", "100", "10", "80", "50", "5.00"],
        ["First-aid kit", "kit", "5", "10", "0", "6", "5", "1.00"],
        ["Grain", "bag of 25 kg", "3", "10", "0", "0", "7", "0.70"],
        ["In all 6.70 thousand CNY (Basic living 5.70 thousand CNY, Medical 1.00 thousand CNY)."],
        ["Beside goods the plan spends once, whatever the step: construction 460.00 thousand CNY, "
         "equipment 20.00 thousand CNY, roads 25.00 thousand CNY."],
    ]  # fmt: skip


def test_a_step_that_needs_nothing_is_said_in_a_sentence():
    enough = tuple(
        StockRecord(site="HA", commodity=k, quantity=1000, source="made up")
        for k in ("quilt", "grain", "kit")
    )
    said = summary(RESULT, replace(HAMLET, stock=enough), Lang.EN)
    assert "what stands today and what level III needs is enough of everything" in said
