"""Where a delivery, or some of it, goes best into an answer that is being changed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from optimizer.routing.answer import Drop, Trip
from optimizer.routing.drafts.amounts import fitting
from optimizer.routing.drafts.draft import Draft
from optimizer.routing.drafts.driven import DraftRoute
from optimizer.routing.drafts.guesses import Guesses
from optimizer.routing.drafts.nearness import neighbors
from optimizer.routing.drafts.slots import Bools, Guess, Slot, Wanted
from optimizer.routing.problem import Criterion
from optimizer.routing.times.limits import visits_of
from optimizer.routing.value import UNIT, size_in

LEAST_TRIED, MOST_TRIED = 5, 12
"""Slots that are timed of those that were guessed to be best; fewer if the others look worse."""

MOST_LATE = 100
"""Slots that are timed until one is found that can be driven, and is as late as guessed."""

MOST_ELSEWHERE = 12
"""Vehicles that are looked at though they bring nothing near: those that end closest to an
origin. Who is further away may come sooner, but is on the road for long; others will need it."""


class Insertion(NamedTuple):
    """A drop in its place.

    Parameters
    ----------
    growth : tuple of float
        What it adds, as `Guess`, timed.
    """

    growth: Guess
    vehicle: int
    route: DraftRoute


class Insertions:
    """Finds insertions into a draft.

    Parameters
    ----------
    chance : random.Random
        Decides which vehicles are overlooked.
    blink : float
        Share of vehicles that are overlooked, so that not always the same is found.
    near : sequence of sequences of int, optional
        Of each delivery, others whose vehicles may take it along; by default its `neighbors`.
    """

    def __init__(
        self,
        draft: Draft,
        chance: random.Random,
        blink: float = 0.0,
        near: Sequence[Sequence[int]] | None = None,
    ) -> None:
        self._draft = draft
        self._near = neighbors(draft.problem) if near is None else near
        self._chance = chance
        self._blink = blink
        self._guesses = Guesses(draft)
        self._late, self._rest = _numbers(draft)
        self._able: dict[object, Bools] = {}
        problem = draft.problem
        self._ways = np.array([problem.kinds[v.kind].ways for v in problem.vehicles], dtype=np.intp)
        self._seconds_to: dict[int, np.ndarray] = {}

    def best(self, delivery: int, part: float | None = None) -> Insertion | None:
        """Return the best insertion found of what is left of a delivery, None if there is none.

        What makes nothing late comes first, then what brings all that is left, then what adds
        least for each kg.

        Parameters
        ----------
        part : float or None
            Share that is brought at most; None: it is only split where it must be.
        """
        best: Insertion | None = None
        slots = self._guesses.slots(self._wanted(delivery, part))
        for tried, slot in enumerate(itertools.islice(slots, MOST_LATE)):
            if best is not None and tried >= LEAST_TRIED:
                late = len(self._late)
                is_enough = tried >= MOST_TRIED and slot.guess[:late] >= best.growth[:late]
                if is_enough or slot.guess > best.growth:
                    break
            found = self._timed(slot, delivery, part)
            if found is not None and (best is None or found.growth < best.growth):
                best = found
        return best

    def _wanted(self, delivery: int, part: float | None) -> Wanted:
        draft = self._draft
        problem = draft.problem
        its = problem.deliveries[delivery]
        kg, litres = draft.left[delivery]
        size = size_in(its, Drop(delivery, kg, litres))
        most = [draft.most(origin, delivery) for origin in its.origins]
        shares = np.array([1.0 if some is None else min(1.0, some / size) for some in most])
        largest_kg, largest_litres = draft.reach.largest[delivery]
        may_split = part is not None or kg > largest_kg or litres > largest_litres
        return Wanted(
            delivery, kg, litres, self._able_now(delivery), shares,
            1.0 if part is None else part, may_split and problem.splits,
        )  # fmt: skip

    def _able_now(self, delivery: int) -> Bools:
        """Return which vehicles are looked at, by origin: those near, idle, or close to it."""
        draft = self._draft
        near = np.zeros(len(draft.routes), dtype=bool)
        for other in (delivery, *self._near[delivery]):
            for vehicle in draft.carriers[other]:
                near[vehicle] = True
        near |= np.array([not route.trips for route in draft.routes], dtype=bool)
        ends = [route.marks[-1].here if route.trips else -1 for route in draft.routes]
        able = self._all_able(delivery).copy()
        for number, origin in enumerate(draft.problem.deliveries[delivery].origins):
            others = np.flatnonzero(able[number] & ~near)
            if len(others) > MOST_ELSEWHERE:
                to_s = self._to(draft.problem.origins[origin].point)
                far = to_s[self._ways[others], np.array(ends, dtype=np.intp)[others]]
                able[number, others[np.argsort(far, kind="stable")[MOST_ELSEWHERE:]]] = False
        if self._blink:
            seen = [self._chance.random() >= self._blink for _ in draft.routes]
            able &= np.array(seen, dtype=bool)
        return able

    def _to(self, point: int) -> np.ndarray:
        """Return seconds to a point by ways and point, `NEVER_S` where none are open."""
        if point not in self._seconds_to:
            self._seconds_to[point] = np.array(
                [
                    [0 if start == point else row[point] for start, row in enumerate(ways.seconds)]
                    for ways in self._draft.problem.ways
                ]
            )
        return self._seconds_to[point]

    def _all_able(self, delivery: int) -> Bools:
        bringers = self._draft.reach.bringers[delivery]
        its = self._draft.problem.deliveries[delivery]
        key = its.point, its.origins
        if key not in self._able:
            able = np.zeros((len(its.origins), len(self._draft.routes)), dtype=bool)
            for origin, vehicles in bringers:
                able[its.origins.index(origin), list(vehicles)] = True
            self._able[key] = able
        return self._able[key]

    def _timed(self, slot: Slot, delivery: int, part: float | None) -> Insertion | None:
        draft = self._draft
        before = draft.routes[slot.vehicle]
        drop = self._drop(slot, delivery, part, before.trips)
        if drop is None:
            return None
        trips = slot.within(before.trips, drop, draft.problem.deliveries)
        if not self._may_visit(slot, delivery, before.trips, trips):
            return None
        route = draft.timed(slot.vehicle, trips)
        if route is None:
            return None
        size = size_in(draft.problem.deliveries[delivery], drop) * UNIT
        new, old = route.worth, before.worth
        late = [(new[number] - old[number]) / size for number in self._late]
        rest = [(new[number] - old[number]) / size for number in self._rest]
        left = draft.left[delivery]
        is_part = float(drop.kg < left[0] or drop.litres < left[1])
        return Insertion((*late, is_part, *rest), slot.vehicle, route)

    def _drop(
        self, slot: Slot, delivery: int, part: float | None, trips: Sequence[Trip]
    ) -> Drop | None:
        problem = self._draft.problem
        kind = problem.kinds[problem.vehicles[slot.vehicle].kind]
        room = kind.kg, kind.litres
        if slot.position is not None:
            trip = trips[slot.trip]
            room = kind.kg - trip.kg, kind.litres - trip.litres
        return fitting(self._draft, delivery, slot.origin, room, part)

    def _may_visit(
        self, slot: Slot, delivery: int, before: Sequence[Trip], after: Sequence[Trip]
    ) -> bool:
        problem = self._draft.problem
        if problem.most_visits is None:
            return True
        point = problem.deliveries[delivery].point
        visits = self._draft.visits[point] + _visits(self._draft, after[slot.trip], point)
        if slot.position is not None:
            visits -= _visits(self._draft, before[slot.trip], point)
        return visits <= problem.most_visits


def _visits(draft: Draft, trip: Trip, point: int) -> int:
    return sum(visited == point for visited in visits_of(draft.problem, trip))


def _numbers(draft: Draft) -> tuple[list[int], list[int]]:
    """Return which numbers of a worth count lateness, and which are neither that nor unserved."""
    late: list[int] = []
    rest: list[int] = []
    number = 0
    for criterion in draft.problem.rule:
        by_class = criterion in (Criterion.UNSERVED, Criterion.LATE)
        size = draft.problem.classes if by_class else 1
        if criterion == Criterion.LATE:
            late += range(number, number + size)
        elif criterion != Criterion.UNSERVED:
            rest += range(number, number + size)
        number += size
    return late, rest
