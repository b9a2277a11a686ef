"""Which drops are handed on to another vehicle, and which reach the people."""

from __future__ import annotations

from typing import NamedTuple

from optimizer.plan import DropLine, Flow, LateLine, Plan, UnservedLine

TOLERANCE = 2e-6
"""Share of a flow's persons to which its drops add up, twice what the judge allows."""


class FlowKey(NamedTuple):
    """A flow of a scenario in which no store is lost besides."""

    scenario: str
    origin: str
    place: str
    family: str
    group: str
    deadline_h: float
    roads: str


def flow_key(line: Flow | DropLine | UnservedLine | LateLine) -> FlowKey:
    """Return the flow that a line is or is about."""
    origin = line.origin if isinstance(line, Flow) else line.flow_origin
    return FlowKey(
        line.scenario, origin, line.place, line.family, line.group, line.deadline_h, line.roads
    )


def handed_on(plan: Plan, scenario: str) -> frozenset[DropLine]:
    """Return the drops of a scenario that another vehicle takes on.

    These are all drops of a flow's earlier parts. Where nothing of the last part is driven, what
    was dropped counts as unserved as well: with it there are more persons than the flow has.
    """
    flow_persons = {flow_key(flow): flow.persons for flow in plan.flows if not flow.lost_site}
    unserved = {flow_key(line): line.persons for line in plan.driving.unserved}
    drops: dict[FlowKey, list[DropLine]] = {}
    for drop in plan.driving.drops:
        if drop.scenario == scenario:
            drops.setdefault(flow_key(drop), []).append(drop)
    found: set[DropLine] = set()
    for key, lines in drops.items():
        last = max(line.part for line in lines)
        counted = unserved.get(key, 0.0) + sum(li.persons for li in lines if li.part == last)
        is_last = counted <= flow_persons[key] * (1 + TOLERANCE) + TOLERANCE
        found.update(line for line in lines if line.part < last or not is_last)
    return frozenset(found)
