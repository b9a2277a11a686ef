"""What is asked of a delivery to find its reason, in which order, and when nothing more is."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from optimizer.routing.answer import Timed
from optimizer.routing.problem import Delivery, RoutingProblem
from optimizer.routing.why.adding import Missing
from optimizer.routing.why.relaxed import (
    CLOSED_ROAD,
    DOCKS,
    GOODS_NOT_READY,
    NO_WAY,
    RANGE,
    RESTS,
    STOCK,
    VEHICLE_HOURS,
    VEHICLE_SIZE,
    VISITS,
    WEIGHT_LIMIT,
    RelaxedWays,
)
from optimizer.routing.why.trials import Trials

COMBINATION = "combination"

NOT_EXAMINED = "not_examined"
"""The time was over before all reasons had been tried: nothing is claimed."""

ONE_MORE = frozenset({VEHICLE_HOURS})

NARROW_FIRST = (
    VEHICLE_SIZE,
    WEIGHT_LIMIT,
    CLOSED_ROAD,
    NO_WAY,
    RANGE,
    STOCK,
    VISITS,
    GOODS_NOT_READY,
    DOCKS,
    RESTS,
    VEHICLE_HOURS,
)
"""The order in which reasons are tried: what bars a place before what merely takes long."""

MOST_OFTEN = 2
"""So many of the reasons that held most often are tried of what there is no time to look into."""


class Reason(NamedTuple):
    """Why a delivery is unserved or late.

    Parameters
    ----------
    code : str
        As in docs/routing.md, section 6.
    detail : str
        What and where, in words.
    together : tuple of str
        Those that do it together, none of which can be left out, where `code` is combination;
        empty: not even all of them do.
    """

    code: str
    detail: str
    together: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the code, followed by those that do it together."""
        return " ".join((self.code, *self.together))


def likeness(its: Delivery) -> tuple[int, int]:
    """Return planned origin and deadline: deliveries that share them often share the reason."""
    return its.origins[0], its.deadline_s


class Asked:
    """Asks of one delivery after the other what is in its way.

    Parameters
    ----------
    timing : Timed
        The final answer.
    end : float
        Reading of the monotonic clock after which only what is soon tried is.
    latest : float
        Reading after which nothing more is tried.
    """

    def __init__(
        self,
        problem: RoutingProblem,
        timing: Timed,
        ways: RelaxedWays,
        end: float,
        latest: float,
    ) -> None:
        self._problem = problem
        self._trials = Trials(problem, timing, ways)
        self._end, self._latest = end, latest
        self._held: dict[tuple[int, int], frozenset[str]] = {}
        """What held of the delivery before that is alike."""
        self._often: Counter[frozenset[str]] = Counter()

    def reason(self, missing: Missing) -> Reason:
        """Return the first reason that holds; what held of deliveries like it is tried first."""
        place = self._problem.deliveries[missing.delivery].place
        tried: set[frozenset[str]] = set()
        for codes in self._in_order(missing):
            if self._is_over:
                break
            if codes not in tried:
                tried.add(codes)
                found = self._tried(codes, missing)
                if found is not None:
                    return found
        else:
            return Reason(COMBINATION, f"{place}: not even all of them together")
        for codes in self._soon_tried(missing):
            if time.monotonic() >= self._latest:
                break
            found = None if codes in tried else self._tried(codes, missing)
            if found is not None:
                return found
        return Reason(NOT_EXAMINED, f"{place}: not looked into for lack of time")

    @property
    def _is_over(self) -> bool:
        return time.monotonic() >= self._end

    def _in_order(self, missing: Missing) -> Iterator[frozenset[str]]:
        """Yield what to try: what bars a place before what merely takes long, then all of it.

        What could be added without any change needs no other than one more vehicle. Which roads
        are gone is only the first thing to ask about a place that no vehicle reaches.
        """
        if not self._is_over and self._trials.holds(frozenset(), missing) is not None:
            yield ONE_MORE
        in_question = self._trials.in_question(missing)
        held = self._held.get(likeness(self._problem.deliveries[missing.delivery]))
        if held is not None and held <= in_question:
            yield held
        codes = [code for code in NARROW_FIRST if code in in_question]
        if _is_reached(self._problem, missing.delivery):
            codes.remove(NO_WAY)
            codes.append(NO_WAY)
        yield from (frozenset({code}) for code in codes)
        yield from self._trials.all_of(in_question)

    def _soon_tried(self, missing: Missing) -> Iterator[frozenset[str]]:
        """Yield what held of deliveries like it, what held most often, and one more vehicle."""
        in_question = self._trials.in_question(missing)
        held = self._held.get(likeness(self._problem.deliveries[missing.delivery]), ONE_MORE)
        often = sorted(self._often, key=lambda codes: (-self._often[codes], sorted(codes)))
        for codes in dict.fromkeys((held, *often[:MOST_OFTEN], ONE_MORE)):
            if codes <= in_question:
                yield codes

    def _tried(self, codes: frozenset[str], missing: Missing) -> Reason | None:
        """Return the reason if some codes hold, without those that can be left out."""
        detail = self._trials.holds(codes, missing)
        if detail is None:
            return None
        for code in reversed(NARROW_FIRST):
            if code in codes and len(codes) > 1:
                without = self._trials.holds(codes - {code}, missing)
                if without is not None:
                    codes, detail = codes - {code}, without
        its = self._problem.deliveries[missing.delivery]
        self._held[likeness(its)] = codes
        self._often[codes] += 1
        return _told(codes, its.place, detail)


def _told(codes: frozenset[str], place: str, detail: str) -> Reason:
    """Return a reason that holds, or some that hold together."""
    if len(codes) == 1:
        (code,) = codes
        return Reason(code, f"{place}: {detail}" if detail else place)
    together = tuple(code for code in NARROW_FIRST if code in codes)
    return Reason(COMBINATION, f"{place}: {' and '.join(together)}", together)


def _is_reached(problem: RoutingProblem, delivery: int) -> bool:
    """Return whether some vehicle has a way from its place to an origin and on, at any time."""
    its = problem.deliveries[delivery]
    return any(
        ways.ways(vehicle.start_point, origin) and ways.ways(origin, its.point)
        for vehicle in problem.vehicles
        for ways in (problem.ways[problem.kinds[vehicle.kind].ways],)
        for origin in (problem.origins[index].point for index in its.origins)
    )
