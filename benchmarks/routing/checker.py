"""What routes cost and which limits they break, from the published numbers alone.

It shares neither whole numbers nor code with the engines: lengths and times are those of the
file, in double precision.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.routing.published import Published
from optimizer.routing.tasks.task import TaskRoute

TOLERANCE = 1e-6
"""Of times, in published units: sums of doubles are not exact."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What routes cost, in the published unit, and every limit that they break."""

    cost: float
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Call:
    """Being somewhere: the place, when it may begin, and how long it takes."""

    place: int
    earliest: float
    latest: float
    service: float = 0.0


def check(published: Published, routes: Sequence[TaskRoute]) -> Checked:
    """Return what routes cost and every limit that they break.

    Parameters
    ----------
    routes : sequence of TaskRoute
        Vehicles, bases and clients are indices of the instance's vans, depots and customers. Routes
        that visit nobody cost nothing.
    """
    used = [route for route in routes if any(visits for _, visits in route.trips)]
    faults = [*_vehicle_faults(published, used), *_service_faults(published, used)]
    cost = 0.0
    for number, route in enumerate(used, 1):
        calls = _calls(published, route)
        van = published.vans[route.vehicle]
        cost += van.fixed + van.per_length * math.fsum(_legs(published, calls))
        broken = (*_load_faults(published, route), *_time_faults(published, route, calls))
        faults.extend(f"route {number}: {fault}" for fault in broken)
    return Checked(cost, tuple(faults))


def _vehicle_faults(published: Published, routes: Sequence[TaskRoute]) -> Iterator[str]:
    used = Counter(route.vehicle for route in routes)
    for vehicle, count in sorted(used.items()):
        if count > published.vans[vehicle].count:
            yield (
                f"{count} routes of vehicle type {vehicle}, expected at most "
                f"{published.vans[vehicle].count}"
            )


def _service_faults(published: Published, routes: Sequence[TaskRoute]) -> Iterator[str]:
    brought: dict[int, list[int]] = {}
    for route in routes:
        for _, visits in route.trips:
            for visit in visits:
                brought.setdefault(visit.client, []).append(visit.loads[0])
    for index, customer in enumerate(published.customers):
        loads = brought.get(index, [])
        if not loads:
            yield f"customer {index} is not visited"
        elif sum(loads) != customer.demand or min(loads) < 0:
            yield f"customer {index} gets {loads}, expected {customer.demand} in all"
        if len(loads) > 1 and not published.splits:
            yield f"customer {index} is visited {len(loads)} times"


def _load_faults(published: Published, route: TaskRoute) -> Iterator[str]:
    van = published.vans[route.vehicle]
    for number, (depot, visits) in enumerate(route.trips):
        load = sum(visit.loads[0] for visit in visits)
        if load > van.capacity:
            yield f"{load} loaded, expected at most {van.capacity}"
        if depot != van.depot if number == 0 else depot not in van.reloads:
            yield f"loaded at depot {depot}, where it may not be"
        for visit in visits:
            if van.allowed is not None and visit.client not in van.allowed:
                yield f"customer {visit.client} may not be served by this vehicle"


def _calls(published: Published, route: TaskRoute) -> list[_Call]:
    """Return where a route goes, from its first depot to its last."""
    calls = []
    for depot, visits in route.trips:
        customers = [published.customers[visit.client] for visit in visits]
        release = max((customer.release for customer in customers), default=0.0)
        place = published.depots[depot]
        calls.append(_Call(depot, max(place.earliest, release), place.latest))
        for visit, customer in zip(visits, customers, strict=True):
            place_of = len(published.depots) + visit.client
            calls.append(_Call(place_of, customer.earliest, customer.latest, customer.service))
    home = published.vans[route.vehicle].depot
    calls.append(_Call(home, -math.inf, published.depots[home].latest))
    return calls


def _legs(published: Published, calls: Iterable[_Call]) -> list[float]:
    places = (call.place for call in calls)
    return [float(published.legs[a, b]) for a, b in itertools.pairwise(places)]


def _time_faults(published: Published, route: TaskRoute, calls: list[_Call]) -> Iterator[str]:
    """Drive as early as possible, and then back from the end to leave as late as possible."""
    legs = _legs(published, calls)
    time = published.depots[published.vans[route.vehicle].depot].earliest
    for call, leg in zip(calls, [0.0, *legs], strict=True):
        time = max(time + leg, call.earliest)
        if time > call.latest + TOLERANCE:
            yield f"place {call.place} is reached at {time:.4f}, expected by {call.latest:g}"
            return
        time += call.service
    most_time = published.vans[route.vehicle].most_time
    taken = time - _latest_start(calls, legs, time)
    if taken > most_time + TOLERANCE:
        yield f"takes {taken:.4f}, expected at most {most_time:g}"


def _latest_start(calls: list[_Call], legs: list[float], end: float) -> float:
    """Return the latest time at which a route can begin that is to end at a given time."""
    time = end
    for call, leg in zip(reversed(calls), reversed([0.0, *legs]), strict=True):
        time = min(time - call.service, call.latest) - leg
    return time
