"""A published instance in the whole numbers of our routing core."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from benchmarks.routing.published import Published, Van
from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.task import Base, Client, Matrix, Task, TaskVehicle


@dataclass(frozen=True, kw_only=True)
class Scaled:
    """A task, and what its cost is divided by to be in the published unit.

    Bases, clients and vehicles of the task stand in the order of the depots, customers and vans of
    the instance.
    """

    task: Task
    divisor: float


def as_task(published: Published) -> Scaled:
    """Return an instance as a task.

    Where lengths are real, times are rounded up, so that what keeps the limits of the task keeps
    those that were published.
    """
    per_unit = published.per_unit
    per_cost = _whole_costs(published.vans)
    metres = np.rint(published.legs * per_unit).astype(np.int64)
    # A leg that is a decimal number must not be rounded up because it is no binary one.
    seconds = np.ceil(published.legs * per_unit - 1e-6).astype(np.int64)
    allowed = tuple(dict.fromkeys(van.allowed for van in published.vans))
    return Scaled(
        task=Task(
            name=published.name,
            metres=tuple(_open_to(published, metres, served) for served in allowed),
            seconds=tuple(_open_to(published, seconds, served) for served in allowed),
            bases=_bases(published, per_unit),
            clients=_clients(published, per_unit),
            vehicles=tuple(
                _vehicle(published, van, allowed.index(van.allowed), per_cost)
                for van in published.vans
            ),
        ),
        divisor=per_unit * per_cost,
    )


def _whole_costs(vans: tuple[Van, ...]) -> int:
    """Return the power of ten that makes the costs of a unit of length whole."""
    decimals = (Decimal(str(van.per_length)).normalize().as_tuple().exponent for van in vans)
    return int(10 ** max(0, *(-int(exponent) for exponent in decimals)))


def _open_to(published: Published, matrix: Matrix, served: frozenset[int] | None) -> Matrix:
    """Return the matrix without ways from or to customers that are not served."""
    if served is None:
        return matrix
    closed = [
        len(published.depots) + customer
        for customer in range(len(published.customers))
        if customer not in served
    ]
    narrowed = matrix.copy()
    narrowed[closed, :] = narrowed[:, closed] = NEVER_S
    narrowed[closed, closed] = 0
    return narrowed


def _until(time: float, per_unit: int) -> int:
    return NEVER_S if math.isinf(time) else math.floor(time * per_unit + 1e-6)


def _from(time: float, per_unit: int) -> int:
    return math.ceil(time * per_unit - 1e-6)


def _bases(published: Published, per_unit: int) -> tuple[Base, ...]:
    return tuple(
        Base(
            point=point,
            earliest=_from(depot.earliest, per_unit),
            latest=_until(depot.latest, per_unit),
        )
        for point, depot in enumerate(published.depots)
    )


def _clients(published: Published, per_unit: int) -> tuple[Client, ...]:
    return tuple(
        Client(
            point=point,
            loads=(customer.demand,),
            service=_from(customer.service, per_unit),
            earliest=_from(customer.earliest, per_unit),
            latest=_until(customer.latest, per_unit),
            release=_from(customer.release, per_unit),
            divisible=published.splits,
        )
        for point, customer in enumerate(published.customers, len(published.depots))
    )


def _vehicle(published: Published, van: Van, profile: int, per_cost: int) -> TaskVehicle:
    per_unit = published.per_unit
    depot = published.depots[van.depot]
    return TaskVehicle(
        count=van.count,
        profile=profile,
        capacity=(van.capacity,),
        start=van.depot,
        end=van.depot,
        reloads=van.reloads,
        most_trips=NEVER_S if van.reloads else 1,
        earliest=_from(depot.earliest, per_unit),
        latest=_until(depot.latest, per_unit),
        most_seconds=_until(van.most_time, per_unit),
        fixed=round(van.fixed * per_unit * per_cost),
        per_metre=round(van.per_length * per_cost),
    )
