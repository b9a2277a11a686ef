"""A workbook's file to sheets of plain values, with whatever the library makes of a bad one."""

from __future__ import annotations

import datetime
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError
from optimizer.io.refused import why_refused
from optimizer.io.rows import NotText
from optimizer.io.workbook.escapes import unescaped
from optimizer.io.workbook.merging import Value, merged_cells, with_merged

_OLD_FORM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of the old binary form, in which a workbook with a password is wrapped too."""

_NO_DATE = Bilingual(
    "It was taken for a date. Give the cell the format 'Text' or 'General' and type it again; "
    "a year stands alone, as 2027.",
    "此格被当作日期。请将单元格格式改为“文本”或“常规”后重新输入；年份只写数字，如 2027。",
)
_NO_RESULT = Bilingual(
    "The formula's result is not in the file. Open it in Excel or WPS and save it again, or write "
    "the result itself.",
    "文件中没有该公式的计算结果。请用 Excel 或 WPS 打开并重新保存，或直接填写结果。",
)
_NO_VALUE = Bilingual(
    "The formula has no result. Repair it, or write the value itself.",
    "该公式没有结果。请修正公式，或直接填写数值。",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of values, the first row and column first."""

    title: str
    hidden: bool
    rows: tuple[tuple[Value, ...], ...]


def open_workbook(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook.

    Raises
    ------
    UsageError
        When the file cannot be read, has a password or is no workbook.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        why = why_refused(error)
        raise UsageError(
            Bilingual(f"cannot read {path}: {why}.", f"无法读取 {path}：{why.zh}。")
        ) from error
    if content.startswith(_OLD_FORM):
        raise UsageError(
            Bilingual(
                f"{path} has a password or is in the old form of .xls. Open it in Excel or WPS and "
                "save it as .xlsx without a password.",
                f"{path} 设有密码，或为旧的 .xls 格式。请用 Excel 或 WPS 打开，"
                "去掉密码后另存为 .xlsx。",
            )
        )
    try:
        return tuple(_sheets(content))
    except Exception as error:  # the library meets a bad file with errors of every kind
        raise _unreadable(path, content, error) from error


def _unreadable(path: Path, content: bytes, error: Exception) -> UsageError:
    name = type(error).__name__
    why = Bilingual(f"it is damaged or of another form ({name})", f"文件损坏或为其他格式，{name}")
    if not content:
        why = Bilingual("it is empty", "文件为空")
    return UsageError(
        Bilingual(
            f"{path} cannot be read as a workbook: {why}. Open it in Excel or WPS and save it "
            "again as .xlsx, or take an earlier copy.",
            f"{path} 不能作为工作簿读取（{why.zh}）。请用 Excel 或 WPS 打开后重新另存为 .xlsx，"
            "或使用较早的副本。",
        )
    )


def _sheets(content: bytes) -> Iterator[Sheet]:
    cells = _cells(content, data_only=False)
    if any(cell.data_type == "f" for _, _, rows in cells for row in rows for cell in row):
        results = _cells(content, data_only=True)
    else:
        results = cells
    merged = merged_cells(content)
    for (title, hidden, written), (_, _, seen) in zip(cells, results, strict=True):
        pairs = (zip(*rows, strict=True) for rows in zip(written, seen, strict=True))
        values = tuple(tuple(_value(*pair) for pair in row) for row in pairs)
        yield Sheet(title, hidden, with_merged(values, merged.get(title, ())))


def _cells(content: bytes, *, data_only: bool) -> list[tuple[str, bool, list[tuple[Any, ...]]]]:
    """Return title, whether hidden, and cells of every sheet.

    ``data_only`` gives the result of a formula in place of the formula.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is not read: drawings, rules, print settings
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
        try:
            return [_sheet_cells(sheet) for sheet in book.worksheets]
        finally:
            book.close()


def _sheet_cells(sheet: Any) -> tuple[str, bool, list[tuple[Any, ...]]]:
    sheet.reset_dimensions()  # some programs write wrong ones
    return sheet.title, sheet.sheet_state != "visible", [tuple(row) for row in sheet.iter_rows()]


def _value(written: Any, seen: Any) -> Value:
    """Return what a cell holds, given the cell as written and with its formula's result."""
    value = seen.value
    if written.data_type == "f" and value is None:
        # An empty text as a result is marked as text.
        return "" if seen.data_type == "str" else NotText(_shown(written.value), _NO_RESULT)
    if seen.data_type == "e":
        return NotText(str(value), _NO_VALUE)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return NotText(str(value).removesuffix(" 00:00:00"), _NO_DATE)
    if isinstance(value, str):
        return unescaped(value)
    return value if isinstance(value, int | float) else None


def _shown(formula: Any) -> str:
    """Return a formula as text; those for several cells come as objects."""
    return str(getattr(formula, "text", formula))
