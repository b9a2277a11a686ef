"""What a driven plan teaches the siting model: lanes and fleets that hold less in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from optimizer.needs import Bundle
from optimizer.plan import LateLine, UnservedLine
from optimizer.routing.scenario.deliveries import carried
from optimizer.routing.why.relaxed import DOCKS, RESTS, VEHICLE_HOURS
from optimizer.siting.families.rates import lift
from optimizer.siting.lessons import LearnedLane, LearnedLift, Lessons

if TYPE_CHECKING:
    from optimizer.driving.scenarios import DrivenScenario
    from optimizer.instance import Instance
    from optimizer.instance.words import TransportMode
    from optimizer.needs import Needs
    from optimizer.network import Lane, Lanes
    from optimizer.plan import Flow, Plan

SHORT_OF_HOURS = frozenset({VEHICLE_HOURS, RESTS, DOCKS})
"""Reasons against which less to drive elsewhere may help."""

WIDESPREAD = 0.5
"""Share of the origins from which goods come late for lack of hours, from which on the fleet as
a whole is short and not only where some vehicles stand."""

KG_PER_TONNE = 1000.0


def learned(
    instance: Instance,
    required: Needs,
    lanes: Lanes,
    plan: Plan,
    driven: Sequence[DrivenScenario],
    before: Lessons,
) -> Lessons:
    """Return what was learned so far and from scenarios that miss a binding standard.

    A lane holds as many persons as were driven over it in time. Where vehicle hours, rests or
    docks were short widely, the fleet's lift until that deadline counts by as much of it as what
    was driven in time needed.
    """
    most_persons, lift_share = dict(before.most_persons), dict(before.lift_share)
    for each in driven:
        if each.missed:
            flows = carried(instance, plan, lanes, each.scenario).driven
            failed = _failed_persons(each)
            for flow, _ in flows:
                lane = _lane_of(flow)
                if failed.get(lane, 0.0) > 0:
                    most_persons[lane] = max(0.0, flow.persons - failed[lane])
            for deadline_h in _widely_short(each, [flow for flow, _ in flows]):
                for row, share in _lift_shares(instance, required, flows, failed, deadline_h):
                    lift_share[row] = min(share, lift_share.get(row, 1.0))
    return Lessons(most_persons, lift_share)


def failures(driven: DrivenScenario) -> tuple[UnservedLine | LateLine, ...]:
    """Return what of a scenario is unserved or late."""
    return (*driven.tables.unserved, *driven.tables.late)


def _failed_persons(driven: DrivenScenario) -> dict[LearnedLane, float]:
    found: dict[LearnedLane, float] = defaultdict(float)
    for row in failures(driven):
        bundle = Bundle(row.family, row.group, row.deadline_h)
        roads = tuple(row.roads.split("|")) if row.roads else ()
        found[row.scenario, row.flow_origin, row.place, bundle, roads] += row.persons
    return found


def _lane_of(flow: Flow) -> LearnedLane:
    bundle = Bundle(flow.family, flow.group, flow.deadline_h)
    return flow.scenario, flow.origin, flow.place, bundle, flow.needed_roads


def _widely_short(driven: DrivenScenario, flows: Sequence[Flow]) -> list[float]:
    """Return the deadlines that many origins miss for lack of hours."""
    short: dict[float, set[str]] = defaultdict(set)
    for row in failures(driven):
        if SHORT_OF_HOURS & set(row.reason.split()):
            short[row.deadline_h].add(row.flow_origin)
    origins: dict[float, set[str]] = defaultdict(set)
    for flow in flows:
        origins[flow.deadline_h].add(flow.origin)
    return sorted(
        deadline_h
        for deadline_h, some in short.items()
        if len(some) > WIDESPREAD * len(origins[deadline_h])
    )


def _lift_shares(
    instance: Instance,
    required: Needs,
    flows: Sequence[tuple[Flow, Lane]],
    failed: dict[LearnedLane, float],
    deadline_h: float,
) -> Iterator[tuple[LearnedLift, float]]:
    """Yield for each mode the share of its lift that what came in time needed."""
    tonnes_h: dict[TransportMode, float] = defaultdict(float)
    m3_h: dict[TransportMode, float] = defaultdict(float)
    scenario = flows[0][0].scenario
    for flow, lane in flows:
        if flow.deadline_h <= deadline_h:
            bundle = Bundle(flow.family, flow.group, flow.deadline_h)
            persons = flow.persons - failed.get(_lane_of(flow), 0.0)
            for part in lane.parts:
                hours = persons * part.cycle_h
                tonnes_h[part.mode] += hours * required.weight_kg[scenario, bundle] / KG_PER_TONNE
                m3_h[part.mode] += hours * required.volume_m3[scenario, bundle]
    for mode in sorted(tonnes_h):
        most_tonnes_h, most_m3_h = lift(instance, mode, deadline_h)
        if most_tonnes_h > 0:
            share = max(tonnes_h[mode] / most_tonnes_h, m3_h[mode] / most_m3_h)
            yield (scenario, mode, deadline_h), min(1.0, share)
