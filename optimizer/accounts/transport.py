"""How goods travel: by which vehicles one after the other, and where they change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.instance.words import ReserveMode
from optimizer.needs import Bundle
from optimizer.network import lanes
from optimizer.network.lane import BETWEEN_VEHICLES, KG_PER_TONNE, lane_of

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.network.lane import Lane
    from optimizer.plan import Flow, Plan

LEAST_PERSONS = 1e-4
"""A flow of no more persons is rounding of the solver."""


@dataclass(frozen=True, slots=True)
class TransportLine:
    """What goes in a scenario by certain vehicles over certain transfer places.

    Parameters
    ----------
    scenario : str
        Id.
    vehicles : str
        Ids of the vehicle types in their order, as ``wagon>truck96>van42``: trunk, branch, last
        mile. Empty for the nameless vehicle of an instance without vehicles.
    modes : str
        What each moves on, as ``rail>road>road``.
    transfers : str
        Ids of the places where goods change, as ``HZ>LM``; empty where they do not.
    flows : int
        How many flows of the plan go so.
    weight_t, volume_m3 : float
        What these take along.
    latest_h : float
        Hours from the start of the response until the last of it is handed out.
    """

    scenario: str
    vehicles: str
    modes: str
    transfers: str
    flows: int
    weight_t: float
    volume_m3: float
    latest_h: float


def transport_lines(plan: Plan, instance: Instance, needs: Needs) -> tuple[TransportLine, ...]:
    """Return the lines by scenario, those of most tonnes first.

    Goods that households hold go nowhere, and flows with a store lost are promises that nobody
    drives; both are left out.
    """
    found: dict[tuple[str, str, str, str], list[TransportLine]] = {}
    for line in _of_flows(plan, instance, needs):
        key = (line.scenario, line.vehicles, line.modes, line.transfers)
        found.setdefault(key, []).append(line)
    return tuple(
        sorted(
            (_added(lines) for lines in found.values()),
            key=lambda line: (line.scenario, -line.weight_t, line.vehicles, line.transfers),
        )
    )


def _of_flows(plan: Plan, instance: Instance, needs: Needs) -> Iterator[TransportLine]:
    flows = [flow for flow in plan.flows if _is_carried(flow, instance)]
    served = {(flow.scenario, flow.place, _bundle(flow)) for flow in flows}
    of_these = tuple(r for r in needs.requirements if (r.scenario, r.place, r.bundle) in served)
    ways = lanes(instance, replace(needs, requirements=of_these))
    for flow in flows:
        lane = lane_of(ways, flow)
        if lane is not None:
            yield _line(flow, lane, needs)


def _is_carried(flow: Flow, instance: Instance) -> bool:
    source = instance.supplier.get(flow.origin)
    at_home = source is not None and source.mode is ReserveMode.HOUSEHOLD
    return flow.persons > LEAST_PERSONS and not flow.lost_site and not at_home


def _bundle(flow: Flow) -> Bundle:
    return Bundle(flow.family, flow.group, flow.deadline_h)


def _line(flow: Flow, lane: Lane, needs: Needs) -> TransportLine:
    content = flow.scenario, _bundle(flow)
    return TransportLine(
        scenario=flow.scenario,
        vehicles=lane.vehicles,
        modes=BETWEEN_VEHICLES.join(part.mode.value for part in lane.parts),
        transfers=BETWEEN_VEHICLES.join(part.end for part in lane.parts[:-1]),
        flows=1,
        weight_t=flow.persons * needs.weight_kg[content] / KG_PER_TONNE,
        volume_m3=flow.persons * needs.volume_m3[content],
        latest_h=lane.hours,
    )


def _added(lines: list[TransportLine]) -> TransportLine:
    return replace(
        lines[0],
        flows=len(lines),
        weight_t=sum(line.weight_t for line in lines),
        volume_m3=sum(line.volume_m3 for line in lines),
        latest_h=max(line.latest_h for line in lines),
    )
