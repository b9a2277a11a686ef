"""The promise that a planned road is bought before anything goes over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan import Violation
from optimizer.verify.evidence import Case, Evidence, bundle_of
from optimizer.verify.tolerance import PERSONS, number

if TYPE_CHECKING:
    from collections.abc import Iterator


def build_roads(evidence: Evidence) -> Iterator[Violation]:
    """Send nothing over a planned road that the plan does not buy."""
    bought = {*evidence.plan.roads}
    for flow in evidence.plan.flows:
        absent = [road for road in flow.needed_roads if road not in bought]
        if absent and flow.persons > PERSONS:
            case = Case(flow.scenario, flow.lost_site)
            yield Violation(
                promise="build_roads",
                where=f"{case}, {flow.origin}, {flow.place}, {bundle_of(flow)}",
                amount=flow.persons,
                unit="persons",
                sentence=f"in {case} {number(flow.persons)} persons at {flow.place} would be "
                f"served from {flow.origin} over {', '.join(absent)}, which the plan does not "
                "build",
            )
