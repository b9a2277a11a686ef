"""CSV files to grids of cells, and rows to CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, Problem
from optimizer.instance import TABLES
from optimizer.instance.cells import cell_text
from optimizer.instance.references import did_you_mean
from optimizer.instance.schema import Row, columns
from optimizer.io.grids import Grid, Line, is_blank
from optimizer.io.rows import Position
from optimizer.io.text import read_text


def csv_grid(path: Path) -> Grid:
    """Return the lines of one CSV file; blank lines are counted but left out."""
    lines: list[Line] = []
    problems: list[Problem] = []
    try:
        for line in _lines(path.name, read_text(path)):
            lines.append(line)
    except InstanceError as error:
        problems += error.problems
    if not lines and not problems:
        expected = Bilingual(
            "the first line, with the names of the columns, is missing", "缺少首行列名"
        )
        problems = [Problem(file=path.name, expected=expected, code="no-header")]
    return Grid(tuple(lines), tuple(problems))


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
            remedy = did_you_mean(path.name, files) or Bilingual(
                f"Tables are {', '.join(files)}.", f"表有：{'、'.join(files)}。"
            )
            yield Problem(
                file=path.name,
                expected=Bilingual("no table has this name", "没有这个名称的表"),
                remedy=remedy,
                code="unknown-table",
            )


def _lines(file: str, text: str) -> Iterator[Line]:
    """Yield the lines that are not blank, each with the number of the line it starts on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    before = 0
    try:
        for cells in reader:
            if not is_blank(cells):
                yield Line(Position(file, before + 1), cells)
            before = reader.line_num
    except csv.Error as error:
        problem = Problem(
            file=file,
            row=before + 1,
            found=str(error),
            expected=Bilingual("cells separated by commas", "以逗号分隔的单元格"),
            remedy=Bilingual(
                "Close every quotation mark; write one within a quoted cell twice.",
                "引号须成对；单元格内的引号请写两次。",
            ),
            code="bad-csv",
        )
        raise InstanceError([problem], file) from error
