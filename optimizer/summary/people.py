"""Who is served in time, what is short, and who goes without."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.accounts import gap_totals
from optimizer.needs import needs
from optimizer.summary.layout import table
from optimizer.summary.measured import against
from optimizer.summary.names import (
    BIGGEST,
    commodity_name,
    family_name,
    heads,
    more,
    place_and_town,
    place_name,
    scenario_name,
    standard_name,
    unit_of,
    yes_or_no,
)
from optimizer.summary.phrases import Lang, amount, in_sentence, name_of, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Result, ServiceLine, Shortage

LEAST_TOLD = 1
"""Persons below which no number is read."""

ROUNDING = 1e-6
"""Part of a person that is not rounded up to one: sums of fractions are no more exact."""


def service(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return how each standard is met in each scenario, those not met first."""
    lines = sorted(result.service, key=lambda line: line.met)
    rows = [_served(line, instance, lang) for line in lines[:BIGGEST]]
    keys = ("scenario", "standard", "kind", "worst", "met", "persons", "person_share",
            "town_share", "latest")  # fmt: skip
    if not rows:
        return []
    return [
        phrase("service", lang),
        *table(heads(keys, lang), rows, left=5),
        *more(len(lines), lang, file="service.csv"),
    ]


def _served(line: ServiceLine, instance: Instance, lang: Lang) -> tuple[str, ...]:
    standard, latest_h = instance.standard[line.standard], line.latest_arrival_h
    return (
        scenario_name(instance, line.scenario, lang),
        standard_name(instance, line.standard, lang),
        phrase(line.kind.value, lang),
        place_name(instance, line.worst_place, lang),
        yes_or_no(line.met, lang),
        f"{line.persons:,.0f}",
        against(line.person_share, standard.person_share),
        against(line.town_share, standard.town_share),
        phrase("none", lang) if math.isnan(latest_h) else f"{latest_h:.1f}",
    )


def gaps(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what is short of each commodity in its worst scenario, the dearest first."""
    totals = gap_totals(result.plan, instance, needs(instance))
    rows = [
        (
            commodity_name(instance, total.commodity, lang),
            unit_of(instance, total.commodity, lang),
            scenario_name(instance, total.scenario, lang),
            f"{total.units:,}",
            _persons(total.persons, lang),
            amount(total.value_cny, lang),
        )
        for total in totals[:BIGGEST]
    ]
    if not rows:
        return []
    header = heads(("commodity", "unit", "scenario", "short", "persons", "value"), lang)
    return [
        phrase("gap_totals", lang),
        *table(header, rows, left=3),
        *more(len(totals), lang, file="gaps_total.csv"),
    ]


def shortages(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return in sentences who does not get what the norms say, the most persons first."""
    missing: dict[tuple[float, str, str, str], list[Shortage]] = {}
    for line in sorted(result.plan.shortages):
        key = (-line.persons, line.scenario, line.place, line.group)
        missing.setdefault(key, []).append(line)
    sentences = [_went_without(lines, instance, lang) for _, lines in sorted(missing.items())]
    if not sentences:
        return []
    told = ["  " + sentence for sentence in sentences[:BIGGEST]]
    return [phrase("shortages", lang), *told, *more(len(sentences), lang, file="shortages.csv")]


def _went_without(lines: Sequence[Shortage], instance: Instance, lang: Lang) -> str:
    """Return one sentence on as many persons of one group at one place."""
    first = lines[0]
    (group,) = (group for group in instance.groups if group.id == first.group)
    families: dict[float, list[str]] = {}
    for line in sorted(lines, key=lambda line: (line.deadline_h, line.family)):
        name = family_name(instance, line.family, lang)
        families.setdefault(line.deadline_h, []).append(in_sentence(name))
    goods = (
        phrase("by_hour", lang, families=phrase("comma", lang).join(names), hours=f"{hours:g}")
        for hours, names in families.items()
    )
    return phrase(
        "go_without",
        lang,
        scenario=scenario_name(instance, first.scenario, lang),
        place=place_and_town(instance, first.place, lang),
        persons=_persons(first.persons, lang),
        group=in_sentence(name_of(group, lang, group.id)),
        goods=phrase("semicolon", lang).join(goods),
    )


def _persons(persons: float, lang: Lang) -> str:
    if persons < LEAST_TOLD - ROUNDING:
        return phrase("less_than", lang, least=f"{LEAST_TOLD:g}")
    return f"{math.ceil(persons - ROUNDING):,}"
