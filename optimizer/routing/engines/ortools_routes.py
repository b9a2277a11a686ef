"""Routes of a task as routes of OR-Tools' model, and back."""

from __future__ import annotations

from optimizer.routing.engines.ortools_model import Model
from optimizer.routing.engines.ortools_nodes import Reload
from optimizer.routing.tasks.task import TaskAnswer, TaskRoute, TaskVisit


def routes_of(model: Model) -> list[TaskRoute]:
    """Return the routes of the solution at which the search stands."""
    next_of = [int(model.routing.NextVar(i).Value()) for i in range(model.routing.Size())]
    return _read(model, next_of)


def _read(model: Model, next_of: list[int]) -> list[TaskRoute]:
    found = []
    for vehicle, row in enumerate(model.nodes.vehicles):
        trips: list[tuple[int, tuple[TaskVisit, ...]]] = []
        base, visits = model.task.vehicles[row].start, list[TaskVisit]()
        index = next_of[model.routing.Start(vehicle)]
        while not model.routing.IsEnd(index):
            node = model.manager.IndexToNode(index)
            if node < model.nodes.first_reload:
                client = model.nodes.clients[node - model.nodes.first_client]
                visits.append(TaskVisit(client, model.task.clients[client].loads))
            else:
                reload = model.nodes.reloads[node - model.nodes.first_reload]
                if visits or (not trips and reload.base != base):
                    trips.append((base, tuple(visits)))
                base, visits = reload.base, []
            index = next_of[index]
        if visits:
            trips.append((base, tuple(visits)))
        if any(visits for _, visits in trips):
            found.append(TaskRoute(row, tuple(trips)))
    return found


def indices(model: Model, answer: TaskAnswer) -> list[list[int]] | None:
    """Return an answer's routes as lists of indices, None where they do not fit."""
    place = {client: model.client(at) for at, client in enumerate(model.nodes.clients)}
    free: dict[Reload, list[int]] = {}
    for at, reload in enumerate(model.nodes.reloads):
        free.setdefault(reload, []).append(model.reload(at))
    own = [
        [route for route in answer.routes if route.vehicle == row]
        for row in range(len(model.task.vehicles))
    ]
    rows: list[list[int]] = []
    for row in model.nodes.vehicles:
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


def spread_reloads(model: Model) -> list[list[int]]:
    """Return routes that only load again and again, for a search to bring in the clients.

    Insertion heuristics do not think of reloads: they would leave nearly all clients out.
    """
    rows: list[list[int]] = [[] for _ in model.nodes.vehicles]
    for at, reload in enumerate(model.nodes.reloads):
        own = [v for v, row in enumerate(model.nodes.vehicles) if row == reload.vehicle]
        least = min(own, key=lambda vehicle: len(rows[vehicle]))
        if len(rows[least]) < model.task.vehicles[reload.vehicle].most_trips - 1:
            rows[least].append(model.reload(at))
    return rows
