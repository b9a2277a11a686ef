"""A workbook to the parts of an instance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from optimizer.errors import Problem
from optimizer.instance import TABLES
from optimizer.io.grids import Table, table_of
from optimizer.io.manifest import Manifest
from optimizer.io.parts import Parts
from optimizer.io.workbook.headers_zh import TABLES_ZH, sheet_title
from optimizer.io.workbook.layout import PASSED_OVER, SHEETS, Change, Setting
from optimizer.io.workbook.opening import Sheet, open_workbook
from optimizer.io.workbook.places import SheetProblem, place_of
from optimizer.io.workbook.settings import manifest_of
from optimizer.io.workbook.sheets import sheet_grid

_TITLES = [spelling for table in SHEETS for spelling in (sheet_title(table), table)]

_BY_NAME = {
    spelling.lower(): table
    for table, chinese in TABLES_ZH.items()
    for spelling in (table, chinese, sheet_title(table))
}
"""Tables by what their sheet may be called."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Sheets by the table they hold, what is wrong with titles, and tables that may be meant."""

    sheets: Mapping[str, Sheet]
    problems: tuple[Problem, ...]
    meant: frozenset[str]


def read_workbook(path: Path) -> Parts:
    """Return what a workbook holds of an instance.

    Raises
    ------
    UsageError
        When the file cannot be opened as a workbook.
    """
    named = _named(open_workbook(path))
    manifest = _manifest(named)
    tables = {name: _table(named, name) for name in TABLES}
    told = (problem for table in tables.values() for problem in table.problems)
    return Parts(manifest, tables, (*manifest.problems, *named.problems, *told))


def read_workbook_manifest(path: Path) -> Manifest:
    """Return what a workbook says of the instance as a whole; problems are in it, not raised.

    Raises
    ------
    UsageError
        When the file cannot be opened as a workbook.
    """
    return _manifest(_named(open_workbook(path)))


def _manifest(named: _Named) -> Manifest:
    if "instance" not in named.sheets:
        title = sheet_title("instance")
        problem = SheetProblem(
            file=place_of("instance", title),
            expected="this sheet is missing; a workbook has one",
            remedy="The command reserve convert writes it.",
            code="missing-sheet",
        )
        return Manifest(problems=[] if "instance" in named.meant else [problem])
    settings, changes = _table(named, Setting.table), _table(named, Change.table)
    return manifest_of(settings, changes, place_of("instance", named.sheets["instance"].title))


def _table(named: _Named, name: str) -> Table:
    if name not in named.sheets:
        return Table(knows_ids=name not in named.meant)
    return table_of(sheet_grid(named.sheets[name], SHEETS[name]), SHEETS[name])


def _named(sheets: Iterable[Sheet]) -> _Named:
    found: dict[str, Sheet] = {}
    problems: list[Problem] = []
    meant: set[str] = set()
    for sheet in sheets:
        table = _BY_NAME.get(sheet.title.strip().lower())
        if table in found:
            problems.append(_repeated(sheet, found[table]))
        elif table is not None:
            found[table] = sheet
        elif not _is_passed_over(sheet):
            near = _nearest(sheet.title)
            meant |= {_BY_NAME[near.lower()]} if near else set()
            problems.append(_unknown(sheet, near))
    return _Named(found, tuple(problems), frozenset(meant))


def _is_passed_over(sheet: Sheet) -> bool:
    """Return whether a sheet that is no table may be there: hidden, blank or the planner's own."""
    blank = all(value is None for row in sheet.rows for value in row)
    return sheet.hidden or blank or sheet.title.startswith(PASSED_OVER)


def _nearest(title: str) -> str:
    """Return the title that was meant by one with a slip, or an empty string."""
    return next(iter(get_close_matches(title.strip(), _TITLES, n=1)), "")


def _unknown(sheet: Sheet, near: str) -> Problem:
    if near:
        remedy = f"Did you mean {near!r}?"
    else:
        remedy = (
            f"Tables are {', '.join(SHEETS)}. A sheet of your own has a title that begins with "
            f"{' or '.join(repr(mark) for mark in PASSED_OVER)}."
        )
    return SheetProblem(
        file=f'sheet "{sheet.title}"',
        expected="no table has this name",
        remedy=remedy,
        code="unknown-table",
    )


def _repeated(sheet: Sheet, first: Sheet) -> Problem:
    return SheetProblem(
        file=f'sheet "{sheet.title}"',
        expected=f'the sheet "{first.title}" holds this table already',
        remedy="Put all rows on one sheet and delete the other.",
        code="repeated-table",
    )
