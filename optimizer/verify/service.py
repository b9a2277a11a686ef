"""Promises about the people: who is served, in time, and with a store lost."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import Bindingness, Objective
from optimizer.plan import Flow, Violation
from optimizer.verify.covers import Covers, complete_towns, covers_of, served_in_time
from optimizer.verify.evidence import Case, Evidence, bundle_of, requirement_of
from optimizer.verify.tolerance import COUNT, HOURS, PERSONS, RELATIVE, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Scenario, ServiceStandard
    from optimizer.verify.lanes import Lane
    from optimizer.verify.needs import Bundle, Requirement


def meet_need(evidence: Evidence) -> Iterator[Violation]:
    """Serve or report short every person there is, and nobody twice."""
    short: dict[Requirement, float] = defaultdict(float)
    for line in evidence.plan.shortages:
        short[requirement_of(line)] += line.persons
    for scenario_id, asked in evidence.requirements.items():
        case = Case(scenario_id)
        told = served(evidence, case)
        for requirement, persons in short.items():
            if requirement.scenario == scenario_id:
                told[requirement] += persons
        for requirement in dict.fromkeys([*asked, *told]):
            persons, there = told.get(requirement, 0.0), asked.get(requirement, 0)
            if excess(persons, there, PERSONS) or excess(there, persons, PERSONS):
                yield _miscounted(case, requirement, persons, there)
    for case in evidence.loss_cases:
        for requirement, persons in served(evidence, case).items():
            there = evidence.requirements[case.scenario].get(requirement, 0)
            if excess(persons, there, PERSONS):
                yield _miscounted(case, requirement, persons, there)


def cover(evidence: Evidence) -> Iterator[Violation]:
    """Serve a binding standard's share of persons, and of towns, by its deadline."""
    if evidence.instance.policy.objective is Objective.MOST_COVERED:
        return
    for standard in evidence.instance.standards:
        if standard.kind is not Bindingness.BINDING:
            continue
        for scenario in evidence.instance.scenarios:
            if not standard.levels or scenario.level in standard.levels:
                covers = _covers(evidence, standard, scenario)
                yield from _cover_persons(covers, standard, scenario)
                yield from _cover_towns(evidence, covers, standard, scenario)


def survive_loss(evidence: Evidence) -> Iterator[Violation]:
    """Serve the policy's share of every bundle with any one store lost."""
    share = evidence.instance.policy.loss_share
    for case in evidence.loss_cases:
        reached: dict[Bundle, float] = defaultdict(float)
        for flow in evidence.flows.get(case, ()):
            reached[bundle_of(flow)] += flow.persons
        needed: dict[Bundle, float] = defaultdict(float)
        for requirement, there in evidence.requirements[case.scenario].items():
            needed[requirement.bundle] += there
        for bundle, persons in needed.items():
            missing = excess(share * persons, reached[bundle], PERSONS)
            if missing:
                yield Violation(
                    promise="survive_loss",
                    where=f"{case}, {bundle}",
                    amount=missing,
                    unit="persons",
                    sentence=f"in {case} {number(reached[bundle])} persons get {bundle}, "
                    f"{share:.1%} of {number(persons)} are promised: {number(missing)} too few",
                )


def arrive_in_time(evidence: Evidence) -> Iterator[Violation]:
    """Send every flow from an open store or a source, on a lane that meets its deadline."""
    for flow in evidence.plan.flows:
        if flow.persons <= PERSONS:
            continue
        case = Case(flow.scenario, flow.lost_site)
        if flow.origin in evidence.instance.site and flow.origin not in evidence.options:
            yield _undelivered(flow, case, "where the plan has no store")
        elif evidence.lane(flow) is None:
            yield _laneless(flow, case, evidence.ways(flow))


def served(evidence: Evidence, case: Case) -> dict[Requirement, float]:
    """Return the persons that flows serve in a case, by requirement."""
    persons: dict[Requirement, float] = defaultdict(float)
    for flow in evidence.flows.get(case, ()):
        persons[requirement_of(flow)] += flow.persons
    return persons


def _miscounted(case: Case, requirement: Requirement, persons: float, there: int) -> Violation:
    what = "served" if case.lost_site else "served or short"
    difference = abs(persons - there)
    return Violation(
        promise="meet_need",
        where=f"{case}, {requirement.place}, {requirement.bundle}",
        amount=difference,
        unit="persons",
        sentence=f"in {case} {number(persons)} persons at {requirement.place} are {what} with "
        f"{requirement.bundle}, {there:,} need it: {number(difference)} too "
        f"{'many' if persons > there else 'few'}",
    )


def _laneless(flow: Flow, case: Case, ways: tuple[Lane, ...]) -> Violation:
    if not ways:
        return _undelivered(flow, case, "from where no open way that takes it leads there")
    earliest_h = min(way.hours for way in ways)
    if earliest_h <= flow.deadline_h + HOURS:
        return _undelivered(flow, case, f"and the best way does not use all of {flow.roads}")
    late_h = earliest_h - flow.deadline_h
    return Violation(
        promise="arrive_in_time",
        where=_way(flow, case),
        amount=late_h,
        unit="h",
        sentence=f"in {case} {flow.origin} would serve {number(flow.persons)} persons at "
        f"{flow.place} with {bundle_of(flow)}, the earliest hand-out is at {number(earliest_h)} h: "
        f"{number(late_h)} h too late",
    )


def _undelivered(flow: Flow, case: Case, reason: str) -> Violation:
    return Violation(
        promise="arrive_in_time",
        where=_way(flow, case),
        amount=flow.persons,
        unit="persons",
        sentence=f"in {case} {number(flow.persons)} persons at {flow.place} would be served from "
        f"{flow.origin}, {reason}",
    )


def _way(flow: Flow, case: Case) -> str:
    return f"{case}, {flow.origin}, {flow.place}, {bundle_of(flow)}"


def _covers(evidence: Evidence, standard: ServiceStandard, scenario: Scenario) -> Covers:
    asked = {
        requirement: persons
        for requirement, persons in evidence.requirements[scenario.id].items()
        if not standard.families or requirement.bundle.family in standard.families
    }
    in_time = served_in_time(evidence.timely(scenario.id), standard.deadline_h)
    return covers_of(asked, in_time)


def _cover_persons(
    covers: Covers, standard: ServiceStandard, scenario: Scenario
) -> Iterator[Violation]:
    persons = sum(cover.persons for cover in covers.values())
    uncovered = sum(cover.uncovered for cover in covers.values())
    allowed = (1 - standard.person_share) * persons
    over = excess(uncovered, allowed, max(PERSONS, RELATIVE * persons))
    if over:
        yield Violation(
            promise="cover",
            where=f"{scenario.id}, {standard.id}",
            amount=over,
            unit="persons",
            sentence=f"in {scenario.id} {number(uncovered)} of {number(persons)} persons are not "
            f"served within {standard.deadline_h:g} h, {standard.id} allows {number(allowed)}: "
            f"{number(over)} too many",
        )


def _cover_towns(
    evidence: Evidence,
    covers: Covers,
    standard: ServiceStandard,
    scenario: Scenario,
) -> Iterator[Violation]:
    complete = complete_towns(evidence.instance, covers, RELATIVE)
    reached, wanted = sum(complete.values()), standard.town_share * len(complete)
    missing = excess(wanted, reached, COUNT)
    if missing:
        yield Violation(
            promise="cover",
            where=f"{scenario.id}, {standard.id}, towns",
            amount=missing,
            unit="towns",
            sentence=f"in {scenario.id} everyone is served within {standard.deadline_h:g} h in "
            f"{reached} of {len(complete)} towns, {standard.id} wants {standard.town_share:.1%}",
        )
