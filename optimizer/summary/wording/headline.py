"""First and last lines: what the plan is worth, and that it holds."""

from __future__ import annotations

HEADLINE: dict[str, tuple[str, str]] = {
    # headline
    "plan": ("Reserve plan: {title} (plan year {year})", "储备方案：{title}（规划年 {year}）"),
    "status": ("Status: {status}", "状态：{status}"),
    "status_why": ("Status: {status} ({reason})", "状态：{status}（{reason}）"),
    "optimal": ("proven optimal", "已证明最优"),
    "feasible": ("feasible, not proven optimal", "可行方案，尚未证明最优"),
    "infeasible": ("infeasible, proven", "无可行方案（已证明）"),
    "no_plan": ("no plan found", "未找到方案"),
    "gap reached": ("gap reached", "已达到设定的最优间隙"),
    "time limit": ("time limit", "已到求解时限"),
    "interrupted": ("interrupted", "求解被人工中断"),
    "yearly_cost": ("Yearly equivalent cost: {cny}", "年化总费用：{cny}"),
    "yearly_cost_with_shortage": (
        "Yearly equivalent cost: {cny}, of which {shortage} weighs shortages and is never paid",
        "年化总费用：{cny}，其中缺口折算值 {shortage}（只用于比较方案，不实际支出）",
    ),
    "gap": (
        "Gap {gap}: by the bound of HiGHS no plan costs less than {bound}",
        "最优间隙 {gap}：经 HiGHS 求解器下界证明，任何方案的年化总费用都不低于 {bound}",
    ),
    "no_bound": ("Gap unknown: no bound was proven", "最优间隙未知：尚未证明下界"),
    "coverage": (
        "Expected persons covered a year: {covered}; proven at most {bound}",
        "年期望保障人次：{covered}；已证明不超过 {bound}",
    ),
    # money
    "cny_wan": ("{wan} wan CNY", "{wan} 万元"),
    "cny_million": ("{million} million CNY", "{million} 百万元"),
    "cny_thousand": ("{thousand} thousand CNY", "{thousand} 千元"),
    # verification
    "verified": (
        "Verified: every promise and every cost was recomputed from the tables; none is broken.",
        "已复核：全部约束与费用均由原始表格独立重算，无一违反。",
    ),
    "violated": ("NOT A PLAN: {promises} broken", "方案不成立：违反{promises}"),
    "kept": ("verified: {count} promises hold", "通过复核：{count} 项约束全部成立"),
    "broken": (
        "NOT verified: {promises} broken ({violations})",
        "未通过复核：违反{promises}（{violations}）",
    ),
    "unfit": (
        "NOT verified: the plan does not fit the tables (faults: {lines}); "
        "no promise can be computed",
        "未通过复核：方案与表格不符（{lines} 处），各项约束无法核算",
    ),
    "promise": ("promise", "约束"),
    "violation": ("violation", "明细"),
}
