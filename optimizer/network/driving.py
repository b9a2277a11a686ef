"""Earliest arrival over roads that a scenario slows, closes, or closes for some hours."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.network.graph import Link, direct_link

if TYPE_CHECKING:
    import networkx

    from optimizer.instance import Instance, Scenario
    from optimizer.network.vehicles import VehicleType


class Label(NamedTuple):
    """How one comes to a place; the least label is the best.

    Parameters
    ----------
    arrival_h : float
        Hours from the start of the response.
    km : float
        From the origin's place.
    drive_h : float
        Hours at the wheel, waiting left out.
    estimated : bool
        Whether the way uses an estimated link.
    """

    arrival_h: float
    km: float
    drive_h: float
    estimated: bool


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
    """

    end: str
    drive_h: float
    km: float
    opens_h: float
    estimated: bool


Legs = Mapping[str, Sequence[Leg]]
"""Legs by the place they start from."""


class Driving:
    """The ways of all vehicle types in one scenario, each search made once.

    Parameters
    ----------
    graph : MultiGraph
        The instance's `road_graph`.
    latest_h : float
        Hour after which nobody needs to arrive any more.
    """

    def __init__(
        self,
        instance: Instance,
        graph: networkx.MultiGraph[str],
        scenario: Scenario,
        latest_h: float,
    ) -> None:
        self._instance = instance
        self._graph = graph
        self._scenario = scenario
        self._latest_h = latest_h
        self._changes = {
            row.road: row for row in instance.scenario_roads if row.scenario == scenario.id
        }
        self._legs: dict[tuple[float, ...], Legs] = {}
        self._labels: dict[tuple[tuple[float, ...], str, float], Mapping[str, Label]] = {}

    def labels(
        self, vehicle: VehicleType, start: str, depart_h: float, ends: Iterable[str]
    ) -> Mapping[str, Label]:
        """Return how a vehicle comes to places when it leaves `start` at an hour.

        Parameters
        ----------
        ends : iterable of str
            Places that are asked for. Always the same for the same start.

        Returns
        -------
        mapping of str to Label
            By place; without those that it cannot come to by the latest hour.
        """
        key = (vehicle.manner, start, depart_h)
        if key not in self._labels:
            if self._graph:
                legs = self._road_legs(vehicle)
            else:
                legs = {start: self._direct_legs(vehicle, start, ends)}
            self._labels[key] = earliest_arrivals(legs, start, depart_h, self._latest_h)
        return self._labels[key]

    def _road_legs(self, vehicle: VehicleType) -> Legs:
        if vehicle.manner not in self._legs:
            legs: dict[str, list[Leg]] = defaultdict(list)
            link: Link
            for one, other, link in self._graph.edges(data="link"):
                for start, end in ((one, other), (other, one)):
                    leg = self._leg(vehicle, link, end)
                    if leg is not None:
                        legs[start].append(leg)
            self._legs[vehicle.manner] = dict(legs)
        return self._legs[vehicle.manner]

    def _direct_legs(self, vehicle: VehicleType, start: str, ends: Iterable[str]) -> Sequence[Leg]:
        found = (
            self._leg(vehicle, direct_link(self._instance, start, end), end)
            for end in ends
            if end != start
        )
        return [leg for leg in found if leg is not None]

    def _leg(self, vehicle: VehicleType, link: Link, end: str) -> Leg | None:
        speed_kmh = vehicle.speed_kmh(link) * self._scenario.speed_factor
        opens_h = 0.0
        change = self._changes.get(link.road) if link.road is not None else None
        if change is not None:
            speed_kmh *= change.speed_factor
            if change.closed:
                opens_h = math.inf if change.reopens_h is None else change.reopens_h
        if speed_kmh <= 0 or math.isinf(opens_h):
            return None
        return Leg(end, link.km / speed_kmh, link.km, opens_h, link.estimated)


def earliest_arrivals(
    legs: Legs, start: str, depart_h: float, latest_h: float
) -> Mapping[str, Label]:
    """Return the best label of every place that can be come to by the latest hour.

    Dijkstra's search on labels. Arriving earlier is never worse, since one may wait at the end
    of a closed leg: so places can be settled in order of arrival. Km and hours at the wheel only
    decide between ways that arrive together, place by place.

    Source: Dreyfus (1969), An appraisal of some shortest-path algorithms, time-dependent case.
    """
    settled: dict[str, Label] = {}
    best = {start: Label(depart_h, 0.0, 0.0, False)}
    queue = [(best[start], start)]
    while queue:
        label, place = heapq.heappop(queue)
        if place in settled:
            continue
        settled[place] = label
        for leg in legs.get(place, ()):
            if leg.end in settled:
                continue
            reached = _extended(label, leg)
            in_time = reached.arrival_h <= latest_h
            if in_time and (leg.end not in best or reached < best[leg.end]):
                best[leg.end] = reached
                heapq.heappush(queue, (reached, leg.end))
    return settled


def _extended(label: Label, leg: Leg) -> Label:
    return Label(
        max(label.arrival_h, leg.opens_h) + leg.drive_h,
        label.km + leg.km,
        label.drive_h + leg.drive_h,
        label.estimated or leg.estimated,
    )
