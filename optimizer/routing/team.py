"""Engines side by side in their own processes: rounds of search, exchange, and the pool's word.

Between rounds every answer is verified and costed here, routes of all are recombined, and whoever
fell behind goes on from the best answer; the others keep to their own, so that the team does not
look in one place only. Processes live for the whole search: starting one takes about a second.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from optimizer.routing.engines.ortools_engine import ORToolsEngine
from optimizer.routing.engines.pyvrp_engine import PyVRPEngine
from optimizer.routing.pools.of_tasks import Pool
from optimizer.routing.tasks.rules import answer_of, better
from optimizer.routing.tasks.task import (
    Budget,
    Engine,
    Found,
    Listener,
    Task,
    TaskAnswer,
    TaskRoute,
)

ENGINES: tuple[Callable[[], Engine], ...] = (PyVRPEngine, ORToolsEngine)
"""The first that can express a task gets all workers, with seeds of their own."""

ROUND_S = 4.0
"""Seconds of a round at least, so that there is something to exchange."""

ROUNDS, MOST_ROUNDS = 4, 12
"""Rounds where iterations limit the search, and at most."""

BEHIND = 1.01
"""A worker whose answer costs so many times the best one's goes on from the best."""

WHILE_SEARCHING = 0.25
"""Share of a round for which the pool is recombined beside the workers."""

REPEATABLE = 1500
"""Columns of a MIP that is solved to the end, as where iterations limit the search."""

LAST_S, LAST_MOST_S = 0.06, 10.0
"""Share of the time, and seconds at most, that is kept for the pool at the end."""

LEAST_MIP_S = 0.3
"""Seconds below which a MIP is not worth building."""

SPARE_S = 0.1
"""Seconds kept for checking the last answer and ending the processes."""


@dataclass(frozen=True, slots=True)
class Member:
    """A worker: what makes its engine, and its seed."""

    engine: Callable[[], Engine]
    seed: int


def search(
    task: Task,
    start: TaskAnswer | None,
    budget: Budget,
    seed: int,
    workers: int = 2,
    listener: Listener | None = None,
) -> Found:
    """Return the best verified answer of a team of engines, never worse than `start`.

    Parameters
    ----------
    budget : Budget
        Wall time of all, processes' start included. Iterations are those of each worker; with
        them given, seconds should leave room: an answer cut short by time is not reproducible.
    workers : int
        Processes that search at the same time.
    """
    end = time.monotonic() + budget.seconds
    start = answer_of(task, start.routes) if start is not None else None
    members = _members(task, seed, workers)
    if not members:
        return Found(best=start, pool=start.routes if start else ())
    with _Workers(task, members) as team:
        return _Rounds(task, start, budget, seed, end, listener).run(team)


def _members(task: Task, seed: int, workers: int) -> list[Member]:
    """Return who searches: the first engine that can, with seeds that follow."""
    able = [engine for engine in ENGINES if engine().can(task)]
    return [Member(able[0], seed + number) for number in range(workers)] if able else []


class _Rounds:
    """The course of a team's search."""

    def __init__(
        self,
        task: Task,
        start: TaskAnswer | None,
        budget: Budget,
        seed: int,
        end: float,
        listener: Listener | None,
    ) -> None:
        self._task, self._budget, self._seed = task, budget, seed
        self._end, self._listener = end, listener
        self._pool = Pool(task) if budget.iterations is None else Pool(task, most=REPEATABLE)
        self._best = start
        self._stop = end - min(LAST_S * budget.seconds, LAST_MOST_S)
        if start is not None:
            self._pool.add(start.routes)

    def run(self, team: _Workers) -> Found:
        """Search round by round; while workers search, the pool of the round before is used."""
        own: list[TaskAnswer | None] = [self._best] * len(team.members)
        rounds = self._rounds()
        for number in range(rounds):
            seconds = (self._stop - time.monotonic()) / (rounds - number)
            if seconds <= 0:
                break
            starts = [self._start(answer) for answer in own]
            team.send(starts, self._share(seconds, rounds))
            if number:
                self._recombine(self._beside(seconds))
            for index, found in enumerate(team.receive(self._end)):
                if found is not None:
                    own[index] = found.best
                    self._hear(found.best)
                    self._pool.add(found.pool)
        self._recombine(self._end - time.monotonic() - SPARE_S)
        best = self._best.routes if self._best is not None else ()
        return Found(best=self._best, pool=tuple(dict.fromkeys((*best, *self._pool.routes()))))

    def _beside(self, seconds: float) -> float:
        """Return the seconds of a MIP beside a round; enough to prove it if it has to repeat."""
        if self._budget.iterations is None:
            return seconds * WHILE_SEARCHING
        return (self._stop - time.monotonic()) / 2

    def _rounds(self) -> int:
        if self._budget.iterations is not None:
            return min(ROUNDS, max(self._budget.iterations, 1))
        return max(2, min(MOST_ROUNDS, int(self._budget.seconds / ROUND_S)))

    def _share(self, seconds: float, rounds: int) -> Budget:
        """Return the budget of one round; iterations decide alone where there are any."""
        if self._budget.iterations is None:
            return Budget(seconds=seconds)
        left = max(self._stop - time.monotonic(), 0.0)
        return Budget(seconds=left, iterations=-(-self._budget.iterations // rounds))

    def _start(self, own: TaskAnswer | None) -> TaskAnswer | None:
        """Return what a worker goes on from: its own answer unless it fell behind."""
        if own is None or self._best is None or own.cost <= BEHIND * self._best.cost:
            return own or self._best
        return self._best

    def _recombine(self, seconds: float) -> None:
        if seconds > LEAST_MIP_S:
            self._hear(self._pool.recombine(self._best, seconds, self._seed))

    def _hear(self, answer: TaskAnswer | None) -> None:
        """Verify an answer and keep it if it is the best."""
        checked = answer_of(self._task, answer.routes) if answer is not None else None
        best = better(self._best, checked)
        if best is not self._best and best is not None:
            self._best = best
            if self._listener is not None:
                self._listener(best)


class _Workers:
    """Processes that wait for starts and answer with what they found."""

    def __init__(self, task: Task, members: Sequence[Member]) -> None:
        self.members = members
        context = multiprocessing.get_context("spawn")
        self._processes: list[BaseProcess] = []
        self._ends: list[Connection] = []
        for member in members:
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs, task, member), daemon=True)
            process.start()
            theirs.close()
            self._processes.append(process)
            self._ends.append(ours)

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for end, process in zip(self._ends, self._processes, strict=True):
            end.close()
            process.terminate()
            process.join()

    def send(self, starts: Sequence[TaskAnswer | None], budget: Budget) -> None:
        """Begin a round."""
        until = time.time() + budget.seconds
        for end, start in zip(self._ends, starts, strict=True):
            with suppress(OSError):
                end.send((start, until, budget.iterations))

    def receive(self, until: float) -> list[Found | None]:
        """Return what the workers found, None of those that failed or do not answer in time."""
        found: list[Found | None] = []
        for end in self._ends:
            try:
                heard = end.poll(max(until - time.monotonic(), 0.0))
                found.append(end.recv() if heard else None)
            except (OSError, EOFError):
                found.append(None)
        return found


def _work(connection: Connection, task: Task, member: Member) -> None:
    """Search whenever told to, and tell the routes that were not told before."""
    engine = member.engine()
    told: set[TaskRoute] = set()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            start, until, iterations = connection.recv()
            seconds = max(until - time.time(), 0.0)
            found = engine.improve(
                task, start, Budget(seconds=seconds, iterations=iterations), member.seed
            )
            new = tuple(route for route in found.pool if route not in told)
            told.update(new)
            connection.send(Found(best=found.best, pool=new))
