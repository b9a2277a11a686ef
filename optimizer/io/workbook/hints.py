"""What may stand in a column, in the words that a workbook has beside it."""

from __future__ import annotations

import math

from optimizer.instance.cells import SEPARATOR, allowed, cell_text
from optimizer.instance.schema import Column
from optimizer.io.workbook.choices import offered, shown
from optimizer.io.workbook.headers_zh import UNITS_ZH, column_zh, sheet_title
from optimizer.io.workbook.layout import HINT, Setting
from optimizer.io.workbook.meanings_zh import meaning_zh

_KINDS_ZH = {int: "整数", float: "数字", str: "文字"}


def hint(table: str, spec: Column) -> str:
    """Return what row 3 of a sheet says of a column, in Chinese."""
    if table == Setting.table and spec.name in Setting.unread:
        return f"{HINT}仅供阅读，不必填写"
    return f"{HINT}{expected_zh(spec)}"


def expected_zh(spec: Column) -> str:
    """Return whether a value is required, what it may be and its unit, in Chinese."""
    parts = [_demand_zh(spec), _kind_zh(spec)]
    if spec.unit:
        parts.append(f"单位：{UNITS_ZH[spec.unit]} {spec.unit}")
    return "；".join(parts)


def note(table: str, spec: Column) -> str:
    """Return the note on a column: its meaning, what may stand there and what blank means."""
    lines = [f"{column_zh(table, spec.name)} {spec.name}", meaning_zh(table, spec.name)]
    lines.append(spec.description)
    lines.append("、".join(offered(spec)) or allowed(spec))
    if spec.required:
        lines.append("required 必填")
    elif default := _default(spec):
        lines.append(f"blank 空白 = {default}")
    return "\n".join(filter(None, lines))


def _demand_zh(spec: Column) -> str:
    if spec.required:
        return "必填"
    default = _default(spec)
    return f"可空，空白＝{default}" if default else "可空"


def _default(spec: Column) -> str:
    return cell_text(shown(spec, spec.default))


def _kind_zh(spec: Column) -> str:
    if spec.refers_to:
        kind = f"“{sheet_title(spec.refers_to)}”表的编号"
    elif words := offered(spec):
        kind = "选：" + "、".join(word.split(" ", 1)[0] for word in words)
    elif spec.is_id:
        kind = "编号：字母、数字、_ . -"
    else:
        kind = _KINDS_ZH[spec.type] + _bounds(spec)
    return f"{kind}；多个用 {SEPARATOR} 隔开" if spec.many else kind


def _bounds(spec: Column) -> str:
    bounds = ((">", spec.above), ("≥", spec.minimum), ("≤", spec.maximum))
    return "".join(f" {sign} {bound:g}" for sign, bound in bounds if abs(bound) < math.inf)
