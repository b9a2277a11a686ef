"""What is known of a response while it is under way, where it differs from the plan's schedule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

REPLANNED = "replan"
"""Engine of a scenario whose orders were changed for states."""


class OnBoard(NamedTuple):
    """Goods of one bundle for one place that a vehicle has on board."""

    place: str
    family: str
    group: str
    deadline_h: float
    persons: float


class StopName(NamedTuple):
    """A stop of the plan, by its vehicle and numbers."""

    vehicle: str
    trip: int
    stop: int


class TripName(NamedTuple):
    """A trip of the plan, by its vehicle and number."""

    vehicle: str
    trip: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleReport:
    """What is reported of a vehicle.

    Parameters
    ----------
    place : str or None
        Where it stands or will be; None: where it is by the schedule.
    free_h : float or None
        Hour from which on it can take orders there; None: by the schedule, or at once.
    lost : bool
        Whether it drives no more; what it has on board is lost.
    on_board : tuple of OnBoard, or None
        In the order in which it was to be left; None: by the schedule.
    """

    vehicle: str
    place: str | None = None
    free_h: float | None = None
    lost: bool = False
    on_board: tuple[OnBoard, ...] | None = None


class ClosedRoad(NamedTuple):
    """A road that is closed from now on, and the hour at which it reopens; None: never."""

    road: str
    reopens_h: float | None


class NewNeed(NamedTuple):
    """People who need goods that the plan does not know of.

    Parameters
    ----------
    family : str
        Only this one; empty: all families that the norms name for the group.
    deadline_h : float
        Hours from the start of the response by which they need them.
    """

    place: str
    group: str
    family: str
    persons: int
    deadline_h: float


class NeedGone(NamedTuple):
    """A need that fell away: all of a group at a place, or of one family where it is named."""

    place: str
    group: str
    family: str

    def holds(self, place: str, group: str, family: str) -> bool:
        """Return whether it is about a need."""
        return (self.place, self.group) == (place, group) and self.family in ("", family)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A response at an hour.

    Parameters
    ----------
    scenario : str
        The one that the plan is driven in.
    hour : float
        Hours since the start of the response.
    vehicles : tuple of VehicleReport
        What differs from the schedule; all others are where the schedule has them.
    done, not_done : tuple of StopName
        Stops that are done though the schedule has them later, and the other way round.
    not_loaded : tuple of TripName
        Trips whose loading has not begun though the schedule has it earlier.
    closed : tuple of ClosedRoad
        Closed from now on.
    opened : tuple of str
        Roads that are open from now on.
    source : str
        What it is called in messages: the file that it is read from.
    """

    scenario: str
    hour: float
    vehicles: tuple[VehicleReport, ...] = ()
    done: tuple[StopName, ...] = ()
    not_done: tuple[StopName, ...] = ()
    not_loaded: tuple[TripName, ...] = ()
    closed: tuple[ClosedRoad, ...] = ()
    opened: tuple[str, ...] = ()
    new_needs: tuple[NewNeed, ...] = ()
    needs_gone: tuple[NeedGone, ...] = ()
    source: str = field(default="state", compare=False)

    @property
    def reported(self) -> frozenset[str]:
        """Vehicles that are not where and when the schedule has them."""
        return frozenset(
            (
                *(row.vehicle for row in self.vehicles),
                *(row.vehicle for row in (*self.done, *self.not_done)),
                *(row.vehicle for row in self.not_loaded),
            )
        )
