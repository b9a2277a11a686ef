"""CSV files to rows of a table, and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from optimizer.errors import InstanceError, Problem
from optimizer.instance import TABLES
from optimizer.instance.cells import cell_text
from optimizer.instance.question import did_you_mean
from optimizer.instance.schema import Row, columns
from optimizer.io.rows import Position, read_row, unread_row
from optimizer.io.text import read_text


@dataclass(frozen=True, slots=True)
class Table:
    """What a file gave: rows with their lines, what is wrong, and whether all ids are known."""

    rows: tuple[Row, ...] = ()
    lines: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    knows_ids: bool = True


@dataclass(frozen=True, slots=True)
class _Header:
    """Which cell of a line belongs to which column."""

    position: Mapping[str, int]
    width: int
    absent: tuple[str, ...]
    problems: tuple[Problem, ...]


def read_table(path: Path, row_type: type[Row]) -> Table:
    """Return the rows of one CSV file; blank lines count as lines but not as rows."""
    records: list[tuple[int, list[str]]] = []
    problems: list[Problem] = []
    try:
        for record in _records(path.name, read_text(path)):
            records.append(record)
    except InstanceError as error:
        problems += error.problems
    if not records:
        expected = "the first line, with the names of the columns, is missing"
        problems = problems or [Problem(file=path.name, expected=expected, code="no-header")]
        return Table(problems=tuple(problems), knows_ids=False)
    line, cells = records[0]
    header = _header(path.name, line, cells, row_type)
    rows, row_problems = _rows(path.name, row_type, header, records[1:])
    return Table(
        rows=tuple(rows),
        lines=tuple(line for line, _ in records[1:]),
        problems=(*problems, *header.problems, *row_problems),
        knows_ids=not problems and "id" not in header.absent,
    )


def table_text(rows: Sequence[Row]) -> str:
    """Return the rows of one table as CSV with all its columns."""
    names = tuple(columns(type(rows[0])))
    return csv_text(names, ([getattr(row, name) for name in names] for row in rows))


def csv_text(names: Sequence[str], records: Iterable[Iterable[object]]) -> str:
    """Return CSV with a line of names and a line for each record."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([cell_text(value) for value in record] for record in records)
    return text.getvalue()


def unknown_files(folder: Path) -> Iterator[Problem]:
    """Yield the CSV files of a folder that are no table; hidden files are passed over."""
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".csv" or path.name.startswith((".", "~")):
            continue
        if path.name.removesuffix(".csv") not in TABLES:
            files = [f"{name}.csv" for name in TABLES]
            remedy = did_you_mean(path.name, files) or f"Tables are {', '.join(files)}."
            yield Problem(
                file=path.name,
                expected="no table has this name",
                remedy=remedy,
                code="unknown-table",
            )


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that are not blank, each with the number of the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield before + 1, cells
            before = reader.line_num
    except csv.Error as error:
        problem = Problem(
            file=file,
            row=before + 1,
            found=str(error),
            expected="cells separated by commas",
            remedy="Close every quotation mark; write one within a quoted cell twice.",
            code="bad-csv",
        )
        raise InstanceError([problem], file) from error


def _header(file: str, line: int, cells: list[str], row_type: type[Row]) -> _Header:
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:  # spreadsheets leave empty columns at the right
        names.pop()
    at = Position(file, line)
    known = columns(row_type)
    position: dict[str, int] = {}
    problems: list[Problem] = []
    for number, name in enumerate(names):
        if name not in known:
            problems.append(_unknown_column(at, name, list(known)))
        elif name in position:
            expected = "every column once"
            problems.append(at.problem(name, expected, found=name, code="repeated-column"))
        position.setdefault(name, number)
    absent = tuple(n for n, spec in known.items() if spec.required and n not in position)
    if not any(_is_unsplit(name) for name in names):
        expected = "this column is missing and has no default"
        problems += [at.problem(name, expected, code="missing-column") for name in absent]
    return _Header(position, len(names), absent, tuple(problems))


def _is_unsplit(name: str) -> bool:
    """Return whether a name is a whole line whose cells are not separated by commas."""
    return ";" in name or "\t" in name


def _unknown_column(at: Position, name: str, known: list[str]) -> Problem:
    if _is_unsplit(name):
        remedy = "Save the file with commas between the cells."
    else:
        remedy = did_you_mean(name, known) or f"Columns are {', '.join(known)}."
    return at.problem(
        "", "the name of a column", found=name or "(blank)", remedy=remedy, code="unknown-column"
    )


def _rows(
    file: str, row_type: type[Row], header: _Header, records: list[tuple[int, list[str]]]
) -> tuple[list[Row], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in records:
        at = Position(file, line)
        filled = [*cells, *([""] * (header.width - len(cells)))]
        raw = {name: filled[number] for name, number in header.position.items()}
        surplus = [cell for cell in cells[header.width :] if cell.strip()]
        if surplus:
            rows.append(unread_row(row_type, raw, at))
            problems.append(_too_many(at, len(cells), header.width))
        else:
            row, told = read_row(row_type, raw, at, header.absent)
            rows.append(row)
            problems += told
    return rows, problems


def _too_many(at: Position, found: int, width: int) -> Problem:
    return at.problem(
        "",
        f"{width} cells, as in the header",
        found=f"{found} cells",
        remedy="Put a cell that holds a comma in quotation marks.",
        code="too-many-cells",
    )
