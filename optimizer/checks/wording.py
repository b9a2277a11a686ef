"""How findings name many rows in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMED_AT_MOST = 5
"""So many ids still fit into a sentence that is read aloud."""


def named(ids: Sequence[str]) -> str:
    """Return ids as ``HL01, HL02 and 3 more``."""
    shown = ", ".join(ids[:NAMED_AT_MOST])
    rest = len(ids) - NAMED_AT_MOST
    return f"{shown} and {rest} more" if rest > 0 else shown


def counted(ids: Sequence[str]) -> str:
    """Return ids with their number in front, as ``2 (HL01, HL02)``."""
    return f"{len(ids)} ({named(ids)})"
