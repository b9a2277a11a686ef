"""The driving of a scenario under way: with what states changed of its flows and roads."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from optimizer.instance.words import TransportMode
from optimizer.state.situation import with_roads
from optimizer.verify.driving.driven import Driven
from optimizer.verify.driving.epochs import TravelOverTime
from optimizer.verify.driving.hauls import Haul, Stage, haul_of
from optimizer.verify.driving.keys import entry_of, flow_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Flow
    from optimizer.state import State
    from optimizer.verify.driving.keys import FlowKey
    from optimizer.verify.driving.travel import Travel
    from optimizer.verify.evidence import Evidence


class DrivenUnderWay(Driven):
    """What the checks of driving look up of a scenario under way.

    Parameters
    ----------
    states : sequence of State
        Those of the scenario, in their order.
    new : collection of str
        Groups of needs that came.
    """

    def __init__(self, evidence: Evidence, states: Sequence[State], new: Collection[str]) -> None:
        super().__init__(evidence)
        self._states, self._new = states, new

    @cached_property
    def hauls(self) -> Mapping[FlowKey, Haul]:
        """Flows of the scenario as they have to be driven, no store lost."""
        return dict(_hauls(self._evidence, self._states, self._new))

    @cached_property
    def travel(self) -> Travel:
        """The ways of vehicles, by the roads of when they were left."""
        hours = [state.hour for state in self._states]
        return TravelOverTime(self._instances, hours, self._evidence.plan)

    @property
    def has_other_roads(self) -> bool:
        """Whether roads are not as they were at first."""
        return self._instances[-1] != self._instances[0]

    @cached_property
    def _instances(self) -> tuple[Instance, ...]:
        """With the roads as they were at first and from the hour of each state on."""
        return tuple(accumulate(self._states, with_roads, initial=self._evidence.instance))


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
