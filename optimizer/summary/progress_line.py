"""How a solve is going, in one line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.summary.phrases import PHRASES, Lang, money, phrase

if TYPE_CHECKING:
    from optimizer.progress import Report


def progress_line(report: Report, lang: Lang) -> str:
    """Return the phase, and plan, bound and gap where there are any yet."""
    parts = [phrase(report.phase, lang) if report.phase in PHRASES else report.phase]
    for key, cny in (("plan_so_far", report.incumbent), ("bound_so_far", report.bound)):
        if cny is not None and math.isfinite(cny):
            parts.append(phrase(key, lang, cny=money(cny, lang)))
    if report.gap is not None and math.isfinite(report.gap):
        parts.append(phrase("gap_so_far", lang, gap=f"{report.gap:.2%}"))
    return "  ".join(parts)
