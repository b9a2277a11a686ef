"""Shares and amounts of indicators beside what is asked, never rounded to the good side."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from optimizer.instance.words import Comparison, Measure
from optimizer.summary.phrases import Lang, counted_out, money, phrase

if TYPE_CHECKING:
    from optimizer.instance import Indicator

UNITS: Mapping[Measure, tuple[str, float, int]] = {
    Measure.PERSON_SHARE: ("in_percent", 100.0, 1),
    Measure.TOWN_SHARE: ("in_percent", 100.0, 1),
    Measure.STORE_PERSON_SHARE: ("in_percent", 100.0, 1),
    Measure.STORE_TOWN_SHARE: ("in_percent", 100.0, 1),
    Measure.NEED_SHARE: ("in_percent", 100.0, 1),
    Measure.MODE_SHARE: ("in_percent", 100.0, 1),
    Measure.FORCED_SHARE: ("in_percent", 100.0, 1),
    Measure.PERSONS_SERVED: ("in_persons", 1.0, 0),
    Measure.DAYS_HELD: ("in_days", 1.0, 1),
    Measure.WORKING_DAYS: ("in_days", 1.0, 1),
    Measure.SHELTER_M2: ("in_m2", 1.0, 2),
    Measure.STORES: ("in_stores", 1.0, 0),
    Measure.FLOOR_M2: ("in_m2", 1.0, 0),
    Measure.LAND_M2: ("in_m2", 1.0, 0),
    Measure.PIECES: ("in_pieces", 1.0, 0),
    Measure.KINDS: ("in_kinds", 1.0, 0),
    Measure.MODES: ("in_modes", 1.0, 0),
    Measure.SOURCES: ("in_sources", 1.0, 0),
    Measure.TRANSPORT_MODES: ("in_modes", 1.0, 0),
}
"""Phrase, factor and digits of each measure; spending is told as money."""

ROUNDING = 1e-6
"""Part of the last digit that is not rounded away: sums of fractions are no more exact."""


def against(share: float, asked: float) -> str:
    """Return a share beside the least that is asked; it reads 100 % only where it is."""
    return f"{floored(share):.1%} / {asked:.0%}" if asked else f"{floored(share):.1%} / -"


def floored(share: float) -> float:
    """Return a share in whole thousandths, not rounded to the good side."""
    return _floor(share, 3)


def promised(indicator: Indicator, lang: Lang) -> str:
    """Return the target with its side: ``at least 90 %``."""
    if indicator.measure is Measure.SPENDING:
        told = money(indicator.target, lang)
    else:
        unit, factor, _ = UNITS[indicator.measure]
        told = counted_out(unit, _plain(indicator.target * factor), lang)
    return phrase(indicator.comparison.value, lang, amount=told)


def reached(indicator: Indicator, amount: float, lang: Lang) -> str:
    """Return what is reached, rounded to the bad side."""
    if indicator.measure is Measure.SPENDING:
        return money(amount, lang)
    unit, factor, digits = UNITS[indicator.measure]
    is_least = indicator.comparison is Comparison.AT_LEAST
    shown = _floor(amount * factor, digits) if is_least else -_floor(-amount * factor, digits)
    return counted_out(unit, f"{shown:,.{digits}f}", lang)


def margin(indicator: Indicator, amount: float, lang: Lang) -> str:
    """Return by how much what is reached is better than the target, negative where worse."""
    better = amount - indicator.target
    if indicator.comparison is Comparison.AT_MOST:
        better = indicator.target - amount
    if indicator.measure is Measure.SPENDING:
        return ("+" if better > 0 else "") + money(better, lang)
    unit, factor, digits = UNITS[indicator.measure]
    shown = _floor(better * factor, digits)
    unit = "in_points" if unit == "in_percent" else unit
    return counted_out(unit, "0" if shown == 0 else f"{shown:+,.{digits}f}", lang)


def _floor(amount: float, digits: int) -> float:
    scale = 10.0**digits
    return math.floor(amount * scale + ROUNDING) / scale


def _plain(amount: float) -> str:
    return f"{amount:,.6f}".rstrip("0").rstrip(".")
