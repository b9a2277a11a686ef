"""The log of a solve: what was asked, what happened, where the time went."""

from __future__ import annotations

import logging
import math
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.plan import Result
    from optimizer.progress import Report


class Journal(logging.Handler):
    """Keeps what a solve reports and what the library logs meanwhile.

    Parameters
    ----------
    show : callable
        Is given every report that says something new, as it comes.
    """

    def __init__(self, show: Callable[[Report], None]) -> None:
        super().__init__(logging.INFO)
        self._show = show
        self._latest = ""
        self._lines: list[str] = []

    def __call__(self, report: Report) -> None:
        """Take note of a report of the solve, unless it says what the last one said."""
        news = _news(report)
        if news != self._latest:
            self._latest = news
            self._lines.append(f"{report.seconds:7.1f} s  {news}")
            self._show(report)

    def emit(self, record: logging.LogRecord) -> None:
        """Take note of what the library logs."""
        self._lines.append(f"{record.name}: {record.getMessage()}")

    def text(self, result: Result) -> str:
        """Return the whole log of a solve that ended with a result."""
        return "\n".join(self._all_lines(result)) + "\n"

    def _all_lines(self, result: Result) -> Iterator[str]:
        yield f"instance {result.instance_name} {result.instance_digest}"
        yield from (f"option {name} = {value}" for name, value in result.options.items())
        yield from (f"version {name} {value}" for name, value in result.versions.items())
        yield from self._lines
        yield from (f"phase {name}: {seconds:.2f} s" for name, seconds in result.phases)
        yield (
            f"{result.status.value} ({result.reason}): objective {result.objective_cny:,.2f} CNY, "
            f"bound {result.bound_cny:,.2f} CNY, gap {result.gap:.4%}, {result.runtime_s:.2f} s"
        )


@contextmanager
def listening(show: Callable[[Report], None]) -> Iterator[Journal]:
    """Give a journal that hears the library's log while the block lasts."""
    library = logging.getLogger("optimizer")
    level = library.level
    journal = Journal(show)
    library.addHandler(journal)
    library.setLevel(logging.INFO)
    try:
        yield journal
    finally:
        library.setLevel(level)
        library.removeHandler(journal)


def _news(report: Report) -> str:
    """Return what a report says; numbers that are not finite say nothing."""
    parts = [report.phase]
    for name, cny in (("plan", report.incumbent), ("bound", report.bound)):
        parts += [f"{name} {cny:,.0f} CNY"] if cny is not None and math.isfinite(cny) else []
    gap = report.gap
    parts += [f"gap {gap:.2%}"] if gap is not None and math.isfinite(gap) else []
    return "  ".join(parts)
