"""Values written into cells as what they are: text never a formula, numbers never rounded."""

from __future__ import annotations

from typing import Any

from optimizer.bilingual import Bilingual
from optimizer.errors import UsageError
from optimizer.instance.cells import cell_text
from optimizer.io.workbook.escapes import escaped

MOST_CHARACTERS = 32_767
"""A cell of a workbook holds no more."""

AS_TEXT = "@"
"""Format of a cell in which what is typed stays text."""


def put(cell: Any, value: object) -> None:
    """Write a value of a row; None and empty text leave the cell blank.

    Raises
    ------
    UsageError
        When it is too long for a cell.
    """
    if isinstance(value, bool):
        cell.value = value
    elif isinstance(value, int | float):
        # The library would round to 16 digits what it takes for a number.
        cell.value = repr(value)
        cell.data_type = "n"
    elif text := cell_text(tuple(value) if isinstance(value, list) else value):
        put_text(cell, text)


def put_text(cell: Any, text: str) -> None:
    """Write text, be it one that looks like a formula or holds what XML does not.

    Raises
    ------
    UsageError
        When it is too long for a cell.
    """
    content = escaped(text)
    if len(content) > MOST_CHARACTERS:
        count, most = f"{len(content):,}", f"{MOST_CHARACTERS:,}"
        raise UsageError(
            Bilingual(
                f'sheet "{cell.parent.title}", row {cell.row}, column {cell.column_letter}: '
                f"{count} characters are more than the {most} that a cell of a workbook holds. "
                "Write a folder instead.",
                f"工作表“{cell.parent.title}”第 {cell.row} 行 {cell.column_letter} 列："
                f"{count} 个字符，超过单元格上限 {most}。请改为写成文件夹。",
            )
        )
    cell.value = content
    cell.data_type = "s"
    cell.number_format = AS_TEXT
