"""The grammar of the split deliveries of the DIMACS challenge."""

from __future__ import annotations

from pathlib import Path

from benchmarks.number_file import Numbers
from benchmarks.routing.published import Customer, Depot, Published, Rounding, Van


def read(path: Path) -> Published:
    """Return a file as an instance; lengths are rounded to whole numbers.

    There are as many vehicles as one wants: one for each customer, and as many as the load fills.

    Raises
    ------
    UsageError
        When it is cut off or holds something else.
    """
    numbers = Numbers(path.read_text(encoding="ascii"), path.name)
    customers, capacity = numbers.take_counts()
    demands = [int(demand) for demand in numbers.take(customers)]
    (x, y), *places = [numbers.take_floats(2) for _ in range(customers + 1)]
    numbers.refuse_more()
    return Published(
        name=path.name,
        depots=(Depot(x=x, y=y),),
        customers=tuple(
            Customer(x=x, y=y, demand=demand)
            for demand, (x, y) in zip(demands, places, strict=True)
        ),
        vans=(Van(count=customers - (-sum(demands) // capacity), capacity=capacity),),
        rounding=Rounding.WHOLE,
        splits=True,
    )
