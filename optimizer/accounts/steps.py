"""The step to the next graver level, line by line: what to add, and what it costs."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.accounts.ledger import standing
from optimizer.accounts.levels import levels_with_scenarios
from optimizer.instance.words import Head, Level

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.plan import Result

WHOLE = 1e-9
"""Part of a unit by which a sum of fractions may miss a whole number."""


@dataclass(frozen=True, slots=True)
class StepLine:
    """What a commodity asks for when the response goes up by one level.

    Parameters
    ----------
    from_level, to_level : Level
        The level and the next graver one that has scenarios.
    lower_units, graver_units : int
        The most that a scenario of each level needs in the whole county.
    today_units : int
        What stands at all sites today and is good in the plan's year.
    planned_units : int
        What the plan holds.
    to_add_units : int
        What the graver level needs beyond what stands today, and beyond what the lower level
        needs anyhow.
    """

    from_level: Level
    to_level: Level
    family: str
    commodity: str
    lower_units: int
    graver_units: int
    today_units: int
    planned_units: int
    to_add_units: int
    price_cny: float
    amount_cny: float


class StepSum(StrEnum):
    """What a sum of a step is over; the last three are what the plan spends, whatever the step."""

    FAMILY = "family"
    ALL_FAMILIES = "all_families"
    CONSTRUCTION = Head.CONSTRUCTION.value
    EQUIPMENT = Head.EQUIPMENT.value
    ROADS = Head.ROADS.value


@dataclass(frozen=True, slots=True)
class StepTotal:
    """A sum of a step; `family` is empty where it is not of one."""

    from_level: Level
    to_level: Level
    what: StepSum
    family: str
    amount_cny: float


def steps(result: Result, instance: Instance, needs: Needs) -> tuple[StepLine, ...]:
    """Return the lines of every step, from the lightest level up, in the order of commodities."""
    units = _units_by_level(instance, needs)
    today, planned = _today(instance), _planned(result)
    return tuple(
        line
        for lower, graver in _pairs(instance)
        for line in _step(instance, (lower, graver), units, today, planned)
    )


def step_totals(result: Result, instance: Instance, needs: Needs) -> tuple[StepTotal, ...]:
    """Return for every step its sums by family and in all, and what the plan spends beside."""
    lines = steps(result, instance, needs)
    return tuple(
        total
        for lower, graver in _pairs(instance)
        for total in _totals(
            result, instance, [line for line in lines if line.from_level is lower], (lower, graver)
        )
    )


def _pairs(instance: Instance) -> Iterator[tuple[Level, Level]]:
    return itertools.pairwise(reversed(levels_with_scenarios(instance)))


def _step(
    instance: Instance,
    levels: tuple[Level, Level],
    units: Mapping[tuple[Level, str], float],
    today: Mapping[str, int],
    planned: Mapping[str, int],
) -> Iterator[StepLine]:
    for what in instance.commodities:
        lower, graver = (math.ceil(units.get((level, what.id), 0.0) - WHOLE) for level in levels)
        if not lower and not graver:
            continue
        to_add = max(0, graver - max(today.get(what.id, 0), lower))
        yield StepLine(
            from_level=levels[0],
            to_level=levels[1],
            family=what.family,
            commodity=what.id,
            lower_units=lower,
            graver_units=graver,
            today_units=today.get(what.id, 0),
            planned_units=planned.get(what.id, 0),
            to_add_units=to_add,
            price_cny=what.price_cny,
            amount_cny=to_add * what.price_cny,
        )


def _totals(
    result: Result, instance: Instance, lines: list[StepLine], levels: tuple[Level, Level]
) -> Iterator[StepTotal]:
    for family in instance.families:
        rows = [line.amount_cny for line in lines if line.family == family.id]
        if rows:
            yield StepTotal(*levels, StepSum.FAMILY, family.id, sum(rows))
    yield StepTotal(*levels, StepSum.ALL_FAMILIES, "", sum(line.amount_cny for line in lines))
    for what in (StepSum.CONSTRUCTION, StepSum.EQUIPMENT, StepSum.ROADS):
        yield StepTotal(*levels, what, "", result.spending_cny.get(what.value, 0.0))


def _units_by_level(instance: Instance, needs: Needs) -> Mapping[tuple[Level, str], float]:
    """Return the most units of a commodity that a scenario of a level needs."""
    by_scenario: dict[tuple[str, str], float] = {}
    for need in needs.requirements:
        for commodity, each in needs.content[need.scenario, need.bundle].items():
            key = (need.scenario, commodity)
            by_scenario[key] = by_scenario.get(key, 0.0) + need.persons * each
    most: dict[tuple[Level, str], float] = {}
    for (scenario, commodity), units in by_scenario.items():
        level = instance.scenario[scenario].level
        most[level, commodity] = max(most.get((level, commodity), 0.0), units)
    return most


def _today(instance: Instance) -> Mapping[str, int]:
    good, _ = standing(instance)
    found: dict[str, int] = {}
    for (_, commodity), quantity in good.items():
        found[commodity] = found.get(commodity, 0) + quantity
    return found


def _planned(result: Result) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for line in result.plan.stock:
        found[line.commodity] = found.get(line.commodity, 0) + line.quantity
    return found
