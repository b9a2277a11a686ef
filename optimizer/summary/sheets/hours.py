"""Hours of a response as they stand on a clock that starts with it."""

from __future__ import annotations

import math

MINUTES = 60
ROUNDING = 1e-6
"""Part of a minute that hours, which are binary fractions, may be off."""


def clock(hours: float) -> str:
    """Return hours as h:mm, to the nearest minute."""
    return _shown(round(hours * MINUTES)) if math.isfinite(hours) else "-"


def clock_up(hours: float) -> str:
    """Return hours as h:mm, rounded up: what must keep a deadline."""
    return _shown(math.ceil(hours * MINUTES - ROUNDING)) if math.isfinite(hours) else "-"


def clock_down(hours: float) -> str:
    """Return hours as h:mm, rounded down: what is left."""
    return _shown(math.floor(hours * MINUTES + ROUNDING)) if math.isfinite(hours) else "-"


def _shown(minutes: int) -> str:
    whole, rest = divmod(abs(minutes), MINUTES)
    return f"{'-' if minutes < 0 else ''}{whole}:{rest:02d}"
