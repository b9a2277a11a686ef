"""Links: what is moved on in a scenario, how fast, and from which hour on."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import RoadClass, TransportMode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Instance, Place, Road, Scenario, Vehicle

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the earth, IUGG."""

SHORTEST_LINK_KM = 0.001
"""Least length of a link that is estimated: two places at one point are still a step apart."""


class Arc(NamedTuple):
    """A link in one direction, as one vehicle finds it in one scenario.

    Parameters
    ----------
    planned : int
        The bit of a planned link among those of its set; 0 for a link that exists.
    """

    to_place: str
    travel_h: float
    km: float
    opens_h: float
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A road, railway, or line by sea or air, or the estimate that stands in for a road."""

    ends: tuple[str, str]
    km: float
    road_class: RoadClass
    mode: TransportMode = TransportMode.ROAD
    road: str = ""
    speed_kmh: float | None = None
    weight_limit_t: float = math.inf


class Change(NamedTuple):
    """What a scenario does to a link or a mode: a factor on the speed, and when it opens."""

    speed_factor: float = 1.0
    opens_h: float = 0.0


UNCHANGED = Change()


class Condition(NamedTuple):
    """What links are like; scenarios that share one share their searches."""

    speed_factor: float
    modes: tuple[tuple[TransportMode, Change], ...]
    links: tuple[tuple[str, Change], ...]


class Setting(NamedTuple):
    """The condition of the links, and which planned ones there are, sorted."""

    condition: Condition
    planned: tuple[str, ...] = ()


def great_circle_km(one: Place, other: Place) -> float:
    """Return the distance of two places over the ground, in km."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half_lat = math.sin((lat2 - lat1) / 2)
    half_lon = math.sin(math.radians(other.lon - one.lon) / 2)
    chord = half_lat**2 + math.cos(lat1) * math.cos(lat2) * half_lon**2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def mode_of(vehicle: Vehicle | None) -> TransportMode:
    """Return what a vehicle moves on; the nameless one drives."""
    return TransportMode.ROAD if vehicle is None else vehicle.mode


def id_of(vehicle: Vehicle | None) -> str:
    """Return a vehicle's id; the nameless one has none."""
    return "" if vehicle is None else vehicle.id


class LinkNetwork:
    """The links of an instance, and the arcs that vehicles find, each made once."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._conditions = conditions_of(instance)
        self._changes = {
            condition: (dict(condition.modes), dict(condition.links))
            for condition in self._conditions.values()
        }
        self._arcs: dict[tuple[Setting, str], Mapping[str, list[Arc]]] = {}

    @cached_property
    def has_roads(self) -> bool:
        """Whether any road exists; where none does origins are joined straight to people."""
        return bool(self._touched)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links that exist, and one estimate for every place that no road touches."""
        existing = (row for row in self.instance.roads if row.planned_cost_cny is None)
        return (*map(_link_of, existing), *self._estimated_links())

    @cached_property
    def peopled(self) -> frozenset[str]:
        """Places with people in some scenario."""
        return frozenset(row.place for row in self.instance.scenario_people if row.persons > 0)

    def setting(self, scenario: Scenario, planned: tuple[str, ...]) -> Setting:
        """Return what is moved on in a scenario with so many planned links built."""
        return Setting(self._conditions[scenario.id], planned)

    def arcs(self, setting: Setting, vehicle: Vehicle | None) -> Mapping[str, list[Arc]]:
        """Return the links a vehicle may use, by the place they leave from."""
        key = (setting, id_of(vehicle))
        if key not in self._arcs:
            found: dict[str, list[Arc]] = defaultdict(list)
            for link, planned in self._links_of(setting):
                for start, end in (link.ends, link.ends[::-1]):
                    arc = self._arc(link, end, (setting.condition, planned), vehicle)
                    if arc is not None:
                        found[start].append(arc)
            self._arcs[key] = dict(found)
        return self._arcs[key]

    def direct_arcs(
        self, setting: Setting, vehicle: Vehicle | None, leg: tuple[str, str]
    ) -> Iterator[Arc]:
        """Yield what joins an origin to people without a third place where there are no roads."""
        for arc in self.straight_arcs(setting, vehicle, leg):
            if arc.to_place in self.peopled or arc.planned:
                yield arc

    def straight_arcs(
        self, setting: Setting, vehicle: Vehicle | None, leg: tuple[str, str]
    ) -> Iterator[Arc]:
        """Yield what joins any two places without a third one where there are no roads."""
        start, end = leg
        link = self._estimated_link(end, start, RoadClass.COUNTY)
        estimate = self._arc(link, end, (setting.condition, 0), vehicle)
        yield from () if estimate is None else (estimate,)
        for arc in self.arcs(setting, vehicle).get(start, ()):
            if arc.to_place == end:
                yield arc

    def _links_of(self, setting: Setting) -> Iterator[tuple[Link, int]]:
        for link in self.links:
            yield link, 0
        for row in self.instance.roads:
            if row.id in setting.planned:
                yield _link_of(row), 1 << setting.planned.index(row.id)

    def _arc(
        self, link: Link, end: str, where: tuple[Condition, int], vehicle: Vehicle | None
    ) -> Arc | None:
        condition, planned = where
        modes, links = self._changes[condition]
        by_mode, own = modes.get(link.mode, UNCHANGED), links.get(link.road, UNCHANGED)
        weather = condition.speed_factor if link.mode is TransportMode.ROAD else 1.0
        speed_kmh = self._speed_kmh(link, vehicle) * weather
        speed_kmh *= by_mode.speed_factor * own.speed_factor
        opens_h = max(by_mode.opens_h, own.opens_h)
        if speed_kmh <= 0 or math.isinf(opens_h):
            return None
        return Arc(end, link.km / speed_kmh, link.km, opens_h, planned)

    def _speed_kmh(self, link: Link, vehicle: Vehicle | None) -> float:
        """Return the speed on an open link in fair weather, 0 where it may not be used."""
        if link.mode is not mode_of(vehicle):
            return 0.0
        if vehicle is None:
            return link.speed_kmh or self.instance.response.default_speed_kmh
        if link.weight_limit_t < vehicle.gross_weight_t:
            return 0.0
        by_road = link.mode is TransportMode.ROAD
        own = vehicle.speed_kmh(link.road_class) if by_road else vehicle.cruise_kmh
        return own if link.speed_kmh is None else min(own, link.speed_kmh)

    @cached_property
    def _touched(self) -> frozenset[str]:
        """Places at an end of a road that exists."""
        return frozenset(
            end
            for road in self.instance.roads
            if road.mode is TransportMode.ROAD and road.planned_cost_cny is None
            for end in (road.from_place, road.to_place)
        )

    def _estimated_links(self) -> Iterator[Link]:
        for place in self.instance.places:
            if place.id not in self._touched and self.has_roads:
                end = place.parent or self._nearest(place)
                yield self._estimated_link(place.id, end, RoadClass.VILLAGE)

    def _nearest(self, place: Place) -> str:
        there = self.instance.place
        return min(self._touched, key=lambda other: (great_circle_km(place, there[other]), other))

    def _estimated_link(self, roadless: str, end: str, road_class: RoadClass) -> Link:
        """Return the link of a place without roads, by the terrain of that place."""
        place = self.instance.place[roadless]
        factor = place.terrain_factor or self.instance.response.terrain_factor
        km = great_circle_km(place, self.instance.place[end]) * factor
        return Link(ends=(roadless, end), km=max(SHORTEST_LINK_KM, km), road_class=road_class)


def conditions_of(instance: Instance) -> dict[str, Condition]:
    """Return what links are like in each scenario."""
    modes: dict[str, list[tuple[TransportMode, Change]]] = defaultdict(list)
    for by_mode in instance.scenario_modes:
        opens_h = _opens_h(by_mode.closed, by_mode.reopens_h)
        modes[by_mode.scenario].append((by_mode.mode, Change(by_mode.speed_factor, opens_h)))
    links: dict[str, list[tuple[str, Change]]] = defaultdict(list)
    for row in instance.scenario_roads:
        opens_h = _opens_h(row.closed, row.reopens_h)
        links[row.scenario].append((row.road, Change(row.speed_factor, opens_h)))
    return {
        scenario.id: Condition(
            scenario.speed_factor,
            tuple(sorted(modes[scenario.id])),
            tuple(sorted(links[scenario.id])),
        )
        for scenario in instance.scenarios
    }


def _opens_h(closed: bool, reopens_h: float | None) -> float:
    if not closed:
        return 0.0
    return math.inf if reopens_h is None else reopens_h


def _link_of(road: Road) -> Link:
    return Link(
        ends=(road.from_place, road.to_place),
        km=road.km,
        road_class=road.road_class,
        mode=road.mode,
        road=road.id,
        speed_kmh=road.speed_kmh,
        weight_limit_t=math.inf if road.weight_limit_t is None else road.weight_limit_t,
    )
