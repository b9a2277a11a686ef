"""A task as OR-Tools' routing model: matrices and constraints, no Python callbacks.

Vehicles that load again visit a copy of the base. Whatever holds for one trip only (its load, its
base, the second it is loaded) is a dimension that such a visit resets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from ortools.constraint_solver import pywrapcp

from optimizer.routing.engines.ortools_nodes import Nodes, dearest, horizon_s
from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.task import Matrix


class Model:
    """The routing model of a task, without time: see `ortools_time`."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self.task = task = nodes.task
        rows = [task.vehicles[row] for row in nodes.vehicles]
        self.manager = pywrapcp.RoutingIndexManager(
            len(nodes.points),
            len(rows),
            [nodes.bases.index(v.start) for v in rows],
            [nodes.bases.index(v.end) for v in rows],
        )
        self.routing: Any = pywrapcp.RoutingModel(self.manager)
        self.solver: Any = self.routing.solver()
        self.horizon = min(
            horizon_s(task), max(min(v.latest, task.bases[v.end].latest) for v in rows)
        )
        self._price_ways()
        self._limit_loads()
        self._limit_metres()
        self._hold_bases()
        self._make_optional()

    def client(self, position: int) -> int:
        """Return the index of the client at a position of `nodes.clients`."""
        return int(self.manager.NodeToIndex(self.nodes.first_client + position))

    def reload(self, position: int) -> int:
        """Return the index of a visit to load again."""
        return int(self.manager.NodeToIndex(self.nodes.first_reload + position))

    def matrix(self, matrix: Matrix, never: int) -> Matrix:
        """Return a matrix over the nodes, with a number of its own where there is no way."""
        wide = matrix[np.ix_(self.nodes.points, self.nodes.points)].copy()
        wide[wide >= NEVER_S] = never
        np.fill_diagonal(wide, 0)
        return wide

    def by_vehicle(self, make: Callable[[int], Matrix]) -> list[int]:
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
            return self.matrix(self.task.metres[vehicle.profile], 0) * vehicle.per_metre

        for vehicle, index in enumerate(self.by_vehicle(price)):
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
            self.by_vehicle(
                lambda row: self.matrix(self.task.metres[self.task.vehicles[row].profile], never)
            ),
            0,
            [min(metres, never - 1) for metres in most],
            True,
            "metres",
        )

    def held(self, name: str, most: int) -> Any:
        """Add a dimension that keeps its value through a trip, and may change at reloads."""
        at_reload = [-most] * len(self.nodes.reloads)
        vector = self.routing.RegisterUnaryTransitVector([0] * self.nodes.first_reload + at_reload)
        slack = 2 * most if self.nodes.reloads else 0
        self.routing.AddDimension(vector, slack, most, False, name)
        dimension = self.routing.GetDimensionOrDie(name)
        self._slack_at_reloads(dimension)
        return dimension

    def _hold_bases(self) -> None:
        """Bring a client's goods from one of its bases."""
        rows = self.nodes.vehicles
        if not any(client.bases for client in self.task.clients):
            return
        base = self.held("base", len(self.task.bases))
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
