"""A published routing instance as its file tells it, before anything is made whole numbers.

Lengths, times and costs are in the published unit; a vehicle goes one unit of length in one of
time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


class Rounding(Enum):
    """What a family makes of the Euclidean distance of two places."""

    WHOLE = "nearest whole number"
    TENTHS = "cut to one decimal"
    THOUSANDTHS = "nearest thousandth"
    EXACT = "double precision"

    @property
    def per_unit(self) -> int:
        """Whole numbers to a published unit: for real lengths, enough of them."""
        return {Rounding.WHOLE: 1, Rounding.TENTHS: 10}.get(self, 1000)

    def legs(self, euclid: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return distances as the family counts them."""
        if self is Rounding.EXACT:
            return euclid
        half = 0.0 if self is Rounding.TENTHS else 0.5
        rounded: NDArray[np.float64] = np.floor(euclid * self.per_unit + half) / self.per_unit
        return rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """Where routes begin and end, between `earliest` and `latest`."""

    x: float
    y: float
    earliest: float = 0.0
    latest: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who gets something.

    Parameters
    ----------
    earliest, latest : float
        Times between which the service begins.
    release : float
        Time before which no trip with it leaves the depot.
    """

    x: float
    y: float
    demand: int
    service: float = 0.0
    earliest: float = 0.0
    latest: float = math.inf
    release: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Van:
    """So many vehicles alike.

    Parameters
    ----------
    depot : int
        Where their routes begin and end.
    fixed, per_length : float
        Cost if used, and of a unit of length.
    most_time : float
        From leaving to coming back.
    reloads : tuple of int
        Depots at which they may load again, any number of times.
    allowed : frozenset of int or None
        Customers that they may serve; None: all.
    """

    count: int
    capacity: int
    depot: int = 0
    fixed: float = 0.0
    per_length: float = 1.0
    most_time: float = math.inf
    reloads: tuple[int, ...] = ()
    allowed: frozenset[int] | None = None


@dataclass(frozen=True, kw_only=True)
class Published:
    """A published instance.

    Parameters
    ----------
    numbered : tuple of int
        Index in `vans` of every vehicle by its number in solution files; empty: all are alike.
    splits : bool
        Whether customers may be visited several times.
    per_unit : int
        Whole numbers to a published unit of length, as engines get them that count in whole
        numbers; 0: those of the rounding.
    """

    name: str
    depots: tuple[Depot, ...]
    customers: tuple[Customer, ...]
    vans: tuple[Van, ...]
    rounding: Rounding
    numbered: tuple[int, ...] = ()
    splits: bool = False
    per_unit: int = 0

    def __post_init__(self) -> None:
        """Take the whole numbers to a unit from the rounding where none are given."""
        object.__setattr__(self, "per_unit", self.per_unit or self.rounding.per_unit)

    @cached_property
    def legs(self) -> NDArray[np.float64]:
        """Lengths between all places as the family counts them, depots first."""
        depots = [(depot.x, depot.y) for depot in self.depots]
        customers = [(customer.x, customer.y) for customer in self.customers]
        places = np.array([*depots, *customers])
        across = places[:, None, :] - places[None, :, :]
        return self.rounding.legs(np.hypot(across[..., 0], across[..., 1]))
