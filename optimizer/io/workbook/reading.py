"""A workbook to the parts of an instance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance import TABLES
from optimizer.instance.schema import columns
from optimizer.io.grids import Table, table_of
from optimizer.io.manifest import Manifest
from optimizer.io.parts import Parts
from optimizer.io.workbook.headers_zh import TABLES_ZH, sheet_title
from optimizer.io.workbook.layout import PASSED_OVER, SHEETS, Change, Setting
from optimizer.io.workbook.opening import Sheet, open_workbook
from optimizer.io.workbook.places import SheetProblem, place_of
from optimizer.io.workbook.settings import manifest_of
from optimizer.io.workbook.sheets import sheet_grid

_BY_NAME = {
    spelling.lower(): table
    for table, chinese in TABLES_ZH.items()
    for spelling in (table, chinese, sheet_title(table))
}
"""Tables by what their sheet may be called."""

_README = frozenset(name for name, table in _BY_NAME.items() if table not in SHEETS)


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
    for name in _missing(named, tables):
        tables[name] = Table(problems=(_no_sheet(name),), knows_ids=False)
    told = (problem for table in tables.values() for problem in table.problems)
    return Parts(manifest, tables, (*manifest.problems, *named.problems, *told))


def _missing(named: _Named, tables: Mapping[str, Table]) -> Iterator[str]:
    """Yield the tables without a sheet whose rows others need: they were there once."""
    needed = {
        spec.refers_to
        for name, table in tables.items()
        for spec in columns(TABLES[name]).values()
        if any(getattr(row, spec.name) for row in table.rows)
    }
    yield from (name for name in tables if name in needed - named.meant - set(named.sheets))


def _no_sheet(table: str) -> Problem:
    return SheetProblem(
        file=place_of(table, sheet_title(table)),
        expected=Bilingual(
            "this sheet is missing, and other sheets refer to its rows",
            "缺少此工作表，而其他表引用了其中的编号",
        ),
        remedy=Bilingual(
            "Put it back, as from an earlier copy.", "请恢复此表，如从较早的副本复制。"
        ),
        code="missing-sheet",
    )


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
            expected=Bilingual(
                "this sheet is missing; a workbook has one", "缺少此工作表，每个工作簿必须有"
            ),
            remedy=Bilingual(
                "The command reserve convert writes it.", "可用 reserve convert 命令生成。"
            ),
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
            meant |= {near} if near else set()
            problems.append(_unknown(sheet, near, is_copy=near in found))
    # A second sheet like one there is: a copy rather than a slip.
    return _Named(found, tuple(problems), frozenset(meant - set(found)))


def _is_passed_over(sheet: Sheet) -> bool:
    """Return whether a sheet that is no table may be there: hidden, blank or the planner's own."""
    blank = all(value is None for row in sheet.rows for value in row)
    return sheet.hidden or blank or sheet.title.startswith(PASSED_OVER)


def _nearest(title: str) -> str:
    """Return the table that was meant by a title with a slip, or an empty string."""
    near = get_close_matches(title.strip().lower(), _BY_NAME.keys() - _README, n=1)
    return _BY_NAME[near[0]] if near else ""


def _unknown(sheet: Sheet, near: str, *, is_copy: bool) -> Problem:
    marks, marks_zh = (word.join(map(repr, PASSED_OVER)) for word in (" or ", " 或 "))
    own = Bilingual(
        f"A sheet of your own has a title that begins with {marks}.",
        f"自用的工作表，名称请以 {marks_zh} 开头。",
    )
    if is_copy:
        remedy = own
    elif near:
        title = sheet_title(near)
        remedy = Bilingual(f"Did you mean {title!r}?", f"是否为“{title}”？")
    else:
        titles = "、".join(map(sheet_title, SHEETS))
        remedy = Bilingual(f"Tables are {', '.join(SHEETS)}. {own}", f"表有：{titles}。{own.zh}")
    return SheetProblem(
        file=_sheet(sheet),
        expected=Bilingual("no table has this name", "没有这个名称的表"),
        remedy=remedy,
        code="unknown-table",
    )


def _repeated(sheet: Sheet, first: Sheet) -> Problem:
    return SheetProblem(
        file=_sheet(sheet),
        expected=Bilingual(
            f'the sheet "{first.title}" holds this table already',
            f"工作表“{first.title}”已是此表",
        ),
        remedy=Bilingual(
            "Put all rows on one sheet and delete the other.",
            "请将各行合并到一张工作表，删除另一张。",
        ),
        code="repeated-table",
    )


def _sheet(sheet: Sheet) -> str:
    return Bilingual(f'sheet "{sheet.title}"', f"工作表“{sheet.title}”")
