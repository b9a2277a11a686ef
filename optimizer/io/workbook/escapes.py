"""Characters that the XML of a workbook cannot hold, written as spreadsheets write them.

A character is ``_x0007_``; text that looks so itself has its first underscore as ``_x005F_``.
Source: ECMA-376, part 1, 22.9.2.19 (ST_Xstring).
"""

from __future__ import annotations

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})_")
"""Halves of a pair of surrogates are no characters and stay as they are written."""


def escaped(text: str) -> str:
    """Return text as it may stand in a cell."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def unescaped(text: str) -> str:
    """Return the text that a cell means."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
