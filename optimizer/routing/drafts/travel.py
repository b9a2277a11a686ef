"""How long ways take, asked of many at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optimizer.routing.drafts.slots import Floats, Numbers
from optimizer.routing.problem import NEVER_S, RoutingProblem


class Travel:
    """The ways of all types in arrays; over roads that open later, as late as these let one."""

    def __init__(self, problem: RoutingProblem) -> None:
        seconds = _squares(problem, [ways.seconds for ways in problem.ways])
        seconds[seconds >= NEVER_S] = np.inf
        self._opens = None
        if any(ways.later for ways in problem.ways):
            self._opens = np.zeros_like(seconds)
            for number, ways in enumerate(problem.ways):
                for (start, end), later in ways.later.items():
                    if np.isinf(seconds[number, start, end]):
                        way = min(later, key=lambda way: way.seconds)
                        seconds[number, start, end] = way.seconds
                        self._opens[number, start, end] = max(
                            (open_s + way.seconds - until_s for until_s, open_s in way.gates),
                            default=0,
                        )
        self._seconds = seconds
        self._problem = problem
        self._known_metres: Floats | None = None

    @property
    def metres(self) -> Floats:
        """Metres by ways, start and end; NaN without a way."""
        if self._known_metres is None:
            metres = _squares(self._problem, [ways.metres for ways in self._problem.ways])
            metres[metres >= NEVER_S] = np.nan
            self._known_metres = metres
        return self._known_metres

    def travel_s(
        self, ways: Numbers, start: Numbers | int, end: Numbers | int, leave_s: Floats
    ) -> Floats:
        """Return seconds on the way, infinite without one."""
        seconds: Floats = self._seconds[ways, start, end]
        if self._opens is None:
            return seconds
        opens_s = self._opens[ways, start, end]
        with np.errstate(invalid="ignore"):
            found: Floats = np.maximum(
                seconds, np.nan_to_num(opens_s - leave_s, nan=0.0, neginf=0.0)
            )
        return found


def _squares(problem: RoutingProblem, tables: Sequence[Sequence[Sequence[int]]]) -> Floats:
    """Return square tables of all points in one array; nothing is between a point and itself."""
    count = len(problem.points)
    found = np.array(tables, dtype=np.float64).reshape(len(tables), count, count)
    found[:, range(count), range(count)] = 0.0
    return found
