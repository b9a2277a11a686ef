"""What is to be put into an answer, and the places where it may go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.answer import Drop, Trip
from optimizer.routing.drafts.amounts import together
from optimizer.routing.problem import Delivery

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Numbers = NDArray[np.intp]

Guess = tuple[float, ...]
"""What is added, for each kg (litre): lateness by class; 1 if it is only a part; the rest."""


class Slot(NamedTuple):
    """A place for a drop: a new trip where `position` is None."""

    guess: Guess
    vehicle: int
    origin: int
    trip: int
    position: int | None

    def within(
        self, trips: Sequence[Trip], drop: Drop, deliveries: Sequence[Delivery]
    ) -> tuple[Trip, ...]:
        """Return the trips of the vehicle with the drop, one with what is left there of it."""
        if self.position is None:
            return (*trips[: self.trip], Trip(self.origin, (drop,)), *trips[self.trip :])
        drops = _with(trips[self.trip].drops, self.position, drop, deliveries)
        return (*trips[: self.trip], Trip(self.origin, drops), *trips[self.trip + 1 :])


def _with(
    drops: tuple[Drop, ...], position: int, drop: Drop, deliveries: Sequence[Delivery]
) -> tuple[Drop, ...]:
    its = deliveries[drop.delivery]
    for number, other in enumerate(drops[position:], position):
        if deliveries[other.delivery].point != its.point:
            break
        if other.delivery == drop.delivery and (one := together(its, other, drop)) is not None:
            return (*drops[:number], one, *drops[number + 1 :])
    return (*drops[:position], drop, *drops[position:])


class Wanted(NamedTuple):
    """What is to be brought, and who may.

    Parameters
    ----------
    kg, litres : int
        What is left of the delivery.
    able : array of bool of shape (origins, vehicles)
        By the origins of the delivery, in its order.
    most : array of shape (origins,)
        Share of what is left that each has.
    part : float
        Share of what is left that is brought at most.
    may_split : bool
        Whether less may be brought, for want of room; for want of stock it may where any delivery
        may be split.
    """

    delivery: int
    kg: int
    litres: int
    able: Bools
    most: Floats
    part: float
    may_split: bool

    @property
    def size(self) -> int:
        """What shares of it are measured by, never 0."""
        return self.kg or self.litres or 1
