"""When a route passes where at the soonest, and how late it may come there for all that follows.

What is told here is quick and never too strict: a drop that it refuses cannot be fitted in.
"""

from __future__ import annotations

from typing import NamedTuple

from optimizer.routing.problem import NEVER_S, Ways
from optimizer.routing.times.crew import arrival_s, fastest
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.journey import Journey
from optimizer.routing.times.logs import TripLog


class Between(NamedTuple):
    """A place in a route where something may be fitted in.

    Parameters
    ----------
    trip : int
        Number of the trip; where a new one is fitted in, of the one after it.
    drop : int or None
        Number of the drop before which it comes; None: a new trip.
    here, here_s : int
        Point before it and the soonest second of leaving that.
    there, there_s : int
        Point after it and the latest second of being there; `NEVER_S` where nothing follows.
    """

    trip: int
    drop: int | None
    here: int
    here_s: int
    there: int
    there_s: int


def betweens(facts: Facts, vehicle: int, journey: Journey) -> tuple[Between, ...]:
    """Return the places of a route that was driven alone, in the order of their seconds.

    Parameters
    ----------
    facts : Facts
        From `promising`: with the latest second of every delivery.
    """
    its = facts.problem.vehicles[vehicle]
    ways = facts.problem.ways[facts.problem.kinds[its.kind].ways]
    there, there_s = its.home, NEVER_S
    found: list[Between] = []
    for number in range(len(journey.trips), 0, -1):
        trip = journey.trips[number - 1]
        last = trip.stops[-1]
        found.append(Between(number, None, last.point, last.done_s, there, there_s))
        inside = _inside(facts, ways, number - 1, trip, there, there_s)
        found.extend(inside)
        first = inside[-1]
        there = facts.problem.origins[trip.origin].point
        there_s = first.there_s - _least_s(ways, there, first.there)
        there_s -= trip.loaded_s - trip.load_s
    found.append(Between(0, None, its.start_point, its.ready_s, there, there_s))
    return tuple(reversed(found))


def _inside(
    facts: Facts, ways: Ways, number: int, trip: TripLog, there: int, there_s: int
) -> list[Between]:
    """Return the places within a trip, the last one first."""
    found: list[Between] = []
    drop = sum(len(stop.drops) for stop in trip.stops)
    for stop in reversed(trip.stops):
        found.append(Between(number, drop, stop.point, stop.done_s, there, there_s))
        drop -= len(stop.drops)
        done_s = min(
            facts.promises[each.delivery][1] - facts.promises[each.delivery][0]
            for each in stop.drops
        )
        done_s = min(done_s, there_s - _least_s(ways, stop.point, there))
        there, there_s = stop.point, done_s - (stop.done_s - stop.begin_s)
    origin = facts.problem.origins[trip.origin].point
    found.append(Between(number, 0, origin, trip.depart_s, there, there_s))
    return found


def soonest_s(ways: Ways, start: int, end: int, leave_s: int) -> int:
    """Return when one is there at the soonest, `NEVER_S` where there is no way."""
    if start == end:
        return leave_s
    if (start, end) not in ways.later:
        return min(leave_s + ways.seconds[start][end], NEVER_S)
    way = fastest(ways.ways(start, end), leave_s)
    return NEVER_S if way is None else arrival_s(way, leave_s)


def is_too_late(ways: Ways, start: int, start_s: int, end: int, end_s: int) -> bool:
    """Return whether who leaves at a second is not where he goes by another."""
    return start_s + _least_s(ways, start, end) > end_s


def _least_s(ways: Ways, start: int, end: int) -> int:
    """Return the seconds on the move as if every road were open; 0 where there is no way."""
    if start == end:
        return 0
    seconds = ways.seconds[start][end]
    for way in ways.later.get((start, end), ()):
        seconds = min(seconds, way.seconds)
    return 0 if seconds >= NEVER_S else seconds
