"""A broken promise as a sentence, in English and in Chinese, with names instead of ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from optimizer.needs import Bundle

if TYPE_CHECKING:
    from optimizer.instance import Instance

Sentences = tuple[str, str]
"""English, Chinese."""


class Words(NamedTuple):
    """How a broken promise is told.

    Parameters
    ----------
    about : tuple of str
        What each part of a row's name is: a table of the instance, ``bundle``, ``word`` or
        ``as is``.
    english, chinese : str
        Templates; ``{0}`` is the first of these parts.
    """

    about: tuple[str, ...]
    english: str
    chinese: str


WORDS: dict[str, Words] = {
    "count_roles": Words(
        ("word", "word"),
        "the number of {0} misses the {1} allowed ({asked:.0f}) by {amount:.0f}",
        "{0}的数量与规定的{1}数（{asked:.0f}）相差 {amount:.0f} 座",
    ),
    "keep_spacing": Words(
        ("sites", "sites"),
        "{0} and {1} both stand although they are nearer than the spacing allows",
        "{0}与{1}间距小于规定仍须同时建库",
    ),
    "force_points": Words(
        ("places",), "{0} goes without the store that it must have", "{0}无法按规定设库（点）"
    ),
    "limit_mode": Words(
        ("scenarios", "word", "families"),
        "{0}: the persons who get {2} by {1} exceed the {asked:,.0f} allowed by {amount:,.0f}",
        "{0}：以{1}方式保障{2}的人数需超出上限（{asked:,.0f} 人）{amount:,.0f} 人",
    ),
    "limit_mode least": Words(
        ("scenarios", "word", "families"),
        "{0}: the persons who get {2} by {1} fall short of the {asked:,.0f} asked for by "
        "{amount:,.0f}",
        "{0}：以{1}方式保障{2}的人数比规定下限（{asked:,.0f} 人）少 {amount:,.0f} 人",
    ),
    "cover": Words(
        ("standards", "scenarios"),
        "{1}: the persons who miss “{0}” exceed the {asked:,.0f} allowed by {amount:,.0f}",
        "{1}：未达到“{0}”的人数需超出允许值（{asked:,.0f} 人）{amount:,.0f} 人",
    ),
    "cover towns": Words(
        ("standards", "scenarios"),
        "{1}: the towns that have “{0}” in full fall short of the {asked:,.1f} asked for by "
        "{amount:,.0f}",
        "{1}：全面达到“{0}”的乡镇比要求（{asked:,.1f} 个）少 {amount:,.0f} 个",
    ),
    "handle_in_time": Words(
        ("scenarios", "origin", "as is"),
        "{0}: {1} would load {amount:,.2f} t/h more than its docks can for the {2} deadline",
        "{0}：为满足 {2} 时限，{1}装车能力缺 {amount:,.2f} 吨/小时",
    ),
    "drive_within_fleet": Words(
        ("scenarios", "word", "as is", "as is"),
        "{0}: the fleet by {1} lacks {amount:,.1f} {2} x h of lift until {3}; it has {asked:,.1f}",
        "{0}：{3} 时限内{1}运力缺 {amount:,.1f} {2}·小时（现有 {asked:,.1f}）",
    ),
    "spend_within_budget": Words(
        ("word",),
        "the {0} budget of {asked:,.0f} CNY lacks {amount:,.0f} CNY",
        "{0}预算 {asked:,.0f} 元，尚缺 {amount:,.0f} 元",
    ),
    "pay_from_funds": Words(
        ("word", "funds"),
        "{0}: the fund “{1}” of {asked:,.0f} CNY lacks {amount:,.0f} CNY",
        "{0}：“{1}”可用 {asked:,.0f} 元，尚缺 {amount:,.0f} 元",
    ),
    "keep_working_stock": Words(
        ("sites", "commodities"),
        "{0} holds {amount:,.0f} of {1} fewer than its daily work needs",
        "{0}的{1}比日常周转所需少 {amount:,.0f}",
    ),
    "replenish_stores": Words(
        ("sites",),
        "{0} has no store of a higher tier to fill it again ({amount:,.2f} m3 a year)",
        "{0}没有上级库为其补货（每年 {amount:,.2f} 立方米）",
    ),
    "survive_loss": Words(
        ("scenarios", "sites", "bundle"),
        "{0}, {1} lost: the persons who get {2} fall short of {asked:,.0f} by {amount:,.0f}",
        "{0}且{1}失效：获得{2}的人数比要求（{asked:,.0f} 人）少 {amount:,.0f} 人",
    ),
    "keep_at_center": Words(
        (),
        "the centers hold {amount:,.1f} m3 less than their share",
        "中心库储备量比规定份额少 {amount:,.1f} 立方米",
    ),
    "keep_what_stands": Words(
        ("sites", "commodities"),
        "{amount:,.0f} of {1} that stand at {0} today are given up",
        "{0}现有的{1}有 {amount:,.0f} 无法保留",
    ),
    "keep_minimum": Words(
        ("places", "commodities"),
        "{0} holds {amount:,.0f} of {1} fewer than the {asked:,.0f} of its least kit",
        "{0}的{1}比最低配备（{asked:,.0f}）少 {amount:,.0f}",
    ),
    "keep_minimum store": Words(
        ("places",),
        "{0} has no store to hold its least kit",
        "{0}没有库（点）存放最低配备物资",
    ),
}
"""The promises that policy made and may take back."""

TERMS: dict[str, Sentences] = {
    "central": ("centers", "中心库"),
    "sub": ("sub-stores", "分库"),
    "point": ("points", "储备点"),
    "local": ("local stocks", "村级（场所、机构）储备"),
    "road": ("road", "公路"),
    "rail": ("rail", "铁路"),
    "sea": ("sea", "水运"),
    "air": ("air", "航空"),
    "drone": ("drone", "无人机"),
    "roads": ("roads", "道路"),
    "own": ("own stock", "自有实物储备"),
    "least": ("fewest", "最少"),
    "most": ("most", "最多"),
    "construction": ("construction", "建设"),
    "equipment": ("equipment", "设备"),
    "first_stock": ("first stock", "首批物资"),
    "total": ("total", "总投资"),
    "yearly": ("yearly", "年度"),
    "agreement": ("agreement", "协议储备"),
    "entrusted": ("entrusted storage", "委托代储"),
    "production": ("production capacity", "产能储备"),
    "social": ("social reserves", "社会储备"),
    "household": ("household reserves", "家庭储备"),
    "requisition": ("requisition", "征用"),
    "purchase": ("emergency purchase", "紧急采购"),
    "donation": ("donation", "捐赠"),
    "partner": ("mutual aid", "区域支援"),
    "upper": ("the upper level", "上级调拨"),
}
"""Closed choices as they stand in a sentence."""


def told_as(promise: str, where: tuple[str, ...]) -> str:
    """Return the key of `WORDS` that a row is told by, or an empty string.

    Rows that only define a quantity, as that a town is met, are no promise of their own.
    """
    if promise == "cover" and "town" in where:
        return ""
    if promise == "cover" and "towns" in where:
        return "cover towns"
    if promise == "limit_mode" and "least" in where:
        return "limit_mode least"
    if promise == "pay_from_funds" and len(where) == 1:
        return ""
    if promise == "keep_working_stock" and "held" in where:
        return ""
    if promise in ("force_points", "replenish_stores") and len(where) > 1:
        return ""
    if promise == "keep_minimum" and len(where) == 1:
        return "keep_minimum store"
    if promise == "keep_at_center" and where:
        return ""
    return promise if promise in WORDS else ""


def sentences(
    instance: Instance, told: str, where: tuple[str, ...], amount: float, asked: float
) -> Sentences:
    """Return a broken promise as a sentence in each language."""
    words = WORDS[told]
    parts = [_named(instance, kind, part) for kind, part in zip(words.about, where, strict=False)]
    english = words.english.format(*(part[0] for part in parts), amount=amount, asked=asked)
    chinese = words.chinese.format(*(part[1] for part in parts), amount=amount, asked=asked)
    return english, chinese


def _named(instance: Instance, kind: str, part: str) -> Sentences:
    if kind == "as is":
        return part, part
    if kind == "word":
        return TERMS.get(part, (part, part))
    if kind == "bundle":
        return _bundle(instance, part)
    if kind == "origin":
        kind = "sites" if part in instance.site else "sources"
    row = next((row for row in getattr(instance, kind) if row.id == part), None)
    english = getattr(row, "name", "") or part
    return english, getattr(row, "name_zh", "") or english


def _bundle(instance: Instance, part: str) -> Sentences:
    for norm in instance.norms:
        family = instance.family[instance.commodity[norm.commodity].family]
        bundle = Bundle(family.id, norm.group, norm.deadline_h)
        if str(bundle).replace("/", ".") == part:
            hours = f"{norm.deadline_h:g}"
            return (
                f"{family.name} within {hours} h",
                f"{hours} 小时内的{family.name_zh or family.name}",
            )
    return part, part
