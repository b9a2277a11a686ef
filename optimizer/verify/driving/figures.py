"""The rule that what a routing claims to be worth is what it is worth."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.plan import DriveLine, Violation
from optimizer.verify.driving.handling import loading_h, rates_t_per_h, unloading_h
from optimizer.verify.driving.travel import hop_of
from optimizer.verify.tolerance import CLOCK, CNY, PERSONS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.verify.driving.frontier import Way
    from optimizer.verify.driving.runs import Run
    from optimizer.verify.evidence import Evidence

METERS_KM = 0.01
"""Km of a way: routes are planned in whole meters of each road."""


@dataclass
class Figure:
    """A figure as recomputed, and how far what is stated may be from it."""

    amount: float = 0.0
    slack: float = 0.0

    def add(self, amount: float, slack: float) -> None:
        """Count something in."""
        self.amount += amount
        self.slack += slack


def state_drives(evidence: Evidence) -> Iterator[Violation]:
    """State what the routing is worth as it is recomputed, and no bound above it."""
    unserved, late, arrival = _persons(evidence), _late(evidence), _arrival(evidence)
    costs = _costs(evidence)
    for line in evidence.plan.driving.drives:
        yield from _figure(line, "persons_unserved", "persons", unserved[line.scenario])
        yield from _figure(line, "late_person_h", "person h", late[line.scenario])
        yield from _figure(line, "arrival_person_h", "person h", arrival[line.scenario])
        yield from _figure(line, "cost_cny", "CNY", costs[line.scenario])


def _persons(evidence: Evidence) -> Mapping[str, Figure]:
    figures: dict[str, Figure] = defaultdict(lambda: Figure(slack=PERSONS))
    for line in evidence.plan.driving.unserved:
        figures[line.scenario].add(line.persons, 0.0)
    return figures


def _late(evidence: Evidence) -> Mapping[str, Figure]:
    figures: dict[str, Figure] = defaultdict(lambda: Figure(slack=PERSONS))
    for drop, handout_h in evidence.driven.handed_out:
        late_h = handout_h - drop.line.deadline_h
        if late_h > -CLOCK:
            slack = drop.line.persons * CLOCK
            figures[drop.line.scenario].add(drop.line.persons * max(0.0, late_h), slack)
    return figures


def _arrival(evidence: Evidence) -> Mapping[str, Figure]:
    figures: dict[str, Figure] = defaultdict(lambda: Figure(slack=PERSONS))
    for drop, handout_h in evidence.driven.handed_out:
        persons = drop.line.persons
        figures[drop.line.scenario].add(persons * handout_h, persons * CLOCK)
    return figures


def _costs(evidence: Evidence) -> Mapping[str, Figure]:
    """Return what driving costs: km, and hours of driving, loading and unloading."""
    figures: dict[str, Figure] = defaultdict(lambda: Figure(slack=CNY))
    rates, shift_h = rates_t_per_h(evidence), evidence.instance.response.shift_h
    for run in evidence.driven.runs:
        per_h, per_km = run.kind.cost_cny_per_day / shift_h, run.kind.cost_cny_per_km
        figure = figures[run.scenario]
        for ways in _ways(evidence, run):
            costs = [way.km * per_km + way.moving_h * per_h for way in ways]
            spread = (max(costs) - min(costs)) / 2
            slack = METERS_KM * per_km + CLOCK * per_h
            figure.add(min(costs) + spread, spread + slack)
        for hours in _handling(run, rates):
            figure.add(hours * per_h, CLOCK * per_h)
    return figures


def _ways(evidence: Evidence, run: Run) -> Iterator[tuple[Way, ...]]:
    """Yield the ways that each leg may have taken, one where no road opens meanwhile."""
    for leg in run.legs:
        ways = evidence.driven.travel.taken(hop_of(run, leg))
        if ways:
            yield ways


def _handling(run: Run, rates: Mapping[str, float]) -> Iterator[float]:
    for trip in run.trips:
        yield loading_h(run.kind, trip, rates.get(trip.line.origin))
        for stop in trip.stops:
            yield unloading_h(run.kind, stop)


def _figure(line: DriveLine, name: str, unit: str, figure: Figure) -> Iterator[Violation]:
    stated: float = getattr(line, name)
    bound: float = getattr(line, f"bound_{name}")
    amount, slack = figure.amount, figure.slack
    off = max(excess(stated, amount, slack), excess(amount, stated, slack))
    if off:
        yield _broken(
            f"{line.scenario}, {name}",
            off,
            unit,
            f"in {line.scenario} {name} is stated as {number(stated)} {unit}, the trips give "
            f"{number(amount)} {unit}: {number(off)} {unit} off",
        )
    over = excess(bound, stated, PERSONS)
    if over:
        yield _broken(
            f"{line.scenario}, bound_{name}",
            over,
            unit,
            f"in {line.scenario} bound_{name} is {number(bound)} {unit}, above the "
            f"{number(stated)} {unit} that are stated: {number(over)} {unit} too much",
        )


def _broken(where: str, amount: float, unit: str, sentence: str) -> Violation:
    return Violation(
        promise="state_drives", where=where, amount=amount, unit=unit, sentence=sentence
    )
