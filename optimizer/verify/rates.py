"""Promises about what leaves in the hours there are: daily rates and docks."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from optimizer.plan import Flow, Violation
from optimizer.verify.tolerance import TONNES, UNITS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.verify.evidence import Evidence

HOURS_PER_DAY = 24.0


class Rush(NamedTuple):
    """The hours in which most is too much at a rate."""

    hours: float
    amount: float
    excess: float


def worst_rush(
    loads: Iterable[tuple[float, float]], rate_per_h: float, floor: float
) -> Rush | None:
    """Return where loads outrun a rate the most, or None where they never do.

    Parameters
    ----------
    loads : iterable of (hours, amount)
        Amounts that must leave within so many hours.
    rate_per_h, floor : float
        What leaves in an hour, and the tolerance, in the unit of the amounts.

    Notes
    -----
    What must leave within h grows only at the loads' own hours, so these are all the hours
    that need a look.
    """
    ordered = sorted(loads)
    sums = accumulate(amount for _, amount in ordered)
    rushes = (
        Rush(hours, total, excess(total, rate_per_h * hours, floor))
        for (hours, _), total in zip(ordered, sums, strict=True)
    )
    return max((rush for rush in rushes if rush.excess), key=lambda rush: rush.excess, default=None)


def draw_at_daily_rate(evidence: Evidence) -> Iterator[Violation]:
    """Send nothing that comes at a daily rate before it has come, in any case."""
    for case, flows in evidence.flows.items():
        for (source, commodity), loads in sorted(_daily_loads(evidence, flows).items()):
            supply = evidence.instance.supply[source, commodity]
            counted_on = evidence.counted_on(case.scenario, source)
            rate_per_h = counted_on * (supply.per_day or 0.0) / HOURS_PER_DAY
            rush = worst_rush(loads, rate_per_h, UNITS)
            if rush is not None:
                yield Violation(
                    promise="draw_within_sources",
                    where=f"{case}, {source}, {commodity}",
                    amount=rush.excess,
                    unit="units",
                    sentence=f"in {case} source {source} would give {number(rush.amount)} units "
                    f"of {commodity} in {number(rush.hours)} h, {number(rate_per_h)} units/h can "
                    f"be counted on: {number(rush.excess)} units too many",
                )


def handle_in_time(evidence: Evidence) -> Iterator[Violation]:
    """Load what must leave a store or a source within some hours in those hours."""
    rates = dict(docks_t_per_h(evidence))
    for scenario in evidence.instance.scenarios:
        loads: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for flow, lane in evidence.timely(scenario.id):
            loads[flow.origin].append((lane.window_h(flow.deadline_h), evidence.tonnes(flow)))
        for origin in sorted(loads.keys() & rates.keys()):
            rush = worst_rush(loads[origin], rates[origin], TONNES)
            if rush is not None:
                yield Violation(
                    promise="handle_in_time",
                    where=f"{scenario.id}, {origin}",
                    amount=rush.excess,
                    unit="t",
                    sentence=f"in {scenario.id} {origin} would load {number(rush.amount)} t in "
                    f"{number(rush.hours)} h, its docks load {number(rates[origin])} t/h: "
                    f"{number(rush.excess)} t too much",
                )


def _daily_loads(
    evidence: Evidence, flows: Iterable[Flow]
) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Return (spare hours, units) of the flows of what comes at a daily rate."""
    loads: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for flow in flows:
        for commodity, each in evidence.content(flow).items():
            supply = evidence.instance.supply.get((flow.origin, commodity))
            if supply is None or supply.per_day is None:
                continue
            lane = evidence.lane(flow)
            if lane is not None:
                spare_h = flow.deadline_h - lane.hours
                loads[flow.origin, commodity].append((spare_h, each * flow.persons))
    return loads


def docks_t_per_h(evidence: Evidence) -> Iterator[tuple[str, float]]:
    """Yield the origins whose loading has a rate."""
    for site, options in evidence.options.items():
        rates = [option.handling_t_per_h for option in options]
        limited = [rate for rate in rates if rate is not None]
        if limited and len(limited) == len(rates):
            yield site, sum(limited)
    for source in evidence.instance.sources:
        if source.handling_t_per_h is not None:
            yield source.id, source.handling_t_per_h
