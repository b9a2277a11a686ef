"""The list of gaps: what is short of every commodity, where, for how many persons, by when."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.indicators import PERSONS_TOLERANCE
from optimizer.needs import Bundle, Needs

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan

WHOLE = 1e-6
"""Part of a unit that is nobody's need: sums of flows are no more exact than that."""


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Units of a commodity that do not come to a place by a deadline in a scenario.

    Parameters
    ----------
    persons : float
        Persons who go without, of all groups.
    units : float
        What the norms say they need.
    """

    scenario: str
    place: str
    town: str
    commodity: str
    deadline_h: float
    persons: float
    units: float


@dataclass(frozen=True, slots=True, order=True)
class GapTotal:
    """What is short of a commodity over all places in the scenario that is worst for it.

    Parameters
    ----------
    persons : float
        Persons who go without; who misses two deadlines is one person.
    units : int
        Whole units.
    value_cny : float
        Their purchase price.
    """

    commodity: str
    family: str
    scenario: str
    persons: float
    units: int
    value_cny: float


def gaps(plan: Plan, instance: Instance, needs: Needs) -> tuple[Gap, ...]:
    """Return what is short, by scenario, place, commodity and deadline, sorted."""
    found: dict[tuple[str, str, str, float], tuple[float, float]] = {}
    for line in plan.shortages:
        if line.persons <= PERSONS_TOLERANCE:
            continue
        bundle = Bundle(line.family, line.group, line.deadline_h)
        for commodity, each in needs.content.get((line.scenario, bundle), {}).items():
            key = (line.scenario, line.place, commodity, line.deadline_h)
            persons, units = found.get(key, (0.0, 0.0))
            found[key] = persons + line.persons, units + line.persons * each
    return tuple(
        Gap(scenario, place, instance.town(place), commodity, deadline_h, persons, units)
        for (scenario, place, commodity, deadline_h), (persons, units) in sorted(found.items())
    )


def gap_totals(plan: Plan, instance: Instance, needs: Needs) -> tuple[GapTotal, ...]:
    """Return what is short of each commodity in its worst scenario, the dearest first."""
    units: dict[tuple[str, str], float] = {}
    persons: dict[tuple[str, str], dict[str, float]] = {}
    for gap in gaps(plan, instance, needs):
        key = (gap.commodity, gap.scenario)
        units[key] = units.get(key, 0.0) + gap.units
        at_place = persons.setdefault(key, {})
        at_place[gap.place] = max(at_place.get(gap.place, 0.0), gap.persons)
    totals = [
        _total(instance, commodity, scenario, units, persons)
        for commodity, scenario in _worst(units)
    ]
    return tuple(sorted(totals, key=lambda total: (-total.value_cny, total)))


def _worst(units: Mapping[tuple[str, str], float]) -> list[tuple[str, str]]:
    """Return each commodity with the scenario in which most of it is short."""
    worst: dict[str, str] = {}
    for commodity, scenario in sorted(units):
        held = worst.setdefault(commodity, scenario)
        if units[commodity, scenario] > units[commodity, held]:
            worst[commodity] = scenario
    return sorted(worst.items())


def _total(
    instance: Instance,
    commodity: str,
    scenario: str,
    units: Mapping[tuple[str, str], float],
    persons: Mapping[tuple[str, str], Mapping[str, float]],
) -> GapTotal:
    what, whole = instance.commodity[commodity], math.ceil(units[commodity, scenario] - WHOLE)
    return GapTotal(
        commodity=commodity,
        family=what.family,
        scenario=scenario,
        persons=sum(persons[commodity, scenario].values()),
        units=whole,
        value_cny=whole * what.price_cny,
    )
