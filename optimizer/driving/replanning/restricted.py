"""The part of a routing problem in which some vehicles are free and all others are not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.problem import Delivery, Origin, RoutingProblem
from optimizer.routing.value import drops_of, share_in

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, kw_only=True)
class Restricted:
    """A smaller problem, and how its answers stand in the whole one.

    Parameters
    ----------
    vehicles, deliveries : tuple of int
        Their indices in the whole problem.
    fixed : Answer
        The routes of all vehicles, those that are free empty.
    """

    problem: RoutingProblem
    vehicles: tuple[int, ...]
    deliveries: tuple[int, ...]
    fixed: Answer

    def start(self, answer: Answer) -> Answer:
        """Return the part of an answer that is free."""
        number = {delivery: n for n, delivery in enumerate(self.deliveries)}
        return tuple(_renamed(answer[vehicle], number) for vehicle in self.vehicles)

    def whole(self, answer: Answer) -> Answer:
        """Return an answer to the small problem as one to the whole."""
        number = dict(enumerate(self.deliveries))
        routes = list(self.fixed)
        for vehicle, trips in zip(self.vehicles, answer, strict=True):
            routes[vehicle] = _renamed(trips, number)
        return tuple(routes)


def restricted(problem: RoutingProblem, answer: Answer, free: Collection[int]) -> Restricted:
    """Return the problem of the vehicles that are free: what the others leave and load is gone."""
    fixed = tuple(() if vehicle in free else trips for vehicle, trips in enumerate(answer))
    taken: dict[int, tuple[int, int]] = {}
    drawn: dict[tuple[int, str], float] = {}
    for _, trip, drop in drops_of(fixed):
        kg, litres = taken.get(drop.delivery, (0, 0))
        taken[drop.delivery] = (kg + drop.kg, litres + drop.litres)
        delivery = problem.deliveries[drop.delivery]
        share = share_in(delivery, drop)
        for commodity, units in delivery.units.items():
            key = (trip.origin, commodity)
            drawn[key] = drawn.get(key, 0.0) + units * share
    left = {
        number: without
        for number, delivery in enumerate(problem.deliveries)
        if (without := _without(delivery, taken.get(number, (0, 0)))) is not None
    }
    vehicles = tuple(sorted(free))
    return Restricted(
        problem=replace(
            problem,
            vehicles=tuple(problem.vehicles[vehicle] for vehicle in vehicles),
            deliveries=tuple(left.values()),
            origins=tuple(_less(origin, n, drawn) for n, origin in enumerate(problem.origins)),
        ),
        vehicles=vehicles,
        deliveries=tuple(left),
        fixed=fixed,
    )


def _without(delivery: Delivery, taken: tuple[int, int]) -> Delivery | None:
    kg, litres = delivery.kg - taken[0], max(0, delivery.litres - taken[1])
    share = share_in(delivery, Drop(0, kg, litres))
    if taken != (0, 0) and (share <= 0 or not (kg or litres)):
        return None
    return replace(
        delivery,
        kg=kg,
        litres=litres,
        persons=delivery.persons * share,
        units={name: units * share for name, units in delivery.units.items()},
    )


def _less(origin: Origin, number: int, drawn: Mapping[tuple[int, str], float]) -> Origin:
    if origin.stock is None:
        return origin
    stock = {
        name: max(0.0, units - drawn.get((number, name), 0.0))
        for name, units in origin.stock.items()
    }
    return replace(origin, stock=stock)


def _renamed(trips: Iterable[Trip], number: Mapping[int, int]) -> tuple[Trip, ...]:
    return tuple(
        Trip(
            trip.origin,
            tuple(Drop(number[drop.delivery], drop.kg, drop.litres) for drop in trip.drops),
        )
        for trip in trips
    )
