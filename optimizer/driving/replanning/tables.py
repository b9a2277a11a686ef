"""What was driven and what is to be driven, as one set of tables of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from optimizer.driving.replanning.goods import kept_stops
from optimizer.plan import (
    Driving,
    RestLine,
    ReturnLine,
    StopLine,
    TripLine,
    UnservedLine,
    flow_name,
)
from optimizer.routing.problem import HOUR_S
from optimizer.routing.scenario.dropped import numbered
from optimizer.routing.scenario.record import record
from optimizer.routing.times.crew import Crew, fastest, go

if TYPE_CHECKING:
    from optimizer.driving.replanning.schedule import Schedule
    from optimizer.driving.replanning.whereabouts import Whereabouts
    from optimizer.plan import DropLine, FlowName
    from optimizer.routing.answer import Rest
    from optimizer.routing.problem import Kind
    from optimizer.routing.scenario.dropped import RoutedStage
    from optimizer.routing.scenario.points import Ground


@dataclass(frozen=True, kw_only=True)
class Course:
    """All that is known of a scenario under way.

    Parameters
    ----------
    whereabouts : mapping of str to Whereabouts
        Of every vehicle of the fleet.
    aboard, later : tuple of RoutedStage
        What brings goods on board, none or one; what loads from now on.
    after : Ground
        Ways as they are from now on.
    """

    scenario: str
    schedules: Mapping[str, Schedule]
    whereabouts: Mapping[str, Whereabouts]
    aboard: tuple[RoutedStage, ...]
    later: tuple[RoutedStage, ...]
    after: Ground
    kinds: Mapping[str, Kind]

    @property
    def stages(self) -> tuple[RoutedStage, ...]:
        """All that is driven from now on; what stays on board is not unserved for that."""
        return (
            *(routed._replace(timed=replace(routed.timed, unserved=())) for routed in self.aboard),
            *self.later,
        )


def tables(course: Course) -> Driving:
    """Return how the scenario is driven, from its beginning to its end.

    Lines of what is late and of what it is worth are left for `figures`.
    """
    new = record(course.scenario, course.stages)
    bring = {routed.stage.problem.vehicles[route.vehicle].id
             for routed in course.aboard for route in routed.timed.routes}  # fmt: skip
    kept = tuple(_kept(course))
    moved = _Moved(course, bring)
    homes = tuple(_ways_home(course))
    return Driving(
        trips=tuple(
            sorted(
                (
                    *(row for driving in kept for row in driving.trips),
                    *(moved.trip(row) for row in new.trips if not moved.is_aboard(row)),
                )
            )
        ),
        stops=tuple(
            sorted(
                (*(row for driving in kept for row in driving.stops), *map(moved.stop, new.stops))
            )
        ),
        drops=tuple(
            sorted(
                (
                    *(row for driving in kept for row in driving.drops),
                    *(replace(row, trip=moved.number(row), stop=moved.order(row))
                      for row in new.drops),
                )
            )
        ),
        rests=tuple(
            sorted(
                (
                    *(row for driving in kept for row in driving.rests),
                    *new.rests,
                    *(row for home in homes for row in home.rests),
                )
            )
        ),
        returns=tuple(sorted((*new.returns, *(home.line for home in homes)))),
        unserved=_once(new.unserved),
    )  # fmt: skip


class _Moved:
    """New lines of vehicles, numbered after those that stay."""

    def __init__(self, course: Course, bring: set[str]) -> None:
        self._here = course.whereabouts
        self._bring = bring

    def is_aboard(self, row: TripLine) -> bool:
        """Return whether a trip is the rest of one that is loaded."""
        return row.vehicle in self._bring and row.trip == 1

    def number(self, row: TripLine | StopLine | DropLine) -> int:
        """Return the number of a trip."""
        return row.trip + self._here[row.vehicle].trips - (row.vehicle in self._bring)

    def order(self, row: StopLine | DropLine) -> int:
        """Return the number of a stop within its trip."""
        goes_on = row.vehicle in self._bring and row.trip == 1
        return row.stop + (self._here[row.vehicle].stops if goes_on else 0)

    def trip(self, row: TripLine) -> TripLine:
        """Return a trip; a vehicle that was on its way left before."""
        leave_h = row.leave_h
        if row.trip == 1:
            leave_h = self._left_h(row.vehicle, leave_h)
        return replace(row, trip=self.number(row), leave_h=leave_h)

    def stop(self, row: StopLine) -> StopLine:
        """Return a stop; a vehicle that was on its way left before."""
        leave_h = row.leave_h
        if row.vehicle in self._bring and row.trip == row.stop == 1:
            leave_h = self._left_h(row.vehicle, leave_h)
        return replace(row, trip=self.number(row), stop=self.order(row), leave_h=leave_h)

    def _left_h(self, vehicle: str, leave_h: float) -> float:
        left_s = self._here[vehicle].left_s
        return leave_h if left_s is None else left_s / HOUR_S


def _kept(course: Course) -> Iterator[Driving]:
    """Yield what vehicles have done, or do before they can take new orders."""
    used = {route.vehicle for route in numbered(course.stages)}
    for vehicle, schedule in course.schedules.items():
        here = course.whereabouts[vehicle]
        stops = tuple(kept_stops(schedule, here))
        rests = here.rests if here.trips or vehicle in used else ()
        yield Driving(
            trips=tuple(trip.line for trip in schedule.trips[: here.trips]),
            stops=tuple(stop.line for stop in stops),
            drops=tuple(drop for stop in stops for drop in stop.drops),
            rests=tuple(_rests(course.scenario, vehicle, rests)),
        )


def _rests(scenario: str, vehicle: str, rests: Sequence[Rest]) -> Iterator[RestLine]:
    for rest in rests:
        yield RestLine(scenario, vehicle, rest.start_s / HOUR_S, rest.end_s / HOUR_S)


class _Home(NamedTuple):
    """A way home, and the rests on it."""

    line: ReturnLine
    rests: tuple[RestLine, ...]


def _ways_home(course: Course) -> Iterator[_Home]:
    """Yield the way home of vehicles that have nothing more to do."""
    used = {route.vehicle for route in numbered(course.stages)}
    for vehicle, schedule in course.schedules.items():
        here = course.whereabouts[vehicle]
        if vehicle in used or not here.trips or here.is_lost:
            continue
        home = here.entry.place
        left_s = here.free_s if here.left_s is None else here.left_s
        is_on_way = here.left_s is not None and here.trips == len(schedule.trips)
        comes_home = is_on_way and not (here.is_told or here.is_cut) and here.place == home
        if comes_home and schedule.back is not None:
            yield _Home(schedule.back, ())
            continue
        kind = course.kinds[here.entry.vehicle]
        way = fastest(course.after.ways(course.after.types[kind.id], here.place, home), here.free_s)
        gone = None
        if way is not None and way.metres <= kind.range_m:
            gone = go(Crew.of(kind), way, here.free_s, here.driven_s, here.worked_s)
        if gone is not None:
            rests = tuple(_rests(course.scenario, vehicle, gone.rests))
            yield _Home(_back(course, here, left_s, gone.arrive_s), rests)


def _back(course: Course, here: Whereabouts, leave_s: int, home_s: int) -> ReturnLine:
    return ReturnLine(course.scenario, here.vehicle, leave_s / HOUR_S, home_s / HOUR_S)


def _once(rows: Sequence[UnservedLine]) -> tuple[UnservedLine, ...]:
    """Return one line for each flow; of several reasons the first is told."""
    found: dict[FlowName, UnservedLine] = {}
    for row in rows:
        key = flow_name(row)
        before = found.get(key)
        persons = row.persons + (0.0 if before is None else before.persons)
        found[key] = replace(before or row, persons=persons)
    return tuple(sorted(found.values()))
