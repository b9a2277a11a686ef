"""What a planner reads of every plan, in both languages."""

import math
from dataclasses import replace

from told_hamlet import HAMLET, LINE, PLAN, RESULT, RICH, RICH_RESULT, cells, section, text

from optimizer.instance.words import Role
from optimizer.plan import CostHead, Plan, Shortage, Status, StockLine, Store, Violation
from optimizer.summary import Lang, summary
from optimizer.variants import apply_changes


def test_the_headline_says_what_the_plan_is_worth_and_what_proves_it():
    lines = text(Lang.EN).splitlines()
    assert lines[0] == "Reserve plan: Hamlet: four towns, solved by hand (plan year 2026)"
    assert lines[3:6] == [
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
        "  River flood, bridge closed, Dogwood: fewer than 1 relocated persons go without "
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
    said = text(Lang.EN, coverage=12.5, coverage_bound=13.2)
    assert "counted for each standard: 12; proven at most 14" in said


def test_broken_promises_are_listed_and_the_plan_is_not_called_verified():
    violation = Violation(
        promise="meet_need", where="S1, D", amount=3, unit="persons", sentence="3 too few"
    )
    said = text(Lang.EN, violations=(violation,))
    assert "NOT A PLAN: 1 promise broken" in said
    assert "方案不成立：违反约束 1 项" in text(Lang.ZH, violations=(violation, violation))
    assert "meet_need(S1, D): 3 too few" in said
    assert "Verified" not in said


def test_the_order_is_that_in_which_a_planner_reads():
    said = summary(RICH_RESULT, RICH, Lang.EN)
    titles = (
        "Reserve plan", "Response level: ", "Stock: ", "Status: ", "Response levels",
        "Indicators: ", "Indicators outside", "Stores,", "Towns that must", "Roads to be built",
        "Stock,", "Moved between", "Stock ledger", "Rotation and", "Service:",
        "Reserve modes: share", "Reserve modes: what", "Limits of", "Contracts", "Spending",
        "Who pays",
        "Yearly equivalent cost by head", "From level III to level II", "Gaps (shortage",
        "Shortages,", "Verified",
    )  # fmt: skip
    positions = [said.index("\n" + title if n else title) for n, title in enumerate(titles)]
    assert positions == sorted(positions)


def test_stores_that_are_hardly_filled_are_told_in_one_sentence():
    assert "smaller size" not in text(Lang.EN)
    plan = replace(PLAN, stock=(StockLine("HD", "kit", 5),))
    assert (
        "  Built and filled to less than 10%, so that a smaller size, where one is offered, may "
        "do: Alder store, Dogwood store."
    ) in text(Lang.EN, plan=plan).splitlines()
    stands = apply_changes(HAMLET, {"options.HA/large.capital_cost_cny": 0})
    assert "may do: Dogwood store." in summary(replace(RESULT, plan=plan), stands, Lang.EN)


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
    assert said[-1] == "  and 3 more, all in service.csv"
