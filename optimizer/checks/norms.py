"""Norms, commodities and groups that ask for nothing of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import agreeing, called, counted, listed, name_of
from optimizer.errors import Problem
from optimizer.needs import units_per_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance


def group_without_norm(instance: Instance) -> Iterator[Problem]:
    """Yield groups that have people in a scenario but need nothing there."""
    needing = {
        (scenario.id, norm.group)
        for scenario in instance.scenarios
        for norm in instance.norms
        if units_per_person(norm, instance.family[_family(instance, norm.commodity)], scenario) > 0
    }
    persons: dict[tuple[str, str], int] = {}
    for row in instance.scenario_people:
        key = (row.scenario, row.group)
        if key not in needing and row.persons > 0:
            persons[key] = persons.get(key, 0) + row.persons
    names = {group.id: called(group) for group in instance.groups}
    for (scenario_id, group), count in persons.items():
        yield Problem(
            file="norms.csv",
            column="group",
            expected=Bilingual(
                f"{counted(count, 'person')} of {names[group]} in "
                f"{called(instance.scenario[scenario_id])} {agreeing(count, 'needs', 'need')} "
                "nothing: no norm of the group holds in that season and those days",
                f"{called(instance.scenario[scenario_id]).zh}中 {count:,} 名{names[group].zh}"
                "不需要任何物资：该季节和天数内没有适用于该人群的标准",
            ),
            remedy=Bilingual(
                "Add norms for the group, or take its people out.",
                "请为该人群补充标准，或删除其人员。",
            ),
            code="group-without-norm",
        )


def norm_for_nobody(instance: Instance) -> Iterator[Problem]:
    """Yield norms that come to nothing in every scenario with people of their group."""
    groups = {group.id: name_of(group) for group in instance.groups}
    idle = []
    for norm in instance.norms:
        family = instance.family[_family(instance, norm.commodity)]
        peopled = {
            row.scenario
            for row in instance.scenario_people
            if row.group == norm.group and row.persons > 0
        }
        if not any(units_per_person(norm, family, instance.scenario[s]) > 0 for s in peopled):
            goods = name_of(instance.commodity[norm.commodity])
            idle.append(
                Bilingual(
                    f"{goods} for {groups[norm.group]} ({norm.key_text})",
                    f"{groups[norm.group].zh}的{goods.zh}（{norm.key_text}）",
                )
            )
    if idle:
        yield Problem(
            file="norms.csv",
            column="group",
            expected=Bilingual(
                f"{counted(len(idle), 'norm')} {agreeing(len(idle), 'gives', 'give')} nobody "
                f"anything in any scenario: {listed(idle)}",
                f"{len(idle)} 条标准在所有情景中都不起作用：{listed(idle).zh}",
            ),
            remedy=Bilingual(
                "Check group, season, from_day and the amounts.",
                "请核对人群、季节、起始日（from_day）和数量。",
            ),
            code="norm-for-nobody",
        )


def commodity_without_norm(instance: Instance) -> Iterator[Problem]:
    """Yield commodities that no norm, no kit and no daily work asks for."""
    askers = (instance.norms, instance.kits, instance.working_stock)
    asked = {row.commodity for rows in askers for row in rows}
    unasked = [called(row) for row in instance.commodities if row.id not in asked]
    if unasked:
        yield Problem(
            file="commodities.csv",
            column="id",
            expected=Bilingual(
                "no norm, kit or daily work asks for "
                f"{counted(len(unasked), 'commodity', 'commodities')}: {listed(unasked)}",
                f"{len(unasked)} 种物资没有标准、最低配备或日常周转需要：{listed(unasked).zh}",
            ),
            remedy=Bilingual(
                "No plan stocks what norms.csv, kits.csv and working_stock.csv do not ask for.",
                "norms.csv、kits.csv 和 working_stock.csv 中未要求的物资，任何方案都不会储备。",
            ),
            code="unused-commodity",
        )


def family_without_commodity(instance: Instance) -> Iterator[Problem]:
    """Yield families that hold nothing."""
    used = {commodity.family for commodity in instance.commodities}
    empty = [called(family) for family in instance.families if family.id not in used]
    if empty:
        yield Problem(
            file="families.csv",
            column="id",
            expected=Bilingual(
                f"{counted(len(empty), 'family', 'families')} "
                f"{agreeing(len(empty), 'has', 'have')} no commodity: {listed(empty)}",
                f"{len(empty)} 个大类没有物资：{listed(empty).zh}",
            ),
            remedy=Bilingual(
                "A family without commodities changes nothing.", "没有物资的大类不起作用。"
            ),
            code="empty-family",
        )


def standard_before_norms(instance: Instance) -> Iterator[Problem]:
    """Yield standards that ask for goods earlier than any norm they hold for does."""
    for standard in instance.standards:
        deadlines = [
            norm.deadline_h
            for norm in instance.norms
            if not standard.families or _family(instance, norm.commodity) in standard.families
        ]
        if deadlines and standard.deadline_h < min(deadlines):
            yield Problem(
                file="standards.csv",
                column="deadline_h",
                expected=Bilingual(
                    f"{called(standard)} has a deadline of {standard.deadline_h:g} h, and the "
                    f"earliest of its norms is due at {min(deadlines):g} h",
                    f"{called(standard).zh}的时限为 {standard.deadline_h:g} 小时，"
                    f"而其物资标准最早的时限为 {min(deadlines):g} 小时",
                ),
                remedy=Bilingual(
                    "Goods may then come too late for the standard and still keep the norm.",
                    "物资可能符合物资标准的时限，却达不到该保障标准。",
                ),
                code="early-standard",
            )


def _family(instance: Instance, commodity: str) -> str:
    return instance.commodity[commodity].family


NORM_DOUBTS = (
    group_without_norm,
    norm_for_nobody,
    commodity_without_norm,
    family_without_commodity,
    standard_before_norms,
)
