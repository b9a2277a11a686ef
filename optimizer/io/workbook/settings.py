"""Heading, sections and variants of an instance to the rows of two sheets, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from optimizer.bilingual import Bilingual
from optimizer.instance import SECTIONS, TABLES, Instance
from optimizer.instance.cells import CellError, value_of
from optimizer.instance.heading import Heading
from optimizer.instance.references import did_you_mean
from optimizer.instance.schema import Column, Row, columns
from optimizer.io.grids import Table
from optimizer.io.manifest import Manifest
from optimizer.io.rows import Cell, NotText, Position, Unread, read_row
from optimizer.io.workbook.choices import meant, shown
from optimizer.io.workbook.headers_zh import column_zh
from optimizer.io.workbook.hints import expected_zh
from optimizer.io.workbook.layout import Change, Setting
from optimizer.io.workbook.meanings_zh import meaning_zh
from optimizer.io.workbook.places import SheetPosition
from optimizer.variants import Variant


class Known(NamedTuple):
    """A value that is said once: the section it is of, empty for the heading, and its column."""

    section: str
    spec: Column

    @property
    def key(self) -> str:
        """Return its key, as ``policy.sub_max``."""
        return f"{self.section}.{self.spec.name}" if self.section else self.spec.name


def known_settings() -> tuple[Known, ...]:
    """Return everything that is said once of an instance, in the order it is written."""
    parts: Mapping[str, type[Row]] = {"": Heading, **SECTIONS}
    return tuple(Known(name, spec) for name, row in parts.items() for spec in columns(row).values())


def setting_records(instance: Instance) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the sheet ``instance``."""
    for known in known_settings():
        spec, table = known.spec, known.section or Heading.table
        part = getattr(instance, known.section) if known.section else instance
        value = shown(spec, getattr(part, spec.name, spec.default))
        chinese = column_zh(table, spec.name)
        meaning = f"{meaning_zh(table, spec.name)}\n{spec.description}"
        yield known.key, chinese, value, spec.unit, expected_zh(spec), meaning


def change_records(variants: Mapping[str, Variant]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the sheet ``variants``, titles only on the first of each."""
    for name, variant in variants.items():
        titles = (variant.title, variant.title_zh)
        for setting, value in variant.changes.items() or [("", "")]:
            spec = _changed(setting)
            yield name, *titles, setting, shown(spec, value) if spec else value
            titles = ("", "")


def manifest_of(settings: Table, changes: Table, place: str) -> Manifest:
    """Return what both sheets say; problems are in it, not raised.

    Parameters
    ----------
    place : str
        How problems call the sheet of the settings.
    """
    manifest = Manifest(problems=[*settings.problems, *changes.problems])
    for section, row_type in ({"": Heading} | dict(SECTIONS)).items():
        _read_section(manifest, settings, place, section, row_type)
    _tell_unknown(manifest, settings)
    _read_variants(manifest, changes)
    return manifest


def _read_section(
    manifest: Manifest, settings: Table, place: str, section: str, row_type: type[Any]
) -> None:
    prefix = f"{section}." if section else ""
    raw: dict[str, Cell] = {}
    lines: dict[str, int] = {}
    for key, value, at in _settings(settings):
        name = key.removeprefix(prefix)
        if key == prefix + name and name in columns(row_type) and name not in raw:
            known = columns(row_type)[name]
            raw[name] = value if isinstance(value, Unread) else meant(known, value)
            lines[name] = at.line or 0
    told = {name for name, value in raw.items() if isinstance(value, Unread)}
    # Where rows of the sheet could not be read, a value that is missing may be on one of them.
    told |= set(columns(row_type)).difference(raw) if settings.problems else set()
    at = SheetPosition(place, prefix=prefix, lines=lines)
    row, problems = read_row(row_type, {n: v for n, v in raw.items() if n not in told}, at, told)
    manifest.problems += problems
    manifest.positions[section] = at
    if section:
        manifest.sections[section] = row
    else:
        manifest.heading = row


def _settings(settings: Table) -> Iterator[tuple[str, str, Position]]:
    """Yield key, value and position of the rows whose key could be read."""
    for row, at in zip(settings.rows, settings.positions, strict=True):
        if isinstance(row, Setting) and not isinstance(row.setting, Unread):
            yield row.setting.strip(), row.value, at


def _tell_unknown(manifest: Manifest, settings: Table) -> None:
    keys = [known.key for known in known_settings()]
    met: set[str] = set()
    for key, _, at in _settings(settings):
        if key not in keys:
            remedy = did_you_mean(key, keys)
            told = {"found": key, "remedy": remedy, "code": "unknown-key"}
            expected = Bilingual("the key of a setting", "“总体”表的项目代号")
            manifest.problems.append(at.problem("setting", expected, **told))
        elif key in met:
            told = {"found": key, "code": "duplicate-id"}
            expected = Bilingual("every key once", "每个项目只出现一次")
            manifest.problems.append(at.problem("setting", expected, **told))
        met.add(key)


def _read_variants(manifest: Manifest, changes: Table) -> None:
    found: dict[str, dict[str, object]] = {}
    titles: dict[str, dict[str, str]] = {}
    for row, at in zip(changes.rows, changes.positions, strict=True):
        if not isinstance(row, Change) or isinstance(row.variant, Unread):
            continue
        sets = found.setdefault(row.variant, {})
        told = titles.setdefault(row.variant, {"title": "", "title_zh": ""})
        for name in told:
            told[name] = told[name] or getattr(row, name)
        key = row.setting.strip()
        if key in sets:
            repeated = {"found": key, "code": "duplicate-id"}
            expected = Bilingual(
                f"every key once in the variant {row.variant}",
                f"方案 {row.variant} 中每个项目只出现一次",
            )
            manifest.problems.append(at.problem("setting", expected, **repeated))
        elif key:
            sets[key] = _typed(key, row.value)
    for name, sets in found.items():
        manifest.variants[name] = Variant(name=name, changes=sets, **titles[name])


def _typed(key: str, text: str) -> object:
    """Return the value of a change as ``instance.toml`` would have it.

    What makes no sense stays text: it is told where the variant is applied.
    """
    spec = _changed(key)
    word = meant(spec, text) if spec else text
    if isinstance(word, NotText):
        return text
    try:
        value = value_of(spec, word) if spec and word else word
    except CellError:
        return word
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _plain(value)


def _changed(key: str) -> Column | None:
    table, dot, rest = key.partition(".")
    if not dot:
        return columns(Heading).get(key)
    if table in SECTIONS:
        return columns(SECTIONS[table]).get(rest)
    return columns(TABLES[table]).get(rest.rpartition(".")[2]) if table in TABLES else None


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value
