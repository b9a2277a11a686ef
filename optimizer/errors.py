"""What can go wrong in front of a planner, and what is then said.

::

    PlanningError
    ├── InstanceError        the tables cannot be read as an instance (exit code 2)
    ├── UsageError           a file, an option or a key that is not there (exit code 2)
    ├── InfeasibleError      the promises contradict each other, proven (exit code 3)
    ├── NoPlanError          no plan was found within the limits (exit code 4)
    └── VerificationError    a plan breaks a promise (exit code 5)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class PlanningError(Exception):
    """Anything a planner can meet; the message says what to do."""

    exit_code = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong or doubtful in an instance.

    What is wrong tells what was found and what was expected; a doubt, and something missing, is
    one clause in `expected`, with nothing in `found`.

    Parameters
    ----------
    file : str
        Table or file it stands in, as ``sites`` or ``sites.csv``; empty for the whole instance.
    row : int or None
        Line of the file, the header being line 1; ``None`` where no single line is meant.
    column : str
        Name of the column or key, or empty.
    found : str
        What stands there, or empty where something is missing or a doubt is told.
    expected : str
        What was expected, as a sentence fragment; where nothing was found, the whole clause.
    remedy : str
        What to do about it, as a sentence, or empty.
    code : str
        Short stable word for machines, as ``unknown-column``.
    """

    file: str
    row: int | None = None
    column: str = ""
    found: str = ""
    expected: str
    remedy: str = ""
    code: str = "invalid"

    def __str__(self) -> str:
        """Return one line: where, what stands there, what was expected, what to do."""
        where = ", ".join(
            part
            for part in (
                self.file,
                f"line {self.row}" if self.row is not None else "",
                self.column,
            )
            if part
        )
        what = f"found {self.found!r}, expected {self.expected}" if self.found else self.expected
        told = f"{where}: {what}." if where else f"{what}."
        return f"{told} {self.remedy}" if self.remedy else told


class InstanceError(PlanningError):
    """The tables do not make an instance; carries every problem at once."""

    exit_code = 2

    def __init__(self, problems: Sequence[Problem], where: str = "the instance") -> None:
        self.problems = tuple(problems)
        self.where = where
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__(_listed(f"{count} {noun} in {where}", self.problems))


class UsageError(PlanningError):
    """A file, option or key that does not exist or cannot be used."""

    exit_code = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A promise that would have to give, and by how much.

    Parameters
    ----------
    promise : str
        Name of its family of constraints in docs/model.md.
    where : tuple of str
        What it is about, as ``("S1", "XB")``.
    amount : float
        By how much it would have to give, in the unit the sentences say.
    sentence, sentence_zh : str
        The same in the planner's words, in English and in Chinese.
    alone : bool
        Whether giving here, and nowhere else, would do.
    """

    promise: str
    where: tuple[str, ...]
    amount: float
    sentence: str
    sentence_zh: str
    alone: bool

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.sentence


class InfeasibleError(PlanningError):
    """No plan can keep all promises; carries which ones conflict and by how much."""

    exit_code = 3

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        together = [conflict for conflict in conflicts if not conflict.alone]
        alone = [conflict for conflict in conflicts if conflict.alone]
        lines = [f"  {conflict}" for conflict in together]
        if alone:
            lines += ["or, with every other promise kept:", *(f"  {c}" for c in alone)]
        title = "no plan can keep all the promises (proven); the least that would have to give:"
        super().__init__("\n".join([title, *lines]))


class NoPlanError(PlanningError):
    """The limits ended before any plan was found; says nothing about feasibility."""

    exit_code = 4


class VerificationError(PlanningError):
    """A plan breaks its promises; carries the violations as text."""

    exit_code = 5

    def __init__(self, violations: Sequence[str]) -> None:
        self.violations = tuple(violations)
        super().__init__(_listed("the plan fails verification", self.violations))


def _listed(title: str, items: Iterable[object]) -> str:
    return "\n".join([title, *(f"  {item}" for item in items)])
