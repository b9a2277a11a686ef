"""What the plan has every vehicle do in a scenario, in seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from optimizer.routing.problem import HOUR_S

if TYPE_CHECKING:
    from optimizer.plan import Driving, DropLine, RestLine, ReturnLine, StopLine, TripLine

Row = TypeVar("Row")
Key = TypeVar("Key")

FlowName = tuple[str, str, str, str, float, str]
"""Origin, place, family, group, deadline and planned roads of a flow of the scenario."""


def second(hours: float) -> int:
    """Return an hour of a plan in seconds: it was made in whole ones."""
    return round(hours * HOUR_S)


def flow_name(line: DropLine) -> FlowName:
    """Return the flow that a drop is of."""
    return (line.flow_origin, line.place, line.family, line.group, line.deadline_h, line.roads)


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
    """Return a schedule with stops done or not done as they are reported.

    Of a stop that is done before its hour, it and what comes before it count as done by the hour
    of the state, and what follows comes sooner by as much. A stop that is not done though its
    hour is over is reached at the hour of the state, and what follows comes later by as much.
    """
    for trip in schedule.trips:
        for stop in trip.stops:
            name = (stop.line.vehicle, stop.line.trip, stop.line.stop)
            if name in state.not_done and stop.line.done_h <= state.hour:
                by_h, from_h = state.hour - stop.line.arrive_h, stop.line.arrive_h
                schedule = _moved(schedule, lambda h, f=from_h, b=by_h: h + b if h >= f else h)
                return _with_first_leave(schedule, stop, state.hour)
    for trip in reversed(schedule.trips):
        for stop in reversed(trip.stops):
            name = (stop.line.vehicle, stop.line.trip, stop.line.stop)
            if name in state.done and stop.line.done_h > state.hour:
                done_h, hour = stop.line.done_h, state.hour
                return _moved(
                    schedule, lambda h: min(h, hour) if h <= done_h else h - (done_h - hour)
                )
    return schedule
