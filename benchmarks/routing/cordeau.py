"""Cordeau's grammar of routing from several depots."""

from __future__ import annotations

import math
from pathlib import Path

from benchmarks.number_file import Numbers
from benchmarks.routing.published import Customer, Depot, Published, Rounding, Van
from optimizer.errors import UsageError

SEVERAL_DEPOTS = 2
"""The grammar's number for this kind of problem."""


def read(path: Path) -> Published:
    """Return a file as an instance; lengths are real numbers.

    A vehicle belongs to one depot and comes back to it. What follows the demand of a customer are
    days on which it may be visited, which there are none of here.

    Raises
    ------
    UsageError
        When it is cut off or for another kind of problem.
    """
    lines = [line for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    kind, per_depot, customers, depots = _row(lines, 0, 4, path.name)
    if kind != SEVERAL_DEPOTS:
        raise UsageError(f"{path.name}: found problem type {kind:g}, expected {SEVERAL_DEPOTS}.")
    first = 1 + int(depots)
    last = first + int(customers)
    fleet = [_row(lines, index, 2, path.name) for index in range(1, first)]
    served = [_row(lines, index, 5, path.name) for index in range(first, last)]
    bases = [_row(lines, index, 3, path.name) for index in range(last, last + int(depots))]
    return Published(
        name=path.stem,
        depots=tuple(Depot(x=x, y=y) for _, x, y in bases),
        customers=tuple(
            Customer(x=x, y=y, demand=int(demand), service=service)
            for _, x, y, service, demand in served
        ),
        vans=tuple(
            Van(
                count=int(per_depot),
                capacity=int(capacity),
                depot=depot,
                most_time=most_time or math.inf,
            )
            for depot, (most_time, capacity) in enumerate(fleet)
        ),
        rounding=Rounding.EXACT,
    )


def _row(lines: list[str], index: int, count: int, origin: str) -> tuple[float, ...]:
    """Return the first numbers of a line."""
    if index >= len(lines):
        raise UsageError(
            f"{origin}: found {len(lines)} lines, expected at least {index + 1}. Is it cut off?"
        )
    return Numbers(lines[index], f"{origin}, line {index + 1}").take_floats(count)
