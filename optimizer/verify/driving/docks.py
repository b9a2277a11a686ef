"""The rule that loading and unloading take their time, at docks of which there are so many."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from optimizer.plan import Violation
from optimizer.verify.driving.handling import (
    dock_h,
    docks_of,
    loading_h,
    rates_t_per_h,
    unloading_h,
)
from optimizer.verify.tolerance import CLOCK, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optimizer.verify.driving.runs import Run, Trip
    from optimizer.verify.evidence import Evidence


class Turn(NamedTuple):
    """A load's time at an origin."""

    begin_h: float
    end_h: float
    run: Run
    trip: Trip

    @property
    def name(self) -> str:
        """Return whose load it is."""
        return f"{self.run.vehicle} for trip {self.trip.line.trip}"


def load_at_docks(evidence: Evidence) -> Iterator[Violation]:
    """Load and unload in the time that takes, at a free dock, as fast as the origin handles."""
    rates, docks = rates_t_per_h(evidence), docks_of(evidence)
    yield from _take_time(evidence, rates)
    for (scenario, origin), turns in sorted(_loads(evidence).items()):
        if origin in rates:
            busy = (
                turn._replace(end_h=turn.begin_h + dock_h(turn.trip, rates[origin]))
                for turn in turns
            )
            yield from _one_by_one(f"{scenario}, {origin}", busy)
        if origin in docks:
            yield from _at_docks(f"{scenario}, {origin}", turns, docks[origin])


def _take_time(evidence: Evidence, rates: Mapping[str, float]) -> Iterator[Violation]:
    for run in evidence.driven.runs:
        for trip in run.trips:
            line, which = trip.line, f"trip {trip.line.trip}"
            least_h = loading_h(run.kind, trip, rates.get(line.origin))
            yield from _took(
                trip.where, f"{run.name} loads {which}", line.loaded_h - line.load_h, least_h
            )
            for stop in trip.stops:
                yield from _took(
                    f"{trip.where}, stop {stop.line.stop}",
                    f"{run.name} unloads at stop {stop.line.stop} of {which}",
                    stop.line.done_h - stop.line.begin_h,
                    unloading_h(run.kind, stop),
                )


def _took(where: str, what: str, hours: float, least_h: float) -> Iterator[Violation]:
    missing_h = excess(least_h, hours, CLOCK)
    if missing_h:
        yield _broken(
            where,
            missing_h,
            "h",
            f"{what} in {number(hours)} h, it takes {number(least_h)} h: {number(missing_h)} h too "
            "short",
        )


def _loads(evidence: Evidence) -> dict[tuple[str, str], list[Turn]]:
    """Return the loads of each origin in the order in which they begin."""
    found: dict[tuple[str, str], list[Turn]] = defaultdict(list)
    for run in evidence.driven.runs:
        for trip in run.trips:
            if not trip.at_transfer:
                turn = Turn(trip.line.load_h, trip.line.loaded_h, run, trip)
                found[run.scenario, trip.line.origin].append(turn)
    for turns in found.values():
        turns.sort(key=lambda turn: (turn.begin_h, turn.end_h))
    return found


def _one_by_one(where: str, turns: Iterable[Turn]) -> Iterator[Violation]:
    """Yield loads that begin while the one before still takes up the origin's handling."""
    last: Turn | None = None
    for turn in turns:
        if turn.end_h <= turn.begin_h:
            continue
        early_h = 0.0 if last is None else excess(last.end_h, turn.begin_h, CLOCK)
        if last is not None and early_h:
            yield _broken(
                where,
                early_h,
                "h",
                f"in {where} {turn.name} begins to load at {number(turn.begin_h)} h, {last.name} "
                f"is handled until {number(last.end_h)} h: {number(early_h)} h too early",
            )
        if last is None or turn.end_h > last.end_h:
            last = turn


def _at_docks(where: str, turns: list[Turn], docks: int) -> Iterator[Violation]:
    """Yield loads that begin when every dock is taken."""
    for number_before, turn in enumerate(turns):
        if turn.end_h - turn.begin_h <= CLOCK:
            continue
        taken = sum(
            other.end_h - CLOCK > turn.begin_h
            for other in turns[:number_before]
            if other.end_h - other.begin_h > CLOCK
        )
        if taken >= docks:
            yield _broken(
                where,
                taken + 1 - docks,
                "vehicles",
                f"in {where} {turn.name} begins to load at {number(turn.begin_h)} h beside "
                f"{taken} others, there are {docks} docks",
            )


def _broken(where: str, amount: float, unit: str, sentence: str) -> Violation:
    return Violation(
        promise="load_at_docks", where=where, amount=amount, unit=unit, sentence=sentence
    )
