"""Why nothing reaches a place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from optimizer.geodesy import great_circle_km
from optimizer.instance.words import SiteStatus, TransportMode

if TYPE_CHECKING:
    from optimizer.instance import Instance, Place, Road


class Why(StrEnum):
    """Why no lane reaches a place."""

    NO_ROAD = "no road leads there from any site or source"
    CLOSED = "every road there is closed for the whole response"
    TOO_SLOW = "no vehicle can hand out there by then"


WHY_ZH = {
    Why.NO_ROAD: "没有道路通往该处",
    Why.CLOSED: "通往该处的道路在整个响应期内全部中断",
    Why.TOO_SLOW: "没有车辆能按时送达",
}


def why_unreached(instance: Instance, scenario: str, place: str) -> Why:
    """Return why no lane reaches a place in a scenario by any deadline."""
    closed = {
        row.road
        for row in instance.scenario_roads
        if row.scenario == scenario and row.closed and row.reopens_h is None
    }
    shut = {
        row.mode
        for row in instance.scenario_modes
        if row.scenario == scenario and row.closed and row.reopens_h is None
    }
    links = tuple(_links(instance))
    if not _joined(instance, place, links):
        return Why.NO_ROAD
    open_links = [link for link in links if link.road not in closed and link.mode not in shut]
    if not _joined(instance, place, open_links):
        return Why.CLOSED
    return Why.TOO_SLOW


class _Link(NamedTuple):
    """What joins two places; the road is empty where it is estimated."""

    ends: tuple[str, str]
    road: str
    mode: TransportMode


def _joined(instance: Instance, place: str, links: Iterable[_Link]) -> bool:
    """Return whether links or given lanes join a place to any site or source."""
    origins = {s.place for s in instance.sites if s.status is not SiteStatus.EXCLUDED}
    origins |= {source.place for source in instance.sources}
    if any(row.to_place == place and row.from_place in origins for row in instance.lanes):
        return True
    if not any(_is_road(road) for road in instance.roads):
        return True
    neighbors: dict[str, set[str]] = {}
    for link in links:
        for one, other in (link.ends, link.ends[::-1]):
            neighbors.setdefault(one, set()).add(other)
    seen, edge = {place}, [place]
    while edge:
        here = edge.pop()
        new = neighbors.get(here, set()) - seen
        seen |= new
        edge += new
    return bool(seen & origins)


def _links(instance: Instance) -> Iterator[_Link]:
    """Yield what may be moved on, planned links and those estimated where no road is."""
    moving = {vehicle.mode for vehicle in instance.vehicles} | {TransportMode.ROAD}
    touched = {end for road in instance.roads if _is_road(road) for end in ends_of(road)}
    for road in instance.roads:
        if road.mode in moving:
            yield _Link(ends_of(road), road.id, road.mode)
    for place in instance.places:
        if touched and place.id not in touched:
            end = place.parent or _nearest(instance, place, touched)
            yield _Link((place.id, end), "", TransportMode.ROAD)


def _is_road(road: Road) -> bool:
    return road.mode is TransportMode.ROAD and road.planned_cost_cny is None


def ends_of(road: Road) -> tuple[str, str]:
    """Return the places that a link joins."""
    return road.from_place, road.to_place


def _nearest(instance: Instance, place: Place, among: set[str]) -> str:
    def km(other_id: str) -> float:
        other = instance.place[other_id]
        return great_circle_km(place.lat, place.lon, other.lat, other.lon)

    return min(sorted(among), key=km)
