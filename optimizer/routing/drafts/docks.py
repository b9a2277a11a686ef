"""What is loaded when at origins that vehicles share: kept free for them while others change."""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from optimizer.routing.problem import DAY_S, NEVER_S, RoutingProblem
from optimizer.routing.times.loading import ROUNDING_S, Loading, is_shared
from optimizer.routing.value import share_in


class Turn(NamedTuple):
    """A loading, and when it begins.

    Parameters
    ----------
    end_s, handled_s : int
        When the dock and when the origin's handling is free again, the handling no later.
    """

    begin_s: int
    end_s: int
    handled_s: int
    loading: Loading


class Docks:
    """Turns that vehicles have at the origins that they share.

    A vehicle whose route changes takes the first gap between the turns of the others: what it
    then waits is about what it would make all of them wait, were it let in before.
    """

    def __init__(self, problem: RoutingProblem) -> None:
        self._problem = problem
        self._shared = tuple(map(is_shared, problem.origins))
        self._turns: list[list[tuple[int, int, Turn]]] = [[] for _ in problem.origins]
        """Second, vehicle and turn, in this order, by origin."""

    def book(self, vehicle: int, turns: Sequence[Turn]) -> None:
        """Give a vehicle its turns, after `leave`."""
        for turn in turns:
            if self._shared[turn.loading.origin]:
                insort(self._turns[turn.loading.origin], (turn.begin_s, vehicle, turn))

    def leave(self, vehicle: int, turns: Sequence[Turn]) -> None:
        """Take away from a vehicle the turns that it had."""
        for origin in {turn.loading.origin for turn in turns}:
            self._turns[origin] = [some for some in self._turns[origin] if some[1] != vehicle]

    def turn(self, vehicle: int, loading: Loading, own: Sequence[Turn]) -> Turn | None:
        """Return the first turn that a vehicle gets, None if its goods never come in.

        Parameters
        ----------
        own : sequence of Turn
            That it had before on its route.
        """
        begin_s = loading.ready_s
        if self._shared[loading.origin]:
            coming_s = self._goods_s(vehicle, loading, own)
            if coming_s >= NEVER_S:
                return None
            begin_s = self._gap(vehicle, max(begin_s, coming_s), loading)
        return Turn(begin_s, begin_s + loading.load_s, begin_s + loading.handling_s, loading)

    def _goods_s(self, vehicle: int, loading: Loading, own: Sequence[Turn]) -> int:
        """Return when goods that come in by the day are there for a load and those before it."""
        its = self._problem.origins[loading.origin]
        if not its.per_day:
            return 0
        before = [
            turn.loading
            for _, other, turn in self._turns[loading.origin]
            if other != vehicle and turn.loading.ready_s <= loading.ready_s
        ]
        before += [turn.loading for turn in own if turn.loading.origin == loading.origin]
        there_s = 0
        for commodity, rate in its.per_day.items():
            units = self._units((loading,), commodity)
            if not units:
                continue
            if rate <= 0:
                return NEVER_S
            units += its.given.get(commodity, 0.0) + self._units(before, commodity)
            there_s = max(there_s, its.opens_s + math.ceil(units * DAY_S / rate - ROUNDING_S))
        return there_s

    def _units(self, loadings: Iterable[Loading], commodity: str) -> float:
        deliveries = self._problem.deliveries
        return sum(
            deliveries[drop.delivery].units.get(commodity, 0.0)
            * share_in(deliveries[drop.delivery], drop)
            for loading in loadings
            for drop in loading.drops
        )

    def _gap(self, vehicle: int, ready_s: int, loading: Loading) -> int:
        """Return the first second from which on a dock and the handling are free long enough."""
        its = self._problem.origins[loading.origin]
        later = [
            turn
            for _, other, turn in self._turns[loading.origin]
            if turn.end_s > ready_s and other != vehicle
        ]
        begin_s = max(ready_s, its.handling_free_s)
        if its.docks is None:
            return _handled_s(begin_s, loading.handling_s, later)
        spans = [(0, free_s) for free_s in its.docks_free_s]
        spans += [(turn.begin_s, turn.end_s) for turn in later]
        while True:
            handled_s = _handled_s(begin_s, loading.handling_s, later)
            begin_s = _dock_s(handled_s, handled_s + loading.load_s, spans, its.docks)
            if begin_s == handled_s:
                return begin_s


def _handled_s(begin_s: int, busy_s: int, others: Sequence[Turn]) -> int:
    """Return from when on the handling is free so long; the others stand in their order."""
    for other in others:
        if other.begin_s >= begin_s + busy_s:
            break
        if other.handled_s > begin_s:
            begin_s = other.handled_s
    return begin_s


def _dock_s(begin_s: int, end_s: int, others: Iterable[tuple[int, int]], docks: int) -> int:
    """Return when a dock may become free, the beginning if one is free all the time."""
    there = [span for span in others if span[0] < end_s and span[1] > begin_s]
    if len(there) < docks:
        return begin_s
    for second in (begin_s, *(start_s for start_s, _ in there if start_s > begin_s)):
        at_once = [until_s for start_s, until_s in there if start_s <= second < until_s]
        if len(at_once) >= docks:
            return min(at_once)
    return begin_s
