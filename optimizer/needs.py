"""Norms and scenarios to requirements: who needs what, where, by when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from optimizer.instance import Family, Instance, Norm, Scenario
from optimizer.instance.words import Season


@dataclass(frozen=True, slots=True, order=True)
class Bundle:
    """What one person of a group needs of one family by one deadline.

    Flows are counted in persons served per bundle; units, kg and m3 follow by the norms.
    """

    family: str
    group: str
    deadline_h: float

    def __str__(self) -> str:
        """Return the bundle as it stands in names of rows: ``food/relocated/10h``."""
        return f"{self.family}/{self.group}/{self.deadline_h:g}h"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a scenario asks of a place.

    Parameters
    ----------
    scenario, place : str
        Ids.
    bundle : Bundle
        What is needed.
    persons : float
        How many persons need it. Positive.
    """

    scenario: str
    place: str
    bundle: Bundle
    persons: float


@dataclass(frozen=True)
class Needs:
    """All requirements of an instance, and what a bundle holds in each scenario.

    Parameters
    ----------
    requirements : tuple of Requirement
        Sorted by scenario, place and bundle.
    content : mapping
        Units of each commodity for one person, by scenario and bundle. Only positive ones.
    weight_kg, volume_m3 : mapping
        Weight and packed volume for one person, by scenario and bundle.
    """

    requirements: tuple[Requirement, ...]
    content: Mapping[tuple[str, Bundle], Mapping[str, float]]
    weight_kg: Mapping[tuple[str, Bundle], float]
    volume_m3: Mapping[tuple[str, Bundle], float]

    @cached_property
    def bundles(self) -> Mapping[str, tuple[Bundle, ...]]:
        """Bundles that somebody needs, by scenario, sorted."""
        found: dict[str, set[Bundle]] = {}
        for requirement in self.requirements:
            found.setdefault(requirement.scenario, set()).add(requirement.bundle)
        return {scenario: tuple(sorted(bundles)) for scenario, bundles in found.items()}


def needs(instance: Instance) -> Needs:
    """Return what every scenario asks of every place.

    Source: design of the county norms, as Huantai 桓台 HT-03 to HT-06 (per person, per person
    and day, for so many days).
    """
    content = {
        (scenario.id, bundle): units
        for scenario in instance.scenarios
        for bundle, units in _contents(instance, scenario).items()
    }
    by_group: dict[tuple[str, str], list[Bundle]] = {}
    for scenario_id, bundle in sorted(content):
        by_group.setdefault((scenario_id, bundle.group), []).append(bundle)
    requirements = (
        Requirement(row.scenario, row.place, bundle, float(row.persons))
        for row in instance.scenario_people
        if row.persons > 0
        for bundle in by_group.get((row.scenario, row.group), ())
    )
    return Needs(
        requirements=tuple(sorted(requirements, key=_order)),
        content=content,
        weight_kg=_total(content, {c.id: c.weight_kg for c in instance.commodities}),
        volume_m3=_total(content, {c.id: c.volume_m3 for c in instance.commodities}),
    )


def units_per_person(norm: Norm, family: Family, scenario: Scenario) -> float:
    """Return the units of a commodity that one person needs in a scenario.

    Once, and for each day of the norm's window that the scenario lasts, less the share that
    households hold for their first days.
    """
    if norm.season not in (Season.ANY, scenario.season):
        return 0.0
    last = min(scenario.days, norm.to_day or scenario.days)
    days = max(0, last - norm.from_day + 1)
    household_days = max(0, min(last, family.household_days) - norm.from_day + 1)
    return norm.once + norm.per_day * (days - family.household_share * household_days)


def _contents(instance: Instance, scenario: Scenario) -> dict[Bundle, dict[str, float]]:
    contents: dict[Bundle, dict[str, float]] = {}
    for norm in sorted(instance.norms, key=lambda norm: norm.key_text):
        family = instance.family[instance.commodity[norm.commodity].family]
        units = units_per_person(norm, family, scenario)
        if units > 0:
            bundle = Bundle(family.id, norm.group, norm.deadline_h)
            held = contents.setdefault(bundle, {})
            held[norm.commodity] = held.get(norm.commodity, 0.0) + units
    return contents


def _order(requirement: Requirement) -> tuple[str, str, Bundle]:
    return requirement.scenario, requirement.place, requirement.bundle


def _total(
    content: Mapping[tuple[str, Bundle], Mapping[str, float]], per_unit: Mapping[str, float]
) -> dict[tuple[str, Bundle], float]:
    return {
        key: sum(units * per_unit[commodity] for commodity, units in held.items())
        for key, held in content.items()
    }
