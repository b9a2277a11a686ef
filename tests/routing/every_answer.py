"""Every answer to a tiny problem, one after the other: what nothing can be better than.

Deliveries are left, served whole, or split into halves. Up to four drops and two vehicles.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from optimizer.routing.answer import Answer, Drop, Trip, Value
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.limits import misfits
from optimizer.routing.times.timing import RouteTimer
from optimizer.routing.value import value_of


def best(problem: RoutingProblem) -> tuple[Value, Answer]:
    """Return the best of all answers, of equals the first."""
    return min(valued_answers(problem), key=lambda valued: valued[0])


def valued_answers(problem: RoutingProblem) -> Iterator[tuple[Value, Answer]]:
    """Yield every answer that keeps all limits, with its value."""
    timer = RouteTimer(problem)
    for answer in answers(problem):
        worth = timer.answer(answer)
        if worth is not None and not misfits(problem, answer):
            yield value_of(worth), answer


def answers(problem: RoutingProblem) -> Iterator[Answer]:
    """Yield every answer, whether it keeps limits or not; trips load where their drops may."""
    choices = [_choices(problem, index) for index in range(len(problem.deliveries))]
    for chosen in itertools.product(*choices):
        drops = [drop for some in chosen for drop in some]
        for order in sorted(set(itertools.permutations(drops))):
            yield from _cut_into_routes(problem, order)


def _choices(problem: RoutingProblem, index: int) -> list[tuple[Drop, ...]]:
    delivery = problem.deliveries[index]
    kg, litres = delivery.kg // 2, delivery.litres // 2
    whole: list[tuple[Drop, ...]] = [(), (Drop(index, delivery.kg, delivery.litres),)]
    if not problem.splits or kg == 0:
        return whole
    halves = (Drop(index, kg, litres), Drop(index, delivery.kg - kg, delivery.litres - litres))
    return [*whole, halves[:1], halves]


def _cut_into_routes(problem: RoutingProblem, order: Sequence[Drop]) -> Iterator[Answer]:
    places = range(len(order) + 1)
    for cuts in itertools.combinations_with_replacement(places, len(problem.vehicles) - 1):
        ends = (0, *cuts, len(order))
        parts = [order[start:end] for start, end in itertools.pairwise(ends)]
        yield from itertools.product(*(list(_routes(problem, part)) for part in parts))


def _routes(problem: RoutingProblem, drops: Sequence[Drop]) -> Iterator[tuple[Trip, ...]]:
    if not drops:
        yield ()
        return
    for flags in itertools.product((False, True), repeat=len(drops) - 1):
        starts = [0, *(number for number, flag in enumerate(flags, 1) if flag), len(drops)]
        loads = [tuple(drops[start:end]) for start, end in itertools.pairwise(starts)]
        origins = [_origins(problem, load) for load in loads]
        for chosen in itertools.product(*origins):
            yield tuple(Trip(*pair) for pair in zip(chosen, loads, strict=True))


def _origins(problem: RoutingProblem, drops: Sequence[Drop]) -> list[int]:
    allowed = [set(problem.deliveries[drop.delivery].origins) for drop in drops]
    return sorted(set.intersection(*allowed))
