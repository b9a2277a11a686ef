"""What follows from a state for other vehicles, and where it contradicts itself.

What is reported is the truth, and the schedule follows it: where a stop is done whose goods came
by another vehicle, that one's stop is done too; where a stop is not done, nobody has loaded there
what it was to bring.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.driving.replanning.beyond_loaded import beyond_loaded
from optimizer.driving.replanning.schedule import Schedule, Stop, Trip, as_reported, schedules
from optimizer.errors import InstanceError, Problem
from optimizer.plan import FlowName, flow_name
from optimizer.state import StopName, TripName

if TYPE_CHECKING:
    from optimizer.plan import Plan
    from optimizer.state import State

SAME_H = 1e-6
"""Hours to which two hours of a schedule are the same."""

Bringing = list[tuple[str, Stop]]
"""Vehicles and the stops that they make."""


def complete(plan: Plan, state: State) -> State:
    """Return a state with all that follows from it.

    Raises
    ------
    InstanceError
        When it contradicts itself, or what vehicles had loaded; all problems at once.
    """
    known = schedules(plan.driving, state.scenario)
    search = _Search(known, state)
    search.follow()
    found = search.completed()
    reported = {vehicle: as_reported(schedule, found) for vehicle, schedule in known.items()}
    problems = [*search.problems, *beyond_loaded(reported, found)]
    if problems:
        raise InstanceError(problems, state.source)
    return found


@dataclass(frozen=True, slots=True)
class _Happened:
    """Until and from which hour of its schedule a vehicle has, and has not, done what it says.

    Parameters
    ----------
    at : str
        Entry of the state that says so, for messages.
    """

    hour: float
    at: str


class _Search:
    """What vehicles have done, changed until nothing more follows."""

    def __init__(self, known: Mapping[str, Schedule], state: State) -> None:
        self._known, self._state = known, state
        self._done: dict[str, _Happened] = {}
        self._not: dict[str, _Happened] = {}
        self.problems: list[Problem] = []
        self._came = _bringing(known)
        stops = {
            StopName(vehicle, trip.line.trip, stop.line.stop): stop
            for vehicle, schedule in known.items()
            for trip in schedule.trips
            for stop in trip.stops
        }
        loads = {
            TripName(vehicle, trip.line.trip): trip
            for vehicle, schedule in known.items()
            for trip in schedule.trips
        }
        for number, late in enumerate(state.not_done):
            if late in stops and stops[late].line.done_h <= state.hour:
                at = f"not_done[{number}]"
                self._has_not(late.vehicle, stops[late].line.arrive_h, at)
        for number, unloaded in enumerate(state.not_loaded):
            if unloaded in loads and loads[unloaded].line.load_h <= state.hour:
                at = f"not_loaded[{number}]"
                self._has_not(unloaded.vehicle, loads[unloaded].line.load_h, at)
        for number, done in enumerate(state.done):
            if done in stops:
                self._has_done(done.vehicle, stops[done].line.done_h, f"done[{number}]")

    def follow(self) -> None:
        """Find what follows, until nothing more does or there is a contradiction."""
        is_new = True
        while is_new and not self.problems:
            is_new = False
            for vehicle, schedule in self._known.items():
                for trip in schedule.trips:
                    if trip.part > 1 and self._is_loaded(vehicle, trip):
                        is_new |= self._follow(vehicle, trip)

    def completed(self) -> State:
        """Return the state with what was found."""
        done, not_loaded = set(self._state.done), set(self._state.not_loaded)
        for vehicle, schedule in self._known.items():
            until, since = self._done.get(vehicle), self._not.get(vehicle)
            for trip in schedule.trips:
                if since is not None and abs(trip.line.load_h - since.hour) < SAME_H:
                    not_loaded.add(TripName(vehicle, trip.line.trip))
                for stop in trip.stops:
                    line = stop.line
                    if until is not None and abs(line.done_h - until.hour) < SAME_H:
                        done.add(StopName(vehicle, line.trip, line.stop))
        return replace(self._state, done=tuple(sorted(done)), not_loaded=tuple(sorted(not_loaded)))

    def _follow(self, vehicle: str, trip: Trip) -> bool:
        """Have what a trip loaded done, or the trip not loaded; return whether that is new."""
        for drop in trip.drops:
            for other, stop in self._came.get((flow_name(drop), drop.part - 1), ()):
                line = stop.line
                if line.done_h > trip.line.load_h + SAME_H or self._is_done(other, stop):
                    continue
                if self._is_reported(vehicle, trip):
                    because = self._done[vehicle].at
                    return self._has_done(other, line.done_h, because, _told(stop))
                because = self._not[other].at if other in self._not else ""
                return self._has_not(vehicle, trip.line.load_h, because)
        return False

    def _has_done(self, vehicle: str, hour: float, at: str, goods: str = "") -> bool:
        since = self._not.get(vehicle)
        if since is not None and since.hour <= hour + SAME_H:
            self._contradiction(at, since.at, goods)
            return False
        if hour > self._done.get(vehicle, _Happened(self._state.hour, "")).hour:
            self._done[vehicle] = _Happened(hour, at)
            return True
        return False

    def _has_not(self, vehicle: str, hour: float, at: str) -> bool:
        until = self._done.get(vehicle)
        if until is not None and hour <= until.hour + SAME_H:
            self._contradiction(until.at, at, "")
            return False
        if vehicle not in self._not or hour < self._not[vehicle].hour:
            self._not[vehicle] = _Happened(hour, at)
            return True
        return False

    def _contradiction(self, done: str, other: str, goods: str) -> None:
        """Tell that a stop is done while something is not that has to come before it."""
        why = f"it needs what {goods} brings" if goods else "that comes before it"
        why_zh = f"其物资由 {goods} 运来" if goods else "后者须先完成"
        self.problems.append(
            Problem(
                file=self._state.source,
                column=done,
                found=Bilingual("done", "已完成"),
                expected=Bilingual(
                    f"a stop that can be done before {other}; {why}",
                    f"能在 {other} 之前完成的停靠（{why_zh}）",
                ),
                remedy=Bilingual(
                    f"Leave out {done} or {other}, whichever is not so.",
                    f"请删去 {done} 和 {other} 中不属实的一项。",
                ),
                code="contradiction",
            )
        )

    def _is_loaded(self, vehicle: str, trip: Trip) -> bool:
        hour = trip.line.load_h
        if self._is_reported(vehicle, trip):
            return True
        since = self._not.get(vehicle)
        return hour <= self._state.hour and (since is None or hour < since.hour - SAME_H)

    def _is_reported(self, vehicle: str, trip: Trip) -> bool:
        until = self._done.get(vehicle)
        return until is not None and trip.line.load_h < until.hour

    def _is_done(self, vehicle: str, stop: Stop) -> bool:
        until, since = self._done.get(vehicle), self._not.get(vehicle)
        line = stop.line
        if until is not None and line.done_h <= until.hour + SAME_H:
            return True
        return line.done_h <= self._state.hour and (
            since is None or line.arrive_h < since.hour - SAME_H
        )


def _bringing(known: Mapping[str, Schedule]) -> Mapping[tuple[FlowName, int], Bringing]:
    """Return the stops that bring goods of a flow to the end of a part of its way."""
    found: dict[tuple[FlowName, int], Bringing] = defaultdict(list)
    for vehicle, schedule in known.items():
        for trip in schedule.trips:
            for stop in trip.stops:
                for drop in stop.drops:
                    found[flow_name(drop), drop.part].append((vehicle, stop))
    return found


def _told(stop: Stop) -> str:
    return f"{stop.line.vehicle}, trip {stop.line.trip}, stop {stop.line.stop}"
