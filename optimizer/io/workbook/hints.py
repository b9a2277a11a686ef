"""What may stand in a column, in the words that a workbook has beside it."""

from __future__ import annotations

import math
from enum import StrEnum

from optimizer.instance.cells import SEPARATOR, allowed, cell_text
from optimizer.instance.schema import Column
from optimizer.io.workbook.headers_zh import CHOICES_ZH, UNITS_ZH, column_zh, sheet_title
from optimizer.io.workbook.layout import HINT

_KINDS_ZH = {bool: "TRUE（是）或 FALSE（否）", int: "整数", float: "数字", str: "文字"}


def hint(spec: Column) -> str:
    """Return what row 3 of a sheet says of a column, in Chinese."""
    return f"{HINT}{expected_zh(spec)}"


def expected_zh(spec: Column) -> str:
    """Return whether a value is required, what it may be and its unit, in Chinese."""
    parts = [_demand_zh(spec), _kind_zh(spec)]
    if spec.unit:
        parts.append(f"单位：{UNITS_ZH[spec.unit]} {spec.unit}")
    return "；".join(parts)


def note(table: str, spec: Column) -> str:
    """Return the note on a column: its meaning, what may stand there and what blank means."""
    lines = [f"{column_zh(table, spec.name)} {spec.name}", spec.description, allowed(spec)]
    if spec.required:
        lines.append("required 必填")
    elif default := cell_text(spec.default):
        lines.append(f"blank 空白 = {default}")
    if issubclass(spec.type, StrEnum):
        lines += [f"{word} {chinese}" for word, chinese in CHOICES_ZH[spec.type.__name__].items()]
    return "\n".join(lines)


def _demand_zh(spec: Column) -> str:
    if spec.required:
        return "必填"
    default = cell_text(spec.default).upper() if spec.type is bool else cell_text(spec.default)
    return f"可空，空白＝{default}" if default else "可空"


def _kind_zh(spec: Column) -> str:
    if spec.refers_to:
        kind = f"“{sheet_title(spec.refers_to)}”表的编号"
    elif issubclass(spec.type, StrEnum):
        kind = "从下列词中选：" + "、".join(CHOICES_ZH[spec.type.__name__])
    elif spec.is_id:
        kind = "编号：字母、数字、_ . -"
    else:
        kind = _KINDS_ZH[spec.type] + _bounds(spec)
    return f"{kind}；多个用 {SEPARATOR} 隔开" if spec.many else kind


def _bounds(spec: Column) -> str:
    bounds = ((">", spec.above), ("≥", spec.minimum), ("≤", spec.maximum))
    return "".join(f" {sign} {bound:g}" for sign, bound in bounds if abs(bound) < math.inf)
