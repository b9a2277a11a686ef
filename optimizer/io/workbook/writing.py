"""An instance to a workbook that a planner fills in and `reading` reads back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError
from optimizer.instance import TABLES, Instance
from optimizer.instance.cells import cell_text
from optimizer.instance.schema import Column, columns
from optimizer.io.atomic import write_new_file
from optimizer.io.workbook.cells import AS_TEXT, put, put_text
from optimizer.io.workbook.choice_sheet import add_choices
from optimizer.io.workbook.choices import shown
from optimizer.io.workbook.dropdowns import column_cells, dropdown, short_tables
from optimizer.io.workbook.headers_zh import column_zh, sheet_title
from optimizer.io.workbook.hints import hint, note
from optimizer.io.workbook.layout import (
    CHINESE_ROW,
    FIRST_ROW,
    HINT_ROW,
    LAST_ROW,
    NAME_ROW,
    SHEETS,
    Change,
    Setting,
)
from optimizer.io.workbook.measures import text_width, wrapped_height
from optimizer.io.workbook.packing import packed
from optimizer.io.workbook.readme import add_readme
from optimizer.io.workbook.settings import change_records, known_settings, setting_records
from optimizer.variants import Variant

_AUTHOR = "reserve"
_BOLD, _SMALL = Font(name="Calibri", bold=True), Font(name="Calibri", size=9, color="595959")
_REQUIRED = PatternFill("solid", fgColor="F8CBAD")
_OPTIONAL = PatternFill("solid", fgColor="DDEBF7")
_EXPLAINED = PatternFill("solid", fgColor="F2F2F2")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_NARROWEST, _WIDEST = 10, 40
_WIDEST_MEANING = 90
"""Width of the meaning of a setting, which stands on its row and not in a note."""
_HINT_LINES = 4
"""Lines on which the hint of a column should find room, as far as the column may be so wide."""
_NOTE_WIDTH, _NOTE_LINE = 320, 20
"""Width of a note and height of its lines, in pixels."""


def write_workbook(instance: Instance, path: Path, variants: Mapping[str, Variant]) -> None:
    """Write an instance as a workbook with a sheet for every table, whole or not at all.

    Raises
    ------
    UsageError
        When something stands there already, it cannot be written or a cell cannot hold it.
    """
    write_new_file(path, workbook_bytes(instance, variants))


def workbook_bytes(instance: Instance, variants: Mapping[str, Variant]) -> bytes:
    """Return the file of an instance's workbook; the same instance gives the same bytes.

    Raises
    ------
    UsageError
        When a cell cannot hold what would stand in it.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = _AUTHOR
    add_readme(book, instance)
    short = short_tables(instance)
    _fill(book, Setting.table, setting_records(instance), short)
    _offer_settings(book[sheet_title(Setting.table)], short)
    _fill(book, Change.table, change_records(variants), short)
    for table, row_type in TABLES.items():
        specs = columns(row_type)
        records = (
            tuple(shown(spec, getattr(row, name)) for name, spec in specs.items())
            for row in getattr(instance, table)
        )
        _fill(book, table, records, short)
    add_choices(book)
    return packed(book)


def _fill(
    book: Workbook, table: str, records: Iterable[Sequence[Any]], short: frozenset[str]
) -> None:
    """Add the sheet of a table: its rows below what explains them."""
    sheet = book.create_sheet(sheet_title(table))
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2)
    _lay_out_prints(sheet)
    rows = [*records]
    height = 0
    for number, spec in enumerate(columns(SHEETS[table]).values(), start=1):
        _explain(sheet, table, number, spec)
        if offered := dropdown(spec, short, column_cells(number)):
            sheet.add_data_validation(offered)
        texts = (text_width(cell_text(row[number - 1])) for row in rows)
        width = min(max(_NARROWEST, _headed_width(table, spec), *texts), _WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
        height = max(height, wrapped_height(hint(table, spec), width))
    sheet.row_dimensions[HINT_ROW].height = height
    _put_rows(sheet, rows)


def _put_rows(sheet: Worksheet, rows: Sequence[Sequence[Any]]) -> None:
    if len(rows) > LAST_ROW - HINT_ROW:
        raise UsageError(
            Bilingual(
                f'sheet "{sheet.title}": {len(rows):,} rows are more than a workbook holds. Write '
                "a folder instead.",
                f"工作表“{sheet.title}”有 {len(rows):,} 行，超过工作簿的上限。请改为写成文件夹。",
            )
        )
    for row, values in enumerate(rows, start=FIRST_ROW):
        for number, value in enumerate(values, start=1):
            put(sheet.cell(row, number), value)


def _explain(sheet: Worksheet, table: str, number: int, spec: Column) -> None:
    """Write what stands above a column, and the format of its blank cells."""
    fill = _REQUIRED if spec.required else _OPTIONAL
    rows = (
        (CHINESE_ROW, column_zh(table, spec.name) + " *" * spec.required, _BOLD, fill),
        (NAME_ROW, spec.name, _BOLD, fill),
        (HINT_ROW, hint(table, spec), _SMALL, _EXPLAINED),
    )
    for row, text, font, color in rows:
        cell = sheet.cell(row, number)
        put_text(cell, text)
        cell.font, cell.fill, cell.alignment = font, color, _WRAPPED
    about = note(table, spec)
    height = _NOTE_LINE * (2 + about.count("\n") + len(about) // 40)
    remark = Comment(about, _AUTHOR, width=_NOTE_WIDTH, height=height)
    sheet.cell(NAME_ROW, number).comment = remark
    # The values of the settings are of every kind, each with a format of its own.
    if _is_text(spec) and (table, spec.name) != (Setting.table, "value"):
        sheet.column_dimensions[get_column_letter(number)].number_format = AS_TEXT


def _offer_settings(sheet: Worksheet, short: frozenset[str]) -> None:
    """Offer lists for the values of the sheet ``instance``, whose rows differ in kind."""
    names = [*columns(Setting)]
    number = names.index("value") + 1
    meaning = sheet.column_dimensions[get_column_letter(names.index("description") + 1)]
    meaning.width = _WIDEST_MEANING
    for row, known in enumerate(known_settings(), start=FIRST_ROW):
        cell = sheet.cell(row, number)
        cell.number_format = AS_TEXT if _is_text(known.spec) else "General"
        _wrap_row(sheet, row)
        if offered := dropdown(known.spec, short, cell.coordinate):
            sheet.add_data_validation(offered)


def _wrap_row(sheet: Worksheet, row: int) -> None:
    """Make a row so high that every text on it is seen whole."""
    heights = []
    for number in range(1, sheet.max_column + 1):
        cell = sheet.cell(row, number)
        cell.alignment = _WRAPPED
        width = sheet.column_dimensions[get_column_letter(number)].width
        heights.append(wrapped_height(cell_text(cell.value), width))
    sheet.row_dimensions[row].height = max(heights)


def _lay_out_prints(sheet: Worksheet) -> None:
    """Let a sheet be printed as wide as the paper, with its names on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{CHINESE_ROW}:{NAME_ROW}"


def _is_text(spec: Column) -> bool:
    return spec.type is str or spec.many


def _headed_width(table: str, spec: Column) -> int:
    """Return the width that what stands above a column takes, the hint on several lines."""
    names = text_width(column_zh(table, spec.name) + " *", spec.name)
    return max(names, text_width(hint(table, spec)) // (_HINT_LINES - 1))
