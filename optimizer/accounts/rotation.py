"""The rotation plan: what reaches the end of its life at each store, year by year."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.accounts.ledger import ledger

if TYPE_CHECKING:
    from optimizer.accounts.ledger import LedgerLine
    from optimizer.instance import Commodity, Instance
    from optimizer.plan import Plan

YEARS = 5
"""Years that are planned for, from the plan's year on."""

WHOLE = 1e-9
"""Part of a unit by which a sum of fractions may miss a whole number."""


@dataclass(frozen=True, slots=True, order=True)
class RotationLine:
    """What is replaced and written off of a commodity at a site in a year.

    Parameters
    ----------
    units : int
        Units that reach the end of their life and are replaced.
    cost_cny : float
        Their price less what is got back for them.
    written_off_units : int
        Units that expired before the plan's year and are written off in it.
    written_off_cny : float
        What they cost when they were bought.
    """

    site: str
    commodity: str
    year: int
    units: int
    cost_cny: float
    written_off_units: int
    written_off_cny: float


@dataclass(slots=True)
class _Batch:
    """Units that may be issued through a year; None keeps through the plan."""

    expires_year: int | None
    quantity: int


Batches = dict[tuple[str, str], list[_Batch]]
"""Batches by site and commodity."""


def rotation_plan(plan: Plan, instance: Instance) -> tuple[RotationLine, ...]:
    """Return what is replaced and written off, by site, commodity and year.

    What stands today is replaced at the end of its last year. What is bought, and what has been
    replaced, is rotated evenly: its quantity over its shelf life in every year, in whole units.
    Whatever leaves a site, moved or handed over, is what expires first.
    """
    lines = ledger(plan, instance)
    batches = _kept(plan, instance, lines)
    return tuple(
        row
        for line in lines
        for row in _years(line, batches.get((line.site, line.commodity), []), instance)
        if row.units or row.written_off_units
    )


def _kept(plan: Plan, instance: Instance, lines: tuple[LedgerLine, ...]) -> Batches:
    """Return the batches that stand today, where the plan keeps them."""
    batches: Batches = {}
    for row in sorted(instance.stock, key=lambda row: row.key_text):
        if row.expires_year is None or row.expires_year >= instance.year:
            batch = _Batch(row.expires_year, row.quantity)
            batches.setdefault((row.site, row.commodity), []).append(batch)
    sent = [
        (move, _taken(batches.get((move.from_site, move.commodity), []), move.quantity))
        for move in sorted(plan.moves)
    ]
    for move, gone in sent:  # only what stands today is moved, so all leaves before any arrives
        batches.setdefault((move.to_site, move.commodity), []).extend(gone)
    for line in lines:
        _taken(batches.get((line.site, line.commodity), []), line.surplus_units)
    return batches


def _taken(batches: list[_Batch], quantity: int) -> list[_Batch]:
    """Take so many units out of batches, those that expire first, and return them."""
    gone = []
    for batch in sorted(batches, key=_last_year):
        units = min(batch.quantity, quantity)
        batch.quantity -= units
        quantity -= units
        gone.append(_Batch(batch.expires_year, units))
    return gone


def _last_year(batch: _Batch) -> float:
    return math.inf if batch.expires_year is None else batch.expires_year


def _years(line: LedgerLine, batches: list[_Batch], instance: Instance) -> Iterator[RotationLine]:
    what = instance.commodity[line.commodity]
    replaced = list(_replaced(line, batches, what, instance.year))
    for number, units in enumerate(replaced):
        written_off = 0 if number else line.expired_units
        yield RotationLine(
            site=line.site,
            commodity=line.commodity,
            year=instance.year + number,
            units=units,
            cost_cny=units * what.price_cny * (1 - what.resale_share),
            written_off_units=written_off,
            written_off_cny=written_off * what.price_cny,
        )


def _replaced(
    line: LedgerLine, batches: list[_Batch], what: Commodity, first_year: int
) -> Iterator[int]:
    """Yield the whole units replaced in each year."""
    bought, due = line.bought_units, 0.0
    for year in range(first_year, first_year + YEARS):
        ended = sum(batch.quantity for batch in batches if batch.expires_year == year)
        before, due = due, due + bought / what.shelf_life_years
        yield ended + math.floor(due + WHOLE) - math.floor(before + WHOLE)
        bought += ended
