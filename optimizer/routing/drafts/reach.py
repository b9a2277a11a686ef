"""Which vehicles come where: asked of every delivery, so found once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.problem import NEVER_S, RoutingProblem

Bringers = tuple[tuple[int, tuple[int, ...]], ...]
"""Origins of a delivery, the planned one first, and the vehicles that may bring it from each."""


class Reach:
    """Ways of a problem, as whether and how far.

    Attributes
    ----------
    classes : tuple of int
        For every vehicle the first one that is just like it but for its number.
    """

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        first: dict[object, int] = {}
        self.classes = tuple(
            first.setdefault(
                (
                    vehicle.kind, vehicle.home, vehicle.start_point, vehicle.ready_s,
                    vehicle.end_s, vehicle.most_m, vehicle.only_origins, vehicle.most_trips,
                    vehicle.driven_s, vehicle.worked_s,
                ),
                number,
            )
            for number, vehicle in enumerate(problem.vehicles)
        )  # fmt: skip

    @cached_property
    def bringers(self) -> Sequence[Bringers]:
        """Of every delivery."""
        known: dict[tuple[int, tuple[int, ...], frozenset[int]], Bringers] = {}
        found = []
        for delivery in self.problem.deliveries:
            kinds = self.problem.kinds
            small = frozenset(n for n, kind in enumerate(kinds) if not delivery.fits(kind))
            key = delivery.point, delivery.origins, small
            if key not in known:
                known[key] = tuple(
                    (origin, vehicles)
                    for origin in delivery.origins
                    if (vehicles := self._from(origin, delivery.point, small))
                )
            found.append(known[key])
        return found

    @cached_property
    def largest(self) -> Sequence[tuple[int, int]]:
        """Most kg and most litres that some vehicle brings of each delivery; 0 if none comes."""
        kinds = self.problem.kinds
        known: dict[Bringers, tuple[int, int]] = {}
        found = []
        for bringers in self.bringers:
            if bringers not in known:
                some = {self.problem.vehicles[v].kind for _, vs in bringers for v in vs}
                known[bringers] = max(
                    ((kinds[kind].kg, kinds[kind].litres) for kind in some), default=(0, 0)
                )
            found.append(known[bringers])
        return found

    def _from(self, origin: int, point: int, small: frozenset[int]) -> tuple[int, ...]:
        """Return the vehicles that may bring something to a point, but for kinds too small."""
        base = self.problem.origins[origin].point
        able = {ways for ways in range(len(self.problem.ways)) if self._joined[ways][base, point]}
        found = self._loaded_at(origin, frozenset(able))
        if not small:
            return found
        return tuple(v for v in found if self.problem.vehicles[v].kind not in small)

    def _loaded_at(self, origin: int, able: frozenset[int]) -> tuple[int, ...]:
        key = origin, able
        if key not in self._loading:
            base = self.problem.origins[origin].point
            self._loading[key] = tuple(
                number
                for number, vehicle in enumerate(self.problem.vehicles)
                if (ways := self.problem.kinds[vehicle.kind].ways) in able
                and (not vehicle.only_origins or origin in vehicle.only_origins)
                and self._comes_to(ways, vehicle.start_point)[base]
            )
        return self._loading[key]

    def _comes_to(self, ways: int, start: int) -> NDArray[np.bool_]:
        """Return the points that one gets to, maybe by others."""
        if (ways, start) not in self._coming:
            joined = self._joined[ways]
            found = joined[start].copy()
            while True:
                more = joined[found].any(axis=0)
                if (more <= found).all():
                    break
                found |= more
            self._coming[ways, start] = found
        return self._coming[ways, start]

    @cached_property
    def _joined(self) -> Sequence[NDArray[np.bool_]]:
        found = []
        for ways in self.problem.ways:
            joined = np.array(ways.seconds, dtype=np.float64) < NEVER_S
            joined |= np.eye(len(joined), dtype=bool)
            for start, end in ways.later:
                joined[start, end] = True
            found.append(joined)
        return found

    @cached_property
    def _coming(self) -> dict[tuple[int, int], NDArray[np.bool_]]:
        return {}

    @cached_property
    def _loading(self) -> dict[tuple[int, frozenset[int]], tuple[int, ...]]:
        return {}
