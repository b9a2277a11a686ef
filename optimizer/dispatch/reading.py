"""The tables of a plan to the routes that they tell."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from optimizer.dispatch.handing import handed_on
from optimizer.dispatch.loads import loads_of_stops
from optimizer.dispatch.routes import Leg, Route, Stop, Trip
from optimizer.needs import needs
from optimizer.plan import DropLine, RestLine, ReturnLine, StopLine, TripLine
from optimizer.routing.problem import HOUR_S
from optimizer.routing.scenario.points import METRES_PER_KM, Ground
from optimizer.routing.times.crew import fastest

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan

Line = TypeVar("Line", TripLine, StopLine, DropLine, RestLine, ReturnLine)


def routes(instance: Instance, plan: Plan, scenario: str) -> tuple[Route, ...]:
    """Return the routes of the vehicles that are used in a scenario, by vehicle."""
    if not any(trip.scenario == scenario for trip in plan.driving.trips):
        return ()
    return tuple(_Reading(instance, plan, scenario).routes())


def place_of(instance: Instance, origin: str) -> str:
    """Return the place of a site or source, or of a transfer place, where a trip is loaded."""
    if origin in instance.site:
        return instance.site[origin].place
    if origin in instance.supplier:
        return instance.supplier[origin].place
    return origin


class _Tables:
    """The tables of driving in one scenario, by vehicle, trip and stop."""

    def __init__(self, plan: Plan, scenario: str) -> None:
        driving = plan.driving
        self.handed_on = handed_on(plan, scenario)
        self.trips = _grouped(driving.trips, scenario, lambda line: (line.vehicle,))
        self.stops = _grouped(driving.stops, scenario, lambda line: (line.vehicle, line.trip))
        self.drops = _grouped(
            driving.drops, scenario, lambda line: (line.vehicle, line.trip, line.stop)
        )
        self.rests = _grouped(driving.rests, scenario, lambda line: (line.vehicle,))
        self.returns = _grouped(driving.returns, scenario, lambda line: (line.vehicle,))


def _grouped(
    lines: Iterable[Line], scenario: str, key: Callable[[Line], tuple[str | int, ...]]
) -> Mapping[tuple[str | int, ...], Sequence[Line]]:
    """Return the lines of a scenario by key, sorted; nothing for a key of no line."""
    found: defaultdict[tuple[str | int, ...], list[Line]] = defaultdict(list)
    for line in sorted(line for line in lines if line.scenario == scenario):
        found[key(line)].append(line)
    return found


class _Reading:
    """The reading of one scenario's routes."""

    def __init__(self, instance: Instance, plan: Plan, scenario: str) -> None:
        self._instance = instance
        self._scenario = scenario
        self._tables = _Tables(plan, scenario)
        stops = (stop for found in self._tables.stops.values() for stop in found)
        self._loads = loads_of_stops(
            [(stop, self._tables.drops[stop.vehicle, stop.trip, stop.stop]) for stop in stops],
            self._tables.handed_on,
            instance,
            needs(instance),
        )
        self._ground = Ground(instance, scenario, plan.roads)
        self._entries = {
            f"{row.vehicle}@{row.place}/{row.owner}#{number}": row
            for row in instance.fleet
            for number in range(1, row.count + 1)
        }

    def routes(self) -> Iterator[Route]:
        for vehicle in sorted((str(vehicle) for (vehicle,) in self._tables.trips), key=_numbered):
            yield self._route(vehicle)

    def _route(self, vehicle: str) -> Route:
        entry = self._entries[vehicle]
        rests = _Rests(self._tables.rests[vehicle,])
        here, trips = entry.place, []
        for line in self._tables.trips[vehicle,]:
            trip = self._trip(line, here, rests)
            trips.append(trip)
            here = trip.stops[-1].line.place if trip.stops else trip.leg.end
        home = None
        for way_back in self._tables.returns[vehicle,]:
            home = self._leg(
                entry.vehicle, here, entry.place, way_back.leave_h, way_back.home_h,
                rests.until(way_back.home_h),
            )  # fmt: skip
        return Route(
            scenario=self._scenario,
            vehicle=vehicle,
            entry=entry,
            type=self._instance.vehicle[entry.vehicle],
            trips=tuple(trips),
            home=home,
            shift_h=self._instance.response.shift_h,
        )

    def _trip(self, line: TripLine, here: str, rests: _Rests) -> Trip:
        type_id = self._entries[line.vehicle].vehicle
        origin = place_of(self._instance, line.origin)
        leg = self._leg(
            type_id, here, origin, line.leave_h, line.reach_h, rests.until(line.depart_h)
        )
        here, stops = origin, []
        for stop in self._tables.stops[line.vehicle, line.trip]:
            stops.append(self._stop(type_id, stop, here, rests))
            here = stop.place
        return Trip(line=line, leg=leg, stops=tuple(stops))

    def _stop(self, type_id: str, line: StopLine, here: str, rests: _Rests) -> Stop:
        drops = self._tables.drops[line.vehicle, line.trip, line.stop]
        onward = {drop.place for drop in drops if drop in self._tables.handed_on}
        return Stop(
            line=line,
            leg=self._leg(
                type_id, here, line.place, line.leave_h, line.arrive_h, rests.until(line.done_h)
            ),
            loads=self._loads[line],
            onward=tuple(sorted(onward)),
        )

    def _leg(
        self,
        type_id: str,
        start: str,
        end: str,
        leave_h: float,
        arrive_h: float,
        rests: tuple[RestLine, ...],
    ) -> Leg:
        leave_s = round(leave_h * HOUR_S)
        way = fastest(self._ground.ways(self._ground.types[type_id], start, end), leave_s)
        return Leg(
            start=start,
            end=end,
            leave_h=leave_h,
            arrive_h=arrive_h,
            km=math.nan if way is None else way.metres / METRES_PER_KM,
            drive_h=math.nan if way is None else way.seconds / HOUR_S,
            steps=self._ground.path(type_id, start, end, leave_s),
            rests=rests,
        )


def _numbered(vehicle: str) -> tuple[str, int]:
    """Return a vehicle's row of the fleet and its number, so that #2 comes before #10."""
    row, _, number = vehicle.rpartition("#")
    return row, int(number)


class _Rests:
    """The rests of a vehicle, taken leg by leg in their order."""

    def __init__(self, lines: Sequence[RestLine]) -> None:
        self._left = deque(lines)

    def until(self, hour: float) -> tuple[RestLine, ...]:
        """Take the rests that begin before an hour."""
        found = []
        while self._left and self._left[0].start_h < hour:
            found.append(self._left.popleft())
        return tuple(found)
