"""The part of a routing that general engines can express: static, in arrays, one cost.

A `Task` has no closures, stock or splits; `lower` makes one of what an answer leaves to be
bettered, and what engines find is timed and judged by the whole problem. What `task_cost` says
of an answer to it holds, whatever an engine claims.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.problem import NEVER_S

Matrix = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A visit to be made.

    Parameters
    ----------
    point : int
        Row of the matrices.
    loads : tuple of int
        In every dimension of `TaskVehicle.capacity`.
    service : int
        Seconds, whatever the vehicle.
    earliest, latest : int
        Seconds in which the service begins.
    release : int
        Second before which no trip with it is loaded at its base.
    prize : int or None
        What leaving it out costs; None: it must be visited.
    bases : tuple of int
        Bases it may come from; empty: all.
    divisible : bool
        Whether several visits may share the load. Each of them takes the whole service.
    most_visits : int
        Visits at most that share the load.
    due, late_per_second : int
        What every second costs by which the service begins after `due`.
    """

    point: int
    loads: tuple[int, ...]
    service: int = 0
    earliest: int = 0
    latest: int = NEVER_S
    release: int = 0
    prize: int | None = None
    bases: tuple[int, ...] = ()
    divisible: bool = False
    most_visits: int = NEVER_S
    due: int = 0
    late_per_second: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Where trips begin: a depot.

    Parameters
    ----------
    point : int
        Row of the matrices.
    earliest, latest : int
        Seconds in which loading begins; routes that end here do so by `latest`.
    docks : int or None
        Vehicles loaded at the same time at most, served as they come; None: any number.
    """

    point: int
    earliest: int = 0
    latest: int = NEVER_S
    docks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskVehicle:
    """So many vehicles alike.

    Parameters
    ----------
    profile : int
        Index of its matrices.
    start, end : int
        Bases where its route begins, loaded, and ends.
    reloads : tuple of int
        Bases at which it may load again.
    most_trips : int
        Loadings at most, the first one too.
    earliest, latest : int
        Seconds between which it is on its way.
    most_seconds, most_metres : int
        Of the whole route.
    fixed, per_metre, per_second : int
        Cost if used, of a metre, of a second from leaving to coming back.
    load_s : int
        Seconds that a loading holds a dock. They stand in the `seconds` of the ways out of bases
        as well.
    drive_s, rest_s : int
        It drives at most `drive_s` without a pause of `rest_s`; waiting counts as one.
    """

    count: int
    profile: int = 0
    capacity: tuple[int, ...]
    start: int = 0
    end: int = 0
    reloads: tuple[int, ...] = ()
    most_trips: int = 1
    earliest: int = 0
    latest: int = NEVER_S
    most_seconds: int = NEVER_S
    most_metres: int = NEVER_S
    fixed: int = 0
    per_metre: int = 1
    per_second: int = 0
    load_s: int = 0
    drive_s: int = NEVER_S
    rest_s: int = 0


@dataclass(frozen=True, kw_only=True)
class Task:
    """A vehicle routing problem as published benchmarks know it.

    Parameters
    ----------
    metres, seconds : sequence of (points, points) arrays of int64
        One of each for every profile; `NEVER_S` where there is no way. Service that depends on
        the vehicle stands in `seconds`.
    driving : sequence of arrays of int64
        Of `seconds`, those that are driven and count towards rests; empty: all.
    """

    name: str
    metres: Sequence[Matrix]
    seconds: Sequence[Matrix]
    bases: tuple[Base, ...]
    clients: tuple[Client, ...]
    vehicles: tuple[TaskVehicle, ...]
    driving: Sequence[Matrix] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it has neither docks, rests nor due times."""
        return not (
            any(base.docks is not None for base in self.bases)
            or any(vehicle.drive_s < NEVER_S for vehicle in self.vehicles)
            or any(client.late_per_second for client in self.clients)
        )

    @property
    def has_due_times(self) -> bool:
        """Whether what comes later than it is due costs something, and not from the start on."""
        return any(client.late_per_second and client.due for client in self.clients)

    def plain(self) -> Task:
        """Return it without docks, rests and due times, for engines that do not know them."""
        return replace(
            self,
            bases=tuple(replace(base, docks=None) for base in self.bases),
            clients=tuple(replace(client, late_per_second=0) for client in self.clients),
            vehicles=tuple(replace(v, drive_s=NEVER_S, rest_s=0) for v in self.vehicles),
            driving=(),
        )


@dataclass(frozen=True, slots=True)
class TaskVisit:
    """A visit to a client and what it leaves there: all of its loads, where it is served whole."""

    client: int
    loads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TaskRoute:
    """A route of one vehicle.

    Parameters
    ----------
    vehicle : int
        Index of `Task.vehicles`.
    trips : tuple of (int, tuple of TaskVisit)
        Base where it is loaded, and the visits; the first base is the vehicle's start. A first
        trip without visits goes to the base of the second one empty.
    """

    vehicle: int
    trips: tuple[tuple[int, tuple[TaskVisit, ...]], ...]


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """Routes, what they and the clients left out cost, recomputed by `task_cost`."""

    routes: tuple[TaskRoute, ...]
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How long an engine may go on; the same seed and iterations give the same routes again.

    Parameters
    ----------
    seconds : float
        Wall time.
    iterations : int or None
        Iterations in the engine's own measure; None: the time alone decides.
    """

    seconds: float
    iterations: int | None = None


Listener = Callable[[TaskAnswer], None]
"""Told of every better answer."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What an engine found.

    Parameters
    ----------
    best : TaskAnswer or None
        None where it found no answer that keeps every limit.
    pool : tuple of TaskRoute
        Routes of good answers, each valid by itself.
    """

    best: TaskAnswer | None
    pool: tuple[TaskRoute, ...] = field(default=())


class Engine(Protocol):
    """A search for better answers to a task."""

    name: str

    def can(self, task: Task) -> bool:
        """Return whether it can express all of a task, and is there at all."""

    def improve(self, task: Task, start: TaskAnswer | None, budget: Budget, seed: int) -> Found:
        """Return the best answer found, never worse than `start`."""
