"""What each scenario asks of each place, from norms and people alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import Season

if TYPE_CHECKING:
    from optimizer.instance import Family, Instance, Norm, Scenario


class Bundle(NamedTuple):
    """What one person of a group needs of a family by one deadline."""

    family: str
    group: str
    deadline_h: float

    def __str__(self) -> str:
        """Return the bundle in words."""
        return f"{self.family} for {self.group} within {self.deadline_h:g} h"


class Requirement(NamedTuple):
    """A bundle at a place in a scenario."""

    scenario: str
    place: str
    bundle: Bundle

    def __str__(self) -> str:
        """Return the requirement in words."""
        return f"{self.scenario}, {self.place}, {self.bundle}"


Content = Mapping[str, float]
"""Units of each commodity for one person."""


def bundles_of(instance: Instance) -> dict[Bundle, list[Norm]]:
    """Return the norms of each bundle."""
    found: dict[Bundle, list[Norm]] = defaultdict(list)
    for norm in instance.norms:
        family = instance.commodity[norm.commodity].family
        found[Bundle(family, norm.group, norm.deadline_h)].append(norm)
    return dict(found)


def contents_of(instance: Instance) -> dict[tuple[str, Bundle], Content]:
    """Return what a bundle holds for one person, by scenario; bundles without units left out."""
    contents: dict[tuple[str, Bundle], Content] = {}
    for bundle, norms in bundles_of(instance).items():
        family = instance.family[bundle.family]
        for scenario in instance.scenarios:
            content = _content(norms, scenario, family)
            if content:
                contents[scenario.id, bundle] = content
    return contents


def requirements_of(
    instance: Instance, contents: Mapping[tuple[str, Bundle], Content]
) -> dict[Requirement, int]:
    """Return the persons of each requirement."""
    by_group: dict[tuple[str, str], list[Bundle]] = defaultdict(list)
    for scenario, bundle in contents:
        by_group[scenario, bundle.group].append(bundle)
    return {
        Requirement(row.scenario, row.place, bundle): row.persons
        for row in instance.scenario_people
        if row.persons > 0
        for bundle in by_group[row.scenario, row.group]
    }


def units_for_one(norm: Norm, scenario: Scenario, family: Family) -> float:
    """Return the units a norm asks for one person, 0 outside its season."""
    if norm.season not in (Season.ANY, scenario.season):
        return 0.0
    last = scenario.days if norm.to_day is None else min(scenario.days, norm.to_day)
    days = max(0, last - norm.from_day + 1)
    household_days = max(0, min(last, family.household_days) - norm.from_day + 1)
    return norm.once + norm.per_day * (days - family.household_share * household_days)


def _content(norms: list[Norm], scenario: Scenario, family: Family) -> Content:
    units: dict[str, float] = defaultdict(float)
    for norm in norms:
        units[norm.commodity] += units_for_one(norm, scenario, family)
    return {commodity: amount for commodity, amount in units.items() if amount > 0}
