"""Rows that nothing refers to, and questions that therefore have no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import agreeing, called, counted, listed
from optimizer.errors import Problem
from optimizer.instance.words import SiteStatus
from optimizer.needs import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance

PROBABILITY_TOLERANCE = 1e-9
"""Probabilities such as three thirds may add up to a little more than 1."""


def nobody_in_need(instance: Instance) -> Iterator[Problem]:
    """Yield an instance in which nobody needs anything."""
    if not needs(instance).requirements:
        yield Problem(
            file="scenario_people.csv",
            found=Bilingual(
                f"{len(instance.scenarios)} scenarios, {len(instance.scenario_people)} rows of "
                f"people, {len(instance.norms)} norms",
                f"{len(instance.scenarios)} 个情景，{len(instance.scenario_people)} 行人员，"
                f"{len(instance.norms)} 条标准",
            ),
            expected=Bilingual(
                "somebody who needs something in some scenario", "至少一个情景中有需要物资的人员"
            ),
            remedy=Bilingual(
                "Give people to a scenario, and norms to their group.",
                "请为情景填写人员，并为其人群填写物资标准。",
            ),
            code="nothing-needed",
        )


def decided_site_without_option(instance: Instance) -> Iterator[Problem]:
    """Yield existing and committed sites that no store can be built on."""
    decided = (SiteStatus.EXISTING, SiteStatus.COMMITTED)
    for site in _sites_without_option(instance):
        if instance.site[site].status in decided:
            yield Problem(
                file="sites.csv",
                column="status",
                found=Bilingual(
                    f"{instance.site[site].status.value} for {called(instance.site[site])}, "
                    "which has no option",
                    f"{called(instance.site[site]).zh}状态为 "
                    f"{instance.site[site].status.value}，但没有规格",
                ),
                expected=Bilingual(
                    "at least one row for it in options.csv", "options.csv 中至少有一行该库址的规格"
                ),
                remedy=Bilingual(
                    "Add its size and role to options.csv, or make it a candidate.",
                    "请在 options.csv 中补充其面积和类型，或改为候选（candidate）。",
                ),
                code="no-option",
            )


def candidate_site_without_option(instance: Instance) -> Iterator[Problem]:
    """Yield candidate sites that no store can be built on."""
    for site in _sites_without_option(instance):
        if instance.site[site].status is SiteStatus.CANDIDATE:
            yield Problem(
                file="sites.csv",
                column="id",
                expected=Bilingual(
                    f"{called(instance.site[site])} has no row in options.csv",
                    f"{called(instance.site[site]).zh}在 options.csv 中没有规格",
                ),
                remedy=Bilingual(
                    "As it is, no plan can use the site.", "按现有数据，任何方案都无法使用该库址。"
                ),
                code="no-option",
            )


def _sites_without_option(instance: Instance) -> list[str]:
    served = {option.site for option in instance.options}
    return [site.id for site in instance.sites if site.id not in served]


def scenario_without_people(instance: Instance) -> Iterator[Problem]:
    """Yield scenarios in which nobody is anywhere."""
    peopled = {row.scenario for row in instance.scenario_people if row.persons > 0}
    empty = [called(scenario) for scenario in instance.scenarios if scenario.id not in peopled]
    if empty:
        yield Problem(
            file="scenarios.csv",
            column="id",
            expected=Bilingual(
                f"{counted(len(empty), 'scenario')} {agreeing(len(empty), 'has', 'have')} no "
                f"people in scenario_people.csv: {listed(empty)}",
                f"{len(empty)} 个情景在 scenario_people.csv 中没有人员：{listed(empty).zh}",
            ),
            remedy=Bilingual(
                "A scenario without people changes nothing.", "没有人员的情景不起作用。"
            ),
            code="empty-scenario",
        )


def probabilities_above_one(instance: Instance) -> Iterator[Problem]:
    """Yield probabilities that add up to more than 1."""
    total = sum(scenario.probability for scenario in instance.scenarios)
    if total > 1 + PROBABILITY_TOLERANCE:
        yield Problem(
            file="scenarios.csv",
            column="probability",
            expected=Bilingual(
                f"the probabilities of {counted(len(instance.scenarios), 'scenario')} add up "
                f"to {total:g}, more than 1",
                f"{len(instance.scenarios)} 个情景的概率合计为 {total:g}，大于 1",
            ),
            remedy=Bilingual(
                "Right if several may happen in one year; check that percent were not given.",
                "若一年内可能发生多个情景则属正常；请核对是否误填百分数。",
            ),
            code="probability-above-one",
        )


LINK_ERRORS = (nobody_in_need, decided_site_without_option)

LINK_DOUBTS = (
    candidate_site_without_option,
    scenario_without_people,
    probabilities_above_one,
)
