"""The driving of a plan, with what follows from it, each computed once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.verify.driving.hauls import haul_of
from optimizer.verify.driving.keys import flow_key
from optimizer.verify.driving.runs import runs_of
from optimizer.verify.driving.travel import Travel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.verify.driving.hauls import Haul
    from optimizer.verify.driving.keys import FlowKey
    from optimizer.verify.driving.runs import Carried, Run, Stop
    from optimizer.verify.evidence import Evidence


class Driven:
    """What the checks of driving look up; nothing where a plan is not routed."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence

    @cached_property
    def hauls(self) -> Mapping[FlowKey, Haul]:
        """Flows of the scenarios that are routed, no store lost."""
        routed = {line.scenario for line in self._evidence.plan.driving.drives}
        return {
            flow_key(flow): haul_of(self._evidence, flow)
            for flow in self._evidence.plan.flows
            if flow.scenario in routed and not flow.lost_site
        }

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """What every vehicle does, scenario by scenario."""
        return runs_of(self._evidence, self.hauls)

    @cached_property
    def travel(self) -> Travel:
        """The ways of vehicles."""
        return Travel(self._evidence.instance, self._evidence.plan)

    @cached_property
    def handed_out(self) -> tuple[tuple[Carried, float], ...]:
        """What is left where people need it, with the hour at which it is handed out."""
        return tuple(
            (drop, self.handout_h(stop))
            for run in self.runs
            for trip in run.trips
            for stop in trip.stops
            for drop in stop.drops
            if drop.is_handed_out and stop.line.place == drop.line.place
        )

    def handout_h(self, stop: Stop) -> float:
        """Return when what a stop leaves is handed out."""
        response = self._evidence.instance.response
        return stop.line.done_h + response.handout_h + response.buffer_h
