"""Where every vehicle is at an hour, when it is free, and what it has on board and behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from optimizer.driving.replanning.schedule import Schedule, Stop, second
from optimizer.routing.answer import Rest
from optimizer.routing.fleet import entries
from optimizer.routing.points import seconds_up
from optimizer.routing.standing import Span, since_rest

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry, Instance
    from optimizer.plan import DropLine
    from optimizer.routing.points import Ground
    from optimizer.routing.problem import Kind
    from optimizer.state import State, VehicleReport


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


class Now:
    """The hour of a state, with the ways of before and the roads that closed.

    Parameters
    ----------
    before : Ground
        Ways as they were when vehicles left.
    kinds : mapping of str to Kind
        Vehicle types by id, as the routing core knows them.
    origin_place : mapping of str to str
        Places of stores and sources; transfer places are their own.
    """

    def __init__(
        self,
        instance: Instance,
        state: State,
        before: Ground,
        kinds: Mapping[str, Kind],
        origin_place: Mapping[str, str],
    ) -> None:
        self.instance = instance
        self.second = second(state.hour)
        self.before = before
        self.kinds = kinds
        self._origin_place = origin_place
        self._closed = frozenset(row.road for row in state.closed)
        self._reports = {row.vehicle: row for row in state.vehicles}
        self._done = frozenset(state.done)
        self._not_done = frozenset(state.not_done)

    def place_of(self, origin: str) -> str:
        """Return where an origin loads."""
        return self._origin_place.get(origin, origin)

    def whereabouts(self, schedules: Mapping[str, Schedule]) -> Mapping[str, Whereabouts]:
        """Return where every vehicle of the fleet is, by its id."""
        found = {}
        for entry in entries(self.instance):
            for number in range(1, entry.count + 1):
                vehicle = f"{entry.vehicle}@{entry.place}/{entry.owner}#{number}"
                found[vehicle] = self._found(vehicle, entry, schedules.get(vehicle))
        return found

    def _found(self, vehicle: str, entry: FleetEntry, schedule: Schedule | None) -> Whereabouts:
        ready_s = seconds_up(self.instance.response.decision_h + entry.available_after_h)
        here = Whereabouts(
            vehicle=vehicle, entry=entry, place=entry.place, free_s=max(ready_s, self.second)
        )
        if schedule is not None:
            here = _Course(self, schedule, here).here
        report = self._reports.get(vehicle)
        return here if report is None else self._told(here, report, schedule)

    def _told(
        self, here: Whereabouts, report: VehicleReport, schedule: Schedule | None
    ) -> Whereabouts:
        """Return a vehicle as it is reported."""
        place = here.place if report.place is None else report.place
        free_s = here.free_s if report.place is None else self.second
        if report.free_h is not None:
            free_s = max(self.second, second(report.free_h))
        aboard = here.aboard
        if report.on_board is not None and schedule is not None:
            aboard = tuple(_as_told(report, schedule))
        return replace(
            here,
            place=place,
            free_s=free_s,
            aboard=aboard,
            left_s=here.left_s if here.left_s is not None or place == here.place else self.second,
            is_lost=report.lost,
            is_told=True,
        )

    def is_done(self, stop: Stop) -> bool | None:
        """Return whether a stop is reported as done or not done, None where nothing is."""
        name = (stop.line.vehicle, stop.line.trip, stop.line.stop)
        return True if name in self._done else False if name in self._not_done else None

    def is_lost(self, vehicle: str) -> bool:
        """Return whether a vehicle is reported as lost."""
        return vehicle in self._reports and self._reports[vehicle].lost

    def cut(self, type_id: str, leg: Leg, rests: Sequence[Rest]) -> tuple[str, int] | None:
        """Return where and when a way that a vehicle is on ends before a road that closed.

        It goes on to the last place before that road. None where it gets through.
        """
        if not self._closed:
            return None
        place, now_s = leg.start, leg.leave_s
        for step in self.before.path(type_id, leg.start, leg.end, leg.leave_s):
            enter_s = _rested(step.enter_s, rests)
            if step.road in self._closed and enter_s >= self.second:
                return place, max(self.second, now_s)
            place, now_s = step.end, _rested(step.arrive_s, rests)
        return None


class _Course:
    """A vehicle on its schedule, until the hour and to the end of the way that it is on."""

    def __init__(self, now: Now, schedule: Schedule, home: Whereabouts) -> None:
        self._now, self._schedule = now, schedule
        self._lost = now.is_lost(schedule.vehicle)
        self._type = home.entry.vehicle
        self._legs: list[Leg] = []
        self._work: list[Span] = []
        self._rests = tuple(Rest(start_s=second(r.start_h), end_s=second(r.end_h))
                            for r in schedule.rests)  # fmt: skip
        self._place = home.place
        self.here = self._until_now(home)

    def _until_now(self, home: Whereabouts) -> Whereabouts:
        now_s = self._now.second
        here = home
        for trip in self._schedule.trips:
            line = trip.line
            told_done = any(self._now.is_done(stop) for stop in trip.stops)
            if second(line.leave_s_h) > now_s and not told_done:
                return self._standing(here)
            origin = self._now.place_of(line.origin)
            way = Leg(self._place, origin, second(line.leave_h), second(line.reach_h))
            if second(line.load_h) > now_s and not told_done:
                return self._bound(here, way)
            here = self._loaded(here, trip, way)
        return here
