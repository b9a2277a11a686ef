"""Accounts to tidy CSV tables: ids with their names, the unit in the name of every number."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from optimizer.accounts.forced import ForcedTown, forced
from optimizer.accounts.gaps import Gap, GapTotal, gap_totals, gaps
from optimizer.accounts.ledger import LedgerLine, ledger
from optimizer.accounts.levels import LevelLine, response_levels
from optimizer.accounts.modes import ModeLine, mode_mix
from optimizer.accounts.rotation import RotationLine, rotation_plan
from optimizer.accounts.steps import StepLine, StepTotal, step_totals, steps
from optimizer.io.tables import csv_text
from optimizer.needs import needs

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Result

DECIMALS = 6
"""Digits after the point in the tables."""


def account_tables(result: Result, instance: Instance) -> Mapping[str, str]:
    """Return the text of every account of a result, by file name."""
    plan, asked = result.plan, needs(instance)
    return {
        "gaps.csv": _table(Gap, gaps(plan, instance, asked), instance),
        "gaps_total.csv": _table(GapTotal, gap_totals(plan, instance, asked), instance),
        "ledger.csv": _table(LedgerLine, ledger(plan, instance), instance),
        "rotation.csv": _table(RotationLine, rotation_plan(plan, instance), instance),
        "modes.csv": _table(ModeLine, mode_mix(plan, instance, asked), instance),
        "levels.csv": _table(LevelLine, response_levels(result, instance), instance),
        "steps.csv": _table(StepLine, steps(result, instance, asked), instance),
        "steps_total.csv": _table(StepTotal, step_totals(result, instance, asked), instance),
        "forced_towns.csv": _table(ForcedTown, forced(plan, instance), instance),
    }


def _table(kind: type[Any], rows: Sequence[Any], instance: Instance) -> str:
    """Return rows whose fields are the columns, every id followed by its names."""
    fields = [field.name for field in dataclasses.fields(kind)]
    columns = [column for field in fields for column in (field, *_added_columns(field))]
    records = (
        [
            cell
            for field in fields
            for cell in (_shown(getattr(row, field)), *_names(field, getattr(row, field), instance))
        ]
        for row in rows
    )
    return csv_text(columns, records)


NAMED = ("commodity", "family", "place", "scenario", "site", "standard", "town")
"""Fields that hold ids of rows with names."""


def _added_columns(field: str) -> Iterator[str]:
    if field in NAMED:
        yield from (f"{field}_name", f"{field}_name_zh")
    if field == "commodity":
        yield from ("unit", "unit_zh")


def _names(field: str, item: str, instance: Instance) -> Iterator[str]:
    if field not in NAMED:
        return
    row = getattr(instance, "place" if field == "town" else field).get(item)
    yield from (row.name, row.name_zh) if row else ("", "")
    if field == "commodity":
        yield from (row.unit, row.unit_zh)


def _shown(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return round(value, DECIMALS) if math.isfinite(value) else None
