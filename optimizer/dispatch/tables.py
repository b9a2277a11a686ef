"""Dispatch sheets, arrivals and vehicle use as tidy CSV tables, ids with their names."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from optimizer.dispatch.arrivals import Arrival, arrivals
from optimizer.dispatch.reading import routes
from optimizer.dispatch.vehicle_use import VehicleUse, vehicle_use
from optimizer.io.tables import csv_text

if TYPE_CHECKING:
    from optimizer.dispatch.loads import Load
    from optimizer.dispatch.routes import Leg, Route
    from optimizer.instance import Instance
    from optimizer.plan import Plan

DECIMALS = 6
"""Digits after the point in the tables."""

SHEET_COLUMNS = (
    "scenario", "vehicle", "vehicle_type", "vehicle_name", "vehicle_name_zh", "owner", "drivers",
    "trip", "stop", "action", "origin", "place", "place_name", "place_name_zh", "leave_h",
    "arrive_h", "begin_h", "done_h", "depart_h", "km", "rest_h", "rests",
)  # fmt: skip
"""Of the dispatch sheets: who does what, where and when, in its order."""

LOAD_COLUMNS = (
    "commodity", "commodity_name", "commodity_name_zh", "unit", "unit_zh", "units", "planned_units",
    "kg", "m3",
)  # fmt: skip
"""Of the dispatch sheets: with which goods, one line for each commodity."""


def dispatch_tables(instance: Instance, plan: Plan) -> Mapping[str, str]:
    """Return the tables of all scenarios that are routed as CSV text, by file name.

    Returns
    -------
    mapping of str to str
        ``dispatch.csv``: what every vehicle does; `units` are `Load.whole_units`,
        `planned_units`, kg and m3 are as planned. ``arrivals.csv`` and ``vehicle_use.csv`` have
        the fields of `Arrival` and `VehicleUse`.
    """
    scenarios = sorted(line.scenario for line in plan.driving.drives)
    driven = [route for scenario in scenarios for route in routes(instance, plan, scenario)]
    arrived = [line for scenario in scenarios for line in arrivals(instance, plan, scenario)]
    lines = (line for route in driven for line in _sheet(route, instance))
    return {
        "dispatch.csv": csv_text((*SHEET_COLUMNS, *LOAD_COLUMNS), _shown(lines)),
        "arrivals.csv": _plain(Arrival, arrived),
        "vehicle_use.csv": _plain(VehicleUse, vehicle_use(driven)),
    }


def _sheet(route: Route, instance: Instance) -> Iterator[Sequence[Any]]:
    """Yield the lines of a vehicle's sheet: loads, what stops leave, the way home."""
    vehicle = (
        route.scenario, route.vehicle, route.type.id, route.type.name, route.type.name_zh,
        route.entry.owner, route.drivers,
    )  # fmt: skip
    for trip in route.trips:
        line = trip.line
        loading = (line.leave_h, line.reach_h, line.load_h, line.loaded_h, line.depart_h)
        done = (line.trip, None, "load", line.origin, *_place(trip.leg, instance), *loading)
        yield from _handled((*vehicle, *done, *_driven(trip.leg)), trip.loads, instance)
        for stop in trip.stops:
            at = stop.line
            stopping = (at.leave_h, at.arrive_h, at.begin_h, at.done_h, None)
            action = "hand_on" if stop.onward else "unload"
            done = (line.trip, at.stop, action, line.origin, *_place(stop.leg, instance), *stopping)
            yield from _handled((*vehicle, *done, *_driven(stop.leg)), stop.loads, instance)
    if route.home is not None:
        returning = (route.home.leave_h, route.home.arrive_h, None, None, None)
        way_home = (None, None, "return", None, *_place(route.home, instance), *returning)
        nothing = (None,) * len(LOAD_COLUMNS)
        yield (*vehicle, *way_home, *_driven(route.home), *nothing)


def _place(leg: Leg, instance: Instance) -> Sequence[Any]:
    place = instance.place[leg.end]
    return place.id, place.name, place.name_zh


def _driven(leg: Leg) -> Sequence[Any]:
    """Return the length of the way to where something is done, and the rests until it is."""
    rest_h = sum(rest.end_h - rest.start_h for rest in leg.rests)
    rests = "|".join(f"{rest.start_h:.4f}-{rest.end_h:.4f}" for rest in leg.rests)
    return leg.km, rest_h, rests


def _handled(
    done: Sequence[Any], loads: Iterable[Load], instance: Instance
) -> Iterator[Sequence[Any]]:
    for load in loads:
        what = instance.commodity[load.commodity]
        yield (
            *done, what.id, what.name, what.name_zh, what.unit, what.unit_zh, load.whole_units,
            load.units, load.kg, load.m3,
        )  # fmt: skip


def _plain(kind: type[Any], rows: Iterable[Any]) -> str:
    """Return the table of rows whose fields are its columns."""
    names = tuple(field.name for field in dataclasses.fields(kind))
    return csv_text(names, _shown([getattr(row, name) for name in names] for row in rows))


def _shown(records: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    for record in records:
        yield [_cell(value) for value in record]


def _cell(value: Any) -> Any:
    if not isinstance(value, float):
        return value
    return round(value, DECIMALS) if math.isfinite(value) else None
