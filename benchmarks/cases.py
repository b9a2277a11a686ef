"""What can be run: published instances by family, set and name, and how to read each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from benchmarks.run import Limits, solve_instance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from benchmarks.best_known import BestKnown
    from benchmarks.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One instance that can be run.

    Parameters
    ----------
    family, set, instance : str
        Its name in three parts, as ``cflp``, ``orlib``, ``cap41``.
    read : callable
        Reads it as a question. Called in another process, so it must survive pickling.
    best_known : BestKnown or None
        The best value in the literature, where there is one.
    solve : callable
        Solves it and says what came of it; by default with the solver of siting. It must survive
        pickling as well.
    engines : tuple of str
        Those that can solve it, to be compared; none: only one is there.
    engine, seed : str, int or None
        The one that solves it, and its seed.
    """

    family: str
    set: str
    instance: str
    read: Callable[[], Any]
    best_known: BestKnown | None = None
    solve: Callable[[Case, Limits], Record] = solve_instance
    engines: tuple[str, ...] = ()
    engine: str | None = None
    seed: int | None = None

    @property
    def name(self) -> str:
        """The three parts as one text, which patterns are matched against."""
        return f"{self.family}/{self.set}/{self.instance}"


def matching(cases: Iterable[Case], pattern: str) -> tuple[Case, ...]:
    """Return the cases whose name a shell pattern matches, case by case as given."""
    return tuple(case for case in cases if fnmatchcase(case.name, pattern))


def runs(cases: Iterable[Case], engines: Sequence[str], seeds: int) -> Iterator[Case]:
    """Yield every case with every seed and engine, engines one after the other on each.

    Parameters
    ----------
    engines : sequence of str
        Those that are asked for; none: all that can solve a case.
    seeds : int
        How many, from 0 on.
    """
    for case in cases:
        if not case.engines:
            yield case
        for seed in range(seeds):
            for engine in case.engines:
                if not engines or engine in engines:
                    yield replace(case, engine=engine, seed=seed)


def counting_order(name: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that puts p2 before p10."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
