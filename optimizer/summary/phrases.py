"""Every word of the summary, in English and in Chinese, in one table."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Lang(StrEnum):
    """Language of what a planner reads."""

    EN = "en"
    ZH = "zh"


class Named(Protocol):
    """A row with an English and a Chinese name."""

    @property
    def name(self) -> str:
        """Name in English or pinyin."""

    @property
    def name_zh(self) -> str:
        """Name in Chinese, or empty."""


PHRASES: dict[str, tuple[str, str]] = {
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
    # sections
    "stores": ("Stores, money in thousand CNY", "储备库（点）布局（金额：万元）"),
    "stock": ("Stock, the biggest lines by volume", "储备物资（按体积排序的前几项）"),
    "service": (
        "Service: share reached / share asked by each standard",
        "时限保障（实际保障率 / 规定保障率）",
    ),
    "spending": ("Spending and ceilings, thousand CNY", "资金安排与上限（万元）"),
    "costs": ("Yearly equivalent cost by head, thousand CNY", "年化总费用构成（万元）"),
    "contracts": (
        "Contracts with sources, the dearest",
        "协议储备与外部来源（按金额排序的前几项）",
    ),
    "shortages": ("Shortages, the largest", "未能按时保障的情况（按人数排序）"),
    "no_stores": ("No store is opened.", "不设储备库（点）。"),
    "no_stock": ("Nothing is stocked.", "不储备物资。"),
    "and_more": ("and {count} more", "另有 {count} 项"),
    # shortages
    "go_without": (
        "{scenario}, {place}: {persons} {group} go without {goods}",
        "{scenario}：{place}{group} {persons} 人未能按时得到{goods}",
    ),
    "by_hour": ("{families} by hour {hours}", "{families}（{hours} 小时）"),
    "less_than": ("less than {least}", "不足 {least}"),
    "semicolon": ("; ", "，"),
    "place_in_town": ("{place} ({town})", "{town}{place}"),
    "comma": (", ", "、"),
    # columns
    "store": ("store", "储备库（点）"),
    "role": ("role", "类型"),
    "place": ("place", "地点"),
    "floor": ("floor m2", "面积（平方米）"),
    "capacity": ("capacity m3", "库容（立方米）"),
    "fill": ("filled", "库容利用率"),
    "investment": ("investment", "投资"),
    "running": ("running a year", "年运行费"),
    "commodity": ("commodity", "物资"),
    "quantity": ("quantity", "数量"),
    "unit": ("unit", "单位"),
    "volume": ("m3", "体积（立方米）"),
    "scenario": ("scenario", "情景"),
    "standard": ("standard", "保障标准"),
    "kind": ("kind", "指标性质"),
    "persons": ("persons", "人数"),
    "person_share": ("persons served", "人口保障率"),
    "town_share": ("towns in full", "乡镇全覆盖率"),
    "latest": ("latest h", "最晚送达（小时）"),
    "worst": ("weakest place", "保障最弱地点"),
    "met": ("met", "达标"),
    "head": ("head", "项目"),
    "spent": ("spent", "安排"),
    "ceiling": ("ceiling", "上限"),
    "used": ("used", "使用率"),
    "cost": ("cost", "费用"),
    "share": ("share", "占比"),
    "source": ("source", "来源"),
    "mode": ("mode", "储备方式"),
    "total": ("total", "合计"),
    # values
    "yes": ("yes", "是"),
    "no": ("NO", "否"),
    "none": ("-", "-"),
    "central": ("central", "中心库"),
    "sub": ("sub-store", "分库"),
    "point": ("point", "储备点"),
    "binding": ("binding", "约束性"),
    "expected": ("expected", "预期性"),
    "construction": ("construction", "库房建设"),
    "equipment": ("equipment", "设备购置"),
    "first_stock": ("first stock", "首批物资采购"),
    "yearly": ("yearly, recurring", "年经常性支出"),
    "building": ("building", "库房建设（按年折算）"),
    "operation": ("operation", "日常运行"),
    "rotation": ("rotation", "物资轮换"),
    "holding": ("holding", "物资保管"),
    "retainer": ("retainers", "协议费"),
    "transport": ("transport", "应急运输"),
    "issue": ("issue of stock", "库存物资消耗"),
    "supply": ("supply by sources", "外部来源供货"),
    "shortage": ("shortage (never paid)", "缺口折算值（不支出）"),
    "agreement": ("agreement", "协议储备"),
    "entrusted": ("entrusted", "委托代储"),
    "production": ("production", "产能储备"),
    "social": ("social", "社会储备"),
    "household": ("household", "家庭储备"),
    "requisition": ("requisition", "征用"),
    "purchase": ("purchase", "紧急采购"),
    "donation": ("donation", "捐赠"),
    "partner": ("partner", "区域互助"),
    "upper": ("upper level", "上级调拨"),
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
    # check
    "found": ("{name}: {errors}, {warnings}", "{name}：{errors}，{warnings}"),
    "error": ("error", "错误"),
    "warning": ("warning", "提示"),
    # no plan
    "interrupted_early": (
        "interrupted before there was a plan; nothing was written.",
        "求解在得到方案之前被中断，未写入任何文件。",
    ),
    "internal": ("internal error: {what}", "程序内部错误：{what}"),
    # other commands
    "copied": (
        "{name}: a copy of {example}. Try: reserve check {name}",
        "{name}：已复制算例 {example}。下一步：reserve check {name}",
    ),
    "written": ("written to {folder}", "方案已写入 {folder}"),
    "works": ("works", "正常"),
    "fails": ("FAILS", "失败"),
    # progress
    "read the roads": ("read the roads", "读取路网"),
    "build the model": ("build the model", "建立模型"),
    "tighten the model": ("tighten the model", "收紧模型"),
    "cover most people": ("cover most people", "扩大保障人数"),
    "place stores": ("place stores", "布设储备库"),
    "settle the plan": ("settle the plan", "整理方案"),
    "find the conflict": ("find the conflict", "查找矛盾"),
    "verify the plan": ("verify the plan", "复核方案"),
    "plan_so_far": ("plan {cny}", "方案 {cny}"),
    "bound_so_far": ("bound {cny}", "下界 {cny}"),
    "gap_so_far": ("gap {gap}", "最优间隙 {gap}"),
}


def phrase(key: str, lang: Lang, **values: object) -> str:
    """Return a phrase in a language, its places filled."""
    english, chinese = PHRASES[key]
    return (chinese if lang is Lang.ZH else english).format(**values)


def counted(noun: str, number: int, lang: Lang) -> str:
    """Return a number with the phrase of its noun, as ``2 errors``."""
    if lang is Lang.ZH:
        return f"{phrase(noun, lang)} {number} 项"
    return f"{number} {phrase(noun, lang)}" + ("" if number == 1 else "s")


def name_of(row: Named, lang: Lang, fallback: str) -> str:
    """Return a row's name in a language, or the other's, or its id."""
    names = (row.name_zh, row.name) if lang is Lang.ZH else (row.name, row.name_zh)
    return names[0] or names[1] or fallback


def in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence; an acronym keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def money(cny: float, lang: Lang) -> str:
    """Return an amount as it is read aloud: 万元 in Chinese, million or thousand in English."""
    if lang is Lang.ZH:
        return phrase("cny_wan", lang, wan=f"{cny / 1e4:,.2f}")
    if abs(cny) >= 1e6:
        return phrase("cny_million", lang, million=f"{cny / 1e6:,.2f}")
    return phrase("cny_thousand", lang, thousand=f"{cny / 1e3:,.2f}")


def amount(cny: float, lang: Lang) -> str:
    """Return an amount for a column: in 万元 in Chinese, in thousand CNY in English."""
    return f"{cny / (1e4 if lang is Lang.ZH else 1e3):,.2f}"
