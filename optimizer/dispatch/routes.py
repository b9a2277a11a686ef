"""What each vehicle does in a scenario, from its home and back to it, with goods and distances."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.dispatch.loads import Load, together

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry, Vehicle
    from optimizer.plan import RestLine, StopLine, TripLine
    from optimizer.routing.scenario.points import Step

KG_PER_TONNE = 1000.0
HOURS_TOLERANCE = 0.002
"""Hours to which the judge holds the times of a plan; work within it of a shift is one shift."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A vehicle's way from one place to the next.

    Parameters
    ----------
    km, drive_h : float
        Length, and hours on the move, without rests and waiting; nan where there is no way.
    steps : tuple of Step
        Links in their order; empty where it need not move.
    rests : tuple of RestLine
        On the way, and while waiting at its end.
    """

    start: str
    end: str
    leave_h: float
    arrive_h: float
    km: float
    drive_h: float
    steps: tuple[Step, ...]
    rests: tuple[RestLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stop, the way to it, and what it leaves there.

    Parameters
    ----------
    onward : tuple of str
        Places that need what is handed on here to another vehicle.
    """

    line: StopLine
    leg: Leg
    loads: tuple[Load, ...]
    onward: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A loading and its stops.

    Parameters
    ----------
    leg : Leg
        The empty way to the origin.
    """

    line: TripLine
    leg: Leg
    stops: tuple[Stop, ...]

    @property
    def loads(self) -> tuple[Load, ...]:
        """What is loaded: what all stops leave."""
        return together(load for stop in self.stops for load in stop.loads)

    @property
    def kg(self) -> float:
        """Weight loaded."""
        return sum(load.kg for load in self.loads)

    @property
    def m3(self) -> float:
        """Volume loaded."""
        return sum(load.m3 for load in self.loads)


@dataclass(frozen=True, kw_only=True)
class Route:
    """All trips of one vehicle in a scenario.

    Parameters
    ----------
    vehicle : str
        As ``type@place/owner#number``.
    entry : FleetEntry
        Its row of the fleet.
    home : Leg or None
        Its way back; None where the plan states none.
    shift_h : float
        Hours that a crew works in a day.
    """

    scenario: str
    vehicle: str
    entry: FleetEntry
    type: Vehicle
    trips: tuple[Trip, ...]
    home: Leg | None
    shift_h: float

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """All its ways in their order."""
        found: list[Leg] = []
        for trip in self.trips:
            found += [trip.leg, *(stop.leg for stop in trip.stops)]
        return (*found, self.home) if self.home else tuple(found)

    @property
    def start_h(self) -> float:
        """Hour at which it leaves its home, or begins to load there."""
        first = self.trips[0]
        return first.line.leave_h if first.leg.start != first.leg.end else first.line.load_h

    @property
    def end_h(self) -> float:
        """Hour at which it is back at its home, or has done all where it has no way back."""
        if self.home is not None:
            return self.home.arrive_h
        last = self.trips[-1]
        return last.stops[-1].line.done_h if last.stops else last.line.depart_h

    @property
    def km(self) -> float:
        """Length of all its ways; nan where there is no such way."""
        return sum(leg.km for leg in self.legs)

    @property
    def drive_h(self) -> float:
        """Hours on the move."""
        return sum(leg.drive_h for leg in self.legs)

    @property
    def work_h(self) -> float:
        """Hours of driving, loading and unloading."""
        loading_h = sum(trip.line.loaded_h - trip.line.load_h for trip in self.trips)
        unloading_h = sum(
            stop.line.done_h - stop.line.begin_h for trip in self.trips for stop in trip.stops
        )
        return self.drive_h + loading_h + unloading_h

    @property
    def drivers(self) -> int:
        """Drivers needed: two where its work exceeds a shift, otherwise one."""
        return 2 if self.work_h > self.shift_h + HOURS_TOLERANCE else 1

    def fullness(self, trip: Trip) -> float:
        """Return the share of its payload or of its volume that a trip takes, the larger one."""
        return max(
            trip.kg / (KG_PER_TONNE * self.type.payload_t),
            trip.m3 / self.type.volume_m3,
        )
