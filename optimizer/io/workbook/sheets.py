"""A sheet of values to the grid of a table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from openpyxl.utils import get_column_letter

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance import TABLES
from optimizer.instance.cells import cell_text
from optimizer.instance.schema import Column, Row, columns
from optimizer.io.grids import NAMELESS, Grid, Line, is_blank
from optimizer.io.rows import Cell, NotText
from optimizer.io.workbook.choices import meant
from optimizer.io.workbook.headers_zh import column_zh
from optimizer.io.workbook.layout import HINT, NAME_ROW
from optimizer.io.workbook.merging import Value
from optimizer.io.workbook.opening import Sheet
from optimizer.io.workbook.places import SheetPosition, SheetProblem, place_of

_SEARCHED = 10
"""So many rows from the top may hold the names of the columns."""

_MOST_DIGITS = 1e15
"""From here on a spreadsheet has rounded what was typed."""


def sheet_grid(sheet: Sheet, row_type: type[Row]) -> Grid:
    """Return the lines of a table's sheet, below the row with the names of its columns.

    Blank rows and columns are left out, and those that only explain; a blank sheet has no lines.
    """
    specs = columns(row_type)
    place = place_of(row_type.table, sheet.title)
    in_chinese = _names_zh(row_type.table, specs)
    head = _head(sheet.rows[:_SEARCHED], specs, in_chinese)
    if head is None:
        blank = all(is_blank(_cells(row, {})) for row in sheet.rows)
        return Grid(problems=() if blank else (_no_head(place, specs),))
    names = _names(sheet.rows[head:], in_chinese)
    # What is said once stands in one column, be it an id or a number of any size.
    known = specs if row_type.table in TABLES else {}
    at = {column: known[name] for column, name in names.items() if name in known}
    letters = {name: get_column_letter(column + 1) for column, name in names.items()}
    lines = [Line(SheetPosition(place, head + 1, letters=letters), [*names.values()])]
    for number, row in enumerate(sheet.rows[head + 1 :], start=head + 2):
        cells = _cells(row, at)
        filled = [cells[column] if column < len(cells) else "" for column in names]
        if not is_blank(filled) and not _explains(cells):
            lines.append(Line(SheetPosition(place, number, letters=letters), filled))
    return Grid(tuple(lines), called=in_chinese)


def _head(rows: Sequence[Sequence[Value]], *names: Collection[str]) -> int | None:
    """Return the number of the row that names the most columns, or None if none names any.

    The first names count; where they are not to be found the next ones do.
    """
    for known in names:
        counts = [sum(cell in known for cell in _stripped(row)) for row in rows]
        if most := max(counts, default=0):
            return counts.index(most)
    return None


def _names_zh(table: str, specs: Mapping[str, Column]) -> Mapping[str, str]:
    """Return the columns by what row 1 calls them, with and without the star of the required."""
    names = {column_zh(table, name): name for name in specs}
    return names | {f"{chinese} *": name for chinese, name in names.items()}


def _names(rows: Sequence[Sequence[Value]], in_chinese: Mapping[str, str]) -> dict[int, str]:
    """Return the names of the columns in which anything stands, the names in the first row."""
    names = {}
    for column in range(max(len(row) for row in rows)):
        name = next(iter(_stripped(rows[0][column : column + 1])), "")
        if name.startswith(HINT):
            continue
        if name:
            names[column] = in_chinese.get(name, name)
        elif any(not is_blank(_cells(row[column : column + 1], {})) for row in rows):
            names[column] = f"{NAMELESS} {get_column_letter(column + 1)})"
    return names


def _stripped(row: Sequence[Value]) -> list[str]:
    return [str(cell).strip() for cell in _cells(row, {})]


def _cells(row: Sequence[Value], at: Mapping[int, Column]) -> list[Cell]:
    return [_cell(value, at.get(number)) for number, value in enumerate(row)]


def _cell(value: Value, spec: Column | None) -> Cell:
    """Return a value as the text that means it in a column."""
    if value is None:
        return ""
    if isinstance(value, NotText):
        return value
    if spec and isinstance(value, int | float) and spec.type is str and abs(value) >= _MOST_DIGITS:
        remedy = Bilingual(
            "Long numbers are rounded. Give the cell the format 'Text' and type it again.",
            "过长的数字已被舍入。请将单元格格式改为“文本”后重新输入。",
        )
        return NotText(cell_text(value), remedy)
    return meant(spec, cell_text(value)) if spec else cell_text(value)


def _explains(cells: Sequence[Cell]) -> bool:
    """Return whether a row that is not blank is there to be read by people only."""
    return all(str(cell).startswith(HINT) for cell in cells if str(cell).strip())


def _no_head(place: str, specs: Mapping[str, Column]) -> Problem:
    return SheetProblem(
        file=place,
        row=NAME_ROW,
        expected=Bilingual(
            f"the row with the names of the columns is missing in the first {_SEARCHED} rows",
            f"前 {_SEARCHED} 行中没有列名行",
        ),
        remedy=Bilingual(f"Columns are {', '.join(specs)}.", f"列名有：{'、'.join(specs)}。"),
        code="no-header",
    )
