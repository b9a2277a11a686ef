"""Parts of a routing problem that share neither vehicles nor stock: each can be solved alone.

Nothing is lost by it: an answer of the whole is one of every part, and its value their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import networkx as nx

from optimizer.routing.answer import Answer, Drop, Trip
from optimizer.routing.problem import RoutingProblem


class Part(NamedTuple):
    """One part of a problem.

    Parameters
    ----------
    problem : RoutingProblem
        Its deliveries and vehicles alone; points, ways, kinds and origins are those of the whole.
    deliveries, vehicles : tuple of int
        Their numbers in the whole.
    """

    problem: RoutingProblem
    deliveries: tuple[int, ...]
    vehicles: tuple[int, ...]


def parts(problem: RoutingProblem) -> tuple[Part, ...]:
    """Return the parts of a problem, those of the first deliveries first.

    Deliveries belong together that one origin may load or one vehicle may bring, or that count
    against the limit of visits of one point. What no vehicle can bring is a part of its own.
    """
    bringing = _by_vehicle(problem)
    shared: nx.Graph[int] = nx.Graph()
    shared.add_nodes_from(range(len(problem.deliveries)))
    for numbers in (*_by_origin(problem), *bringing, *_by_point(problem)):
        nx.add_path(shared, numbers)
    found = []
    for inside in nx.connected_components(shared):
        deliveries = tuple(sorted(inside))
        vehicles = tuple(
            number for number, brought in enumerate(bringing) if not inside.isdisjoint(brought)
        )
        part = replace(
            problem,
            deliveries=tuple(problem.deliveries[number] for number in deliveries),
            vehicles=tuple(problem.vehicles[number] for number in vehicles),
        )
        found.append(Part(part, deliveries, vehicles))
    return tuple(found)


def part_of(answer: Answer, part: Part) -> Answer:
    """Return what an answer of the whole says of a part."""
    number = {whole: own for own, whole in enumerate(part.deliveries)}
    return tuple(_renumbered(answer[vehicle], number) for vehicle in part.vehicles)


def together(problem: RoutingProblem, found: Sequence[tuple[Part, Answer]]) -> Answer:
    """Return the answer of the whole that its parts make."""
    routes: list[tuple[Trip, ...]] = [()] * len(problem.vehicles)
    for part, answer in found:
        number = dict(enumerate(part.deliveries))
        for vehicle, trips in zip(part.vehicles, answer, strict=True):
            routes[vehicle] = _renumbered(trips, number)
    return tuple(routes)


def _renumbered(trips: tuple[Trip, ...], number: dict[int, int]) -> tuple[Trip, ...]:
    return tuple(
        Trip(
            trip.origin,
            tuple(Drop(number[drop.delivery], drop.kg, drop.litres) for drop in trip.drops),
        )
        for trip in trips
    )


def _by_origin(problem: RoutingProblem) -> Sequence[Sequence[int]]:
    return [
        [n for n, delivery in enumerate(problem.deliveries) if origin in delivery.origins]
        for origin in range(len(problem.origins))
    ]


def _by_point(problem: RoutingProblem) -> Sequence[Sequence[int]]:
    if problem.most_visits is None:
        return []
    return [
        [n for n, delivery in enumerate(problem.deliveries) if delivery.point == point]
        for point in range(len(problem.points))
    ]


def _by_vehicle(problem: RoutingProblem) -> Sequence[Sequence[int]]:
    """Return the deliveries that each vehicle may bring, whatever the hour."""
    reach = {
        (index, point): frozenset(
            end for end in range(len(problem.points)) if ways.ways(point, end) or end == point
        )
        for index, ways in enumerate(problem.ways)
        for point in {
            *(vehicle.start_point for vehicle in problem.vehicles),
            *(origin.point for origin in problem.origins),
        }
    }
    found = []
    for vehicle in problem.vehicles:
        ways = problem.kinds[vehicle.kind].ways
        from_start = reach[ways, vehicle.start_point]
        loading = [
            number
            for number, origin in enumerate(problem.origins)
            if origin.point in from_start
            and (not vehicle.only_origins or number in vehicle.only_origins)
        ]
        found.append(
            [
                n
                for n, delivery in enumerate(problem.deliveries)
                if any(
                    o in loading and delivery.point in reach[ways, problem.origins[o].point]
                    for o in delivery.origins
                )
            ]
        )
    return found
