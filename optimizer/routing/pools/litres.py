"""Litres of drops that were split otherwise in the answers they come from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from optimizer.routing.answer import Answer
from optimizer.routing.problem import RoutingProblem
from optimizer.routing.value import drops_of, size_in, size_of

Place = tuple[int, int, int]
"""Vehicle, trip and drop."""


def with_all_litres(problem: RoutingProblem, answer: Answer) -> Answer:
    """Return an answer in which what is brought whole is brought with all its litres.

    Every drop's litres are rounded where its delivery was split, so those of drops from several
    answers may be a few more or less than there are. The difference is a litre a drop at most, and
    goes where a vehicle has room for it; where none has, it stays for `broken` to refuse.
    """
    kept: dict[int, list[Place]] = defaultdict(list)
    size: dict[int, int] = defaultdict(int)
    litres: dict[int, int] = defaultdict(int)
    for _, _, drop in drops_of(answer):
        size[drop.delivery] += size_in(problem.deliveries[drop.delivery], drop)
        litres[drop.delivery] += drop.litres
    for vehicle, trips in enumerate(answer):
        for number, trip in enumerate(trips):
            for at, drop in enumerate(trip.drops):
                kept[drop.delivery].append((vehicle, number, at))
    routes = [list(trips) for trips in answer]
    for index, places in kept.items():
        delivery = problem.deliveries[index]
        more = delivery.litres - litres[index]
        if more > 0 and size[index] < size_of(delivery):
            continue
        for vehicle, number, at in places:
            trip = routes[vehicle][number]
            room = problem.kinds[problem.vehicles[vehicle].kind].litres - trip.litres
            change = max(min(more, 1, room), -min(1, trip.drops[at].litres))
            if change:
                drops = list(trip.drops)
                drops[at] = replace(drops[at], litres=drops[at].litres + change)
                routes[vehicle][number] = replace(trip, drops=tuple(drops))
                more -= change
    return tuple(tuple(trips) for trips in routes)
