"""New orders as they are told: in words, and as a tree for JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from optimizer.summary.names import family_name, place_name, scenario_name, site_name
from optimizer.summary.phrases import Lang, name_of, phrase
from optimizer.summary.reasons import reason_words
from optimizer.summary.sheets.hours import clock

if TYPE_CHECKING:
    from optimizer.driving.replan import Replanned
    from optimizer.driving.replanning.orders import OrderChange, OrderStop, OrderTrip
    from optimizer.instance import Instance

ROUNDING = 1e-6
"""Part of a person that is not rounded up."""


def replanned_text(result: Replanned, lang: Lang) -> str:
    """Return new orders in words: what was and is to be done, and who is told."""
    instance = result.instance
    lines = [
        phrase(
            "replanned",
            lang,
            scenario=scenario_name(instance, result.state.scenario, lang),
            hour=clock(result.state.hour),
            changed=len(result.orders),
            kept=len(result.kept),
        )
    ]
    for change in result.orders:
        lines += ["", *_change(change, instance, lang)]
    if not result.orders:
        lines.append(phrase("no_new_orders", lang))
    if result.unserved:
        lines.append("")
    for row, reason in result.unserved:
        lines.append(
            phrase(
                "order_unserved",
                lang,
                place=place_name(instance, row.place, lang),
                family=family_name(instance, row.family, lang),
                persons=_persons(row.persons),
                reason=reason_words(reason, lang),
            )
        )
    return "\n".join(lines) + "\n"


def replanned_tree(result: Replanned) -> Mapping[str, Any]:
    """Return new orders as a tree of what JSON knows; hours count from the start."""
    return {
        "scenario": result.state.scenario,
        "hour": result.state.hour,
        "seconds": result.seconds,
        "orders": [
            {**asdict(change), "origins": change.origins, "places": change.places}
            for change in result.orders
        ],
        "kept": result.kept,
        "unserved": [{**asdict(row), "reason": reason} for row, reason in result.unserved],
        "drives": [
            asdict(row) for row in result.driving.drives if row.scenario == result.state.scenario
        ],
        "service": [asdict(row) for row in result.service],
    }


def _change(change: OrderChange, instance: Instance, lang: Lang) -> Iterator[str]:
    yield phrase(
        "order_of", lang, vehicle=change.vehicle, cause=phrase(f"order_{change.cause}", lang)
    )
    yield phrase("order_tell", lang, whom=phrase("comma", lang).join(_told(change, instance, lang)))
    if change.now:
        place = place_name(instance, change.place, lang)
        yield phrase("order_at", lang, place=place, hour=clock(change.free_h))
    for key, trips in (("order_was", change.was), ("order_now", change.now)):
        yield phrase(key, lang)
        if not trips:
            yield phrase("order_nothing", lang)
        for trip in trips:
            yield from _trip(trip, instance, lang)


def _told(change: OrderChange, instance: Instance, lang: Lang) -> Iterator[str]:
    """Yield who has to know: the driver, where it loads and where it comes."""
    yield phrase("order_driver", lang)
    for origin in change.origins:
        yield _origin(instance, origin, lang)
    for place in change.places:
        yield place_name(instance, place, lang)


def _trip(trip: OrderTrip, instance: Instance, lang: Lang) -> Iterator[str]:
    if trip.load_h is None:
        yield phrase("order_on_board", lang)
    else:
        origin = _origin(instance, trip.origin, lang)
        yield phrase("order_load", lang, origin=origin, hour=clock(trip.load_h))
    for stop in trip.stops:
        yield phrase(
            "order_stop",
            lang,
            place=place_name(instance, stop.place, lang),
            hour=clock(stop.arrive_h),
            goods=phrase("comma", lang).join(_goods(stop, instance, lang)),
        )


def _goods(stop: OrderStop, instance: Instance, lang: Lang) -> Iterator[str]:
    persons: dict[tuple[str, str], float] = {}
    for drop in stop.drops:
        key = (drop.place, drop.family)
        persons[key] = persons.get(key, 0.0) + drop.persons
    for (place, family), amount in persons.items():
        yield phrase(
            "order_drop" if place == stop.place else "order_drop_onward",
            lang,
            family=family_name(instance, family, lang),
            persons=_persons(amount),
            place=place_name(instance, place, lang),
        )


def _origin(instance: Instance, origin: str, lang: Lang) -> str:
    if origin in instance.site:
        return site_name(instance, origin, lang)
    if origin in instance.supplier:
        return name_of(instance.supplier[origin], lang, origin)
    return place_name(instance, origin, lang)


def _persons(amount: float) -> str:
    return f"{math.ceil(amount - ROUNDING):,}"
