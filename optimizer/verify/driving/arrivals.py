"""The rule that what comes late is stated, and that a scenario is called driven only if it is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import Bindingness
from optimizer.plan import Violation
from optimizer.verify.covers import Covers, complete_towns, covers_of
from optimizer.verify.driving.keys import flow_key
from optimizer.verify.evidence import requirement_of
from optimizer.verify.tolerance import (
    CLOCK,
    COUNT,
    HOURS,
    PERSONS,
    RELATIVE,
    SHARE_OF_PERSONS,
    excess,
    number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import ServiceStandard
    from optimizer.plan import LateLine
    from optimizer.verify.driving.keys import FlowKey
    from optimizer.verify.evidence import Evidence
    from optimizer.verify.needs import Requirement


def state_arrivals(evidence: Evidence) -> Iterator[Violation]:
    """State what is handed out late, and call a scenario driven only if standards hold so."""
    yield from _late(evidence)
    for line in evidence.plan.driving.drives:
        if line.driven:
            yield from _driven(evidence, line.scenario)


def _late(evidence: Evidence) -> Iterator[Violation]:
    drops: dict[FlowKey, list[tuple[float, float]]] = defaultdict(list)
    for drop, handout_h in evidence.driven.handed_out:
        drops[flow_key(drop.line)].append((handout_h, drop.line.persons))
    stated = {flow_key(line): line for line in evidence.plan.driving.late}
    for key in sorted({*drops, *stated}):
        yield from _persons_late(key, drops.get(key, []), stated.get(key))
        if key in stated:
            yield from _latest_hour(key, drops.get(key, []), stated[key])


def _persons_late(
    key: FlowKey, drops: list[tuple[float, float]], line: LateLine | None
) -> Iterator[Violation]:
    """Yield a flow of which other persons are stated as late than are; on the minute both do."""
    stated = 0.0 if line is None else line.persons
    least = sum(persons for hour, persons in drops if hour > key.deadline_h + CLOCK)
    most = sum(persons for hour, persons in drops if hour > key.deadline_h - CLOCK)
    off = max(excess(least, stated, SHARE_OF_PERSONS), excess(stated, most, SHARE_OF_PERSONS))
    if off:
        is_late = least if stated < least else most
        yield _broken(
            str(key),
            off,
            "persons",
            f"in {key.scenario} {number(stated)} persons at {key.place} from {key.origin} are "
            f"stated as served after {key.deadline_h:g} h, {number(is_late)} are: {number(off)} "
            f"too {'few' if stated < least else 'many'}",
        )


def _latest_hour(
    key: FlowKey, drops: list[tuple[float, float]], line: LateLine
) -> Iterator[Violation]:
    latest_h = max((hour for hour, _ in drops), default=line.latest_h)
    off_h = max(excess(latest_h, line.latest_h, CLOCK), excess(line.latest_h, latest_h, CLOCK))
    if off_h:
        yield _broken(
            str(key),
            off_h,
            "h",
            f"in {key.scenario} the last hand-out at {key.place} from {key.origin} is stated at "
            f"{number(line.latest_h)} h, it is at {number(latest_h)} h: {number(off_h)} h off",
        )


def _driven(evidence: Evidence, scenario: str) -> Iterator[Violation]:
    """Yield binding standards that do not hold by the hours at which goods are handed out."""
    level = evidence.instance.scenario[scenario].level
    for standard in evidence.instance.standards:
        if standard.kind is not Bindingness.BINDING:
            continue
        if not standard.levels or level in standard.levels:
            asked = {
                requirement: persons
                for requirement, persons in evidence.requirements[scenario].items()
                if not standard.families or requirement.bundle.family in standard.families
            }
            covers = covers_of(asked, _in_time(evidence, scenario, standard.deadline_h))
            yield from _not_driven(evidence, covers, standard, scenario)


def _in_time(evidence: Evidence, scenario: str, deadline_h: float) -> Mapping[Requirement, float]:
    """Return the persons served by a deadline: by drops, or by lanes where nothing is driven."""
    persons: dict[Requirement, float] = defaultdict(float)
    for drop, handout_h in evidence.driven.handed_out:
        if drop.line.scenario == scenario and handout_h <= deadline_h + CLOCK:
            persons[requirement_of(drop.haul.flow)] += drop.line.persons
    for key, haul in evidence.driven.hauls.items():
        if key.scenario != scenario or haul.stages or haul.lane is None:
            continue
        if haul.lane.hours <= deadline_h + HOURS:
            persons[requirement_of(haul.flow)] += haul.flow.persons
    return persons


def _not_driven(
    evidence: Evidence, covers: Covers, standard: ServiceStandard, scenario: str
) -> Iterator[Violation]:
    persons = sum(cover.persons for cover in covers.values())
    uncovered = sum(cover.uncovered for cover in covers.values())
    allowed = (1 - standard.person_share) * persons
    over = excess(uncovered, allowed, max(PERSONS, RELATIVE * persons))
    if over:
        yield _broken(
            f"{scenario}, {standard.id}",
            over,
            "persons",
            f"{scenario} is called driven, {number(uncovered)} of {number(persons)} persons are "
            f"not served within {standard.deadline_h:g} h by the trips, {standard.id} allows "
            f"{number(allowed)}: {number(over)} too many",
        )
    complete = complete_towns(evidence.instance, covers, RELATIVE)
    reached, wanted = sum(complete.values()), standard.town_share * len(complete)
    missing = excess(wanted, reached, COUNT)
    if missing:
        yield _broken(
            f"{scenario}, {standard.id}, towns",
            missing,
            "towns",
            f"{scenario} is called driven, everyone is served within {standard.deadline_h:g} h by "
            f"the trips in {reached} of {len(complete)} towns, {standard.id} wants "
            f"{standard.town_share:.1%}",
        )


def _broken(where: str, amount: float, unit: str, sentence: str) -> Violation:
    return Violation(
        promise="state_arrivals", where=where, amount=amount, unit=unit, sentence=sentence
    )
