"""What level of response the plan can meet, by the standards that hold for its scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.instance.words import Bindingness, Level
from optimizer.service import SHARE_TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Result, ServiceLine


class ShareOf(StrEnum):
    """What a standard asks a share of."""

    PERSONS = "persons"
    TOWNS = "towns"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """How far the binding or the expected standards of a response level are met.

    Parameters
    ----------
    scenarios : int
        How many scenarios are of this level.
    kind : Bindingness
        Of which standards it tells.
    share_of : ShareOf
        Of what shares it tells.
    met : bool
        Whether each such standard reaches such a share in each scenario that it holds for.
    share, share_asked : float
        What the weakest standard reaches in its weakest scenario, and should.
    standard, scenario : str
        The weakest: whose share misses what is asked by most, or exceeds it by least; of equals
        that with the smallest share.
    """

    level: Level
    scenarios: int
    kind: Bindingness
    share_of: ShareOf
    met: bool
    share: float
    share_asked: float
    standard: str
    scenario: str


def response_levels(result: Result, instance: Instance) -> tuple[LevelLine, ...]:
    """Return the lines of each level that has scenarios with standards, the gravest first.

    A level has lines of its binding standards and then of those that are expected: one of
    persons, and one of towns where a standard asks for a share of them.
    """
    lines: dict[Level, list[ServiceLine]] = {}
    for line in result.service:
        lines.setdefault(instance.scenario[line.scenario].level, []).append(line)
    return tuple(
        line for level in Level if level in lines for line in _lines(level, lines[level], instance)
    )


def decisive(lines: Iterable[LevelLine]) -> tuple[LevelLine, ...]:
    """Return the lines that decide whether a level is met.

    Those of binding standards; of expected ones at a level without any that binds.
    """
    kept = tuple(lines)
    binding = {line.level for line in kept if line.kind is Bindingness.BINDING}
    return tuple(
        line for line in kept if line.kind is Bindingness.BINDING or line.level not in binding
    )


def highest_met(lines: Sequence[LevelLine]) -> Level | None:
    """Return the gravest level that is met with all lighter ones, or None where none is."""
    there = [level for level in Level if level in {line.level for line in lines}]
    missed = lightest_missed(lines)
    lighter = there if missed is None else there[there.index(missed) + 1 :]
    return lighter[0] if lighter else None


def lightest_missed(lines: Sequence[LevelLine]) -> Level | None:
    """Return the lightest level that is not met, or None where all are."""
    return next((line.level for line in reversed(lines) if not line.met), None)


def levels_with_scenarios(instance: Instance) -> tuple[Level, ...]:
    """Return the levels that some scenario calls for, the gravest first."""
    found = {scenario.level for scenario in instance.scenarios}
    return tuple(level for level in Level if level in found)


def _lines(level: Level, service: Sequence[ServiceLine], instance: Instance) -> Iterator[LevelLine]:
    scenarios = sum(scenario.level is level for scenario in instance.scenarios)
    for kind in Bindingness:
        for share_of in ShareOf:
            shares = [
                (reached, asked, line)
                for line in service
                if line.kind is kind
                for reached, asked in _reached_and_asked(line, share_of, instance)
            ]
            if shares:
                met = all(reached >= asked - SHARE_TOLERANCE for reached, asked, _ in shares)
                yield LevelLine(level, scenarios, kind, share_of, met, *_weakest(shares))


def _reached_and_asked(
    line: ServiceLine, share_of: ShareOf, instance: Instance
) -> Iterator[tuple[float, float]]:
    """Yield what a standard reaches and asks; nothing where it asks for no share of towns."""
    standard = instance.standard[line.standard]
    if share_of is ShareOf.PERSONS:
        yield line.person_share, standard.person_share
    elif standard.town_share > 0:
        yield line.town_share, standard.town_share


def _weakest(
    shares: Iterable[tuple[float, float, ServiceLine]],
) -> tuple[float, float, str, str]:
    """Return the share that misses what is asked by most, with its standard and scenario."""
    share, asked, line = min(
        shares,
        key=lambda row: (row[0] - row[1], row[0], row[2].scenario, row[2].standard),
    )
    return share, asked, line.standard, line.scenario
