"""Earliest arrival over links that a scenario slows, closes, or closes for some hours."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import TransportMode
from optimizer.network.graph import Link, direct_link, has_roads, links

if TYPE_CHECKING:
    from optimizer.instance import Instance, Scenario
    from optimizer.network.vehicles import VehicleType

KM_TOLERANCE = 1e-9
"""Km are sums of decimal fractions; a way as long as the range must not miss it by rounding."""


class Start(NamedTuple):
    """Where and when one vehicle of a chain sets out.

    Parameters
    ----------
    place : str
        Where it is loaded.
    km, drive_h : float
        What the vehicles before it have behind them.
    cost_cny_per_t : float
        Cost of the transfer to it.
    before : Label or None
        How the vehicle before it came here; None for the first one.
    """

    place: str
    km: float = 0.0
    drive_h: float = 0.0
    cost_cny_per_t: float = 0.0
    before: Label | None = None


class Label(NamedTuple):
    """How a chain of vehicles comes to a place; the least label is the best.

    Hours, km and hours on the move decide; what stands behind them only keeps ties from being
    decided by the order of rows.

    Parameters
    ----------
    arrival_h : float
        Hours from the start of the response.
    km : float
        From the origin's place.
    drive_h : float
        Hours on the move, waiting and transfers left out.
    estimated : bool
        Whether the way uses an estimated link.
    roads : tuple of str
        Ids of the planned links it uses, sorted.
    start : Start
        Where the last vehicle set out.
    """

    arrival_h: float
    km: float
    drive_h: float
    estimated: bool
    roads: tuple[str, ...]
    start: Start


class Leg(NamedTuple):
    """A link in one direction, as a vehicle type finds it in a scenario.

    Parameters
    ----------
    end : str
        Place it leads to.
    drive_h, km : float
        What it takes.
    opens_h : float
        Hour from which on it may be entered.
    planned : str or None
        Id of the link if it must be bought first.
    road : str or None
        Id of the link, None where it is estimated.
    """

    end: str
    drive_h: float
    km: float
    opens_h: float
    estimated: bool
    planned: str | None
    road: str | None = None


Legs = Mapping[str, Sequence[Leg]]
"""Legs by the place they start from."""


class Traffic:
    """What a scenario leaves of the links, for each vehicle type; legs are found once.

    Parameters
    ----------
    ends : iterable of str
        Places that goods may be needed at.
    """

    def __init__(self, instance: Instance, scenario: Scenario, ends: Iterable[str]) -> None:
        self.has_roads = has_roads(instance)
        self._instance = instance
        self._scenario = scenario
        self._ends = tuple(ends)
        self._links = links(instance)
        self._link_changes = {
            row.road: row for row in instance.scenario_roads if row.scenario == scenario.id
        }
        self._mode_changes = {
            row.mode: row for row in instance.scenario_modes if row.scenario == scenario.id
        }
        self._legs: dict[tuple[object, ...], Legs] = {}

    def legs(self, vehicle: VehicleType, planned: Iterable[str], start: str) -> Legs:
        """Return the legs of a vehicle that is loaded at `start`, some planned links bought."""
        bought = frozenset(planned)
        key = (vehicle.manner, bought)
        if key not in self._legs:
            usable = (li for li in self._links if not li.planned or li.road in bought)
            self._legs[key] = self._both_ways(vehicle, usable)
        if self.has_roads or vehicle.mode is not TransportMode.ROAD:
            return self._legs[key]
        return {start: (*self._legs[key].get(start, ()), *self._direct_legs(vehicle, start))}

    def planned_legs(self, vehicle: VehicleType, road: str) -> Legs:
        """Return what a planned link adds to the legs of a vehicle."""
        return self._both_ways(vehicle, (link for link in self._links if link.road == road))

    def _both_ways(self, vehicle: VehicleType, usable: Iterable[Link]) -> Legs:
        legs: dict[str, list[Leg]] = {}
        for link in usable:
            for start, end in (link.ends, link.ends[::-1]):
                leg = self._leg(vehicle, link, end)
                if leg is not None:
                    legs.setdefault(start, []).append(leg)
        return legs

    def _direct_legs(self, vehicle: VehicleType, start: str) -> Sequence[Leg]:
        found = (
            self._leg(vehicle, direct_link(self._instance, start, end), end)
            for end in self._ends
            if end != start
        )
        return [leg for leg in found if leg is not None]

    def _leg(self, vehicle: VehicleType, link: Link, end: str) -> Leg | None:
        speed_kmh = vehicle.speed_kmh(link)
        if link.mode is TransportMode.ROAD:
            speed_kmh *= self._scenario.speed_factor
        opens_h = 0.0
        change_of_link = None if link.road is None else self._link_changes.get(link.road)
        for change in (self._mode_changes.get(link.mode), change_of_link):
            if change is not None:
                speed_kmh *= change.speed_factor
                opens_h = max(opens_h, _opens_h(change.closed, change.reopens_h))
        if speed_kmh <= 0 or math.isinf(opens_h):
            return None
        planned = link.road if link.planned else None
        return Leg(end, link.km / speed_kmh, link.km, opens_h, link.estimated, planned, link.road)


def _opens_h(closed: bool, reopens_h: float | None) -> float:
    if not closed:
        return 0.0
    return math.inf if reopens_h is None else reopens_h


def earliest_arrivals(
    legs: Legs, starts: Mapping[str, Label], range_km: float, latest_h: float
) -> Mapping[str, Label]:
    """Return the best label of every place that a vehicle can come to by the latest hour.

    Dijkstra's search on labels, from all places where the vehicle may set out. Arriving earlier
    is never worse, since one may wait at the end of a closed leg: so places can be settled in
    order of arrival. Km and hours on the move only decide between ways that arrive together,
    place by place.

    Source: Dreyfus (1969), An appraisal of some shortest-path algorithms, time-dependent case.
    """
    settled: dict[str, Label] = {}
    best = dict(starts)
    queue = [(label, place) for place, label in best.items()]
    heapq.heapify(queue)
    while queue:
        label, place = heapq.heappop(queue)
        if place in settled:
            continue
        settled[place] = label
        for leg in legs.get(place, ()):
            if leg.end in settled:
                continue
            reached = extended(label, leg, range_km, latest_h)
            if reached is not None and (leg.end not in best or reached < best[leg.end]):
                best[leg.end] = reached
                heapq.heappush(queue, (reached, leg.end))
    return settled


def extended(label: Label, leg: Leg, range_km: float, latest_h: float) -> Label | None:
    """Return how one comes on over a leg, None if it is too far or takes too long."""
    arrival_h = max(label.arrival_h, leg.opens_h) + leg.drive_h
    km = label.km + leg.km
    if arrival_h > latest_h or km - label.start.km > range_km + KM_TOLERANCE:
        return None
    roads = label.roads
    if leg.planned is not None and leg.planned not in roads:
        roads = tuple(sorted((*roads, leg.planned)))
    return Label(
        arrival_h,
        km,
        label.drive_h + leg.drive_h,
        label.estimated or leg.estimated,
        roads,
        label.start,
    )
