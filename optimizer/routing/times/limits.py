"""What an answer breaks, apart from times: sentences; none if it may be driven as it is."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.problem import Delivery, RoutingProblem
from optimizer.routing.times.stock import Stock
from optimizer.routing.times.timing import timed
from optimizer.routing.value import drops_of, size_in, size_of


def broken(problem: RoutingProblem, answer: Answer) -> tuple[str, ...]:
    """Return a sentence for everything that an answer does and may not.

    Returns
    -------
    tuple of str
        Empty: every limit is kept, and the answer can be timed.
    """
    found = _shapes(problem, answer)
    if found:
        return tuple(found)
    found += misfits(problem, answer)
    if timed(problem, answer) is None:
        found += _untimed(problem, answer)
    return tuple(found)


def misfits(problem: RoutingProblem, answer: Answer) -> list[str]:
    """Return what is broken of loads, amounts, stock and visits: all that needs no times."""
    return [
        *_trips(problem, answer),
        *_amounts(problem, answer),
        *_stock(problem, answer),
        *_visits(problem, answer),
    ]


def visits_of(problem: RoutingProblem, trip: Trip) -> Iterator[int]:
    """Yield the points where a trip stops; neighbours at one point are one stop.

    Stops where goods are handed on and nothing else is left are none that count.
    """
    deliveries = [problem.deliveries[drop.delivery] for drop in trip.drops]
    for point, stop in itertools.groupby(deliveries, key=lambda delivery: delivery.point):
        if not all(delivery.handed_on for delivery in stop):
            yield point


def _shapes(problem: RoutingProblem, answer: Answer) -> list[str]:
    """Say what is no answer to this problem at all."""
    if len(answer) != len(problem.vehicles):
        return [f"{len(answer)} routes for {len(problem.vehicles)} vehicles"]
    return list(_strangers(problem, answer))


def _strangers(problem: RoutingProblem, answer: Answer) -> Iterator[str]:
    for vehicle, trips in enumerate(answer):
        for number, trip in enumerate(trips, 1):
            where = f"trip {number} of {problem.vehicles[vehicle].id}"
            if not 0 <= trip.origin < len(problem.origins):
                yield f"{where}: no such origin: {trip.origin}"
            if not trip.drops:
                yield f"{where}: it drops nothing"
            for drop in trip.drops:
                if not 0 <= drop.delivery < len(problem.deliveries):
                    yield f"{where}: no such delivery: {drop.delivery}"


def _trips(problem: RoutingProblem, answer: Answer) -> Iterator[str]:
    for vehicle, trips in enumerate(answer):
        its = problem.vehicles[vehicle]
        kind = problem.kinds[its.kind]
        for number, trip in enumerate(trips, 1):
            where = f"trip {number} of {its.id}"
            if trip.kg > kind.kg:
                yield f"{where}: it loads {trip.kg} kg, at most {kind.kg} kg"
            if trip.litres > kind.litres:
                yield f"{where}: it loads {trip.litres} l, at most {kind.litres} l"
            for drop in trip.drops:
                if trip.origin not in problem.deliveries[drop.delivery].origins:
                    yield (
                        f"{where}: {_name(problem, drop.delivery)} is not loaded at "
                        f"{problem.origins[trip.origin].id}"
                    )
                if not problem.deliveries[drop.delivery].fits(kind):
                    yield f"{where}: a piece of {_name(problem, drop.delivery)} is too large for it"
                if _is_nothing(problem, drop):
                    yield f"{where}: a drop of {drop.kg} kg and {drop.litres} l"


def _is_nothing(problem: RoutingProblem, drop: Drop) -> bool:
    size = size_in(problem.deliveries[drop.delivery], drop)
    return min(drop.kg, drop.litres) < 0 or size <= 0


def _amounts(problem: RoutingProblem, answer: Answer) -> Iterator[str]:
    dropped: list[list[Drop]] = [[] for _ in problem.deliveries]
    for _, _, drop in drops_of(answer):
        dropped[drop.delivery].append(drop)
    for index, drops in enumerate(dropped):
        for sentence in amounts_broken(problem.deliveries[index], drops, splits=problem.splits):
            yield f"{_name(problem, index)}: {sentence}"


def amounts_broken(delivery: Delivery, drops: Sequence[Drop], *, splits: bool) -> Iterator[str]:
    """Yield what is broken by the drops of one delivery, taken together."""
    whole = size_of(delivery)
    size = sum(size_in(delivery, drop) for drop in drops)
    kg, litres = sum(drop.kg for drop in drops), sum(drop.litres for drop in drops)
    if kg > delivery.kg or litres > delivery.litres or size > whole:
        yield (
            f"{kg} kg and {litres} l are dropped in {len(drops)} drops, "
            f"it is {delivery.kg} kg and {delivery.litres} l"
        )
    elif size == whole and litres < delivery.litres:
        yield f"all {kg} kg of it hold {delivery.litres} l, not {litres} l"
    for drop in drops:
        share_l = delivery.litres * size_in(delivery, drop) / whole
        if abs(drop.litres - share_l) > len(drops):
            yield f"{drop.kg} kg of it are dropped as {drop.litres} l, they hold {share_l:.0f} l"
    if not splits and (len(drops) > 1 or 0 < size < whole):
        yield "it is split"


def _stock(problem: RoutingProblem, answer: Answer) -> Iterator[str]:
    for origin, commodity in Stock(problem, answer).overdrawn():
        yield f"{problem.origins[origin].id}: more {commodity} is loaded than it holds"


def _visits(problem: RoutingProblem, answer: Answer) -> Iterator[str]:
    if problem.most_visits is None:
        return
    visits: dict[int, int] = defaultdict(int)
    for trip in (trip for trips in answer for trip in trips):
        for point in visits_of(problem, trip):
            visits[point] += 1
    for point, count in sorted(visits.items()):
        if count > problem.most_visits:
            yield f"{problem.points[point]}: {count} visits, at most {problem.most_visits}"


def _untimed(problem: RoutingProblem, answer: Answer) -> Iterator[str]:
    """Name the vehicles that cannot do what they are told even if nobody is in their way."""
    alone: list[str] = []
    for vehicle, trips in enumerate(answer):
        only = tuple(trips if index == vehicle else () for index in range(len(answer)))
        if timed(problem, only) is None:
            alone.append(f"{problem.vehicles[vehicle].id} cannot drive its route")
    yield from alone or ["the vehicles cannot all be loaded in time"]


def _name(problem: RoutingProblem, delivery: int) -> str:
    return f"delivery {delivery} for {problem.deliveries[delivery].place}"
