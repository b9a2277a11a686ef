"""The rules that everyone is brought their goods once, and a place is not visited too often."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.plan import Violation
from optimizer.verify.driving.keys import flow_key
from optimizer.verify.tolerance import SHARE_OF_PERSONS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.verify.driving.keys import FlowKey, FlowLine
    from optimizer.verify.evidence import Evidence


def limit_visits(evidence: Evidence) -> Iterator[Violation]:
    """Stop at a place no more often than it can receive vehicles, where that is limited."""
    most = evidence.instance.response.most_visits_per_place
    if most is None:
        return
    visits: dict[tuple[str, str], int] = defaultdict(int)
    for run in evidence.driven.runs:
        for trip in run.trips:
            for stop in trip.stops:
                if not stop.only_hands_on:
                    visits[run.scenario, stop.line.place] += 1
    for (scenario, place), times in sorted(visits.items()):
        if times > most:
            yield Violation(
                promise="limit_visits",
                where=f"{scenario}, {place}",
                amount=times - most,
                unit="stops",
                sentence=f"in {scenario} vehicles stop {times} times at {place}, {most} are "
                f"allowed: {times - most} too many",
            )


def serve_each_once(evidence: Evidence) -> Iterator[Violation]:
    """Bring every person of a driven flow their goods, or state who is unserved, nobody twice."""
    yield from _parts_and_places(evidence)
    yield from _not_negative(evidence)
    told: dict[FlowKey, float] = defaultdict(float)
    for drop, _ in evidence.driven.handed_out:
        told[flow_key(drop.line)] += drop.line.persons
    for line in evidence.plan.driving.unserved:
        told[flow_key(line)] += line.persons
    for key, haul in evidence.driven.hauls.items():
        due = haul.flow.persons if haul.stages else 0.0
        persons = told.get(key, 0.0)
        if excess(persons, due, SHARE_OF_PERSONS) or excess(due, persons, SHARE_OF_PERSONS):
            what = "are to be driven to" if haul.stages else "need to be driven to (it is brought)"
            yield _broken(
                str(key),
                abs(persons - due),
                f"in {key.scenario} {number(persons)} persons at {key.place} are told as served "
                f"or unserved of the flow from {key.origin} ({key.family} for {key.group} within "
                f"{key.deadline_h:g} h), {number(due)} {what}: {number(abs(persons - due))} too "
                f"{'many' if persons > due else 'few'}",
            )


def _parts_and_places(evidence: Evidence) -> Iterator[Violation]:
    """Yield drops of parts that their flow does not have, and those left at a wrong place."""
    for run in evidence.driven.runs:
        for trip in run.trips:
            for stop in trip.stops:
                for drop in stop.drops:
                    where = f"{trip.where}, stop {stop.line.stop}, {drop.line.place}"
                    if drop.stage is None:
                        yield _broken(
                            where,
                            drop.line.persons,
                            f"{run.name} leaves part {drop.line.part} of what {drop.line.place} "
                            f"gets from {drop.line.flow_origin}, of which {len(drop.haul.stages)} "
                            "parts are driven",
                        )
                    elif drop.is_handed_out and stop.line.place != drop.line.place:
                        yield _broken(
                            where,
                            drop.line.persons,
                            f"{run.name} leaves at {stop.line.place} what "
                            f"{number(drop.line.persons)} persons at {drop.line.place} need",
                        )


def _not_negative(evidence: Evidence) -> Iterator[Violation]:
    driving = evidence.plan.driving
    lines: tuple[FlowLine, ...] = (*driving.drops, *driving.unserved, *driving.late)
    for line in lines:
        if line.persons < -SHARE_OF_PERSONS:
            yield _broken(
                str(flow_key(line)),
                -line.persons,
                f"in {line.scenario} {line.persons:g} persons at {line.place} are told, expected a "
                "number from 0 on",
            )


def _broken(where: str, persons: float, sentence: str) -> Violation:
    return Violation(
        promise="serve_each_once", where=where, amount=persons, unit="persons", sentence=sentence
    )
