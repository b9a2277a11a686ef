"""The hour of a state, and which roads closed before vehicles that are under way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from optimizer.driving.replanning.schedule import Schedule, second
from optimizer.driving.replanning.whereabouts import Leg, Whereabouts
from optimizer.routing.answer import Rest

if TYPE_CHECKING:
    from optimizer.instance import Instance
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

    def report(self, vehicle: str) -> VehicleReport | None:
        """Return what is reported of a vehicle, None where nothing is."""
        return self._reports.get(vehicle)

    def is_halted(self, vehicle: str) -> bool:
        """Return whether a vehicle does not end the way that it is on: it is lost or elsewhere."""
        report = self.report(vehicle)
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
