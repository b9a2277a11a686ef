"""The grammar of Golden's and Taillard's problems with unlike vehicles."""

from __future__ import annotations

from pathlib import Path

from benchmarks.number_file import Numbers
from benchmarks.routing.published import Customer, Depot, Published, Rounding, Van

COMMENT = "//"


def read(path: Path) -> Published:
    """Return a file as an instance; lengths are real numbers.

    Raises
    ------
    UsageError
        When it is cut off or holds something else.
    """
    lines = path.read_text(encoding="ascii").splitlines()
    told = [line for line in lines if not line.strip().startswith(COMMENT)]
    numbers = Numbers(" ".join(told), path.name)
    customers, types = numbers.take_counts()
    longest, service, *_ = numbers.take_floats(4)
    fleet = [numbers.take_floats(4) for _ in range(types)]
    x, y = numbers.take_floats(2)
    served = [numbers.take_floats(3) for _ in range(customers)]
    numbers.refuse_more()
    return Published(
        name=path.stem,
        depots=(Depot(x=x, y=y),),
        customers=tuple(
            Customer(x=x, y=y, demand=int(demand), service=service) for x, y, demand in served
        ),
        vans=tuple(
            Van(
                count=int(count),
                capacity=int(capacity),
                fixed=fixed,
                per_length=per_length,
                most_time=longest,
            )
            for count, capacity, fixed, per_length in fleet
        ),
        rounding=Rounding.EXACT,
    )
