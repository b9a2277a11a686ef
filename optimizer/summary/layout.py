"""Tables of plain text that stay aligned where Chinese characters are two columns wide."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "


def width(text: str) -> int:
    """Return the columns a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], left: int) -> list[str]:
    """Return a table as indented lines.

    Parameters
    ----------
    header : sequence of str
        Names of the columns.
    rows : sequence
        Cells, as many in each row as the header has.
    left : int
        How many columns, from the first, are words and start at the left; numbers end at the
        right.
    """
    widths = [max(width(row[n]) for row in (header, *rows)) for n in range(len(header))]
    return [
        (
            GAP
            + GAP.join(
                _padded(cell, widths[n], at_left=n < left) for n, cell in enumerate(row)
            ).rstrip()
        )
        for row in (header, *rows)
    ]


def _padded(cell: str, columns: int, *, at_left: bool) -> str:
    space = " " * (columns - width(cell))
    return cell + space if at_left else space + cell
