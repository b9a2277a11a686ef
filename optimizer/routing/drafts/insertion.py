"""Where a delivery, or some of it, goes best into an answer that is being changed."""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Iterator
from typing import NamedTuple

from optimizer.routing.answer import Drop, Trip
from optimizer.routing.drafts.draft import Draft, DraftRoute
from optimizer.routing.problem import NEVER_S, Criterion
from optimizer.routing.value import minus, size_in

WorthGrowth = tuple[float, ...]
"""What an insertion adds to the numbers after those of unserved persons, per kg (or litre)."""

NEAREST_TRIPS = 10
NEAREST_VEHICLES = 12
"""How many of the trips and vehicles that look near are tried; the others are further away."""

MOST_REMEMBERED = 400_000
"""Trials whose outcome is kept, so that memory stays bounded."""


class Insertion(NamedTuple):
    """A drop with a place for it.

    Parameters
    ----------
    growth : tuple of float
        What it adds to the worth, for each kg that it drops.
    is_rest : bool
        Whether all that was left of the delivery is dropped.
    """

    growth: WorthGrowth
    is_rest: bool
    vehicle: int
    route: DraftRoute
    drop: Drop


class _Slot(NamedTuple):
    """Where a drop may go: a new trip where `position` is None."""

    trip: int
    position: int | None


class Insertions:
    """Finds insertions into a draft, and remembers what they were worth.

    Parameters
    ----------
    chance : random.Random
        Decides which near slots are overlooked.
    blink : float
        Share of vehicles that are overlooked, so that not always the same is found. Where it is
        not 0, other places on a route than the nearest are tried now and then as well.
    """

    def __init__(self, draft: Draft, chance: random.Random, blink: float = 0.0) -> None:
        self._draft = draft
        self._chance = chance
        self.blink = blink
        self._first_number = sum(
            draft.problem.classes
            for criterion in draft.problem.rule
            if criterion == Criterion.UNSERVED
        )
        self._tried: dict[tuple[object, ...], DraftRoute | None] = {}

    def best(self, delivery: int, *, share: float = 1.0) -> Insertion | None:
        """Return the best insertion of what is left of a delivery.

        The rest as a whole comes first if it is not later for it; of what only takes a part, the
        one that is worth most for each kg. None where nothing of it can be brought.

        Parameters
        ----------
        share : float
            Most of what is left that the drop may hold. Whatever it is, no more is taken than
            fits; less than all only if nothing takes it whole, or the share says so.
        """
        best: Insertion | None = None
        for insertion in self._found(delivery, share):
            if best is None or _key(insertion) < _key(best):
                best = insertion
        return best

    def _found(self, delivery: int, share: float) -> Iterator[Insertion]:
        draft = self._draft
        kg, litres = draft.left[delivery]
        for vehicle, origin in self._near(delivery):
            if self.blink and self._chance.random() < self.blink:
                continue
            for slot in self._slots(vehicle, origin, delivery):
                drop = self._drop(delivery, vehicle, origin, slot, share)
                if drop is None or not self._may_visit(delivery, vehicle, slot):
                    continue
                route = self._tried_route(vehicle, origin, slot, drop)
                if route is not None:
                    is_rest = drop.kg == kg and drop.litres == litres
                    growth = self._growth(vehicle, route, drop)
                    yield Insertion(growth, is_rest, vehicle, route, drop)

    def _growth(self, vehicle: int, route: DraftRoute, drop: Drop) -> WorthGrowth:
        before = self._draft.routes[vehicle].worth
        size = size_in(self._draft.problem.deliveries[drop.delivery], drop)
        added = minus(route.worth, before)[self._first_number :]
        return tuple(number / size for number in added)

    def _near(self, delivery: int) -> list[tuple[int, int]]:
        """Return vehicles and origins: idle ones of every class, and those that are soon there."""
        draft, problem = self._draft, self._draft.problem
        seen: set[tuple[int, int]] = set()
        idle: list[tuple[int, int]] = []
        busy: dict[int, list[tuple[int, int]]] = {}
        point = problem.deliveries[delivery].point
        in_stock = {
            origin: most is None or most > 0
            for origin in problem.deliveries[delivery].origins
            for most in (draft.most(origin, delivery),)
        }
        for vehicle, origin in draft.reach.bringers[delivery]:
            if not in_stock[origin]:
                continue
            route = draft.routes[vehicle]
            if not route.trips:
                if (route.id, origin) not in seen:
                    seen.add((route.id, origin))
                    idle.append((vehicle, origin))
                continue
            busy.setdefault(origin, []).append((self._distance(vehicle, origin, point), vehicle))
        return idle + [
            (vehicle, origin)
            for origin, vehicles in busy.items()
            for _, vehicle in heapq.nsmallest(NEAREST_VEHICLES, vehicles)
        ]

    def _distance(self, vehicle: int, origin: int, point: int) -> int:
        """Return how far the nearest stop of a vehicle's trips from an origin is, or else its end.

        A vehicle that only passes by elsewhere is as far as its way by the origin.
        """
        draft, problem = self._draft, self._draft.problem
        ways = problem.kinds[problem.vehicles[vehicle].kind].ways
        trips = draft.routes[vehicle].trips
        seconds = draft.reach.seconds
        last = problem.deliveries[trips[-1].drops[-1].delivery].point
        base = problem.origins[origin].point
        nearest = seconds(ways, last, base) + seconds(ways, base, point)
        for trip in trips:
            if trip.origin == origin:
                for drop in trip.drops:
                    far = seconds(ways, problem.deliveries[drop.delivery].point, point)
                    nearest = min(nearest, far)
        return nearest

    def _slots(self, vehicle: int, origin: int, delivery: int) -> Iterator[_Slot]:
        trips = self._draft.routes[vehicle].trips
        near: list[tuple[int, int, int]] = []
        for number, trip in enumerate(trips):
            if trip.origin == origin:
                detour, position = self._detour(vehicle, trip, delivery)
                if position is not None:
                    near.append((detour, number, position))
        for _, number, position in heapq.nsmallest(NEAREST_TRIPS, near):
            yield _Slot(number, position)
            if self.blink:  # the nearest place is not always the best: one of the others as well
                yield _Slot(number, self._any_place(trips[number]))
        most = self._draft.problem.vehicles[vehicle].most_trips
        if len(trips) < most:
            before = self._before_what_can_wait(trips, delivery)
            anywhere = self._chance.randint(0, len(trips)) if self.blink else before
            for number in sorted({before, len(trips), anywhere}):
                yield _Slot(number, None)

    def _any_place(self, trip: Trip) -> int:
        """Return a place between two stops: within one, something else would make it two."""
        deliveries = self._draft.problem.deliveries
        points = [deliveries[drop.delivery].point for drop in trip.drops]
        between = [n for n in range(1, len(points)) if points[n - 1] != points[n]]
        return self._chance.choice([0, *between, len(points)])

    def _before_what_can_wait(self, trips: tuple[Trip, ...], delivery: int) -> int:
        deliveries = self._draft.problem.deliveries
        own = deliveries[delivery]
        for number, trip in enumerate(trips):
            urgency = min(
                (deliveries[drop.delivery].priority, deliveries[drop.delivery].deadline_s)
                for drop in trip.drops
            )
            if urgency > (own.priority, own.deadline_s):
                return number
        return len(trips)

    def _detour(self, vehicle: int, trip: Trip, delivery: int) -> tuple[int, int | None]:
        """Return the least detour of a trip by a delivery's point, and the drop it comes before."""
        draft, problem = self._draft, self._draft.problem
        ways = problem.kinds[problem.vehicles[vehicle].kind].ways
        seconds = draft.reach.seconds
        point = problem.deliveries[delivery].point
        before = problem.origins[trip.origin].point
        best, where = NEVER_S, None
        for position, drop in enumerate(trip.drops):
            here = problem.deliveries[drop.delivery].point
            if here == point:
                return 0, position
            if here != before:
                detour = (
                    seconds(ways, before, point)
                    + seconds(ways, point, here)
                    - seconds(ways, before, here)
                )
                if detour < best:
                    best, where = detour, position
            before = here
        detour = seconds(ways, before, point)
        return (detour, len(trip.drops)) if detour < best else (best, where)

    def _drop(
        self, delivery: int, vehicle: int, origin: int, slot: _Slot, share: float
    ) -> Drop | None:
        """Return as much of what is left as fits and is in stock, None where that is nothing."""
        draft, problem = self._draft, self._draft.problem
        kind = problem.kinds[problem.vehicles[vehicle].kind]
        room_kg, room_litres = kind.kg, kind.litres
        if slot.position is not None:
            trip = draft.routes[vehicle].trips[slot.trip]
            room_kg, room_litres = room_kg - trip.kg, room_litres - trip.litres
        kg, litres = draft.left[delivery]
        most = draft.most(origin, delivery)
        whole = Drop(delivery, kg, litres)
        in_stock = most is None or size_in(problem.deliveries[delivery], whole) <= most
        if share == 1.0 and kg <= room_kg and litres <= room_litres and in_stock:
            return whole
        largest_kg, largest_litres = draft.reach.largest[delivery]
        must_split = kg > largest_kg or litres > largest_litres or not in_stock
        if not problem.splits or not (must_split or share < 1.0):
            return None
        wanted_kg, wanted_litres = math.ceil(kg * share), math.ceil(litres * share)
        return _part(whole, min(room_kg, wanted_kg), min(room_litres, wanted_litres), most)

    def _may_visit(self, delivery: int, vehicle: int, slot: _Slot) -> bool:
        draft, problem = self._draft, self._draft.problem
        if problem.most_visits is None:
            return True
        point = problem.deliveries[delivery].point
        if draft.visits[point] < problem.most_visits:
            return True
        if problem.deliveries[delivery].handed_on:
            return True
        return slot.position is not None and self._joins_a_visit(vehicle, slot, point)

    def _joins_a_visit(self, vehicle: int, slot: _Slot, point: int) -> bool:
        """Return whether there is a stop already, and not only for handing on."""
        assert slot.position is not None
        deliveries = self._draft.problem.deliveries
        drops = self._draft.routes[vehicle].trips[slot.trip].drops
        before, after = reversed(drops[: slot.position]), iter(drops[slot.position :])
        for side in (before, after):
            for drop in side:
                its = deliveries[drop.delivery]
                if its.point != point:
                    break
                if not its.handed_on:
                    return True
        return False

    def _tried_route(self, vehicle: int, origin: int, slot: _Slot, drop: Drop) -> DraftRoute | None:
        route = self._draft.routes[vehicle]
        key = (route.id, origin, slot, drop)
        if key not in self._tried:
            if len(self._tried) > MOST_REMEMBERED:
                self._tried.clear()
            trips = _with(route.trips, origin, slot, drop)
            self._tried[key] = self._draft.timed(vehicle, trips)
        return self._tried[key]


def _key(insertion: Insertion) -> tuple[object, ...]:
    """Return what insertions are compared by: lateness, then the whole before a part."""
    late, rest = insertion.growth[:-2], insertion.growth[-2:]
    return (late, not insertion.is_rest, rest)


def _with(trips: tuple[Trip, ...], origin: int, slot: _Slot, drop: Drop) -> tuple[Trip, ...]:
    if slot.position is None:
        return (*trips[: slot.trip], Trip(origin, (drop,)), *trips[slot.trip :])
    trip = trips[slot.trip]
    drops = _joined((*trip.drops[: slot.position], drop, *trip.drops[slot.position :]))
    return (*trips[: slot.trip], Trip(origin, drops), *trips[slot.trip + 1 :])


def _joined(drops: tuple[Drop, ...]) -> tuple[Drop, ...]:
    """Return drops with neighbors of one delivery as one."""
    found: list[Drop] = []
    for drop in drops:
        if found and found[-1].delivery == drop.delivery:
            last = found.pop()
            drop = Drop(drop.delivery, last.kg + drop.kg, last.litres + drop.litres)
        found.append(drop)
    return tuple(found)


def _part(whole: Drop, room_kg: int, room_litres: int, most: int | None) -> Drop | None:
    """Return the largest part of a drop that fits, litres in proportion and rounded up."""
    if whole.kg == 0:
        litres = min(whole.litres, room_litres, whole.litres if most is None else most)
        return Drop(whole.delivery, 0, litres) if litres > 0 else None
    kg = min(whole.kg, room_kg, whole.kg if most is None else most)
    if whole.litres > 0:
        kg = min(kg, whole.kg * max(0, room_litres) // whole.litres)
    if kg <= 0:
        return None
    litres = -(-whole.litres * kg // whole.kg)
    return Drop(whole.delivery, kg, litres)
