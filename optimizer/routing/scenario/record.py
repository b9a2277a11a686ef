"""Answers of all stages of a scenario to the tables of a plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from optimizer.needs import Bundle
from optimizer.plan import (
    Driving,
    DropLine,
    LateLine,
    RestLine,
    ReturnLine,
    StopLine,
    TripLine,
    UnservedLine,
)
from optimizer.routing.problem import HOUR_S
from optimizer.routing.scenario.dropped import Left, Numbered, RoutedStage, dropped, numbered
from optimizer.routing.scenario.quantities import share_of

if TYPE_CHECKING:
    from optimizer.routing.answer import Rest, TimedStop, TimedTrip
    from optimizer.routing.problem import Line, RoutingProblem
    from optimizer.routing.scenario.deliveries import Carried


def record(scenario: str, stages: Sequence[RoutedStage]) -> Driving:
    """Return how a scenario is driven, all but the line of what that is worth.

    Persons of a drop are those of its delivery by its share (`shares`). The last drop of a
    delivery that is served whole leaves what the others left over, so that persons add up.
    """
    drops = tuple(dropped(stages))
    routes = tuple(numbered(stages))
    return Driving(
        trips=tuple(sorted(_trip(scenario, *found) for found in _trips(routes))),
        stops=tuple(
            sorted(
                _stop(scenario, routed.stage.problem, vehicle, number, order, stop)
                for routed, vehicle, number, trip in _trips(routes)
                for order, stop in enumerate(trip.stops, start=1)
            )
        ),
        drops=_drops(scenario, drops),
        rests=tuple(sorted(_rests(scenario, routes))),
        returns=tuple(sorted(_returns(scenario, routes))),
        unserved=_unserved(scenario, stages),
        late=_late(scenario, drops),
    )


def handed_out(
    carried: Carried, stages: Sequence[RoutedStage]
) -> Mapping[tuple[str, str, Bundle], tuple[tuple[float, float], ...]]:
    """Return what is handed out when: as it is driven, or else by the hours of the lanes.

    Returns
    -------
    mapping of (str, str, Bundle) to tuple of (float, float)
        Hours and persons, by scenario, place and bundle.
    """
    found: dict[tuple[str, str, Bundle], tuple[tuple[float, float], ...]] = {}
    for flow, lane in (*carried.brought, *carried.at_home, *carried.nameless):
        key = (flow.scenario, flow.place, Bundle(flow.family, flow.group, flow.deadline_h))
        found[key] = (*found.get(key, ()), (lane.hours, flow.persons))
    for left in dropped(stages):
        if left.handed_out_s is not None:
            driven = left.routed.stage.driven
            place = left.routed.stage.problem.deliveries[left.delivery].place
            key = (driven.scenario, place, left.line.bundle)
            found[key] = (*found.get(key, ()), (_hour(left.handed_out_s), left.persons))
    return found


def _hour(seconds: int) -> float:
    return seconds / HOUR_S


def cost_fen(stages: Sequence[RoutedStage]) -> float:
    """Return what driving costs; nobody goes home who goes on in a later stage."""
    total = 0.0
    for route in numbered(stages):
        total += route.route.cost_fen
        if not route.is_last:
            problem = route.routed.stage.problem
            kind = problem.kinds[problem.vehicles[route.route.vehicle].kind]
            total -= route.route.home_metres * kind.cost_per_m
            total -= route.route.home_drive_s * kind.cost_per_work_s
    return total


def _trips(routes: Iterable[Numbered]) -> Iterator[tuple[RoutedStage, str, int, TimedTrip]]:
    for route in routes:
        for order, trip in enumerate(route.route.trips):
            yield route.routed, route.vehicle, route.first_trip + order, trip


def _trip(
    scenario: str, routed: RoutedStage, vehicle: str, number: int, trip: TimedTrip
) -> TripLine:
    return TripLine(
        scenario=scenario,
        vehicle=vehicle,
        trip=number,
        origin=routed.stage.problem.origins[trip.origin].id,
        leave_h=_hour(trip.leave_s),
        reach_h=_hour(trip.reach_s),
        load_h=_hour(trip.load_s),
        loaded_h=_hour(trip.loaded_s),
        depart_h=_hour(trip.depart_s),
    )


def _stop(
    scenario: str, problem: RoutingProblem, vehicle: str, trip: int, number: int, stop: TimedStop
) -> StopLine:
    return StopLine(
        scenario=scenario,
        vehicle=vehicle,
        trip=trip,
        stop=number,
        place=problem.points[stop.point],
        leave_h=_hour(stop.leave_s),
        arrive_h=_hour(stop.arrive_s),
        begin_h=_hour(stop.begin_s),
        done_h=_hour(stop.done_s),
    )


def _drops(scenario: str, drops: Iterable[Left]) -> tuple[DropLine, ...]:
    """Return one line for each flow that a stop leaves something of."""
    found: dict[DropLine, float] = {}
    for left in drops:
        place = left.routed.stage.problem.deliveries[left.delivery].place
        line = DropLine(
            scenario=scenario,
            vehicle=left.vehicle,
            trip=left.trip,
            stop=left.stop,
            part=left.routed.stage.loads[left.delivery].part + 1,
            persons=0.0,
            **_flow(left.line, place),
        )
        found[line] = found.get(line, 0.0) + left.persons
    return tuple(
        sorted(dataclasses.replace(line, persons=persons) for line, persons in found.items())
    )


def _flow(line: Line, place: str) -> Mapping[str, Any]:
    """Return the columns that name a flow."""
    return {
        "flow_origin": line.origin,
        "place": place,
        "family": line.bundle.family,
        "group": line.bundle.group,
        "deadline_h": line.bundle.deadline_h,
        "roads": line.roads,
    }


def _rests(scenario: str, routes: Iterable[Numbered]) -> Iterator[RestLine]:
    for route in routes:
        rests: list[Rest] = []
        for trip in route.route.trips:
            rests += trip.rests
            for stop in trip.stops:
                rests += stop.rests
        if route.is_last:
            rests += route.route.home_rests
        for rest in rests:
            yield RestLine(scenario, route.vehicle, _hour(rest.start_s), _hour(rest.end_s))


def _returns(scenario: str, routes: Iterable[Numbered]) -> Iterator[ReturnLine]:
    """Yield the ways home; a vehicle that goes on in a later stage goes home only after it."""
    for route in routes:
        if route.is_last and _comes_home(route):
            yield ReturnLine(
                scenario, route.vehicle, _hour(route.route.home_leave_s), _hour(route.route.home_s)
            )


def _comes_home(route: Numbered) -> bool:
    """Return whether there is a way home from the last stop."""
    problem = route.routed.stage.problem
    vehicle = problem.vehicles[route.route.vehicle]
    ways = problem.ways[problem.kinds[vehicle.kind].ways]
    return bool(ways.ways(route.route.trips[-1].stops[-1].point, vehicle.home))


def _unserved(scenario: str, stages: Sequence[RoutedStage]) -> tuple[UnservedLine, ...]:
    """Return what is unserved: what a stage does not hand on is not served either."""
    found = []
    for routed in stages:
        for number, kg, litres in routed.timed.unserved:
            delivery = routed.stage.problem.deliveries[number]
            share = share_of(delivery, kg, litres)
            if share <= 0:
                continue
            found += [
                UnservedLine(
                    scenario=scenario,
                    persons=line.persons * share,
                    reason=routed.reasons.get(number, ""),
                    **_flow(line, delivery.place),
                )
                for line in delivery.lines
            ]
    return tuple(sorted(found))


def _late(scenario: str, drops: Iterable[Left]) -> tuple[LateLine, ...]:
    """Return what is handed out after its deadline, one line for each flow and reason."""
    persons: dict[tuple[Line, str, str], float] = {}
    latest: dict[tuple[Line, str, str], int] = {}
    for left in drops:
        handed_out_s = left.handed_out_s
        delivery = left.routed.stage.problem.deliveries[left.delivery]
        if handed_out_s is None or handed_out_s <= delivery.deadline_s:
            continue
        line = dataclasses.replace(left.line, persons=0.0)
        key = (line, delivery.place, left.routed.reasons.get(left.delivery, ""))
        persons[key] = persons.get(key, 0.0) + left.persons
        latest[key] = max(latest.get(key, 0), handed_out_s)
    return tuple(
        sorted(
            LateLine(
                scenario=scenario,
                persons=amount,
                latest_h=_hour(latest[key]),
                reason=key[2],
                **_flow(key[0], key[1]),
            )
            for key, amount in persons.items()
        )
    )
