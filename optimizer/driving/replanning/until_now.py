"""What a vehicle has done of its schedule by now, and where it takes its next orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.driving.replanning.schedule import Schedule, Stop, second
from optimizer.driving.replanning.whereabouts import Leg, Whereabouts
from optimizer.routing.answer import Rest
from optimizer.routing.scenario.standing import Span, since_rest

if TYPE_CHECKING:
    from optimizer.driving.replanning.now import Now


class UntilNow:
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

    def whereabouts(self) -> Whereabouts:
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
