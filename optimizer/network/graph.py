"""The links of all modes, with an estimate where no road is given."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.geodesy import great_circle_km
from optimizer.instance.words import RoadClass, TransportMode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from optimizer.instance import Instance, Place, Road

SHORTEST_LINK_KM = 0.001
"""Least length of an estimated link: no drive is free, not even between places at one point."""

MOST_PLANNED = 4
"""Planned links that an instance may have: lanes are found for every set of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as it is given, or the estimate that stands for a road.

    Parameters
    ----------
    road : str or None
        Id of the link; None where it is estimated.
    ends : pair of str
        Places that it joins.
    km : float
        Length. Positive.
    speed_kmh : float or None
        Speed that no vehicle exceeds; None where none is given.
    weight_limit_t : float
        Heaviest vehicle allowed; infinite where any is.
    planned : bool
        Whether it carries nothing until it is bought.
    """

    road: str | None = None
    ends: tuple[str, str]
    mode: TransportMode = TransportMode.ROAD
    km: float
    road_class: RoadClass
    speed_kmh: float | None = None
    weight_limit_t: float = math.inf
    planned: bool = False

    @property
    def estimated(self) -> bool:
        """Whether no road is given here."""
        return self.road is None


def links(instance: Instance) -> tuple[Link, ...]:
    """Return all links: given, planned, and estimated where no road is given.

    A place that no road touches is joined to its parent, or else to the nearest place that a
    road touches. Without any roads nothing is estimated; `direct_link` is then what there is.
    """
    given = tuple(_link_of(road) for road in instance.roads)
    touched = frozenset(end for link in given if _is_road(link) for end in link.ends)
    return given + tuple(_estimates(instance, touched))


def has_roads(instance: Instance) -> bool:
    """Return whether any road is given that exists."""
    return any(_is_road(_link_of(road)) for road in instance.roads)


def direct_link(instance: Instance, origin_place: str, place: str) -> Link:
    """Return the estimated link to a place where the instance has no roads at all."""
    return _estimate(instance, instance.place[place], origin_place, RoadClass.COUNTY)


def sets_of_planned(instance: Instance) -> Iterator[tuple[str, ...]]:
    """Yield every set of planned links as sorted ids, the small sets first."""
    planned = sorted(road.id for road in instance.roads if road.planned_cost_cny is not None)
    for size in range(len(planned) + 1):
        yield from itertools.combinations(planned, size)


def _is_road(link: Link) -> bool:
    return link.mode is TransportMode.ROAD and not link.planned


def _link_of(road: Road) -> Link:
    return Link(
        road=road.id,
        ends=(road.from_place, road.to_place),
        mode=road.mode,
        km=road.km,
        road_class=road.road_class,
        speed_kmh=road.speed_kmh,
        weight_limit_t=math.inf if road.weight_limit_t is None else road.weight_limit_t,
        planned=road.planned_cost_cny is not None,
    )


def _estimates(instance: Instance, touched: frozenset[str]) -> Iterator[Link]:
    for place in instance.places:
        if touched and place.id not in touched:
            end = place.parent or _nearest(instance, place, touched)
            yield _estimate(instance, place, end, RoadClass.VILLAGE)


def _nearest(instance: Instance, place: Place, touched: Iterable[str]) -> str:
    return min(touched, key=lambda end: (_distance_km(place, instance.place[end]), end))


def _estimate(instance: Instance, roadless: Place, end: str, road_class: RoadClass) -> Link:
    factor = roadless.terrain_factor or instance.response.terrain_factor
    km = _distance_km(roadless, instance.place[end]) * factor
    return Link(ends=(roadless.id, end), km=max(SHORTEST_LINK_KM, km), road_class=road_class)


def _distance_km(one: Place, other: Place) -> float:
    return great_circle_km(one.lat, one.lon, other.lat, other.lon)
