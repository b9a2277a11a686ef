"""Which deliveries are taken out of an answer together: those that could change places."""

from __future__ import annotations

import random
from collections.abc import Sequence

from optimizer.routing.drafts import Draft
from optimizer.routing.problem import Criterion

MOST_REMOVED = 14
"""Deliveries taken out at a time at most; more take longer to put back than they are worth."""

TROUBLED = 0.6
"""Share of the steps that begin at what is late or unserved, where anything is."""


class Ruin:
    """Chooses what is taken out.

    Parameters
    ----------
    chance : random.Random
        Decides.
    """

    def __init__(self, draft: Draft, chance: random.Random) -> None:
        self._draft = draft
        self._chance = chance
        self._near = _neighbors(draft)
        self._late = _late_numbers(draft)

    def __call__(self) -> set[int]:
        """Return some deliveries that belong together: by place, by vehicle, or by trip."""
        draft, chance = self._draft, self._chance
        count = chance.randint(1, min(MOST_REMOVED, len(self._near)))
        seed = self._seed()
        way = chance.random()
        if way < 0.55:
            return {seed, *self._near[seed][:count]}
        vehicles = draft.visited_by([seed]) or [chance.randrange(len(draft.routes))]
        trips = draft.routes[chance.choice(vehicles)].trips
        if way < 0.75:
            on_route = sorted({drop.delivery for trip in trips for drop in trip.drops})
            chance.shuffle(on_route)
            return {seed, *on_route[:count]}
        found = {seed}
        if trips:
            found |= {drop.delivery for drop in chance.choice(trips).drops}
        others = [near for near in self._near[seed] if near not in found]
        return found | set(others[: chance.randint(0, 4)])

    def _seed(self) -> int:
        draft, chance = self._draft, self._chance
        if chance.random() < TROUBLED:
            if draft.pending and chance.random() < 0.5:
                return chance.choice(sorted(draft.pending))
            late = [route for route in draft.routes if any(route.worth[n] > 0 for n in self._late)]
            if late:
                trips = chance.choice(late).trips
                return chance.choice(chance.choice(trips).drops).delivery
        return chance.randrange(len(self._near))


def _late_numbers(draft: Draft) -> Sequence[int]:
    """Return which numbers of a worth count lateness."""
    found: list[int] = []
    number = 0
    for criterion in draft.problem.rule:
        by_class = criterion in (Criterion.UNSERVED, Criterion.LATE)
        size = draft.problem.classes if by_class else 1
        if criterion == Criterion.LATE:
            found = list(range(number, number + size))
        number += size
    return found


MOST_NEIGHBORS = 40


def _neighbors(draft: Draft) -> Sequence[Sequence[int]]:
    """Return for each delivery those that are nearest by the fastest vehicle, itself left out."""
    problem = draft.problem
    points = sorted({delivery.point for delivery in problem.deliveries})
    here: dict[int, list[int]] = {}
    for number, delivery in enumerate(problem.deliveries):
        here.setdefault(delivery.point, []).append(number)
    nearest = {
        point: sorted(
            points,
            key=lambda other, point=point: (  # type: ignore[misc]
                min(draft.reach.seconds(w, point, other) for w in range(len(problem.ways))),
                other,
            ),
        )
        for point in points
    }
    found = []
    for number, delivery in enumerate(problem.deliveries):
        near: list[int] = []
        for point in nearest[delivery.point]:
            near += [other for other in here[point] if other != number]
            if len(near) >= MOST_NEIGHBORS:
                break
        found.append(near[:MOST_NEIGHBORS])
    return found
