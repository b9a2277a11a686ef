"""Why deliveries are unserved or late: what would have to be otherwise, tried out.

A reason holds by its construction: with it relaxed, and nothing else, the delivery was added to the
answer (docs/routing.md, section 6).
"""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Iterator, Mapping, Sequence

from optimizer.routing.answer import Answer, Drop, Timed, TimedStop, Trip
from optimizer.routing.problem import Delivery, RoutingProblem
from optimizer.routing.why.adding import Missing
from optimizer.routing.why.asked import COMBINATION, NOT_EXAMINED, Asked, Reason, likeness
from optimizer.routing.why.relaxed import RelaxedWays, known_ways

__all__ = ["COMBINATION", "NOT_EXAMINED", "Reason", "all_missing", "one_of_each", "reasons"]

LONGER = 1.5
"""By how much more than its time it takes at most, for those that are left."""


def reasons(
    problem: RoutingProblem,
    timing: Timed,
    ways: RelaxedWays | None = None,
    among: Collection[int] | None = None,
    seconds: float = math.inf,
) -> Mapping[int, Reason]:
    """Return why each delivery that is unserved or late is so.

    Parameters
    ----------
    timing : Timed
        The final answer, as `timed` returns it.
    ways : callable, or None
        The ways where roads are open or may be used that are not; see `RelaxedWays`. None: all
        that is known is when closed roads open.
    among : collection of int, or None
        Deliveries to tell it of; None: all.
    seconds : float
        Wall time after which of the others only what held before and one more vehicle are tried,
        for half as long again. What is told is true all the same.
    """
    began = time.monotonic()
    ends = began + seconds, began + LONGER * seconds
    asked = Asked(problem, timing, ways or known_ways(problem), *ends)
    wanted = [
        missing
        for missing in all_missing(problem, timing)
        if among is None or missing.delivery in among
    ]
    found = {missing.delivery: asked.reason(missing) for missing in one_of_each(problem, wanted)}
    return {delivery: found[delivery] for delivery in sorted(found)}


def one_of_each(problem: RoutingProblem, missing: Sequence[Missing]) -> Iterator[Missing]:
    """Yield one of those alike, the most numerous first, then the others.

    What holds of the first may well hold of the rest, and the time may be over before that.
    """
    groups: dict[object, list[Missing]] = {}
    for each in missing:
        groups.setdefault(likeness(problem.deliveries[each.delivery]), []).append(each)
    by_size = sorted(groups.values(), key=lambda group: -len(group))
    yield from (group[0] for group in by_size)
    yield from (each for group in by_size for each in group[1:])


def all_missing(problem: RoutingProblem, timing: Timed) -> Iterator[Missing]:
    """Yield what is unserved, or else late, by delivery."""
    late = dict(timing.late)
    unserved = {index: (kg, litres) for index, kg, litres in timing.unserved}
    for index in sorted({*late, *unserved}):
        if index in unserved:
            yield Missing(timing.answer, index, *unserved[index], late, in_time=False)
        else:
            answer, drops = _without_late(problem, timing, index)
            kg, litres = sum(drop.kg for drop in drops), sum(drop.litres for drop in drops)
            yield Missing(answer, index, kg, litres, late, in_time=True)


def _without_late(
    problem: RoutingProblem, timing: Timed, delivery: int
) -> tuple[Answer, list[Drop]]:
    """Return an answer without what is late of a delivery, and the drops that are."""
    its = problem.deliveries[delivery]
    answer = list(timing.answer)
    late: list[Drop] = []
    for route in timing.routes:
        stops = [stop for trip in route.trips for stop in trip.stops]
        if not any(_is_late(stop, drop, delivery, its) for stop in stops for drop in stop.drops):
            continue
        trips = []
        for trip in route.trips:
            drops: list[Drop] = []
            for stop in trip.stops:
                for drop in stop.drops:
                    (late if _is_late(stop, drop, delivery, its) else drops).append(drop)
            if drops:
                trips.append(Trip(trip.origin, tuple(drops)))
        answer[route.vehicle] = tuple(trips)
    return tuple(answer), late


def _is_late(stop: TimedStop, drop: Drop, delivery: int, its: Delivery) -> bool:
    return drop.delivery == delivery and stop.done_s + its.tail_s > its.deadline_s
