"""A first answer that is always valid: what is urgent first, each where it costs least."""

from __future__ import annotations

import random

from optimizer.routing.answer import Answer, Trip
from optimizer.routing.drafts import Draft, Insertions
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.timing import timed


def construct(problem: RoutingProblem, seed: int = 0) -> Answer:
    """Return a valid answer within seconds: every delivery where it adds least, in turn.

    Deliveries are taken by priority class, then deadline, then the heavy before the light. What
    is larger than any vehicle is brought in parts. What cannot be brought stays unserved.

    Parameters
    ----------
    seed : int
        0 takes deliveries in that order; any other shuffles those of one class and deadline.
    """
    draft = Draft(problem)
    chance = random.Random(seed)
    insertions = Insertions(draft, chance)
    for delivery in in_order(problem, chance if seed else None):
        insert(draft, insertions, delivery, 1.0)
    return draft.answer if draft.settle() else _driven_together(problem, draft.answer)


def in_order(problem: RoutingProblem, chance: random.Random | None) -> list[int]:
    """Return the deliveries in the order in which they are inserted."""

    def urgency(number: int) -> tuple[float, ...]:
        delivery = problem.deliveries[number]
        among = -delivery.kg if chance is None else chance.random()
        return delivery.priority, delivery.deadline_s, among, number

    return sorted(range(len(problem.deliveries)), key=urgency)


def insert(draft: Draft, insertions: Insertions, delivery: int, part: float | None = None) -> None:
    """Insert what is left of a delivery, in parts if it must be; the rest stays unserved.

    Parameters
    ----------
    part : float or None
        Share of what is left that the first drop brings at most.
    """
    while delivery in draft.pending:
        insertion = insertions.best(delivery, part)
        part = None if part is None or part < 1 else part
        if insertion is None:
            insertion = insertions.best(delivery, 1.0)
        if insertion is None:
            return
        draft.put(insertion.vehicle, insertion.route)


def _driven_together(problem: RoutingProblem, answer: Answer) -> Answer:
    """Return as many of the routes as can be driven together: docks made some impossible."""
    kept: list[tuple[Trip, ...]] = [() for _ in answer]
    for vehicle, trips in enumerate(answer):
        kept[vehicle] = trips
        if timed(problem, tuple(kept)) is None:
            kept[vehicle] = ()
    return tuple(kept)
