"""The earliest arrival over links that may be slow, closed for hours, or only planned."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.verify.roads import Arc

RANGE_KM = 1e-9
"""How far a part may be longer than its vehicle's range: sums of km in binary fractions."""


class Label(NamedTuple):
    """The best way to a place: compared by arrival, then km, then moving hours.

    Parameters
    ----------
    arrival_h, km, moving_h : float
        Summed over the whole chain of vehicles.
    missing : int
        Bits of the planned links that the way does not use. Of ways equal in all else the one
        that uses more of them counts.
    start : str
        Where the part of the last vehicle starts.
    """

    arrival_h: float
    km: float
    moving_h: float
    missing: int
    start: str


class Search:
    """Places in order of arrival by one vehicle, settled as far as was asked.

    Parameters
    ----------
    seeds : mapping of str to Label
        Where this vehicle can start, each with itself as its start.
    range_km : float
        Longest part of a way by this vehicle.
    """

    def __init__(
        self,
        arcs: Mapping[str, list[Arc]],
        seeds: Mapping[str, Label],
        range_km: float = math.inf,
    ) -> None:
        self._arcs = arcs
        self._settled: set[str] = set()
        self._best: dict[str, tuple[float, float, float, int, str]] = dict(seeds)
        self._queue = [(*seed, place) for place, seed in seeds.items()]
        heapq.heapify(self._queue)
        self._farthest_km = {place: seed.km + range_km + RANGE_KM for place, seed in seeds.items()}

    def label(self, end: str) -> Label | None:
        """Return the label of a place, or None where no way leads there."""
        while end not in self._settled and self._queue:
            self._settle_next()
        return Label(*self._best[end]) if end in self._settled else None

    def _settle_next(self) -> None:
        arrival_h, km, moving_h, missing, start, place = heapq.heappop(self._queue)
        if place in self._settled:
            return
        self._settled.add(place)
        farthest_km = self._farthest_km[start]
        for end, travel_h, length_km, opens_h, planned in self._arcs.get(place, ()):
            there_km = km + length_km
            if there_km > farthest_km:
                continue
            leaving_h = arrival_h if arrival_h > opens_h else opens_h
            there = (
                leaving_h + travel_h, there_km, moving_h + travel_h, missing & ~planned, start
            )  # fmt: skip
            known = self._best.get(end)
            if known is None or there < known:
                self._best[end] = there
                heapq.heappush(self._queue, (*there, end))
