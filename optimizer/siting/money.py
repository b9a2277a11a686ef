"""What a plan costs by head: linear in the decisions (docs/model.md section 6)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from optimizer.instance.words import Head
from optimizer.plan import CostHead
from optimizer.siting.rows import total
from optimizer.tiers import peacetime_cny_per_m3

if TYPE_CHECKING:
    import pulp

    from optimizer.instance import Commodity
    from optimizer.siting.variables import Variables

Terms = Iterator[tuple["pulp.LpVariable", float]]


def annuity(rate: float, years: float) -> float:
    """Return the yearly payment that pays off one unit of capital over its life.

    Parameters
    ----------
    rate : float
        Yearly discount rate; 0 spreads the capital evenly.
    years : float
        Life in years.

    Examples
    --------
    >>> round(annuity(0.06, 30), 6)
    0.072649
    >>> annuity(0, 10)
    0.1
    """
    # expm1 and log1p keep their digits where 1 - (1 + rate)^-years would cancel.
    return 1 / years if rate == 0 else rate / -math.expm1(-years * math.log1p(rate))


def yearly_costs(x: Variables) -> Mapping[CostHead, pulp.LpAffineExpression]:
    """Return the yearly equivalent cost by head; the objective is their sum."""
    economics = x.recourse.instance.economics
    building = annuity(economics.discount_rate, economics.building_life_years)
    equipment = annuity(economics.discount_rate, economics.equipment_life_years)
    parts = {
        CostHead.BUILDING: _construction(x, building),
        CostHead.EQUIPMENT: _stores(x, "equipment_cost_cny", equipment),
        CostHead.ROADS: _roads(x, annuity(economics.discount_rate, economics.road_life_years)),
        CostHead.FIRST_STOCK: _purchases(x, economics.stock_capital_rate),
        CostHead.REDISTRIBUTION: _moves(x, annuity(economics.discount_rate, economics.plan_years)),
        CostHead.REPLENISHMENT: _replenishment(x),
        CostHead.OPERATION: _stores(x, "operating_cost_cny_per_year", 1.0),
        CostHead.ROTATION: _stock(x, rotation_cny),
        CostHead.HOLDING: _stock(x, holding_cny),
        CostHead.RETAINER: _retainers(x),
        CostHead.TRANSPORT: _transport(x),
        CostHead.ISSUE: _issue(x),
        CostHead.SUPPLY: _supply(x),
        CostHead.SHORTAGE: _shortage(x),
    }
    return {head: total(terms) for head, terms in parts.items()}


def spending(x: Variables) -> Mapping[Head, pulp.LpAffineExpression]:
    """Return what is spent under each budget head."""
    construction = list(_construction(x, 1.0))
    equipment = list(_stores(x, "equipment_cost_cny", 1.0))
    first_stock = [*_purchases(x, 1.0), *_moves(x, 1.0)]
    roads = list(_roads(x, 1.0))
    yearly = [
        *_stores(x, "operating_cost_cny_per_year", 1.0),
        *_stock(x, rotation_cny),
        *_stock(x, holding_cny),
        *_retainers(x),
        *_replenishment(x),
    ]
    return {
        Head.CONSTRUCTION: total(construction),
        Head.EQUIPMENT: total(equipment),
        Head.FIRST_STOCK: total(first_stock),
        Head.ROADS: total(roads),
        Head.TOTAL: total(construction + equipment + first_stock + roads),
        Head.YEARLY: total(yearly),
    }


def rotation_cny(commodity: Commodity) -> float:
    """Return what replacing a unit at the end of its life costs a year."""
    lost = 1 - commodity.resale_share
    return commodity.price_cny * lost / commodity.shelf_life_years


def holding_cny(commodity: Commodity) -> float:
    """Return what holding a unit costs a year."""
    return commodity.price_cny * commodity.holding_rate


def _construction(x: Variables, factor: float) -> Terms:
    """Yield construction less what stores save that are built together."""
    yield from _stores(x, "capital_cost_cny", factor)
    for merger in x.recourse.instance.mergers:
        yield x.merged[merger.id], -factor * merger.saving_cny


def _roads(x: Variables, factor: float) -> Terms:
    cost_cny = {road.id: road.planned_cost_cny for road in x.recourse.instance.roads}
    for road, variable in x.build.items():
        yield variable, factor * (cost_cny[road] or 0.0)


def _purchases(x: Variables, factor: float) -> Terms:
    for (_, commodity), variable in x.purchase.items():
        yield variable, factor * x.recourse.instance.commodity[commodity].price_cny


def _moves(x: Variables, factor: float) -> Terms:
    instance = x.recourse.instance
    for (start, end, commodity), variable in x.move.items():
        volume_m3 = instance.commodity[commodity].volume_m3
        yield variable, factor * volume_m3 * peacetime_cny_per_m3(instance, start, end)


def _replenishment(x: Variables) -> Terms:
    for (start, end), variable in x.replenish.items():
        yield variable, peacetime_cny_per_m3(x.recourse.instance, start, end)


def _stores(x: Variables, column: str, factor: float) -> Terms:
    for key, variable in x.open.items():
        yield variable, factor * getattr(x.recourse.instance.option[key], column)


def _stock(x: Variables, yearly_cny: Callable[[Commodity], float]) -> Terms:
    for (_, commodity), variable in x.stock.items():
        yield variable, yearly_cny(x.recourse.instance.commodity[commodity])


def _retainers(x: Variables) -> Terms:
    instance = x.recourse.instance
    for supplier, variable in x.sign.items():
        yield variable, instance.supplier[supplier].retainer_cny_per_year
    for key, variable in x.contract.items():
        price = instance.commodity[key[1]].price_cny
        yield variable, price * instance.supply[key].retainer_share


def _transport(x: Variables) -> Terms:
    needs = x.recourse.needs
    for case, flow in x.flows():
        if case.lost_site:
            continue
        key = case.scenario, flow.bundle
        weight_kg, volume_m3 = needs.weight_kg[key], needs.volume_m3[key]
        cost = flow.lane.cost_cny_per_person(weight_kg, volume_m3)
        yield flow.persons, x.recourse.instance.scenario[case.scenario].probability * cost


def _issue(x: Variables) -> Terms:
    instance = x.recourse.instance
    for probability, origin, commodity, units, variable in _units(x):
        if origin in instance.site:
            yield variable, probability * units * instance.commodity[commodity].issue_cost_cny


def _supply(x: Variables) -> Terms:
    instance = x.recourse.instance
    for probability, origin, commodity, units, variable in _units(x):
        if origin in instance.supplier:
            price = instance.commodity[commodity].price_cny
            factor = instance.supply[origin, commodity].price_factor
            yield variable, probability * units * price * factor


def _units(x: Variables) -> Iterator[tuple[float, str, str, float, pulp.LpVariable]]:
    for (case, origin, bundle), variable in x.draw.items():
        if case.lost_site:
            continue
        probability = x.recourse.instance.scenario[case.scenario].probability
        content = x.recourse.needs.content[case.scenario, bundle]
        for commodity, units in content.items():
            yield probability, origin, commodity, units, variable


def _shortage(x: Variables) -> Terms:
    instance = x.recourse.instance
    for (scenario, _, bundle), variable in x.shortage.items():
        price = instance.family[bundle.family].shortage_cny_per_person
        yield variable, instance.scenario[scenario].probability * price
