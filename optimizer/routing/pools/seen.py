"""Routes of good answers to a whole problem, with what they were worth there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from optimizer.routing.answer import Answer, Trip
from optimizer.routing.drafts import Draft, DraftRoute
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.value import Worth


class SeenRoute(NamedTuple):
    """What a vehicle did in an answer, and what that was worth there."""

    vehicle: int
    trips: tuple[Trip, ...]
    worth: Worth


def seen(routes: Sequence[DraftRoute]) -> Iterator[SeenRoute]:
    """Yield the routes of a draft, one a vehicle, of those that leave home."""
    for vehicle, route in enumerate(routes):
        if route.trips:
            yield SeenRoute(vehicle, route.trips, route.worth)


def seen_in(problem: RoutingProblem, answer: Answer) -> tuple[SeenRoute, ...]:
    """Return the routes of an answer that can be driven.

    Raises
    ------
    ValueError
        When vehicles cannot drive it.
    """
    draft = Draft(problem)
    draft.load(answer)
    return tuple(seen(draft.routes))
