"""The times of an answer: one way to drive it, the soonest in order of arrival at the docks."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.routing.answer import (
    Answer,
    Timed,
    TimedRoute,
    TimedStop,
    TimedTrip,
)
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.journey import Journey
from optimizer.routing.times.loading import load_in_turn
from optimizer.routing.times.logs import TripLog
from optimizer.routing.times.route_timer import RouteTimer
from optimizer.routing.value import DECIMALS, UNIT, idle_worth, left_over, plus, value_of

__all__ = ["RouteTimer", "timed"]


def timed(problem: RoutingProblem, answer: Answer) -> Timed | None:
    """Return an answer with its times, None where a vehicle cannot do what it is told.

    Every vehicle does everything as soon as it can. At an origin that is shared they are loaded
    in the order of `load_in_turn`. Whether loads fit and stock suffices is for `broken` to say.
    """
    facts = Facts(problem)
    used = [index for index, trips in enumerate(answer) if trips]
    journeys = [Journey(facts, index) for index in used]
    worths = load_in_turn(
        problem,
        (journey.run(answer[index]) for index, journey in zip(used, journeys, strict=True)),
    )
    if worths is None:
        return None
    worth = idle_worth(problem)
    for of_route in worths:
        worth = plus(worth, of_route)
    routes = tuple(
        _route(facts, index, journey) for index, journey in zip(used, journeys, strict=True)
    )
    return Timed(
        answer=answer,
        routes=routes,
        value=value_of(worth),
        unserved=left_over(problem, answer),
        late=_late(problem, routes),
    )


def _route(facts: Facts, vehicle: int, journey: Journey) -> TimedRoute:
    trips = tuple(map(_trip, journey.trips))
    home = journey.home
    done_s = trips[-1].stops[-1].done_s
    per_m, per_work_s, if_used = facts.costs[facts.problem.vehicles[vehicle].kind]
    cost = per_m * journey.metres + per_work_s * journey.work_s + if_used
    return TimedRoute(
        vehicle=vehicle,
        trips=trips,
        home_leave_s=home.leave_s if home else done_s,
        home_s=home.arrive_s if home else done_s,
        home_metres=home.metres if home else 0,
        home_drive_s=home.drive_s if home else 0,
        home_rests=home.rests if home else (),
        work_s=journey.work_s,
        metres=journey.metres,
        cost_fen=round(cost / UNIT, DECIMALS),
    )


def _trip(log: TripLog) -> TimedTrip:
    stops = tuple(
        TimedStop(
            point=stop.point,
            drops=tuple(stop.drops),
            leave_s=stop.leave_s,
            arrive_s=stop.arrive_s,
            begin_s=stop.begin_s,
            done_s=stop.done_s,
            metres=stop.metres,
            drive_s=stop.drive_s,
            rests=stop.rests,
        )
        for stop in log.stops
    )
    return TimedTrip(
        origin=log.origin,
        leave_s=log.leave_s,
        reach_s=log.reach_s,
        load_s=log.load_s,
        loaded_s=log.loaded_s,
        depart_s=log.depart_s,
        metres=log.metres,
        drive_s=log.drive_s,
        rests=log.rests,
        stops=stops,
    )


def _late(problem: RoutingProblem, routes: Sequence[TimedRoute]) -> tuple[tuple[int, int], ...]:
    """Return every delivery that is late, and by how much its last drop is."""
    late: dict[int, int] = {}
    for route in routes:
        for stop in (stop for trip in route.trips for stop in trip.stops):
            for drop in stop.drops:
                delivery = problem.deliveries[drop.delivery]
                late_s = stop.done_s + delivery.tail_s - delivery.deadline_s
                if late_s > 0:
                    late[drop.delivery] = max(late_s, late.get(drop.delivery, 0))
    return tuple(sorted(late.items()))
