"""What a plan breaks whose driving was changed while responses were under way.

Every promise of docs/model.md is held against what was planned beforehand: instance and plan
without what states tell. The rules of docs/routing.md are held against each scenario under way
with the needs that came, and with the roads as they were when a vehicle left. What the tables
cannot tell is not judged (docs/routing.md, section 7).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.plan import Driving
from optimizer.state.situation import needs_as_now
from optimizer.verify.driving.driven_under_way import DrivenUnderWay
from optimizer.verify.driving.handing import hand_on_in_time
from optimizer.verify.driving.ranges import stay_within_range
from optimizer.verify.driving.trips import drive_known_vehicles
from optimizer.verify.evidence import Evidence
from optimizer.verify.known import known_ids
from optimizer.verify.tolerance import CLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Plan, Violation
    from optimizer.state import State
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
    return replace(
        plan,
        flows=tuple(flow for flow in plan.flows if flow.group not in new),
        shortages=tuple(row for row in plan.shortages if row.group not in new),
        driving=_driving(plan, lambda scenario: scenario not in changed),
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
    evidence = _EvidenceUnderWay(before, plan, states, new)
    unknown = tuple(known_ids(evidence))
    if unknown:
        return unknown
    leave_out = _LeaveOut(evidence)
    rules = checks[checks.index(drive_known_vehicles) :]
    return tuple(v for rule in rules for v in rule(evidence) if not leave_out.covers(v))


@dataclass(frozen=True)
class _EvidenceUnderWay(Evidence):
    """Evidence of one scenario under way, driven as its states tell."""

    states: Sequence[State]
    new: Collection[str]

    @cached_property
    def driven(self) -> DrivenUnderWay:
        """How the scenario is driven."""
        return DrivenUnderWay(self, self.states, self.new)


def _alone(plan: Plan, scenario: str) -> Plan:
    return replace(plan, driving=_driving(plan, lambda its: its == scenario))


def _driving(plan: Plan, wanted: Callable[[str], bool]) -> Driving:
    """Return how some scenarios of a plan are driven."""
    return Driving(
        **{
            table.name: tuple(
                row for row in getattr(plan.driving, table.name) if wanted(row.scenario)
            )
            for table in fields(Driving)
        }
    )


class _LeaveOut:
    """What is not judged, since the tables cannot tell it."""

    def __init__(self, evidence: _EvidenceUnderWay) -> None:
        states = evidence.states
        self._reported = frozenset[str]().union(*(state.reported for state in states))
        self._turned = frozenset(
            run.vehicle for run in evidence.driven.runs if any(_turned(run, s) for s in states)
        )
        self._past = {
            f"{row.scenario}, {row.vehicle}, trip {row.trip}"
            for row in evidence.plan.driving.trips
            if row.load_h < states[-1].hour
        }
        self._is_changed = evidence.driven.has_other_roads or bool(self._reported)

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
