"""Orders of a vehicle, what they were and what they are now, and why they changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

SAME_PERSONS = 1e-4
"""Persons to which two drops are the same: kg are whole, persons are not."""


Goods = tuple[tuple[str, str, str, float, int], ...]
"""Place, family, group, deadline and persons, counted in `SAME_PERSONS`."""


class Cause(StrEnum):
    """Why a vehicle's orders changed."""

    LOST = "lost"
    ROAD = "road"
    REPORTED = "reported"
    NEEDLESS = "needless"
    UNABLE = "unable"
    GOODS = "goods"


@dataclass(frozen=True, slots=True, order=True)
class OrderDrop:
    """Goods of a bundle that a stop leaves, or hands on, for a place."""

    place: str
    family: str
    group: str
    deadline_h: float
    persons: float


@dataclass(frozen=True, slots=True)
class OrderStop:
    """A stop that is ordered; `arrive_h` and `done_h` are planned hours."""

    place: str
    arrive_h: float
    done_h: float
    drops: tuple[OrderDrop, ...]


@dataclass(frozen=True, slots=True)
class OrderTrip:
    """A trip that is ordered.

    Parameters
    ----------
    origin : str
        Where it is loaded.
    load_h : float or None
        When; None where the goods are on board already.
    """

    origin: str
    load_h: float | None
    stops: tuple[OrderStop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderChange:
    """A vehicle whose orders changed.

    Parameters
    ----------
    place : str
        Where it takes the new orders, at `free_h`.
    was, now : tuple of OrderTrip
        What is still to be done, by the old and the new orders.
    """

    vehicle: str
    cause: Cause
    place: str
    free_h: float
    was: tuple[OrderTrip, ...]
    now: tuple[OrderTrip, ...]

    @property
    def is_forced(self) -> bool:
        """Whether the vehicle could not go on with its old orders."""
        return self.cause is not Cause.GOODS

    @property
    def origins(self) -> tuple[str, ...]:
        """Stores, sources and transfer places where it loads other than it was to."""
        was, now = _loads(self.was), _loads(self.now)
        return tuple(
            sorted(origin for origin in {*was, *now} if was.get(origin) != now.get(origin))
        )

    @property
    def places(self) -> tuple[str, ...]:
        """Places to which it brings other than it was to."""
        was, now = _brings(self.was), _brings(self.now)
        return tuple(sorted(name for name in {*was, *now} if was.get(name) != now.get(name)))


def goods_of(stop: OrderStop) -> Goods:
    """Return what a stop leaves, for comparing."""
    return tuple(
        (d.place, d.family, d.group, d.deadline_h, round(d.persons / SAME_PERSONS))
        for d in stop.drops
    )


def _loads(trips: tuple[OrderTrip, ...]) -> Mapping[str, list[Goods]]:
    """Return what is loaded at each origin, trip by trip."""
    found: dict[str, list[Goods]] = {}
    for trip in trips:
        if trip.load_h is not None:
            goods = sorted(goods for stop in trip.stops for goods in goods_of(stop))
            found.setdefault(trip.origin, []).append(tuple(goods))
    return found


def _brings(trips: tuple[OrderTrip, ...]) -> Mapping[str, list[Goods]]:
    """Return what is left at each place, stop by stop."""
    found: dict[str, list[Goods]] = {}
    for trip in trips:
        for stop in trip.stops:
            found.setdefault(stop.place, []).append(goods_of(stop))
    return found
