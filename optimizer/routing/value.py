"""What answers are worth, in whole numbers, so that sums are the same in whatever order.

Inside a search a worth is a tuple of whole numbers, counted in `UNIT`: routes' worths are added
and taken away again without a trace. Shown and compared it is a `Value`: floats, rounded.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator

from optimizer.routing.answer import Answer, Drop, Trip, Value
from optimizer.routing.problem import Criterion, Delivery, RoutingProblem

UNIT = 2**60
"""Parts of a person, a person-second or a fen that a worth counts."""

DECIMALS = 6
"""Decimals of a value; less is noise of the division of deliveries into kg."""

Worth = tuple[int, ...]
"""A value counted in `UNIT`; of a route alone, persons served are negative persons unserved."""


def size_of(delivery: Delivery) -> int:
    """Return what shares of a delivery are measured by: kg, litres if it weighs nothing, or 1."""
    return delivery.kg or delivery.litres or 1


def size_in(delivery: Delivery, drop: Drop) -> int:
    """Return what a drop holds of `size_of` its delivery."""
    if delivery.kg:
        return drop.kg
    return drop.litres if delivery.litres else 1


def share_in(delivery: Delivery, drop: Drop) -> float:
    """Return the share of its delivery that a drop holds."""
    return size_in(delivery, drop) / size_of(delivery)


def persons_per_size(delivery: Delivery) -> int:
    """Return the persons for each kg (litre) of a delivery, counted in `UNIT`."""
    persons, of = float(delivery.persons).as_integer_ratio()
    return round_quotient(persons * UNIT, of * size_of(delivery))


def round_quotient(dividend: int, divisor: int) -> int:
    """Return the nearest whole number to a quotient of a positive divisor, of halves the upper."""
    return (2 * dividend + divisor) // (2 * divisor)


def in_units(number: float) -> int:
    """Return a finite number, counted in `UNIT`."""
    numerator, denominator = float(number).as_integer_ratio()
    return round_quotient(numerator * UNIT, denominator)


def worth_of(
    problem: RoutingProblem,
    *,
    unserved: Iterable[int],
    late: Iterable[int],
    arrival: int,
    cost: int,
) -> Worth:
    """Return the numbers in the order of the problem's rule."""
    found: list[int] = []
    for criterion in problem.rule:
        if criterion == Criterion.UNSERVED:
            found.extend(unserved)
        elif criterion == Criterion.LATE:
            found.extend(late)
        elif criterion == Criterion.ARRIVAL:
            found.append(arrival)
        elif criterion == Criterion.COST:
            found.append(cost)
        else:
            raise ValueError(f"no such criterion: {criterion}")
    return tuple(found)


def idle_worth(problem: RoutingProblem) -> Worth:
    """Return what it is worth when nobody moves; with the routes' worths, that of an answer."""
    unserved = [0] * problem.classes
    for delivery in problem.deliveries:
        unserved[delivery.priority] += persons_per_size(delivery) * size_of(delivery)
    return worth_of(problem, unserved=unserved, late=[0] * problem.classes, arrival=0, cost=0)


def plus(first: Worth, second: Worth) -> Worth:
    """Return the sum of two worths."""
    return tuple(map(operator.add, first, second))


def minus(first: Worth, second: Worth) -> Worth:
    """Return the difference of two worths."""
    return tuple(map(operator.sub, first, second))


def value_of(worth: Worth) -> Value:
    """Return a worth as a value: in persons, person-seconds and fen, rounded."""
    return tuple(round(number / UNIT, DECIMALS) for number in worth)


def drops_of(answer: Answer) -> Iterator[tuple[int, Trip, Drop]]:
    """Yield vehicle, trip and drop of all that is dropped."""
    for vehicle, trips in enumerate(answer):
        for trip in trips:
            for drop in trip.drops:
                yield vehicle, trip, drop


def left_over(problem: RoutingProblem, answer: Answer) -> tuple[tuple[int, int, int], ...]:
    """Return delivery, kg and litres of all that no drop leaves, by delivery."""
    kg = [delivery.kg for delivery in problem.deliveries]
    litres = [delivery.litres for delivery in problem.deliveries]
    size = [size_of(delivery) for delivery in problem.deliveries]
    for _, _, drop in drops_of(answer):
        kg[drop.delivery] -= drop.kg
        litres[drop.delivery] -= drop.litres
        size[drop.delivery] -= size_in(problem.deliveries[drop.delivery], drop)
    return tuple(
        (index, max(kg[index], 0), max(litres[index], 0))
        for index, left in enumerate(size)
        if left > 0
    )
