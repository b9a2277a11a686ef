"""An answer that is being changed: routes with what they are worth, and what is still to bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.drafts.docks import Docks
from optimizer.routing.drafts.driven import DraftRoute, Recorded
from optimizer.routing.drafts.reach import Reach
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.limits import visits_of
from optimizer.routing.times.loading import is_shared, load_in_turn
from optimizer.routing.times.stock import Stock
from optimizer.routing.value import Worth, idle_worth, plus


class Draft:
    """An answer, route by route, with stock, visits and remainders kept in step.

    Attributes
    ----------
    routes : list of DraftRoute
        Change them by `put` and `settle` alone.
    left : list of [int, int]
        Kg and litres of every delivery that no drop leaves yet.
    pending : set of int
        Deliveries of which something is left.
    carriers : list of Counter
        Vehicles that bring each delivery, and in how many drops.
    visits : Counter
        By point.
    is_reserving : bool
        Whether stock is kept for the deliveries that are planned to be loaded there.
    """

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.reach = Reach(problem)
        self.stock = Stock(problem)
        self.visits: Counter[int] = Counter()
        self.is_reserving = True
        self.left = [[delivery.kg, delivery.litres] for delivery in problem.deliveries]
        self.pending = set(range(len(problem.deliveries)))
        self.carriers: list[Counter[int]] = [Counter() for _ in problem.deliveries]
        self.idle = idle_worth(problem)
        nothing = DraftRoute((), (0,) * len(self.idle))
        self.routes = [nothing for _ in problem.vehicles]
        self._nothing = nothing
        self._spare = _reserved(problem)
        self._facts = Facts(problem)
        self._docks = Docks(problem)
        self._is_shared = any(map(is_shared, problem.origins))

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
        return self.worth_by_turns() if self.settle() else None

    def worth_by_turns(self) -> Worth:
        """Return what it is worth if vehicles keep the turns that they have at the docks."""
        total = self.idle
        for route in self.routes:
            if route.trips:
                total = plus(total, route.worth)
        return total

    def settle(self) -> bool:
        """Let vehicles be loaded in order of arrival, as answers are timed.

        Returns
        -------
        bool
            False if one cannot do what it is told; then nothing is changed.
        """
        if not self._is_shared:
            return True
        used = [number for number, route in enumerate(self.routes) if route.trips]
        runs = [Recorded(self._facts, number) for number in used]
        worths = load_in_turn(
            self.problem,
            (run.repeat(self.routes[number]) for number, run in zip(used, runs, strict=True)),
        )
        if worths is None:
            return False
        for number, run, worth in zip(used, runs, worths, strict=True):
            before = self.routes[number]
            after = run.route(before.trips, worth)
            if after is not before:
                self._docks.leave(number, before.turns)
                self._docks.book(number, after.turns)
                self.routes[number] = after
        return True

    def timed(self, vehicle: int, trips: tuple[Trip, ...]) -> DraftRoute | None:
        """Return a route that a vehicle might take, None where it cannot."""
        if not trips:
            return self._nothing
        route = self.routes[vehicle]
        same = 0
        for old, new in zip(route.trips, trips, strict=False):
            if old is not new:
                break
            same += 1
        run = Recorded(self._facts, vehicle)
        if same:
            run.resume(route, same)
        docks, turns = self._docks, run.turns
        drive = run.drive(trips[same:], same)
        try:
            loading = next(drive)
            while True:
                turn = docks.turn(vehicle, loading, turns)
                if turn is None:
                    return None
                loading = drive.send(turn.begin_s)
        except StopIteration as end:
            worth: Worth | None = end.value
            return None if worth is None else run.route(trips, worth)

    def load(self, answer: Answer) -> None:
        """Take over a whole answer that is valid, with the times it has in order of arrival.

        Raises
        ------
        ValueError
            When vehicles cannot drive their routes.
        """
        runs = {v: Recorded(self._facts, v) for v, trips in enumerate(answer) if trips}
        worths = load_in_turn(self.problem, (run.drive(answer[v]) for v, run in runs.items()))
        if worths is None:
            for vehicle in runs:
                if self.timed(vehicle, answer[vehicle]) is None:
                    raise ValueError(f"{self.problem.vehicles[vehicle].id} cannot drive its route")
            raise ValueError("the vehicles cannot drive their routes together")
        for (vehicle, run), worth in zip(runs.items(), worths, strict=True):
            self.put(vehicle, run.route(answer[vehicle], worth))

    def put(self, vehicle: int, route: DraftRoute) -> None:
        """Give a vehicle another route."""
        before = self.routes[vehicle]
        old, new = before.trips, route.trips
        same, shorter = 0, min(len(old), len(new))
        while same < shorter and old[same] is new[same]:
            same += 1
        tail = 0
        while tail < shorter - same and old[-1 - tail] is new[-1 - tail]:
            tail += 1
        for trip in old[same : len(old) - tail]:
            self._account(vehicle, trip, -1)
        for trip in new[same : len(new) - tail]:
            self._account(vehicle, trip, 1)
        if self._is_shared:
            self._docks.leave(vehicle, before.turns)
            self._docks.book(vehicle, route.turns)
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
        return sorted({vehicle for number in deliveries for vehicle in self.carriers[number]})

    def _account(self, vehicle: int, trip: Trip, sign: int) -> None:
        for drop in trip.drops:
            self._account_stock(trip.origin, drop, sign)
            left = self.left[drop.delivery]
            left[0] -= sign * drop.kg
            left[1] -= sign * drop.litres
            carriers = self.carriers[drop.delivery]
            carriers[vehicle] += sign
            if not carriers[vehicle]:
                del carriers[vehicle]
            if left[0] > 0 or left[1] > 0 or not carriers:
                self.pending.add(drop.delivery)
            else:
                self.pending.discard(drop.delivery)
        if self.problem.most_visits is not None:
            for point in visits_of(self.problem, trip):
                self.visits[point] += sign

    def _account_stock(self, origin: int, drop: Drop, sign: int) -> None:
        planned = self.problem.deliveries[drop.delivery].origins[0]
        if sign > 0:
            self.stock.take_drop(origin, drop)
        else:
            self.stock.give_back_drop(origin, drop)
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
