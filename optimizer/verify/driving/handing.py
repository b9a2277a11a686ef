"""The rule that goods change over where they should, all of them before any goes on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.plan import Violation
from optimizer.verify.driving.keys import FlowKey, flow_key
from optimizer.verify.tolerance import CLOCK, SHARE_OF_PERSONS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.verify.driving.runs import Carried, Run, Stop, Trip
    from optimizer.verify.evidence import Evidence


def hand_on_in_time(evidence: Evidence) -> Iterator[Violation]:
    """Hand goods on at the place of transfer, none before all have come, and no more than came."""
    yield from _where_it_changes(evidence)
    came = _came(evidence)
    yield from _not_too_early(evidence, came)
    yield from _not_too_much(evidence, came)


def _drops(evidence: Evidence) -> Iterator[tuple[Run, Trip, Stop, Carried]]:
    for run in evidence.driven.runs:
        for trip in run.trips:
            for stop in trip.stops:
                for drop in stop.drops:
                    if drop.stage is not None:
                        yield run, trip, stop, drop


def _where_it_changes(evidence: Evidence) -> Iterator[Violation]:
    for run, trip, stop, drop in _drops(evidence):
        assert drop.stage is not None, "only drops with a stage are told"
        transfer, end = drop.stage.transfer, drop.stage.end
        what = f"part {drop.line.part} of what {drop.line.place} gets from {drop.line.flow_origin}"
        if transfer is not None and not (trip.at_transfer and trip.line.origin == transfer.place):
            yield _broken(
                f"{trip.where}, {drop.line.place}",
                drop.line.persons,
                "persons",
                f"{run.name} loads at {trip.line.origin} {what}, it changes over at "
                f"{transfer.place}",
            )
        if not drop.is_handed_out and stop.line.place != end:
            yield _broken(
                f"{trip.where}, {drop.line.place}",
                drop.line.persons,
                "persons",
                f"{run.name} leaves at {stop.line.place} {what}, it changes over at {end}",
            )


def _came(evidence: Evidence) -> dict[tuple[FlowKey, int], list[tuple[float, float]]]:
    """Return (hour, persons) of what was handed on of each flow after each part."""
    came: dict[tuple[FlowKey, int], list[tuple[float, float]]] = defaultdict(list)
    for _, _, stop, drop in _drops(evidence):
        if not drop.is_handed_out:
            key = (flow_key(drop.line), drop.line.part)
            came[key].append((stop.line.done_h, drop.line.persons))
    return came


def _not_too_early(
    evidence: Evidence, came: dict[tuple[FlowKey, int], list[tuple[float, float]]]
) -> Iterator[Violation]:
    for run, trip, _, drop in _drops(evidence):
        before = came.get((flow_key(drop.line), drop.line.part - 1))
        if drop.stage is None or drop.stage.transfer is None or not before:
            continue
        ready_h = max(hour for hour, _ in before) + drop.stage.transfer.hours
        early_h = excess(ready_h, trip.line.load_h, CLOCK)
        if early_h:
            yield _broken(
                f"{trip.where}, {drop.line.place}",
                early_h,
                "h",
                f"{run.name} loads at {number(trip.line.load_h)} h for trip {trip.line.trip} what "
                f"{drop.line.place} gets from {drop.line.flow_origin}, all of it has changed over "
                f"at {number(ready_h)} h: {number(early_h)} h too early",
            )


def _not_too_much(
    evidence: Evidence, came: dict[tuple[FlowKey, int], list[tuple[float, float]]]
) -> Iterator[Violation]:
    went: dict[tuple[FlowKey, int], float] = defaultdict(float)
    for _, _, _, drop in _drops(evidence):
        if drop.line.part > 1:
            went[flow_key(drop.line), drop.line.part] += drop.line.persons
    for (key, part), persons in sorted(went.items()):
        there = sum(persons for _, persons in came.get((key, part - 1), ()))
        over = excess(persons, there, SHARE_OF_PERSONS)
        if over:
            yield _broken(
                str(key),
                over,
                "persons",
                f"in {key.scenario} goods of {number(persons)} persons at {key.place} from "
                f"{key.origin} go on in part {part}, those of {number(there)} came: "
                f"{number(over)} too many",
            )


def _broken(where: str, amount: float, unit: str, sentence: str) -> Violation:
    return Violation(
        promise="hand_on_in_time", where=where, amount=amount, unit=unit, sentence=sentence
    )
