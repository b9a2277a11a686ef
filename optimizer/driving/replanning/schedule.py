"""What the plan has every vehicle do in a scenario, in seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from optimizer.routing.problem import HOUR_S
from optimizer.state import StopName, TripName

if TYPE_CHECKING:
    from optimizer.plan import Driving, DropLine, RestLine, ReturnLine, StopLine, TripLine
    from optimizer.state import State

Row = TypeVar("Row")
Key = TypeVar("Key")
Line = TypeVar("Line", "TripLine", "StopLine", "RestLine", "ReturnLine")

SECOND_H = 1 / HOUR_S
"""So much later loads who has not begun to load yet."""


def second(hours: float) -> int:
    """Return an hour of a plan in seconds: it was made in whole ones."""
    return round(hours * HOUR_S)


class Stop(NamedTuple):
    """A stop and what it leaves."""

    line: StopLine
    drops: tuple[DropLine, ...]


class Trip(NamedTuple):
    """A loading and its stops."""

    line: TripLine
    stops: tuple[Stop, ...]

    @property
    def drops(self) -> tuple[DropLine, ...]:
        """All that it leaves."""
        return tuple(drop for stop in self.stops for drop in stop.drops)

    @property
    def part(self) -> int:
        """Part of the way of goods that it drives, 1 for the first."""
        return min((drop.part for drop in self.drops), default=1)


class Schedule(NamedTuple):
    """All that one vehicle does."""

    vehicle: str
    trips: tuple[Trip, ...]
    rests: tuple[RestLine, ...]
    back: ReturnLine | None


def schedules(driving: Driving, scenario: str) -> Mapping[str, Schedule]:
    """Return what every vehicle does that drives in a scenario, by its id."""
    drops = _grouped(
        (row for row in driving.drops if row.scenario == scenario),
        lambda row: (row.vehicle, row.trip, row.stop),
    )
    stops = _grouped(
        (row for row in driving.stops if row.scenario == scenario),
        lambda row: (row.vehicle, row.trip),
    )
    trips = _grouped((r for r in driving.trips if r.scenario == scenario), lambda r: r.vehicle)
    rests = _grouped((r for r in driving.rests if r.scenario == scenario), lambda r: r.vehicle)
    backs = {row.vehicle: row for row in driving.returns if row.scenario == scenario}
    return {
        vehicle: Schedule(
            vehicle,
            tuple(
                Trip(
                    trip,
                    tuple(
                        Stop(stop, tuple(drops.get((vehicle, trip.trip, stop.stop), ())))
                        for stop in sorted(
                            stops.get((vehicle, trip.trip), ()), key=lambda row: row.stop
                        )
                    ),
                )
                for trip in sorted(trips[vehicle], key=lambda row: row.trip)
            ),
            tuple(sorted(rests.get(vehicle, ()), key=lambda row: row.start_h)),
            backs.get(vehicle),
        )
        for vehicle in sorted(trips)
    }


def _grouped(rows: Iterable[Row], key: Callable[[Row], Key]) -> Mapping[Key, Sequence[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def as_reported(schedule: Schedule, state: State) -> Schedule:
    """Return a schedule with what is done or not done as it is reported.

    Of a stop that is done before its hour, it and what comes before it count as done by the hour
    of the state, and what follows comes sooner by as much. A stop that is not done though its
    hour is over is reached at the hour of the state, a trip that is not loaded is loaded a second
    later, and what follows comes later by as much.
    """
    hour = state.hour
    late = sorted(_not_happened(schedule, state))
    if late:
        from_h, to_h = late[0]
        return _moved(schedule, lambda h: h + to_h - from_h if h >= from_h else h)
    done = [
        stop.line.done_h
        for trip in schedule.trips
        for stop in trip.stops
        if stop.line.done_h > hour
        and StopName(schedule.vehicle, trip.line.trip, stop.line.stop) in state.done
    ]
    if done:
        done_h = max(done)
        return _moved(schedule, lambda h: min(h, hour) if h <= done_h else h - done_h + hour)
    return schedule


def _not_happened(schedule: Schedule, state: State) -> Iterator[tuple[float, float]]:
    """Yield hours from which on the schedule is late, and to which of now they move."""
    for trip in schedule.trips:
        name = TripName(schedule.vehicle, trip.line.trip)
        if name in state.not_loaded and trip.line.load_h <= state.hour:
            yield trip.line.load_h, state.hour + SECOND_H
        for stop in trip.stops:
            line = stop.line
            if line.done_h <= state.hour and StopName(*name, line.stop) in state.not_done:
                yield line.arrive_h, state.hour


def _moved(schedule: Schedule, hour: Callable[[float], float]) -> Schedule:
    """Return a schedule with other hours."""
    return Schedule(
        schedule.vehicle,
        tuple(
            Trip(
                _with_hours(trip.line, hour),
                tuple(Stop(_with_hours(stop.line, hour), stop.drops) for stop in trip.stops),
            )
            for trip in schedule.trips
        ),
        tuple(
            _with_hours(rest, hour)
            for rest in schedule.rests
            if hour(rest.end_h) > hour(rest.start_h)
        ),
        None if schedule.back is None else _with_hours(schedule.back, hour),
    )


def _with_hours(line: Line, hour: Callable[[float], float]) -> Line:
    told = (f.name for f in fields(line) if f.name.endswith("_h"))
    hours: dict[str, Any] = {name: hour(getattr(line, name)) for name in told}
    return replace(line, **hours)
