"""What may better a routing: own search, and the general engines on what they can express."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from optimizer.routing.answer import Answer, Timed
from optimizer.routing.engines.ortools_engine import ORToolsEngine
from optimizer.routing.engines.pyvrp_engine import PyVRPEngine
from optimizer.routing.improve import improve
from optimizer.routing.lowering.back import present, raise_back
from optimizer.routing.lowering.lower import Lowered, lower
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.tasks.task import Budget, Engine
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

LEAST_PIECES = 3
"""Drops of a part below which there is hardly anything to better."""

ENGINES_SHARE = 0.5
"""Share of its turn that an engine gets; own search goes on from what it found."""


class Searcher(Protocol):
    """Anything that goes on from an answer to a whole problem."""

    @property
    def name(self) -> str:
        """What it is called in results."""

    def search(
        self, problem: RoutingProblem, best: Timed, budget: Budget, seed: int
    ) -> Answer | None:
        """Return what it found, None if nothing; whether it is better is for others to say."""


class OwnSearch:
    """Ruin and recreate on the whole problem."""

    name = "own"

    def search(
        self, problem: RoutingProblem, best: Timed, budget: Budget, seed: int
    ) -> Answer | None:
        """Return the best answer found."""
        return improve(problem, best.answer, budget, seed)


@dataclass(frozen=True, kw_only=True)
class EngineSearch:
    """A general engine on every part of the answer, one after the other, then own search.

    Parameters
    ----------
    name : str
        The engine's.
    engine : callable
        Makes it; it is imported and made where it searches.
    """

    name: str
    engine: Callable[[], Engine]

    def search(
        self, problem: RoutingProblem, best: Timed, budget: Budget, seed: int
    ) -> Answer | None:
        """Return the answer with all parts that the engine bettered."""
        end = time.monotonic() + budget.seconds
        until = time.monotonic() + ENGINES_SHARE * budget.seconds
        engine = self.engine()
        parts = [part for part in lower(problem, best) if len(part.pieces) >= LEAST_PIECES]
        able = [part for part in map(partial(_expressed, engine), parts) if part is not None]
        for number, part in enumerate(able):
            share = _share(able[number:], until - time.monotonic())
            found = _bettered(problem, best, part, engine, share, budget.iterations, seed)
            best = found or best
        left = Budget(seconds=max(0.0, end - time.monotonic()), iterations=budget.iterations)
        return improve(problem, best.answer, left, seed)


def _expressed(engine: Engine, part: Lowered) -> Lowered | None:
    """Return a part as an engine can express it: whole, or without docks, rests and due times.

    What the engine did not know of is judged afterwards, with the whole problem.
    """
    if engine.can(part.task):
        return part
    plain = replace(part, task=part.task.plain())
    return plain if engine.can(plain.task) else None


def _share(left: Sequence[Lowered], seconds: float) -> float:
    """Return the seconds for the first of the parts that are left, by their sizes."""
    return seconds * len(left[0].pieces) / sum(len(part.pieces) for part in left)


def _bettered(
    problem: RoutingProblem,
    best: Timed,
    part: Lowered,
    engine: Engine,
    seconds: float,
    iterations: int | None,
    seed: int,
) -> Timed | None:
    """Return the whole answer with one part bettered, None where it is not better."""
    start = present(part, best.answer)
    found = engine.improve(part.task, start, Budget(seconds=seconds, iterations=iterations), seed)
    if found.best is None or found.best == start:
        return None
    answer = raise_back(problem, best.answer, part, found.best)
    result = None if broken(problem, answer) else timed(problem, answer)
    return result if result is not None and result.value < best.value else None


SEARCHERS: tuple[Searcher, ...] = (
    OwnSearch(),
    EngineSearch(name="ortools", engine=ORToolsEngine),
    OwnSearch(),
    EngineSearch(name="pyvrp", engine=PyVRPEngine),
)
"""In the order in which workers take turns."""
