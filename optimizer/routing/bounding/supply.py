"""How much all vehicles together can have brought by a second."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.routing.bounding.earliest import Alike, Earliest
from optimizer.routing.bounding.flight import Row
from optimizer.routing.problem import HOUR_S, NEVER_S, RoutingProblem
from optimizer.routing.times.crew import Crew


class Supply(NamedTuple):
    """Work that bringing the deliveries takes, and how much of it can be done by a second.

    Parameters
    ----------
    work : array of shape (deliveries,)
        Of each delivery whole; in proportion of a part of it.
    most : callable
        Work that can be done by a second. Never falls.
    order : array of int of shape (deliveries,)
        The deliveries, those first that serve most persons for their work.
    """

    work: Row
    most: Callable[[float], float]
    order: NDArray[np.intp]


class Fleet(NamedTuple):
    """Groups of vehicles with how many they are and how early they are where."""

    problem: RoutingProblem
    persons: Row
    handed_on: NDArray[np.bool_]
    counts: Sequence[int]
    groups: Sequence[Alike]
    times: Sequence[Earliest]


def supplies(fleet: Fleet) -> list[Supply]:
    """Return all that limits what is brought by a second."""
    found: list[Supply] = []
    for sizes, capacities in _dimensions(fleet):
        there = [np.zeros(len(sizes)) for _ in fleet.times]
        and_back = [times.back_s for times in fleet.times]
        found.extend(_hours(fleet, sizes, capacities, backs) for backs in (there, and_back))
    handling = _handling(fleet)
    return [*found, *handling]


def _dimensions(fleet: Fleet) -> list[tuple[Row, Row]]:
    """Return sizes of the deliveries and capacities of the groups, by kg and by litres."""
    problem = fleet.problem
    kinds = [problem.kinds[group.kind] for group in fleet.groups]
    kg = np.array([d.kg for d in problem.deliveries], dtype=float)
    litres = np.array([d.litres for d in problem.deliveries], dtype=float)
    found = [(kg, np.array([kind.kg for kind in kinds], dtype=float))]
    if litres.any() and all(kind.litres < NEVER_S for kind in kinds):
        found.append((litres, np.array([kind.litres for kind in kinds], dtype=float)))
    return found


def _hours(fleet: Fleet, sizes: Row, capacities: Row, backs: Sequence[Row]) -> Supply:
    r"""Limit what is brought by the vehicles' working hours.

    A trip that drops the part :math:`q_d` of its capacity of each delivery d takes, for every d,
    at least the way to d, and back to some origin if another trip follows. As the parts add up
    to at most 1, it takes at least :math:`\sum_d q_d (out_d + back_d + load + unload)`. By second
    t a vehicle worked at most as long as its shifts allow since it was first at an origin; of its
    trip that is under way the way back is still to come, at most the longest one. Multiplied with
    its capacity and added up over all vehicles this holds for the fleet, each delivery counted by
    the vehicle that it takes the least of. Without ways back it holds too, and at first is
    stronger.
    """
    work = np.full(len(sizes), np.inf)
    terms: list[tuple[float, float, Crew, float]] = []
    for group, count, times, capacity, to_origin in zip(
        fleet.groups, fleet.counts, fleet.times, capacities, backs, strict=True
    ):
        kind = fleet.problem.kinds[group.kind]
        can = np.isfinite(times.handed_out_s)
        if not can.any():
            continue
        back = np.where(np.isfinite(to_origin), to_origin, 0.0)
        each = np.where(can, times.out_s, 0.0) + back + kind.load_s
        each += np.where(fleet.handed_on, 0, kind.unload_s)
        work = np.minimum(work, np.where(can, sizes * each, np.inf))
        credit_s = float(back[can].max())
        terms.append((capacity * count, times.loads_s, Crew.of(kind), credit_s))

    def most(second: float) -> float:
        return sum(
            weight * (_most_work_s(crew, second - starts_s) + credit_s)
            for weight, starts_s, crew, credit_s in terms
            if second >= starts_s
        )

    return Supply(work, most, _ordered(work, fleet.persons))


def _most_work_s(crew: Crew, elapsed_s: float) -> float:
    """Return how long one works at most in a time: shifts with nights between them."""
    if crew.shift_s >= NEVER_S:
        return elapsed_s
    cycles, rest_s = divmod(elapsed_s, crew.shift_s + crew.night_s)
    return cycles * crew.shift_s + min(rest_s, crew.shift_s)


def _handling(fleet: Fleet) -> list[Supply]:
    """Limit what is brought by what its origins handle in an hour.

    What is handed out by a second was loaded, and so handled, before the shortest way of all.
    """
    problem = fleet.problem
    used = sorted({origin for delivery in problem.deliveries for origin in delivery.origins})
    if any(np.isinf(problem.origins[index].kg_per_h) for index in used):
        return []
    outs = [times.out_s[np.isfinite(times.out_s)] for times in fleet.times]
    least_s = min((float(out.min()) for out in outs if len(out)), default=0.0)
    kg = np.array([delivery.kg for delivery in problem.deliveries], dtype=float)
    origins = [problem.origins[index] for index in used]

    def most(second: float) -> float:
        return sum(
            max(second - least_s - max(origin.opens_s, first_s), 0.0) * origin.kg_per_h / HOUR_S
            for origin in origins
        )

    first_s = min((times.loads_s for times in fleet.times), default=0.0)
    return [Supply(kg, most, _ordered(kg, fleet.persons))]


def persons_by(second: float, persons: Row, supply: Supply) -> float:
    """Return the most persons who can have been served by a second (fractional knapsack).

    Parameters
    ----------
    persons : array of shape (deliveries,)
        0 where a delivery cannot be there by then, or does not count.
    """
    counted = persons[supply.order]
    some = counted > 0
    counted, work = counted[some], supply.work[supply.order][some]
    done = np.cumsum(work)
    most = supply.most(second)
    whole = int(np.searchsorted(done, most, side="right"))
    served = float(counted[:whole].sum())
    if whole < len(work):
        before = float(done[whole - 1]) if whole else 0.0
        served += float(counted[whole]) * (most - before) / float(work[whole])
    return served


def _ordered(work: Row, persons: Row) -> NDArray[np.intp]:
    """Return the deliveries, those first that serve most persons for their work."""
    ratio = np.divide(work, persons, out=np.full_like(work, np.inf), where=persons > 0)
    order: NDArray[np.intp] = np.argsort(ratio, kind="stable")
    return order
