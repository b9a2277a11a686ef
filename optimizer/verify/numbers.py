"""The promise that amounts are such that they can be bought, stored and shared out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.plan import Violation
from optimizer.verify.evidence import Case, Evidence, bundle_of
from optimizer.verify.tolerance import PERSONS

if TYPE_CHECKING:
    from collections.abc import Iterator


def whole_units(evidence: Evidence) -> Iterator[Violation]:
    """Stock and contract whole units, none of them negative; serve no negative persons."""
    for stock in evidence.plan.stock:
        yield from _counted(f"{stock.site}, {stock.commodity}", stock.quantity)
    for contract in evidence.plan.contracts:
        yield from _counted(f"{contract.supplier}, {contract.commodity}", contract.quantity)
    for flow in evidence.plan.flows:
        case = Case(flow.scenario, flow.lost_site)
        where = f"{case}, {flow.origin}, {flow.place}, {bundle_of(flow)}"
        yield from _persons(where, flow.persons)
    for line in evidence.plan.shortages:
        yield from _persons(f"{line.scenario}, {line.place}, {bundle_of(line)}", line.persons)


def _counted(where: str, quantity: float) -> Iterator[Violation]:
    if not math.isfinite(quantity) or quantity < 0 or quantity != math.floor(quantity):
        yield Violation(
            promise="whole_units",
            where=where,
            amount=abs(quantity - round(quantity)) if quantity > 0 else abs(quantity),
            unit="units",
            sentence=f"the quantity at {where} is {quantity:g}, expected a whole number from 0 on",
        )


def _persons(where: str, persons: float) -> Iterator[Violation]:
    if not math.isfinite(persons) or persons < -PERSONS:
        yield Violation(
            promise="whole_units",
            where=where,
            amount=abs(persons),
            unit="persons",
            sentence=f"the persons at {where} are {persons:g}, expected a number from 0 on",
        )
