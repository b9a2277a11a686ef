"""What it costs at least to bring goods so far."""

from __future__ import annotations

import numpy as np

from optimizer.routing.bounding.flight import Flights, Row
from optimizer.routing.problem import NEVER_S, Kind, RoutingProblem


def cheapest_fen(
    problem: RoutingProblem, flights: Flights, persons: Row, spare: float, comes_back: bool
) -> float:
    r"""Return a bound of the cost of all answers that leave few persons unserved.

    A trip goes to each of its places and on to another origin or home, so it costs at least what
    the dearest of these rounds does, and at least the mean of them by any parts that add up to at
    most 1, as the parts of the vehicle that its drops fill do. Added up, each delivery costs at
    least its size over the capacity times its round, by the vehicle for which that is least; by
    weight or by volume, whichever is more. To this comes one vehicle that is used.

    Parameters
    ----------
    persons : array of shape (deliveries,)
        0 for deliveries that cannot be served.
    spare : float
        Persons of these who may be left unserved: those whose goods cost most.
    comes_back : bool
        Whether ways back count: see `bounds`.
    """
    kg = np.array([delivery.kg for delivery in problem.deliveries], dtype=float)
    litres = np.array([delivery.litres for delivery in problem.deliveries], dtype=float)
    by_kg, by_litres = np.full(len(kg), np.inf), np.full(len(kg), np.inf)
    groups: dict[tuple[int, int, tuple[int, ...]], None] = {}
    for its in problem.vehicles:
        groups[its.kind, its.home, its.only_origins] = None
    for kind_index, home, only_origins in groups:
        kind = problem.kinds[kind_index]
        rounds = _rounds(problem, flights, kind, home, only_origins, comes_back)
        by_kg = np.minimum(by_kg, _product(_of_capacity(kg, kind.kg), rounds))
        by_litres = np.minimum(by_litres, _product(_of_capacity(litres, kind.litres), rounds))
    least_used = min((problem.kinds[its.kind].cost_if_used for its in problem.vehicles), default=0)
    used = least_used if float(persons.sum()) > spare else 0.0
    return used + max(_served(by_kg, persons, spare), _served(by_litres, persons, spare))


def _rounds(
    problem: RoutingProblem,
    flights: Flights,
    kind: Kind,
    home: int,
    only_origins: tuple[int, ...],
    comes_back: bool,
) -> Row:
    """Return what a round to each delivery with a full load costs.

    A vehicle stays where it has no way home. If there is a place from where it has none, a trip
    may end there, and no way back is counted.
    """
    points = [delivery.point for delivery in problem.deliveries]
    allowed = only_origins or range(len(problem.origins))
    out_m, out_s = np.full(len(points), np.inf), np.full(len(points), np.inf)
    back_m, back_s = _to(flights, kind, home, points)
    for index in allowed:
        point = problem.origins[index].point
        to_m, to_s = _to(flights, kind, point, points)
        back_m, back_s = np.minimum(back_m, to_m), np.minimum(back_s, to_s)
        serves = np.array([index in delivery.origins for delivery in problem.deliveries])
        from_m = flights.metres_from(kind.ways, point)[points]
        from_s = flights.seconds_from(kind.ways, point)[points]
        out_m = np.minimum(out_m, np.where(serves, from_m, np.inf))
        out_s = np.minimum(out_s, np.where(serves, from_s, np.inf))
    can = np.isfinite(out_m)
    ways = problem.ways[kind.ways]
    if not comes_back or not all(ways.ways(points[index], home) for index in np.flatnonzero(can)):
        back_m, back_s = np.zeros(len(points)), np.zeros(len(points))
    handed_on = np.array([delivery.handed_on for delivery in problem.deliveries], dtype=bool)
    full_s = kind.load_s + np.where(handed_on, 0, kind.unload_s)
    cost = np.full(len(points), np.inf)
    metres, seconds = out_m[can] + back_m[can], out_s[can] + back_s[can] + full_s[can]
    cost[can] = kind.cost_per_m * metres + kind.cost_per_work_s * seconds
    return cost


def _to(flights: Flights, kind: Kind, point: int, points: list[int]) -> tuple[Row, Row]:
    return (
        flights.metres_to(kind.ways, point)[points],
        flights.seconds_to(kind.ways, point)[points],
    )


def _of_capacity(sizes: Row, capacity: int) -> Row:
    if capacity >= NEVER_S:
        return np.zeros_like(sizes)
    if capacity <= 0:
        return np.where(sizes > 0, np.inf, 0.0)
    part: Row = sizes / capacity
    return part


def _product(parts: Row, rounds: Row) -> Row:
    """Return parts of what may be infinite; no part of it is nothing."""
    product: Row = np.multiply(parts, rounds, out=np.zeros_like(parts), where=parts > 0)
    return product


def _served(costs: Row, persons: Row, spare: float) -> float:
    """Return the cost of the cheapest to serve if some persons may be left."""
    counted = (persons > 0) & np.isfinite(costs)
    ordered = sorted(
        (
            (c / p, p)
            for c, p in zip(costs[counted].tolist(), persons[counted].tolist(), strict=True)
        ),
        reverse=True,
    )
    total = 0.0
    for per_person, number in ordered:
        left = min(spare, number)
        spare -= left
        total += per_person * (number - left)
    return total
