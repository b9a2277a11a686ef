"""The circle from driving back to siting: what cannot be driven in time is planned otherwise.

Each round routes every scenario of the plan. Where a binding standard is missed, the lanes that
held less in time than was planned, and the fleets that fell short, are told to the siting model
(`Lessons`), and it is solved again. The best plan of all rounds is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.driving.lessons import failures, learned
from optimizer.driving.options import DriveOptions
from optimizer.driving.refusals import refuse_unknown_families
from optimizer.driving.scenarios import DrivenScenario, drive
from optimizer.errors import InfeasibleError, NoPlanError
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.plan import Result, RoundLine
from optimizer.progress import Progress, silent
from optimizer.siting.lessons import NOTHING_LEARNED, Lessons
from optimizer.solve import SolveOptions, solve

if TYPE_CHECKING:
    from optimizer.instance import Instance

log = logging.getLogger(__name__)


class Ending(StrEnum):
    """What follows on a turn of the circle."""

    AGAIN = "planned again"
    DRIVEN = "every binding standard holds as driven"
    NOTHING_NEW = "nothing new was learned"
    NO_PLAN = "no plan heeds all that was learned"
    OVER = "no more rounds"


@dataclass(frozen=True, slots=True)
class _Turn:
    """A plan that was driven."""

    result: Result
    driven: tuple[DrivenScenario, ...]
    lessons: Lessons

    @property
    def persons_missed(self) -> float:
        """Persons that binding standards miss, summed over scenarios and standards."""
        return sum(
            line.persons * (1.0 - line.person_share) for each in self.driven for line in each.missed
        )

    @property
    def is_driven(self) -> bool:
        """Whether every binding standard holds as it is driven."""
        return not any(each.missed for each in self.driven)

    @property
    def worth(self) -> tuple[float, float]:
        """What turns are compared by: who is missed, then cost."""
        return self.persons_missed, self.result.objective_cny

    def line(self, number: int, ending: Ending) -> RoundLine:
        """Return the turn as it is told."""
        causes: dict[str, float] = {}
        for row in (row for each in self.driven for row in failures(each)):
            causes[row.reason] = causes.get(row.reason, 0.0) + row.persons
        return RoundLine(
            turn=number,
            objective_cny=self.result.objective_cny,
            driven=sum(not each.missed for each in self.driven),
            scenarios=len(self.driven),
            persons_missed=self.persons_missed,
            lanes_held=len(self.lessons.most_persons),
            lifts_held=len(self.lessons.lift_share),
            causes="; ".join(f"{name} {persons:.0f}" for name, persons in sorted(causes.items())),
            next_step=str(ending),
        )


def solve_and_drive(
    instance: Instance,
    solving: SolveOptions | None = None,
    driving: DriveOptions | None = None,
    most_rounds: int = 3,
    progress: Progress = silent,
) -> Result:
    """Find a plan, drive it, and plan again what cannot be driven.

    Parameters
    ----------
    most_rounds : int
        Times that the plan may be made anew.

    Returns
    -------
    Result
        The best plan of all rounds, driven and verified. Its bound is that of the first solve:
        nothing had been learned then, so it holds for every plan.

    Raises
    ------
    UsageError
        When a family that is to come first is not known.
    InfeasibleError, NoPlanError, VerificationError, KeyboardInterrupt
        As `solve`, for the first plan.
    """
    refuse_unknown_families(instance, driving.first if driving else ())
    first = solve(instance, solving, progress)
    return close_circle(instance, first, solving, driving, most_rounds, progress)


def close_circle(
    instance: Instance,
    first: Result,
    solving: SolveOptions | None = None,
    driving: DriveOptions | None = None,
    most_rounds: int = 3,
    progress: Progress = silent,
) -> Result:
    """Drive a plan that was found, and plan again what cannot be driven; see `solve_and_drive`."""
    driving = driving or DriveOptions()
    required = needs(instance)
    found = lanes(instance, required)
    result, lessons = first, NOTHING_LEARNED
    best: _Turn | None = None
    rounds: list[RoundLine] = []
    ending = Ending.AGAIN
    while ending is Ending.AGAIN:
        plan, driven = drive(instance, result.plan, driving, (), progress)
        turn = _Turn(replace(result, plan=plan), driven, lessons)
        if best is None or turn.worth < best.worth:
            best = turn
        ending = Ending.AGAIN
        if turn.is_driven:
            ending = Ending.DRIVEN
        elif len(rounds) == most_rounds:
            ending = Ending.OVER
        else:
            lessons = learned(instance, required, found, result.plan, driven, lessons)
            if lessons == turn.lessons:
                ending = Ending.NOTHING_NEW
            else:
                again = _planned_again(instance, solving, progress, lessons)
                result, ending = (result, Ending.NO_PLAN) if again is None else (again, ending)
        rounds.append(turn.line(len(rounds), ending))
        log.info("round %d: %s", rounds[-1].turn, rounds[-1])
    assert best is not None
    return _kept(best.result, first, rounds)


def _planned_again(
    instance: Instance, solving: SolveOptions | None, progress: Progress, lessons: Lessons
) -> Result | None:
    """Return a plan that heeds what was learned, None where there is none or none was found."""
    try:
        return solve(instance, solving, progress, lessons)
    except (InfeasibleError, NoPlanError) as error:
        log.info("no plan heeds what was learned: %s", error)
        return None


def _kept(result: Result, first: Result, rounds: Sequence[RoundLine]) -> Result:
    bound_cny = min(first.bound_cny, result.objective_cny)
    gap = max(0.0, result.objective_cny - bound_cny) / max(abs(result.objective_cny), 1e-9)
    return replace(result, bound_cny=bound_cny, gap=gap, rounds=tuple(rounds))
