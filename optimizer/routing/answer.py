"""How it is driven: drops, trips and routes, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Drop:
    """What one stop leaves of one delivery.

    Parameters
    ----------
    delivery : int
    kg, litres : int
        Of all drops of a delivery that is served whole, they add up to the delivery's own.
    """

    delivery: int
    kg: int
    litres: int


@dataclass(frozen=True, slots=True)
class Trip:
    """One loading, and what is dropped until the next.

    Parameters
    ----------
    origin : int
        Where it is loaded.
    drops : tuple of Drop
        In the order in which they are left. Neighbours at one point are one stop.
    """

    origin: int
    drops: tuple[Drop, ...]

    @property
    def kg(self) -> int:
        """Weight loaded."""
        return sum(drop.kg for drop in self.drops)

    @property
    def litres(self) -> int:
        """Volume loaded."""
        return sum(drop.litres for drop in self.drops)


Answer = tuple[tuple[Trip, ...], ...]
"""The trips of every vehicle, in the order of the problem's vehicles; empty: it stays at home.

What no drop leaves is unserved.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """A pause that counts as one: on the way, at a closed road, or waiting for a dock."""

    start_s: int
    end_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedStop:
    """A stop with its times; it leaves when it has unloaded.

    Parameters
    ----------
    drops : tuple of Drop
    rests : tuple of Rest
        On the way to it.
    """

    point: int
    drops: tuple[Drop, ...]
    leave_s: int
    arrive_s: int
    begin_s: int
    done_s: int
    metres: int
    drive_s: int
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedTrip:
    """A trip with its times.

    Parameters
    ----------
    leave_s, reach_s : int
        Leaving the place before and reaching the origin, empty.
    load_s, loaded_s, depart_s : int
        Loading begins and ends; it departs when a timetable says so.
    metres, drive_s : int
        Of the empty way to the origin.
    rests : tuple of Rest
        On the way to the origin and while waiting there.
    """

    origin: int
    leave_s: int
    reach_s: int
    load_s: int
    loaded_s: int
    depart_s: int
    metres: int
    drive_s: int
    rests: tuple[Rest, ...]
    stops: tuple[TimedStop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRoute:
    """All a vehicle does, and its way home."""

    vehicle: int
    trips: tuple[TimedTrip, ...]
    home_leave_s: int
    home_s: int
    home_metres: int
    home_drive_s: int
    home_rests: tuple[Rest, ...]
    work_s: int
    metres: int
    cost_fen: float


Value = tuple[float, ...]
"""What an answer is worth, the first number decides, less is better: built by `value`.

For the default rule: persons unserved by priority class, person-seconds late by priority class,
person-weighted seconds of handing out, fen.
"""


@dataclass(frozen=True, kw_only=True)
class Timed:
    """An answer with its times and its value.

    Parameters
    ----------
    routes : tuple of TimedRoute
        Of the vehicles that are used.
    unserved : tuple of (int, int, int)
        Delivery, kg and litres that no drop leaves.
    late : tuple of (int, int)
        Delivery and seconds by which its last late drop is late.
    """

    answer: Answer
    routes: tuple[TimedRoute, ...]
    value: Value
    unserved: tuple[tuple[int, int, int], ...] = ()
    late: tuple[tuple[int, int], ...] = field(default=())
