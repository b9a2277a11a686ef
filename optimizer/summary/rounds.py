"""The circle from siting to driving and back, round by round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.summary.layout import table
from optimizer.summary.names import heads
from optimizer.summary.phrases import Lang, phrase

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Result


def rounds(result: Result, instance: Instance, lang: Lang) -> list[str]:
    """Return what each round cost and taught; none where the circle was not closed."""
    if not result.rounds:
        return []
    rows = [
        (
            f"{line.turn}",
            f"{line.objective_cny:,.0f}",
            phrase("used_of", lang, used=line.driven, count=line.scenarios),
            f"{line.persons_missed:,.0f}",
            f"{line.lanes_held:,}",
            f"{line.lifts_held:,}",
            phrase(line.next_step, lang),
        )
        for line in result.rounds
    ]
    keys = ("turn", "plan_cost", "scenarios_driven", "persons_missed", "lanes_held", "lifts_held",
            "next_step")  # fmt: skip
    return [phrase("rounds", lang), *table(heads(keys, lang), rows, left=0)]
