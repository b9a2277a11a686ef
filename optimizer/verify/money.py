"""What a plan costs and spends, and the promises about it."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import Head
from optimizer.plan import CostHead, Violation
from optimizer.verify.moves import apart_km
from optimizer.verify.tolerance import CNY, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Option
    from optimizer.verify.evidence import Evidence


def spend_within_budget(evidence: Evidence) -> Iterator[Violation]:
    """Spend under a head that has budgets no more than the sum of its ceilings."""
    ceilings: dict[Head, float] = defaultdict(float)
    for budget in evidence.instance.budgets:
        ceilings[budget.head] += budget.ceiling_cny
    spent = spending_cny(evidence)
    for head, ceiling in ceilings.items():
        over = excess(spent[head], ceiling, CNY)
        if over:
            yield Violation(
                promise="spend_within_budget",
                where=head,
                amount=over,
                unit="CNY",
                sentence=f"the plan spends {number(spent[head])} CNY under {head}, the budgets "
                f"allow {number(ceiling)} CNY: {number(over)} CNY too much",
            )


def state_costs(evidence: Evidence) -> Iterator[Violation]:
    """State the costs that the plan has."""
    stated = evidence.plan.costs_cny
    for head, cost in costs_cny(evidence).items():
        claim = stated.get(head, 0.0)
        off = excess(claim, cost, CNY) or excess(cost, claim, CNY)
        if off:
            yield Violation(
                promise="state_costs",
                where=head,
                amount=off,
                unit="CNY",
                sentence=f"the plan states {number(claim)} CNY for {head}, it is "
                f"{number(cost)} CNY: {number(off)} CNY too {'much' if claim > cost else 'little'}",
            )


def costs_cny(evidence: Evidence) -> dict[CostHead, float]:
    """Return the yearly equivalent cost by head."""
    economics, spent = evidence.instance.economics, spending_cny(evidence)

    def yearly(cny: float, years: float) -> float:
        return annuity(economics.discount_rate, years) * cny

    return {
        CostHead.BUILDING: yearly(spent[Head.CONSTRUCTION], economics.building_life_years),
        CostHead.EQUIPMENT: yearly(spent[Head.EQUIPMENT], economics.equipment_life_years),
        CostHead.ROADS: yearly(spent[Head.ROADS], economics.road_life_years),
        CostHead.FIRST_STOCK: economics.stock_capital_rate * _bought_cny(evidence),
        CostHead.REDISTRIBUTION: yearly(_moved_cny(evidence), economics.plan_years),
        CostHead.REPLENISHMENT: _replenishment_cny(evidence),
        CostHead.OPERATION: _operation_cny(evidence),
        CostHead.ROTATION: _rotation_cny(evidence),
        CostHead.HOLDING: _holding_cny(evidence),
        CostHead.RETAINER: _retainer_cny(evidence),
        CostHead.TRANSPORT: _transport_cny(evidence),
        CostHead.ISSUE: _issue_cny(evidence),
        CostHead.SUPPLY: _supply_cny(evidence),
        CostHead.SHORTAGE: _shortage_cny(evidence),
    }


def spending_cny(evidence: Evidence) -> Mapping[Head, float]:
    """Return what is spent under each budget head."""
    once = {
        Head.CONSTRUCTION: _construction_cny(evidence),
        Head.EQUIPMENT: sum(option.equipment_cost_cny for option in _opened(evidence)),
        Head.FIRST_STOCK: _bought_cny(evidence) + _moved_cny(evidence),
        Head.ROADS: _roads_cny(evidence),
    }
    yearly = (_operation_cny, _rotation_cny, _holding_cny, _retainer_cny, _replenishment_cny)
    return {
        **once,
        Head.TOTAL: sum(once.values()),
        Head.YEARLY: sum(cost_cny(evidence) for cost_cny in yearly),
    }


def annuity(rate: float, years: float) -> float:
    """Return the yearly payment that pays back 1 with interest over so many years."""
    return 1 / years if rate == 0 else -rate / math.expm1(-years * math.log1p(rate))


def _opened(evidence: Evidence) -> list[Option]:
    return [option for options in evidence.options.values() for option in options]


def _construction_cny(evidence: Evidence) -> float:
    """Return what building costs, less what stores built together save."""
    return sum(option.capital_cost_cny for option in _opened(evidence)) - sum(
        merger.saving_cny
        for merger in evidence.instance.mergers
        if all(site in evidence.options for site in merger.sites)
    )


def _roads_cny(evidence: Evidence) -> float:
    bought = {*evidence.plan.roads}
    return sum(row.planned_cost_cny or 0.0 for row in evidence.instance.roads if row.id in bought)


def _operation_cny(evidence: Evidence) -> float:
    return sum(option.operating_cost_cny_per_year for option in _opened(evidence))


def _rotation_cny(evidence: Evidence) -> float:
    commodity = evidence.instance.commodity
    return sum(
        quantity
        * commodity[name].price_cny
        * (1 - commodity[name].resale_share)
        / commodity[name].shelf_life_years
        for (_, name), quantity in evidence.stock.items()
    )


def _holding_cny(evidence: Evidence) -> float:
    commodity = evidence.instance.commodity
    return sum(
        quantity * commodity[name].price_cny * commodity[name].holding_rate
        for (_, name), quantity in evidence.stock.items()
    )


def _bought_cny(evidence: Evidence) -> float:
    """Return what is bought where neither what stands there nor what is moved there suffices."""
    bought: dict[tuple[str, str], float] = defaultdict(float, evidence.stock)
    for (site, commodity), units in evidence.today.items():
        bought[site, commodity] -= units
    for move in evidence.plan.moves:
        bought[move.from_site, move.commodity] += move.quantity
        bought[move.to_site, move.commodity] -= move.quantity
    commodity_of = evidence.instance.commodity
    return sum(commodity_of[name].price_cny * max(0.0, n) for (_, name), n in bought.items())


def _moved_cny(evidence: Evidence) -> float:
    instance = evidence.instance
    per_m3_km = instance.economics.peacetime_cny_per_m3_km or 0.0
    return sum(
        move.quantity
        * instance.commodity[move.commodity].volume_m3
        * apart_km(instance, move.from_site, move.to_site)
        * per_m3_km
        for move in evidence.plan.moves
    )


def _replenishment_cny(evidence: Evidence) -> float:
    per_m3_km = evidence.instance.economics.peacetime_cny_per_m3_km or 0.0
    return sum(
        line.m3_per_year * apart_km(evidence.instance, line.from_site, line.to_site) * per_m3_km
        for line in evidence.plan.replenishments
    )


def _retainer_cny(evidence: Evidence) -> float:
    instance = evidence.instance
    kept = {source for (source, _), quantity in evidence.contracts.items() if quantity > 0}
    yearly = sum(instance.supplier[source].retainer_cny_per_year for source in sorted(kept))
    for (source, name), quantity in evidence.contracts.items():
        supply = instance.supply.get((source, name))
        if supply is not None:
            yearly += quantity * instance.commodity[name].price_cny * supply.retainer_share
    return yearly


def _transport_cny(evidence: Evidence) -> float:
    return sum(
        scenario.probability
        * flow.persons
        * lane.cost_cny_per_person(evidence.weight_kg(flow), evidence.volume_m3(flow))
        for scenario in evidence.instance.scenarios
        for flow, lane in evidence.timely(scenario.id)
    )


def _issue_cny(evidence: Evidence) -> float:
    instance = evidence.instance
    return sum(
        instance.scenario[case.scenario].probability
        * units
        * instance.commodity[name].issue_cost_cny
        for (case, origin, name), units in evidence.drawn.items()
        if origin in instance.site and not case.lost_site
    )


def _supply_cny(evidence: Evidence) -> float:
    instance = evidence.instance
    total = 0.0
    for (case, origin, name), units in evidence.drawn.items():
        supply = instance.supply.get((origin, name))
        if supply is not None and not case.lost_site:
            price_cny = instance.commodity[name].price_cny * supply.price_factor
            total += instance.scenario[case.scenario].probability * units * price_cny
    return total


def _shortage_cny(evidence: Evidence) -> float:
    instance = evidence.instance
    return sum(
        instance.scenario[line.scenario].probability
        * line.persons
        * instance.family[line.family].shortage_cny_per_person
        for line in evidence.plan.shortages
    )
