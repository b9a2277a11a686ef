"""What a planner reads aloud, in both languages."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from optimizer.instance.words import Bindingness, Head, ReserveMode, Role
from optimizer.io import read_instance
from optimizer.plan import (
    Contract,
    CostHead,
    Plan,
    Result,
    ServiceLine,
    Shortage,
    Status,
    StockLine,
    Store,
    Violation,
)
from optimizer.progress import Report
from optimizer.solve import solve
from optimizer.summary import Lang, default_lang, summary
from optimizer.summary.layout import table, width
from optimizer.summary.phrases import PHRASES, money, phrase
from optimizer.summary.progress_line import progress_line
from optimizer.variants import apply_changes

HAMLET = apply_changes(
    read_instance(Path(__file__).parents[1] / "instances" / "hamlet"),
    {
        "budgets.construction/county.ceiling_cny": "400000",
        "budgets.construction/province.ceiling_cny": "120000",
    },
)

PLAN = Plan(
    stores=(Store("HA", "large", Role.CENTRAL), Store("HD", "room", Role.POINT)),
    stock=(StockLine("HA", "quilt", 80), StockLine("HD", "kit", 6)),
    contracts=(Contract("shop", "quilt", 25),),
    shortages=(Shortage("S1", "D", "living", "relocated", 10.0, 11.0),),
    costs_cny={CostHead.BUILDING: 1_500_000.0, CostHead.SHORTAGE: 500_000.0},
)

LINE = ServiceLine(
    scenario="S1",
    standard="living_10h",
    kind=Bindingness.BINDING,
    deadline_h=10.0,
    persons=1000.0,
    person_share=0.99996,
    town_share=0.5,
    latest_arrival_h=6.5,
    worst_place="D",
    met=True,
)

RESULT = Result(
    instance_name="hamlet",
    instance_digest=HAMLET.digest,
    plan=PLAN,
    status=Status.FEASIBLE,
    reason="time limit",
    objective_cny=2_000_000.0,
    bound_cny=1_900_000.0,
    gap=0.05,
    runtime_s=1.0,
    service=(LINE,),
    spending_cny={"construction": 460_000.0, "equipment": 20_000.0},
)


def text(lang, **changes):
    return summary(replace(RESULT, **changes), HAMLET, lang)


def test_the_headline_says_what_the_plan_is_worth_and_what_proves_it():
    lines = text(Lang.EN).splitlines()
    assert lines[:4] == [
        "Reserve plan: Hamlet: four towns, solved by hand (plan year 2026)",
        "Status: feasible, not proven optimal (time limit)",
        "Yearly equivalent cost: 2.00 million CNY, of which 500.00 thousand CNY weighs "
        "shortages and is never paid",
        "Gap 5.00%: by the bound of HiGHS no plan costs less than 1.90 million CNY",
    ]
    assert lines[-1].startswith("Verified:")


def test_chinese_readers_get_names_and_wan_yuan():
    said = text(Lang.ZH)
    assert "储备方案：示例：四镇手算（规划年 2026）" in said
    assert "190.00 万元" in said
    assert "甲库" in said
    assert "Alder" not in said


def test_nothing_is_called_optimal_or_bounded_that_is_not():
    said = text(Lang.EN, bound_cny=-math.inf, gap=math.inf)
    assert "no bound was proven" in said
    assert "no bound was proven" in text(Lang.EN, bound_cny=0.0, gap=1.0)
    assert "proven optimal" in text(Lang.EN, status=Status.OPTIMAL, reason="optimal")
    assert "Status: proven optimal" not in said


def test_stores_show_how_full_they_are_and_what_they_cost():
    rows = [line.split() for line in text(Lang.EN).splitlines()]
    (row,) = [row for row in rows if row[:4] == ["Alder", "store", "(HA)", "central"]]
    assert row[4:] == ["Alder", "50", "10", "40%", "420.00", "6.00"]


def test_spending_stands_beside_the_ceiling_of_all_funds():
    said = text(Lang.EN)
    (row,) = [line for line in said.splitlines() if line.startswith("  construction")]
    assert row.split() == ["construction", "460.00", "520.00", "88.5%"]
    assert "thousand CNY" in said.split(row)[0].splitlines()[-2]


def test_a_share_just_below_all_is_not_rounded_up_to_all():
    assert "99.9% / 80%" in text(Lang.EN)
    assert (
        "100.0%" in text(Lang.EN, service=(replace(LINE, person_share=1.0),)).split("Spending")[0]
    )


def test_a_standard_that_nobody_gets_has_no_hour():
    line = replace(LINE, person_share=0.0, latest_arrival_h=math.nan, met=False)
    (row,) = [
        line
        for line in text(Lang.EN, service=(line,)).splitlines()
        if "Basic living within 10 h" in line
    ]
    assert row.split()[-1] == "-"
    assert "NO" in row.split()


def test_only_the_ten_biggest_lines_are_read_and_the_rest_counted():
    shortages = tuple(
        Shortage("S1", "D", "living", "relocated", 10.0 + n, 100.0 + n) for n in range(13)
    )
    said = text(Lang.EN, plan=replace(PLAN, shortages=shortages))
    part = said.split("Shortages, the largest")[1]
    assert "112 relocated persons go without basic living by hour 22" in part
    assert "103 relocated" in part
    assert "102 relocated" not in part
    assert "and 3 more" in part


def test_a_shortage_is_a_sentence_that_takes_the_families_of_the_same_persons_together():
    lines = tuple(
        Shortage("S1", "D", family, "relocated", hours, persons)
        for family, hours, persons in (
            ("living", 10.0, 11.0), ("medical", 5.0, 11.0), ("living", 24.0, 0.01),
        )
    )  # fmt: skip
    plan = replace(PLAN, shortages=lines)
    assert text(Lang.EN, plan=plan).split("Shortages, the largest\n")[1].splitlines()[:2] == [
        "  River flood, bridge closed, Dogwood: 11 relocated persons go without medical "
        "by hour 5; basic living by hour 10",
        "  River flood, bridge closed, Dogwood: less than 0.1 relocated persons go without "
        "basic living by hour 24",
    ]
    chinese = text(Lang.ZH, plan=plan)
    assert "转移安置人员 11 人未能按时得到医疗卫生（5 小时），生活保障（10 小时）" in chinese


def test_a_village_is_told_with_its_town():
    changes = {"places.D.parent": "B", "places.D.kind": "village"}
    said = summary(RESULT, apply_changes(HAMLET, changes), Lang.EN)
    assert "Dogwood (Birch): 11 relocated persons" in said


def test_stores_are_told_by_rank():
    stores = (Store("HA", "small", Role.SUB), Store("HB", "large", Role.CENTRAL))
    said = text(Lang.EN, plan=replace(PLAN, stores=stores))
    assert said.index("Birch store (HB)") < said.index("Alder store (HA)")


def test_a_plan_of_nothing_is_said_to_be_one():
    said = text(Lang.EN, plan=Plan(), service=(), spending_cny={})
    assert "No store is opened." in said
    assert "Nothing is stocked." in said
    assert "Contracts" not in said


def test_covered_persons_are_told_where_they_come_first():
    assert "Expected persons covered a year: 12.5; proven at most 13.0" in text(
        Lang.EN, coverage=12.5, coverage_bound=13.0
    )


def test_broken_promises_are_listed_and_the_plan_is_not_called_verified():
    violation = Violation(
        promise="meet_need", where="S1, D", amount=3, unit="persons", sentence="3 too few"
    )
    said = text(Lang.EN, violations=(violation,))
    assert "NOT A PLAN: 1 promise broken" in said
    assert "方案不成立：违反约束 1 项" in text(Lang.ZH, violations=(violation, violation))
    assert "meet_need(S1, D): 3 too few" in said
    assert "Verified" not in said


@pytest.mark.parametrize("lang", list(Lang))
def test_columns_align_however_wide_the_characters_are(lang):
    rows = table(("库", "quantity"), [("甲库", "1"), ("Alder", "1,000")], left=1)
    assert len({width(row) for row in rows}) == 1
    said = text(lang)
    heading = phrase("costs", lang)
    block = said.split(heading + "\n")[1].split("\n\n")[0].splitlines()
    assert len({width(row) for row in block}) == 1


def test_chinese_characters_are_two_columns_wide():
    assert width("甲库A") == 5
    assert width("，") == 2


@pytest.mark.parametrize(
    ("cny", "english", "chinese"),
    [
        (12_345_678.0, "12.35 million CNY", "1,234.57 万元"),
        (999_000.0, "999.00 thousand CNY", "99.90 万元"),
        (-1_500_000.0, "-1.50 million CNY", "-150.00 万元"),
    ],
)
def test_money_is_rounded_to_what_is_read(cny, english, chinese):
    assert money(cny, Lang.EN) == english
    assert money(cny, Lang.ZH) == chinese


def test_progress_says_the_phase_and_what_is_known_so_far():
    report = Report(phase="place stores", seconds=3, incumbent=4.6e6, bound=4.4e6, gap=0.0435)
    assert progress_line(report, Lang.EN) == (
        "place stores  plan 4.60 million CNY  bound 4.40 million CNY  gap 4.35%"
    )
    assert progress_line(report, Lang.ZH) == (
        "布设储备库  方案 460.00 万元  下界 440.00 万元  最优间隙 4.35%"
    )
    early = replace(report, incumbent=None, bound=-math.inf, gap=math.inf)
    assert progress_line(early, Lang.EN) == "place stores"


def test_every_phase_of_a_solve_has_its_phrase():
    heard = []
    solve(HAMLET, progress=heard.append)
    phases = {report.phase for report in heard}
    assert phases
    assert phases <= PHRASES.keys()


def test_every_word_of_the_question_has_its_phrase_in_both_languages():
    for words in (Role, Bindingness, Head, ReserveMode, CostHead, Status):
        for word in words:
            assert all(phrase(word.value, lang) for lang in Lang)
    for english, chinese in PHRASES.values():
        assert english.count("{") == chinese.count("{")


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Lang.ZH),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, Lang.EN),
        ({"LC_ALL": "zh_TW"}, Lang.ZH),
        ({}, Lang.EN),
    ],
)
def test_the_language_is_that_of_the_environment(environment, lang):
    assert default_lang(environment) is lang


def test_a_language_may_be_given_as_text():
    assert text("zh") == text(Lang.ZH)
    with pytest.raises(ValueError, match="fr"):
        text("fr")
