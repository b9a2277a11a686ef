"""The dispatch sheet of one vehicle."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.dispatch import is_beyond, whole_kg_and_m3
from optimizer.summary.layout import table
from optimizer.summary.names import commodity_name, heads, place_name, road_name, unit_of
from optimizer.summary.phrases import Lang, name_of, phrase
from optimizer.summary.sheets.hours import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.dispatch import Leg, Load, Route, Stop, Trip
    from optimizer.instance import Instance, Vehicle


def page(instance: Instance, route: Route, lang: Lang) -> list[str]:
    """Return the lines of a vehicle's sheet."""
    lines = [*_head(instance, route, lang)]
    for trip in route.trips:
        lines += ["", *_trip(instance, trip, route.type, lang)]
    return [*lines, "", *_end(instance, route, lang)]


def scenario_line(instance: Instance, scenario: str, lang: Lang) -> str:
    """Return title and scenario."""
    titles = (instance.title_zh, instance.title) if lang is Lang.ZH else (instance.title,)
    row = instance.scenario[scenario]
    return phrase(
        "sheet_scenario",
        lang,
        title=next(filter(None, titles), instance.name),
        scenario=name_of(row, lang, row.id),
        id=row.id,
    )


def _head(instance: Instance, route: Route, lang: Lang) -> Iterator[str]:
    row, entry = route.type, route.entry
    ready_h = instance.response.decision_h + entry.available_after_h
    yield phrase("sheet", lang, vehicle=route.vehicle)
    yield scenario_line(instance, route.scenario, lang)
    yield phrase(
        "sheet_vehicle",
        lang,
        name=name_of(row, lang, row.id),
        owner=phrase(f"{entry.owner}_vehicle", lang),
        payload_t=f"{row.payload_t:g}",
        volume_m3=f"{row.volume_m3:g}",
    )
    place = place_name(instance, entry.place, lang)
    yield phrase("sheet_stands", lang, place=place, id=entry.place, ready=clock(ready_h))
    yield phrase(
        "sheet_drivers",
        lang,
        drivers=route.drivers,
        shift=f"{route.shift_h:g}",
        work=clock(route.work_h),
    )
    yield phrase("sheet_hours", lang)
    yield phrase("sheet_units", lang)


def _trip(instance: Instance, trip: Trip, vehicle: Vehicle, lang: Lang) -> Iterator[str]:
    line = trip.line
    yield phrase("sheet_trip", lang, trip=line.trip, origin=_origin(instance, trip, lang))
    if trip.leg.start != trip.leg.end:
        yield phrase(
            "sheet_empty",
            lang,
            start=place_name(instance, trip.leg.start, lang),
            leave=clock(line.leave_h),
            arrive=clock(line.reach_h),
            km=_km(trip.leg.km),
        )
    yield from _rests(trip.leg, lang, indent="  ")
    yield phrase(
        "sheet_loading",
        lang,
        begin=clock(line.load_h),
        end=clock(line.loaded_h),
        depart=clock(line.depart_h),
    )
    yield from _loads(instance, trip.loads, lang, indent="  ")
    kg, m3 = whole_kg_and_m3(trip.loads, instance)
    if is_beyond(kg, m3, vehicle):
        yield phrase("sheet_beyond", lang, kg=f"{kg:,.1f}", m3=f"{m3:,.2f}")
    for stop in trip.stops:
        yield from _stop(instance, stop, lang)


def _origin(instance: Instance, trip: Trip, lang: Lang) -> str:
    origin, place = trip.line.origin, place_name(instance, trip.leg.end, lang)
    row = instance.site.get(origin) or instance.supplier.get(origin)
    if row is None:
        return phrase("place_with_id", lang, place=place, id=origin)
    return phrase("origin_at", lang, origin=name_of(row, lang, origin), id=origin, place=place)


def _stop(instance: Instance, stop: Stop, lang: Lang) -> Iterator[str]:
    line = stop.line
    place = phrase(
        "place_with_id", lang, place=place_name(instance, line.place, lang), id=line.place
    )
    yield phrase("sheet_stop", lang, stop=line.stop, place=place)
    if stop.leg.start != stop.leg.end:
        yield phrase(
            "sheet_way",
            lang,
            leave=clock(line.leave_h),
            arrive=clock(line.arrive_h),
            km=_km(stop.leg.km),
        )
    roads = _roads(instance, stop.leg, lang)
    if roads:
        yield phrase("sheet_by", lang, roads=phrase("comma", lang).join(roads))
    yield from _rests(stop.leg, lang, indent="    ")
    places = phrase("comma", lang).join(place_name(instance, p, lang) for p in stop.onward)
    hours = {"begin": clock(line.begin_h), "end": clock(line.done_h)}
    if stop.onward:
        yield phrase("sheet_handing_on", lang, **hours, places=places)
    else:
        yield phrase("sheet_unloading", lang, **hours)
    yield from _loads(instance, stop.loads, lang, indent="    ")
    yield phrase("sheet_received", lang)


def _roads(instance: Instance, leg: Leg, lang: Lang) -> Sequence[str]:
    """Return the names of the roads on a way that have one, in their order, each once."""
    found = (road_name(instance, step.road, lang) for step in leg.steps if step.road is not None)
    return list(dict.fromkeys(filter(None, found)))


def _rests(leg: Leg, lang: Lang, *, indent: str) -> Iterator[str]:
    for rest in leg.rests:
        begin, end = clock(rest.start_h), clock(rest.end_h)
        yield phrase("sheet_rest", lang, indent=indent, begin=begin, end=end)


def _loads(instance: Instance, loads: Sequence[Load], lang: Lang, *, indent: str) -> Iterator[str]:
    rows = [
        (
            commodity_name(instance, load.commodity, lang),
            unit_of(instance, load.commodity, lang),
            f"{load.whole_units:,}",
            f"{load.kg:,.1f}",
            f"{load.m3:,.2f}",
        )
        for load in loads
    ]
    kg, m3 = sum(load.kg for load in loads), sum(load.m3 for load in loads)
    total = (phrase("total_load", lang), "", "", f"{kg:,.1f}", f"{m3:,.2f}")
    header = heads(("commodity", "unit", "units", "kg", "volume"), lang)
    for line in table(header, [*rows, total], left=2):
        yield indent + line


def _end(instance: Instance, route: Route, lang: Lang) -> Iterator[str]:
    home = route.home
    if home is None or home.start == home.end:
        place = place_name(instance, route.legs[-1].end, lang)
        yield phrase("sheet_ends", lang, place=place)
    else:
        yield from _rests(home, lang, indent="")
        yield phrase(
            "sheet_home",
            lang,
            leave=clock(home.leave_h),
            place=place_name(instance, home.end, lang),
            arrive=clock(home.arrive_h),
            km=_km(home.km),
        )
    yield phrase(
        "sheet_total",
        lang,
        trips=len(route.trips),
        km=_km(route.km),
        kg=f"{sum(trip.kg for trip in route.trips):,.1f}",
        drive=clock(route.drive_h),
        start=clock(route.start_h),
        end=clock(route.end_h),
    )
    yield ""
    yield phrase("sheet_signed", lang)


def _km(km: float) -> str:
    return f"{km:,.1f}" if math.isfinite(km) else "-"
