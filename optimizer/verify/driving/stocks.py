"""The rule that only what stands at an origin, and has come by then, is loaded there."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import ReserveMode
from optimizer.plan import Violation
from optimizer.verify.rates import HOURS_PER_DAY, worst_rush
from optimizer.verify.supply import free_units
from optimizer.verify.tolerance import CLOCK, UNITS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.plan import Flow
    from optimizer.verify.driving.runs import Run, Trip
    from optimizer.verify.evidence import Evidence


def load_what_stands(evidence: Evidence) -> Iterator[Violation]:
    """Load at an origin that may serve the place, when it opens, what stands there by then."""
    yield from _loaded_where_allowed(evidence)
    yield from _loaded_when_open(evidence)
    yield from _within_stock(evidence)
    yield from _at_daily_rate(evidence)


def opens_h(evidence: Evidence, origin: str) -> float:
    """Return the hour from which on a store or source loads."""
    decision_h = evidence.instance.response.decision_h
    site = evidence.instance.site.get(origin)
    if site is not None:
        return decision_h + site.mobilization_h
    return decision_h + evidence.instance.supplier[origin].lead_h


def _loads(evidence: Evidence) -> Iterator[tuple[Run, Trip]]:
    """Yield the trips that are loaded at a store or source."""
    for run in evidence.driven.runs:
        for trip in run.trips:
            if not trip.at_transfer:
                yield run, trip


def _loaded_where_allowed(evidence: Evidence) -> Iterator[Violation]:
    for run in evidence.driven.runs:
        for trip in run.trips:
            for drop in trip.drops:
                if drop.line.part != 1:
                    continue
                reason = _refusal(evidence, trip, drop.haul.flow)
                if reason:
                    yield _broken(
                        f"{trip.where}, {drop.line.place}",
                        drop.line.persons,
                        "persons",
                        f"{run.name} loads at {trip.line.origin} for trip {trip.line.trip} what "
                        f"{number(drop.line.persons)} persons at {drop.line.place} get from "
                        f"{drop.line.flow_origin}, {reason}",
                    )


def _refusal(evidence: Evidence, trip: Trip, flow: Flow) -> str:
    """Return why a flow may not be loaded at the origin of a trip, or nothing where it may."""
    origin = trip.line.origin
    if trip.at_transfer:
        return "no store or source is there"
    if origin == flow.origin:
        return ""
    if origin in evidence.instance.site:
        return "" if origin in evidence.options else "the plan has no store there"
    source, within = evidence.instance.supplier[origin], evidence.instance.within
    if source.mode is ReserveMode.HOUSEHOLD:
        return "that stands in the homes"
    if source.delivers:
        return "that source delivers itself"
    if source.serves and not any(within(flow.place, area) for area in source.serves):
        return f"that source serves only {', '.join(source.serves)}"
    return ""


def _loaded_when_open(evidence: Evidence) -> Iterator[Violation]:
    for run, trip in _loads(evidence):
        opened_h = opens_h(evidence, trip.line.origin)
        early_h = excess(opened_h, trip.line.load_h, CLOCK)
        if early_h:
            yield _broken(
                trip.where,
                early_h,
                "h",
                f"{run.name} begins to load trip {trip.line.trip} at {number(trip.line.load_h)} h, "
                f"{trip.line.origin} loads from {number(opened_h)} h on: {number(early_h)} h too "
                "early",
            )


def _within_stock(evidence: Evidence) -> Iterator[Violation]:
    for (scenario, origin, commodity), units in sorted(_drawn(evidence).items()):
        there = _there(evidence, scenario, origin, commodity)
        over = excess(units, there, UNITS)
        if over:
            yield _broken(
                f"{scenario}, {origin}, {commodity}",
                over,
                "units",
                f"in {scenario} {number(units)} units of {commodity} are loaded at {origin}, "
                f"{number(there)} may leave it: {number(over)} too many",
            )


def _drawn(evidence: Evidence) -> dict[tuple[str, str, str], float]:
    """Return the units that leave each origin, on trips or without the fleet."""
    units: dict[tuple[str, str, str], float] = defaultdict(float)
    for run, trip in _loads(evidence):
        for drop in trip.drops:
            for commodity, each in evidence.content(drop.haul.flow).items():
                key = (run.scenario, trip.line.origin, commodity)
                units[key] += each * drop.line.persons
    for haul in evidence.driven.hauls.values():
        if not haul.stages:
            for commodity, each in evidence.content(haul.flow).items():
                key = (haul.flow.scenario, haul.flow.origin, commodity)
                units[key] += each * haul.flow.persons
    return units


def _there(evidence: Evidence, scenario: str, origin: str, commodity: str) -> float:
    """Return the units that may leave an origin in a scenario."""
    if origin in evidence.instance.site:
        share = evidence.site_share(scenario, origin)
        return share * free_units(evidence, origin, commodity)
    contracted = evidence.contracts.get((origin, commodity), 0)
    return evidence.counted_on(scenario, origin) * contracted


def _at_daily_rate(evidence: Evidence) -> Iterator[Violation]:
    """Yield loads that begin before all of them has come, at sources with a daily rate."""
    for (scenario, source, commodity), loads in sorted(_daily_loads(evidence).items()):
        per_day = evidence.instance.supply[source, commodity].per_day or 0.0
        per_h = evidence.counted_on(scenario, source) * per_day / HOURS_PER_DAY
        rush = worst_rush(loads, per_h, UNITS + per_h * CLOCK)
        if rush is not None:
            yield _broken(
                f"{scenario}, {source}, {commodity}",
                rush.excess,
                "units",
                f"in {scenario} {number(rush.amount)} units of {commodity} are loaded at {source} "
                f"within {number(rush.hours)} h of its lead time, {number(per_h)} units/h come "
                f"there: {number(rush.excess)} units too many",
            )


def _daily_loads(evidence: Evidence) -> dict[tuple[str, str, str], list[tuple[float, float]]]:
    """Return (hours since the lead time, units) of what is loaded of goods with a daily rate.

    Sources that deliver themselves send at the latest hour that keeps the deadline, as in
    draw_within_sources.
    """
    loads: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for run, trip in _loads(evidence):
        since_h = trip.line.load_h - opens_h(evidence, trip.line.origin)
        for drop in trip.drops:
            for commodity, each in evidence.content(drop.haul.flow).items():
                if _has_rate(evidence, trip.line.origin, commodity):
                    key = (run.scenario, trip.line.origin, commodity)
                    loads[key].append((since_h, each * drop.line.persons))
    for haul in evidence.driven.hauls.values():
        flow, lane = haul.flow, haul.lane
        for commodity, each in evidence.content(flow).items():
            key = (flow.scenario, flow.origin, commodity)
            if key in loads and not haul.stages and lane is not None:
                loads[key].append((flow.deadline_h - lane.hours, each * flow.persons))
    return loads


def _has_rate(evidence: Evidence, origin: str, commodity: str) -> bool:
    supply = evidence.instance.supply.get((origin, commodity))
    return supply is not None and supply.per_day is not None


def _broken(where: str, amount: float, unit: str, sentence: str) -> Violation:
    return Violation(
        promise="load_what_stands", where=where, amount=amount, unit=unit, sentence=sentence
    )
