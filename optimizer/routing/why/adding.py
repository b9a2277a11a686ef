"""Whether a delivery can be added to an answer while everything else stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import NamedTuple

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.problem import NEVER_S, RoutingProblem, Vehicle
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.journey import Journey
from optimizer.routing.times.limits import amounts_broken
from optimizer.routing.times.logs import Mark
from optimizer.routing.value import drops_of, size_in, size_of
from optimizer.routing.why.fitting import Fitted, Rest, fitted
from optimizer.routing.why.leeway import Between, betweens
from optimizer.routing.why.rehearsal import Rehearsal, alone, goes_alone, promising
from optimizer.routing.why.stocked import Stocked

MOST_TRIED = 12
"""Places in routes that are tried in vain with all waiting for each other, the soonest first."""

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
        self._stocked = Stocked(problem, answer)
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

    def lacks_stock(self, missing: Missing) -> bool:
        """Return whether some origin of it has less left than is missing."""
        its = self._problem.deliveries[missing.delivery]
        self._stocked.follow(missing.answer)
        size = size_in(its, missing.drop)
        return any(
            self._stocked.stock.most(origin, missing.delivery) < size for origin in its.origins
        )

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
        tried = 0
        for best in sorted(
            self._candidates(facts, answer, rest, vehicles), key=lambda found: found[:3]
        ):
            vehicle, new = best.vehicle, best.new
            marks = self._run(facts, vehicle, answer[vehicle]).marks
            if not goes_alone(facts, vehicle, new.trips, marks, new.since):
                continue
            changed = (*answer[:vehicle], new.trips, *answer[vehicle + 1 :])
            if self._rehearsed.can(facts, changed):
                return changed, new.part
            tried += 1
            if tried == MOST_TRIED:
                break
        return None

    @cached_property
    def _rehearsed(self) -> Rehearsal:
        return Rehearsal(self._facts, self._answer, self._latest_s)

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
            most=cache(lambda origin: self._stocked.stock.most(origin, rest.delivery)),
            visits=self._stocked.visits_left(its.point),
        )
        unused: set[tuple[object, ...]] = set()
        order = 0
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
            for new in fitted(problem, vehicle, trips, run.places, wanted):
                order += 1
                left = (rest.kg or rest.litres) - (new.part.kg if rest.kg else new.part.litres)
                yield _Candidate(left, new.done_s, order, vehicle, new)

    def _run(self, facts: Facts, vehicle: int, trips: tuple[Trip, ...]) -> _Run:
        """Return how a route goes alone, remembered where it is that of the answer."""
        if vehicle < len(self._answer) and trips is self._answer[vehicle]:
            if vehicle not in self._runs:
                self._runs[vehicle] = _run(self._promised, vehicle, trips)
            return self._runs[vehicle]
        return _run(facts, vehicle, trips)


class _Candidate(NamedTuple):
    """A changed route: of what is missing so much is left, and that is the soonest it is done."""

    left: int
    done_s: int
    order: int
    vehicle: int
    new: Fitted


class _Run(NamedTuple):
    """A route alone: how it stands before each trip, and where there is room.

    No marks where it does not move, nor any place where it fails.
    """

    marks: Sequence[Mark]
    places: tuple[Between, ...]


def _run(facts: Facts, vehicle: int, trips: tuple[Trip, ...]) -> _Run:
    if not trips:
        return _Run((), betweens(facts, vehicle, Journey(facts, vehicle)))
    found = alone(facts, vehicle, trips)
    if found is None:
        return _Run((), ())
    _, journey = found
    return _Run(journey.marks, betweens(facts, vehicle, journey))


def _is_whole(problem: RoutingProblem, answer: Answer, delivery: int) -> bool:
    """Return whether the drops of a delivery are all of it, and hold the same mix.

    That they fit into their vehicles, are in stock and may be visited was heeded one by one.
    """
    its = problem.deliveries[delivery]
    drops = [drop for _, _, drop in drops_of(answer) if drop.delivery == delivery]
    served = sum(size_in(its, drop) for drop in drops) >= size_of(its)
    return served and not any(amounts_broken(its, drops, splits=problem.splits))
