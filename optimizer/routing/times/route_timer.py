"""What routes and answers to one problem are worth: quickly, without telling their times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from optimizer.routing.answer import Answer, Trip
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.journey import Journey
from optimizer.routing.times.loading import is_shared, load_in_turn
from optimizer.routing.value import Worth, idle_worth, plus


class RouteTimer:
    """Times routes of one problem, again and again.

    Attributes
    ----------
    idle : Worth
        What it is worth when nobody moves.
    is_shared : bool
        Whether there is an origin where vehicles may have to wait for each other. Where there is
        none, an answer is worth the sum of `idle` and its routes.
    """

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.idle = idle_worth(problem)
        self.is_shared = any(map(is_shared, problem.origins))
        self._facts = Facts(problem)
        self._nothing: Worth = (0,) * len(self.idle)

    def route(self, vehicle: int, trips: Sequence[Trip]) -> Worth | None:
        """Return what a route is worth that waits for no other, None where it cannot be driven.

        Where `is_shared`, docks, handling and goods that come in by the day may delay it in an
        answer; this is what it would be worth if they did not.
        """
        if not trips:
            return self._nothing
        run = Journey(self._facts, vehicle).run(trips)
        try:
            loading = next(run)
            while True:
                loading = run.send(loading.ready_s)
        except StopIteration as end:
            worth: Worth | None = end.value
            return worth

    def answer(self, answer: Answer) -> Worth | None:
        """Return what an answer is worth, None where a vehicle cannot do what it is told."""
        used = [(index, trips) for index, trips in enumerate(answer) if trips]
        if not self.is_shared:
            return self.total(self.route(index, trips) for index, trips in used)
        runs = (Journey(self._facts, index).run(trips) for index, trips in used)
        worths = load_in_turn(self.problem, runs)
        return None if worths is None else self.total(worths)

    def total(self, routes: Iterable[Worth | None]) -> Worth | None:
        """Return what an answer of such routes is worth, None if one cannot be driven."""
        total = self.idle
        for worth in routes:
            if worth is None:
                return None
            total = plus(total, worth)
        return total
