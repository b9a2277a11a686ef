"""A task as OR-Tools' routing model: matrices and constraints, no Python callbacks.

Vehicles that load again visit a copy of the base. Whatever holds for one trip only (its load, its
base, the second it is loaded) is a dimension that such a visit resets.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp

from optimizer.routing.problem import NEVER_S
from optimizer.routing.task import Matrix, Task, TaskAnswer, TaskRoute, TaskVisit


@dataclass(frozen=True, slots=True)
class Reload:
    """A visit of one vehicle row to a base where it is loaded again."""

    vehicle: int
    base: int


@dataclass(frozen=True)
class Nodes:
    """What the nodes of the model stand for.

    Parameters
    ----------
    vehicles : list of int
        Row of the task of every vehicle of the model.
    clients : list of int
        Clients; they come after the bases.
    reloads : list of Reload
        They come last.
    """

    task: Task
    vehicles: list[int]
    clients: list[int]
    reloads: list[Reload]

    @cached_property
    def points(self) -> Matrix:
        """Row of the task's matrices of every node."""
        bases = [base.point for base in self.task.bases]
        clients = [self.task.clients[client].point for client in self.clients]
        again = [bases[reload.base] for reload in self.reloads]
        return np.array([*bases, *clients, *again])

    @property
    def first_client(self) -> int:
        """First node that is a client."""
        return len(self.task.bases)

    @property
    def first_reload(self) -> int:
        """First node that is a visit to load again."""
        return self.first_client + len(self.clients)


def nodes_of(task: Task, start: TaskAnswer | None, seed: int) -> Nodes:
    """Return vehicles, clients and reloads, in an order that depends on the seed.

    Of fleets without limit, there are twice as many vehicles and reloads as the loads fill.
    """
    vehicles: list[int] = []
    reloads: list[Reload] = []
    for row, vehicle in enumerate(task.vehicles):
        own = [route for route in start.routes if route.vehicle == row] if start else []
        filled = 2 * _filled(task, row) + 4
        count = min(vehicle.count, max(filled, len(own) + 4))
        vehicles += [row] * count
        for base in vehicle.reloads if vehicle.most_trips > 1 else ():
            used = sum(at == base for route in own for at, _ in route.trips[1:])
            # A start says where a vehicle loads again; once more there, or at its start, is enough.
            again = used + (used > 0 or base == vehicle.start)
            sensible = max(filled, 4) if start is None else again
            most = min(count * (vehicle.most_trips - 1), sensible)
            reloads += [Reload(row, base)] * most
    clients = list(range(len(task.clients)))
    if seed:
        shuffle = random.Random(seed).shuffle
        shuffle(vehicles)
        shuffle(clients)
    return Nodes(task, vehicles, clients, reloads)


def _filled(task: Task, row: int) -> int:
    """Return how many vehicles of a row all loads fill."""
    sums = [sum(loads) for loads in zip(*(c.loads for c in task.clients), strict=True)]
    capacity = task.vehicles[row].capacity
    needed = [-(-a // max(b, 1)) for a, b in zip(sums, capacity, strict=True)]
    return min(max(needed, default=1), len(task.clients))


def horizon_s(task: Task) -> int:
    """Return a second that every sensible route has ended by."""
    longest = max(int(np.where(m < NEVER_S, m, 0).max(initial=0)) for m in task.seconds)
    service = sum(client.service for client in task.clients)
    begins = [v.earliest for v in task.vehicles]
    begins += [max(client.earliest, client.release) for client in task.clients]
    begins += [base.earliest for base in task.bases]
    hours = [v.drive_s for v in task.vehicles if v.drive_s < NEVER_S]
    moving = longest * (2 * len(task.clients) + 2)
    rests = sum(v.rest_s for v in task.vehicles) * (moving // min(hours) + 1) if hours else 0
    queue = sum(v.load_s for v in task.vehicles) * len(task.clients)
    return max(begins) + moving + service + rests + queue + 1


def dearest(task: Task) -> int:
    """Return more than any answer costs and any route lasts."""
    ways = 2 * len(task.clients) + 2
    metres = max(int(m[m < NEVER_S].max(initial=0)) for m in task.metres)
    horizon = horizon_s(task)
    per_second = max(v.per_second for v in task.vehicles) * len(task.clients)
    late = sum(client.late_per_second for client in task.clients)
    fixed = sum(v.fixed * min(v.count, len(task.clients)) for v in task.vehicles)
    prizes = sum(client.prize or 0 for client in task.clients)
    price = metres * ways * max(1, *(v.per_metre for v in task.vehicles))
    return price + fixed + prizes + horizon * (1 + per_second + late)


class Model:
    """The routing model of a task."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.task = task = nodes.task
        rows = [task.vehicles[row] for row in nodes.vehicles]
        self.manager = pywrapcp.RoutingIndexManager(
            len(nodes.points), len(rows), [v.start for v in rows], [v.end for v in rows]
        )
        self.routing: Any = pywrapcp.RoutingModel(self.manager)
        self.solver: Any = self.routing.solver()
        self.horizon = min(
            horizon_s(task), max(min(v.latest, task.bases[v.end].latest) for v in rows)
        )
        self._price_ways()
        self._limit_loads()
        self._limit_metres()
        if self._is_timed():
            self._keep_time()
        self._hold_bases()
        self._make_optional()

    def client(self, position: int) -> int:
        """Return the index of the client at a position of `nodes.clients`."""
        return int(self.manager.NodeToIndex(self.nodes.first_client + position))

    def reload(self, position: int) -> int:
        """Return the index of a visit to load again."""
        return int(self.manager.NodeToIndex(self.nodes.first_reload + position))

    def _matrix(self, matrix: Matrix, never: int) -> Matrix:
        wide = matrix[np.ix_(self.nodes.points, self.nodes.points)].copy()
        wide[wide >= NEVER_S] = never
        np.fill_diagonal(wide, 0)
        return wide

    def _by_vehicle(self, make: Callable[[int], Matrix]) -> list[int]:
        """Register one matrix for every row of vehicles and return one index a vehicle."""
        made = {row: make(row) for row in sorted(set(self.nodes.vehicles))}
        registered: dict[bytes, int] = {}
        indices = {}
        for row, matrix in made.items():
            key = matrix.tobytes()
            if key not in registered:
                registered[key] = self.routing.RegisterTransitMatrix(matrix.tolist())
            indices[row] = registered[key]
        return [indices[row] for row in self.nodes.vehicles]

    def _price_ways(self) -> None:
        def price(row: int) -> Matrix:
            vehicle = self.task.vehicles[row]
            return self._matrix(self.task.metres[vehicle.profile], 0) * vehicle.per_metre

        for vehicle, index in enumerate(self._by_vehicle(price)):
            self.routing.SetArcCostEvaluatorOfVehicle(index, vehicle)
            fixed = self.task.vehicles[self.nodes.vehicles[vehicle]].fixed
            self.routing.SetFixedCostOfVehicle(fixed, vehicle)

    def _limit_loads(self) -> None:
        """Load no more than a vehicle carries; a reload may empty all that was counted."""
        for number in range(len(self.task.vehicles[0].capacity)):
            capacity = [self.task.vehicles[row].capacity[number] for row in self.nodes.vehicles]
            largest = max(capacity) if self.nodes.reloads else 0
            bases = [0] * self.nodes.first_client
            loads = [self.task.clients[client].loads[number] for client in self.nodes.clients]
            vector = self.routing.RegisterUnaryTransitVector(
                [*bases, *loads, *([-largest] * len(self.nodes.reloads))]
            )
            name = f"load{number}"
            self.routing.AddDimensionWithVehicleCapacity(vector, largest, capacity, True, name)
            self._slack_at_reloads(self.routing.GetDimensionOrDie(name))

    def _slack_at_reloads(self, dimension: Any) -> None:
        if self.nodes.reloads:
            for position in range(len(self.nodes.clients)):
                dimension.SlackVar(self.client(position)).SetValue(0)
            for vehicle in range(len(self.nodes.vehicles)):
                dimension.SlackVar(self.routing.Start(vehicle)).SetValue(0)

    def _limit_metres(self) -> None:
        most = [self.task.vehicles[row].most_metres for row in self.nodes.vehicles]
        if min(most) >= NEVER_S and all((m < NEVER_S).all() for m in self.task.metres):
            return
        longest = max(int(np.where(m < NEVER_S, m, 0).max(initial=0)) for m in self.task.metres)
        never = longest * (2 * len(self.task.clients) + 2) + 1
        self.routing.AddDimensionWithVehicleTransitAndCapacity(
            self._by_vehicle(
                lambda row: self._matrix(self.task.metres[self.task.vehicles[row].profile], never)
            ),
            0,
            [min(metres, never - 1) for metres in most],
            True,
            "metres",
        )

    def _is_timed(self) -> bool:
        task = self.task
        return (
            not task.is_plain
            or any(v.earliest or min(v.latest, v.most_seconds) < NEVER_S for v in task.vehicles)
            or any(v.per_second for v in task.vehicles)
            or any(b.earliest or b.latest < NEVER_S for b in task.bases)
            or any(c.earliest or c.release or c.latest < NEVER_S for c in task.clients)
            or any((matrix >= NEVER_S).any() for matrix in task.seconds)
        )

    def _keep_time(self) -> None:
        service = [0] * len(self.nodes.points)
        for position, client in enumerate(self.nodes.clients):
            service[self.nodes.first_client + position] = self.task.clients[client].service

        def seconds(row: int) -> Matrix:
            matrix = self.task.seconds[self.task.vehicles[row].profile]
            after: Matrix = np.array(service, dtype=np.int64)[:, None]
            return np.add(self._matrix(matrix, self.horizon + 1), after)

        self.routing.AddDimensionWithVehicleTransits(
            self._by_vehicle(seconds), self.horizon, self.horizon, False, "time"
        )
        self.time: Any = self.routing.GetDimensionOrDie("time")
        self._open_windows()
        self._hold_releases()
        self._queue_at_docks()
        self._rest(service)

    def _open_windows(self) -> None:
        for vehicle, row in enumerate(self.nodes.vehicles):
            its = self.task.vehicles[row]
            start, end = self.task.bases[its.start], self.task.bases[its.end]
            begin = max(its.earliest, start.earliest)
            self._range(self.routing.Start(vehicle), begin, min(its.latest, start.latest))
            self._range(self.routing.End(vehicle), 0, min(its.latest, end.latest))
            if its.most_seconds < NEVER_S:
                self.time.SetSpanUpperBoundForVehicle(its.most_seconds, vehicle)
            if its.per_second:
                self.time.SetSpanCostCoefficientForVehicle(its.per_second, vehicle)
            self.routing.AddVariableMinimizedByFinalizer(
                self.time.CumulVar(self.routing.End(vehicle))
            )
        for position, number in enumerate(self.nodes.clients):
            client = self.task.clients[number]
            self._range(self.client(position), client.earliest, client.latest)
            if client.late_per_second:
                self.time.SetCumulVarSoftUpperBound(
                    self.client(position), client.due, client.late_per_second
                )
        for position, reload in enumerate(self.nodes.reloads):
            base = self.task.bases[reload.base]
            latest = min(base.latest, self.task.vehicles[reload.vehicle].latest)
            self._range(self.reload(position), base.earliest, latest)

    def _range(self, index: int, earliest: int, latest: int) -> None:
        self.time.CumulVar(index).SetRange(min(earliest, self.horizon), min(latest, self.horizon))

    def _held(self, name: str, most: int) -> Any:
        """Add a dimension that keeps its value through a trip, and may change at reloads."""
        at_reload = [-most] * len(self.nodes.reloads)
        vector = self.routing.RegisterUnaryTransitVector([0] * self.nodes.first_reload + at_reload)
        slack = 2 * most if self.nodes.reloads else 0
        self.routing.AddDimension(vector, slack, most, False, name)
        dimension = self.routing.GetDimensionOrDie(name)
        self._slack_at_reloads(dimension)
        return dimension

    def _hold_releases(self) -> None:
        """Load a trip no earlier than all of its goods are there."""
        if not any(client.release for client in self.task.clients):
            return
        loaded = self._held("loaded", self.horizon)
        for vehicle in range(len(self.nodes.vehicles)):
            start = self.routing.Start(vehicle)
            self.solver.Add(loaded.CumulVar(start) == self.time.CumulVar(start))
        for position in range(len(self.nodes.reloads)):
            index = self.reload(position)
            self.solver.Add(
                loaded.CumulVar(index) + loaded.SlackVar(index)
                == self.time.CumulVar(index) + self.horizon
            )
        for position, client in enumerate(self.nodes.clients):
            release = min(self.task.clients[client].release, self.horizon)
            loaded.CumulVar(self.client(position)).SetMin(release)

    def _hold_bases(self) -> None:
        """Bring a client's goods from one of its bases."""
        rows = self.nodes.vehicles
        if not any(client.bases for client in self.task.clients):
            return
        base = self._held("base", len(self.task.bases))
        for vehicle, row in enumerate(rows):
            base.CumulVar(self.routing.Start(vehicle)).SetValue(self.task.vehicles[row].start)
        for position, reload in enumerate(self.nodes.reloads):
            index = self.reload(position)
            self.solver.Add(
                base.CumulVar(index) + base.SlackVar(index) == len(self.task.bases) + reload.base
            )
        for position, client in enumerate(self.nodes.clients):
            if bases := self.task.clients[client].bases:
                base.CumulVar(self.client(position)).SetValues(sorted(bases))

    def _queue_at_docks(self) -> None:
        for number, base in enumerate(self.task.bases):
            if base.docks is None:
                continue
            loadings = [
                (self.routing.Start(vehicle), row, self.routing.ActiveVehicleVar(vehicle))
                for vehicle, row in enumerate(self.nodes.vehicles)
                if self.task.vehicles[row].start == number
            ]
            loadings += [
                (self.reload(at), reload.vehicle, self.routing.ActiveVar(self.reload(at)))
                for at, reload in enumerate(self.nodes.reloads)
                if reload.base == number
            ]
            intervals = [
                self.solver.FixedDurationIntervalVar(
                    self.time.CumulVar(index),
                    self.task.vehicles[row].load_s,
                    performed,
                    f"loading{index}",
                )
                for index, row, performed in loadings
                if self.task.vehicles[row].load_s
            ]
            ones = [1] * len(intervals)
            self.solver.Add(self.solver.Cumulative(intervals, ones, base.docks, f"docks{number}"))

    def _rest(self, service: list[int]) -> None:
        """Rest after `drive_s`, service counted as driving: stricter than the task."""
        visits = [0] * self.routing.Size()
        for node in range(self.nodes.first_client, len(self.nodes.points)):
            visits[self.manager.NodeToIndex(node)] = service[node]
        for vehicle, row in enumerate(self.nodes.vehicles):
            its = self.task.vehicles[row]
            if its.drive_s >= NEVER_S:
                continue
            most = min(self.horizon // its.drive_s + 1, len(self.task.clients) + 1)
            breaks = [
                self.solver.FixedDurationIntervalVar(
                    0, self.horizon, its.rest_s, True, f"rest{vehicle}-{number}"
                )
                for number in range(most)
            ]
            self.time.SetBreakIntervalsOfVehicle(breaks, vehicle, visits)
            self.time.SetBreakDistanceDurationOfVehicle(its.drive_s, its.rest_s, vehicle)

    def _make_optional(self) -> None:
        """Let clients with a prize be left out, and others until `spread_reloads` is filled.

        An answer that still leaves out one of those others is none.
        """
        for position, number in enumerate(self.nodes.clients):
            prize = self.task.clients[number].prize
            if prize is None and self.nodes.reloads:
                prize = dearest(self.task) // len(self.nodes.clients) + 1
            if prize is not None:
                self.routing.AddDisjunction([self.client(position)], prize)
        for position, reload in enumerate(self.nodes.reloads):
            index = self.reload(position)
            self.routing.AddDisjunction([index], 0)
            own = [v for v, row in enumerate(self.nodes.vehicles) if row == reload.vehicle]
            self.routing.VehicleVar(index).SetValues([-1, *own])

    def routes(self) -> list[TaskRoute]:
        """Return the routes of the solution at which the search stands."""
        next_of = [int(self.routing.NextVar(i).Value()) for i in range(self.routing.Size())]
        return self._read(next_of)

    def _read(self, next_of: list[int]) -> list[TaskRoute]:
        found = []
        for vehicle, row in enumerate(self.nodes.vehicles):
            trips: list[tuple[int, tuple[TaskVisit, ...]]] = []
            base, visits = self.task.vehicles[row].start, list[TaskVisit]()
            index = next_of[self.routing.Start(vehicle)]
            while not self.routing.IsEnd(index):
                node = self.manager.IndexToNode(index)
                if node < self.nodes.first_reload:
                    client = self.nodes.clients[node - self.nodes.first_client]
                    visits.append(TaskVisit(client, self.task.clients[client].loads))
                else:
                    reload = self.nodes.reloads[node - self.nodes.first_reload]
                    if visits or (not trips and reload.base != base):
                        trips.append((base, tuple(visits)))
                    base, visits = reload.base, []
                index = next_of[index]
            if visits:
                trips.append((base, tuple(visits)))
            if any(visits for _, visits in trips):
                found.append(TaskRoute(row, tuple(trips)))
        return found

    def indices(self, answer: TaskAnswer) -> list[list[int]] | None:
        """Return an answer's routes as lists of indices, None where they do not fit."""
        place = {client: self.client(at) for at, client in enumerate(self.nodes.clients)}
        free: dict[Reload, list[int]] = {}
        for at, reload in enumerate(self.nodes.reloads):
            free.setdefault(reload, []).append(self.reload(at))
        own = [
            [route for route in answer.routes if route.vehicle == row]
            for row in range(len(self.task.vehicles))
        ]
        rows: list[list[int]] = []
        for row in self.nodes.vehicles:
            rows.append([])
            if not own[row]:
                continue
            for trip, (base, visits) in enumerate(own[row].pop(0).trips):
                if trip:
                    copies = free.get(Reload(row, base))
                    if not copies:
                        return None
                    rows[-1].append(copies.pop(0))
                rows[-1].extend(place[visit.client] for visit in visits)
        return None if any(own) else rows

    def spread_reloads(self) -> list[list[int]]:
        """Return routes that only load again and again, for a search to bring in the clients.

        Insertion heuristics do not think of reloads: they would leave nearly all clients out.
        """
        rows: list[list[int]] = [[] for _ in self.nodes.vehicles]
        for at, reload in enumerate(self.nodes.reloads):
            own = [v for v, row in enumerate(self.nodes.vehicles) if row == reload.vehicle]
            least = min(own, key=lambda vehicle: len(rows[vehicle]))
            if len(rows[least]) < self.task.vehicles[reload.vehicle].most_trips - 1:
                rows[least].append(self.reload(at))
        return rows
