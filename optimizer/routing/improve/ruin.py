"""Which deliveries are taken out of an answer together: those that could change places."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from optimizer.routing.drafts import Draft
from optimizer.routing.problem import Criterion

MOST_REMOVED = 24
SKEW = 3
"""Deliveries taken out at a time at most; mostly far fewer, for many take long to put back: a
random share, to this power."""

TROUBLED = 0.6
"""Share of the steps that begin at what is late or unserved, where anything is."""

MORE_URGENT = 0.5
"""Chance of each class that is late, the first first, to be the one where a step begins."""

NEAR, ON_ROUTE, ON_TRIP, IN_THE_WAY = 0.5, 0.2, 0.2, 0.1
"""Shares of the steps that take out what is near the first, what is on one route, on one trip,
and what is on one route and can wait for the first."""


class Ruin:
    """Chooses what is taken out.

    Parameters
    ----------
    near : sequence of sequences of int
        Of each delivery, those that are nearest.
    chance : random.Random
        Decides.
    """

    def __init__(self, draft: Draft, near: Sequence[Sequence[int]], chance: random.Random) -> None:
        self._draft = draft
        self._chance = chance
        self._near = near
        self._late = _late_numbers(draft)

    def __call__(self) -> set[int]:
        """Return some deliveries that belong together."""
        seed = self._seed()
        ways = (self._what_is_near, self._what_one_brings, self._a_trip, self._what_can_wait)
        way = self._chance.choices(ways, (NEAR, ON_ROUTE, ON_TRIP, IN_THE_WAY))[0]
        return {seed, *way(seed)}

    def _what_is_near(self, seed: int) -> Sequence[int]:
        return self._near[seed][: self._count()]

    def _what_one_brings(self, seed: int) -> Sequence[int]:
        return self._sample(self._on_route(self._vehicle(seed)), self._count())

    def _a_trip(self, seed: int) -> Sequence[int]:
        found = self._on_trip(self._vehicle(seed))
        others = [near for near in self._near[seed] if near not in found]
        return found + others[: self._chance.randint(0, 4)]

    def _what_can_wait(self, seed: int) -> Sequence[int]:
        """Return what keeps a vehicle from bringing a delivery first."""
        deliveries = self._draft.problem.deliveries
        urgency = deliveries[seed].priority, deliveries[seed].deadline_s
        others = [
            other
            for other in self._on_route(self._vehicle(seed))
            if (deliveries[other].priority, deliveries[other].deadline_s) > urgency
        ]
        return self._sample(others, MOST_REMOVED)

    def _count(self) -> int:
        return 1 + int(min(MOST_REMOVED, len(self._near)) * self._chance.random() ** SKEW)

    def _vehicle(self, seed: int) -> int:
        """Return a vehicle that brings a delivery, or one near it, or any."""
        draft, chance = self._draft, self._chance
        vehicles: Sequence[int] = ()
        if chance.random() < 0.5:
            vehicles = draft.visited_by([seed])
        if not vehicles:
            vehicles = draft.visited_by(self._near[seed])
        return chance.choice(vehicles) if vehicles else chance.randrange(len(draft.routes))

    def _on_route(self, vehicle: int) -> list[int]:
        trips = self._draft.routes[vehicle].trips
        return sorted({drop.delivery for trip in trips for drop in trip.drops})

    def _on_trip(self, vehicle: int) -> list[int]:
        trips = self._draft.routes[vehicle].trips
        if not trips:
            return []
        return sorted({drop.delivery for drop in self._chance.choice(trips).drops})

    def _sample(self, deliveries: Sequence[int], count: int) -> list[int]:
        return self._chance.sample(deliveries, min(count, len(deliveries)))

    def _seed(self) -> int:
        draft, chance = self._draft, self._chance
        if chance.random() < TROUBLED:
            if draft.pending and chance.random() < 0.5:
                return chance.choice(sorted(draft.pending))
            late = self._late_on_a_route()
            if late:
                return chance.choice(late)
        return chance.randrange(len(self._near))

    def _late_on_a_route(self) -> list[int]:
        """Return what comes late with one vehicle, of a class that mostly is an urgent one."""
        draft, chance = self._draft, self._chance
        found: list[int] = []
        for priority, number in enumerate(self._late):
            vehicles = [v for v, route in enumerate(draft.routes) if route.worth[number] > 0]
            if vehicles:
                found = sorted(set(self._late_of(chance.choice(vehicles), priority)))
                if chance.random() < MORE_URGENT:
                    break
        return found

    def _late_of(self, vehicle: int, priority: int) -> Iterator[int]:
        deliveries = self._draft.problem.deliveries
        for log in self._draft.routes[vehicle].logs:
            for stop in log.stops:
                for drop in stop.drops:
                    its = deliveries[drop.delivery]
                    is_late = stop.done_s + its.tail_s > its.deadline_s
                    if its.priority == priority and is_late:
                        yield drop.delivery


def _late_numbers(draft: Draft) -> Sequence[int]:
    """Return which numbers of a worth count lateness, by class."""
    number = 0
    for criterion in draft.problem.rule:
        if criterion == Criterion.LATE:
            return range(number, number + draft.problem.classes)
        number += draft.problem.classes if criterion == Criterion.UNSERVED else 1
    return range(0)
