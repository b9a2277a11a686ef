"""A problem in parts for OR-Tools alone: one origin each, with its vehicles and vehicle loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from optimizer.routing.problem import NEVER_S, Delivery, RoutingProblem, Vehicle


@dataclass(frozen=True, kw_only=True)
class Part:
    """One origin with its vehicles and loads.

    Parameters
    ----------
    problem : RoutingProblem
        Of that origin alone.
    origin : int
        Its index in the whole problem.
    vehicles, deliveries : tuple of int
        Those of the whole problem that the part's vehicles and loads are, or are cut from.
    """

    problem: RoutingProblem
    origin: int
    vehicles: tuple[int, ...]
    deliveries: tuple[int, ...]


def parts_of(problem: RoutingProblem) -> tuple[Part, ...]:
    """Return the origins that have deliveries and vehicles."""
    own: dict[int, list[int]] = {}
    for number, delivery in enumerate(problem.deliveries):
        own.setdefault(delivery.origins[0], []).append(number)
    given = _given(problem, {o: sum(problem.deliveries[n].kg for n in own[o]) for o in own})
    return tuple(_part(problem, o, given[o], own[o]) for o in sorted(own) if given[o])


def _given(problem: RoutingProblem, kg: dict[int, int]) -> dict[int, list[int]]:
    """Return the vehicles of every origin: those most in need of them choose the nearest."""
    given: dict[int, list[int]] = {origin: [] for origin in sorted(kg)}
    carried = dict.fromkeys(given, 1)
    left = set(range(len(problem.vehicles)))
    while left and kg:
        origin = max(sorted(kg), key=lambda o: kg[o] / carried[o])
        reaching = [(s, v) for v in left if (s := _reach_s(problem, v, origin)) < NEVER_S]
        if not reaching:
            kg = {other: kg[other] for other in kg if other != origin}
            continue
        _, vehicle = min(reaching)
        left.remove(vehicle)
        given[origin].append(vehicle)
        carried[origin] += problem.kinds[problem.vehicles[vehicle].kind].kg
    return {origin: sorted(vehicles) for origin, vehicles in given.items()}


def _reach_s(problem: RoutingProblem, number: int, origin: int) -> int:
    """Return when a vehicle gets to an origin, without waiting where roads are closed."""
    vehicle: Vehicle = problem.vehicles[number]
    if vehicle.only_origins and origin not in vehicle.only_origins:
        return NEVER_S
    ways = problem.ways[problem.kinds[vehicle.kind].ways]
    there = ways.ways(vehicle.start_point, problem.origins[origin].point)
    return vehicle.ready_s + there[0].seconds if there else NEVER_S


def _part(
    problem: RoutingProblem, origin: int, vehicles: Sequence[int], deliveries: Sequence[int]
) -> Part:
    kinds = {problem.vehicles[vehicle].kind for vehicle in vehicles}
    loads = [
        (load, number)
        for number in deliveries
        for load in _loads(problem, problem.deliveries[number], kinds)
    ]
    return Part(
        problem=replace(
            problem,
            origins=(problem.origins[origin],),
            vehicles=tuple(replace(problem.vehicles[v], only_origins=()) for v in vehicles),
            deliveries=tuple(load for load, _ in loads),
        ),
        origin=origin,
        vehicles=tuple(vehicles),
        deliveries=tuple(number for _, number in loads),
    )


def _loads(problem: RoutingProblem, delivery: Delivery, kinds: set[int]) -> list[Delivery]:
    """Return a delivery cut evenly into loads of the largest kind that comes there."""
    start = problem.origins[delivery.origins[0]].point
    coming = [
        problem.kinds[kind]
        for kind in sorted(kinds)
        if problem.ways[problem.kinds[kind].ways].ways(start, delivery.point)
    ]
    most_kg = max((kind.kg for kind in coming), default=NEVER_S)
    most_litres = max((kind.litres for kind in coming), default=NEVER_S)
    count = max(-(-delivery.kg // most_kg), -(-delivery.litres // most_litres), 1)
    return [
        replace(
            delivery,
            origins=(0,),
            kg=delivery.kg * (n + 1) // count - delivery.kg * n // count,
            litres=delivery.litres * (n + 1) // count - delivery.litres * n // count,
            persons=delivery.persons / count,
        )
        for n in range(count)
    ]
