"""Where vehicles may load in a scenario, and what may leave there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.instance.words import ReserveMode
from optimizer.needs import Bundle
from optimizer.network.ways import origins
from optimizer.routing.problem import Origin
from optimizer.routing.scenario.points import seconds_up

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.plan import Plan
    from optimizer.routing.scenario.deliveries import Carried, Consignment, LaneFlow

KG_PER_T = 1000
WORKING_STOCK_ROUNDING = 1e-9
STOCK_ROUNDING = 1e-9
"""Stock that is drawn to the last unit must not miss it by the rounding of a sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What a store or source holds for a scenario.

    Parameters
    ----------
    place : str
        Where it is loaded.
    is_spare : bool
        Whether it may serve what was planned from elsewhere: not if it delivers by itself.
    stock, per_day : mapping of str to float
        Units of each commodity that may leave it, and units a day at which they come in.
    """

    id: str
    place: str
    opens_h: float
    is_spare: bool
    serves: tuple[str, ...]
    kg_per_h: float
    docks: int | None
    stock: Mapping[str, float]
    per_day: Mapping[str, float]

    def may_serve(self, instance: Instance, place: str) -> bool:
        """Return whether it may serve a place."""
        return not self.serves or any(instance.within(place, area) for area in self.serves)

    def holds(self, commodities: Iterable[str]) -> bool:
        """Return whether it holds something of each commodity."""
        return all(self.stock.get(commodity, 0.0) > 0 for commodity in commodities)

    def at(self, point: int) -> Origin:
        """Return it as an origin at a point."""
        return Origin(
            id=self.id,
            point=point,
            kg_per_h=self.kg_per_h,
            docks=self.docks,
            opens_s=seconds_up(self.opens_h),
            stock=self.stock,
            per_day=self.per_day,
        )


def holdings(
    instance: Instance,
    requirements: Needs,
    plan: Plan,
    scenario: str,
    flows: Carried,
    driven: Iterable[Consignment],
) -> Mapping[str, Holding]:
    """Return what stores and sources hold for a scenario, by id, households left out.

    The stock is what promises 7 and 8 of docs/model.md let go, less what sources bring with
    their own vehicles. A plan may use it to the last unit, give or take what it is rounded by:
    what the plan draws from an origin is there.
    """
    allowed = {**_in_stores(instance, plan, scenario), **_in_sources(instance, plan, scenario)}
    brought = _drawn(requirements, flows.brought)
    planned: dict[tuple[str, str], float] = {}
    for consignment in driven:
        for commodity, units in consignment.units.items():
            key = (consignment.origin, commodity)
            planned[key] = planned.get(key, 0.0) + units
    stock: dict[str, dict[str, float]] = {}
    for key in sorted({*allowed, *planned}):
        left = max(allowed.get(key, 0.0) - brought.get(key, 0.0), planned.get(key, 0.0))
        if left > 0:
            stock.setdefault(key[0], {})[key[1]] = left * (1 + STOCK_ROUNDING) + STOCK_ROUNDING
    return {
        origin.id: _holding(instance, plan, scenario, origin.id, origin.start_h, stock[origin.id])
        for origin in origins(instance)
        if not origin.at_home and origin.id in stock
    }


def _holding(
    instance: Instance,
    plan: Plan,
    scenario: str,
    origin: str,
    opens_h: float,
    stock: Mapping[str, float],
) -> Holding:
    source = instance.supplier.get(origin)
    if source is None:
        option = next(instance.option[s.site, s.option] for s in plan.stores if s.site == origin)
        place = instance.site[origin].place
        rate_t_per_h, docks = option.handling_t_per_h, option.docks
    else:
        place, rate_t_per_h, docks = source.place, source.handling_t_per_h, source.docks
    return Holding(
        id=origin,
        place=place,
        opens_h=opens_h,
        is_spare=source is None or not source.delivers,
        serves=() if source is None else source.serves,
        kg_per_h=math.inf if rate_t_per_h is None else rate_t_per_h * KG_PER_T,
        docks=docks,
        stock=stock,
        per_day={} if source is None else _per_day(instance, scenario, origin),
    )


def _in_stores(instance: Instance, plan: Plan, scenario: str) -> Mapping[tuple[str, str], float]:
    usable = {
        row.site: row.usable_share for row in instance.scenario_sites if row.scenario == scenario
    }
    working = {
        (row.site, row.commodity): math.ceil(row.units_per_day * row.days - WORKING_STOCK_ROUNDING)
        for row in instance.working_stock
    }
    return {
        key: usable.get(line.site, 1.0) * max(0, line.quantity - working.get(key, 0))
        for line in plan.stock
        if line.quantity > 0
        for key in ((line.site, line.commodity),)
    }


def _in_sources(instance: Instance, plan: Plan, scenario: str) -> Mapping[tuple[str, str], float]:
    return {
        (line.supplier, line.commodity): _counted_on(instance, scenario, line.supplier)
        * line.quantity
        for line in plan.contracts
        if instance.supplier[line.supplier].mode is not ReserveMode.HOUSEHOLD
    }


def _counted_on(instance: Instance, scenario: str, source: str) -> float:
    """Return the share of what is contracted that a source can give."""
    usable = {
        row.supplier: row.usable_share
        for row in instance.scenario_sources
        if row.scenario == scenario
    }
    return instance.supplier[source].reliability * usable.get(source, 1.0)


def _per_day(instance: Instance, scenario: str, source: str) -> Mapping[str, float]:
    counted_on = _counted_on(instance, scenario, source)
    return {
        row.commodity: counted_on * row.per_day
        for row in sorted(instance.supplies, key=lambda row: row.commodity)
        if row.supplier == source and row.per_day is not None
    }


def _drawn(requirements: Needs, flows: Iterable[LaneFlow]) -> Mapping[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for flow, _ in flows:
        bundle = Bundle(flow.family, flow.group, flow.deadline_h)
        for commodity, units in requirements.content[flow.scenario, bundle].items():
            key = (flow.origin, commodity)
            found[key] = found.get(key, 0.0) + flow.persons * units
    return found
