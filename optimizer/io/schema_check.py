"""Whether JSON keeps to a JSON Schema, told to a planner: the part of the standard used here.

Known are ``type``, ``enum``, ``const``, ``properties``, ``required``, ``additionalProperties``
and ``items``; a test holds the published schema to these.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.references import did_you_mean

KEYWORDS = frozenset(
    ("type", "enum", "const", "properties", "required", "additionalProperties", "items")
)
ANNOTATIONS = frozenset(("$schema", "title", "description"))

_NOUNS = {
    "object": Bilingual("an object", "对象"),
    "array": Bilingual("a list", "列表"),
    "string": Bilingual("text", "文字"),
    "number": Bilingual("a number", "数字"),
    "integer": Bilingual("a whole number", "整数"),
    "boolean": Bilingual("true or false", "true 或 false"),
    "null": Bilingual("null", "null"),
}
_KINDS = {dict: "object", list: "array", str: "string", type(None): "null"}
_LONGEST_FOUND = 60

MISSING = Bilingual("this key is missing", "缺少此键")


def schema_problems(
    value: Any, schema: Mapping[str, Any], file: str, at: str = ""
) -> Iterator[Problem]:
    """Yield where a JSON value breaks a schema; the problem's column is the path to it."""
    expected = _expected(value, schema)
    if expected:
        yield Problem(file=file, column=at, found=_shown(value), expected=expected, code="bad-json")
    elif isinstance(value, dict):
        yield from _object_problems(value, schema, file, at)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from schema_problems(item, schema["items"], file, f"{at}[{number}]")


def _expected(value: Any, schema: Mapping[str, Any]) -> str:
    """Return what was expected of the value itself, or an empty string if it is that."""
    if "const" in schema:
        return "" if value == schema["const"] else repr(schema["const"])
    if "enum" in schema:
        return "" if value in schema["enum"] else _one_of(schema["enum"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if any(_is(value, kind) for kind in kinds):
        return ""
    nouns = [_NOUNS[kind] for kind in kinds]
    return Bilingual(" or ".join(nouns), "或".join(noun.zh for noun in nouns))


def _one_of(words: Iterable[str]) -> Bilingual:
    return Bilingual(f"one of {', '.join(words)}", f"{'、'.join(words)}之一")


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    if isinstance(value, int | float):
        whole = isinstance(value, int) or value.is_integer()
        return abs(value) <= sys.float_info.max and (
            kind == "number" or (kind == "integer" and whole)
        )
    return _KINDS[type(value)] == kind


def _object_problems(
    value: dict[str, Any], schema: Mapping[str, Any], file: str, at: str
) -> Iterator[Problem]:
    known = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in value:
            path = _path(at, key)
            yield Problem(file=file, column=path, expected=MISSING, code="missing-key")
    for key, item in value.items():
        rule = known.get(key, schema.get("additionalProperties"))
        path = _path(at, key)
        if rule:
            yield from schema_problems(item, rule, file, path)
        else:
            yield Problem(
                file=file,
                column=path,
                found=key,
                expected=_one_of(known),
                remedy=did_you_mean(key, list(known)),
                code="unknown-key",
            )


def _path(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = text or "(blank)"
    return text if len(text) <= _LONGEST_FOUND else f"{text[:_LONGEST_FOUND]}..."
