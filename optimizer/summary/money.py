"""What is spent, who pays, and what the plan costs a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.instance.words import Head
from optimizer.plan import CostHead
from optimizer.summary.layout import table
from optimizer.summary.names import BIGGEST, fund_name, heads, more
from optimizer.summary.phrases import Lang, amount, phrase

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Result

A_YEAR = {CostHead.FIRST_STOCK: "stock_capital", CostHead.ROADS: "roads_a_year"}
"""Heads of cost that are told otherwise than the budget head of the same name."""


def spending(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what is spent under each head against its ceiling."""
    ceilings: dict[str, float] = {}
    for budget in instance.budgets:
        ceilings[budget.head] = ceilings.get(budget.head, 0.0) + budget.ceiling_cny
    rows = [
        _spent(head, spent, ceilings.get(head), lang)
        for head in Head
        if (spent := result.spending_cny.get(head)) is not None and (spent or head in ceilings)
    ]
    header = heads(("head", "spent", "ceiling", "used"), lang)
    return [phrase("spending", lang), *table(header, rows, left=1)] if rows else []


def _spent(head: Head, spent: float, ceiling: float | None, lang: Lang) -> tuple[str, ...]:
    return phrase(head.value, lang), *_against(spent, ceiling, lang)


def _against(spent: float, ceiling: float | None, lang: Lang) -> tuple[str, ...]:
    none = phrase("none", lang)
    return (
        amount(spent, lang),
        none if ceiling is None else amount(ceiling, lang),
        f"{spent / ceiling:.1%}" if ceiling else none,
    )


def payments(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what each fund pays under each head, in the order of the table of funds."""
    paid: dict[tuple[str, Head], float] = {}
    for line in result.plan.payments:
        paid[line.fund, line.head] = paid.get((line.fund, line.head), 0.0) + line.cny
    found = [head for head in Head if any(head is other for _, other in paid)]
    payers = {fund for fund, _ in paid}
    funds = [fund for fund in instance.fund if fund in payers]
    rows = [
        (
            fund_name(instance, fund, lang),
            *(amount(paid.get((fund, head), 0.0), lang) for head in found),
            *_within(fund, sum(cny for (by, _), cny in paid.items() if by == fund), instance, lang),
        )
        for fund in funds[:BIGGEST]
    ]
    if not rows:
        return []
    header = heads(("fund", *(head.value for head in found), "total", "ceiling", "used"), lang)
    return [
        phrase("payments", lang),
        *table(header, rows, left=1),
        *more(len(funds), lang, file="payments.csv"),
    ]


def _within(fund: str, cny: float, instance: Instance, lang: Lang) -> tuple[str, ...]:
    """Return what a fund pays in all, its ceiling in all, and the share used of that."""
    ceilings = {row.fund: row.ceiling_cny for row in instance.budgets if row.head is Head.TOTAL}
    return _against(cny, ceilings.get(fund), lang)


def costs(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the yearly cost by head; heads that cost nothing are left out."""
    total = result.plan.objective_cny
    rows = [
        (phrase(A_YEAR.get(head, head.value), lang), amount(cny, lang), f"{cny / total:.1%}")
        for head in CostHead
        if (cny := result.plan.costs_cny.get(head, 0.0)) != 0 and total != 0
    ]
    rows.append((phrase("total", lang), amount(total, lang), "100.0%" if total else ""))
    return [phrase("costs", lang), *table(heads(("head", "cost", "share"), lang), rows, left=1)]
