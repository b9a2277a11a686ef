"""Rows that nothing refers to, and questions that therefore have no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.checks.wording import agreeing, called, counted, listed, name_of
from optimizer.errors import Problem
from optimizer.instance.words import SiteStatus
from optimizer.needs import needs, units_per_person

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
            found=f"{len(instance.scenarios)} scenarios, {len(instance.scenario_people)} rows of "
            f"people, {len(instance.norms)} norms",
            expected="somebody who needs something in some scenario",
            remedy="Give people to a scenario, and norms to their group.",
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
                found=f"{instance.site[site].status.value} for {called(instance.site[site])}, "
                "which has no option",
                expected="at least one row for it in options.csv",
                remedy="Add its size and role to options.csv, or make it a candidate.",
                code="no-option",
            )


def candidate_site_without_option(instance: Instance) -> Iterator[Problem]:
    """Yield candidate sites that no store can be built on."""
    for site in _sites_without_option(instance):
        if instance.site[site].status is SiteStatus.CANDIDATE:
            yield Problem(
                file="sites.csv",
                column="id",
                expected=f"{called(instance.site[site])} has no row in options.csv",
                remedy="As it is, no plan can use the site.",
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
            expected=f"{counted(len(empty), 'scenario')} {agreeing(len(empty), 'has', 'have')} no "
            f"people in scenario_people.csv: {listed(empty)}",
            remedy="A scenario without people changes nothing.",
            code="empty-scenario",
        )


def probabilities_above_one(instance: Instance) -> Iterator[Problem]:
    """Yield probabilities that add up to more than 1."""
    total = sum(scenario.probability for scenario in instance.scenarios)
    if total > 1 + PROBABILITY_TOLERANCE:
        yield Problem(
            file="scenarios.csv",
            column="probability",
            expected=f"the probabilities of {counted(len(instance.scenarios), 'scenario')} add up "
            f"to {total:g}, more than 1",
            remedy="Right if several may happen in one year; check that percent were not given.",
            code="probability-above-one",
        )


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
            expected=f"{counted(count, 'person')} of {names[group]} in "
            f"{called(instance.scenario[scenario_id])} {agreeing(count, 'needs', 'need')} nothing: "
            "no norm of the group holds in that season and those days",
            remedy="Add norms for the group, or take its people out.",
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
            idle.append(f"{goods} for {groups[norm.group]} ({norm.key_text})")
    if idle:
        yield Problem(
            file="norms.csv",
            column="group",
            expected=f"{counted(len(idle), 'norm')} {agreeing(len(idle), 'gives', 'give')} nobody "
            f"anything in any scenario: {listed(idle)}",
            remedy="Check group, season, from_day and the amounts.",
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
            expected="no norm, kit or daily work asks for "
            f"{counted(len(unasked), 'commodity', 'commodities')}: {listed(unasked)}",
            remedy="No plan stocks what norms.csv, kits.csv and working_stock.csv do not ask for.",
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
            expected=f"{counted(len(empty), 'family', 'families')} "
            f"{agreeing(len(empty), 'has', 'have')} no commodity: {listed(empty)}",
            remedy="A family without commodities changes nothing.",
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
                expected=f"{called(standard)} has a deadline of {standard.deadline_h:g} h, and the "
                f"earliest of its norms is due at {min(deadlines):g} h",
                remedy="Goods may then come too late for the standard and still keep the norm.",
                code="early-standard",
            )


def _family(instance: Instance, commodity: str) -> str:
    return instance.commodity[commodity].family


LINK_ERRORS = (nobody_in_need, decided_site_without_option)

LINK_DOUBTS = (
    candidate_site_without_option,
    scenario_without_people,
    probabilities_above_one,
    group_without_norm,
    norm_for_nobody,
    commodity_without_norm,
    family_without_commodity,
    standard_before_norms,
)
