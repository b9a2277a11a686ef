"""Driving: the earliest arrival over roads that may be slow, weak or closed for hours."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import RoadClass, TransportMode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.instance import Instance, Place, Road, Scenario, Vehicle

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth, IUGG."""

SHORTEST_LINK_KM = 0.001
"""Least length of a link that is estimated: two places at one point are still a step apart."""


class Label(NamedTuple):
    """The best way to a place: compared by arrival, then km, then hours at the wheel."""

    arrival_h: float
    km: float
    driving_h: float


class Arc(NamedTuple):
    """A link in one direction, as one vehicle finds it in one scenario."""

    to_place: str
    travel_h: float
    km: float
    opens_h: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A road, or the estimate that stands in for one."""

    ends: tuple[str, str]
    km: float
    road_class: RoadClass
    road: str = ""
    speed_kmh: float | None = None
    weight_limit_t: float = math.inf


def great_circle_km(one: Place, other: Place) -> float:
    """Return the distance of two places over the ground, in km."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half_lat = math.sin((lat2 - lat1) / 2)
    half_lon = math.sin(math.radians(other.lon - one.lon) / 2)
    chord = half_lat**2 + math.cos(lat1) * math.cos(lat2) * half_lon**2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


class Condition(NamedTuple):
    """What the roads are like; scenarios that share one share their searches.

    Parameters
    ----------
    speed_factor : float
        On every road.
    changes : tuple of (str, float, float)
        Roads that differ: id, factor on the speed, and the hour they open.
    """

    speed_factor: float
    changes: tuple[tuple[str, float, float], ...]


class Search:
    """Places in order of arrival from one departure, settled as far as was asked."""

    def __init__(self, arcs: Mapping[str, list[Arc]], start: str, depart_h: float) -> None:
        self._arcs = arcs
        self._settled: set[str] = set()
        self._best = {start: (depart_h, 0.0, 0.0)}
        self._queue = [(depart_h, 0.0, 0.0, start)]

    def label(self, end: str) -> Label | None:
        """Return the label of a place, or None where no way leads there."""
        while end not in self._settled and self._queue:
            self._settle_next()
        return Label(*self._best[end]) if end in self._settled else None

    def _settle_next(self) -> None:
        arrival_h, km, driving_h, place = heapq.heappop(self._queue)
        if place in self._settled:
            return
        self._settled.add(place)
        for end, travel_h, length_km, opens_h in self._arcs.get(place, ()):
            leaving_h = arrival_h if arrival_h > opens_h else opens_h
            reached = (leaving_h + travel_h, km + length_km, driving_h + travel_h)
            known = self._best.get(end)
            if known is None or reached < known:
                self._best[end] = reached
                heapq.heappush(self._queue, (*reached, end))


class RoadNetwork:
    """The links of an instance and the searches over them, each made once."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._conditions = _conditions_of(instance)
        self._changes = {
            condition: {road: (factor, opens_h) for road, factor, opens_h in condition.changes}
            for condition in self._conditions.values()
        }
        self._arcs: dict[tuple[Condition, str], dict[str, list[Arc]]] = {}
        self._searches: dict[tuple[Condition, str, str, float], Search] = {}

    @cached_property
    def roads(self) -> tuple[Road, ...]:
        """Roads that exist and that vehicles drive on."""
        return tuple(
            road
            for road in self.instance.roads
            if road.mode is TransportMode.ROAD and road.planned_cost_cny is None
        )

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Roads, and one estimated link for every place that none of them touches."""
        return (*(_link_of(road) for road in self.roads), *self._estimated_links())

    @cached_property
    def peopled(self) -> frozenset[str]:
        """Places with people in some scenario."""
        return frozenset(row.place for row in self.instance.scenario_people if row.persons > 0)

    def label(
        self, scenario: Scenario, vehicle: Vehicle | None, leg: tuple[str, str], depart_h: float
    ) -> Label | None:
        """Return the earliest arrival at the end of a leg, or None where no way leads there.

        Parameters
        ----------
        leg : tuple of str
            Place one leaves at `depart_h`, place one goes to.
        """
        start, end = leg
        if start == end:
            return Label(depart_h, 0.0, 0.0)
        if not self.roads:
            return self._direct_label(scenario, vehicle, leg, depart_h)
        condition = self._conditions[scenario.id]
        key = (condition, vehicle.id if vehicle else "", start, depart_h)
        if key not in self._searches:
            self._searches[key] = Search(self._arcs_for(condition, vehicle), start, depart_h)
        return self._searches[key].label(end)

    def _direct_label(
        self, scenario: Scenario, vehicle: Vehicle | None, leg: tuple[str, str], depart_h: float
    ) -> Label | None:
        if leg[1] not in self.peopled:
            return None
        link = self._estimated_link(leg[1], leg[0], RoadClass.COUNTY)
        arc = self._arc(link, leg[1], self._conditions[scenario.id], vehicle)
        return None if arc is None else Label(depart_h + arc.travel_h, arc.km, arc.travel_h)

    def _arcs_for(self, condition: Condition, vehicle: Vehicle | None) -> dict[str, list[Arc]]:
        key = (condition, vehicle.id if vehicle else "")
        if key not in self._arcs:
            arcs: dict[str, list[Arc]] = defaultdict(list)
            for link in self.links:
                for start, end in (link.ends, link.ends[::-1]):
                    arc = self._arc(link, end, condition, vehicle)
                    if arc is not None:
                        arcs[start].append(arc)
            self._arcs[key] = dict(arcs)
        return self._arcs[key]

    def _arc(
        self, link: Link, end: str, condition: Condition, vehicle: Vehicle | None
    ) -> Arc | None:
        factor, opens_h = self._changes[condition].get(link.road, (1.0, 0.0))
        speed = self._speed_kmh(link, vehicle) * condition.speed_factor * factor
        if speed <= 0 or math.isinf(opens_h):
            return None
        return Arc(end, link.km / speed, link.km, opens_h)

    def _speed_kmh(self, link: Link, vehicle: Vehicle | None) -> float:
        """Return the speed on an open road in fair weather, 0 where it may not be driven."""
        if vehicle is None:
            return link.speed_kmh or self.instance.response.default_speed_kmh
        if link.weight_limit_t < vehicle.gross_weight_t:
            return 0.0
        own = vehicle.speed_kmh(link.road_class)
        return own if link.speed_kmh is None else min(own, link.speed_kmh)

    def _estimated_links(self) -> list[Link]:
        touched = {end for road in self.roads for end in (road.from_place, road.to_place)}
        links = []
        for place in self.instance.places:
            if place.id not in touched and touched:
                end = place.parent or self._nearest(place, touched)
                links.append(self._estimated_link(place.id, end, RoadClass.VILLAGE))
        return links

    def _nearest(self, place: Place, touched: set[str]) -> str:
        return min(
            touched, key=lambda other: (great_circle_km(place, self.instance.place[other]), other)
        )

    def _estimated_link(self, roadless: str, end: str, road_class: RoadClass) -> Link:
        """Return the link of a place without roads, by the terrain of that place."""
        place = self.instance.place[roadless]
        factor = place.terrain_factor or self.instance.response.terrain_factor
        km = great_circle_km(place, self.instance.place[end]) * factor
        return Link(ends=(roadless, end), km=max(SHORTEST_LINK_KM, km), road_class=road_class)


def _link_of(road: Road) -> Link:
    return Link(
        ends=(road.from_place, road.to_place),
        km=road.km,
        road_class=road.road_class,
        road=road.id,
        speed_kmh=road.speed_kmh,
        weight_limit_t=math.inf if road.weight_limit_t is None else road.weight_limit_t,
    )


def _conditions_of(instance: Instance) -> dict[str, Condition]:
    changes: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for row in instance.scenario_roads:
        reopens_h = math.inf if row.reopens_h is None else row.reopens_h
        change = (row.road, row.speed_factor, reopens_h if row.closed else 0.0)
        changes[row.scenario].append(change)
    return {
        scenario.id: Condition(scenario.speed_factor, tuple(sorted(changes[scenario.id])))
        for scenario in instance.scenarios
    }
