"""What level of response the plan can meet, by the standards that hold for its scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.instance.words import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Result, ServiceLine


@dataclass(frozen=True, slots=True)
class LevelLine:
    """Whether a response level is met, and where it is nearest to failing.

    Parameters
    ----------
    scenarios : int
        How many scenarios are of this level.
    met : bool
        Whether each standard, binding or expected, that holds for one of them is.
    scenario, standard : str
        The weakest: whose share misses what is asked by most, or exceeds it by least.
    person_share, person_share_asked, town_share, town_share_asked : float
        What the weakest reaches and should.
    """

    level: Level
    scenarios: int
    met: bool
    scenario: str
    standard: str
    person_share: float
    person_share_asked: float
    town_share: float
    town_share_asked: float


def response_levels(result: Result, instance: Instance) -> tuple[LevelLine, ...]:
    """Return a line for each level that has scenarios with standards, the gravest first."""
    lines: dict[Level, list[ServiceLine]] = {}
    for line in result.service:
        lines.setdefault(instance.scenario[line.scenario].level, []).append(line)
    return tuple(_line(level, lines[level], instance) for level in Level if level in lines)


def highest_met(lines: Sequence[LevelLine]) -> Level | None:
    """Return the gravest level that is met with all lighter ones, or None where none is."""
    highest = None
    for line in reversed(lines):
        if not line.met:
            break
        highest = line.level
    return highest


def levels_with_scenarios(instance: Instance) -> tuple[Level, ...]:
    """Return the levels that some scenario calls for, the gravest first."""
    found = {scenario.level for scenario in instance.scenarios}
    return tuple(level for level in Level if level in found)


def _line(level: Level, lines: Iterable[ServiceLine], instance: Instance) -> LevelLine:
    def slack(line: ServiceLine) -> float:
        asked = instance.standard[line.standard]
        return min(line.person_share - asked.person_share, line.town_share - asked.town_share)

    rows = sorted(lines, key=lambda line: (slack(line), line.scenario, line.standard))
    weakest = rows[0]
    asked = instance.standard[weakest.standard]
    return LevelLine(
        level=level,
        scenarios=sum(scenario.level is level for scenario in instance.scenarios),
        met=all(row.met for row in rows),
        scenario=weakest.scenario,
        standard=weakest.standard,
        person_share=weakest.person_share,
        person_share_asked=asked.person_share,
        town_share=weakest.town_share,
        town_share_asked=asked.town_share,
    )
