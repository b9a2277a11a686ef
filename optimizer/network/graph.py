"""The road network, with an estimate where no road is given."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.geodesy import great_circle_km
from optimizer.instance.words import RoadClass, TransportMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx

    from optimizer.instance import Instance, Place, Road

SHORTEST_LINK_KM = 0.001
"""Least length of an estimated link: no drive is free, not even between places at one point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A road, or the estimate that stands for one.

    Parameters
    ----------
    road : str or None
        Id of the road; None where the link is estimated.
    km : float
        Length. Positive.
    speed_kmh : float or None
        Speed that no vehicle exceeds; None where none is given.
    weight_limit_t : float
        Heaviest vehicle allowed; infinite where any is.
    """

    road: str | None = None
    km: float
    road_class: RoadClass
    speed_kmh: float | None = None
    weight_limit_t: float = math.inf

    @property
    def estimated(self) -> bool:
        """Whether no road is given here."""
        return self.road is None


def road_graph(instance: Instance) -> networkx.MultiGraph[str]:
    """Return the network of the roads that exist; each edge has its `Link` as ``link``.

    A place that no road touches is joined to its parent, or else to the nearest place that a
    road touches. Without any roads the graph is empty; `direct_link` is then what there is.
    """
    # It takes a fifth of a second to import, and most commands draw no lanes.
    import networkx

    graph: networkx.MultiGraph[str] = networkx.MultiGraph()
    for road in instance.roads:
        if road.mode is TransportMode.ROAD and road.planned_cost_cny is None:
            graph.add_edge(road.from_place, road.to_place, link=_link_of(road))
    touched = frozenset(graph)
    if touched:
        for place in instance.places:
            if place.id not in touched:
                end = place.parent or _nearest(instance, place, touched)
                link = _estimate(instance, place, end, RoadClass.VILLAGE)
                graph.add_edge(place.id, end, link=link)
    return graph


def direct_link(instance: Instance, origin_place: str, place: str) -> Link:
    """Return the estimated link to a place where the instance has no roads at all."""
    return _estimate(instance, instance.place[place], origin_place, RoadClass.COUNTY)


def _link_of(road: Road) -> Link:
    return Link(
        road=road.id,
        km=road.km,
        road_class=road.road_class,
        speed_kmh=road.speed_kmh,
        weight_limit_t=math.inf if road.weight_limit_t is None else road.weight_limit_t,
    )


def _nearest(instance: Instance, place: Place, touched: Iterable[str]) -> str:
    return min(touched, key=lambda end: (_distance_km(place, instance.place[end]), end))


def _estimate(instance: Instance, roadless: Place, end: str, road_class: RoadClass) -> Link:
    factor = roadless.terrain_factor or instance.response.terrain_factor
    km = _distance_km(roadless, instance.place[end]) * factor
    return Link(km=max(SHORTEST_LINK_KM, km), road_class=road_class)


def _distance_km(one: Place, other: Place) -> float:
    return great_circle_km(one.lat, one.lon, other.lat, other.lon)
