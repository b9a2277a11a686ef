"""Accounts to tidy CSV tables: ids with their names, the unit in the name of every number."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from optimizer.accounts.forced import ForcedTown, forced
from optimizer.accounts.gaps import Gap, GapTotal, gap_totals, gaps
from optimizer.accounts.ledger import LedgerLine, ledger
from optimizer.accounts.levels import LevelLine, response_levels
from optimizer.accounts.modes import ModeLine, mode_mix
from optimizer.accounts.rotation import RotationLine, rotation_plan
from optimizer.accounts.steps import StepLine, StepTotal, step_totals, steps
from optimizer.accounts.transport import TransportLine, transport_lines
from optimizer.io.named_columns import Names, with_names
from optimizer.io.tables import csv_text
from optimizer.needs import needs

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Result

DECIMALS = 6
"""Digits after the point in the tables."""


Table = tuple[list[str], list[list[Any]]]
"""Names of columns, and the cells of each row."""


def account_tables(result: Result, instance: Instance) -> Mapping[str, str]:
    """Return the text of every account of a result, by file name."""
    found = _accounts(result, instance)
    return {f"{name}.csv": csv_text(columns, rows) for name, (columns, rows) in found.items()}


def account_records(result: Result, instance: Instance) -> Mapping[str, list[dict[str, Any]]]:
    """Return every account of a result for machines: records by column, by account.

    What is not known is None.
    """
    found = _accounts(result, instance)
    return {
        name: [dict(zip(columns, row, strict=True)) for row in rows]
        for name, (columns, rows) in found.items()
    }


def _accounts(result: Result, instance: Instance) -> Mapping[str, Table]:
    plan, asked = result.plan, needs(instance)
    return {
        "gaps": _table(Gap, gaps(plan, instance, asked), instance),
        "gaps_total": _table(GapTotal, gap_totals(plan, instance, asked), instance),
        "ledger": _table(LedgerLine, ledger(plan, instance), instance),
        "rotation": _table(RotationLine, rotation_plan(plan, instance), instance),
        "modes": _table(ModeLine, mode_mix(plan, instance, asked), instance),
        "levels": _table(LevelLine, response_levels(result, instance), instance),
        "steps": _table(StepLine, steps(result, instance, asked), instance),
        "steps_total": _table(StepTotal, step_totals(result, instance, asked), instance),
        "forced_towns": _table(ForcedTown, forced(plan, instance), instance),
        "transport": _table(TransportLine, transport_lines(plan, instance, asked), instance),
    }


def _table(kind: type[Any], rows: Sequence[Any], instance: Instance) -> Table:
    """Return rows whose fields are the columns, every id followed by its names."""
    fields, names = [field.name for field in dataclasses.fields(kind)], Names(instance)
    columns = [column for field in fields for column in with_names(field)]
    records = [
        [cell for field in fields for cell in names.beside(field, _shown(getattr(row, field)))]
        for row in rows
    ]
    return columns, records


def _shown(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return round(value, DECIMALS) if math.isfinite(value) else None
