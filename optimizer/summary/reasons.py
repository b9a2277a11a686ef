"""Why something is unserved or late, in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optimizer.summary.phrases import PHRASES, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.summary.phrases import Lang

ALONE_NONE = "combination"
"""Reason that no single one is; where several together are one, they stand after it."""


def reason_words(reason: str, lang: Lang) -> str:
    """Return a reason of docs/routing.md, section 6, in words; one that is not known as it is."""
    codes = re.findall(r"\w+", reason)
    if not codes:
        return phrase("no_reason", lang)
    told = [_words(code, lang) for code in codes]
    if codes[0] == ALONE_NONE and len(codes) > 1:
        return phrase("reasons_together", lang, reasons=_listed(told[1:], lang))
    return phrase("semicolon", lang).join(told)


def _listed(told: Sequence[str], lang: Lang) -> str:
    """Return what holds together as one sentence, the last with a word before it."""
    if len(told) == 1:
        return told[0]
    before = phrase("clauses", lang).join(told[:-1])
    return phrase("both" if len(told) == 2 else "all_of", lang).join((before, told[-1]))


def _words(code: str, lang: Lang) -> str:
    key = f"because_{code}"
    return phrase(key, lang) if key in PHRASES else code
