"""The limits of reserve modes beside what each meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.accounts import limit_lines
from optimizer.needs import needs
from optimizer.summary.layout import table
from optimizer.summary.names import BIGGEST, family_name, heads, more
from optimizer.summary.phrases import Lang, phrase

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Result


def mode_limits(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return the lowest and highest share of the need that a limited mode meets in a scenario."""
    lines = limit_lines(result.plan, instance, needs(instance))
    none = phrase("none", lang)
    rows = [
        (
            phrase(line.mode.value, lang),
            family_name(instance, line.family, lang),
            f"{line.least_share:.0%}" if line.least_share else none,
            f"{line.lowest:.1%}",
            f"{line.highest:.1%}",
            f"{line.most_share:.0%}" if line.most_share < 1 else none,
        )
        for line in lines[:BIGGEST]
    ]
    if not rows:
        return []
    keys = ("mode", "family", "least_share", "lowest_share", "highest_share", "most_share")
    return [
        phrase("mode_limits", lang),
        *table(heads(keys, lang), rows, left=2),
        *more(len(lines), lang),
    ]
