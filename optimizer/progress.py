"""What a long solve says while it works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One moment of a solve.

    Parameters
    ----------
    phase : str
        What is being done, as ``"place stores"``.
    seconds : float
        Wall time since the solve began.
    incumbent, bound : float or None
        Objective of the best plan and proven bound in CNY, where there is one yet.
    gap : float or None
        ``(incumbent - bound) / |incumbent|``.
    """

    phase: str
    seconds: float
    incumbent: float | None = None
    bound: float | None = None
    gap: float | None = None


class Progress(Protocol):
    """Anything that wants to hear how a solve is going."""

    def __call__(self, report: Report) -> None:
        """Take note of one report; must return quickly."""


def silent(report: Report) -> None:
    """Ignore every report: the default."""
