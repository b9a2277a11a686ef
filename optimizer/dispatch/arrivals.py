"""When goods are handed out at each place, and how much time is left before the deadline."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from optimizer.dispatch.handing import handed_on
from optimizer.instance.words import ReserveMode
from optimizer.plan import flow_name

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import DropLine, Flow, Plan


class Carrier(StrEnum):
    """Who brings what a place needs."""

    FLEET = "fleet"
    SUPPLIER = "supplier"
    NOBODY = "nobody"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True, order=True)
class Arrival:
    """What one carrier hands out of a bundle at a place.

    Parameters
    ----------
    carrier : Carrier
        The fleet; the supplier, with vehicles of its own; nobody, where households have it; or
        vehicles that are not given.
    persons : float
        Persons served.
    stops : int
        Stops that leave some of it; 0 where the fleet does not bring it.
    first_h, last_h : float
        Hours of the first and the last hand-out; nan where the fleet does not bring it.
    slack_h : float
        Hours from the last hand-out to the deadline, negative where it is late.
    """

    scenario: str
    place: str
    family: str
    group: str
    deadline_h: float
    carrier: Carrier
    persons: float
    stops: int
    first_h: float
    last_h: float
    slack_h: float


class _Key(NamedTuple):
    """What an arrival is told apart by."""

    place: str
    family: str
    group: str
    deadline_h: float
    carrier: Carrier


def arrivals(instance: Instance, plan: Plan, scenario: str) -> tuple[Arrival, ...]:
    """Return what is handed out in a scenario, by place and bundle."""
    brought = _by_fleet(instance, plan, scenario)
    return tuple(sorted((*brought, *_by_others(instance, plan, scenario))))


def _by_fleet(instance: Instance, plan: Plan, scenario: str) -> Iterator[Arrival]:
    response = instance.response
    onward = handed_on(plan, scenario)
    done_h = {
        (s.vehicle, s.trip, s.stop): s.done_h for s in plan.driving.stops if s.scenario == scenario
    }
    persons: dict[_Key, float] = {}
    hours: dict[_Key, dict[tuple[str, int, int], float]] = {}
    for drop in plan.driving.drops:
        if drop.scenario == scenario and drop not in onward:
            key = _key(drop, Carrier.FLEET)
            stop = (drop.vehicle, drop.trip, drop.stop)
            persons[key] = persons.get(key, 0.0) + drop.persons
            handed_out_h = done_h[stop] + response.handout_h + response.buffer_h
            hours.setdefault(key, {})[stop] = handed_out_h
    for key, by_stop in hours.items():
        last_h = max(by_stop.values())
        yield Arrival(
            scenario,
            *key,
            persons=persons[key],
            stops=len(by_stop),
            first_h=min(by_stop.values()),
            last_h=last_h,
            slack_h=key.deadline_h - last_h,
        )


def _by_others(instance: Instance, plan: Plan, scenario: str) -> Iterator[Arrival]:
    """Yield what flows bring that the fleet has nothing to do with, without their hours."""
    driving = plan.driving
    driven = {flow_name(line) for line in driving.drops if line.scenario == scenario}
    driven |= {flow_name(line) for line in driving.unserved if line.scenario == scenario}
    persons: dict[_Key, float] = {}
    for flow in plan.flows:
        is_here = flow.scenario == scenario and not flow.lost_site and flow.persons > 0
        if is_here and flow_name(flow) not in driven:
            key = _key(flow, _carrier(instance, flow))
            persons[key] = persons.get(key, 0.0) + flow.persons
    for key, amount in persons.items():
        yield Arrival(
            scenario, *key, persons=amount, stops=0, first_h=math.nan, last_h=math.nan,
            slack_h=math.nan,
        )  # fmt: skip


def _key(line: Flow | DropLine, carrier: Carrier) -> _Key:
    return _Key(line.place, line.family, line.group, line.deadline_h, carrier)


def _carrier(instance: Instance, flow: Flow) -> Carrier:
    source = instance.supplier.get(flow.origin)
    if source is not None and source.mode is ReserveMode.HOUSEHOLD:
        return Carrier.NOBODY
    if source is not None and source.delivers:
        return Carrier.SUPPLIER
    return Carrier.NAMELESS
