"""What a plan costs and spends, and the promises about it."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import Head
from optimizer.plan import CostHead, Violation
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
    economics, options = evidence.instance.economics, _opened(evidence)
    rate = economics.discount_rate
    return {
        CostHead.BUILDING: annuity(rate, economics.building_life_years)
        * sum(option.capital_cost_cny for option in options),
        CostHead.EQUIPMENT: annuity(rate, economics.equipment_life_years)
        * sum(option.equipment_cost_cny for option in options),
        CostHead.OPERATION: sum(option.operating_cost_cny_per_year for option in options),
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
    options = _opened(evidence)
    construction = sum(option.capital_cost_cny for option in options)
    equipment = sum(option.equipment_cost_cny for option in options)
    first_stock = _first_stock_cny(evidence)
    return {
        Head.CONSTRUCTION: construction,
        Head.EQUIPMENT: equipment,
        Head.FIRST_STOCK: first_stock,
        Head.TOTAL: construction + equipment + first_stock,
        Head.YEARLY: sum(option.operating_cost_cny_per_year for option in options)
        + _rotation_cny(evidence)
        + _holding_cny(evidence)
        + _retainer_cny(evidence),
    }


def annuity(rate: float, years: float) -> float:
    """Return the yearly payment that pays back 1 with interest over so many years."""
    return 1 / years if rate == 0 else -rate / math.expm1(-years * math.log1p(rate))


def _opened(evidence: Evidence) -> list[Option]:
    return [option for options in evidence.options.values() for option in options]


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


def _first_stock_cny(evidence: Evidence) -> float:
    there: dict[tuple[str, str], int] = defaultdict(int)
    for row in evidence.instance.stock:
        if row.expires_year is None or row.expires_year >= evidence.instance.year:
            there[row.site, row.commodity] += row.quantity
    return sum(
        evidence.instance.commodity[commodity].price_cny
        * max(0.0, quantity - there[site, commodity])
        for (site, commodity), quantity in evidence.stock.items()
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
