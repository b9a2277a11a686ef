"""Units of indicators, and by how much what is reached is better than what is promised."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.instance import Indicator
from optimizer.instance.words import Comparison, Measure

UNIT_OF: Mapping[Measure, str] = {
    Measure.PERSON_SHARE: "share",
    Measure.TOWN_SHARE: "share",
    Measure.STORE_PERSON_SHARE: "share",
    Measure.STORE_TOWN_SHARE: "share",
    Measure.NEED_SHARE: "share",
    Measure.MODE_SHARE: "share",
    Measure.FORCED_SHARE: "share",
    Measure.PERSONS_SERVED: "persons",
    Measure.DAYS_HELD: "days",
    Measure.WORKING_DAYS: "days",
    Measure.SHELTER_M2: "m2",
    Measure.SPENDING: "CNY",
    Measure.STORES: "stores",
    Measure.FLOOR_M2: "m2",
    Measure.LAND_M2: "m2",
    Measure.PIECES: "pieces",
    Measure.KINDS: "kinds",
    Measure.MODES: "modes",
    Measure.SOURCES: "sources",
    Measure.TRANSPORT_MODES: "modes",
    Measure.OUTSIDE: "",
}
"""Unit of what a measure reaches and of its target; empty where nothing is computed."""


def better_by(indicator: Indicator, reached: float | None) -> float | None:
    """Return what is reached less the target, or the other way round where less is better.

    Negative where the target is missed, None where nothing is reached.
    """
    if reached is None:
        return None
    above = reached - indicator.target
    return above if indicator.comparison is Comparison.AT_LEAST else -above
