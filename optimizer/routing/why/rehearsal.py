"""An answer whose runs are remembered: after a change only who then waits otherwise runs again."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from optimizer.routing.answer import Answer, Trip
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.journey import Journey
from optimizer.routing.times.loading import Loading, Run, load_in_turn
from optimizer.routing.times.logs import Mark
from optimizer.routing.value import Worth

Heard = list[tuple[Loading, int]]
"""The loadings of a vehicle, and when each began."""


def promising(facts: Facts, problem: RoutingProblem, latest_s: Sequence[int]) -> Facts:
    """Return facts by which nothing may be handed out later than at some seconds.

    Parameters
    ----------
    problem : RoutingProblem
        That of the facts, or one with more vehicles.
    latest_s : sequence of int
        For every delivery.
    """
    found = copy.copy(facts)
    found.problem = problem
    found.promises = tuple(
        (tail_s, due_s, priority, True, weight, by)
        for (tail_s, _, priority, _, weight, by), due_s in zip(
            facts.promises, latest_s, strict=True
        )
    )
    return found


def alone(facts: Facts, vehicle: int, trips: Sequence[Trip]) -> tuple[Worth, Journey] | None:
    """Return what a route is worth that waits for nobody, and how it went; None if it fails."""
    journey = Journey(facts, vehicle)
    worth = _worth_alone(journey.run(trips))
    return None if worth is None else (worth, journey)


def _worth_alone(run: Run) -> Worth | None:
    try:
        loading = next(run)
        while True:
            loading = run.send(loading.ready_s)
    except StopIteration as end:
        worth: Worth | None = end.value
        return worth


def goes_alone(
    facts: Facts, vehicle: int, trips: Sequence[Trip], marks: Sequence[Mark], since: int
) -> bool:
    """Return whether a route goes that waits for nobody and is not changed in its first trips.

    Parameters
    ----------
    marks : sequence of Mark
        How the vehicle stands before the trips of the route as it was; empty: it had none.
    since : int
        Trips before the first that is changed.
    """
    if not marks:
        return alone(facts, vehicle, trips) is not None
    journey = Journey(facts, vehicle)
    journey.resume(marks[since])
    return _worth_alone(journey.run(trips[since:], since)) is not None


class Rehearsal:
    """Runs variants of one answer.

    Parameters
    ----------
    facts : Facts
        With the promises that the problem makes.
    latest_s : sequence of int
        Seconds after which no variant may hand out each delivery.
    """

    def __init__(self, facts: Facts, answer: Answer, latest_s: Sequence[int]) -> None:
        self._facts = facts
        self._answer = answer
        self._heard: dict[int, Heard] = {n: [] for n, trips in enumerate(answer) if trips}
        journeys = {vehicle: Journey(facts, vehicle) for vehicle in self._heard}
        worths = load_in_turn(
            facts.problem,
            [
                _listened(journeys[vehicle].run(answer[vehicle]), heard)
                for vehicle, heard in self._heard.items()
            ],
        )
        self._kept: dict[int, Worth | None] = {}
        if worths is not None:
            for (vehicle, journey), worth in zip(journeys.items(), worths, strict=True):
                kept = all(
                    stop.done_s + facts.promises[drop.delivery][0] <= latest_s[drop.delivery]
                    for trip in journey.trips
                    for stop in trip.stops
                    for drop in stop.drops
                )
                self._kept[vehicle] = worth if kept else None

    def can(self, facts: Facts, answer: Answer) -> bool:
        """Return whether a variant can be driven with nothing handed out too late.

        Parameters
        ----------
        facts : Facts
            From `promising`.
        answer : Answer
            Routes that are the very same object as before are not run again as long as they are
            loaded at the same seconds.
        """
        runs = []
        for vehicle, trips in enumerate(answer):
            if trips:
                same = vehicle in self._kept and trips is self._answer[vehicle]
                live = Journey(facts, vehicle).run(trips)
                if same:
                    live = _remembered(live, self._heard[vehicle], self._kept[vehicle])
                runs.append(live)
        return load_in_turn(facts.problem, runs) is not None


def _listened(run: Run, heard: Heard) -> Run:
    """Run, and remember what is loaded when."""
    try:
        loading = next(run)
        while True:
            begin_s = yield loading
            heard.append((loading, begin_s))
            loading = run.send(begin_s)
    except StopIteration as end:
        worth: Worth | None = end.value
        return worth


def _remembered(live: Run, heard: Heard, worth: Worth | None) -> Run:
    """Say what was heard before; from the first loading on that begins otherwise, run."""
    for number, (loading, before_s) in enumerate(heard):
        begin_s = yield loading
        if begin_s != before_s:
            return (yield from _caught_up(live, heard[:number], begin_s))
    return worth


def _caught_up(live: Run, before: Heard, begin_s: int) -> Run:
    try:
        next(live)
        for _, earlier_s in before:
            live.send(earlier_s)
        loading = live.send(begin_s)
        while True:
            loading = live.send((yield loading))
    except StopIteration as end:
        worth: Worth | None = end.value
        return worth
