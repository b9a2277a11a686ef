"""A general engine on one region of an answer after the other."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator
from dataclasses import replace

from optimizer.routing.answer import Answer, Timed
from optimizer.routing.lowering.back import present, raise_back
from optimizer.routing.lowering.lower import Lowered, lower
from optimizer.routing.lowering.regions import Regions
from optimizer.routing.pools.seen import SeenRoute, seen_in
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.tasks.task import Budget, Engine
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

LEAST_PIECES = 3
"""Drops of a part below which there is hardly anything to better."""

WHOLE_PIECES = 20
"""Drops up to which an answer is searched whole, with docks and rests: more take minutes."""

TURN_S = 0.6
"""Seconds that an engine has for one region."""

TURNS = 6
"""Regions where iterations limit the search."""


class EngineTurns:
    """What betters the whole answer is kept at once, and the next region is drawn from it.

    Attributes
    ----------
    best : Timed
    seen : dict
        The routes of all valid answers, as keys.
    """

    def __init__(
        self,
        problem: RoutingProblem,
        best: Timed,
        engine: Engine,
        iterations: int | None,
        seed: int,
    ) -> None:
        self.best = best
        self.seen: dict[SeenRoute, None] = {}
        self._problem, self._engine = problem, engine
        self._iterations, self._seed = iterations, seed
        self._regions = Regions(problem, random.Random(seed))

    def run(self, until: float) -> None:
        """Go on until the time is over, or the engine can express nothing."""
        for turn in itertools.count() if self._iterations is None else range(TURNS):
            parts = list(self._parts())
            if not parts:
                return
            for part in parts:
                left_s = until - time.monotonic()
                if left_s <= 0:
                    return
                budget = Budget(seconds=self._share(left_s), iterations=self._iterations)
                self._better(part, budget, self._seed + turn)

    def _share(self, left_s: float) -> float:
        """Return the seconds of one region; with iterations these decide, unless time ends."""
        return left_s if self._iterations is not None else min(TURN_S, left_s)

    def _parts(self) -> Iterator[Lowered]:
        """Yield the next region in the parts that share no origin, as the engine can express it."""
        drops = sum(len(trip.drops) for trips in self.best.answer for trip in trips)
        among = None if drops <= WHOLE_PIECES else self._regions.draw(self.best)
        for part in lower(self._problem, self.best, among=among):
            if len(part.pieces) >= LEAST_PIECES:
                expressed = _expressed(self._engine, part)
                if expressed is not None:
                    yield expressed

    def _better(self, part: Lowered, budget: Budget, seed: int) -> None:
        start = present(part, self.best.answer)
        found = self._engine.improve(part.task, start, budget, seed)
        if found.best is None or found.best == start:
            return
        self._judge(raise_back(self._problem, self.best.answer, part, found.best))

    def _judge(self, answer: Answer) -> None:
        """Remember the routes of a valid answer, and keep it if it is better."""
        if broken(self._problem, answer):
            return
        self.seen.update(dict.fromkeys(seen_in(self._problem, answer)))
        result = timed(self._problem, answer)
        if result is not None and result.value < self.best.value:
            self.best = result


def _expressed(engine: Engine, part: Lowered) -> Lowered | None:
    """Return a part as an engine can express it: whole, or without docks and rests.

    What the engine did not know of is judged afterwards, with the whole problem. Without due
    times nothing would be left of what is asked where they are what counts.
    """
    if engine.can(part.task):
        return part
    plain = replace(part, task=part.task.plain())
    return plain if not part.task.has_due_times and engine.can(plain.task) else None
