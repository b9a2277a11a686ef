"""What level of response the plan can meet, and the step to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.accounts import StepSum, highest_met, response_levels, step_totals, steps
from optimizer.needs import needs
from optimizer.summary.layout import table
from optimizer.summary.measured import against
from optimizer.summary.names import (
    BIGGEST,
    commodity_name,
    family_name,
    heads,
    more,
    scenario_name,
    standard_name,
    unit_of,
    yes_or_no,
)
from optimizer.summary.phrases import Lang, amount, money, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.accounts import StepLine, StepTotal
    from optimizer.instance import Instance
    from optimizer.plan import Result


def levels(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what level of response can be met, and the weakest standard of each."""
    lines = response_levels(result, instance)
    if not lines:
        return []
    highest = highest_met(lines)
    key = "level_reached" if highest else "no_level_reached"
    rows = [
        (
            line.level.value,
            scenario_name(instance, line.scenario, lang),
            standard_name(instance, line.standard, lang),
            yes_or_no(line.met, lang),
            f"{line.scenarios}",
            against(line.person_share, line.person_share_asked),
            against(line.town_share, line.town_share_asked),
        )
        for line in lines
    ]
    keys = ("level", "weakest_scenario", "standard", "met", "scenarios", "person_share",
            "town_share")  # fmt: skip
    return [
        phrase(key, lang, level=highest or lines[-1].level),
        phrase("levels", lang),
        *table(heads(keys, lang), rows, left=4),
    ]


def next_level(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what every step from a level to the next graver one asks for."""
    asked = needs(instance)
    lines, totals = steps(result, instance, asked), step_totals(result, instance, asked)
    pairs = list(dict.fromkeys((total.from_level, total.to_level) for total in totals))
    return [
        text
        for pair in pairs
        for text in _step(
            [line for line in lines if (line.from_level, line.to_level) == pair],
            [total for total in totals if (total.from_level, total.to_level) == pair],
            instance,
            lang,
        )
    ]


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
    yield from more(len(to_add), lang)
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
    told = {total.what.value: money(total.amount_cny, lang) for total in totals}
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
        stock=told[StepSum.ALL_FAMILIES],
        families=phrase("comma", lang).join(families),
        construction=told[StepSum.CONSTRUCTION],
        equipment=told[StepSum.EQUIPMENT],
        roads=told[StepSum.ROADS],
    )
