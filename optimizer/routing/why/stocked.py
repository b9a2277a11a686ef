"""What an answer leaves of stock and visits, turned from one of its variants to the next."""

from __future__ import annotations

from optimizer.routing.answer import Answer
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.limits import visits_of
from optimizer.routing.times.stock import Stock

NO_LIMIT = 2**31
"""Visits that a place may get where they are not limited."""


class Stocked:
    """Stock and visits of an answer, kept in step with its variants."""

    def __init__(self, problem: RoutingProblem, answer: Answer) -> None:
        self._problem = problem
        self._answer = answer
        self.stock = Stock(problem, answer)

    def follow(self, answer: Answer) -> None:
        """Turn to another answer."""
        for number, trips in enumerate(answer):
            before = self._answer[number] if number < len(self._answer) else ()
            if trips is not before:
                for trip in before:
                    self.stock.give_back(trip)
                for trip in trips:
                    self.stock.take(trip)
        for trip in (trip for trips in self._answer[len(answer) :] for trip in trips):
            self.stock.give_back(trip)
        self._answer = answer

    def visits_left(self, point: int) -> int:
        """Return the visits that a point may still get."""
        if self._problem.most_visits is None:
            return NO_LIMIT
        used = sum(
            stop == point
            for trips in self._answer
            for trip in trips
            for stop in visits_of(self._problem, trip)
        )
        return self._problem.most_visits - used
