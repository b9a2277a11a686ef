"""Where goods for new needs come from: stores that still have some, the nearest in time first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import TransportMode
from optimizer.network.lane import Lane, Part
from optimizer.plan import Flow, Shortage, flow_name
from optimizer.routing.scenario.deliveries import LaneFlow

if TYPE_CHECKING:
    from optimizer.instance import Instance, Vehicle
    from optimizer.needs import Needs
    from optimizer.network.vehicles import VehicleType
    from optimizer.plan import Driving
    from optimizer.routing.problem import Kind
    from optimizer.routing.scenario.holdings import Holding
    from optimizer.routing.scenario.points import Ground
    from optimizer.state import NewNeed, State

HOUR_S = 3600
LEAST_PERSONS = 1e-6

ROUNDING = 1e-6
"""Stock for a whole person must not be too little by the rounding of sums."""


class Met(NamedTuple):
    """What is sent for new needs, and what nobody has.

    Parameters
    ----------
    flows : tuple of LaneFlow
        From store to place in one part, by the mode that is there first.
    unmet : tuple of (Shortage, str)
        Persons and the reason, as in docs/routing.md section 6.
    """

    flows: tuple[LaneFlow, ...]
    unmet: tuple[tuple[Shortage, str], ...]


class _Near(NamedTuple):
    """A holding, and the vehicle type that is there first from it."""

    arrive_s: int
    holding: Holding
    type: VehicleType


def met(
    instance: Instance,
    required: Needs,
    state: State,
    groups: Mapping[str, NewNeed],
    ground: Ground,
    holdings: Mapping[str, Holding],
    spare: dict[tuple[str, str], float],
    kinds: Mapping[str, Kind],
) -> Met:
    """Return the flows for new needs.

    Parameters
    ----------
    instance : Instance
        With the groups of the new needs.
    groups : mapping of str to NewNeed
        New needs by the group that has them.
    spare : dict of (str, str) to float
        Units by origin and commodity that nothing is planned to be loaded of; it is drawn from.
    """
    flows: list[LaneFlow] = []
    unmet: list[tuple[Shortage, str]] = []
    for group, need in groups.items():
        near = sorted(
            _near(instance, ground, holdings, need.place, state.hour, kinds),
            key=lambda found: (found.arrive_s, found.holding.id),
        )
        bundles = [b for b in required.bundles.get(state.scenario, ()) if b.group == group]
        for bundle in bundles:
            left = float(need.persons)
            content = required.content[state.scenario, bundle]
            for found in near:
                there = min(spare.get((found.holding.id, c), 0.0) / u for c, u in content.items())
                persons = min(left, math.floor(there + ROUNDING))
                if persons > LEAST_PERSONS:
                    left -= persons
                    for commodity, units in content.items():
                        spare[found.holding.id, commodity] -= persons * units
                    flow = Flow(
                        state.scenario, "", found.holding.id, need.place, bundle.family, group,
                        bundle.deadline_h, persons,
                    )  # fmt: skip
                    flows.append(
                        LaneFlow(
                            flow,
                            _lane(flow, found.holding.place, found.type, found.arrive_s / HOUR_S),
                        )
                    )
            if left > LEAST_PERSONS:
                shortage = Shortage(
                    state.scenario, need.place, bundle.family, group, bundle.deadline_h, left
                )
                unmet.append((shortage, "stock" if near else "no_way"))
    return Met(tuple(flows), tuple(unmet))


def direct(instance: Instance, driving: Driving, flows: Iterable[Flow]) -> Iterator[LaneFlow]:
    """Yield flows of needs that came earlier with their ways: in one part, by the mode they have.

    What no vehicle brings goes by road.
    """
    types = {flow_name(drop): drop.vehicle.partition("@")[0] for drop in driving.drops}
    road = next(
        (row.vehicle for row in instance.fleet
         if instance.vehicle[row.vehicle].mode is TransportMode.ROAD),
        instance.fleet[0].vehicle,
    )  # fmt: skip
    places = {site.id: site.place for site in instance.sites}
    places |= {source.id: source.place for source in instance.sources}
    for flow in flows:
        name = (flow.origin, flow.place, flow.family, flow.group, flow.deadline_h, flow.roads)
        its = instance.vehicle[types.get(name, road)]
        yield LaneFlow(flow, _lane(flow, places[flow.origin], its, flow.deadline_h))


def _near(
    instance: Instance,
    ground: Ground,
    holdings: Mapping[str, Holding],
    place: str,
    hour: float,
    kinds: Mapping[str, Kind],
) -> Iterator[_Near]:
    """Yield the holdings that vehicles of the fleet bring goods from, none that delivers itself."""
    fleet = sorted({row.vehicle for row in instance.fleet if row.count > 0})
    for holding in holdings.values():
        if not holding.is_spare or not holding.may_serve(instance, place):
            continue
        leave_s = round(HOUR_S * max(hour, holding.opens_h))
        choices = []
        for name in fleet:
            ways = ground.ways(ground.types[name], holding.place, place)
            arrive_s = ground.arrive_s(name, holding.place, place, leave_s)
            if arrive_s is not None and any(w.metres <= kinds[name].range_m for w in ways):
                choices.append((arrive_s, name))
        if choices:
            arrive_s, name = min(choices)
            yield _Near(arrive_s, holding, ground.types[name])


def _lane(flow: Flow, start: str, its: VehicleType | Vehicle, drive_h: float) -> Lane:
    """Return the way of a flow in one part; of its figures only where it leads is asked."""
    part = Part(
        vehicle=its.id,
        mode=its.mode,
        start=start,
        end=flow.place,
        km=0.0,
        drive_h=drive_h,
        cycle_h=drive_h,
        trip_cost_cny=0.0,
        payload_t=its.payload_t,
        volume_m3=its.volume_m3,
    )
    return Lane(
        scenario=flow.scenario,
        origin=flow.origin,
        place=flow.place,
        deadline_h=flow.deadline_h,
        hours=drive_h,
        travel_h=drive_h,
        drive_h=drive_h,
        km=0.0,
        parts=(part,),
        cost_cny_per_t=0.0,
        window_h=0.0,
        estimated=False,
    )
