"""A first answer that is always valid: what is urgent first, each where it costs least."""

from __future__ import annotations

import random

from optimizer.routing.answer import Answer
from optimizer.routing.drafts import Draft, Insertions
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.timing import timed


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
        insert(draft, insertions, delivery)
    if draft.worth() is None:
        return _driven_alone(problem, draft.answer)
    return draft.answer


def in_order(problem: RoutingProblem, chance: random.Random | None) -> list[int]:
    """Return the deliveries in the order in which they are inserted."""

    def urgency(number: int) -> tuple[float, ...]:
        delivery = problem.deliveries[number]
        among = -delivery.kg if chance is None else chance.random()
        return delivery.priority, delivery.deadline_s, among, number

    return sorted(range(len(problem.deliveries)), key=urgency)


def insert(draft: Draft, insertions: Insertions, delivery: int, *, share: float = 1.0) -> None:
    """Insert what is left of a delivery, part by part if it must be; the rest stays unserved.

    Parameters
    ----------
    share : float
        Most of it that the first drop may hold.
    """
    while delivery in draft.pending:
        insertion = insertions.best(delivery, share=share)
        if insertion is None and share == 1.0:
            return
        share = 1.0
        if insertion is None:
            continue
        draft.put(insertion.vehicle, insertion.route)


def _driven_alone(problem: RoutingProblem, answer: Answer) -> Answer:
    """Return as many of the routes as can be driven together: docks made some impossible."""
    found: Answer = tuple(() for _ in answer)
    for vehicle, trips in enumerate(answer):
        more = (*found[:vehicle], trips, *found[vehicle + 1 :])
        if timed(problem, more) is not None:
            found = more
    return found
