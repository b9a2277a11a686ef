"""What indicators are computed from, read once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.needs import Bundle, Needs, Requirement
from optimizer.network import Lane, Lanes, lane_of

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class Delivery:
    """Persons who get a bundle from an origin, and the lane by which it comes."""

    origin: str
    lane: Lane
    persons: float


@dataclass(frozen=True)
class Facts:
    """The question, the answer, and what every indicator reads in them."""

    instance: Instance
    needs: Needs
    lanes: Lanes
    plan: Plan
    spending_cny: Mapping[str, float]

    @cached_property
    def deliveries(self) -> Mapping[tuple[str, str, Bundle], list[Delivery]]:
        """Flows of scenarios that strike alone, by scenario, place and bundle."""
        found: dict[tuple[str, str, Bundle], list[Delivery]] = {}
        for flow in self.plan.flows:
            if flow.lost_site or flow.persons <= 0:
                continue
            lane = lane_of(self.lanes, flow)
            if lane is not None:
                bundle = Bundle(flow.family, flow.group, flow.deadline_h)
                delivery = Delivery(flow.origin, lane, flow.persons)
                found.setdefault((flow.scenario, flow.place, bundle), []).append(delivery)
        return found

    @cached_property
    def requirements(self) -> Mapping[str, list[Requirement]]:
        """Requirements by scenario."""
        found: dict[str, list[Requirement]] = {}
        for need in self.needs.requirements:
            found.setdefault(need.scenario, []).append(need)
        return found
