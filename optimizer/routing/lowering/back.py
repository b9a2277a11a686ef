"""Between the answer to a problem and those to the tasks lowered from it."""

from __future__ import annotations

from optimizer.routing.answer import Answer, Trip
from optimizer.routing.lowering.lower import Lowered
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.tasks.rules import answer_of
from optimizer.routing.tasks.task import TaskAnswer, TaskRoute, TaskVisit


def present(lowered: Lowered, answer: Answer) -> TaskAnswer | None:
    """Return how an answer drives a task's pieces, None where the task does not allow it."""
    left: dict[tuple[object, int], list[int]] = {}
    for client, piece in enumerate(lowered.pieces):
        left.setdefault((piece.drop, piece.origins[0]), []).append(client)
    base_of = {origin: base for base, origin in enumerate(lowered.origins)}
    routes = []
    for row, vehicles in enumerate(lowered.vehicles):
        for vehicle in vehicles:
            trips: list[tuple[int, tuple[TaskVisit, ...]]] = []
            for trip in answer[vehicle]:
                visits = []
                for drop in trip.drops:
                    clients = left.get((drop, trip.origin))
                    if not clients:
                        return None
                    client = clients.pop(0)
                    visits.append(TaskVisit(client, lowered.task.clients[client].loads))
                trips.append((base_of[trip.origin], tuple(visits)))
            if trips:
                routes.append(_from_start(lowered, row, trips))
    return answer_of(lowered.task, routes)


def _from_start(
    lowered: Lowered, row: int, trips: list[tuple[int, tuple[TaskVisit, ...]]]
) -> TaskRoute:
    """Return a route that begins where its row does."""
    start = lowered.task.vehicles[row].start
    if trips[0][0] != start:
        trips = [(start, ()), *trips]
    return TaskRoute(row, tuple(trips))


def raise_back(
    problem: RoutingProblem, answer: Answer, lowered: Lowered, found: TaskAnswer
) -> Answer:
    """Return an answer in which a task's pieces are driven as found, all else as it was.

    Whether it keeps every limit and is better is for the whole problem to say. Of vehicles that
    are alike, those that were used before are used first.
    """
    trips = list(answer)
    for row, vehicles in enumerate(lowered.vehicles):
        ordered = sorted(vehicles, key=lambda vehicle: not answer[vehicle])
        routes = [route for route in found.routes if route.vehicle == row]
        for vehicle in vehicles:
            trips[vehicle] = ()
        for vehicle, route in zip(ordered, routes, strict=False):
            trips[vehicle] = _trips(lowered, route)
    return tuple(trips)


def _trips(lowered: Lowered, route: TaskRoute) -> tuple[Trip, ...]:
    return tuple(
        Trip(
            lowered.origins[base],
            tuple(lowered.pieces[visit.client].drop for visit in visits),
        )
        for base, visits in route.trips
        if visits
    )
