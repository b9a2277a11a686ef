"""Ways to cut the load of a visit into pieces."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from enum import Enum, auto

from optimizer.routing.tasks.task import Task

MOST_PIECES = 12
"""Pieces of one visit at most: more of them slow the search down more than they help."""

SHARES = (0.2, 0.1, 0.05, 0.01)
"""Of a vehicle. Source: Chen, Golden, Wang and Wasil (2017), A novel approach to solve the split
delivery vehicle routing problem, International Transactions in Operational Research 24."""


class Cut(Enum):
    """How a load is cut.

    WHOLE not at all; TWO at any place; SLACK so that a piece fills what some route has left;
    HALVES in half, the rest in half again; BINARY into 1, 2, 4, ... units and the rest, of which
    every smaller load can be made; SHARES into fixed shares of a vehicle.
    """

    WHOLE = auto()
    TWO = auto()
    SLACK = auto()
    HALVES = auto()
    BINARY = auto()
    SHARES = auto()


def cut(
    load: int, way: Cut, unit: int, capacity: int, slacks: Sequence[int], rng: random.Random
) -> list[int]:
    """Return pieces that add up to a load, each more than nothing.

    Parameters
    ----------
    unit : int
        What loads and capacities are multiples of.
    slacks : sequence of int
        What routes nearby have left.
    """
    units = load // unit
    if units < 2 or way is Cut.WHOLE:
        return [load]
    if way is Cut.TWO:
        sizes = [rng.randrange(1, units) * unit]
    elif way is Cut.SLACK:
        fitting = [slack for slack in slacks if 0 < slack < load]
        sizes = [rng.choice(fitting)] if fitting else []
    elif way is Cut.HALVES:
        sizes = [max(units >> power, 1) * unit for power in range(1, 6)]
    elif way is Cut.BINARY:
        sizes = [unit << power for power in range(6)]
    else:
        sizes = [max(int(share * capacity) // unit, 1) * unit for share in SHARES for _ in range(5)]
    return _taken(load, sizes)


def _taken(load: int, sizes: Sequence[int]) -> list[int]:
    """Return the sizes that fit into a load one after the other, and the rest."""
    pieces: list[int] = []
    for size in sizes:
        if size < load and len(pieces) < MOST_PIECES - 1:
            pieces.append(size)
            load -= size
    return [*pieces, load]


def at_most(pieces: Sequence[int], most: int) -> list[int]:
    """Return so many pieces or fewer, the last ones as one."""
    if len(pieces) <= most:
        return list(pieces)
    return [*pieces[: most - 1], sum(pieces[most - 1 :])]


def full_loads(load: int, capacity: int) -> list[int]:
    """Return a load as full vehicles and the rest."""
    full, rest = divmod(load, capacity)
    return [capacity] * full + ([rest] if rest else [])


def shared_out(loads: tuple[int, ...], main: int, pieces: Sequence[int]) -> list[tuple[int, ...]]:
    """Return pieces of one dimension with the same shares of the others, whole numbers."""
    shares: list[tuple[int, ...]] = []
    cut_off, before = 0, (0,) * len(loads)
    for piece in pieces:
        cut_off += piece
        until = tuple(load * cut_off // loads[main] for load in loads)
        shares.append(tuple(b - a for a, b in zip(before, until, strict=True)))
        before = until
    return shares


def main_dimension(task: Task) -> int:
    """Return the dimension in which the loads fill most vehicles."""
    capacity = largest_vehicle(task)
    totals = [sum(loads) for loads in zip(*(c.loads for c in task.clients), strict=True)]
    filled = [total / max(largest, 1) for total, largest in zip(totals, capacity, strict=False)]
    return filled.index(max(filled))


def largest_vehicle(task: Task) -> tuple[int, ...]:
    """Return the largest capacity in each dimension."""
    return tuple(max(sizes) for sizes in zip(*(v.capacity for v in task.vehicles), strict=True))


def common_unit(task: Task, main: int) -> int:
    """Return what all loads and capacities of a dimension are multiples of."""
    return max(
        math.gcd(
            *(c.loads[main] for c in task.clients), *(v.capacity[main] for v in task.vehicles)
        ),
        1,
    )
