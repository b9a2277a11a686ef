"""The store keeper's ledger: what stands today, what becomes of it, and what the plan holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan

WHOLE = 1e-9
"""Part of a unit by which a product of decimal fractions may miss a whole number."""


@dataclass(frozen=True, slots=True, order=True)
class LedgerLine:
    """Whole units of a commodity at a site, from today to the plan.

    Parameters
    ----------
    today_units : int
        What stands there and may still be issued in the plan's year.
    expired_units : int
        What stands there and may not: to be written off.
    moved_in_units, moved_out_units : int
        What comes from and goes to other sites before the season.
    bought_units : int
        What is bought for it.
    planned_units : int
        What the plan holds there.
    surplus_units : int
        What the plan has no use for: to be handed over or rotated out.
    working_units : int
        What of the plan's stock is kept for daily work and not issued in a response.
    value_cny : float
        Purchase price of the plan's stock.
    """

    site: str
    commodity: str
    today_units: int
    expired_units: int
    moved_in_units: int
    moved_out_units: int
    bought_units: int
    planned_units: int
    surplus_units: int
    working_units: int
    value_cny: float


Held = Mapping[tuple[str, str], int]
"""Units by site and commodity."""


def ledger(plan: Plan, instance: Instance) -> tuple[LedgerLine, ...]:
    """Return a line for every site and commodity that something is known of, sorted."""
    today, expired = standing(instance)
    moved_in = _added((line.to_site, line.commodity, line.quantity) for line in plan.moves)
    moved_out = _added((line.from_site, line.commodity, line.quantity) for line in plan.moves)
    planned = _added((line.site, line.commodity, line.quantity) for line in plan.stock)
    working = _working(plan, instance)
    lines = []
    for key in sorted({*today, *expired, *moved_in, *moved_out, *planned, *working}):
        left = today.get(key, 0) + moved_in.get(key, 0) - moved_out.get(key, 0)
        held = planned.get(key, 0)
        lines.append(
            LedgerLine(
                site=key[0],
                commodity=key[1],
                today_units=today.get(key, 0),
                expired_units=expired.get(key, 0),
                moved_in_units=moved_in.get(key, 0),
                moved_out_units=moved_out.get(key, 0),
                bought_units=max(0, held - left),
                planned_units=held,
                surplus_units=max(0, left - held),
                working_units=working.get(key, 0),
                value_cny=held * instance.commodity[key[1]].price_cny,
            )
        )
    return tuple(lines)


def standing(instance: Instance) -> tuple[Held, Held]:
    """Return what stands at the sites and is good in the plan's year, and what has expired."""
    rows = instance.stock
    good = [r for r in rows if r.expires_year is None or r.expires_year >= instance.year]
    bad = [r for r in rows if r.expires_year is not None and r.expires_year < instance.year]
    return (
        _added((row.site, row.commodity, row.quantity) for row in good),
        _added((row.site, row.commodity, row.quantity) for row in bad),
    )


def _working(plan: Plan, instance: Instance) -> Held:
    sites = {store.site for store in plan.stores}
    return {
        (row.site, row.commodity): math.ceil(row.units_per_day * row.days - WHOLE)
        for row in instance.working_stock
        if row.site in sites
    }


def _added(units: Iterable[tuple[str, str, int]]) -> Held:
    found: dict[tuple[str, str], int] = {}
    for site, commodity, quantity in units:
        found[site, commodity] = found.get((site, commodity), 0) + quantity
    return found
