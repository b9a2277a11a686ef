"""Where a vehicle is at an hour, when it is free, and what it has on board and behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry
    from optimizer.plan import DropLine
    from optimizer.routing.answer import Rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """One vehicle at the hour of a state.

    Parameters
    ----------
    place : str
        Where it takes its next orders.
    free_s : int
        Second from which on it can follow them.
    driven_s, worked_s : int
        What it drove and worked since its last rests, when it is free.
    trips : int
        Trips of the schedule that are loaded or being loaded.
    stops : int
        Stops of the last of them that are done, or that it is bound for and reaches.
    aboard : tuple of tuple of DropLine
        Goods on board when it is free, stop by stop.
    leaves : tuple of DropLine, or None
        What the stop that it is bound for gets; None: as ordered.
    left_s : int or None
        When it left the place of its last stop (or its home), where it has left it.
    rests : tuple of Rest
        Rests until it is free.
    is_lost : bool
    is_told : bool
        Whether it stands where the state says and not where the schedule has it.
    is_cut : bool
        Whether a road closed on the way that it was on.
    """

    vehicle: str
    entry: FleetEntry
    place: str
    free_s: int
    driven_s: int = 0
    worked_s: int = 0
    trips: int = 0
    stops: int = 0
    aboard: tuple[tuple[DropLine, ...], ...] = ()
    leaves: tuple[DropLine, ...] | None = None
    left_s: int | None = None
    rests: tuple[Rest, ...] = ()
    is_lost: bool = False
    is_told: bool = False
    is_cut: bool = False


class Leg(NamedTuple):
    """A way that a vehicle is on, or has gone."""

    start: str
    end: str
    leave_s: int
    arrive_s: int
