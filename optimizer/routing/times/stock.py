"""What is left to load at origins, while an answer is built and changed."""

from __future__ import annotations

import math
from collections.abc import Sequence

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.problem import Delivery, RoutingProblem
from optimizer.routing.value import in_units, round_quotient, size_in, size_of

TOLERANCE_UNITS = 1e-4
"""Units that origins may give beyond their stock: a tenth of what `verify` lets pass."""


class Stock:
    """Units left at each origin, in whole parts: what is taken and given back leaves no trace.

    Parameters
    ----------
    answer : Answer
        What has been loaded already.
    """

    def __init__(self, problem: RoutingProblem, answer: Answer = ()) -> None:
        self._deliveries = problem.deliveries
        self._left = [
            None
            if origin.stock is None
            else {
                commodity: in_units(units + TOLERANCE_UNITS)
                for commodity, units in sorted(origin.stock.items())
            }
            for origin in problem.origins
        ]
        self._per_size = [_units_per_size(delivery) for delivery in problem.deliveries]
        for trip in (trip for trips in answer for trip in trips):
            self.take(trip)

    def is_limited(self, origin: int) -> bool:
        """Return whether an origin may run out of anything."""
        return self._left[origin] is not None

    def take(self, trip: Trip) -> None:
        """Load a trip, whether there is enough for it or not."""
        for drop in trip.drops:
            self._move(trip.origin, drop, -1)

    def give_back(self, trip: Trip) -> None:
        """Undo `take`."""
        for drop in trip.drops:
            self._move(trip.origin, drop, 1)

    def take_drop(self, origin: int, drop: Drop) -> None:
        """Load one drop, whether there is enough for it or not."""
        self._move(origin, drop, -1)

    def give_back_drop(self, origin: int, drop: Drop) -> None:
        """Undo `take_drop`."""
        self._move(origin, drop, 1)

    def has(self, origin: int, drop: Drop) -> bool:
        """Return whether a drop can still be loaded at an origin."""
        left = self._left[origin]
        if left is None:
            return True
        size = size_in(self._deliveries[drop.delivery], drop)
        return all(
            left.get(commodity, 0) >= units * size
            for commodity, units in self._per_size[drop.delivery]
        )

    def most(self, origin: int, delivery: int) -> int:
        """Return the most kg (litres where it weighs nothing) of a delivery that it still has."""
        whole = size_of(self._deliveries[delivery])
        left = self._left[origin]
        if left is None:
            return whole
        return min(
            (
                max(left.get(commodity, 0), 0) // units
                for commodity, units in self._per_size[delivery]
            ),
            default=whole,
        )

    def overdrawn(self) -> Sequence[tuple[int, str]]:
        """Return every origin and commodity of which more was taken than there was."""
        return [
            (origin, commodity)
            for origin, left in enumerate(self._left)
            for commodity, units in (left or {}).items()
            if units < 0
        ]

    def _move(self, origin: int, drop: Drop, sign: int) -> None:
        left = self._left[origin]
        if left is None:
            return
        size = size_in(self._deliveries[drop.delivery], drop)
        for commodity, units in self._per_size[drop.delivery]:
            left[commodity] = left.get(commodity, 0) + sign * units * size


def _units_per_size(delivery: Delivery) -> tuple[tuple[str, int], ...]:
    size = size_of(delivery)
    return tuple(
        (commodity, round_quotient(in_units(units), size))
        for commodity, units in sorted(delivery.units.items())
        if units > 0 and math.isfinite(units)
    )
