"""Where every vehicle is at an hour, when it is free, and what it has on board and behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from optimizer.driving.replanning.schedule import Schedule, Stop, second
from optimizer.driving.replanning.told_aboard import ToldAboard, told_aboard
from optimizer.routing.answer import Rest
from optimizer.routing.scenario.fleet import entries
from optimizer.routing.scenario.points import seconds_up
from optimizer.routing.scenario.standing import Span, since_rest

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry, Instance
    from optimizer.plan import DropLine
    from optimizer.routing.problem import Kind
    from optimizer.routing.scenario.points import Ground
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
        self._state = state

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
            here = _Course(self, schedule, here).until_now()
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
        told = ToldAboard(None, here.aboard)
        if report.on_board is not None and schedule is not None and here.trips:
            stops = schedule.trips[here.trips - 1].stops
            told = told_aboard(
                report.on_board, self._bound_for(stops[: here.stops]), stops[here.stops :]
            )
        return replace(
            here,
            leaves=told.leaves,
            place=place,
            free_s=free_s,
            aboard=told.aboard,
            left_s=here.left_s if here.left_s is not None or place == here.place else self.second,
            rests=tuple(rest for rest in here.rests if rest.end_s <= free_s),
            is_lost=report.lost,
            is_told=True,
        )

    def _bound_for(self, stops: Sequence[Stop]) -> Stop | None:
        """Return the last of the stops that a vehicle makes, where it is not done with it yet."""
        if stops and second(stops[-1].line.done_h) > self.second:
            return stops[-1]
        return None

    def is_halted(self, vehicle: str) -> bool:
        """Return whether a vehicle does not end the way that it is on: it is lost or elsewhere."""
        report = self._reports.get(vehicle)
        return report is not None and (report.lost or report.place is not None)

    def is_blocked(self, schedule: Schedule, here: Whereabouts) -> bool:
        """Return whether a road closed on a way that a vehicle was to take from now on."""
        if here.is_cut:
            return True
        place = here.entry.place
        for trip in schedule.trips:
            origin = self.place_of(trip.line.origin)
            ways = [(Leg(place, origin, second(trip.line.leave_h), second(trip.line.reach_h)))]
            for before, stop in zip((None, *trip.stops), trip.stops, strict=False):
                start = origin if before is None else before.line.place
                leave_s, arrive_s = second(stop.line.leave_h), second(stop.line.arrive_h)
                ways.append(Leg(start, stop.line.place, leave_s, arrive_s))
            if any(
                way.arrive_s > self.second and self.cut(here.entry.vehicle, way, here.rests)
                for way in ways
            ):
                return True
            place = ways[-1].end
        return False

    def cut(self, type_id: str, leg: Leg, rests: Sequence[Rest]) -> tuple[str, int] | None:
        """Return where and when a way that a vehicle is on ends before a road that closed.

        It goes on to the last place before that road. None where it gets through.
        """
        if not self._closed:
            return None
        place, now_s = leg.start, leg.leave_s
        rests = [rest for rest in rests if leg.leave_s <= rest.start_s < leg.arrive_s]
        for step in self.before.path(type_id, leg.start, leg.end, leg.leave_s):
            enter_s = _rested(step.enter_s, rests)
            if step.road in self._closed and enter_s >= self.second:
                return place, max(self.second, now_s)
            place, now_s = step.end, _rested(step.arrive_s, rests)
        return None


class _Course:
    """A vehicle on its schedule, until the hour and to the end of the way that it is on."""

    def __init__(self, now: Now, schedule: Schedule, home: Whereabouts) -> None:
        self._now, self._schedule, self._home = now, schedule, home
        self._kind = now.kinds[home.entry.vehicle]
        self._drives: list[Span] = []
        self._works: list[Span] = []
        self._rests = tuple(
            Rest(start_s=second(row.start_h), end_s=second(row.end_h)) for row in schedule.rests
        )
        self._halts = now.is_halted(home.vehicle)
        self._place = home.place
        self._trips = self._stops = 0

    def until_now(self) -> Whereabouts:
        """Return where it takes its next orders."""
        now_s, since_s = self._now.second, 0
        for trip in self._schedule.trips:
            line = trip.line
            if second(line.leave_h) > now_s:
                return self._stands(since_s)
            origin = self._now.place_of(line.origin)
            way = Leg(self._place, origin, second(line.leave_h), second(line.reach_h))
            if second(line.load_h) > now_s:
                if self._halts:
                    return replace(self._stands(since_s), left_s=way.leave_s)
                return self._bound(way, ())
            self._drive(way)
            self._trips, self._stops, self._place = self._trips + 1, 0, origin
            self._works.append(_span(second(line.load_h), second(line.loaded_h)))
            since_s = second(line.depart_h)
            for number, stop in enumerate(trip.stops):
                there = self._stop(stop, trip.stops[number:], since_s)
                if there is not None:
                    return there
                since_s = second(stop.line.done_h)
        back = self._schedule.back
        if back is None or second(back.leave_h) > now_s or self._halts:
            return self._stands(since_s)
        home = self._home.place
        return self._bound(Leg(self._place, home, second(back.leave_h), second(back.home_h)), ())

    def _stop(self, stop: Stop, onward: Sequence[Stop], since_s: int) -> Whereabouts | None:
        """Make a stop; return where the vehicle is if it is not done with it by now."""
        now_s, line = self._now.second, stop.line
        leave_s, done_s = second(line.leave_h), second(line.done_h)
        if leave_s > now_s or (self._halts and done_s > now_s):
            return self._stands(max(since_s, leave_s), onward)
        way = Leg(self._place, line.place, leave_s, second(line.arrive_h))
        if way.arrive_s > now_s and self._cut(way) is not None:
            return self._bound(way, onward)
        self._drive(way)
        self._stops, self._place = self._stops + 1, line.place
        self._works.append(_span(second(line.begin_h), done_s))
        return self._stands(done_s, onward[1:]) if done_s > now_s else None

    def _bound(self, way: Leg, aboard: Sequence[Stop]) -> Whereabouts:
        """Return a vehicle at the end of the way that it is on, or before a road that closed."""
        cut = self._cut(way) if way.arrive_s > self._now.second else None
        end, arrive_s = (way.end, way.arrive_s) if cut is None else cut
        self._drive(way._replace(arrive_s=arrive_s))
        self._place = end
        there = self._stands(arrive_s, aboard)
        return replace(there, left_s=way.leave_s, is_cut=cut is not None)

    def _cut(self, way: Leg) -> tuple[str, int] | None:
        return self._now.cut(self._home.entry.vehicle, way, self._rests)

    def _stands(self, since_s: int, aboard: Sequence[Stop] = ()) -> Whereabouts:
        """Return it where it is, free from a second on, or from now if that is over."""
        free_s = max(since_s, self._home.free_s)
        rests = [rest for rest in self._rests if rest.end_s <= since_s]
        rest = self._rest_under_way(since_s, free_s)
        if rest is not None:
            rests.append(rest)
            free_s = rest.end_s
        works = (*self._drives, *self._works)
        return replace(
            self._home,
            place=self._place,
            free_s=free_s,
            driven_s=since_rest(self._drives, rests, self._kind.rest_s, 0),
            worked_s=since_rest(works, rests, self._kind.night_s, 0),
            trips=self._trips,
            stops=self._stops,
            aboard=tuple(stop.drops for stop in aboard),
            rests=tuple(rests),
        )

    def _rest_under_way(self, since_s: int, free_s: int) -> Rest | None:
        """Return the rest that a vehicle takes where it stands, None where it is none.

        A rest that is under way is taken until it is as long as the rules want it to be.
        """
        if not self._drives:
            return None
        night_s, rest_s = self._kind.night_s, self._kind.rest_s
        for rest in self._rests:
            if since_s <= rest.start_s <= free_s < rest.end_s:
                whole_s = rest.end_s - rest.start_s
                least_s = night_s if 0 < night_s <= whole_s else min(rest_s, whole_s)
                return Rest(start_s=rest.start_s, end_s=max(free_s, rest.start_s + least_s))
        shortest_s = min((seconds for seconds in (night_s, rest_s) if seconds), default=0)
        if 0 < shortest_s <= free_s - since_s:
            return Rest(start_s=since_s, end_s=free_s)
        return None

    def _drive(self, way: Leg) -> None:
        rested_s = sum(
            max(0, min(rest.end_s, way.arrive_s) - max(rest.start_s, way.leave_s))
            for rest in self._rests
        )
        seconds = way.arrive_s - way.leave_s - rested_s
        self._drives.append(Span(way.leave_s, way.arrive_s, seconds))


def _span(start_s: int, end_s: int) -> Span:
    return Span(start_s, end_s, end_s - start_s)


def _rested(clock_s: int, rests: Iterable[Rest]) -> int:
    """Return a second of a drive without rests as it is with them."""
    for rest in rests:
        if rest.start_s <= clock_s:
            clock_s += rest.end_s - rest.start_s
    return clock_s
