"""In which order vehicles are loaded where they share docks, handling or goods that come in."""

from __future__ import annotations

import heapq
import math
from collections.abc import Generator, Iterable, Sequence
from typing import NamedTuple

from optimizer.routing.answer import Drop
from optimizer.routing.problem import DAY_S, NEVER_S, Delivery, Origin, RoutingProblem
from optimizer.routing.value import Worth, share_in

ROUNDING_S = 1e-6
"""Goods that come in this much after a second are there at that second."""


class Loading(NamedTuple):
    """A vehicle that stands at an origin, and all it loads may be loaded.

    Parameters
    ----------
    ready_s : int
    load_s, handling_s : int
        Seconds that loading takes a dock, and the origin's handling.
    """

    origin: int
    ready_s: int
    load_s: int
    handling_s: int
    drops: tuple[Drop, ...]


Run = Generator[Loading, int, Worth | None]
"""A vehicle on its route: yields its loadings, is sent when each begins, returns its worth."""


def is_shared(origin: Origin) -> bool:
    """Return whether vehicles may have to wait for each other at an origin."""
    return origin.docks is not None or not math.isinf(origin.kg_per_h) or bool(origin.per_day)


def load_in_turn(problem: RoutingProblem, runs: Iterable[Run]) -> list[Worth] | None:
    """Run vehicles that wait for each other, and return what each is worth.

    Vehicles are loaded in the order in which they and their goods are there; of those at the same
    second the one that stands first in the problem. Goods that come in day by day are given to
    vehicles in the order in which they stand there.

    Returns
    -------
    list of Worth or None
        None where one cannot do what it is told.
    """
    running = list(runs)
    worths: list[Worth] = [()] * len(running)
    bays = [Bay(problem, origin) if is_shared(origin) else None for origin in problem.origins]
    queue: list[tuple[int, int, bool, Loading]] = []

    def go_on(index: int, begin_s: int | None) -> bool:
        run = running[index]
        try:
            loading = next(run) if begin_s is None else run.send(begin_s)
            while bays[loading.origin] is None:
                loading = run.send(loading.ready_s)
        except StopIteration as end:
            worth: Worth | None = end.value
            worths[index] = worth or ()
            return worth is not None
        heapq.heappush(queue, (loading.ready_s, index, False, loading))
        return True

    if not all(go_on(index, None) for index in range(len(running))):
        return None
    while queue:
        ready_s, index, has_goods, loading = heapq.heappop(queue)
        bay = bays[loading.origin]
        assert bay is not None
        goods_s = ready_s if has_goods else bay.goods_s(loading)
        if goods_s >= NEVER_S:
            return None
        if goods_s > ready_s:
            heapq.heappush(queue, (goods_s, index, True, loading))
        elif not go_on(index, bay.begin_s(ready_s, loading)):
            return None
    return worths


class Bay:
    """An origin while vehicles are loaded there, one after the other."""

    def __init__(self, problem: RoutingProblem, origin: Origin) -> None:
        self._deliveries = problem.deliveries
        self._origin = origin
        self._handling_free_s = origin.handling_free_s
        docks = min(origin.docks or 0, len(problem.vehicles) + len(origin.docks_free_s))
        free = docks - len(origin.docks_free_s)
        self._docks_free_s = sorted((*origin.docks_free_s[:docks], *([0] * free)))
        self._given = {name: origin.given.get(name, 0.0) for name in sorted(origin.per_day)}

    def goods_s(self, loading: Loading) -> int:
        """Set the goods of a load aside, and return when all of them have come in."""
        there_s = loading.ready_s
        for commodity, units in _units(self._deliveries, loading.drops, self._given):
            self._given[commodity] += units
            rate = self._origin.per_day[commodity]
            if rate <= 0:
                return NEVER_S
            coming_s = self._given[commodity] * DAY_S / rate
            there_s = max(there_s, self._origin.opens_s + math.ceil(coming_s - ROUNDING_S))
        return there_s

    def begin_s(self, ready_s: int, loading: Loading) -> int:
        """Give a load the next dock, and return when it begins."""
        begin_s = max(ready_s, self._handling_free_s)
        if self._docks_free_s:
            begin_s = max(begin_s, self._docks_free_s[0])
            heapq.heapreplace(self._docks_free_s, begin_s + loading.load_s)
        self._handling_free_s = begin_s + loading.handling_s
        return begin_s


def _units(
    deliveries: Sequence[Delivery], drops: tuple[Drop, ...], commodities: Iterable[str]
) -> Iterable[tuple[str, float]]:
    """Yield the units that drops hold of some commodities."""
    for drop in drops:
        delivery = deliveries[drop.delivery]
        for commodity in commodities:
            units = delivery.units.get(commodity, 0.0)
            if units:
                yield commodity, units * share_in(delivery, drop)
