"""Customers on a line, whose routes can be summed in the head."""

import math

from benchmarks.routing.published import Customer, Depot, Published, Rounding, Van
from optimizer.routing.tasks.task import TaskRoute, TaskVisit

TWO_VANS = (Van(count=2, capacity=10),)


def line(*x, windows=None, vans=TWO_VANS, **changes):
    """Customers on a line with the depot at 0, each with demand 4."""
    windows = windows or {}
    values = {
        "name": "line",
        "depots": (Depot(x=0, y=0),),
        "customers": tuple(
            Customer(x=at, y=0, demand=4, earliest=a, latest=b)
            for at, (a, b) in zip(x, (windows.get(i, (0, math.inf)) for i in x), strict=True)
        ),
        "vans": vans,
        "rounding": Rounding.EXACT,
    }
    return Published(**(values | changes))


def route(*customers, vehicle=0, depot=0, load=4):
    return TaskRoute(vehicle, ((depot, tuple(TaskVisit(c, (load,)) for c in customers)),))
