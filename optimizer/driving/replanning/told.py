"""New orders as they are told: in words, and as a tree for JSON."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from optimizer.driving.replanning.orders import Cause
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
    lines += _counted(result, lang)
    for change in result.orders:
        lines += ["", *_change(change, instance, lang)]
    if not result.orders:
        lines.append(phrase("no_new_orders", lang))
    lines.append("")
    lines += _unserved(result, lang)
    lines += _late(result, lang)
    lines += _worth(result, lang)
    return "\n".join(lines) + "\n"


def _unserved(result: Replanned, lang: Lang) -> Iterator[str]:
    """Yield who is not served, families of the same place, persons and reason in one line."""
    families: dict[tuple[str, str, str], list[str]] = {}
    for row, reason in result.unserved:
        family = family_name(result.instance, row.family, lang)
        families.setdefault((row.place, _persons(row.persons, lang), reason), []).append(family)
    for (place, persons, reason), names in families.items():
        yield phrase(
            "order_unserved",
            lang,
            place=place_name(result.instance, place, lang),
            family=phrase("order_with", lang).join(names),
            persons=persons,
            reason=reason_words(reason, lang),
        )


def _late(result: Replanned, lang: Lang) -> Iterator[str]:
    """Yield who is late by the new orders and was not before, those of a place in one line."""
    families: dict[tuple[str, str, float, float, str], list[str]] = {}
    for row in result.late:
        family = family_name(result.instance, row.family, lang)
        persons = _persons(row.persons, lang)
        key = row.place, persons, row.latest_h, row.deadline_h, row.reason
        families.setdefault(key, []).append(family)
    for (place, persons, latest_h, deadline_h, reason), names in families.items():
        yield phrase(
            "order_late",
            lang,
            place=place_name(result.instance, place, lang),
            family=phrase("order_with", lang).join(names),
            persons=persons,
            hour=clock(latest_h),
            deadline=clock(deadline_h),
            reason=reason_words(reason, lang),
        )


def _worth(result: Replanned, lang: Lang) -> Iterator[str]:
    """Yield how many are unserved and late in the whole scenario, those of the plan included."""
    scenario = result.state.scenario
    late = sum(row.persons for row in result.driving.late if row.scenario == scenario)
    for row in result.driving.drives:
        if row.scenario == scenario:
            yield phrase(
                "orders_worth",
                lang,
                unserved=_persons(row.persons_unserved, lang),
                late=_persons(late, lang),
                hours=f"{row.late_person_h:,.1f}",
            )


def replanned_tree(result: Replanned) -> Mapping[str, Any]:
    """Return new orders as a tree of what JSON knows; hours count from the start."""
    return {
        "scenario": result.state.scenario,
        "hour": result.state.hour,
        "seconds": result.seconds,
        "most_changed": result.most_changed,
        "changed": len(result.orders),
        "forced": [change.vehicle for change in result.forced],
        "orders": [
            {**asdict(change), "origins": change.origins, "places": change.places}
            for change in result.orders
        ],
        "kept": result.kept,
        "unserved": [{**asdict(row), "reason": reason} for row, reason in result.unserved],
        "late": [asdict(row) for row in result.late],
        "drives": [
            asdict(row) for row in result.driving.drives if row.scenario == result.state.scenario
        ],
        "service": [asdict(row) for row in result.service],
    }


def _counted(result: Replanned, lang: Lang) -> Iterator[str]:
    """Yield how many had to change and why, and whether that was more than were to."""
    forced, most = len(result.forced), result.most_changed
    if result.orders:
        counts = Counter(change.cause for change in result.forced)
        causes = [
            phrase("cause_of", lang, cause=phrase(f"order_{cause}", lang), count=counts[cause])
            for cause in Cause
            if counts[cause]
        ]
        yield phrase(
            "orders_forced" if forced else "orders_chosen",
            lang,
            forced=forced,
            causes=phrase("comma", lang).join(causes),
            chosen=len(result.orders) - forced,
        )
    if most is not None and forced > most:
        yield phrase("orders_beyond", lang, most=most, forced=forced, over=forced - most)
    elif most is not None and result.orders:
        yield phrase("orders_within", lang, most=most)


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
            goods=phrase("order_and", lang).join(_goods(stop, instance, lang)),
        )


def _goods(stop: OrderStop, instance: Instance, lang: Lang) -> Iterator[str]:
    """Yield what a stop leaves, families for the same place and persons together."""
    amounts: dict[tuple[str, str], float] = {}
    for drop in stop.drops:
        key = (drop.place, drop.family)
        amounts[key] = amounts.get(key, 0.0) + drop.persons
    families: dict[tuple[str, str], list[str]] = {}
    for (place, family), amount in amounts.items():
        name = family_name(instance, family, lang)
        families.setdefault((place, _persons(amount, lang)), []).append(name)
    for (place, persons), names in families.items():
        yield phrase(
            "order_drop" if place == stop.place else "order_drop_onward",
            lang,
            family=phrase("order_with", lang).join(names),
            persons=persons,
            place=place_name(instance, place, lang),
        )


def _origin(instance: Instance, origin: str, lang: Lang) -> str:
    if origin in instance.site:
        return site_name(instance, origin, lang)
    if origin in instance.supplier:
        return name_of(instance.supplier[origin], lang, origin)
    return place_name(instance, origin, lang)


def _persons(amount: float, lang: Lang) -> str:
    """Return how many persons, rounded up."""
    persons = math.ceil(amount - ROUNDING)
    return phrase("one_person" if persons == 1 else "some_persons", lang, persons=f"{persons:,}")
