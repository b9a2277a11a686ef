"""All ways between two places that are worth taking, where the first to arrive may not be best."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from optimizer.verify.roads import Arc


class Way(NamedTuple):
    """A way from one place to another.

    Parameters
    ----------
    arrival_h : float
        On the vehicle's own clock, which stands still in its rests.
    gates : tuple of (float, float)
        Moving hours until a closed link on it, and the hour from which on that is open.
    """

    arrival_h: float
    km: float
    moving_h: float
    gates: tuple[tuple[float, float], ...] = ()


class Bounds(NamedTuple):
    """By when a way must arrive, and the least hours from a place to its end, None for never."""

    latest_h: float
    least_h: Callable[[str], float | None]


def frontier(
    arcs: Mapping[str, list[Arc]],
    ends: tuple[str, str],
    leave_h: float,
    clock: Callable[[float], float],
    bounds: Bounds,
    cost: Callable[[Way], float],
) -> tuple[Way, ...]:
    """Return ways of which none is both later and dearer than another, in order of arrival.

    Parameters
    ----------
    leave_h : float
        On the vehicle's own clock.
    clock : callable
        Hours on that clock at an hour of the response.
    cost : callable
        Km or moving hours of a way.
    """
    start, end = ends
    first = Way(leave_h, 0.0, 0.0)
    queue: list[tuple[float, float, str, Way]] = [(leave_h, 0.0, start, first)]
    least: dict[str, float] = {}
    found: list[Way] = []
    while queue:
        _, dear, place, way = heapq.heappop(queue)
        if place in least and dear >= least[place]:
            continue
        least[place] = dear
        if place == end:
            found.append(way)
            continue
        for arc in arcs.get(place, ()):
            onward = _extended(way, arc, clock)
            left_h = bounds.least_h(arc.to_place)
            if left_h is not None and onward.arrival_h + left_h <= bounds.latest_h:
                heapq.heappush(queue, (onward.arrival_h, cost(onward), arc.to_place, onward))
    return tuple(found)


def _extended(way: Way, arc: Arc, clock: Callable[[float], float]) -> Way:
    opens_h = clock(arc.opens_h)
    gates = way.gates
    if opens_h > way.arrival_h:
        gates = (*gates, (way.moving_h, arc.opens_h))
    return Way(
        max(way.arrival_h, opens_h) + arc.travel_h,
        way.km + arc.km,
        way.moving_h + arc.travel_h,
        gates,
    )
