"""The promise that what is spent once is paid by funds that may pay it."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import Head
from optimizer.plan import Violation
from optimizer.verify.money import spending_cny
from optimizer.verify.tolerance import CNY, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Instance
    from optimizer.verify.evidence import Evidence

PAID = (Head.CONSTRUCTION, Head.EQUIPMENT, Head.FIRST_STOCK, Head.ROADS)
"""Heads that funds pay."""


def pay_from_funds(evidence: Evidence) -> Iterator[Violation]:
    """Pay every spending from funds, none of them above its ceilings."""
    if not pays_by_fund(evidence.instance):
        return
    paid: dict[tuple[Head, str], float] = defaultdict(float)
    for line in evidence.plan.payments:
        paid[line.head, line.fund] += line.cny
        paid[Head.TOTAL, line.fund] += line.cny
    yield from _unpaid(evidence, paid)
    for (head, fund), cny in sorted(paid.items()):
        ceiling_cny = _ceiling_cny(evidence.instance, head, fund)
        over = excess(cny, ceiling_cny, CNY)
        if over:
            yield Violation(
                promise="pay_from_funds",
                where=f"{head}, {fund}",
                amount=over,
                unit="CNY",
                sentence=f"fund {fund} would pay {number(cny)} CNY under {head}, its ceiling is "
                f"{number(ceiling_cny)} CNY: {number(over)} CNY too much",
            )


def pays_by_fund(instance: Instance) -> bool:
    """Whether the budgets say by fund who pays: each row names its fund, and some are of total."""
    rows = [row for row in instance.budgets if row.head in (*PAID, Head.TOTAL)]
    return all(row.fund is not None for row in rows) and any(row.head is Head.TOTAL for row in rows)


def _ceiling_cny(instance: Instance, head: Head, fund: str) -> float:
    """Return the most a fund may pay under a head, or in all.

    What is not limited in all is so by the fund's rows; where a head has no rows only funds
    that have money in all may pay.
    """
    ceilings = {(row.head, row.fund): row.ceiling_cny for row in instance.budgets}
    if (head, fund) in ceilings:
        return ceilings[head, fund]
    if head is Head.TOTAL:
        return math.inf
    has_rows = any(row.head is head for row in instance.budgets)
    return 0.0 if has_rows or (Head.TOTAL, fund) not in ceilings else math.inf


def _unpaid(evidence: Evidence, paid: Mapping[tuple[Head, str], float]) -> Iterator[Violation]:
    spent = spending_cny(evidence)
    for head in PAID:
        cny = sum(amount for (under, _), amount in paid.items() if under is head)
        missing = excess(spent[head], cny, CNY)
        if missing:
            yield Violation(
                promise="pay_from_funds",
                where=head,
                amount=missing,
                unit="CNY",
                sentence=f"the plan spends {number(spent[head])} CNY under {head}, funds pay "
                f"{number(cny)} CNY: {number(missing)} CNY are not paid",
            )
