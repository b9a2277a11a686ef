"""The grammar of VRPLIB files: headings with a value, and sections of numbered rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from optimizer.errors import UsageError

SECTION = "_SECTION"
END = "EOF"


@dataclass(frozen=True, kw_only=True)
class VrplibFile:
    """What a file holds, as numbers.

    Parameters
    ----------
    headings : mapping of str to str
        As ``CAPACITY`` to ``100``.
    sections : mapping of str to rows
        Rows by section, without the word ``_SECTION``.
    """

    origin: str
    headings: Mapping[str, str]
    sections: Mapping[str, tuple[tuple[float, ...], ...]]

    def count(self, name: str) -> int:
        """Return a heading that must be there as a whole number.

        Raises
        ------
        UsageError
            When it is missing or is no number.
        """
        return int(self.number(name))

    def number(self, name: str, default: float | None = None) -> float:
        """Return a heading as a number; errors as `count` where there is no default."""
        if name in self.headings:
            return _numbers(self.headings[name], f"{self.origin}: {name}")[0]
        if default is None:
            raise UsageError(f"{self.origin}: found no {name}.")
        return default

    def rows(self, name: str, length: int, columns: int) -> tuple[tuple[float, ...], ...]:
        """Return a section's rows of 1, 2, ..., without these numbers.

        Parameters
        ----------
        columns : int
            Numbers in every row after the first.

        Raises
        ------
        UsageError
            When rows are missing, out of order or of another length.
        """
        rows = self.sections.get(name, ())
        if len(rows) != length:
            raise UsageError(
                f"{self.origin}: found {len(rows)} rows of {name}{SECTION}, expected {length}."
            )
        for number, row in enumerate(rows, 1):
            if row[0] != number or len(row) != columns + 1:
                raise UsageError(
                    f"{self.origin}: found row {row} of {name}{SECTION}, expected {number} and "
                    f"{columns} numbers."
                )
        return tuple(row[1:] for row in rows)

    def column(self, name: str, length: int, default: float) -> tuple[float, ...]:
        """Return a section with one number a row, the heading of that name, or the default."""
        if name in self.sections:
            return tuple(number for (number,) in self.rows(name, length, 1))
        return (self.number(name, default),) * length

    def lists(self, name: str, length: int) -> tuple[tuple[int, ...], ...]:
        """Return a section of rows of any length, empty ones where there is no section."""
        rows = self.sections.get(name, ())
        if rows and [int(row[0]) for row in rows] != list(range(1, length + 1)):
            raise UsageError(
                f"{self.origin}: found {len(rows)} rows of {name}{SECTION}, expected 1 to {length}."
            )
        return tuple(tuple(int(n) for n in row[1:]) for row in rows) or ((),) * length


def read_file(path: Path) -> VrplibFile:
    """Return what a file holds.

    Raises
    ------
    UsageError
        When a line is neither a heading, a section nor a row of numbers.
    """
    headings: dict[str, str] = {}
    sections: dict[str, list[tuple[float, ...]]] = {}
    rows: list[tuple[float, ...]] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.strip()
        if text == END:
            break
        if text.endswith(SECTION):
            rows = sections.setdefault(text.removesuffix(SECTION), [])
        elif ":" in text:
            name, _, value = text.partition(":")
            headings[name.strip()] = value.strip()
        elif text:
            if rows is None:
                raise UsageError(f"{path.name}, line {number}: found {text!r} before any section.")
            rows.append(_numbers(text, f"{path.name}, line {number}"))
    return VrplibFile(
        origin=path.name,
        headings=headings,
        sections={name: tuple(rows) for name, rows in sections.items()},
    )


def _numbers(text: str, origin: str) -> tuple[float, ...]:
    try:
        return tuple(float(word) for word in text.split())
    except ValueError:
        raise UsageError(f"{origin}: found {text!r}, expected numbers.") from None
