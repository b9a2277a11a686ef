"""The promise that amounts are such that they can be bought, stored and shared out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.plan import Plan, Violation
from optimizer.verify.evidence import Case, Evidence, bundle_of
from optimizer.verify.tolerance import CNY, CUBIC_METERS, PERSONS

if TYPE_CHECKING:
    from collections.abc import Iterator


def whole_units(evidence: Evidence) -> Iterator[Violation]:
    """Stock, contract and move whole units; nothing that the plan counts is less than none."""
    plan = evidence.plan
    for stock in plan.stock:
        yield from _counted(f"{stock.site}, {stock.commodity}", stock.quantity)
    for contract in plan.contracts:
        yield from _counted(f"{contract.supplier}, {contract.commodity}", contract.quantity)
    for move in plan.moves:
        where = f"{move.from_site}, {move.to_site}, {move.commodity}"
        yield from _counted(where, move.quantity)
    for flow in plan.flows:
        case = Case(flow.scenario, flow.lost_site)
        where = f"{case}, {flow.origin}, {flow.place}, {bundle_of(flow)}"
        yield from _measured(where, flow.persons, "persons", PERSONS)
    for line in plan.shortages:
        where = f"{line.scenario}, {line.place}, {bundle_of(line)}"
        yield from _measured(where, line.persons, "persons", PERSONS)
    yield from _peacetime(plan)


def _peacetime(plan: Plan) -> Iterator[Violation]:
    for line in plan.replenishments:
        where = f"{line.from_site}, {line.to_site}"
        yield from _measured(where, line.m3_per_year, "m3", CUBIC_METERS)
    for payment in plan.payments:
        yield from _measured(f"{payment.head}, {payment.fund}", payment.cny, "CNY", CNY)


def _counted(where: str, quantity: float) -> Iterator[Violation]:
    if not math.isfinite(quantity) or quantity < 0 or quantity != math.floor(quantity):
        yield Violation(
            promise="whole_units",
            where=where,
            amount=abs(quantity - round(quantity)) if 0 < quantity < math.inf else abs(quantity),
            unit="units",
            sentence=f"the quantity at {where} is {quantity:g}, expected a whole number from 0 on",
        )


def _measured(where: str, amount: float, unit: str, floor: float) -> Iterator[Violation]:
    if not math.isfinite(amount) or amount < -floor:
        yield Violation(
            promise="whole_units",
            where=where,
            amount=abs(amount),
            unit=unit,
            sentence=f"the {unit} at {where} are {amount:g}, expected a number from 0 on",
        )
