"""Merged cells: to a program all but the first are blank, to a planner they hold what is seen."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping

from openpyxl import load_workbook
from openpyxl.worksheet.cell_range import CellRange

from optimizer.bilingual import Bilingual
from optimizer.io.rows import NotText
from optimizer.io.workbook.layout import HINT

Value = str | int | float | bool | NotText | None
"""What stands in a cell; dates and what could not be computed are no text."""

_MARK = b"mergeCell "

_REMEDY = Bilingual(
    "The cells are merged: unmerge them and fill in each.",
    "单元格已合并：请取消合并，并逐格填写。",
)


def merged_cells(content: bytes) -> Mapping[str, tuple[CellRange, ...]]:
    """Return the ranges of merged cells of each sheet by its title; most workbooks have none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
        if not any(_MARK in archive.read(name) for name in sheets):
            return {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is not read: drawings, rules, print settings
        # Only a workbook that is loaded whole tells them, which takes twice as long.
        book = load_workbook(io.BytesIO(content))
    return {sheet.title: tuple(sheet.merged_cells.ranges) for sheet in book.worksheets}


def with_merged(
    rows: tuple[tuple[Value, ...], ...], ranges: Iterable[CellRange]
) -> tuple[tuple[Value, ...], ...]:
    """Return values with a mark in each cell that is merged with one that holds something.

    Merged cells that only explain, or are all blank, stay as they are.
    """
    grid = [list(row) for row in rows]
    for cells in ranges:
        first, *others = cells.cells
        value = _at(grid, *first)
        if value is not None and not str(value).startswith(HINT):
            for row, column in others:
                _mark(grid, row, column, NotText(f"({cells.coord})", _REMEDY))
    return tuple(map(tuple, grid))


def _at(grid: list[list[Value]], row: int, column: int) -> Value:
    there = row <= len(grid) and column <= len(grid[row - 1])
    return grid[row - 1][column - 1] if there else None


def _mark(grid: list[list[Value]], row: int, column: int, mark: NotText) -> None:
    # A row on which nothing else stands is no row of the table.
    if row <= len(grid) and any(value is not None for value in grid[row - 1]):
        line = grid[row - 1]
        line += [None] * (column - len(line))
        line[column - 1] = mark
