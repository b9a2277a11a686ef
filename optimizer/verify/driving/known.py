"""That the tables of driving speak of nothing unknown, of all of it once, in numbers."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import fields
from typing import TYPE_CHECKING

from optimizer.verify.driving.keys import FlowLine, entry_of, flow_key
from optimizer.verify.faults import fault, known, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance
    from optimizer.plan import Driving, Plan, Violation

TABLES = ("drives", "trips", "stops", "drops", "rests", "returns", "unserved", "late")


def driving_ids(instance: Instance, plan: Plan) -> Iterator[Violation]:
    """Refer only to what instance and plan know, and say everything once, in finite numbers."""
    driving = plan.driving
    yield from _scenarios(instance, driving)
    yield from _vehicles(instance, driving)
    yield from _places(instance, driving)
    yield from _flows(plan)
    yield from _trips(driving)
    yield from _repeated(driving)
    yield from _figures(driving)


def _scenarios(instance: Instance, driving: Driving) -> Iterator[Violation]:
    routed = {line.scenario for line in driving.drives}
    for table in TABLES:
        for scenario in sorted({line.scenario for line in getattr(driving, table)}):
            if scenario not in instance.scenario:
                yield unknown("scenario", scenario, instance.scenario)
            elif scenario not in routed:
                yield fault(
                    scenario, f"the plan has {table} in {scenario}, which has no line in drives"
                )


def _vehicles(instance: Instance, driving: Driving) -> Iterator[Violation]:
    vehicles = {
        *(line.vehicle for line in driving.trips),
        *(line.vehicle for line in driving.rests),
        *(line.vehicle for line in driving.returns),
    }
    for vehicle in sorted(vehicles):
        if entry_of(instance, vehicle) is None:
            names = [f"{row.vehicle}@{row.place}/{row.owner}#1" for row in instance.fleet]
            yield unknown("vehicle", vehicle, names)


def _places(instance: Instance, driving: Driving) -> Iterator[Violation]:
    origins = {*instance.site, *instance.supplier, *instance.place}
    for origin in sorted({line.origin for line in driving.trips}):
        yield from known("site, source or place", origin, origins)
    for place in sorted({line.place for line in driving.stops}):
        yield from known("place", place, instance.place)


def _flows(plan: Plan) -> Iterator[Violation]:
    driving = plan.driving
    there = {flow_key(flow) for flow in plan.flows if not flow.lost_site}
    lines: tuple[FlowLine, ...] = (*driving.drops, *driving.unserved, *driving.late)
    for key in sorted({flow_key(line) for line in lines} - there):
        yield fault(str(key), f"the plan drives a flow that it does not have: {key}")


def _trips(driving: Driving) -> Iterator[Violation]:
    """Yield trips and stops that are not numbered from 1 on, and what belongs to none."""
    trips, stops = defaultdict(set), defaultdict(set)
    for trip in driving.trips:
        trips[trip.scenario, trip.vehicle].add(trip.trip)
    for stop in driving.stops:
        stops[stop.scenario, stop.vehicle, stop.trip].add(stop.stop)
    for (scenario, vehicle), there in sorted(trips.items()):
        if there != {*range(1, len(there) + 1)}:
            yield _misnumbered("trips", f"{scenario}, {vehicle}", there)
    for (scenario, vehicle, number), there in sorted(stops.items()):
        where = f"{scenario}, {vehicle}, trip {number}"
        if number not in trips[scenario, vehicle]:
            yield fault(where, f"the plan has stops of {where}, which is not among the trips")
        if there != {*range(1, len(there) + 1)}:
            yield _misnumbered("stops", where, there)
    for drop in driving.drops:
        if drop.stop not in stops[drop.scenario, drop.vehicle, drop.trip]:
            where = f"{drop.scenario}, {drop.vehicle}, trip {drop.trip}, stop {drop.stop}"
            yield fault(where, f"the plan has drops at {where}, which is not among the stops")


def _misnumbered(what: str, where: str, there: set[int]) -> Violation:
    numbers = ", ".join(map(str, sorted(there)))
    return fault(where, f"the {what} of {where} are numbered {numbers}, expected 1, 2, ...")


def _repeated(driving: Driving) -> Iterator[Violation]:
    keys = [
        *(("drives", line.scenario) for line in driving.drives),
        *(("trip", line.scenario, line.vehicle, line.trip) for line in driving.trips),
        *(("stop", line.scenario, line.vehicle, line.trip, line.stop) for line in driving.stops),
        *(
            ("drop", line.vehicle, line.trip, line.stop, flow_key(line), line.part)
            for line in driving.drops
        ),
        *(("rest", line.scenario, line.vehicle, line.start_h) for line in driving.rests),
        *(("return", line.scenario, line.vehicle) for line in driving.returns),
        *(("unserved", flow_key(line)) for line in driving.unserved),
        *(("late", flow_key(line)) for line in driving.late),
    ]
    for key, times in Counter(keys).items():
        if times > 1:
            where = ", ".join(str(part) for part in key)
            yield fault(where, f"the plan has {times} lines for {where}, where one is expected")


def _figures(driving: Driving) -> Iterator[Violation]:
    for table in TABLES:
        for line in getattr(driving, table):
            for column in fields(line):
                value = getattr(line, column.name)
                if isinstance(value, float) and not math.isfinite(value):
                    where = f"{table}, {line.scenario}"
                    yield fault(where, f"{column.name} in {where} is {value}, expected a number")
