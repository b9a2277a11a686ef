"""Where something stands in a workbook, and problems that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.io.rows import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProblem(Problem):
    """A problem of a sheet, whose rows are called rows."""

    @property
    def _line(self) -> str:
        return "" if self.row is None else f"row {self.row}"


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
            column=Bilingual(f"column {letter} {column}", f"{letter} 列 {column}")
            if letter
            else self.prefix + column,
            expected=expected,
            **told,
        )


def place_of(table: str, title: str) -> str:
    """Return how a problem calls a table and the sheet it stands on."""
    return Bilingual(f'{table} (sheet "{title}")', f"{table}（工作表“{title}”）")
