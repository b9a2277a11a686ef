"""The page before the dispatch sheets: vehicles, hand-out at each place, what fails and why."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.dispatch import arrivals, is_beyond, vehicle_use, whole_kg_and_m3
from optimizer.summary.layout import table
from optimizer.summary.names import family_name, heads, place_and_town, place_name
from optimizer.summary.phrases import Lang, in_sentence, name_of, phrase
from optimizer.summary.reasons import reason_words
from optimizer.summary.sheets.hours import clock, clock_down, clock_up
from optimizer.summary.sheets.page import scenario_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from optimizer.dispatch import Arrival, Route, VehicleUse
    from optimizer.instance import Instance
    from optimizer.plan import LateLine, Plan, UnservedLine


def overview(
    instance: Instance, plan: Plan, scenario: str, routes: Sequence[Route], lang: Lang
) -> list[str]:
    """Return the lines of the page on a scenario."""
    sections = (
        _used(instance, routes, lang),
        _arrivals(instance, arrivals(instance, plan, scenario), lang),
        _failures(instance, plan, scenario, lang),
    )
    title = scenario_line(instance, scenario, lang)
    lines = [phrase("overview", lang, title=title), phrase("sheet_hours", lang)]
    for section in sections:
        lines += ["", *section] if section else []
    return lines


def _used(instance: Instance, routes: Sequence[Route], lang: Lang) -> list[str]:
    uses = vehicle_use(routes)
    count = sum(row.count for row in instance.fleet)
    title = phrase("vehicles_used", lang, used=len(uses), count=count)
    keys = ("vehicle", "owner", "drivers", "trips", "stops", "km", "hours_out", "hours_driving",
            "hours_working", "hours_resting", "mean_full", "most_full")  # fmt: skip
    rows = [_use(use, lang) for use in uses]
    lines = [title, *table(heads(keys, lang), rows, left=2)] if rows else [title]
    trips = [(trip, route.type) for route in routes for trip in route.trips]
    beyond = sum(is_beyond(*whole_kg_and_m3(trip.loads, instance), its) for trip, its in trips)
    if beyond:
        lines.append("  " + phrase("trips_beyond", lang, beyond=beyond, trips=len(trips)))
    return lines


def _use(use: VehicleUse, lang: Lang) -> tuple[str, ...]:
    return (
        use.vehicle,
        phrase(f"{use.owner}_vehicle", lang),
        f"{use.drivers}",
        f"{use.trips}",
        f"{use.stops}",
        f"{use.km:,.1f}" if math.isfinite(use.km) else phrase("none", lang),
        clock(use.out_h),
        clock(use.drive_h),
        clock(use.work_h),
        clock(use.rest_h),
        f"{use.mean_fullness:.0%}",
        f"{use.most_fullness:.0%}",
    )


def _arrivals(instance: Instance, lines: Sequence[Arrival], lang: Lang) -> list[str]:
    def least_slack(line: Arrival) -> tuple[float, Arrival]:
        return (line.slack_h if line.stops else math.inf, line)

    rows = [_arrival(instance, line, lang) for line in sorted(lines, key=least_slack)]
    keys = ("place", "family", "group", "brought_by", "persons", "first_handout", "last_handout",
            "deadline", "slack")  # fmt: skip
    return [phrase("arrivals_at", lang), *table(heads(keys, lang), rows, left=4)] if rows else []


def _arrival(instance: Instance, line: Arrival, lang: Lang) -> tuple[str, ...]:
    return (
        place_name(instance, line.place, lang),
        family_name(instance, line.family, lang),
        _group(instance, line.group, lang),
        phrase(line.carrier.value, lang),
        _persons(line.persons),
        clock_up(line.first_h),
        clock_up(line.last_h),
        clock(line.deadline_h),
        clock_down(line.slack_h),
    )


def _failures(instance: Instance, plan: Plan, scenario: str, lang: Lang) -> list[str]:
    unserved = [line for line in plan.driving.unserved if line.scenario == scenario]
    late = [line for line in plan.driving.late if line.scenario == scenario]
    if not unserved and not late:
        return [phrase("all_in_time", lang)]
    return [
        *_titled("unserved_goods", (_failure(instance, line, lang) for line in unserved), lang),
        *_titled("late_goods", (_failure(instance, line, lang) for line in late), lang),
    ]


def _titled(key: str, sentences: Iterator[str], lang: Lang) -> list[str]:
    told = ["  " + sentence for sentence in sentences]
    return [phrase(key, lang), *told] if told else []


def _failure(instance: Instance, line: UnservedLine | LateLine, lang: Lang) -> str:
    told = {
        "place": place_and_town(instance, line.place, lang),
        "persons": _persons(line.persons),
        "group": in_sentence(_group(instance, line.group, lang)),
        "family": in_sentence(family_name(instance, line.family, lang)),
        "deadline": clock(line.deadline_h),
        "reason": reason_words(line.reason, lang),
    }
    latest_h = getattr(line, "latest_h", None)
    if latest_h is None:
        return phrase("unserved_line", lang, **told)
    return phrase("late_line", lang, latest=clock_up(latest_h), **told)


def _group(instance: Instance, group: str, lang: Lang) -> str:
    (row,) = (row for row in instance.groups if row.id == group)
    return name_of(row, lang, group)


def _persons(persons: float) -> str:
    return f"{math.ceil(persons * 10 - 1e-6) / 10:,.1f}".removesuffix(".0")
