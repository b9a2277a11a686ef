"""The hour of a state: where all vehicles are by then, and which roads closed before them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.driving.replanning.schedule import Schedule, Stop, second
from optimizer.driving.replanning.told_aboard import ToldAboard, told_aboard
from optimizer.driving.replanning.until_now import UntilNow
from optimizer.driving.replanning.whereabouts import Leg, Whereabouts
from optimizer.routing.answer import Rest
from optimizer.routing.scenario.fleet import entries
from optimizer.routing.scenario.points import seconds_up

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry, Instance
    from optimizer.routing.problem import Kind
    from optimizer.routing.scenario.points import Ground
    from optimizer.state import State, VehicleReport


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
        self._opens_s = {
            row.road: math.inf if row.reopens_h is None else second(row.reopens_h)
            for row in state.closed
        }
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
            here = UntilNow(self, schedule, here).whereabouts()
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

        It goes on to the last place before that road. None where it gets through, or is not there
        before the road opens again.
        """
        if not self._opens_s:
            return None
        place, now_s = leg.start, leg.leave_s
        rests = [rest for rest in rests if leg.leave_s <= rest.start_s < leg.arrive_s]
        for step in self.before.path(type_id, leg.start, leg.end, leg.leave_s):
            enter_s = _rested(step.enter_s, rests)
            opens_s = 0 if step.road is None else self._opens_s.get(step.road, 0)
            if self.second <= enter_s < opens_s:
                return place, max(self.second, now_s)
            place, now_s = step.end, _rested(step.arrive_s, rests)
        return None


def _rested(clock_s: int, rests: Iterable[Rest]) -> int:
    """Return a second of a drive without rests as it is with them."""
    for rest in rests:
        if rest.start_s <= clock_s:
            clock_s += rest.end_s - rest.start_s
    return clock_s
