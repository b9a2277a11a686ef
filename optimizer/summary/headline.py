"""First and last lines of the summary: what the plan is worth, and that it holds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.plan import CostHead, Result
from optimizer.summary.capability import capability
from optimizer.summary.phrases import PHRASES, Lang, counted, money, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance


ROUNDING = 1e-6
"""Part of a person that is not rounded away: sums of fractions are no more exact."""


def headline(result: Result, instance: Instance, lang: Lang) -> Iterator[str]:
    """Yield title, what can be met and with what, status, yearly cost, and what proves it."""
    english, chinese = instance.title, instance.title_zh
    title = (chinese or english) if lang is Lang.ZH else (english or chinese)
    yield phrase("plan", lang, title=title or result.instance_name, year=instance.year)
    yield from capability(result, instance, lang)
    yield _status(result, lang)
    yield _cost(result, lang)
    # Costs are not negative: a bound of nothing proves nothing.
    if math.isfinite(result.bound_cny) and result.gap < 1:
        bound = money(result.bound_cny, lang)
        yield phrase("gap", lang, gap=f"{result.gap:.2%}", bound=bound)
    else:
        yield phrase("no_bound", lang)
    if result.coverage is not None and result.coverage_bound is not None:
        covered = f"{math.floor(result.coverage + ROUNDING):,}"
        bound = f"{math.ceil(result.coverage_bound - ROUNDING):,}"
        yield phrase("coverage", lang, covered=covered, bound=bound)


def _status(result: Result, lang: Lang) -> str:
    status = phrase(result.status.value, lang)
    if not result.reason or result.reason == result.status.value:
        return phrase("status", lang, status=status)
    reason = phrase(result.reason, lang) if result.reason in PHRASES else result.reason
    return phrase("status_why", lang, status=status, reason=reason)


def _cost(result: Result, lang: Lang) -> str:
    shortage_cny = result.plan.costs_cny.get(CostHead.SHORTAGE, 0.0)
    cny, shortage = money(result.objective_cny, lang), money(shortage_cny, lang)
    if shortage_cny <= 0:
        return phrase("yearly_cost", lang, cny=cny)
    return phrase("yearly_cost_with_shortage", lang, cny=cny, shortage=shortage)


def verification(result: Result, lang: Lang) -> Iterator[str]:
    """Yield that every promise holds, or which do not."""
    if not result.violations:
        yield phrase("verified", lang)
        return
    broken = {violation.promise for violation in result.violations}
    yield phrase("violated", lang, promises=counted("promise", len(broken), lang))
    for violation in result.violations:
        yield f"  {violation}"
