"""What follows from stores and whole stock: moves, purchases, who fills and who pays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.siting.funds import ONCE
from optimizer.siting.money import spending
from optimizer.tiers import TIER, stock_today, straight_km

if TYPE_CHECKING:
    from optimizer.instance.words import Head
    from optimizer.siting.model import SitingModel

HALF = 0.5
"""A yes-or-no decision above it is a yes."""

PART = 1e-6
"""HiGHS' own tolerance: a smaller part of a unit is none."""


def follow(model: SitingModel) -> None:
    """Give the variables that follow from stores and stock the values they then have."""
    _move_whole_units(model)
    missing = _missing(model)
    for key, bought in model.x.purchase.items():
        bought.varValue = max(0.0, missing[key])
    _fill_again(model)
    for merger in model.recourse.instance.mergers:
        built = [_opened(model, site) for site in merger.sites]
        model.x.merged[merger.id].varValue = float(all(built))
    if model.x.pay:
        _pay(model)


def _move_whole_units(model: SitingModel) -> None:
    """Move whole units only.

    A part of a unit that was to be moved becomes a whole one where one is missing and one is left.
    """
    parts: list[tuple[str, str, str]] = []
    for key, units in model.x.move.items():
        whole = math.floor(max(0.0, units.value()) + PART)
        if units.value() > whole + PART:
            parts.append(key)
        units.varValue = float(whole)
    missing = _missing(model)
    for start, end, commodity in parts:
        units = model.x.move[start, end, commodity]
        wanted, spare = missing[end, commodity] >= 1, missing[start, commodity] <= -1
        if wanted and spare and units.value() + 1 <= units.upBound:
            units.varValue = units.value() + 1
            missing[start, commodity] += 1
            missing[end, commodity] -= 1


def _missing(model: SitingModel) -> dict[tuple[str, str], float]:
    """Return the units that neither stand at a site nor are moved there; negative what is left."""
    missing = {key: float(stock.value()) for key, stock in model.x.stock.items()}
    for key, units in stock_today(model.recourse.instance).items():
        missing[key] = missing.get(key, 0.0) - units
    for (start, end, commodity), moved in model.x.move.items():
        missing[start, commodity] += moved.value()
        missing[end, commodity] -= moved.value()
    return missing


def _fill_again(model: SitingModel) -> None:
    """Fill each store again from the nearest of a higher tier: there is nothing cheaper."""
    instance = model.recourse.instance
    for variable in model.x.replenish.values():
        variable.varValue = 0.0
    roles = {
        site: instance.option[site, option].role
        for (site, option), variable in model.x.open.items()
        if variable.value() > HALF
    }
    for end, role in roles.items():
        upper = [i for i in roles if TIER[roles[i]] < TIER[role] and (i, end) in model.x.replenish]
        if upper:
            start = min(upper, key=lambda i: (straight_km(instance, i, end), i))
            model.x.replenish[start, end].varValue = _renewed_m3(model, end)


def _renewed_m3(model: SitingModel, site: str) -> float:
    """Return the volume that a store renews in a year."""
    commodity = model.recourse.instance.commodity
    return math.fsum(
        units.value() * commodity[k].volume_m3 / commodity[k].shelf_life_years
        for (i, k), units in model.x.stock.items()
        if i == site
    )


def _opened(model: SitingModel, site: str) -> bool:
    return any(model.x.open[site, o].value() > HALF for o in model.x.options_of[site])


def _pay(model: SitingModel) -> None:
    """Pay exactly what is spent: less where the relaxation paid too much, more where units grew."""
    spent = spending(model.x)
    for head in ONCE:
        payers = {key: pay for key, pay in model.x.pay.items() if key[0] is head}
        missing = float(spent[head].value() or 0.0) - sum(pay.value() for pay in payers.values())
        for key, pay in payers.items():
            most = min(max(0.0, _left_cny(model, *key)), missing)
            step = most if missing > 0 else max(-pay.value(), missing)
            pay.varValue = pay.value() + step
            missing -= step


def _left_cny(model: SitingModel, head: Head, fund: str) -> float:
    """Return what a fund may still pay under a head."""
    pay, funds = model.x.pay, model.x.funds
    paid = math.fsum(other.value() for (_, payer), other in pay.items() if payer == fund)
    in_all = funds.total_cny.get(fund, math.inf) - paid
    return min(funds.most_cny[head, fund] - float(pay[head, fund].value()), in_all)
