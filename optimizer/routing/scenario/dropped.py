"""What every stop leaves of every flow, counted in persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.routing.scenario.shares import Visit, shares

if TYPE_CHECKING:
    from optimizer.routing.answer import Timed, TimedRoute
    from optimizer.routing.problem import Delivery, Line
    from optimizer.routing.scenario.stages import Stage


class RoutedStage(NamedTuple):
    """A stage with its answer.

    Parameters
    ----------
    reasons : mapping of int to str
        Why deliveries, by their index in the stage's problem, are unserved or late.
    """

    stage: Stage
    timed: Timed
    reasons: Mapping[int, str]


class Left(NamedTuple):
    """Persons of a flow whose goods a stop leaves.

    Parameters
    ----------
    trip, stop : int
        Numbers from 1; trips of a vehicle are counted through all stages.
    delivery : int
        Index in the stage's problem.
    """

    routed: RoutedStage
    vehicle: str
    trip: int
    stop: int
    done_s: int
    delivery: int
    line: Line
    persons: float

    @property
    def handed_out_s(self) -> int | None:
        """Second at which persons get it, None where it is handed on to another vehicle."""
        if not self.routed.stage.loads[self.delivery].is_last:
            return None
        return self.done_s + self.routed.stage.problem.deliveries[self.delivery].tail_s


def dropped(stages: Sequence[RoutedStage]) -> Iterator[Left]:
    """Yield what every stop leaves of every flow, delivery by delivery in order of time."""
    visits: dict[tuple[int, int], list[Visit]] = {}
    for route in numbered(stages):
        problem = route.routed.stage.problem
        kind = problem.kinds[problem.vehicles[route.route.vehicle].kind]
        for order, trip in enumerate(route.route.trips, start=route.first_trip):
            for number, stop in enumerate(trip.stops, start=1):
                for drop in stop.drops:
                    visit = Visit(
                        done_s=stop.done_s,
                        vehicle=route.vehicle,
                        trip=order,
                        stop=number,
                        kg=drop.kg,
                        litres=drop.litres,
                        origin=trip.origin,
                        kind=kind,
                    )
                    visits.setdefault((route.level, drop.delivery), []).append(visit)
    by_time = {key: sorted(visits[key], key=lambda visit: visit[:6]) for key in sorted(visits)}
    found = shares([routed.stage for routed in stages], by_time)
    for (level, number), some in by_time.items():
        yield from _shared_out(stages[level], number, some, found[level, number])


class Numbered(NamedTuple):
    """A vehicle's route in one stage, its trips numbered through all stages.

    Parameters
    ----------
    level : int
        The stage, 0 for the first.
    is_last : bool
        Whether the vehicle does nothing in later stages.
    """

    level: int
    routed: RoutedStage
    vehicle: str
    first_trip: int
    is_last: bool
    route: TimedRoute


def numbered(stages: Sequence[RoutedStage]) -> Iterator[Numbered]:
    """Yield the routes of the vehicles that are used, stage by stage."""
    trips: dict[str, int] = {}
    last_stage = {
        _vehicle(routed, route): number
        for number, routed in enumerate(stages)
        for route in routed.timed.routes
        if route.trips
    }
    for number, routed in enumerate(stages):
        for route in routed.timed.routes:
            vehicle = _vehicle(routed, route)
            if route.trips:
                first = trips.get(vehicle, 0) + 1
                trips[vehicle] = trips.get(vehicle, 0) + len(route.trips)
                is_last = last_stage[vehicle] == number
                yield Numbered(number, routed, vehicle, first, is_last, route)


def _vehicle(routed: RoutedStage, route: TimedRoute) -> str:
    return routed.stage.problem.vehicles[route.vehicle].id


def _shared_out(
    routed: RoutedStage, number: int, visits: Sequence[Visit], found: Sequence[float]
) -> Iterator[Left]:
    delivery = routed.stage.problem.deliveries[number]
    is_whole = _missing(delivery, visits) == 0
    left = [line.persons for line in delivery.lines]
    for order, (visit, share) in enumerate(zip(visits, found, strict=True), start=1):
        for index, line in enumerate(delivery.lines):
            rest = is_whole and order == len(visits)
            persons = left[index] if rest else line.persons * share
            left[index] -= persons
            yield Left(
                routed, visit.vehicle, visit.trip, visit.stop, visit.done_s, number, line, persons
            )


def _missing(delivery: Delivery, visits: Iterable[Visit]) -> int:
    """Return the kg of a delivery that no drop leaves, or litres where it has no kg."""
    if delivery.kg:
        return delivery.kg - sum(visit.kg for visit in visits)
    return delivery.litres - sum(visit.litres for visit in visits)
