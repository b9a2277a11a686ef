"""What no answer can better, criterion by criterion, proven without search.

The bound of persons unserved holds for every answer. Those of lateness, arrival and cost hold for
every answer that in each class leaves no more persons unserved than is said.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from optimizer.routing.answer import Value
from optimizer.routing.bounding.cheapest import cheapest_fen
from optimizer.routing.bounding.earliest import alike, earliest
from optimizer.routing.bounding.flight import Flights, Row
from optimizer.routing.bounding.shortfall import shortfall
from optimizer.routing.bounding.supply import Fleet, Supply, persons_by, supplies
from optimizer.routing.problem import NEVER_S, Criterion, RoutingProblem
from optimizer.routing.value import DECIMALS

STEPS = 400
"""Moments at which waiting persons are counted, beside those when deliveries are due or there."""

ROUNDING = 1e-6
"""By what share a bound may be above what is as good as it is: figures are added up otherwise."""

SAFETY = 1e-12
"""Share by which bounds are lowered: sums of floats are not exact."""


class _Case(NamedTuple):
    """A problem with what all its bounds need; rows are of shape (deliveries,)."""

    problem: RoutingProblem
    persons: Row
    priority: Row
    handed_out_s: Row
    deadline_s: Row
    supplies: Sequence[Supply]


def bounds(
    problem: RoutingProblem, unserved: Sequence[float] | None = None, *, comes_back: bool = True
) -> Value:
    """Return a bound of every number of the value of an answer.

    Parameters
    ----------
    unserved : sequence of float, or None
        Persons of each class that an answer may leave unserved for the other bounds to hold for
        it; None: as few as the bound of persons unserved says.
    comes_back : bool
        Whether a vehicle goes home or to an origin of the problem from its last stop. It does
        not where it may take on goods that others have brought to a transfer near by.
    """
    persons = np.array([delivery.persons for delivery in problem.deliveries], dtype=float)
    priority = np.array([delivery.priority for delivery in problem.deliveries])
    flights = Flights(problem)
    groups = alike(problem)
    times = [earliest(problem, flights, group) for group in groups]
    handed_out_s = np.min(
        [np.full(len(persons), np.inf), *(each.handed_out_s for each in times)], axis=0
    )
    deadline_s = np.array([float(delivery.deadline_s) for delivery in problem.deliveries])
    never = np.isinf(handed_out_s)
    possible = np.where(never, 0.0, persons)
    handed_on = np.array([delivery.handed_on for delivery in problem.deliveries], dtype=bool)
    fleet = Fleet(problem, possible, handed_on, list(groups.values()), list(groups), times)
    case = _Case(problem, possible, priority, handed_out_s, deadline_s, supplies(fleet))

    classes = range(problem.classes)
    impossible = [float(persons[never & (priority == c)].sum()) for c in classes]
    least = [impossible[c] + shortfall(problem, case.persons, c) for c in classes]
    allowed = least
    if unserved is not None:
        allowed = [max(least[c], unserved[c] + 10**-DECIMALS) for c in classes]
    spare = [max(allowed[c] - impossible[c], 0.0) for c in classes]

    found: list[float] = []
    for criterion in problem.rule:
        if criterion == Criterion.UNSERVED:
            found.extend(least)
        elif criterion == Criterion.LATE:
            found.extend(_late(case, c, spare[c]) for c in classes)
        elif criterion == Criterion.ARRIVAL:
            found.append(_arrival(case, sum(spare)))
        else:
            found.append(cheapest_fen(problem, flights, case.persons, sum(spare), comes_back))
    return tuple(round(float(number) * (1 - SAFETY), DECIMALS) for number in found)


def beside(bound: float, figure: float) -> float:
    """Return a bound as it is told beside its figure: not above it by rounding alone.

    One that is above by more is wrong. It stays as it is, so that `verify` finds it.
    """
    is_rounding = figure < bound <= figure + ROUNDING * max(abs(figure), 1.0)
    return figure if is_rounding else bound


def gap(value: Value, bound: Value) -> tuple[float, ...]:
    """Return by what share of itself each number of a value is above its bound, 0 to 1."""
    return tuple(
        max(number - least, 0.0) / number if number > 0 else 0.0
        for number, least in zip(value, bound, strict=True)
    )


def _arrival(case: _Case, spare: float) -> float:
    """Bound the seconds after the start at which persons are served, summed.

    They are the integral over time of the persons who are still to be served: at least those who
    cannot be there yet, and those whom all vehicles together cannot have brought goods yet. Steps
    are taken at their ends, where fewest are left.
    """
    return _waiting(case, case.persons, np.zeros(len(case.persons)), spare)


def _late(case: _Case, priority: int, spare: float) -> float:
    """Bound the persons late of a class, summed over seconds: as `_arrival`, from deadlines on."""
    due = np.where(case.deadline_s >= NEVER_S, np.inf, case.deadline_s)
    return _waiting(case, np.where(case.priority == priority, case.persons, 0.0), due, spare)


def _waiting(case: _Case, persons: Row, from_s: Row, spare: float) -> float:
    """Bound the integral of persons who wait after a second of their own."""
    counts = (persons > 0) & np.isfinite(from_s)
    persons = np.where(counts, persons, 0.0)
    if not counts.any():
        return 0.0
    moments = _moments(case, persons, from_s[counts])
    total = 0.0
    for start_s, end_s in itertools.pairwise(moments):
        waiting = np.where(from_s <= start_s, persons, 0.0)
        there = np.where(case.handed_out_s < end_s, waiting, 0.0)
        brought = min(
            [float(there.sum()), *(persons_by(end_s, there, each) for each in case.supplies)]
        )
        left = float(waiting.sum()) * (1 - SAFETY) - brought - spare
        total += max(left, 0.0) * (end_s - start_s)
    return total


def _moments(case: _Case, persons: Row, from_s: Row) -> list[float]:
    """Return seconds in order, the last one when the fleet can have brought everything."""
    there_s = case.handed_out_s[persons > 0]
    last_s = float(max(there_s.max(), from_s.max()))
    total = float(persons.sum())
    horizon_s = max(last_s, 1.0)
    for _ in range(40):
        if all(persons_by(horizon_s, persons, each) >= total for each in case.supplies):
            break
        horizon_s *= 2
    steps = np.linspace(0.0, horizon_s, STEPS)
    moments: list[float] = np.unique(np.concatenate([[0.0], there_s, from_s, steps])).tolist()
    return moments
