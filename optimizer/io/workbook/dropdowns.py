"""Lists to choose a cell's value from: closed choices, yes and no, and ids of short tables."""

from __future__ import annotations

from enum import StrEnum

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from optimizer.instance import TABLES, Instance
from optimizer.instance.schema import Column, columns
from optimizer.io.workbook.choice_sheet import choice_cells
from optimizer.io.workbook.choices import offered
from optimizer.io.workbook.headers_zh import sheet_title
from optimizer.io.workbook.layout import FIRST_ROW, LAST_ROW

LONGEST_LIST = 200
"""Rows of a table above which nobody looks for an id in a list."""


def short_tables(instance: Instance) -> frozenset[str]:
    """Return the tables whose ids still fit into a list."""
    return frozenset(name for name in TABLES if len(getattr(instance, name)) <= LONGEST_LIST)


def dropdown(spec: Column, short: frozenset[str], cells: str) -> DataValidation | None:
    """Return the list for the cells of a column, or None where there is none to choose from.

    Parameters
    ----------
    short : frozenset of str
        Tables whose ids may be listed.
    cells : str
        Range of the cells, as ``D4:D1048576``.
    """
    if spec.many:  # a list takes the place of what stands in the cell already
        return None
    if spec.refers_to:
        if spec.refers_to not in short:
            return None
        # Rows are often written before those they refer to: reading tells what is missing.
        return _list(_ids(spec.refers_to), cells, strict=False)
    if spec.type is bool:
        return _list(f'"{",".join(offered(spec))}"', cells, strict=True)
    if issubclass(spec.type, StrEnum):
        return _list(choice_cells(spec), cells, strict=True)
    return None


def column_cells(number: int) -> str:
    """Return the range of a column below the rows that explain it."""
    letter = get_column_letter(number)
    return f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}"


def _ids(table: str) -> str:
    """Return the formula for the filled cells of a table's ids, however many there will be."""
    letter = get_column_letter([*columns(TABLES[table])].index("id") + 1)
    sheet = f"'{sheet_title(table)}'!"
    first = f"{sheet}${letter}${FIRST_ROW}"
    filled = f"COUNTA({first}:${letter}${LAST_ROW})"
    return f"OFFSET({first},0,0,MAX(1,{filled}),1)"


def _list(formula: str, cells: str, *, strict: bool) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=formula,
        sqref=cells,
        allow_blank=True,
        showErrorMessage=strict,
        errorTitle="Not in the list 不在列表中",
        error="Choose one from the list. 请从下拉列表中选择。",
    )
