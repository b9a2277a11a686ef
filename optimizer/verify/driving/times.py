"""The rule that no vehicle is faster than the ways there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan import Violation
from optimizer.verify.driving.travel import hop_of
from optimizer.verify.tolerance import CLOCK, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.verify.driving.runs import Leg, Run
    from optimizer.verify.evidence import Evidence


def drive_in_time(evidence: Evidence) -> Iterator[Violation]:
    """Take for every way the time it takes at least, with closed roads, weight limits and rests."""
    travel = evidence.driven.travel
    for run in evidence.driven.runs:
        for leg in run.legs:
            way = travel.fastest(hop_of(run, leg))
            if way is None:
                yield _broken(run, leg, 1, "ways", "no way that it may use leads there")
                continue
            missing_h = excess(way.arrival_h, run.rests.awake_h(leg.arrive_h), CLOCK)
            if missing_h:
                earliest_h = run.rests.hour(way.arrival_h)
                yield _broken(
                    run,
                    leg,
                    missing_h,
                    "h",
                    f"it can be there at {number(earliest_h)} h: {number(missing_h)} h too early",
                )


def _broken(run: Run, leg: Leg, amount: float, unit: str, reason: str) -> Violation:
    which = "on its way home" if leg.trip is None else f"for trip {leg.trip.line.trip}"
    return Violation(
        promise="drive_in_time",
        where=f"{run.where if leg.trip is None else leg.trip.where}, {leg.start}, {leg.end}",
        amount=amount,
        unit=unit,
        sentence=f"{run.name} leaves {leg.start} {which} at {number(leg.leave_h)} h and arrives at "
        f"{leg.end} at {number(leg.arrive_h)} h, {reason}",
    )
