"""What is held, moved and contracted, and which reserve modes meet the need."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from optimizer.accounts import mode_mix
from optimizer.accounts.modes import ALL, REFERENCE, reference_scenarios
from optimizer.instance.words import ReserveMode
from optimizer.needs import needs
from optimizer.plan import Move, StockLine
from optimizer.summary.layout import table
from optimizer.summary.names import (
    BIGGEST,
    commodity_name,
    family_name,
    heads,
    more,
    site_name,
    unit_of,
)
from optimizer.summary.phrases import Lang, amount, name_of, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.accounts import ModeLine
    from optimizer.instance import Instance
    from optimizer.plan import Contract, Result

Line = TypeVar("Line", StockLine, Move)


def stock(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the stock that takes the most room."""
    lines = _by_volume([line for line in result.plan.stock if line.quantity > 0], instance)
    rows = [
        (site_name(instance, line.site, lang), *_goods(line, instance, lang))
        for line in lines[:BIGGEST]
    ]
    if not rows:
        return [phrase("no_stock", lang)]
    header = heads(("store", "commodity", "unit", "quantity", "volume"), lang)
    return [
        phrase("stock", lang),
        *table(header, rows, left=3),
        *more(len(lines), lang, file="stock.csv"),
    ]


def moves(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what is moved between stores before the season, the biggest volumes."""
    lines = _by_volume([line for line in result.plan.moves if line.quantity > 0], instance)
    rows = [
        (
            site_name(instance, line.from_site, lang),
            site_name(instance, line.to_site, lang),
            *_goods(line, instance, lang),
        )
        for line in lines[:BIGGEST]
    ]
    header = heads(("from", "to", "commodity", "unit", "quantity", "volume"), lang)
    return (
        [
            phrase("moves", lang),
            *table(header, rows, left=4),
            *more(len(lines), lang, file="moves.csv"),
        ]
        if rows
        else []
    )


def _by_volume(lines: list[Line], instance: Instance) -> list[Line]:
    return sorted(lines, key=lambda line: (-_volume_m3(line, instance), line))


def _volume_m3(line: StockLine | Move, instance: Instance) -> float:
    return line.quantity * instance.commodity[line.commodity].volume_m3


def _goods(line: StockLine | Move, instance: Instance, lang: Lang) -> tuple[str, ...]:
    return (
        commodity_name(instance, line.commodity, lang),
        unit_of(instance, line.commodity, lang),
        f"{line.quantity:,}",
        f"{_volume_m3(line, instance):,.1f}",
    )


def modes(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return which reserve modes meet the need of each family, and what having them costs."""
    lines = mode_mix(result.plan, instance, needs(instance))
    found = {line.mode for line in lines}
    used = [mode for mode in ReserveMode if mode in found]
    if not used:
        return []
    return [*_shares(lines, used, instance, lang), *_on_call(lines, lang)]


def _shares(
    lines: Sequence[ModeLine], used: Sequence[ReserveMode], instance: Instance, lang: Lang
) -> list[str]:
    share = {(line.family, line.mode): line.share for line in lines}
    families = list(dict.fromkeys(line.family for line in lines))
    rows = [
        (
            family_name(instance, family, lang) if family else phrase("all_families", lang),
            *(f"{share.get((family, mode), 0.0):.1%}" for mode in used),
            f"{max(0.0, 1 - sum(share.get((family, mode), 0.0) for mode in used)):.1%}",
        )
        for family in families[:BIGGEST]
    ]
    header = heads(("family", *(mode.value for mode in used), "unmet"), lang)
    return [
        phrase("modes_of_families", lang, scenarios=_scenarios(instance, lang)),
        *table(header, rows, left=1),
        *more(len(families), lang, file="modes.csv"),
    ]


def _scenarios(instance: Instance, lang: Lang) -> str:
    counted = reference_scenarios(instance)
    if any(s.level is not REFERENCE for s in instance.scenarios if s.id in counted):
        return phrase("of_all_scenarios", lang)
    return phrase("of_level", lang, level=REFERENCE)


def _on_call(lines: Sequence[ModeLine], lang: Lang) -> list[str]:
    rows = [
        (
            phrase(line.mode.value, lang),
            amount(line.value_cny, lang),
            amount(line.retainer_cny_per_year, lang),
        )
        for line in lines
        if line.family == ALL
    ]
    header = heads(("mode", "value", "retainer_a_year"), lang)
    return [phrase("modes_on_call", lang), *table(header, rows, left=1)]


def contracts(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what sources are contracted for, the dearest first."""

    def dearest(line: Contract) -> tuple[float, Contract]:
        return -_value_cny(line, instance), line

    lines = sorted((line for line in result.plan.contracts if line.quantity > 0), key=dearest)
    rows = [_contract(line, instance, lang) for line in lines[:BIGGEST]]
    if not rows:
        return []
    header = heads(("source", "mode", "agreed", "commodity", "unit", "quantity", "value"), lang)
    return [
        phrase("contracts", lang),
        *table(header, rows, left=5),
        *more(len(lines), lang, file="contracts.csv"),
    ]


def _contract(line: Contract, instance: Instance, lang: Lang) -> tuple[str, ...]:
    source = instance.supplier[line.supplier]
    return (
        name_of(source, lang, line.supplier),
        phrase(source.mode.value, lang),
        phrase(source.status.value, lang),
        commodity_name(instance, line.commodity, lang),
        unit_of(instance, line.commodity, lang),
        f"{line.quantity:,}",
        amount(_value_cny(line, instance), lang),
    )


def _value_cny(line: Contract, instance: Instance) -> float:
    return line.quantity * instance.commodity[line.commodity].price_cny
