"""Changes that we choose: named variants of an instance, and how they are applied."""

from __future__ import annotations

import dataclasses
import fnmatch
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, Problem
from optimizer.instance import SECTIONS, TABLES, Instance
from optimizer.instance.cells import CellError, value_of
from optimizer.instance.heading import Heading
from optimizer.instance.references import did_you_mean
from optimizer.instance.schema import Column, Row, columns

WHERE = Bilingual("changes", "修改项")
"""Stands for the file in the problems of changes, which may come from anywhere."""

T = TypeVar("T")

_WILDCARDS = "*?["
_FEW = 8
_OF_INSTANCE = {name: spec for name, spec in columns(Heading).items() if name != "currency"}


@dataclass(frozen=True, kw_only=True)
class Variant:
    """A change to the instance that somebody chose and named.

    Parameters
    ----------
    changes : mapping of str to value
        Values by key, as for `apply_changes`.
    """

    name: str
    title: str = ""
    title_zh: str = ""
    changes: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Change:
    """One cell that gets a new value; ``number`` is that of the row, None in a section."""

    table: str
    number: int | None
    column: str
    value: Any


def apply_changes(instance: Instance, changes: Mapping[str, object]) -> Instance:
    """Return the instance with some of its values changed.

    Parameters
    ----------
    changes : mapping of str to value
        Text or TOML values by key. A key is ``year``, a column of a section
        (``policy.sub_max``), or a table, the key of a row and a column (``sites.XB.status``,
        ``options.XB/s800.capital_cost_cny``). In the row's key ``*``, ``?`` and ``[...]``
        stand for any text, one letter and one of some letters. Of two changes to the same
        value the later holds.

    Raises
    ------
    InstanceError
        When a key or value makes no sense or the changed instance does not; all at once.
    """
    problems: list[Problem] = []
    cells: list[_Change] = []
    for key, raw in changes.items():
        try:
            cells += _cells(instance, key, raw)
        except InstanceError as error:
            problems += error.problems
    changed = _changed_parts(instance, cells, problems)
    if problems:
        raise InstanceError(problems, WHERE)
    try:
        return dataclasses.replace(instance, **changed)
    except InstanceError as error:
        raise InstanceError(
            [_with_row_key(p, instance, changed) for p in error.problems], WHERE
        ) from error


def _cells(instance: Instance, key: str, raw: object) -> Iterator[_Change]:
    """Yield the cells that one key means, with their new value."""
    table, dot, rest = key.partition(".")
    row_key, _, name = rest.rpartition(".")
    if not dot:
        spec = _known(key, table, _OF_INSTANCE, KEY_OR_COLUMN)
        yield _Change("", None, table, _value(key, spec, raw))
    elif table in SECTIONS:
        spec = _known(key, rest, columns(SECTIONS[table]), _key_of(table))
        yield _Change(table, None, rest, _value(key, spec, raw))
    else:
        row_type = _known(key, table, TABLES, TABLE_OR_SECTION, (*TABLES, *SECTIONS))
        spec = _known(key, name, columns(row_type), _column_of(table))
        value = _value(key, spec, raw)
        for number in _numbers(key, row_key, getattr(instance, table)):
            yield _Change(table, number, name, value)


KEY_OR_COLUMN = Bilingual(
    "a key of instance.toml or a table with a column", "instance.toml 的键，或表名加列名"
)
TABLE_OR_SECTION = Bilingual("a table or section", "表名或 instance.toml 的节名")
KEY_OF_ROW = Bilingual("the key of a row", "某行的编号")
NO_ROW_MATCHES = Bilingual("the key of a row, none matches", "某行的编号，现无一行符合")


def _key_of(section: str) -> Bilingual:
    return Bilingual(f"a key of {section}", f"{section} 节的键")


def _column_of(table: str) -> Bilingual:
    return Bilingual(f"a column of {table}", f"{table} 表的列名")


def _known(
    key: str, word: str, known: Mapping[str, T], expected: str, offered: tuple[str, ...] = ()
) -> T:
    if word not in known:
        remedy = did_you_mean(word, offered or tuple(known))
        raise _refusal(key, word, expected, remedy, "unknown-key")
    return known[word]


def _value(key: str, spec: Column, raw: object) -> Any:
    try:
        return value_of(spec, raw)
    except CellError as error:
        raise _refusal(key, str(raw), error.expected, error.remedy, "bad-value") from error


def _numbers(key: str, row_key: str, rows: tuple[Row, ...]) -> list[int]:
    keys = [row.key_text for row in rows]
    found = [number for number, text in enumerate(keys) if text == row_key]
    found = found or [n for n, text in enumerate(keys) if fnmatch.fnmatchcase(text, row_key)]
    if not found:
        wild = any(letter in row_key for letter in _WILDCARDS)
        expected = NO_ROW_MATCHES if wild else KEY_OF_ROW
        remedy = did_you_mean(row_key, keys) or _some_keys(keys)
        raise _refusal(key, row_key, expected, remedy, "unknown-row")
    return found


def _some_keys(keys: list[str]) -> str:
    if not keys:
        return Bilingual("The table has no rows.", "该表没有行。")
    more, more_zh = (", ...", "等") if len(keys) > _FEW else ("", "")
    few = keys[:_FEW]
    return Bilingual(f"Keys are {', '.join(few)}{more}.", f"已有：{'、'.join(few)}{more_zh}。")


def _refusal(key: str, found: str, expected: str, remedy: str, code: str) -> InstanceError:
    problem = Problem(
        file=WHERE, column=key, found=found, expected=expected, remedy=remedy, code=code
    )
    return InstanceError([problem], WHERE)


def _changed_parts(
    instance: Instance, cells: list[_Change], problems: list[Problem]
) -> dict[str, Any]:
    """Return the new values of the instance's own fields.

    All changes to a row are made at once: one alone may contradict what another will change.
    """
    changed: dict[str, Any] = {cell.column: cell.value for cell in cells if not cell.table}
    by_row: dict[tuple[str, int | None], dict[str, Any]] = {}
    for cell in cells:
        if cell.table:
            by_row.setdefault((cell.table, cell.number), {})[cell.column] = cell.value
    for (table, number), values in by_row.items():
        row = getattr(instance, table) if number is None else getattr(instance, table)[number]
        try:
            new = dataclasses.replace(row, **values)
        except InstanceError as error:
            problems += [_named(problem, row) for problem in error.problems]
            continue
        if number is None:
            changed[table] = new
        else:
            changed.setdefault(table, list(getattr(instance, table)))[number] = new
    return {name: tuple(part) if isinstance(part, list) else part for name, part in changed.items()}


def _with_row_key(problem: Problem, instance: Instance, changed: Mapping[str, Any]) -> Problem:
    """Return the problem with the key of its row, for the rows of changes have no line."""
    part = changed.get(problem.file, getattr(instance, problem.file))
    return _named(problem, part[problem.row] if problem.file in TABLES else part)


def _named(problem: Problem, row: Row) -> Problem:
    column = ".".join(part for part in (row.key_text, problem.column) if part)
    return dataclasses.replace(problem, row=None, column=column)
