"""The tables of the summary, one function each; an empty list where there is nothing to say."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.instance.words import Head, Role
from optimizer.plan import CostHead, Result
from optimizer.summary.layout import table
from optimizer.summary.phrases import Lang, amount, in_sentence, name_of, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from optimizer.instance import Instance, Option
    from optimizer.plan import Shortage

BIGGEST = 10
"""So many lines are read; the files hold all."""

LEAST_TOLD = 0.1
"""Persons below which no number is read."""


def stores(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the stores that are opened, how full they are and what they cost."""
    volume_m3 = _stocked_m3(result, instance)
    rows = []
    ranks = {role: rank for rank, role in enumerate(Role)}
    for store in sorted(result.plan.stores, key=lambda store: (ranks[store.role], store)):
        option = instance.option[store.site, store.option]
        capacity_m3 = _capacity_m3(option)
        filled = volume_m3.get(store.site, 0.0) / capacity_m3 if capacity_m3 else 0.0
        rows.append(
            (
                f"{_site_name(instance, store.site, lang)} ({store.site})",
                phrase(store.role.value, lang),
                _place_name(instance, instance.site[store.site].place, lang),
                f"{option.floor_m2:,.0f}",
                f"{capacity_m3:,.0f}",
                f"{filled:.0%}",
                amount(option.capital_cost_cny + option.equipment_cost_cny, lang),
                amount(option.operating_cost_cny_per_year, lang),
            )
        )
    if not rows:
        return [phrase("no_stores", lang)]
    keys = ("store", "role", "place", "floor", "capacity", "fill", "investment", "running")
    return [phrase("stores", lang), *table(_header(keys, lang), rows, left=3)]


def _stocked_m3(result: Result, instance: Instance) -> Mapping[str, float]:
    volume_m3: dict[str, float] = {}
    for line in result.plan.stock:
        volume = line.quantity * instance.commodity[line.commodity].volume_m3
        volume_m3[line.site] = volume_m3.get(line.site, 0.0) + volume
    return volume_m3


def _capacity_m3(option: Option) -> float:
    return option.capacity_m3 + option.cold_m3 + option.hazardous_m3


def stock(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the stock that takes the most room."""

    def volume(commodity: str, quantity: int) -> float:
        return quantity * instance.commodity[commodity].volume_m3

    held = [line for line in result.plan.stock if line.quantity > 0]
    lines = sorted(held, key=lambda line: (-volume(line.commodity, line.quantity), line))
    rows = [
        (
            _site_name(instance, line.site, lang),
            _commodity_name(instance, line.commodity, lang),
            _unit(instance, line.commodity, lang),
            f"{line.quantity:,}",
            f"{volume(line.commodity, line.quantity):,.1f}",
        )
        for line in lines[:BIGGEST]
    ]
    if not rows:
        return [phrase("no_stock", lang)]
    header = _header(("store", "commodity", "unit", "quantity", "volume"), lang)
    return [
        phrase("stock", lang),
        *table(header, rows, left=3),
        *_more(len(lines), lang),
    ]


def service(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return how each standard is met in each scenario."""
    standards = {standard.id: standard for standard in instance.standards}
    rows = [
        (
            name_of(instance.scenario[line.scenario], lang, line.scenario),
            name_of(standards[line.standard], lang, line.standard),
            phrase(line.kind.value, lang),
            _place_name(instance, line.worst_place, lang),
            phrase("yes" if line.met else "no", lang),
            f"{line.persons:,.0f}",
            _against(line.person_share, standards[line.standard].person_share),
            _against(line.town_share, standards[line.standard].town_share),
            phrase("none", lang)
            if math.isnan(line.latest_arrival_h)
            else f"{line.latest_arrival_h:.1f}",
        )
        for line in result.service
    ]
    keys = ("scenario", "standard", "kind", "worst", "met", "persons", "person_share",
            "town_share", "latest")  # fmt: skip
    return [phrase("service", lang), *table(_header(keys, lang), rows, left=5)] if rows else []


def _against(reached: float, asked: float) -> str:
    """Return a share beside the least that is asked; it reads 100 % only where it is."""
    floored = math.floor(reached * 1000 + 1e-6) / 1000
    return f"{floored:.1%} / {asked:.0%}" if asked else f"{floored:.1%} / -"


def spending(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what is spent under each head against its ceiling."""
    ceilings: dict[str, float] = {}
    for budget in instance.budgets:
        ceilings[budget.head] = ceilings.get(budget.head, 0.0) + budget.ceiling_cny
    rows = []
    for head in Head:
        if head not in result.spending_cny:
            continue
        spent, ceiling = result.spending_cny[head], ceilings.get(head)
        rows.append(
            (
                phrase(head.value, lang),
                amount(spent, lang),
                phrase("none", lang) if ceiling is None else amount(ceiling, lang),
                f"{spent / ceiling:.1%}" if ceiling else phrase("none", lang),
            )
        )
    header = _header(("head", "spent", "ceiling", "used"), lang)
    return [phrase("spending", lang), *table(header, rows, left=1)] if rows else []


def costs(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the yearly cost by head; heads that cost nothing are left out."""
    heads = [(head, result.plan.costs_cny.get(head, 0.0)) for head in CostHead]
    total = result.plan.objective_cny
    rows = [
        (phrase(head.value, lang), amount(cny, lang), f"{cny / total:.1%}")
        for head, cny in heads
        if cny != 0 and total != 0
    ]
    rows.append((phrase("total", lang), amount(total, lang), "100.0%" if total else ""))
    return [phrase("costs", lang), *table(_header(("head", "cost", "share"), lang), rows, left=1)]


def contracts(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what sources are contracted for, the dearest first."""

    def value(commodity: str, quantity: int) -> float:
        return quantity * instance.commodity[commodity].price_cny

    held = [line for line in result.plan.contracts if line.quantity > 0]
    lines = sorted(held, key=lambda line: (-value(line.commodity, line.quantity), line))
    rows = [
        (
            name_of(instance.supplier[line.supplier], lang, line.supplier),
            phrase(instance.supplier[line.supplier].mode.value, lang),
            _commodity_name(instance, line.commodity, lang),
            _unit(instance, line.commodity, lang),
            f"{line.quantity:,}",
        )
        for line in lines[:BIGGEST]
    ]
    if not rows:
        return []
    header = _header(("source", "mode", "commodity", "unit", "quantity"), lang)
    return [phrase("contracts", lang), *table(header, rows, left=4), *_more(len(lines), lang)]


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
    return [phrase("shortages", lang), *told, *_more(len(sentences), lang)]


def _went_without(lines: Sequence[Shortage], instance: Instance, lang: Lang) -> str:
    """Return one sentence on as many persons of one group at one place."""
    first = lines[0]
    (group,) = (group for group in instance.groups if group.id == first.group)
    families: dict[float, list[str]] = {}
    for line in sorted(lines, key=lambda line: (line.deadline_h, line.family)):
        name = name_of(instance.family[line.family], lang, line.family)
        families.setdefault(line.deadline_h, []).append(in_sentence(name))
    goods = (
        phrase("by_hour", lang, families=phrase("comma", lang).join(names), hours=f"{hours:g}")
        for hours, names in families.items()
    )
    return phrase(
        "go_without",
        lang,
        scenario=name_of(instance.scenario[first.scenario], lang, first.scenario),
        place=_place_and_town(instance, first.place, lang),
        persons=_persons(first.persons, lang),
        group=in_sentence(name_of(group, lang, group.id)),
        goods=phrase("semicolon", lang).join(goods),
    )


def _persons(persons: float, lang: Lang) -> str:
    if persons < LEAST_TOLD:
        return phrase("less_than", lang, least=f"{LEAST_TOLD:g}")
    return f"{persons:,.1f}".removesuffix(".0")


def _place_and_town(instance: Instance, place: str, lang: Lang) -> str:
    town = instance.town(place)
    if town == place:
        return _place_name(instance, place, lang)
    names = {"place": _place_name(instance, place, lang), "town": _place_name(instance, town, lang)}
    return phrase("place_in_town", lang, **names)


def _header(keys: Sequence[str], lang: Lang) -> list[str]:
    return [phrase(key, lang) for key in keys]


def _more(count: int, lang: Lang) -> list[str]:
    return ["  " + phrase("and_more", lang, count=count - BIGGEST)] if count > BIGGEST else []


def _site_name(instance: Instance, site: str, lang: Lang) -> str:
    return name_of(instance.site[site], lang, site)


def _place_name(instance: Instance, place: str, lang: Lang) -> str:
    return name_of(instance.place[place], lang, place)


def _commodity_name(instance: Instance, commodity: str, lang: Lang) -> str:
    return name_of(instance.commodity[commodity], lang, commodity)


def _unit(instance: Instance, commodity: str, lang: Lang) -> str:
    row = instance.commodity[commodity]
    return (row.unit_zh or row.unit) if lang is Lang.ZH else row.unit


SECTIONS: tuple[Callable[[Result, Instance, Lang], list[str]], ...] = (
    stores,
    stock,
    service,
    spending,
    costs,
    contracts,
    shortages,
)
"""The tables in the order they are read."""
