"""What a vehicle has done on its route, and how it stands before each of its trips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from optimizer.routing.answer import Drop, Rest


class StopLog(NamedTuple):
    """A stop as it was driven; see `TimedStop`."""

    point: int
    drops: Sequence[Drop]
    leave_s: int
    arrive_s: int
    begin_s: int
    done_s: int
    metres: int
    drive_s: int
    rests: tuple[Rest, ...]


class TripLog(NamedTuple):
    """A trip as it was driven; see `TimedTrip`."""

    origin: int
    leave_s: int
    reach_s: int
    load_s: int
    loaded_s: int
    depart_s: int
    metres: int
    drive_s: int
    rests: tuple[Rest, ...]
    stops: Sequence[StopLog]


class Leg(NamedTuple):
    """A way that was driven, with the rests on it."""

    leave_s: int
    arrive_s: int
    metres: int
    drive_s: int
    rests: tuple[Rest, ...]


class Mark(NamedTuple):
    """How a vehicle stands before a trip: from there its route can be driven again, otherwise."""

    here: int
    now_s: int
    driven_s: int
    worked_s: int
    unserved: tuple[int, ...]
    late: tuple[int, ...]
    arrival: int
    work_s: int
    metres: int
