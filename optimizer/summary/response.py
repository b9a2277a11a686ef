"""The step from a level of response to the next one, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.accounts import StepSum, step_totals, steps
from optimizer.needs import needs
from optimizer.summary.layout import table
from optimizer.summary.names import (
    BIGGEST,
    commodity_name,
    family_name,
    heads,
    more,
    unit_of,
)
from optimizer.summary.phrases import Lang, amount, money, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.accounts import StepLine, StepTotal
    from optimizer.instance import Instance
    from optimizer.plan import Result


def next_level(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what every step from a level to the next graver one asks for."""
    asked = needs(instance)
    lines, totals = steps(result, instance, asked), step_totals(result, instance, asked)
    pairs = list(dict.fromkeys((total.from_level, total.to_level) for total in totals))
    told = [
        text
        for pair in pairs
        for text in _step(
            [line for line in lines if (line.from_level, line.to_level) == pair],
            [total for total in totals if (total.from_level, total.to_level) == pair],
            instance,
            lang,
        )
    ]
    return [*told, _beside(totals, lang)] if told else []


def _beside(totals: Sequence[StepTotal], lang: Lang) -> str:
    """Return what the plan spends once on other than goods, which is the same for every step."""
    spent = {total.what.value: money(total.amount_cny, lang) for total in totals}
    return phrase(
        "step_beside",
        lang,
        construction=spent[StepSum.CONSTRUCTION],
        equipment=spent[StepSum.EQUIPMENT],
        roads=spent[StepSum.ROADS],
    )


def _step(
    lines: Sequence[StepLine], totals: Sequence[StepTotal], instance: Instance, lang: Lang
) -> Iterator[str]:
    lower, graver = totals[0].from_level, totals[0].to_level
    to_add = [line for line in lines if line.to_add_units]
    if not to_add:
        yield phrase("step_nothing", lang, lower=lower, graver=graver)
        return
    to_add.sort(key=lambda line: (-line.amount_cny, line.commodity))
    yield phrase("step", lang, lower=lower, graver=graver)
    header = [
        *heads(("commodity", "unit"), lang),
        phrase("lower_units", lang, level=lower),
        phrase("lower_units", lang, level=graver),
        *heads(("today_units", "planned_units", "to_add_units", "amount"), lang),
    ]
    rows = [_step_row(line, instance, lang) for line in to_add[:BIGGEST]]
    yield from table(header, rows, left=2)
    yield from more(len(to_add), lang, file="steps.csv")
    yield "  " + _step_total(totals, instance, lang)


def _step_row(line: StepLine, instance: Instance, lang: Lang) -> tuple[str, ...]:
    return (
        commodity_name(instance, line.commodity, lang),
        unit_of(instance, line.commodity, lang),
        f"{line.lower_units:,}",
        f"{line.graver_units:,}",
        f"{line.today_units:,}",
        f"{line.planned_units:,}",
        f"{line.to_add_units:,}",
        amount(line.amount_cny, lang),
    )


def _step_total(totals: Sequence[StepTotal], instance: Instance, lang: Lang) -> str:
    (whole,) = (total for total in totals if total.what is StepSum.ALL_FAMILIES)
    families = [
        phrase(
            "family_amount",
            lang,
            family=family_name(instance, total.family, lang),
            cny=money(total.amount_cny, lang),
        )
        for total in totals
        if total.what is StepSum.FAMILY and total.amount_cny
    ]
    return phrase(
        "step_total",
        lang,
        stock=money(whole.amount_cny, lang),
        families=phrase("comma", lang).join(families),
    )
