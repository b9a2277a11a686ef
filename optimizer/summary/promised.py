"""What the plan promises: its indicators, and those that stand outside this model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.instance.words import Measure
from optimizer.summary import measured
from optimizer.summary.layout import table
from optimizer.summary.names import BIGGEST, heads, more, yes_or_no
from optimizer.summary.phrases import Lang, name_of, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.instance import Indicator, Instance
    from optimizer.plan import IndicatorLine, Result


def indicators(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what is promised, reached and met, those not met first, and what stands outside."""
    measures = {row.id: row.measure for row in instance.indicators}
    order = list(instance.indicator)
    lines = sorted(result.plan.indicators, key=lambda line: order.index(line.indicator))
    inside = [line for line in lines if measures[line.indicator] is not Measure.OUTSIDE]
    outside = [line for line in lines if measures[line.indicator] is Measure.OUTSIDE]
    return [*_inside(inside, instance, lang), *_outside(outside, instance, lang)]


def _inside(lines: Sequence[IndicatorLine], instance: Instance, lang: Lang) -> list[str]:
    if not lines:
        return []
    judged = [line for line in lines if line.met is not None]
    title = phrase(
        "indicators", lang, met=sum(line.met is True for line in judged), judged=len(judged)
    )
    ordered = sorted(lines, key=lambda line: line.met is not False)
    rows = [_indicator(line, instance, lang) for line in ordered]
    keys = ("indicator", "kind", "met", "reached", "promised", "margin")
    return [title, *table(heads(keys, lang), rows, left=3)]


def _indicator(line: IndicatorLine, instance: Instance, lang: Lang) -> tuple[str, ...]:
    row, none = instance.indicator[line.indicator], phrase("none", lang)
    return (
        _named(row, lang),
        phrase(row.kind.value, lang),
        yes_or_no(line.met, lang),
        none if line.reached is None else measured.reached(row, line.reached, lang),
        measured.promised(row, lang),
        none if line.reached is None else measured.margin(row, line.reached, lang),
    )


def _named(row: Indicator, lang: Lang) -> str:
    name = name_of(row, lang, row.id)
    return phrase("named_clause", lang, name=name, clause=row.clause) if row.clause else name


def _outside(lines: Sequence[IndicatorLine], instance: Instance, lang: Lang) -> list[str]:
    if not lines:
        return []
    rows = [instance.indicator[line.indicator] for line in lines]
    told = [
        "  " + phrase("outside_line", lang, name=_named(row, lang), remark=_remark(row, lang))
        for row in rows[:BIGGEST]
    ]
    return [
        phrase("outside_indicators", lang),
        *told,
        *more(len(rows), lang, file="indicators.csv"),
    ]


def _remark(row: Indicator, lang: Lang) -> str:
    remarks = (row.remark_zh, row.remark) if lang is Lang.ZH else (row.remark, row.remark_zh)
    return remarks[0] or remarks[1]
