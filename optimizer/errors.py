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

from optimizer.bilingual import Bilingual, chinese


class PlanningError(Exception):
    """Anything a planner can meet; the message, often `Bilingual`, says what to do."""

    exit_code = 1

    @property
    def message_zh(self) -> str:
        """The message in Chinese where it is known, else as it is."""
        return chinese(self.args[0]) if self.args else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong or doubtful in an instance.

    What is wrong tells what was found and what was expected; a doubt, and something missing, is
    one clause in `expected`, with nothing in `found`. Texts may be `Bilingual`.

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
        where = ", ".join(filter(None, (self.file, self._line, self.column)))
        what = f"found {self.found!r}, expected {self.expected}" if self.found else self.expected
        told = f"{where}: {what}." if where else f"{what}."
        return f"{told} {self.remedy}" if self.remedy else told

    @property
    def _line(self) -> str:
        return "" if self.row is None else f"line {self.row}"

    @property
    def sentence_zh(self) -> str:
        """The same line in Chinese."""
        row = "" if self.row is None else f"第 {self.row} 行"
        where = " ".join(filter(None, (chinese(self.file), row, chinese(self.column))))
        what = chinese(self.expected)
        if self.found:
            gap = " " if what[:1].isascii() else ""
            what = f"现为“{chinese(self.found)}”，应为{gap}{what}"
        told = f"{where}：{what}。" if where else f"{what}。"
        return told + chinese(self.remedy)


class InstanceError(PlanningError):
    """The tables do not make an instance; carries every problem at once."""

    exit_code = 2

    def __init__(self, problems: Sequence[Problem], where: str = "the instance") -> None:
        self.problems = tuple(problems)
        self.where = where
        count = len(self.problems)
        noun = "problem" if count == 1 else "problems"
        super().__init__(
            Bilingual(
                _listed(f"{count} {noun} in {where}", self.problems),
                _listed(
                    f"{chinese(where)}：{count} 处错误",
                    (problem.sentence_zh for problem in self.problems),
                ),
            )
        )


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


NO_WAY = Bilingual(
    "no plan can keep all the promises (proven); the least that would have to give:",
    "没有方案能同时满足全部约束（已证明）；至少须放宽：",
)
ALONE = Bilingual("or, with every other promise kept:", "或者，其他约束不变，单独放宽下列任一项：")


class InfeasibleError(PlanningError):
    """No plan can keep all promises; carries which ones conflict and by how much."""

    exit_code = 3

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        together = [conflict for conflict in conflicts if not conflict.alone]
        alone = [conflict for conflict in conflicts if conflict.alone]
        english = _listed(NO_WAY, together)
        in_chinese = _listed(NO_WAY.zh, (conflict.sentence_zh for conflict in together))
        if alone:
            english = "\n".join([english, _listed(ALONE, alone)])
            told = _listed(ALONE.zh, (conflict.sentence_zh for conflict in alone))
            in_chinese = "\n".join([in_chinese, told])
        super().__init__(Bilingual(english, in_chinese))


class NoPlanError(PlanningError):
    """The limits ended before any plan was found; says nothing about feasibility."""

    exit_code = 4


class VerificationError(PlanningError):
    """A plan breaks its promises; carries the violations as text."""

    exit_code = 5

    def __init__(self, violations: Sequence[str]) -> None:
        self.violations = tuple(violations)
        super().__init__(
            Bilingual(
                _listed("the plan fails verification", self.violations),
                _listed("方案未通过复核", map(chinese, self.violations)),
            )
        )


def _listed(title: str, items: Iterable[object]) -> str:
    return "\n".join([title, *(f"  {item}" for item in items)])
