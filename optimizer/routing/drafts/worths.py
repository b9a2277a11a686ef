"""What drops would add to the worth of an answer, by the order of its criteria; guessed."""

from __future__ import annotations

import numpy as np

from optimizer.routing.drafts.slots import Floats, Wanted
from optimizer.routing.drafts.table import Rows
from optimizer.routing.problem import Criterion, RoutingProblem
from optimizer.routing.value import size_of


class Worths:
    """Puts what is guessed of drops into the order in which answers are compared."""

    def __init__(self, problem: RoutingProblem) -> None:
        self._deliveries = problem.deliveries
        self._rest = [
            criterion
            for criterion in problem.rule
            if criterion not in (Criterion.UNSERVED, Criterion.LATE)
        ]
        self._has_late = Criterion.LATE in problem.rule

    def guesses(
        self,
        wanted: Wanted,
        share: Floats,
        done_s: Floats,
        delay: Floats,
        late: Floats,
        cost: Floats,
    ) -> Floats:
        """Return guesses, one in each column: see `Guess`.

        Parameters
        ----------
        share, done_s : array
            What is dropped of what is wanted, and when.
        delay, late : array
            Person-seconds of those who are served later, and by class how much later than due.
        """
        its = self._deliveries[wanted.delivery]
        per_size = its.persons / size_of(its)
        size = share * wanted.size
        handed_s = np.maximum(done_s, its.earliest_s) + its.tail_s
        found: list[Floats] = []
        if self._has_late:
            late = late / size[:, None]
            late[:, its.priority] += per_size * np.maximum(0.0, handed_s - its.deadline_s)
            found += list(late.T)
        found.append((share < 1.0).astype(np.float64))
        for criterion in self._rest:
            if criterion == Criterion.ARRIVAL:
                found.append(per_size * handed_s + delay / size)
            else:
                found.append(cost / size)
        return np.array(found)


def added_late(
    of: Rows, rows: Floats, whose: str, delay_s: Floats, from_s: Floats | float = 0.0
) -> Floats:
    """Return person-seconds by class that a delay adds to lateness, beyond a first part of it.

    Parameters
    ----------
    whose : str
        "trip_" for all served from a trip's first stop on, "" for those after a gap or start.
    """
    slack_s = of.of(rows, f"{whose}slack_s")
    first_s = np.asarray(from_s)[..., None]
    beyond_s = np.maximum(0.0, delay_s[:, None] - slack_s) - np.maximum(0.0, first_s - slack_s)
    found: Floats = of.of(rows, f"{whose}late_persons") * (delay_s[:, None] - first_s)
    found += of.of(rows, f"{whose}soon_persons") * beyond_s
    return found
