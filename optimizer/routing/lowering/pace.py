"""How long loading and waiting take in a lowered task, where every loading is like the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from optimizer.routing.answer import Answer, Timed, TimedTrip
from optimizer.routing.problem import HOUR_S, Kind, RoutingProblem

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How long what depends on the hour takes, told without it.

    Parameters
    ----------
    loading_s : callable
        Seconds of a loading, of a kind at an origin.
    queues : bool
        Whether the time until there is a dock is among them: then docks need not be counted.
    leave_s : mapping of int to int
        Second at which vehicles leave a point on average: how long they wait on a closed road
        depends on it. Empty: roads that open later count without waiting.
    """

    loading_s: Callable[[int, int], int]
    queues: bool = False
    leave_s: Mapping[int, int] = field(default_factory=dict)


def full(problem: RoutingProblem) -> Pace:
    """Return what loading a full vehicle takes."""
    kinds = problem.kinds
    return Pace(loading_s=lambda kind, at: _seconds(problem, kinds[kind], at, 1.0, kinds[kind].kg))


def mean(problem: RoutingProblem, answer: Answer) -> Pace:
    """Return what loading the mean load of an answer takes, by kind; full where there is none."""
    loads: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for vehicle, trips in zip(problem.vehicles, answer, strict=True):
        kind = problem.kinds[vehicle.kind]
        loads[vehicle.kind] += [(filled(kind, trip.kg, trip.litres), trip.kg) for trip in trips]
    means = {
        kind: (sum(share for share, _ in of) / len(of), sum(kg for _, kg in of) / len(of))
        for kind, of in loads.items()
        if of
    }

    def seconds(kind: int, origin: int) -> int:
        share, kg = means.get(kind, (1.0, problem.kinds[kind].kg))
        return _seconds(problem, problem.kinds[kind], origin, share, kg)

    return Pace(loading_s=seconds)


def as_driven(problem: RoutingProblem, timed: Timed) -> Pace:
    """Return what loading took on average from reaching the origin on, and when points were left.

    So vehicles of the task wait for docks and roads as they did among those that are not in it.
    Kinds that were not loaded at an origin wait there as the others did.
    """
    took: dict[tuple[int, int], list[int]] = defaultdict(list)
    waited: dict[int, list[int]] = defaultdict(list)
    left: dict[int, list[int]] = defaultdict(list)
    for route in timed.routes:
        kind = problem.vehicles[route.vehicle].kind
        for trip in route.trips:
            there_s = _all_there_s(problem, trip)
            took[kind, trip.origin].append(trip.loaded_s - there_s)
            waited[trip.origin].append(trip.load_s - there_s)
            left[problem.origins[trip.origin].point].append(trip.depart_s)
            for stop in trip.stops:
                left[stop.point].append(stop.done_s)
    means, queue = _means(took), _means(waited)
    bare = mean(problem, timed.answer)

    def seconds(kind: int, origin: int) -> int:
        known = means.get((kind, origin))
        return bare.loading_s(kind, origin) + queue.get(origin, 0) if known is None else known

    return Pace(loading_s=seconds, queues=True, leave_s=_means(left))


def _all_there_s(problem: RoutingProblem, trip: TimedTrip) -> int:
    """Return when vehicle, goods and origin were ready: a task knows when the latter two are."""
    drops = (drop for stop in trip.stops for drop in stop.drops)
    ready_s = max((problem.deliveries[drop.delivery].ready_s for drop in drops), default=0)
    return max(trip.reach_s, problem.origins[trip.origin].opens_s, ready_s)


def _means(numbers: Mapping[Key, list[int]]) -> dict[Key, int]:
    return {key: round(sum(of) / len(of)) for key, of in numbers.items()}


def filled(kind: Kind, kg: int, litres: int) -> float:
    """Return the share of a full load, by weight or volume."""
    return max(kg / kind.kg, litres / kind.litres)


def _seconds(problem: RoutingProblem, kind: Kind, origin: int, share: float, kg: float) -> int:
    kg_per_h = problem.origins[origin].kg_per_h
    return round(max(kind.load_s * share, kg * HOUR_S / kg_per_h))
