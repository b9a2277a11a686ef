"""The ways of vehicles where roads closed or opened while a response was under way."""

from __future__ import annotations

from bisect import bisect_right
from functools import reduce
from typing import TYPE_CHECKING

from optimizer.state.situation import open_in_either
from optimizer.verify.driving.travel import Hop, Travel
from optimizer.verify.tolerance import HOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Plan
    from optimizer.verify.driving.frontier import Way


class TravelOverTime(Travel):
    """The ways of vehicles, others from certain hours on.

    Parameters
    ----------
    instances : sequence of Instance
        With the roads as they were at first and from each of the hours on.
    hours : sequence of float
        In their order, one less than instances.
    """

    def __init__(self, instances: Sequence[Instance], hours: Sequence[float], plan: Plan) -> None:
        super().__init__(instances[0], plan)
        self._instances, self._hours, self._plan = tuple(instances), tuple(hours), plan
        self._known: dict[tuple[int, int], Travel] = {(0, 0): self}

    def fastest(self, hop: Hop) -> Way | None:
        """Return the way that arrives first."""
        then = self._then(hop)
        return super().fastest(hop) if then is self else then.fastest(hop)

    def shortest_km(self, hop: Hop, fastest: Way) -> float:
        """Return the least km of the ways that take the least time."""
        then = self._then(hop)
        return super().shortest_km(hop, fastest) if then is self else then.shortest_km(hop, fastest)

    def least_moving(self, hop: Hop) -> tuple[Way, ...]:
        """Return ways that arrive as stated, none both later and with more hours on the move."""
        then = self._then(hop)
        return super().least_moving(hop) if then is self else then.least_moving(hop)

    def taken(self, hop: Hop) -> tuple[Way, ...]:
        """Return the ways of which a vehicle may take any, the first to arrive among them."""
        then = self._then(hop)
        return super().taken(hop) if then is self else then.taken(hop)

    def _then(self, hop: Hop) -> Travel:
        """Return the ways of a hop: who is under way at an hour may go by roads of either time."""
        first = bisect_right(self._hours, hop.leave_h)
        last = max(first, bisect_right(self._hours, hop.arrive_h - HOURS))
        if (first, last) not in self._known:
            instance = reduce(open_in_either, self._instances[first : last + 1])
            self._known[first, last] = Travel(instance, self._plan)
        return self._known[first, last]
