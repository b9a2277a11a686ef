"""Raw values by column to rows, and to stand-ins for rows that could not be read whole.

A row with a bad cell still has an id that others refer to, references of its own and a key.
Its stand-in lets all of them be checked at once, so that one bad cell neither hides other
problems nor causes new ones.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from optimizer.errors import InstanceError, Problem
from optimizer.instance.cells import CellError, allowed, value_of
from optimizer.instance.schema import Column, Row, columns

R = TypeVar("R", bound=Row)


class Unread(str):
    """Stands where a value could not be read: equal to no id, unless it was an id itself."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class NotText:
    """Stands in a cell that holds neither text nor number: what is seen there, and what to do."""

    shown: str
    remedy: str

    def __str__(self) -> str:
        """Return what is seen in the cell."""
        return self.shown


Cell = str | NotText


@dataclass(frozen=True, slots=True)
class Position:
    """Where a row stands: file, line, and what goes before its columns' names."""

    file: str
    line: int | None = None
    prefix: str = ""
    lines: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """Lines of single values, where a row spreads over several."""

    def problem(self, column: str, expected: str, **told: str) -> Problem:
        """Return a problem of this row."""
        return Problem(
            file=self.file,
            row=self.lines.get(column, self.line),
            column=self.prefix + column,
            expected=expected,
            **told,
        )

    def moved(self, problem: Problem) -> Problem:
        """Return a problem of a row taken alone as one of the row that stands here."""
        return self.problem(
            problem.column,
            problem.expected,
            found=problem.found,
            remedy=problem.remedy,
            code=problem.code,
        )


def read_row(
    row_type: type[R], raw: Mapping[str, object], at: Position, absent: Collection[str] = ()
) -> tuple[R, list[Problem]]:
    """Return a row, or its stand-in with the problems that prevent it.

    Parameters
    ----------
    raw : mapping of str to value
        Cells or TOML values by column; a column that is missing is blank.
    absent : collection of str
        Required columns whose absence has been told already.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, spec in columns(row_type).items():
        cell = raw.get(name, "")
        try:
            values[name] = _value(spec, cell)
        except CellError as error:
            values[name] = _unread(spec, cell, at)
            if name not in absent:
                problems.append(_bad_cell(at, name, cell, error))
    if problems or absent:
        return stand_in(row_type, values), problems
    try:
        return row_type(**values), []
    except InstanceError as error:
        told = [at.moved(problem) for problem in error.problems]
        return stand_in(row_type, values), told


def stand_in(row_type: type[R], values: Mapping[str, Any]) -> R:
    """Return a row that was not checked, for looking at its key and references only."""
    row = object.__new__(row_type)
    for name, value in values.items():
        object.__setattr__(row, name, value)
    return row


def unread_row(row_type: type[R], raw: Mapping[str, object], at: Position) -> R:
    """Return the stand-in for a row of which nothing but the id is believed."""
    specs = columns(row_type)
    return stand_in(row_type, {n: _unread(s, raw.get(n, ""), at) for n, s in specs.items()})


def _value(spec: Column, cell: object) -> Any:
    if isinstance(cell, NotText):
        raise CellError(allowed(spec), cell.remedy)
    return value_of(spec, cell)


def _unread(spec: Column, cell: object, at: Position) -> object:
    if spec.many:
        return ()
    text = str(cell).strip() if spec.is_id else ""
    return Unread(text or f"?{at.line}.{spec.name}")


def _bad_cell(at: Position, name: str, cell: object, error: CellError) -> Problem:
    code = "bad-cell" if str(cell).strip() else "missing-value"
    return at.problem(name, error.expected, found=str(cell), remedy=error.remedy, code=code)
