"""Promises about what is drawn from stores and sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import AgreementStatus, ReserveMode
from optimizer.plan import Violation
from optimizer.verify.evidence import Case, Evidence, bundle_of
from optimizer.verify.rates import draw_at_daily_rate
from optimizer.verify.tolerance import PERSONS, UNITS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import ModeLimit


def ship_only_stock(evidence: Evidence) -> Iterator[Violation]:
    """Ship in no case more than stands in the store beside daily work and is still usable."""
    for (case, site, commodity), units in evidence.drawn.items():
        if site not in evidence.instance.site:
            continue
        lost = site == case.lost_site
        share = 0.0 if lost else evidence.site_share(case.scenario, site)
        there = share * free_units(evidence, site, commodity)
        over = excess(units, there, UNITS)
        if over:
            yield Violation(
                promise="ship_only_stock",
                where=f"{case}, {site}, {commodity}",
                amount=over,
                unit="units",
                sentence=f"in {case} {site} would ship {number(units)} units of {commodity}, "
                f"{number(there)} are usable there: {number(over)} too many",
            )


def draw_within_sources(evidence: Evidence) -> Iterator[Violation]:
    """Contract no more than a source offers, call no more than is contracted and has come.

    What is only intended counts where the policy says so; a source serves where it may.
    """
    yield from _contract_within_offer(evidence)
    yield from _serve_within_area(evidence)
    yield from _draw_within_contract(evidence)
    yield from draw_at_daily_rate(evidence)


def limit_mode(evidence: Evidence) -> Iterator[Violation]:
    """Serve at most, and at least, a mode's share of the persons who need a family from it."""
    for scenario in evidence.requirements:
        needing: dict[str, float] = defaultdict(float)
        for requirement, persons in evidence.requirements[scenario].items():
            needing[requirement.bundle.family] += persons
        served = _served_by_mode(evidence, scenario)
        for limit in evidence.instance.mode_limits:
            reached = served[limit.mode, limit.family]
            yield from _limited(limit, scenario, reached, needing[limit.family])


def _contract_within_offer(evidence: Evidence) -> Iterator[Violation]:
    for (source, commodity), quantity in evidence.contracts.items():
        offered = _offered(evidence, source, commodity)
        over = excess(quantity, offered, UNITS)
        if over:
            yield Violation(
                promise="draw_within_sources",
                where=f"{source}, {commodity}",
                amount=over,
                unit="units",
                sentence=f"{source} is contracted for {number(quantity)} units of {commodity} and "
                f"offers {number(offered)}: {number(over)} too many",
            )


def _draw_within_contract(evidence: Evidence) -> Iterator[Violation]:
    for (case, source, commodity), units in evidence.drawn.items():
        if source not in evidence.instance.supplier:
            continue
        counted_on = evidence.counted_on(case.scenario, source)
        there = counted_on * evidence.contracts.get((source, commodity), 0)
        over = excess(units, there, UNITS)
        if over:
            yield Violation(
                promise="draw_within_sources",
                where=f"{case}, {source}, {commodity}",
                amount=over,
                unit="units",
                sentence=f"in {case} source {source} would give {number(units)} units of "
                f"{commodity}, its contract counts for {number(there)}: {number(over)} too many",
            )


def _serve_within_area(evidence: Evidence) -> Iterator[Violation]:
    within = evidence.instance.within
    for flow in evidence.plan.flows:
        source = evidence.instance.supplier.get(flow.origin)
        if source is None or not source.serves or flow.persons <= PERSONS:
            continue
        if not any(within(flow.place, area) for area in source.serves):
            case = Case(flow.scenario, flow.lost_site)
            yield Violation(
                promise="draw_within_sources",
                where=f"{case}, {flow.origin}, {flow.place}, {bundle_of(flow)}",
                amount=flow.persons,
                unit="persons",
                sentence=f"in {case} source {flow.origin} would serve {number(flow.persons)} "
                f"persons at {flow.place}, it serves only {', '.join(source.serves)}",
            )


def free_units(evidence: Evidence, site: str, commodity: str) -> float:
    """Return the units of a store that are not kept for daily work."""
    kept = evidence.working.get((site, commodity), 0)
    return max(0.0, evidence.stock.get((site, commodity), 0) - kept)


def _offered(evidence: Evidence, source: str, commodity: str) -> int:
    supply = evidence.instance.supply.get((source, commodity))
    intended = evidence.instance.supplier[source].status is AgreementStatus.INTENDED
    if supply is None or (intended and not evidence.instance.policy.count_intended):
        return 0
    return supply.quantity


def _served_by_mode(evidence: Evidence, scenario: str) -> Mapping[tuple[ReserveMode, str], float]:
    """Return the persons served in a scenario, by reserve mode and family."""
    served: dict[tuple[ReserveMode, str], float] = defaultdict(float)
    for flow in evidence.flows.get(Case(scenario), ()):
        source = evidence.instance.supplier.get(flow.origin)
        served[source.mode if source else ReserveMode.OWN, flow.family] += flow.persons
    return served


def _limited(limit: ModeLimit, scenario: str, served: float, needing: float) -> Iterator[Violation]:
    bounds = (
        ("least", limit.least_share, excess(limit.least_share * needing, served, PERSONS)),
        ("most", limit.most_share, excess(served, limit.most_share * needing, PERSONS)),
    )
    for word, share, off in bounds:
        if off:
            yield Violation(
                promise="limit_mode",
                where=f"{scenario}, {limit.mode}, {limit.family}",
                amount=off,
                unit="persons",
                sentence=f"in {scenario} mode {limit.mode} would serve {number(served)} persons "
                f"with {limit.family}, it is to serve at {word} {number(share * needing)} "
                f"({share:.1%}): {number(off)} too {'few' if word == 'least' else 'many'}",
            )
