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
        "Persons served in time, expected in a year and counted for each standard: {covered}; "
        "proven at most {bound}",
        "年期望按时保障人次（每项标准各计一次）：{covered}；已证明不超过 {bound}",
    ),
    "level_reached_whole": (
        "Response level: every standard is met up to level {level}.",
        "可响应级别：{level} 级及以下响应的全部标准均达到。",
    ),
    "level_reached": (
        "Response level: every binding standard is met up to level {level}.",
        "可响应级别：{level} 级及以下响应的约束性标准均达到。",
    ),
    "no_level_reached": (
        "Response level: not even the lightest level, {level}, is met.",
        "可响应级别：最低的 {level} 级响应也未达到。",
    ),
    "level_missed": (" Level {level} reaches {shares}.", "{level} 级：{shares}。"),
    "expected_missed": (
        " Of the expected standards level {level} misses some: it reaches {shares}.",
        "预期性标准中，{level} 级有未达到的：{shares}。",
    ),
    "missed_persons": (
        "{share} of persons where {asked} is asked ({standard}, {scenario})",
        "人口保障率 {share}（要求 {asked}；{standard}，{scenario}）",
    ),
    "missed_towns": (
        "{share} of towns where {asked} is asked ({standard}, {scenario})",
        "乡镇全覆盖率 {share}（要求 {asked}；{standard}，{scenario}）",
    ),
    "with_stock": (
        "Stock: {pieces} of {kinds} in {stores}, worth {value}; on call from sources: goods "
        "worth {contracted}",
        "储备物资：{stores}，{kinds} {pieces}，价值 {value}；"
        "协议与外部来源可调物资价值 {contracted}",
    ),
    "unused_stock": (
        "; of {today} that stand today {unused} are not used",
        "；现有 {today}中 {unused} 件未利用",
    ),
    # money
    "cny_none": ("0 CNY", "0 元"),
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
    "broken_here": (
        "{promise}({where}): off by {amount}; promised: {promised}",
        "{promise}（{where}）：相差 {amount}。规定：{promised}",
    ),
    "unfit": (
        "NOT verified: the plan does not fit the tables (faults: {lines}); "
        "no promise can be computed",
        "未通过复核：方案与表格不符（{lines} 处），各项约束无法核算",
    ),
    "promise": ("promise", "约束"),
    "violation": ("violation", "明细"),
}
