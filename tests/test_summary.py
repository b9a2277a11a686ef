"""What a planner reads aloud, in both languages."""

import math
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from optimizer.instance import Indicator, StockRecord
from optimizer.instance.words import (
    Bindingness,
    Comparison,
    Head,
    Measure,
    ReserveMode,
    Role,
)
from optimizer.io import read_instance
from optimizer.plan import (
    Contract,
    CostHead,
    Flow,
    IndicatorLine,
    Move,
    Payment,
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
from optimizer.summary import Lang, default_lang, measured, summary
from optimizer.summary.layout import table, width
from optimizer.summary.phrases import PHRASES, money, phrase
from optimizer.summary.progress_line import progress_line
from optimizer.summary.wording import (
    COLUMNS,
    COMMANDS,
    DRIVING,
    HEADLINE,
    ORDERS,
    REASONS,
    SECTIONS,
    SHEETS,
    SIZING,
    WORDS,
)
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


RICH = replace(
    apply_changes(
        HAMLET,
        {
            "policy.force_hazard_class": "3",
            "policy.force_access_class": "2",
            "policy.force_towns": "B",
            "policy.cut_off_scenarios": "S1",
            "places.D.access_class": "2",
            "roads.A-C.planned_cost_cny": "25000",
        },
    ),
    indicators=tuple(
        Indicator(source="made up", **row)
        for row in (
            {"id": "days", "name": "Days of grain", "measure": Measure.DAYS_HELD, "target": 7.0,
             "kind": Bindingness.EXPECTED, "group": "relocated", "commodities": ("grain",)},
            {"id": "persons", "name": "Persons by hour 10", "name_zh": "10小时人口保障率",
             "clause": "HT-02", "measure": Measure.PERSON_SHARE, "target": 0.9,
             "kind": Bindingness.BINDING, "standard": "living_10h"},
            {"id": "money", "name": "Construction", "measure": Measure.SPENDING,
             "comparison": Comparison.AT_MOST, "target": 550_000.0, "kind": Bindingness.EXPECTED,
             "head": Head.CONSTRUCTION},
            {"id": "shelters", "name": "Shelters", "measure": Measure.SHELTER_M2, "target": 1.5,
             "kind": Bindingness.EXPECTED},
            {"id": "small", "name": "Small stores", "measure": Measure.STORES, "target": 3.0,
             "comparison": Comparison.AT_MOST, "kind": Bindingness.EXPECTED},
            {"id": "clinics", "name": "Clinics", "measure": Measure.WORKING_DAYS, "target": 3.0,
             "kind": Bindingness.EXPECTED},
            {"id": "drills", "name": "Drills", "clause": "HT-09", "measure": Measure.OUTSIDE,
             "target": 2.0, "kind": Bindingness.EXPECTED, "remark": "drills are not modeled",
             "remark_zh": "演练不在模型内"},
        )
    ),
)  # fmt: skip

RICH_RESULT = replace(
    RESULT,
    plan=replace(
        PLAN,
        roads=("A-C",),
        moves=(Move("HA", "HB", "quilt", 5), Move("HA", "HD", "kit", 9)),
        payments=(
            Payment(Head.CONSTRUCTION, "county", 300_000.0),
            Payment(Head.CONSTRUCTION, "province", 160_000.0),
            Payment(Head.ROADS, "province", 25_000.0),
        ),
        flows=(
            Flow("S1", "", "HA", "D", "living", "relocated", 10.0, 60.0),
            Flow("S1", "", "shop", "B", "living", "relocated", 10.0, 10.0),
        ),
        indicators=(
            IndicatorLine("money", 520_000.0, True),
            IndicatorLine("persons", 0.8999, False),
            IndicatorLine("days", 7.0, True),
            IndicatorLine("shelters", 1.499, False),
            IndicatorLine("small", 2.0, True),
            IndicatorLine("clinics", None, None),
            IndicatorLine("drills", None, None),
        ),
    ),
    service=(LINE, replace(LINE, scenario="S2", person_share=0.7, met=False)),
    spending_cny={"construction": 460_000.0, "equipment": 20_000.0, "roads": 25_000.0},
)


def text(lang, **changes):
    return summary(replace(RESULT, **changes), HAMLET, lang)


def section(title, said):
    """Return the lines of a section, without its title."""
    (block,) = [block for block in said.split("\n\n") if block.startswith(title)]
    return block.splitlines()[1:]


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
        for line in section("Service", text(Lang.EN, service=(line,)))
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


def places_of(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_phrase_says_the_same_in_both_languages():
    for key, (english, chinese) in PHRASES.items():
        assert english, key
        assert chinese, key
        assert places_of(english) == places_of(chinese), key


def test_no_phrase_hides_another_of_the_same_key():
    files = (COLUMNS, COMMANDS, DRIVING, HEADLINE, ORDERS, REASONS, SECTIONS, SHEETS, SIZING, WORDS)
    assert len(PHRASES) == sum(len(phrases) for phrases in files)


def test_the_order_is_that_in_which_a_planner_reads():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    titles = (
        "Reserve plan", "Indicators: ", "Indicators outside", "Not even the lightest level",
        "Stores,", "Towns that must", "Roads to be built", "Stock,", "Moved between", "Service:",
        "Reserve modes: share", "Reserve modes: what", "Contracts", "Spending", "Who pays",
        "Yearly equivalent cost by head", "From level III to level II", "Gaps over", "Shortages,",
        "Verified",
    )  # fmt: skip
    positions = [said.index("\n" + title if n else title) for n, title in enumerate(titles)]
    assert positions == sorted(positions)


def cells(title, said):
    """Return the cells of a section's lines, which stand two columns apart."""
    return [re.split(r" {2,}", line.strip()) for line in section(title, said)]


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
        ["Small stores", "expected", "yes", "2 stores", "at most 3 stores", "+1 stores"],
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


def test_every_measure_that_is_computed_has_its_unit():
    assert set(measured.UNITS) | {Measure.SPENDING, Measure.OUTSIDE} == set(Measure)


def test_the_level_that_can_be_met_is_told_with_what_is_weakest():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    lines = said.splitlines()
    assert "Not even the lightest level, III, meets all its standards." in lines
    assert cells("Not even", said)[2:] == [
        ["II", "River flood, bridge closed", "Basic living within 10 h", "yes", "1",
         "99.9% / 80%", "50.0% / -"],
        ["III", "Hill storm", "Basic living within 10 h", "NO", "1", "70.0% / 80%", "50.0% / -"],
    ]  # fmt: skip
    met = replace(RICH_RESULT, service=(LINE,))
    assert "All standards are met in every response up to level II." in summary(met, RICH, Lang.EN)
    assert "II 级及以下响应的全部标准均达到。" in summary(met, RICH, Lang.ZH)


def test_the_step_to_the_next_level_is_told_line_by_line_and_in_all():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    assert cells("From level III to level II", said)[1:] == [
        ["Quilt", "piece", "50", "100", "10", "80", "50", "5.00"],
        ["First-aid kit", "kit", "5", "10", "0", "6", "5", "1.00"],
        ["Grain", "bag of 25 kg", "3", "10", "0", "0", "7", "0.70"],
        ["In all 6.70 thousand CNY (Basic living 5.70 thousand CNY, Medical 1.00 thousand CNY). "
         "The plan spends beside: construction 460.00 thousand CNY, equipment 20.00 thousand CNY, "
         "roads 25.00 thousand CNY."],
    ]  # fmt: skip


def test_a_step_that_needs_nothing_is_said_in_a_sentence():
    enough = tuple(
        StockRecord(site="HA", commodity=k, quantity=1000, source="made up")
        for k in ("quilt", "grain", "kit")
    )
    said = summary(RESULT, replace(HAMLET, stock=enough), Lang.EN)
    assert "what stands today and what level III needs is enough of everything" in said


def test_stores_that_are_hardly_filled_are_told_in_one_sentence():
    assert "so that a smaller size may do" not in text(Lang.EN)
    said = text(Lang.EN, plan=replace(PLAN, stock=(StockLine("HD", "kit", 5),)))
    assert (
        "  Filled to less than 10%, so that a smaller size may do: Alder store, Dogwood store."
        in (said.splitlines())
    )


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


def test_the_cost_of_capital_is_not_called_what_it_is_bound_in():
    costs = {CostHead.FIRST_STOCK: 1000.0, CostHead.REDISTRIBUTION: 3000.0}
    said = text(Lang.EN, plan=replace(PLAN, costs_cny=costs))
    assert cells("Yearly equivalent cost by", said)[1:3] == [
        ["capital bound in first stock", "1.00", "25.0%"],
        ["moves before the season", "3.00", "75.0%"],
    ]


def test_of_what_is_not_met_nothing_is_left_out_for_what_is():
    lines = (*([LINE] * 12), replace(LINE, met=False, person_share=0.1))
    said = section("Service", text(Lang.EN, service=lines))
    assert "10.0% / 80%" in said[1]
    assert said[-1] == "  and 3 more"


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
