"""What may be spent, and whose money it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimizer.instance.words import Head
from optimizer.siting.funds import ONCE
from optimizer.siting.money import spending
from optimizer.siting.rows import Row, count
from optimizer.siting.variables import label

if TYPE_CHECKING:
    from optimizer.siting.variables import Variables


def spend_within_budget(x: Variables) -> Iterator[Row]:
    r"""Spend under each head no more than its funds allow.

    .. math:: spending_h \le \sum_{fund} ceiling_{h,fund} \qquad \forall h \text{ with a budget}

    Where funds are told apart `pay_from_funds` says it fund by fund, but for the yearly head.

    Source: Gaotai GT-20 and GT-30.
    """
    ceilings: dict[Head, float] = {}
    for budget in x.recourse.instance.budgets:
        ceilings[budget.head] = ceilings.get(budget.head, 0.0) + budget.ceiling_cny
    told_by_fund = (*ONCE, Head.TOTAL) if x.pay else ()
    for head, spent in spending(x).items():
        if head in ceilings and head not in told_by_fund:
            yield label("spend_within_budget", head), spent <= ceilings[head]


def pay_from_funds(x: Variables) -> Iterator[Row]:
    r"""Pay what is spent once from funds, each within its ceilings and what it has in all.

    .. math:: \sum_f pay_{hf} \ge spending_h \quad \forall h, \qquad
              pay_{hf} \le ceiling_{hf} \quad \forall h, f, \qquad
              \sum_h pay_{hf} \le ceiling_{total,f} \quad \forall f

    Source: Gaotai GT-30 and Shanshan SS-24, several funds.
    """
    if not x.pay:
        return
    spent = spending(x)
    for head in ONCE:
        paid = count(variable for (other, _), variable in x.pay.items() if other is head)
        yield label("pay_from_funds", head), paid - spent[head] >= 0
    for (head, fund), most in x.funds.most_cny.items():
        yield label("pay_from_funds", head, fund), count([x.pay[head, fund]]) <= most
    for fund, most in x.funds.total_cny.items():
        paid = count(variable for (_, other), variable in x.pay.items() if other == fund)
        yield label("pay_from_funds", "total", fund), paid <= most
