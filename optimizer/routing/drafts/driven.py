"""A route as it is driven, from the beginning or from one of its trips on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from optimizer.routing.answer import Trip
from optimizer.routing.drafts.docks import Turn
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.journey import Journey
from optimizer.routing.times.loading import Loading, Run
from optimizer.routing.times.logs import Mark, TripLog
from optimizer.routing.value import Worth


class DraftRoute(NamedTuple):
    """The trips of one vehicle, and how it drives them between the turns of the others.

    Parameters
    ----------
    logs, turns : sequence of TripLog, of Turn
        Of each trip.
    marks : sequence of Mark
        Before each trip, and at the end.
    """

    trips: tuple[Trip, ...]
    worth: Worth
    logs: tuple[TripLog, ...] = ()
    turns: tuple[Turn, ...] = ()
    marks: tuple[Mark, ...] = ()


class Recorded:
    """A vehicle on its route, and the turns that it gets."""

    def __init__(self, facts: Facts, vehicle: int) -> None:
        self._journey = Journey(facts, vehicle)
        self._before = 0
        self._route: DraftRoute | None = None
        self.turns: list[Turn] = []

    def resume(self, route: DraftRoute, done: int) -> None:
        """Stand as on another route after some trips."""
        self._journey.resume(route.marks[done])
        self._route, self._before = route, done
        self.turns += route.turns[:done]

    def drive(self, trips: Sequence[Trip], done: int = 0) -> Run:
        """Do trips, and remember when loading begins."""
        run = self._journey.run(trips, done)
        try:
            loading: Loading = next(run)
            while True:
                begin_s = yield loading
                self.turns.append(
                    Turn(begin_s, begin_s + loading.load_s, begin_s + loading.handling_s, loading)
                )
                loading = run.send(begin_s)
        except StopIteration as end:
            worth: Worth | None = end.value
            return worth

    def repeat(self, route: DraftRoute) -> Run:
        """Do the trips of a route again; what begins as it did there need not be driven."""
        self._route = route
        for done, turn in enumerate(route.turns):
            begin_s = yield turn.loading
            if begin_s != turn.begin_s:
                self.resume(route, done)
                run = self.drive(route.trips[done:], done)
                next(run)
                return (yield from _after(run, begin_s))
        self._before = len(route.turns)
        return route.worth

    def route(self, trips: tuple[Trip, ...], worth: Worth) -> DraftRoute:
        """Return the route when all is driven: the one that was repeated if nothing changed."""
        route, before = self._route, self._before
        if route is not None and before == len(route.turns) and trips == route.trips:
            return route
        logs, marks = tuple(self._journey.trips), tuple(self._journey.marks)
        if route is not None:
            logs, marks = route.logs[:before] + logs, route.marks[:before] + marks
        return DraftRoute(trips, worth, logs, tuple(self.turns), marks)


def _after(run: Run, begin_s: int) -> Run:
    """Go on with a run whose first loading begins at a second."""
    try:
        loading = run.send(begin_s)
        while True:
            loading = run.send((yield loading))
    except StopIteration as end:
        worth: Worth | None = end.value
        return worth
