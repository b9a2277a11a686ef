"""What can be run: published instances by family, set and name, and how to read each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.best_known import BestKnown
    from optimizer.instance import Instance


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
    """

    family: str
    set: str
    instance: str
    read: Callable[[], Instance]
    best_known: BestKnown | None = None

    @property
    def name(self) -> str:
        """The three parts as one text, which patterns are matched against."""
        return f"{self.family}/{self.set}/{self.instance}"


def matching(cases: Iterable[Case], pattern: str) -> tuple[Case, ...]:
    """Return the cases whose name a shell pattern matches, case by case as given."""
    return tuple(case for case in cases if fnmatchcase(case.name, pattern))


def counting_order(name: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that puts p2 before p10."""
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
