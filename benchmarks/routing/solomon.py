"""Solomon's grammar of vehicle routing with time windows."""

from __future__ import annotations

from pathlib import Path

from benchmarks.number_file import Numbers
from benchmarks.routing.published import Customer, Depot, Published, Rounding, Van
from optimizer.errors import UsageError

HEADINGS = ("VEHICLE", "NUMBER", "CUSTOMER", "CUST")
"""Words that lines without numbers begin with."""

COLUMNS = 7
"""Number, x, y, demand, ready time, due date, service time."""


def read(path: Path) -> Published:
    """Return a file as an instance; lengths are real numbers.

    Raises
    ------
    UsageError
        When it is cut off or holds something else.
    """
    lines = [line for line in path.read_text(encoding="ascii").splitlines() if line.strip()]
    if not lines:
        raise UsageError(f"{path.name}: found an empty file.")
    rows = [line for line in lines[1:] if line.split()[0].upper() not in HEADINGS]
    numbers = Numbers(" ".join(rows), path.name)
    count, capacity = numbers.take_counts()
    # The first two numbers are the fleet, every other row is a place.
    places = [numbers.take_floats(COLUMNS) for _ in range(len(rows) - 1)]
    numbers.refuse_more()
    if len(places) < 2:
        raise UsageError(
            f"{path.name}: found {len(places)} places, expected a depot and customers."
        )
    _, x, y, _, earliest, latest, _ = places[0]
    return Published(
        name=lines[0].strip(),
        depots=(Depot(x=x, y=y, earliest=earliest, latest=latest),),
        customers=tuple(
            Customer(
                x=x, y=y, demand=int(demand), service=service, earliest=earliest, latest=latest
            )
            for _, x, y, demand, earliest, latest, service in places[1:]
        ),
        vans=(Van(count=count, capacity=capacity),),
        rounding=Rounding.EXACT,
    )
