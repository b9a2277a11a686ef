"""What may better a routing: own search, and the general engines on what they can express."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from optimizer.routing.answer import Answer, Timed
from optimizer.routing.engine_turns import EngineTurns
from optimizer.routing.engines.ortools_engine import ORToolsEngine
from optimizer.routing.engines.pyvrp_engine import PyVRPEngine
from optimizer.routing.improve import improve
from optimizer.routing.pools.seen import SeenRoute, seen
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.tasks.task import Budget, Engine

ENGINES_SHARE = 0.5
"""Share of its turn that an engine gets; own search goes on from what it found."""


class Turn(NamedTuple):
    """What a searcher brings back.

    Parameters
    ----------
    answer : Answer or None
        None if it found nothing; whether it is better is for others to say.
    routes : tuple of SeenRoute
        What vehicles did in the good answers that it passed.
    """

    answer: Answer | None
    routes: tuple[SeenRoute, ...] = ()


class Searcher(Protocol):
    """Anything that goes on from an answer to a whole problem."""

    @property
    def name(self) -> str:
        """What it is called in results."""

    def search(self, problem: RoutingProblem, best: Timed, budget: Budget, seed: int) -> Turn:
        """Return what it found in its turn."""


class OwnSearch:
    """Ruin and recreate on the whole problem."""

    name = "own"

    def search(self, problem: RoutingProblem, best: Timed, budget: Budget, seed: int) -> Turn:
        """Return the best answer found, and the routes of all it bettered on the way."""
        found: dict[SeenRoute, None] = {}
        answer = improve(
            problem,
            best.answer,
            budget,
            seed,
            lambda routes: found.update(dict.fromkeys(seen(routes))),
        )
        return Turn(answer, tuple(found))


@dataclass(frozen=True, kw_only=True)
class EngineSearch:
    """A general engine on one region of the answer after the other, then own search.

    Parameters
    ----------
    name : str
        The engine's.
    engine : callable
        Makes it; it is imported and made where it searches.
    """

    name: str
    engine: Callable[[], Engine]

    def search(self, problem: RoutingProblem, best: Timed, budget: Budget, seed: int) -> Turn:
        """Return the answer with all regions that the engine bettered."""
        end = time.monotonic() + budget.seconds
        until = time.monotonic() + ENGINES_SHARE * budget.seconds
        turns = EngineTurns(problem, best, self.engine(), budget.iterations, seed)
        turns.run(until)
        left = Budget(seconds=max(0.0, end - time.monotonic()), iterations=budget.iterations)
        own = OwnSearch().search(problem, turns.best, left, seed)
        return Turn(own.answer, (*turns.seen, *own.routes))


SEARCHERS: tuple[Searcher, ...] = (
    OwnSearch(),
    EngineSearch(name="ortools", engine=ORToolsEngine),
    OwnSearch(),
    EngineSearch(name="pyvrp", engine=PyVRPEngine),
)
"""In the order in which workers take turns."""
