"""What a plan breaks whose driving was changed while responses were under way.

Every promise of docs/model.md is held against what was planned beforehand: instance and plan
without what states tell. The rules of docs/routing.md are held against each scenario under way
with the needs that came, and with the roads as they were when a vehicle left. What the tables
cannot tell is not judged (docs/routing.md, section 7).
"""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from optimizer.instance.words import TransportMode
from optimizer.plan import Driving
from optimizer.state.situation import needs_as_now, with_roads
from optimizer.verify.driving.epochs import TravelOverTime
from optimizer.verify.driving.handing import hand_on_in_time
from optimizer.verify.driving.hauls import Haul, Stage, haul_of
from optimizer.verify.driving.keys import entry_of, flow_key
from optimizer.verify.driving.ranges import stay_within_range
from optimizer.verify.driving.trips import drive_known_vehicles
from optimizer.verify.evidence import Evidence
from optimizer.verify.known import known_ids
from optimizer.verify.tolerance import CLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Flow, Plan, Violation
    from optimizer.state import State
    from optimizer.verify.driving.keys import FlowKey
    from optimizer.verify.driving.runs import Run

    Check = Callable[[Evidence], Iterator[Violation]]

HANDED_ON = hand_on_in_time.__name__
"""What left a transfer place before is not too early for what is sent once more."""

OF_TURNED = (
    (drive_known_vehicles.__name__, "vehicles"),
    (stay_within_range.__name__, "km"),
)
"""What is not judged of who turned on its way, by rule and unit: whether it comes home, and how far
it goes without loading. The tables know only where it was and comes to.
"""

COST = ", cost_cny"
"""By which roads those drove who were under way when roads changed, the tables do not say."""


def under_way(
    checks: Sequence[Check], instance: Instance, plan: Plan, states: Sequence[State]
) -> tuple[Violation, ...]:
    """Return what a plan breaks beforehand, and in each scenario under way.

    Parameters
    ----------
    checks : sequence of callable
        All checks, those of docs/routing.md last.
    states : sequence of State
        In the order in which the plan was changed for them.
    """
    planned = beforehand(instance, plan, states)
    evidence = Evidence(instance, planned)
    unknown = tuple(known_ids(evidence))
    if unknown:
        return unknown
    found = [violation for check in checks for violation in check(evidence)]
    now = needs_as_now(instance, states)
    new = frozenset(group.id for group in now.groups) - {group.id for group in instance.groups}
    for scenario in sorted({state.scenario for state in states}):
        its = [state for state in states if state.scenario == scenario]
        found += judged(checks, now, _alone(plan, scenario), its, new)
    return tuple(found)


def beforehand(instance: Instance, plan: Plan, states: Sequence[State]) -> Plan:
    """Return a plan without the needs that states tell, and without what is under way."""
    known = {group.id for group in instance.groups}
    new = {group.id for group in needs_as_now(instance, states).groups} - known
    changed = {state.scenario for state in states}
    driving = {
        table.name: tuple(
            row for row in getattr(plan.driving, table.name) if row.scenario not in changed
        )
        for table in fields(Driving)
    }
    return replace(
        plan,
        flows=tuple(flow for flow in plan.flows if flow.group not in new),
        shortages=tuple(row for row in plan.shortages if row.group not in new),
        driving=Driving(**driving),
    )


def judged(
    checks: Sequence[Check],
    before: Instance,
    plan: Plan,
    states: Sequence[State],
    new: Collection[str],
) -> tuple[Violation, ...]:
    """Return what a scenario under way breaks of the rules of docs/routing.md.

    Parameters
    ----------
    before : Instance
        With the needs that came, and roads as they were at first.
    plan : Plan
        Drives this scenario and no other.
    states : sequence of State
        Those of this scenario, in their order.
    new : collection of str
        Groups of needs that came.
    """
    evidence = Evidence(before, plan)
    unknown = tuple(known_ids(evidence))
    if unknown:
        return unknown
    instances = tuple(accumulate(states, with_roads, initial=before))
    driven = evidence.driven
    driven.__dict__["travel"] = TravelOverTime(instances, [s.hour for s in states], plan)
    driven.__dict__["hauls"] = dict(_hauls(evidence, states, new))
    leave_out = _LeaveOut(evidence, states, has_other_roads=instances[-1] != before)
    rules = checks[checks.index(drive_known_vehicles) :]
    return tuple(v for rule in rules for v in rule(evidence) if not leave_out.covers(v))


def _alone(plan: Plan, scenario: str) -> Plan:
    driving = {
        table.name: tuple(
            row for row in getattr(plan.driving, table.name) if row.scenario == scenario
        )
        for table in fields(Driving)
    }
    return replace(plan, driving=Driving(**driving))


def _hauls(
    evidence: Evidence, states: Sequence[State], new: Collection[str]
) -> Iterator[tuple[FlowKey, Haul]]:
    """Yield what has to be driven of flows.

    Flows of new needs go in one part, by a mode. Of what nobody needs any more what was brought
    counts, and no more than was planned.
    """
    gone = [need for state in states for need in state.needs_gone]
    modes, brought = _carried(evidence)
    scenario = states[0].scenario
    for flow in evidence.plan.flows:
        if flow.scenario != scenario or flow.lost_site:
            continue
        key = flow_key(flow)
        haul = haul_of(evidence, flow) if flow.group not in new else _direct(flow, modes.get(key))
        if any(need.holds(flow.place, flow.group, flow.family) for need in gone):
            there = min(flow.persons, brought.get((key, len(haul.stages)), 0.0))
            haul = replace(haul, flow=replace(flow, persons=there))
        yield key, haul


def _direct(flow: Flow, mode: TransportMode | None) -> Haul:
    return Haul(flow, None, (Stage(mode or TransportMode.ROAD, None, flow.place),))


def _carried(
    evidence: Evidence,
) -> tuple[Mapping[FlowKey, TransportMode], Mapping[tuple[FlowKey, int], float]]:
    """Return by which mode flows are driven at first, and persons left of each part."""
    modes: dict[FlowKey, TransportMode] = {}
    persons: dict[tuple[FlowKey, int], float] = {}
    for drop in evidence.plan.driving.drops:
        key = flow_key(drop)
        entry = entry_of(evidence.instance, drop.vehicle)
        if entry is not None:
            modes.setdefault(key, evidence.instance.vehicle[entry.vehicle].mode)
        persons[key, drop.part] = persons.get((key, drop.part), 0.0) + drop.persons
    return modes, persons


class _LeaveOut:
    """What is not judged, since the tables cannot tell it."""

    def __init__(
        self, evidence: Evidence, states: Sequence[State], *, has_other_roads: bool
    ) -> None:
        self._reported = frozenset[str]().union(*(state.reported for state in states))
        self._turned = frozenset(
            run.vehicle for run in evidence.driven.runs if any(_turned(run, s) for s in states)
        )
        self._past = {
            f"{row.scenario}, {row.vehicle}, trip {row.trip}"
            for row in evidence.plan.driving.trips
            if row.load_h < states[-1].hour
        }
        self._is_changed = has_other_roads or bool(self._reported)

    def covers(self, violation: Violation) -> bool:
        """Return whether nothing is said of it."""
        if _is_about(violation, self._reported):
            return True
        if violation.promise == HANDED_ON and _trip(violation) in self._past:
            return True
        if (violation.promise, violation.unit) in OF_TURNED and _is_about(violation, self._turned):
            return True
        return self._is_changed and violation.where.endswith(COST)


def _turned(run: Run, state: State) -> bool:
    """Return whether a vehicle may have turned on its way at the hour of a state.

    It was under way, or it has done nothing since and a road closed: then it may have come no
    further than to a place before that road.
    """
    if any(leg.leave_h <= state.hour < leg.arrive_h + CLOCK for leg in run.legs):
        return True
    return bool(state.closed and run.trips and run.back is None and run.done_h <= state.hour)


def _is_about(violation: Violation, vehicles: Collection[str]) -> bool:
    text = f"{violation.where}, {violation.sentence} "
    return any(f" {vehicle}{end}" in text for vehicle in vehicles for end in (",", " "))


def _trip(violation: Violation) -> str:
    return ", ".join(violation.where.split(", ")[:3])
