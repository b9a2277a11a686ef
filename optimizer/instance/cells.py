"""Cells of a table and values of a TOML file to what a column holds, and back."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, cast

from optimizer.bilingual import Bilingual
from optimizer.instance.references import did_you_mean
from optimizer.instance.schema import Column

SEPARATOR = "|"
"""Stands between the values of a cell that holds several."""

_WHOLE_NUMBER = re.compile(r"[+-]?\d+", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_SUFFIXES: Mapping[str, Decimal] = {
    "%": Decimal("0.01"),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}
_OTHER_SEPARATORS = re.compile("[,;、，；｜]")
"""Signs that people put between values; none of them can be part of an id."""

_LONGEST_ADVICE = 20
"""Digits above which a number written out is no advice any more."""


class CellError(ValueError):
    """A value that may not stand in its column; says what may, and what to do."""

    def __init__(self, expected: str, remedy: str = "") -> None:
        self.expected = expected
        self.remedy = remedy
        super().__init__(expected)


def allowed(spec: Column) -> Bilingual:
    """Return what may stand in a column, in words."""
    table = spec.refers_to
    if table and spec.many:
        return Bilingual(
            f"ids of {table} separated by '{SEPARATOR}'",
            f"{table} 表中的若干编号，以“{SEPARATOR}”分隔",
        )
    if table:
        return Bilingual(f"an id of {table}", f"{table} 表中的编号")
    if _is_free_text(spec) and not spec.required:
        return Bilingual("text", "文字")
    return spec.expected


def value_of(spec: Column, raw: object) -> Any:
    """Return what a cell or a TOML value means in a column.

    Blank text means the default. Spaces around a value are ignored, except in free text.

    Raises
    ------
    CellError
        When it may not stand there.
    """
    if isinstance(raw, str):
        value = _from_text(spec, raw)
    elif isinstance(raw, list | tuple):
        value = _from_list(spec, raw)
    else:
        value = _from_number(spec, raw)
    if spec.fault(value):
        raise CellError(allowed(spec), _percent_remedy(spec, value))
    return value


def cell_text(value: object) -> str:
    """Return the text that `value_of` reads as ``value``; numbers as short as they can be."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isfinite(value):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    if isinstance(value, tuple):
        return SEPARATOR.join(cell_text(item) for item in value)
    return str(value)


def _is_free_text(spec: Column) -> bool:
    return spec.type is str and not (spec.is_id or spec.refers_to)


def _from_text(spec: Column, text: str) -> Any:
    cell = text if _is_free_text(spec) else text.strip()
    if not cell:
        if spec.required:
            may = allowed(spec)
            raise CellError(
                Bilingual(
                    f"the cell is blank and has no default; expected is {may}",
                    f"此格为空且没有默认值，应填{may.zh}",
                )
            )
        return spec.default
    if spec.many:
        if _OTHER_SEPARATORS.search(cell):
            raise CellError(
                allowed(spec),
                Bilingual(
                    f"Separate several values by '{SEPARATOR}'.", f"多个值请用“{SEPARATOR}”隔开。"
                ),
            )
        return _from_list(spec, cell.split(SEPARATOR))
    return _from_word(spec, cell)


def _from_list(spec: Column, items: list[Any] | tuple[Any, ...]) -> Any:
    words = [item.strip() if isinstance(item, str) else "" for item in items]
    if not spec.many or not all(words):
        raise CellError(allowed(spec))
    return tuple(_from_word(spec, word) for word in words)


def _from_number(spec: Column, raw: object) -> Any:
    if spec.type is float and type(raw) is int:
        try:
            return float(raw)
        except OverflowError:
            raise CellError(allowed(spec)) from None
    if type(raw) is not spec.type or (isinstance(raw, float) and not math.isfinite(raw)):
        raise CellError(allowed(spec))
    return raw


def _from_word(spec: Column, word: str) -> Any:
    if spec.type is str:
        return word
    if spec.type is bool:
        return _truth(spec, word)
    if issubclass(spec.type, StrEnum):
        return _choice(spec, word)
    return _number(spec, word)


def _truth(spec: Column, word: str) -> bool:
    if word.lower() not in ("true", "false"):
        raise CellError(allowed(spec))
    return word.lower() == "true"


def _choice(spec: Column, word: str) -> StrEnum:
    members = {member.value: member for member in cast("type[StrEnum]", spec.type)}
    if word not in members:
        raise CellError(allowed(spec), did_you_mean(word, list(members)))
    return members[word]


def _number(spec: Column, word: str) -> int | float:
    pattern = _WHOLE_NUMBER if spec.type is int else _NUMBER
    try:
        value: int | float = spec.type(word) if pattern.fullmatch(word) else math.nan
    except ValueError:  # Python refuses whole numbers of thousands of digits
        value = math.nan
    if not math.isfinite(value):
        raise CellError(allowed(spec), _number_remedy(spec, word))
    return value


def _percent_remedy(spec: Column, value: Any) -> str:
    """Return how a share that was told in percent is to be written."""
    is_share = spec.type is float and (spec.minimum, spec.maximum) == (0, 1)
    if not (is_share and isinstance(value, float) and 1 < value <= 100):
        return ""
    text = cell_text(float(Decimal(repr(value)) / 100))
    return Bilingual(f"Write {text} for {value:g} %.", f"{value:g}% 请写成 {text}。")


def _number_remedy(spec: Column, word: str) -> str:
    """Return how a number in other clothes is to be written: 1,200 or 1e3 or １２００ or 5%."""
    plain = unicodedata.normalize("NFKC", word).replace(" ", "")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    factor = _SUFFIXES.get(plain[-1:], Decimal(1))
    try:
        text = f"{(Decimal(plain.rstrip(''.join(_SUFFIXES))) * factor).normalize():f}"
    except InvalidOperation:
        text = ""
    pattern = _WHOLE_NUMBER if spec.type is int else _NUMBER
    if len(text) <= _LONGEST_ADVICE and pattern.fullmatch(text):
        return Bilingual(f"Write {text}, in plain digits.", f"请写成 {text}。")
    if not re.search(r"\d", plain):
        return ""
    if spec.type is int:
        return Bilingual("Write digits only, no unit.", "请只写数字，不带单位。")
    return Bilingual(
        "Write digits with '.' before the decimals, no unit.",
        "请只写数字，小数点用“.”，不带单位。",
    )
