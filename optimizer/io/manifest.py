"""``instance.toml`` to heading, sections and variants, and back."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance import SECTIONS, Instance
from optimizer.instance.cells import cell_text
from optimizer.instance.heading import Heading
from optimizer.instance.references import did_you_mean
from optimizer.instance.schema import Row, columns
from optimizer.io.rows import Position, read_row
from optimizer.variants import Variant

FILE = "instance.toml"

_VARIANT_KEYS = ("title", "title_zh", "set")
_SECTION_LINE = re.compile(r"\s*\[([^\[\]]+)\]")
_KEY_LINE = re.compile(r"\s*(\w+)\s*=")


@dataclass
class Manifest:
    """What is said of the instance as a whole, where, and what is wrong with it."""

    heading: Heading = field(default_factory=Heading)
    sections: dict[str, Row] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    variants: dict[str, Variant] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_manifest(text: str) -> Manifest:
    """Return what the text of ``instance.toml`` says; problems are in it, not raised."""
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also absurd numbers and depths
        return Manifest(problems=[_syntax_problem(error)])
    lines = _lines(text)
    manifest = Manifest()
    headline = {n: value for n, value in content.items() if n not in (*SECTIONS, "variants")}
    manifest.heading = _read(manifest, "", headline, Heading, lines)
    for name, row_type in SECTIONS.items():
        if name in content:
            manifest.sections[name] = _read(manifest, name, content[name], row_type, lines)
        else:
            expected = f"the table [{name}] is missing; it needs at least its source"
            manifest.problems.append(_problem(name, expected, code="missing-section"))
    for name, table in _table(manifest, "variants", content.get("variants", {})).items():
        manifest.variants[name] = _variant(manifest, name, table)
    return manifest


def manifest_text(instance: Instance, variants: Mapping[str, Variant]) -> str:
    """Return ``instance.toml`` for an instance and its variants."""
    heading = {
        name: getattr(instance, name) for name in columns(Heading) if hasattr(instance, name)
    }
    blocks = [_block("", heading)]
    for name in SECTIONS:
        section = getattr(instance, name)
        values = {key: getattr(section, key) for key in columns(type(section))}
        blocks.append(_block(f"[{name}]", values))
    for name, variant in variants.items():
        titles = {"title": variant.title, "title_zh": variant.title_zh}
        blocks.append(_block(f"[variants.{_key(name)}]", titles))
        blocks.append(_block(f"[variants.{_key(name)}.set]", variant.changes))
    return "\n".join(blocks)


def _syntax_problem(error: Exception) -> Problem:
    message = str(error)
    line = re.search(r"at line (\d+)", message)
    return Problem(
        file=FILE,
        row=int(line.group(1)) if line else None,
        found=message,
        expected=Bilingual("a TOML file", "TOML 文件"),
        remedy=Bilingual(
            "Text stands in quotation marks, keys with dots or stars too.",
            "文字以及含点号或星号的键都须加引号。",
        ),
        code="bad-toml",
    )


def _problem(key: str, expected: str, **told: Any) -> Problem:
    return Problem(file=FILE, column=key, expected=expected, **told)


def _read(
    manifest: Manifest,
    section: str,
    content: object,
    row_type: type[Any],
    lines: Mapping[tuple[str, str], int],
) -> Any:
    """Return the row that a table of the file holds, or its stand-in."""
    table = _table(manifest, section, content)
    known = columns(row_type)
    here = {key: line for (name, key), line in lines.items() if name == section}
    at = Position(FILE, prefix=f"{section}." if section else "", lines=here)
    offered = [*known, *([] if section else [*SECTIONS, "variants"])]
    for key in table:
        if key not in known:
            if section:
                expected = Bilingual(f"a key of {section}", f"{section} 中的项目")
            else:
                expected = Bilingual("a key or table of an instance", "算例的项目或分节")
            remedy = did_you_mean(key, offered) or Bilingual(
                f"Known are {', '.join(offered)}.", f"已知项目：{'、'.join(offered)}。"
            )
            told = at.problem(key, expected, found=key, remedy=remedy, code="unknown-key")
            manifest.problems.append(told)
    row, problems = read_row(row_type, table, at)
    manifest.problems += problems
    manifest.positions[section] = at
    return row


def _table(manifest: Manifest, name: str, content: object) -> Mapping[str, Any]:
    if isinstance(content, Mapping):
        return content
    expected = Bilingual(f"a table [{name}]", f"分节 [{name}]")
    told = _problem(name, expected, found=str(content), code="bad-section")
    manifest.problems.append(told)
    return {}


def _variant(manifest: Manifest, name: str, content: object) -> Variant:
    at = f"variants.{name}"
    table = _table(manifest, at, content)
    for key, value in table.items():
        if key not in _VARIANT_KEYS:
            remedy = did_you_mean(key, _VARIANT_KEYS) or Bilingual(
                "Changes stand in set = {...}.", "改动写在 set = {...} 中。"
            )
            told = _problem(
                f"{at}.{key}",
                Bilingual("title, title_zh or set", "title、title_zh 或 set"),
                found=key,
                remedy=remedy,
                code="unknown-key",
            )
            manifest.problems.append(told)
        elif key != "set" and not isinstance(value, str):
            expected = Bilingual("text", "文字")
            manifest.problems.append(_problem(f"{at}.{key}", expected, found=str(value)))
    changes = dict(_flat("", _table(manifest, f"{at}.set", table.get("set", {}))))
    titles = {key: str(table.get(key, "")) for key in ("title", "title_zh")}
    return Variant(name=name, changes=changes, **titles)


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield values by dotted key: TOML makes tables of dots outside quotation marks."""
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield prefix + key, value


def _lines(text: str) -> dict[tuple[str, str], int]:
    """Return the line of each key by section, as far as they stand on lines of their own."""
    section = ""
    lines: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _SECTION_LINE.match(line):
            section = found.group(1).strip()
        elif found := _KEY_LINE.match(line):
            lines.setdefault((section, found.group(1)), number)
    return lines


def _block(title: str, values: Mapping[str, object]) -> str:
    lines = [f"{_key(k)} = {_toml(v)}" for k, v in values.items() if v is not None]
    return "\n".join([*([title] if title else []), *lines, ""])


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else _toml(key)


def _toml(value: object) -> str:
    if isinstance(value, str):
        # JSON escapes what TOML does, but for the delete character.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return cell_text(value)
