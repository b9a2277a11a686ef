"""Which vehicles come where: asked of every delivery, so found once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from optimizer.routing.problem import NEVER_S, RoutingProblem

FAR_S = 2**40
"""Stands for a way that opens later when ways are compared: far, but not out of reach."""


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
        self._of_pair: dict[tuple[int, int, int], bool] = {}

    def seconds(self, ways: int, start: int, end: int) -> int:
        """Return how far it is, `FAR_S` over roads that open later, `NEVER_S` without a way."""
        if start == end:
            return 0
        table = self.problem.ways[ways]
        seconds = table.seconds[start][end]
        if seconds >= NEVER_S and (start, end) in table.later:
            return FAR_S
        return seconds

    def may_bring(self, vehicle: int, origin: int, delivery: int) -> bool:
        """Return whether there are ways for a vehicle to an origin and on to a delivery."""
        its = self.problem.vehicles[vehicle]
        if its.only_origins and origin not in its.only_origins:
            return False
        ways = self.problem.kinds[its.kind].ways
        point = self.problem.origins[origin].point
        return self._joined(ways, its.start_point, point) and self._joined(
            ways, point, self.problem.deliveries[delivery].point
        )

    def _joined(self, ways: int, start: int, end: int) -> bool:
        key = ways, start, end
        found = self._of_pair.get(key)
        if found is None:
            found = self._of_pair[key] = self.seconds(ways, start, end) < NEVER_S
        return found

    @cached_property
    def bringers(self) -> Sequence[Sequence[tuple[int, int]]]:
        """Vehicles, and origins, that may bring each delivery."""
        return [
            [
                (vehicle, origin)
                for origin in delivery.origins
                for vehicle in range(len(self.problem.vehicles))
                if self.may_bring(vehicle, origin, number)
            ]
            for number, delivery in enumerate(self.problem.deliveries)
        ]

    @cached_property
    def largest(self) -> Sequence[tuple[int, int]]:
        """Most kg and most litres that some vehicle brings of each delivery; 0 if none comes."""
        kinds = self.problem.kinds
        found = []
        for bringers in self.bringers:
            known = {self.problem.vehicles[vehicle].kind for vehicle, _ in bringers}
            found.append(
                max(((kinds[kind].kg, kinds[kind].litres) for kind in known), default=(0, 0))
            )
        return found
