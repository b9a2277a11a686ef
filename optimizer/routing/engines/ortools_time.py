"""The time of OR-Tools' routing model: windows, releases, due times, docks and rests."""

from __future__ import annotations

from typing import Any

import numpy as np

from optimizer.routing.engines.ortools_model import Model
from optimizer.routing.problem import NEVER_S
from optimizer.routing.tasks.task import Matrix, Task


def _is_timed(task: Task) -> bool:
    return (
        not task.is_plain
        or any(v.earliest or min(v.latest, v.most_seconds) < NEVER_S for v in task.vehicles)
        or any(v.per_second for v in task.vehicles)
        or any(b.earliest or b.latest < NEVER_S for b in task.bases)
        or any(c.earliest or c.release or c.latest < NEVER_S for c in task.clients)
        or any((matrix >= NEVER_S).any() for matrix in task.seconds)
    )


def keep_time(model: Model) -> None:
    """Add the time to a model where a task knows any."""
    if not _is_timed(model.task):
        return
    service = [0] * len(model.nodes.points)
    for position, client in enumerate(model.nodes.clients):
        service[model.nodes.first_client + position] = model.task.clients[client].service

    def seconds(row: int) -> Matrix:
        matrix = model.task.seconds[model.task.vehicles[row].profile]
        after: Matrix = np.array(service, dtype=np.int64)[:, None]
        return np.add(model.matrix(matrix, model.horizon + 1), after)

    model.routing.AddDimensionWithVehicleTransits(
        model.by_vehicle(seconds), model.horizon, model.horizon, False, "time"
    )
    time = model.routing.GetDimensionOrDie("time")
    _open_windows(model, time)
    _hold_releases(model, time)
    _queue_at_docks(model, time)
    _rest(model, time, service)


def _open_windows(model: Model, time: Any) -> None:
    for vehicle, row in enumerate(model.nodes.vehicles):
        its = model.task.vehicles[row]
        start, end = model.task.bases[its.start], model.task.bases[its.end]
        begin = max(its.earliest, start.earliest)
        _range(model, time, model.routing.Start(vehicle), begin, min(its.latest, start.latest))
        _range(model, time, model.routing.End(vehicle), 0, min(its.latest, end.latest))
        if its.most_seconds < NEVER_S:
            time.SetSpanUpperBoundForVehicle(its.most_seconds, vehicle)
        if its.per_second:
            time.SetSpanCostCoefficientForVehicle(its.per_second, vehicle)
        model.routing.AddVariableMinimizedByFinalizer(time.CumulVar(model.routing.End(vehicle)))
    for position, number in enumerate(model.nodes.clients):
        client = model.task.clients[number]
        _range(model, time, model.client(position), client.earliest, client.latest)
        if client.late_per_second:
            time.SetCumulVarSoftUpperBound(
                model.client(position), client.due, client.late_per_second
            )
    for position, reload in enumerate(model.nodes.reloads):
        base = model.task.bases[reload.base]
        latest = min(base.latest, model.task.vehicles[reload.vehicle].latest)
        _range(model, time, model.reload(position), base.earliest, latest)


def _range(model: Model, time: Any, index: int, earliest: int, latest: int) -> None:
    time.CumulVar(index).SetRange(min(earliest, model.horizon), min(latest, model.horizon))


def _hold_releases(model: Model, time: Any) -> None:
    """Load a trip no earlier than all of its goods are there."""
    if not any(client.release for client in model.task.clients):
        return
    loaded = model.held("loaded", model.horizon)
    for vehicle in range(len(model.nodes.vehicles)):
        start = model.routing.Start(vehicle)
        model.solver.Add(loaded.CumulVar(start) == time.CumulVar(start))
    for position in range(len(model.nodes.reloads)):
        index = model.reload(position)
        model.solver.Add(
            loaded.CumulVar(index) + loaded.SlackVar(index) == time.CumulVar(index) + model.horizon
        )
    for position, client in enumerate(model.nodes.clients):
        release = min(model.task.clients[client].release, model.horizon)
        loaded.CumulVar(model.client(position)).SetMin(release)


def _queue_at_docks(model: Model, time: Any) -> None:
    for number, base in enumerate(model.task.bases):
        if base.docks is None:
            continue
        loadings = [
            (model.routing.Start(vehicle), row, model.routing.ActiveVehicleVar(vehicle))
            for vehicle, row in enumerate(model.nodes.vehicles)
            if model.task.vehicles[row].start == number
        ]
        loadings += [
            (model.reload(at), reload.vehicle, model.routing.ActiveVar(model.reload(at)))
            for at, reload in enumerate(model.nodes.reloads)
            if reload.base == number
        ]
        intervals = [
            model.solver.FixedDurationIntervalVar(
                time.CumulVar(index),
                model.task.vehicles[row].load_s,
                performed,
                f"loading{index}",
            )
            for index, row, performed in loadings
            if model.task.vehicles[row].load_s
        ]
        ones = [1] * len(intervals)
        model.solver.Add(model.solver.Cumulative(intervals, ones, base.docks, f"docks{number}"))


def _rest(model: Model, time: Any, service: list[int]) -> None:
    """Rest after `drive_s`, service counted as driving: stricter than the task.

    Rests that nobody needs are taken after the end; were they optional, the search would find
    next to nothing.
    """
    visits = [0] * model.routing.Size()
    for node in range(model.nodes.first_client, len(model.nodes.points)):
        visits[model.manager.NodeToIndex(node)] = service[node]
    for vehicle, row in enumerate(model.nodes.vehicles):
        its = model.task.vehicles[row]
        if its.drive_s >= NEVER_S:
            continue
        most = min(model.horizon // its.drive_s + 1, 2 * len(model.task.clients) + 2)
        until = model.horizon + most * its.rest_s
        breaks = [
            model.solver.FixedDurationIntervalVar(
                0, until, its.rest_s, False, f"rest{vehicle}-{number}"
            )
            for number in range(most)
        ]
        time.SetBreakIntervalsOfVehicle(breaks, vehicle, visits)
        time.SetBreakDistanceDurationOfVehicle(its.drive_s, its.rest_s, vehicle)
