"""Where and when an answer leaves its vehicles, and what they have behind them then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from optimizer.routing.answer import Rest, Timed, TimedRoute
    from optimizer.routing.problem import RoutingProblem


class Standing(NamedTuple):
    """A vehicle after its last stop.

    Parameters
    ----------
    place : str
        Where it stands.
    ready_s : int
        When it is empty.
    driven_s, worked_s : int
        What it drove and worked since its last rests.
    """

    place: str
    ready_s: int
    driven_s: int
    worked_s: int


class Span(NamedTuple):
    """Driving, loading or unloading; it is on the way for longer if it rests or waits."""

    start_s: int
    end_s: int
    seconds: int


def standings(problem: RoutingProblem, timed: Timed) -> Mapping[str, Standing]:
    """Return how an answer leaves the vehicles it uses, by vehicle id."""
    found = {}
    for route in timed.routes:
        if not route.trips:
            continue
        vehicle = problem.vehicles[route.vehicle]
        kind = problem.kinds[vehicle.kind]
        last = route.trips[-1].stops[-1]
        driving, handling = tuple(_driving(route)), tuple(_handling(route))
        rests = [rest for trip in route.trips for rest in trip.rests]
        rests += [rest for trip in route.trips for stop in trip.stops for rest in stop.rests]
        found[vehicle.id] = Standing(
            place=problem.points[last.point],
            ready_s=last.done_s,
            driven_s=since_rest(driving, rests, kind.rest_s, vehicle.driven_s),
            worked_s=since_rest((*driving, *handling), rests, kind.night_s, vehicle.worked_s),
        )
    return found


def _driving(route: TimedRoute) -> Iterable[Span]:
    for trip in route.trips:
        yield Span(trip.leave_s, trip.reach_s, trip.drive_s)
        for stop in trip.stops:
            yield Span(stop.leave_s, stop.arrive_s, stop.drive_s)


def _handling(route: TimedRoute) -> Iterable[Span]:
    for trip in route.trips:
        yield Span(trip.load_s, trip.loaded_s, trip.loaded_s - trip.load_s)
        for stop in trip.stops:
            yield Span(stop.begin_s, stop.done_s, stop.done_s - stop.begin_s)


def since_rest(spans: Iterable[Span], rests: Iterable[Rest], least_s: int, before_s: int) -> int:
    """Return the seconds spent since the last rest that was long enough.

    Of a drive with a rest it counts what may lie behind the rest at most: waiting at a closed
    road cannot be told from driving there.
    """
    long_enough = [rest.end_s for rest in rests if rest.end_s - rest.start_s >= least_s]
    if not long_enough:
        return before_s + sum(span.seconds for span in spans)
    rested_s = max(long_enough)
    return sum(
        min(span.seconds, max(0, span.end_s - max(span.start_s, rested_s))) for span in spans
    )
