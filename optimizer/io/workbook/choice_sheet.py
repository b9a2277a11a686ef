"""The last sheet of a workbook: the words of every closed choice, from which lists are made."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from optimizer.instance import SECTIONS, TABLES
from optimizer.instance.heading import Heading
from optimizer.instance.schema import Column, Row, columns
from optimizer.io.workbook.cells import put_text
from optimizer.io.workbook.choices import offered
from optimizer.io.workbook.headers_zh import column_zh, sheet_title
from optimizer.io.workbook.measures import text_width, wrapped_height

CHOICE_SHEET = "~可选词 choices"
"""It begins as a planner's own sheets do: nothing is read from it."""

_NAME_ROW, _USED_ROW, _FIRST_ROW = 1, 2, 3
_BOLD, _SMALL = Font(name="Calibri", bold=True), Font(name="Calibri", size=9, color="595959")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def choice_cells(spec: Column) -> str:
    """Return the range of the words of a closed choice, for a list in another sheet."""
    letter = get_column_letter([*_uses()].index(spec.type) + 1)
    last = _FIRST_ROW + len(offered(spec)) - 1
    return f"'{CHOICE_SHEET}'!${letter}${_FIRST_ROW}:${letter}${last}"


def add_choices(book: Workbook) -> None:
    """Add the sheet: a column for each choice, with its name, where it is used and its words."""
    sheet = book.create_sheet(CHOICE_SHEET)
    sheet.freeze_panes = sheet.cell(_FIRST_ROW, 1)
    height = 0
    for number, uses in enumerate(_uses().values(), start=1):
        table, spec = uses[0]
        name = f"{column_zh(table, spec.name)} {spec.name}"
        used, words = "、".join(_places(uses)), offered(spec)
        for row, text in enumerate((name, used, *words), start=1):
            put_text(sheet.cell(row, number), text)
        sheet.cell(_NAME_ROW, number).font = _BOLD
        sheet.cell(_USED_ROW, number).font = _SMALL
        sheet.cell(_USED_ROW, number).alignment = _WRAPPED
        width = text_width(name, *words)
        sheet.column_dimensions[get_column_letter(number)].width = width
        height = max(height, wrapped_height(used, width))
    sheet.row_dimensions[_USED_ROW].height = height


def _places(uses: list[tuple[str, Column]]) -> Mapping[str, None]:
    """Return the titles of the sheets that use a choice, in their order, each once."""
    return {sheet_title(table if table in TABLES else "instance"): None for table, _ in uses}


@cache
def _uses() -> Mapping[type, list[tuple[str, Column]]]:
    """Return the columns of each closed choice, with their tables."""
    found: dict[type, list[tuple[str, Column]]] = {}
    parts: Mapping[str, type[Row]] = {Heading.table: Heading, **SECTIONS, **TABLES}
    for table, row_type in parts.items():
        for spec in columns(row_type).values():
            if issubclass(spec.type, StrEnum):
                found.setdefault(spec.type, []).append((table, spec))
    return found
