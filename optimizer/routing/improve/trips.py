"""Whole trips change places: on a route, between vehicles, or all trips of two vehicles."""

from __future__ import annotations

import random
from collections.abc import Iterator

from optimizer.routing.answer import Trip
from optimizer.routing.drafts import Draft, DraftRoute
from optimizer.routing.value import Worth, minus, plus

MOST_VEHICLES = 20
"""Vehicles that are tried for a trip."""

EXCHANGES = 0.3
"""Share of the moves that exchange what two vehicles do."""


class TripMoves:
    """Moves trips in a draft.

    Parameters
    ----------
    chance : random.Random
        Decides which trip moves, and which vehicles are tried.
    """

    def __init__(self, draft: Draft, chance: random.Random) -> None:
        self._draft = draft
        self._chance = chance

    def __call__(self) -> bool:
        """Make the best move of a random trip; False where there is none."""
        used = [number for number, route in enumerate(self._draft.routes) if route.trips]
        if not used:
            return False
        vehicle = self._chance.choice(used)
        if self._chance.random() < EXCHANGES:
            return self._exchange(vehicle)
        return self._move(vehicle, self._chance.randrange(len(self._draft.routes[vehicle].trips)))

    def _move(self, vehicle: int, number: int) -> bool:
        draft = self._draft
        before = draft.routes[vehicle]
        trip = before.trips[number]
        rest = (*before.trips[:number], *before.trips[number + 1 :])
        without = draft.timed(vehicle, rest)
        if without is None:
            return False
        draft.put(vehicle, without)
        best: tuple[Worth, int, DraftRoute] | None = None
        for other in self._others(vehicle, trip):
            route = draft.routes[other]
            for place in range(len(route.trips) + 1):
                if other == vehicle and place == number:
                    continue
                found = draft.timed(other, (*route.trips[:place], trip, *route.trips[place:]))
                if found is not None:
                    growth = minus(found.worth, route.worth)
                    if best is None or growth < best[0]:
                        best = growth, other, found
        if best is None:
            return False
        draft.put(best[1], best[2])
        return True

    def _exchange(self, vehicle: int) -> bool:
        """Exchange the trips of two vehicles from some trip of each on."""
        draft, chance = self._draft, self._chance
        trips = draft.routes[vehicle].trips
        cut = chance.randrange(len(trips))
        best: tuple[Worth, int, DraftRoute, DraftRoute] | None = None
        for other in self._others(vehicle, trips[cut]):
            if other == vehicle:
                continue
            theirs = draft.routes[other].trips
            of_them = chance.randrange(len(theirs) + 1)
            mine = draft.timed(vehicle, (*trips[:cut], *theirs[of_them:]))
            if mine is None or not self._holds(vehicle, theirs[of_them:]):
                continue
            yours = draft.timed(other, (*theirs[:of_them], *trips[cut:]))
            if yours is None or not self._holds(other, trips[cut:]):
                continue
            worth = plus(mine.worth, yours.worth)
            growth = minus(worth, plus(draft.routes[vehicle].worth, draft.routes[other].worth))
            if best is None or growth < best[0]:
                best = growth, other, mine, yours
        if best is None:
            return False
        draft.put(vehicle, best[2])
        draft.put(best[1], best[3])
        return True

    def _others(self, vehicle: int, trip: Trip) -> Iterator[int]:
        """Yield the vehicle itself, and some that hold a trip: one of every idle class."""
        draft = self._draft
        yield vehicle
        able = [other for other in range(len(draft.routes)) if other != vehicle]
        seen: set[int] = set()
        some: list[int] = []
        for other in able:
            if not self._holds(other, (trip,)):
                continue
            if not draft.routes[other].trips:
                if draft.reach.classes[other] in seen:
                    continue
                seen.add(draft.reach.classes[other])
            some.append(other)
        yield from some if len(some) <= MOST_VEHICLES else self._chance.sample(some, MOST_VEHICLES)

    def _holds(self, vehicle: int, trips: tuple[Trip, ...]) -> bool:
        kind = self._draft.problem.kinds[self._draft.problem.vehicles[vehicle].kind]
        return all(trip.kg <= kind.kg and trip.litres <= kind.litres for trip in trips)
