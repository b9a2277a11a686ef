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
    "gap reached": ("gap reached", "达到要求的间隙"),
    "time limit": ("time limit", "达到时限"),
    "interrupted": ("interrupted", "被中断"),
    "yearly_cost": ("Yearly equivalent cost: {cny}", "年等值费用：{cny}"),
    "yearly_cost_with_shortage": (
        "Yearly equivalent cost: {cny}, of which {shortage} weighs shortages and is never paid",
        "年等值费用：{cny}，其中缺口折算值（不是实际支出）{shortage}",
    ),
    "gap": (
        "Gap {gap}: by the bound of HiGHS no plan costs less than {bound}",
        "最优间隙 {gap}：HiGHS 下界证明任何方案的费用不低于 {bound}",
    ),
    "no_bound": ("Gap unknown: no bound was proven", "最优间隙未知：没有证明下界"),
    "coverage": (
        "Expected persons covered a year: {covered}; proven at most {bound}",
        "年期望保障人次：{covered}；已证明不超过 {bound}",
    ),
    # sections
    "stores": ("Stores", "储备库"),
    "stock": ("Stock, the biggest lines by volume", "储备物资（按体积列主要项）"),
    "service": ("Service", "保障时限"),
    "spending": ("Spending and ceilings", "投资与上限"),
    "costs": ("Yearly cost by head", "年等值费用构成"),
    "contracts": ("Contracts with sources", "协议与其他来源"),
    "shortages": ("Shortages, the largest", "缺口（按人数列主要项）"),
    "no_stores": ("No store is opened.", "不建储备库。"),
    "no_stock": ("Nothing is stocked.", "不储备物资。"),
    "and_more": ("and {count} more", "另有 {count} 项"),
    # columns
    "store": ("store", "库"),
    "role": ("role", "类型"),
    "place": ("place", "地点"),
    "floor": ("m2", "面积 m2"),
    "capacity": ("capacity m3", "库容 m3"),
    "fill": ("filled", "利用率"),
    "investment": ("investment", "投资"),
    "running": ("running a year", "年运行费"),
    "commodity": ("commodity", "物资"),
    "quantity": ("quantity", "数量"),
    "unit": ("unit", "单位"),
    "volume": ("m3", "体积 m3"),
    "scenario": ("scenario", "情景"),
    "standard": ("standard", "标准"),
    "kind": ("kind", "性质"),
    "persons": ("persons", "人数"),
    "person_share": ("of persons", "人口保障率"),
    "town_share": ("of towns", "乡镇保障率"),
    "latest": ("latest h", "最晚到达 h"),
    "worst": ("worst place", "最差地点"),
    "met": ("met", "达标"),
    "head": ("head", "科目"),
    "spent": ("spent", "支出"),
    "ceiling": ("ceiling", "上限"),
    "used": ("used", "使用率"),
    "cost": ("cost", "费用"),
    "share": ("share", "占比"),
    "source": ("source", "来源"),
    "mode": ("mode", "储备方式"),
    "family": ("family", "类别"),
    "group": ("group", "人群"),
    "deadline": ("deadline h", "时限 h"),
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
    "construction": ("construction", "建设"),
    "equipment": ("equipment", "设备"),
    "first_stock": ("first stock", "首次储备"),
    "yearly": ("yearly, recurring", "年经常性费用"),
    "building": ("building", "建筑折旧"),
    "operation": ("operation", "运行"),
    "rotation": ("rotation", "轮换"),
    "holding": ("holding", "保管"),
    "retainer": ("retainers", "协议保留费"),
    "transport": ("transport", "运输"),
    "issue": ("issue of stock", "物资消耗"),
    "supply": ("supply by sources", "来源供货"),
    "shortage": ("shortage (never paid)", "缺口折算（不支付）"),
    "agreement": ("agreement", "协议储备"),
    "entrusted": ("entrusted", "委托代储"),
    "production": ("production", "产能储备"),
    "social": ("social", "社会储备"),
    "household": ("household", "家庭储备"),
    "requisition": ("requisition", "征用"),
    "purchase": ("purchase", "紧急采购"),
    "donation": ("donation", "捐赠"),
    "partner": ("partner", "区域协同"),
    "upper": ("upper level", "上级调拨"),
    # money
    "cny_wan": ("{wan} wan CNY", "{wan} 万元"),
    "cny_million": ("{million} million CNY", "{million} 百万元"),
    "cny_thousand": ("{thousand} thousand CNY", "{thousand} 千元"),
    # verification
    "verified": (
        "Verified: every promise and every cost was recomputed from the tables; none is broken.",
        "已验证：全部约束与费用均由原始表格重新计算，无一违反。",
    ),
    "violated": ("NOT A PLAN: {count} promises are broken", "不成立：违反 {count} 项约束"),
}


def phrase(key: str, lang: Lang, **values: object) -> str:
    """Return a phrase in a language, its places filled."""
    english, chinese = PHRASES[key]
    return (chinese if lang is Lang.ZH else english).format(**values)


def name_of(row: Named, lang: Lang, fallback: str) -> str:
    """Return a row's name in a language, or the other's, or its id."""
    names = (row.name_zh, row.name) if lang is Lang.ZH else (row.name, row.name_zh)
    return names[0] or names[1] or fallback


def money(cny: float, lang: Lang) -> str:
    """Return an amount as it is read aloud: 万元 in Chinese, million or thousand in English."""
    if lang is Lang.ZH:
        return phrase("cny_wan", lang, wan=f"{cny / 1e4:,.2f}")
    if abs(cny) >= 1e6:
        return phrase("cny_million", lang, million=f"{cny / 1e6:,.2f}")
    return phrase("cny_thousand", lang, thousand=f"{cny / 1e3:,.2f}")
