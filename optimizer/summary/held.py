"""What becomes of the stock: the ledger over all stores, rotation and write-off by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.accounts import ledger, rotation_plan
from optimizer.summary.layout import table
from optimizer.summary.names import BIGGEST, commodity_name, heads, more, unit_of
from optimizer.summary.phrases import Lang, amount, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.accounts import LedgerLine, RotationLine
    from optimizer.instance import Instance
    from optimizer.plan import Result


def ledger_of_all(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what stands today, is bought, held and not needed of each commodity, over all stores.

    What is moved from store to store stays in the sum.
    """
    by_commodity: dict[str, list[LedgerLine]] = {}
    for line in ledger(result.plan, instance):
        by_commodity.setdefault(line.commodity, []).append(line)
    ordered = sorted(by_commodity.items(), key=lambda item: (-_value_cny(item[1]), item[0]))
    rows = [_held(commodity, lines, instance, lang) for commodity, lines in ordered[:BIGGEST]]
    if not rows:
        return []
    keys = ("commodity", "unit", "today_units", "expired_units", "bought_units", "surplus_units",
            "planned_units", "value")  # fmt: skip
    return [
        phrase("ledger", lang),
        *table(heads(keys, lang), rows, left=2),
        *more(len(ordered), lang, file="ledger.csv"),
    ]


def _value_cny(lines: Sequence[LedgerLine]) -> float:
    return sum(line.value_cny for line in lines)


def _held(
    commodity: str, lines: Sequence[LedgerLine], instance: Instance, lang: Lang
) -> tuple[str, ...]:
    return (
        commodity_name(instance, commodity, lang),
        unit_of(instance, commodity, lang),
        f"{sum(line.today_units for line in lines):,}",
        f"{sum(line.expired_units for line in lines):,}",
        f"{sum(line.bought_units for line in lines):,}",
        f"{sum(line.surplus_units for line in lines):,}",
        f"{sum(line.planned_units for line in lines):,}",
        amount(_value_cny(lines), lang),
    )


def rotation(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what rotation and write-off take in each year."""
    by_year: dict[int, list[RotationLine]] = {}
    for line in rotation_plan(result.plan, instance):
        by_year.setdefault(line.year, []).append(line)
    rows = [_year(year, by_year[year], lang) for year in sorted(by_year)]
    if not rows:
        return []
    keys = ("year", "kinds_replaced", "rotation_cost", "kinds_written_off", "written_off")
    return [phrase("rotation_plan", lang), *table(heads(keys, lang), rows, left=1)]


def _year(year: int, lines: Sequence[RotationLine], lang: Lang) -> tuple[str, ...]:
    replaced = {line.commodity for line in lines if line.units}
    written_off = {line.commodity for line in lines if line.written_off_units}
    return (
        str(year),
        f"{len(replaced)}",
        amount(sum(line.cost_cny for line in lines), lang),
        f"{len(written_off)}",
        amount(sum(line.written_off_cny for line in lines), lang),
    )
