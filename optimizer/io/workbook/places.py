"""Where something stands in a workbook, and problems that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer.errors import Problem
from optimizer.io.rows import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProblem(Problem):
    """A problem of a sheet, whose rows are called rows."""

    def __str__(self) -> str:
        """Return one line: where, what stands there, what was expected, what to do."""
        line = Problem.__str__(self)
        return line.replace(f"{self.file}, line ", f"{self.file}, row ", 1)


@dataclass(frozen=True, slots=True)
class SheetPosition(Position):
    """Where a row of a sheet stands; ``letters`` are those of the columns, by name."""

    letters: Mapping[str, str] = field(default_factory=dict)

    def problem(self, column: str, expected: str, **told: str) -> Problem:
        """Return a problem of this row, its column told by letter and name."""
        letter = self.letters.get(column)
        return SheetProblem(
            file=self.file,
            row=self.lines.get(column, self.line),
            column=f"column {letter} {column}" if letter else self.prefix + column,
            expected=expected,
            **told,
        )


def place_of(table: str, title: str) -> str:
    """Return how a problem calls a table and the sheet it stands on."""
    return f'{table} (sheet "{title}")'
