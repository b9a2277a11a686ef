"""Promises about what is drawn from stores and sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.plan import Violation
from optimizer.verify.evidence import Case, Evidence
from optimizer.verify.rates import draw_at_daily_rate
from optimizer.verify.tolerance import PERSONS, UNITS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator


def ship_only_stock(evidence: Evidence) -> Iterator[Violation]:
    """Ship in no case more than stands in the store and is still usable."""
    usable = {
        (row.scenario, row.site): row.usable_share for row in evidence.instance.scenario_sites
    }
    for (case, site, commodity), units in evidence.drawn.items():
        if site not in evidence.instance.site:
            continue
        lost = site == case.lost_site
        share = 0.0 if lost else usable.get((case.scenario, site), 1.0)
        there = share * evidence.stock.get((site, commodity), 0)
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
    """Contract no more than a source offers, call no more than is contracted and has come."""
    yield from _contract_within_offer(evidence)
    yield from _draw_within_contract(evidence)
    yield from draw_at_daily_rate(evidence)


def limit_mode(evidence: Evidence) -> Iterator[Violation]:
    """Serve at most a mode's share of the persons who need a family from its sources."""
    needing: dict[tuple[str, str], float] = defaultdict(float)
    for scenario, requirements in evidence.requirements.items():
        for requirement, persons in requirements.items():
            needing[scenario, requirement.bundle.family] += persons
    for limit in evidence.instance.mode_limits:
        for scenario_id in evidence.requirements:
            served = sum(
                flow.persons
                for flow in evidence.flows.get(Case(scenario_id), ())
                if flow.family == limit.family
                and flow.origin in evidence.instance.supplier
                and evidence.instance.supplier[flow.origin].mode is limit.mode
            )
            most = limit.most_share * needing[scenario_id, limit.family]
            over = excess(served, most, PERSONS)
            if over:
                yield Violation(
                    promise="limit_mode",
                    where=f"{scenario_id}, {limit.mode}, {limit.family}",
                    amount=over,
                    unit="persons",
                    sentence=f"in {scenario_id} sources of mode {limit.mode} would serve "
                    f"{number(served)} persons with {limit.family}, at most {number(most)} "
                    f"({limit.most_share:.1%}) are allowed: {number(over)} too many",
                )


def _contract_within_offer(evidence: Evidence) -> Iterator[Violation]:
    for (source, commodity), quantity in evidence.contracts.items():
        supply = evidence.instance.supply.get((source, commodity))
        offered = supply.quantity if supply else 0
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
        reliability = evidence.instance.supplier[source].reliability
        there = reliability * evidence.contracts.get((source, commodity), 0)
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
