"""A grid of cells with their places, from a file or from a sheet, to the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.references import did_you_mean
from optimizer.instance.schema import Row, columns
from optimizer.io.rows import Cell, NotText, Position, read_row, unread_row

NAMELESS = "(column"
"""So begins what stands for the name of a column without one; its letter follows."""


@dataclass(frozen=True, slots=True)
class Line:
    """Cells side by side, and where they stand."""

    at: Position
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table that are not blank, that with the names of the columns first.

    ``called`` are names that columns have for people, with the columns.
    """

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    called: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with their positions, what is wrong, and whether all ids are known."""

    rows: tuple[Row, ...] = ()
    positions: tuple[Position, ...] = ()
    problems: tuple[Problem, ...] = ()
    knows_ids: bool = True


@dataclass(frozen=True, slots=True)
class _Header:
    """Which cell of a line belongs to which column."""

    position: Mapping[str, int]
    width: int
    absent: tuple[str, ...]
    problems: tuple[Problem, ...]


def table_of(grid: Grid, row_type: type[Row]) -> Table:
    """Return the rows of a grid; where it has no lines its problems say why."""
    if not grid.lines:
        return Table(problems=grid.problems, knows_ids=not grid.problems)
    head, *body = grid.lines
    header = _header(head, row_type, grid.called)
    rows, told = _rows(row_type, header, body)
    return Table(
        rows=tuple(rows),
        positions=tuple(line.at for line in body),
        problems=(*grid.problems, *header.problems, *told),
        knows_ids=not grid.problems and "id" not in header.absent and not _hides_ids(header, body),
    )


def _hides_ids(header: _Header, lines: Sequence[Line]) -> bool:
    """Return whether a cell of the ids holds what is no text, so that nobody knows the id."""
    number = header.position.get("id")
    return number is not None and any(
        number < len(line.cells) and isinstance(line.cells[number], NotText) for line in lines
    )


def is_blank(cells: Sequence[Cell]) -> bool:
    """Return whether nothing stands in any of the cells."""
    return not any(str(cell).strip() for cell in cells)


def _header(line: Line, row_type: type[Row], called: Mapping[str, str]) -> _Header:
    names = [str(cell).strip() for cell in line.cells]
    while names and not names[-1]:  # spreadsheets leave empty columns at the right
        names.pop()
    known = columns(row_type)
    position: dict[str, int] = {}
    problems: list[Problem] = []
    for number, name in enumerate(names):
        if name not in known:
            problems.append(_unknown_column(line.at, name, list(known), called))
        elif name in position:
            expected = Bilingual("every column once", "每列只出现一次")
            problems.append(line.at.problem(name, expected, found=name, code="repeated-column"))
        position.setdefault(name, number)
    absent = tuple(n for n, spec in known.items() if spec.required and n not in position)
    if not any(_is_unsplit(name) for name in names):
        expected = Bilingual("this column is missing and has no default", "缺少此列，且没有默认值")
        problems += [line.at.problem(name, expected, code="missing-column") for name in absent]
    return _Header(position, len(names), absent, tuple(problems))


def _is_unsplit(name: str) -> bool:
    """Return whether a name is a whole line whose cells are not separated by commas."""
    return ";" in name or "\t" in name


def _unknown_column(
    at: Position, name: str, known: list[str], called: Mapping[str, str]
) -> Problem:
    expected = Bilingual("the name of a column", "列名")
    found = name or Bilingual("(blank)", "（空白）")
    remedy = _column_meant(name, known, called)
    return at.problem("", expected, found=found, remedy=remedy, code="unknown-column")


def _column_meant(name: str, known: list[str], called: Mapping[str, str]) -> str:
    """Return what to do about a name that no column has."""
    if name.startswith(NAMELESS):
        return Bilingual(
            "Give it the name of a column; where it begins with ※ the column is not read.",
            "请填列名；若为备注，列名以 ※ 开头则不读取。",
        )
    if _is_unsplit(name):
        return Bilingual(
            "Save the file with commas between the cells.", "请将文件存为以逗号分隔的 CSV。"
        )
    if near := did_you_mean(name, known):
        return near
    for told in get_close_matches(name, called, n=1):
        return Bilingual(f"Did you mean {called[told]!r}?", f"是否为“{called[told]}”（{told}）？")
    return Bilingual(f"Columns are {', '.join(known)}.", f"列名有：{'、'.join(known)}。")


def _rows(
    row_type: type[Row], header: _Header, lines: Sequence[Line]
) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for line in lines:
        row, told = _row(row_type, header, line)
        rows.append(row)
        problems += told
    return rows, problems


def _row(row_type: type[Row], header: _Header, line: Line) -> tuple[Row, list[Problem]]:
    filled = [*line.cells, *([""] * (header.width - len(line.cells)))]
    raw = {name: filled[number] for name, number in header.position.items()}
    if is_blank(line.cells[header.width :]):
        return read_row(row_type, raw, line.at, header.absent)
    return unread_row(row_type, raw, line.at), [_too_many(line, header.width)]


def _too_many(line: Line, width: int) -> Problem:
    return line.at.problem(
        "",
        Bilingual(f"{width} cells, as in the header", f"与表头一致的 {width} 格"),
        found=Bilingual(f"{len(line.cells)} cells", f"{len(line.cells)} 格"),
        remedy=Bilingual(
            "Put a cell that holds a comma in quotation marks.", "含逗号的单元格请加引号。"
        ),
        code="too-many-cells",
    )
