"""How far a sum may miss a promise before it counts as broken.

A solver keeps a row to about a millionth, and a plan read from a file has been rounded. What
is below these floors no planner could see or act on.
"""

from __future__ import annotations

RELATIVE = 1e-6
"""Share of the limit itself: the feasibility tolerance of the usual solvers."""

PERSONS = 1e-4
"""Persons: flows are fractions, and a ten-thousandth of a person is rounding."""

SHARE_OF_PERSONS = 1e-6
"""Persons of a flow that is driven: it is shared out among drops, not solved for."""

UNITS = 1e-3
"""Units of a commodity: stock is whole, what is drawn follows from fractions of persons."""

TONNES = 1e-4
"""Tonnes: a hundred grams on a loading dock."""

CUBIC_METERS = 1e-3
"""Cubic meters: a liter of a storeroom."""

LIFT = 1e-3
"""Tonne-hours or cubic-meter-hours of a fleet that has thousands of them."""

HOURS = 1e-6
"""Hours: sums of minutes in binary fractions; four milliseconds."""

CLOCK = 0.002
"""Hours of a schedule: drivers are told the time to some seconds."""

KM = 1e-6
"""Kilometers: a millimeter."""

CNY = 1.0
"""Yuan: plans state costs to the yuan."""

COUNT = 1e-6
"""Things that are counted: stores, towns."""


def excess(amount: float, limit: float, floor: float) -> float:
    """Return by how much an amount is above its limit, 0 where that is within tolerance.

    Parameters
    ----------
    amount, limit, floor : float
        In one unit. An amount that is not a number gives not a number, which is true: it
        keeps no promise.
    """
    over = amount - limit
    return 0.0 if over <= max(floor, RELATIVE * abs(limit)) else over


def number(amount: float) -> str:
    """Return an amount as it is read aloud: four digits, or whole and grouped from 1,000 on."""
    return f"{amount:,.0f}" if abs(amount) >= 1000 else f"{amount:.4g}"
