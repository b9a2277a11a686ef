"""Routes and stops of a scenario as GeoJSON (RFC 7946), for any map."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from optimizer.dispatch.routes import Leg, Route, Stop, Trip
    from optimizer.instance import Instance

Feature = Mapping[str, Any]
DECIMALS = 6
"""Digits after the point of hours, km, kg and m3."""


def geojson_text(instance: Instance, routes: Iterable[Route]) -> str:
    """Return a FeatureCollection of the routes of one scenario or of several.

    Its features are a LineString for each trip, from the origin to the last stop; one for each
    empty way to an origin and one for the way home; a Point for each loading and for each stop.
    Lines go through the places on the way; the nearest that is known of the roads between them.
    Coordinates are longitude and latitude in WGS 84, as the standard says, so no CRS is named.
    """
    features = [feature for route in routes for feature in _features(instance, route)]
    tree = {"type": "FeatureCollection", "features": features}
    return json.dumps(tree, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _features(instance: Instance, route: Route) -> Iterator[Feature]:
    for trip in route.trips:
        number = {**_of(route), "trip": trip.line.trip}
        yield from _line(instance, [trip.leg], {**number, "kind": "empty"})
        legs = [stop.leg for stop in trip.stops]
        yield from _line(instance, legs, {**number, **_loaded(route, trip)})
        yield _point(instance, trip.leg.end, {**number, **_loading(trip)})
        for stop in trip.stops:
            yield _point(instance, stop.leg.end, {**number, **_left(instance, stop)})
    if route.home is not None:
        yield from _line(instance, [route.home], {**_of(route), "kind": "return"})


def _of(route: Route) -> Mapping[str, Any]:
    return {
        "scenario": route.scenario,
        "vehicle": route.vehicle,
        "vehicle_type": route.type.id,
        "mode": route.type.mode,
    }


def _loaded(route: Route, trip: Trip) -> Mapping[str, Any]:
    return {
        "kind": "trip",
        "origin": trip.line.origin,
        "kg": _rounded(trip.kg),
        "m3": _rounded(trip.m3),
        "fullness": _rounded(route.fullness(trip)),
    }


def _loading(trip: Trip) -> Mapping[str, Any]:
    line = trip.line
    return {
        "kind": "loading",
        "origin": line.origin,
        "load_h": _rounded(line.load_h),
        "loaded_h": _rounded(line.loaded_h),
        "depart_h": _rounded(line.depart_h),
        "kg": _rounded(trip.kg),
        "m3": _rounded(trip.m3),
    }


def _left(instance: Instance, stop: Stop) -> Mapping[str, Any]:
    line, place = stop.line, instance.place[stop.leg.end]
    return {
        "kind": "transfer" if stop.onward else "stop",
        "stop": line.stop,
        "place": place.id,
        "place_name": place.name,
        "place_name_zh": place.name_zh,
        "arrive_h": _rounded(line.arrive_h),
        "begin_h": _rounded(line.begin_h),
        "done_h": _rounded(line.done_h),
        "kg": _rounded(sum(load.kg for load in stop.loads)),
        "m3": _rounded(sum(load.m3 for load in stop.loads)),
    }


def _line(
    instance: Instance, legs: Sequence[Leg], properties: Mapping[str, Any]
) -> Iterator[Feature]:
    """Yield the line of some legs, none where nothing moves: a line has two positions at least."""
    places = [leg.start for leg in legs[:1]]
    for leg in legs:
        places += [step.end for step in leg.steps]
    positions: list[list[float]] = []
    for place in places:
        position = _position(instance, place)
        if not positions or position != positions[-1]:
            positions.append(position)
    if len(positions) > 1:
        told = {
            **properties,
            "leave_h": _rounded(legs[0].leave_h),
            "end_h": _rounded(legs[-1].arrive_h),
            "km": _rounded(sum(leg.km for leg in legs)),
        }
        yield _feature({"type": "LineString", "coordinates": positions}, told)


def _point(instance: Instance, place: str, properties: Mapping[str, Any]) -> Feature:
    return _feature({"type": "Point", "coordinates": _position(instance, place)}, properties)


def _feature(geometry: Mapping[str, Any], properties: Mapping[str, Any]) -> Feature:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _position(instance: Instance, place: str) -> list[float]:
    row = instance.place[place]
    return [row.lon, row.lat]


def _rounded(value: float) -> float | None:
    return round(value, DECIMALS) if math.isfinite(value) else None
