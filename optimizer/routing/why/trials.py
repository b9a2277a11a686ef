"""What is tried to find out why deliveries are unserved or late, and what need not be tried."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

from optimizer.routing.answer import Timed
from optimizer.routing.problem import NEVER_S, Delivery, RoutingProblem, Vehicle, Ways
from optimizer.routing.why.adding import Adding, Missing
from optimizer.routing.why.relaxed import (
    CLOSED_ROAD,
    DOCKS,
    GOODS_NOT_READY,
    NO_WAY,
    OF_WAYS,
    RANGE,
    RESTS,
    STOCK,
    VEHICLE_HOURS,
    VEHICLE_SIZE,
    VISITS,
    WEIGHT_LIMIT,
    RelaxedWays,
    least_carried,
    one_more,
    without,
)

MOST_PREPARED = 64
"""Cases that are kept ready; each holds the times of a whole answer."""


class Trials:
    """Tries deliveries in an answer with some things relaxed; what is alike is prepared once.

    Parameters
    ----------
    timing : Timed
        The final answer.
    """

    def __init__(self, problem: RoutingProblem, timing: Timed, ways: RelaxedWays) -> None:
        self._problem = problem
        self._answer = timing.answer
        self._late = dict(timing.late)
        self._ways = ways
        self._prepared: dict[object, Adding | None] = {}

    def holds(self, codes: frozenset[str], missing: Missing) -> str | None:
        """Return what lets it be added: the vehicle, where it is one more; None if nothing does."""
        others = codes - {VEHICLE_HOURS}
        adding = self._adding(others, missing.delivery)
        if adding is None:
            return None
        if VEHICLE_HOURS not in codes:
            return "" if adding.can_add(missing) else None
        return self._with_one_more(adding, missing)

    def _with_one_more(self, adding: Adding, missing: Missing) -> str | None:
        """Return the vehicle that does it alone, or else with what others have room for."""
        vehicles = one_more(self._problem, missing.delivery)
        for vehicle in vehicles:
            if adding.can_add(missing, (vehicle,), only_more=True):
                return vehicle.id
        for vehicle in vehicles:
            if self._takes_part(vehicle, missing) and adding.can_add(missing, (vehicle,)):
                return vehicle.id
        return None

    def _takes_part(self, vehicle: Vehicle, missing: Missing) -> bool:
        """Return whether it may well be that a vehicle only brings a part."""
        kind = self._problem.kinds[vehicle.kind]
        return missing.kg > kind.kg or missing.litres > kind.litres

    def _adding(self, codes: frozenset[str], delivery: int) -> Adding | None:
        """Return what adds to the answer with some things relaxed, None if that changes nothing."""
        key = _alike(codes, self._problem.deliveries[delivery], delivery)
        if key not in self._prepared:
            if len(self._prepared) == MOST_PREPARED:
                del self._prepared[next(iter(self._prepared))]
            self._prepared[key] = self._newly_adding(codes, delivery)
        return self._prepared[key]

    def _newly_adding(self, codes: frozenset[str], delivery: int) -> Adding | None:
        if self._is_vain(codes & OF_WAYS):
            return None
        case = without(self._problem, codes, delivery, self._ways)
        return None if case is None else Adding(case, self._answer, self._late)

    def all_of(self, codes: frozenset[str]) -> Iterator[frozenset[str]]:
        """Yield the most that can be relaxed of some reasons at once.

        Where roads that are gone do not do it, neither do weight limits or closures, which are
        then among what is opened: so at first roads that are gone are left out.
        """
        telling = codes - {code for code in codes & OF_WAYS if self._is_vain(frozenset({code}))}
        yield telling - {NO_WAY}
        if NO_WAY in telling:
            yield telling - {WEIGHT_LIMIT, CLOSED_ROAD}

    def _is_vain(self, codes: frozenset[str]) -> bool:
        """Return whether opening roads for some reasons does no more than for fewer of them.

        What opens every road to all opens those that open later or are closed to some as well.
        """
        if not codes:
            return False
        if NO_WAY in codes and len(codes) > 1:
            return True
        found = self._ways(codes)
        return found is None or all(
            _is_same(mine, its) for mine, its in zip(self._problem.ways, found, strict=True)
        )

    def in_question(self, missing: Missing) -> frozenset[str]:
        """Return the reasons that are in the delivery's way at all."""
        found = {NO_WAY, WEIGHT_LIMIT, CLOSED_ROAD, VEHICLE_HOURS}
        found.update(code for code, asks in _IN_QUESTION.items() if asks(self._problem, missing))
        unchanged = self._adding(frozenset(), missing.delivery)
        if unchanged is not None and unchanged.lacks_stock(missing):
            found.add(STOCK)
        return frozenset(found)


def _is_same(first: Ways, second: Ways) -> bool:
    return first is second or (
        first.seconds == second.seconds
        and first.metres == second.metres
        and first.later == second.later
    )


def _alike(codes: frozenset[str], its: Delivery, delivery: int) -> object:
    """Return what deliveries have in common for which the same is relaxed."""
    if VEHICLE_SIZE in codes or (GOODS_NOT_READY in codes and its.ready_s):
        return codes, delivery
    if GOODS_NOT_READY in codes:
        return codes, its.origins
    return codes, ()


def _has_range(problem: RoutingProblem, missing: Missing) -> bool:
    del missing
    return any(kind.range_m < NEVER_S for kind in problem.kinds)


def _waits_for_goods(problem: RoutingProblem, missing: Missing) -> bool:
    its = problem.deliveries[missing.delivery]
    return its.ready_s > 0 or any(
        origin.opens_s > 0 or bool(origin.per_day)
        for origin in (problem.origins[index] for index in its.origins)
    )


def _waits_for_docks(problem: RoutingProblem, missing: Missing) -> bool:
    del missing
    return any(
        origin.docks is not None or not math.isinf(origin.kg_per_h) for origin in problem.origins
    )


def _must_rest(problem: RoutingProblem, missing: Missing) -> bool:
    del missing
    return any(kind.drive_s < NEVER_S or kind.shift_s < NEVER_S for kind in problem.kinds)


def _counts_visits(problem: RoutingProblem, missing: Missing) -> bool:
    del missing
    return problem.most_visits is not None


def _is_too_large(problem: RoutingProblem, missing: Missing) -> bool:
    """Return whether some vehicle is too small: for any of it, or all where it is not split."""
    kg, litres = least_carried(problem, missing.delivery)
    return any(kg > kind.kg or litres > kind.litres for kind in problem.kinds)


_IN_QUESTION: Mapping[str, Callable[[RoutingProblem, Missing], bool]] = {
    RANGE: _has_range,
    GOODS_NOT_READY: _waits_for_goods,
    DOCKS: _waits_for_docks,
    RESTS: _must_rest,
    VISITS: _counts_visits,
    VEHICLE_SIZE: _is_too_large,
}
"""Asked of each delivery before its reason is tried: if not, relaxing it changes nothing."""
