"""Keep the routes of good answers to a whole problem, and recombine them.

Source: Rochat and Taillard (1995), Probabilistic diversification and intensification in local
search for vehicle routing, Journal of Heuristics 1.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from optimizer.routing.answer import Answer, Trip
from optimizer.routing.pools.litres import with_all_litres
from optimizer.routing.pools.packing import Packing, alike
from optimizer.routing.pools.seen import SeenRoute
from optimizer.routing.problem import RoutingProblem

MOST_ROUTES = 3000
"""Routes of the MIP at most, those seen last."""

COLUMNS_PER_S = 1000
"""Routes for every second of the MIP: stating them takes up to a third of that."""


@dataclass
class AnswerPool:
    """Routes of answers; of those with the same trips by vehicles alike the best.

    Parameters
    ----------
    most : int
        Routes that are kept.
    """

    problem: RoutingProblem
    most: int = MOST_ROUTES
    _routes: dict[tuple[int, tuple[Trip, ...]], SeenRoute] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Find out which vehicles are alike."""
        self._alike = alike(self.problem)

    def add(self, routes: Iterable[SeenRoute]) -> None:
        """Take in routes, and forget those that were not seen for longest."""
        for route in routes:
            if not route.trips:
                continue
            key = (self._alike[route.vehicle], route.trips)
            kept = self._routes.pop(key, None)
            self._routes[key] = route if kept is None or route.worth < kept.worth else kept
        for key in list(self._routes)[: -self.most]:
            del self._routes[key]

    def recombine(self, best: Sequence[SeenRoute], seconds: float, seed: int) -> Answer | None:
        """Return the answer of the pool's routes that seems best, None if there is no other.

        Parameters
        ----------
        best : sequence of SeenRoute
            The best answer so far: what is asked for is better.
        seconds : float
            Wall time in all. The fewer there are, the fewer routes are looked at.
        """
        end = time.monotonic() + seconds
        self.add(best)
        most = max(int(COLUMNS_PER_S * seconds), len(best))
        routes = list(self._routes.values())[-most:]
        if len(routes) <= len({(self._alike[its.vehicle], its.trips) for its in best}):
            return None
        packing = Packing(self.problem, routes, self._alike, best)
        chosen = packing.solve(end - time.monotonic(), seed)
        return None if chosen is None else with_all_litres(self.problem, self._answer(chosen))

    def _answer(self, chosen: Sequence[SeenRoute]) -> Answer:
        """Return an answer in which every route is driven, by who drove it where that is free."""
        trips: list[tuple[Trip, ...]] = [()] * len(self.problem.vehicles)
        free: dict[int, list[int]] = defaultdict(list)
        for number, first in enumerate(self._alike):
            free[first].append(number)
        for route in sorted(chosen, key=lambda route: route.vehicle):
            able = free[self._alike[route.vehicle]]
            vehicle = route.vehicle if route.vehicle in able else able[0]
            able.remove(vehicle)
            trips[vehicle] = route.trips
        return tuple(trips)
