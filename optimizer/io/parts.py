"""What was read of an instance, from a folder or a workbook, to the instance itself."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, Problem
from optimizer.instance import SECTIONS, TABLES, Instance
from optimizer.instance.references import cross_problems, ids_of, reference_problems
from optimizer.instance.schema import Column, columns
from optimizer.io.grids import Table
from optimizer.io.manifest import Manifest
from optimizer.io.rows import Unread

_ORDER = {name: number for number, name in enumerate(("instance", "variants", *TABLES))}


@dataclass(frozen=True, slots=True)
class Parts:
    """What was read, with every problem met so far."""

    manifest: Manifest
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...]


def instance_of(parts: Parts, name: str, where: str) -> Instance:
    """Return the instance that the parts make.

    Parameters
    ----------
    name : str
        Name of the instance where its heading has none.
    where : str
        What was read, for the message.

    Raises
    ------
    InstanceError
        When anything in it cannot be understood or does not fit together; all at once.
    """
    problems = [*parts.problems, *_between_rows(parts)]
    if problems:
        raise InstanceError(sorted(problems, key=_place_of), where)
    heading = parts.manifest.heading
    tables = {table: read.rows for table, read in parts.tables.items()}
    fields: dict[str, Any] = {**parts.manifest.sections, **tables}
    return Instance(
        name=heading.name or name,
        title=heading.title,
        title_zh=heading.title_zh,
        year=heading.year,
        **fields,
    )


def _between_rows(parts: Parts) -> Iterator[Problem]:
    """Yield what is wrong between rows, as far as it does not follow from a bad cell."""
    rows = {name: table.rows for name, table in parts.tables.items()}
    for problem in _without_echoes(cross_problems(rows), parts):
        yield parts.tables[problem.file].positions[problem.row or 0].moved(problem)
    ids = ids_of(rows)
    for name, section in parts.manifest.sections.items():
        for problem in _without_echoes(reference_problems(name, (section,), ids), parts):
            yield parts.manifest.positions[name].moved(problem)


def _without_echoes(problems: Iterable[Problem], parts: Parts) -> Iterator[Problem]:
    for problem in problems:
        if problem.code == "unknown-id":
            if isinstance(problem.found, Unread):
                continue
            if not parts.tables[_column(problem).refers_to].knows_ids:
                continue
            problem = _with_the_id_named(problem, parts)
        yield problem


def _with_the_id_named(problem: Problem, parts: Parts) -> Problem:
    """Return a problem of an unknown id that says which was meant where a name stands there."""
    for row in parts.tables[_column(problem).refers_to].rows:
        names = (getattr(row, "name", ""), getattr(row, "name_zh", ""))
        row_id = getattr(row, "id", "")
        if row_id and problem.found in names:
            remedy = Bilingual(
                f"That is a name: write the id {row_id!r}.", f"这是名称，请填编号“{row_id}”。"
            )
            return dataclasses.replace(problem, remedy=remedy)
    return problem


def _column(problem: Problem) -> Column:
    row_type = TABLES.get(problem.file) or SECTIONS[problem.file]
    return columns(row_type)[problem.column]


def _place_of(problem: Problem) -> tuple[int, str, int]:
    """Return what to sort a problem by: table, file or sheet, line."""
    table = re.split(r"[. ]", problem.file)[0]
    # Files and sheets that are no tables come first: what others miss may stand on them.
    return _ORDER.get(table, -1), problem.file, problem.row or 0
