"""The time a solve takes: phases, limits, and what is told of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from optimizer.progress import Progress, Report


class Clock:
    """Wall time since it was made, by phase.

    Parameters
    ----------
    progress : Progress
        Hears of every phase and of every better incumbent or bound.
    """

    def __init__(self, progress: Progress) -> None:
        self._began = time.monotonic()
        self._progress = progress
        self._phases: dict[str, float] = {}

    @property
    def seconds(self) -> float:
        """Seconds since the clock was made."""
        return time.monotonic() - self._began

    @property
    def phases(self) -> tuple[tuple[str, float], ...]:
        """Seconds spent in each phase, in the order in which they were first entered."""
        return tuple(self._phases.items())

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count what happens inside as one phase."""
        began = self.seconds
        self._progress(Report(phase=name, seconds=began))
        try:
            yield
        finally:
            self._phases[name] = self._phases.get(name, 0.0) + self.seconds - began

    def report(self, phase: str, incumbent: float | None, bound: float | None) -> None:
        """Tell where a phase stands."""
        gap = None
        if incumbent is not None and bound is not None:
            gap = max(0.0, incumbent - bound) / max(abs(incumbent), 1e-9)
        self._progress(
            Report(phase=phase, seconds=self.seconds, incumbent=incumbent, bound=bound, gap=gap)
        )
