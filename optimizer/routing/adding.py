"""Whether a delivery can be added to an answer while everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.fitting import Rest, fitted
from optimizer.routing.journey import Facts, Journey
from optimizer.routing.leeway import Between, betweens
from optimizer.routing.limits import misfits, visits_of
from optimizer.routing.problem import NEVER_S, RoutingProblem, Vehicle
from optimizer.routing.rehearsal import Rehearsal, alone, promising
from optimizer.routing.stock import Stock
from optimizer.routing.value import Worth, idle_worth, left_over, minus

MOST_TRIED = 12
"""Places in routes that are tried with all waiting for each other, the best by themselves first."""

MOST_DROPS = 40
"""Drops into which what is added is divided at most."""


class Missing(NamedTuple):
    """What is to be added to an answer.

    Parameters
    ----------
    answer : Answer
        Without the drops of the delivery that are late.
    late : mapping of int to int
        Seconds by which other deliveries are late as it is.
    in_time : bool
        Whether it must be handed out in time, or at all.
    """

    answer: Answer
    delivery: int
    kg: int
    litres: int
    late: Mapping[int, int]
    in_time: bool

    @property
    def drop(self) -> Drop:
        """All that is missing."""
        return Drop(self.delivery, self.kg, self.litres)


def can_add(problem: RoutingProblem, missing: Missing) -> bool:
    """Return whether all that is missing finds room, the largest parts first.

    Every vehicle, trip and stop is tried, and new trips from every origin. No other delivery
    may become late or later by it. Where it is divided, each part goes where most of it fits; that
    is not every division there is.
    """
    return Adding(problem, missing.answer, missing.late).can_add(missing)


class Adding:
    """Adds deliveries to an answer, each by itself: to try many of them costs little more than one.

    Parameters
    ----------
    answer : Answer
        What is missing has it but for the drops of its own delivery.
    late : mapping of int to int
        Seconds by which deliveries are late in it.
    """

    def __init__(self, problem: RoutingProblem, answer: Answer, late: Mapping[int, int]) -> None:
        self._problem = problem
        self._answer = answer = (*answer, *((),) * (len(problem.vehicles) - len(answer)))
        self._facts = Facts(problem)
        self._latest_s = [
            min(its.deadline_s + late.get(number, 0), NEVER_S)
            for number, its in enumerate(problem.deliveries)
        ]
        self._promised = promising(self._facts, problem, self._latest_s)
        self._rehearsal: Rehearsal | None = None
        self._stocked = _Stocked(problem, answer)
        self._runs: dict[int, _Run] = {}

    def can_add(
        self,
        missing: Missing,
        more: Sequence[Vehicle] = (),
        *,
        only_more: bool = False,
    ) -> bool:
        """Return whether all that is missing finds room; see the function of this name.

        Parameters
        ----------
        more : sequence of Vehicle
            Vehicles that there are besides.
        only_more : bool
            Whether only these may bring it.
        """
        problem = self._with(more)
        vehicles = range(len(self._problem.vehicles) if only_more else 0, len(problem.vehicles))
        facts = self._facts_of(problem, missing)
        answer = (*missing.answer, *((),) * (len(problem.vehicles) - len(missing.answer)))
        rest = missing.drop
        for _ in range(MOST_DROPS):
            found = self._add_part(facts, answer, rest, vehicles)
            if found is None:
                return False
            answer, part = found
            rest = Drop(missing.delivery, rest.kg - part.kg, rest.litres - part.litres)
            if not (rest.kg if problem.deliveries[rest.delivery].kg else rest.litres):
                return _is_whole(problem, answer, missing.delivery)
        return False

    def _with(self, more: Sequence[Vehicle]) -> RoutingProblem:
        if not more:
            return self._problem
        return replace(self._problem, vehicles=(*self._problem.vehicles, *more))

    def _facts_of(self, problem: RoutingProblem, missing: Missing) -> Facts:
        """Return facts with the delivery due at all costs, or never."""
        its = problem.deliveries[missing.delivery]
        latest_s = list(self._latest_s)
        latest_s[missing.delivery] = its.deadline_s if missing.in_time else NEVER_S
        return promising(self._facts, problem, latest_s)

    def _add_part(
        self, facts: Facts, answer: Answer, rest: Drop, vehicles: range
    ) -> tuple[Answer, Drop] | None:
        """Return the answer with the largest part that finds room, of these the soonest."""
        placed = []
        for order, (vehicle, trips, part) in enumerate(
            self._candidates(facts, answer, rest, vehicles)
        ):
            found = alone(facts, vehicle, trips)
            if found is not None:
                change = minus(found[0], self._run(facts, vehicle, answer[vehicle]).worth)
                left = (rest.kg or rest.litres) - (part.kg if rest.kg else part.litres)
                placed.append(_Placed(left, change, vehicle, order, trips, part))
        if placed and self._rehearsal is None:
            self._rehearsal = Rehearsal(self._facts, self._answer, self._latest_s)
        for best in sorted(placed)[:MOST_TRIED]:
            changed = (*answer[: best.vehicle], best.trips, *answer[best.vehicle + 1 :])
            assert self._rehearsal is not None
            if self._rehearsal.can(facts, changed):
                return changed, best.part
        return None

    def _candidates(
        self, facts: Facts, answer: Answer, rest: Drop, vehicles: range
    ) -> Iterator[_Candidate]:
        """Yield vehicles with changed trips and the part that is added; of idle ones alike, one."""
        problem = facts.problem
        its = problem.deliveries[rest.delivery]
        tail_s, latest_s = facts.promises[rest.delivery][:2]
        self._stocked.follow(answer)
        wanted = Rest(
            drop=rest,
            due_s=latest_s - tail_s,
            ready_s=facts.places[rest.delivery][3],
            most=lambda origin: self._stocked.stock.most(origin, rest.delivery),
            visits=self._stocked.visits_left(its.point),
        )
        unused: set[tuple[object, ...]] = set()
        for vehicle in vehicles:
            trips = answer[vehicle]
            if not trips:
                its_own = problem.vehicles[vehicle]
                group = (
                    its_own.kind,
                    its_own.start_point,
                    its_own.home,
                    its_own.ready_s,
                    its_own.only_origins,
                )
                if group in unused:
                    continue
                unused.add(group)
            run = self._run(facts, vehicle, trips)
            for changed, part in fitted(problem, vehicle, trips, run.places, wanted):
                yield vehicle, changed, part

    def _run(self, facts: Facts, vehicle: int, trips: tuple[Trip, ...]) -> _Run:
        """Return how a route goes alone, remembered where it is that of the answer."""
        if vehicle < len(self._answer) and trips is self._answer[vehicle]:
            if vehicle not in self._runs:
                self._runs[vehicle] = _run(self._promised, vehicle, trips)
            return self._runs[vehicle]
        return _run(facts, vehicle, trips)


_Candidate = tuple[int, tuple[Trip, ...], Drop]


class _Run(NamedTuple):
    """A route alone: what it is worth, and where there is room; no places where it fails."""

    worth: Worth
    places: tuple[Between, ...]


def _run(facts: Facts, vehicle: int, trips: tuple[Trip, ...]) -> _Run:
    if not trips:
        nothing = (0,) * len(idle_worth(facts.problem))
        return _Run(nothing, betweens(facts, vehicle, Journey(facts, vehicle)))
    found = alone(facts, vehicle, trips)
    if found is None:
        return _Run((), ())
    worth, journey = found
    return _Run(worth, betweens(facts, vehicle, journey))


class _Placed(NamedTuple):
    """A part of what is missing at one position, alone in its vehicle's way."""

    left: int
    worth: tuple[int, ...]
    vehicle: int
    order: int
    trips: tuple[Trip, ...]
    part: Drop


class _Stocked:
    """Stock and visits of an answer, kept in step with its variants."""

    def __init__(self, problem: RoutingProblem, answer: Answer) -> None:
        self._problem = problem
        self._answer = answer
        self.stock = Stock(problem, answer)

    def follow(self, answer: Answer) -> None:
        """Turn to another answer."""
        for number, trips in enumerate(answer):
            before = self._answer[number] if number < len(self._answer) else ()
            if trips is not before:
                for trip in before:
                    self.stock.give_back(trip)
                for trip in trips:
                    self.stock.take(trip)
        for trip in (trip for trips in self._answer[len(answer) :] for trip in trips):
            self.stock.give_back(trip)
        self._answer = answer

    def visits_left(self, point: int) -> int:
        """Return the visits that a point may still get."""
        if self._problem.most_visits is None:
            return len(self._problem.deliveries) + MOST_DROPS
        used = sum(
            stop == point
            for trips in self._answer
            for trip in trips
            for stop in visits_of(self._problem, trip)
        )
        return self._problem.most_visits - used


def _is_whole(problem: RoutingProblem, answer: Answer, delivery: int) -> bool:
    served = all(index != delivery for index, _, _ in left_over(problem, answer))
    return served and not misfits(problem, answer)
