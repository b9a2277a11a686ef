"""What has to be driven in a scenario: the plan's flows, put together by the way they go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from optimizer.errors import VerificationError
from optimizer.instance.words import ReserveMode, TransportMode
from optimizer.needs import Bundle
from optimizer.network import lane_of
from optimizer.routing.problem import Line

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.network import Lane, Lanes
    from optimizer.plan import Flow, Plan

MINUTES_PER_HOUR = 60
LITRES_PER_M3 = 1000


class LaneFlow(NamedTuple):
    """A flow and the lane it is on."""

    flow: Flow
    lane: Lane


@dataclass(frozen=True, kw_only=True)
class Carried:
    """The flows of a scenario by who carries them.

    Parameters
    ----------
    driven : tuple of LaneFlow
        By the fleet: what is to be routed.
    brought : tuple of LaneFlow
        By sources that deliver by road, at the lanes' hours.
    at_home : tuple of LaneFlow
        By nobody: households have it.
    nameless : tuple of LaneFlow
        By vehicles that are not given: it is not driven, and counts at the lanes' hours.
    """

    driven: tuple[LaneFlow, ...]
    brought: tuple[LaneFlow, ...]
    at_home: tuple[LaneFlow, ...]
    nameless: tuple[LaneFlow, ...]


def carried(instance: Instance, plan: Plan, lanes: Lanes, scenario: str) -> Carried:
    """Return the flows of a scenario, where no store is lost, by who carries them.

    Raises
    ------
    VerificationError
        When a flow has no lane: such a plan breaks arrive_in_time and cannot be driven.
    """
    found: dict[str, list[LaneFlow]] = {
        name: [] for name in ("driven", "brought", "at_home", "nameless")
    }
    for flow in sorted(plan.flows):
        if flow.scenario != scenario or flow.lost_site or flow.persons <= 0:
            continue
        lane = lane_of(lanes, flow)
        if lane is None:
            raise VerificationError(
                [
                    f"arrive_in_time: in {scenario} there is no way from {flow.origin} to "
                    f"{flow.place} that comes by hour {flow.deadline_h:g}"
                ]
            )
        found[_carrier(instance, flow, lane)].append(LaneFlow(flow, lane))
    return Carried(**{name: tuple(flows) for name, flows in found.items()})


def _carrier(instance: Instance, flow: Flow, lane: Lane) -> str:
    source = instance.supplier.get(flow.origin)
    if source is not None:
        if source.mode is ReserveMode.HOUSEHOLD:
            return "at_home"
        if source.delivers and lane.parts[0].mode is TransportMode.ROAD:
            return "brought"
    return "nameless" if any(part.vehicle is None for part in lane.parts) else "driven"


def priorities(flows: Iterable[LaneFlow], first: Sequence[str]) -> Mapping[Bundle, int]:
    """Return the class of every bundle that is driven; 0 comes first.

    Parameters
    ----------
    first : sequence of str
        Families in the order in which they come, all others after them; empty: what must come
        sooner comes first.
    """
    bundles = sorted({_bundle(flow) for flow, _ in flows})
    if first:
        rank = {family: number for number, family in reversed(list(enumerate(first)))}
        return {bundle: rank.get(bundle.family, len(first)) for bundle in bundles}
    deadlines = sorted({bundle.deadline_h for bundle in bundles})
    return {bundle: deadlines.index(bundle.deadline_h) for bundle in bundles}


class Stretch(NamedTuple):
    """What one vehicle does on the way of goods.

    Parameters
    ----------
    mode : TransportMode
        Vehicles of any type of it may do it.
    start, end : str
        Places where goods are loaded and unloaded.
    transfer_h : float
        Hours from the end of the stretch before until goods may leave; 0 for the first.
    onward_h : float
        Hours from its end until goods are handed out, at the least: what is still to be moved,
        with transfers, then unloading, hand-out and time in hand. For the last stretch only
        hand-out and time in hand, since how long it unloads depends on the vehicle.
    """

    mode: TransportMode
    start: str
    end: str
    transfer_h: float
    onward_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """What flows of one origin, place, deadline and class have in common, on one way.

    Parameters
    ----------
    origin, place : str
        Site or source it is planned to come from; place that needs it.
    stretches : tuple of Stretch
        One to three.
    kg, litres : float
        Weight and volume.
    units : mapping of str to float
        Units of each commodity.
    """

    origin: str
    place: str
    deadline_h: float
    priority: int
    stretches: tuple[Stretch, ...]
    lines: tuple[Line, ...]
    kg: float
    litres: float
    units: Mapping[str, float] = field(default_factory=dict)

    @property
    def persons(self) -> float:
        """Persons served, summed over the bundles."""
        return sum(line.persons for line in self.lines)


def consignments(
    instance: Instance,
    requirements: Needs,
    flows: Sequence[LaneFlow],
    classes: Mapping[Bundle, int],
) -> tuple[Consignment, ...]:
    """Return what is to be driven, the first classes and the early deadlines first."""
    groups: dict[_Alike, list[LaneFlow]] = {}
    for flow, lane in flows:
        alike = _Alike(
            priority=classes[_bundle(flow)],
            deadline_h=flow.deadline_h,
            place=flow.place,
            origin=flow.origin,
            way=tuple((part.mode, part.start, part.end) for part in lane.parts),
            roads=flow.roads,
        )
        groups.setdefault(alike, []).append(LaneFlow(flow, lane))
    return tuple(
        _consignment(instance, requirements, alike, groups[alike]) for alike in sorted(groups)
    )


class _Alike(NamedTuple):
    """What the flows of a consignment have in common."""

    priority: int
    deadline_h: float
    place: str
    origin: str
    way: tuple[tuple[TransportMode, str, str], ...]
    roads: str


def _bundle(flow: Flow) -> Bundle:
    return Bundle(flow.family, flow.group, flow.deadline_h)


def _consignment(
    instance: Instance, requirements: Needs, alike: _Alike, flows: Sequence[LaneFlow]
) -> Consignment:
    scenario = flows[0].flow.scenario
    transfers = {(row.place, row.from_mode, row.to_mode): row.hours for row in instance.transfers}
    slowest = (_stretches(instance, flow.lane, transfers) for flow in flows)
    lines = tuple(
        Line(origin=flow.origin, bundle=_bundle(flow), persons=flow.persons, roads=flow.roads)
        for flow, _ in flows
    )
    units: dict[str, float] = {}
    for line in lines:
        for commodity, amount in requirements.content[scenario, line.bundle].items():
            units[commodity] = units.get(commodity, 0.0) + line.persons * amount
    return Consignment(
        origin=alike.origin,
        place=alike.place,
        deadline_h=alike.deadline_h,
        priority=alike.priority,
        stretches=max(slowest, key=lambda stretches: stretches[0].onward_h),
        lines=lines,
        kg=sum(li.persons * requirements.weight_kg[scenario, li.bundle] for li in lines),
        litres=LITRES_PER_M3
        * sum(li.persons * requirements.volume_m3[scenario, li.bundle] for li in lines),
        units=dict(sorted(units.items())),
    )


def _stretches(
    instance: Instance,
    lane: Lane,
    transfers: Mapping[tuple[str, TransportMode, TransportMode], float],
) -> tuple[Stretch, ...]:
    """Return the parts of a lane, from the last to the first: each knows what follows it."""
    response = instance.response
    handing_out_h = response.handout_h + response.buffer_h
    found: list[Stretch] = []
    for number in reversed(range(len(lane.parts))):
        part = lane.parts[number]
        before = lane.parts[number - 1] if number else None
        onward_h = handing_out_h
        if found:
            next_part, following = lane.parts[number + 1], found[-1]
            onward_h = following.transfer_h + next_part.drive_h + following.onward_h
            if len(found) == 1 and next_part.vehicle is not None:
                onward_h += instance.vehicle[next_part.vehicle].unload_min / MINUTES_PER_HOUR
        found.append(
            Stretch(
                mode=part.mode,
                start=part.start,
                end=part.end,
                transfer_h=0.0 if before is None else transfers[part.start, before.mode, part.mode],
                onward_h=onward_h,
            )
        )
    return tuple(reversed(found))
