"""Rows for every place on every route where something may be added: as arrays, to ask all at once.

A gap is between two stops of a trip (or before its first, or after its last); a start is between
two trips, where another may begin. When a route changes, its rows are written anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from optimizer.routing.answer import Drop, Rest
from optimizer.routing.drafts.draft import Draft
from optimizer.routing.drafts.driven import DraftRoute
from optimizer.routing.drafts.slots import Floats
from optimizer.routing.problem import NEVER_S, RoutingProblem
from optimizer.routing.times.logs import TripLog
from optimizer.routing.value import size_in, size_of

Row = tuple[float, ...]

GAP = (
    "vehicle", "trip", "index", "position", "origin", "before", "left_s", "after", "arrive_s",
    "done_s", "is_last", "kg", "litres", "worked_s", "load_s",
)  # fmt: skip
START = ("vehicle", "trip", "here", "now_s", "worked_s", "after", "reach_s", "is_idle")
FOLLOWING = ("late_persons", "soon_persons", "slack_s")
"""Of those served later on the route, by priority class: persons who are late anyway, persons who
are not, and the seconds until the first of these is."""

FROM_TRIP = tuple(f"trip_{name}" for name in FOLLOWING)
"""The same of all served from the trip's first stop on."""


class Rows:
    """Rows of all vehicles in one array, each vehicle's next to each other.

    Attributes
    ----------
    table : array of shape (rows, columns)
        Rows that are not in use have vehicle -1.
    """

    def __init__(self, names: Sequence[str], by_class: Sequence[str], classes: int) -> None:
        self._columns = {name: number for number, name in enumerate(names)}
        first = len(self._columns)
        self._by_class = {
            name: slice(first + number * classes, first + (number + 1) * classes)
            for number, name in enumerate(by_class)
        }
        self.table = np.full((0, first + len(by_class) * classes), -1.0)
        self._blocks: dict[int, tuple[int, int]] = {}

    def column(self, name: str) -> Floats:
        """Return one column."""
        found: Floats = self.table[:, self._columns[name]]
        return found

    def of(self, rows: Floats, name: str) -> Floats:
        """Return a column, or the columns by class, of a choice of rows."""
        number = self._columns.get(name)
        found: Floats = rows[:, self._by_class[name] if number is None else number]
        return found

    def write(self, vehicle: int, rows: Sequence[Row]) -> None:
        """Write the rows of a vehicle instead of those it had."""
        start, room = self._blocks.get(vehicle, (0, 0))
        if room < len(rows):
            self.table[start : start + room, 0] = -1
            start, room = len(self.table), 2 * len(rows)
            more = np.full((room, self.table.shape[1]), -1.0)
            self.table = np.concatenate((self.table, more))
            self._blocks[vehicle] = start, room
        if rows:
            self.table[start : start + len(rows)] = rows
        self.table[start + len(rows) : start + room, 0] = -1


class Table:
    """Gaps and starts of a draft; `refresh` before use."""

    def __init__(self, draft: Draft) -> None:
        problem = draft.problem
        self._draft = draft
        self.gaps = Rows(
            (*GAP, "persons", "trip_persons"), (*FOLLOWING, *FROM_TRIP), problem.classes
        )
        self.starts = Rows((*START, "persons"), FOLLOWING, problem.classes)
        self._known: list[DraftRoute | None] = [None] * len(problem.vehicles)
        self._alike: dict[int, list[int]] = {}
        for vehicle, first in enumerate(draft.reach.classes):
            self._alike.setdefault(first, []).append(vehicle)

    def refresh(self) -> None:
        """Write anew what changed."""
        routes, known = self._draft.routes, self._known
        changed = [v for v, route in enumerate(routes) if known[v] is not route]
        idle_changed = set()
        for vehicle in changed:
            was, route = known[vehicle], routes[vehicle]
            known[vehicle] = route
            if was is None or not was.trips or not route.trips:
                idle_changed.add(self._draft.reach.classes[vehicle])
            if route.trips:
                gaps, starts = _rows(self._draft.problem, vehicle, route)
                self.gaps.write(vehicle, gaps)
                self.starts.write(vehicle, starts)
            else:
                self.gaps.write(vehicle, ())
        for alike in sorted(idle_changed):
            self._show_one(self._alike[alike])

    def _show_one(self, vehicles: Sequence[int]) -> None:
        """Of vehicles that are alike and at home, have a row for the first alone."""
        problem, routes = self._draft.problem, self._draft.routes
        is_shown = False
        for vehicle in vehicles:
            if routes[vehicle].trips:
                continue
            self.starts.write(vehicle, () if is_shown else (_at_home(problem, vehicle),))
            is_shown = True


def _at_home(problem: RoutingProblem, vehicle: int) -> Row:
    its = problem.vehicles[vehicle]
    start = (vehicle, 0, its.start_point, its.ready_s, its.worked_s, its.home, NEVER_S, 1.0)
    return (*start, 0.0, *_nobody(problem.classes))


def _nobody(classes: int) -> Row:
    return (*[0.0] * (2 * classes), *[float(NEVER_S)] * classes)


class _Following:
    """Persons who are served after a place on a route; goes from its end to its beginning."""

    def __init__(self, problem: RoutingProblem) -> None:
        self._problem = problem
        self.persons = 0.0
        self._late = [0.0] * problem.classes
        self._soon = [0.0] * problem.classes
        self._slack_s = [float(NEVER_S)] * problem.classes

    def add(self, stop_done_s: int, drops: Sequence[Drop]) -> None:
        """Put a stop before them."""
        deliveries = self._problem.deliveries
        for drop in drops:
            its = deliveries[drop.delivery]
            persons = its.persons * size_in(its, drop) / size_of(its)
            slack_s = its.deadline_s - its.tail_s - stop_done_s
            self.persons += persons
            if slack_s <= 0:
                self._late[its.priority] += persons
            else:
                self._soon[its.priority] += persons
                if slack_s < self._slack_s[its.priority]:
                    self._slack_s[its.priority] = slack_s

    def by_class(self) -> Row:
        """Return the columns by class that count them."""
        return (*self._late, *self._soon, *self._slack_s)


def _rows(
    problem: RoutingProblem, vehicle: int, route: DraftRoute
) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the gaps and the starts of a route."""
    its = problem.vehicles[vehicle]
    kind = problem.kinds[its.kind]
    seconds = problem.ways[kind.ways].seconds
    gaps: list[Row] = []
    starts: list[Row] = []
    following = _Following(problem)
    after, reach_s = its.home, NEVER_S
    for number in range(len(route.trips), -1, -1):
        mark = route.marks[number]
        if len(route.trips) < its.most_trips:
            start = (vehicle, number, mark.here, mark.now_s, mark.worked_s, after, reach_s, 0.0)
            starts.append((*start, following.persons, *following.by_class()))
        if number:
            trip, log = route.trips[number - 1], route.logs[number - 1]
            room = kind.kg - trip.kg, kind.litres - trip.litres
            own = list(
                _gaps(problem, log, route.marks[number - 1].worked_s, after, seconds, kind.night_s)
            )
            its_rows: list[tuple[Row, float, Row]] = []
            for index in range(len(own) - 1, -1, -1):
                left, after_stop, worked_s = own[index]
                position = sum(len(stop.drops) for stop in log.stops[:index])
                gap = (
                    vehicle, number - 1, index, position, trip.origin, *left,
                    *after_stop, float(index == len(log.stops)), *room, worked_s, log.load_s,
                )  # fmt: skip
                its_rows.append((gap, following.persons, following.by_class()))
                if index:
                    stop = log.stops[index - 1]
                    following.add(stop.done_s, stop.drops)
            of_trip = following.by_class()
            gaps += [
                (*row, persons, following.persons, *by_class, *of_trip)
                for row, persons, by_class in its_rows
            ]
            after, reach_s = problem.origins[trip.origin].point, log.reach_s
    return gaps, starts


def _gaps(
    problem: RoutingProblem,
    log: TripLog,
    worked_s: float,
    after: int,
    seconds: Sequence[Sequence[int]],
    night_s: int,
) -> Iterator[tuple[tuple[float, float], tuple[float, float, float], float]]:
    """Yield point and second before each gap, point, arrival and end after it, and work so far."""
    before, left_s = problem.origins[log.origin].point, log.depart_s
    worked_s = _worked(worked_s, log.leave_s, log.depart_s, log.rests, night_s)
    for stop in log.stops:
        yield (before, left_s), (stop.point, stop.arrive_s, stop.done_s), worked_s
        worked_s = _worked(worked_s, stop.leave_s, stop.done_s, stop.rests, night_s)
        before, left_s = stop.point, stop.done_s
    back_s = 0 if before == after else seconds[before][after]
    yield (before, left_s), (after, left_s + (0 if back_s >= NEVER_S else back_s), 0), worked_s


def _worked(
    worked_s: float, start_s: int, end_s: int, rests: Sequence[Rest], night_s: int
) -> float:
    """Return about what is worked since a night: waiting without resting counts too."""
    for rest in rests:
        if night_s and rest.end_s - rest.start_s >= night_s:
            return end_s - rest.end_s
        start_s += rest.end_s - rest.start_s
    return worked_s + end_s - start_s
