"""Which drops are handed on to another vehicle, and which reach the people."""

from __future__ import annotations

from optimizer.plan import DropLine, FlowName, Plan, flow_name

TOLERANCE = 2e-6
"""Share of a flow's persons to which its drops add up, twice what the judge allows."""


def handed_on(plan: Plan, scenario: str) -> frozenset[DropLine]:
    """Return the drops of a scenario that another vehicle takes on.

    These are all drops of a flow's earlier parts. Where nothing of the last part is driven, what
    was dropped counts as unserved as well: with it there are more persons than the flow has.
    """
    flow_persons = {
        flow_name(flow): flow.persons
        for flow in plan.flows
        if flow.scenario == scenario and not flow.lost_site
    }
    unserved = {
        flow_name(line): line.persons for line in plan.driving.unserved if line.scenario == scenario
    }
    drops: dict[FlowName, list[DropLine]] = {}
    for drop in plan.driving.drops:
        if drop.scenario == scenario:
            drops.setdefault(flow_name(drop), []).append(drop)
    found: set[DropLine] = set()
    for name, lines in drops.items():
        last = max(line.part for line in lines)
        counted = unserved.get(name, 0.0) + sum(li.persons for li in lines if li.part == last)
        is_last = counted <= flow_persons[name] * (1 + TOLERANCE) + TOLERANCE
        found.update(line for line in lines if line.part < last or not is_last)
    return frozenset(found)
