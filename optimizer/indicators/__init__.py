"""What the plan reaches of each indicator: section 9 of docs/model.md as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from optimizer.indicators import days, modes, shares, things
from optimizer.indicators.facts import Facts
from optimizer.indicators.forced import (
    PERSONS_TOLERANCE,
    is_served_when_cut_off,
    stores_that_count,
)
from optimizer.indicators.scope import Scope
from optimizer.instance.words import Comparison, Measure
from optimizer.plan import IndicatorLine

if TYPE_CHECKING:
    from optimizer.instance import Indicator, Instance
    from optimizer.needs import Needs
    from optimizer.network import Lanes
    from optimizer.plan import Plan

__all__ = [
    "MEASURES",
    "PERSONS_TOLERANCE",
    "indicator_lines",
    "is_served_when_cut_off",
    "stores_that_count",
]

TARGET_TOLERANCE = 1e-6
"""A target of 1 that is missed by less is kept; of larger targets, such a share of them."""

MEASURES: Mapping[Measure, Callable[[Scope], float | None]] = {
    Measure.PERSON_SHARE: shares.person_share,
    Measure.TOWN_SHARE: shares.town_share,
    Measure.STORE_PERSON_SHARE: shares.store_person_share,
    Measure.STORE_TOWN_SHARE: shares.store_town_share,
    Measure.NEED_SHARE: days.need_share,
    Measure.PERSONS_SERVED: days.persons_served,
    Measure.MODE_SHARE: modes.mode_share,
    Measure.DAYS_HELD: days.days_held,
    Measure.WORKING_DAYS: days.working_days,
    Measure.SHELTER_M2: things.shelter_m2,
    Measure.FORCED_SHARE: things.forced_share,
    Measure.SPENDING: things.spending,
    Measure.STORES: things.stores,
    Measure.FLOOR_M2: things.floor_m2,
    Measure.LAND_M2: things.land_m2,
    Measure.PIECES: things.pieces,
    Measure.KINDS: things.kinds,
    Measure.MODES: modes.modes,
    Measure.SOURCES: modes.sources,
    Measure.TRANSPORT_MODES: modes.transport_modes,
    Measure.OUTSIDE: things.outside,
}
"""How each measure is computed; None where nothing is there to count."""


def indicator_lines(
    instance: Instance,
    requirements: Needs,
    lanes: Lanes,
    plan: Plan,
    spending_cny: Mapping[str, float],
) -> tuple[IndicatorLine, ...]:
    """Return what the plan reaches of every indicator, in the order of their table.

    Parameters
    ----------
    lanes : mapping
        Lanes by scenario, origin, place and bundle. A flow without a lane counts for nobody.
    spending_cny : mapping of str to float
        What the plan spends under each budget head.
    """
    facts = Facts(instance, requirements, lanes, plan, spending_cny)
    return tuple(_line(Scope(facts, indicator)) for indicator in instance.indicators)


def _is_met(indicator: Indicator, reached: float) -> bool:
    """Return whether what is reached is on the right side of the target."""
    slack = TARGET_TOLERANCE * max(1.0, abs(indicator.target))
    if indicator.comparison is Comparison.AT_LEAST:
        return reached >= indicator.target - slack
    return reached <= indicator.target + slack


def _line(scope: Scope) -> IndicatorLine:
    indicator = scope.indicator
    reached = MEASURES[indicator.measure](scope)
    met = None if reached is None else _is_met(indicator, reached)
    return IndicatorLine(indicator.id, reached, met)
