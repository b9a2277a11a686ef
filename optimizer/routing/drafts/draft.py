"""An answer that is being changed: routes with what they are worth, and what is still to bring."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.drafts.reach import Reach
from optimizer.routing.limits import visits_of
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.stock import Stock
from optimizer.routing.timing import RouteTimer
from optimizer.routing.value import Worth


class DraftRoute(NamedTuple):
    """The trips of one vehicle.

    Parameters
    ----------
    id : int
        Another for every other route; what is found for one holds as long as it has its id.
    worth : Worth
        As if nobody else were at the docks.
    """

    id: int
    trips: tuple[Trip, ...]
    worth: Worth


class Draft:
    """An answer, route by route, with stock, visits and remainders kept in step.

    Attributes
    ----------
    left : list of [int, int]
        Kg and litres of every delivery that no drop leaves yet.
    is_reserving : bool
        Whether stock is kept for the deliveries that are planned to be loaded there.
    """

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.reach = Reach(problem)
        self.timer = RouteTimer(problem)
        self.stock = Stock(problem)
        self.is_reserving = True
        self._spare = _reserved(problem)
        self.visits: Counter[int] = Counter()
        self.left = [[delivery.kg, delivery.litres] for delivery in problem.deliveries]
        self.pending = set(range(len(problem.deliveries)))
        """Deliveries of which something is left."""
        self._ids = itertools.count(len(problem.vehicles))
        nothing: Worth = (0,) * len(self.timer.idle)
        # Vehicles that are alike and stay at home share an id: what is found for one is for all.
        self._idle = [DraftRoute(alike, (), nothing) for alike in self.reach.classes]
        self.routes = list(self._idle)

    @property
    def answer(self) -> Answer:
        """The answer as it stands."""
        return tuple(route.trips for route in self.routes)

    def most(self, origin: int, delivery: int) -> int | None:
        """Return the most kg (litres) of a delivery to be had at an origin, None: all of it.

        What other deliveries are still to load at their planned origin is kept for them while
        it is reserving.
        """
        if not self.stock.is_limited(origin):
            return None
        most = self.stock.most(origin, delivery)
        if not self.is_reserving or origin == self.problem.deliveries[delivery].origins[0]:
            return most
        return min(most, self._spare.most(origin, delivery))

    def worth(self) -> Worth | None:
        """Return what the answer is worth, None where vehicles cannot do it together."""
        if self.timer.is_shared:
            return self.timer.answer(self.answer)
        return self.timer.total(route.worth for route in self.routes)

    def timed(self, vehicle: int, trips: tuple[Trip, ...]) -> DraftRoute | None:
        """Return a route that a vehicle might take, None where it cannot."""
        if not trips:
            return self._idle[vehicle]
        worth = self.timer.route(vehicle, trips)
        return None if worth is None else DraftRoute(next(self._ids), trips, worth)

    def load(self, answer: Answer) -> None:
        """Take over an answer that is valid.

        Raises
        ------
        ValueError
            When a vehicle cannot drive its route.
        """
        for vehicle, trips in enumerate(answer):
            route = self.timed(vehicle, trips)
            if route is None:
                raise ValueError(f"{self.problem.vehicles[vehicle].id} cannot drive its route")
            self.put(vehicle, route)

    def put(self, vehicle: int, route: DraftRoute) -> None:
        """Give a vehicle another route."""
        before, after = Counter(self.routes[vehicle].trips), Counter(route.trips)
        for trip in (before - after).elements():
            self._account(trip, -1)
        for trip in (after - before).elements():
            self._account(trip, 1)
        self.routes[vehicle] = route

    def without(self, vehicle: int, deliveries: Iterable[int]) -> tuple[Trip, ...]:
        """Return the trips of a vehicle without the drops of some deliveries."""
        gone = frozenset(deliveries)
        return tuple(
            trip
            for whole in self.routes[vehicle].trips
            if (trip := _without(whole, gone)) is not None
        )

    def visited_by(self, deliveries: Iterable[int]) -> Sequence[int]:
        """Return the vehicles that bring some of these deliveries."""
        wanted = frozenset(deliveries)
        return [
            vehicle
            for vehicle, route in enumerate(self.routes)
            if any(drop.delivery in wanted for trip in route.trips for drop in trip.drops)
        ]

    def _account(self, trip: Trip, sign: int) -> None:
        if sign > 0:
            self.stock.take(trip)
        else:
            self.stock.give_back(trip)
        for drop in trip.drops:
            self._account_spare(trip.origin, drop, sign)
            left = self.left[drop.delivery]
            left[0] -= sign * drop.kg
            left[1] -= sign * drop.litres
            if left[0] > 0 or left[1] > 0:
                self.pending.add(drop.delivery)
            else:
                self.pending.discard(drop.delivery)
        for point in visits_of(self.problem, trip):
            self.visits[point] += sign

    def _account_spare(self, origin: int, drop: Drop, sign: int) -> None:
        planned = self.problem.deliveries[drop.delivery].origins[0]
        if origin == planned:
            return
        if sign > 0:
            self._spare.give_back_drop(planned, drop)
            self._spare.take_drop(origin, drop)
        else:
            self._spare.give_back_drop(origin, drop)
            self._spare.take_drop(planned, drop)


def _reserved(problem: RoutingProblem) -> Stock:
    """Return what is left where every delivery is loaded at its planned origin."""
    stock = Stock(problem)
    for number, delivery in enumerate(problem.deliveries):
        stock.take_drop(delivery.origins[0], Drop(number, delivery.kg, delivery.litres))
    return stock


def _without(trip: Trip, gone: frozenset[int]) -> Trip | None:
    drops: tuple[Drop, ...] = tuple(drop for drop in trip.drops if drop.delivery not in gone)
    if len(drops) == len(trip.drops):
        return trip
    return Trip(trip.origin, drops) if drops else None
