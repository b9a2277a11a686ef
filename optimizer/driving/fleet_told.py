"""The least fleet that drives a plan, to read, for machines and as a table to paste."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from optimizer.instance import FleetEntry
from optimizer.instance.schema import columns
from optimizer.io.tables import csv_text
from optimizer.summary.layout import table
from optimizer.summary.names import heads, place_name, scenario_name
from optimizer.summary.phrases import Lang, name_of, phrase
from optimizer.summary.reasons import reason_words

if TYPE_CHECKING:
    from optimizer.driving.fleet_size import FleetSize, FleetSizes
    from optimizer.instance import Instance


def sizes_text(sizes: FleetSizes, instance: Instance, lang: Lang) -> str:
    """Return what fleet it takes, row by row, and what no fleet mends."""
    return "\n".join(_lines(sizes, instance, lang)) + "\n"


def sizes_tree(sizes: FleetSizes) -> Mapping[str, Any]:
    """Return a sized fleet as a tree of what JSON knows."""
    have_cny, needed_cny = sizes.cost_cny_per_day
    return {
        "scenarios": list(sizes.scenarios),
        "holds": sizes.holds,
        "cut_short": sizes.is_cut_short,
        "seconds": sizes.seconds,
        "cost_cny_per_day": {"have": have_cny, "needed": needed_cny},
        "least_by_mode": {mode.value: count for mode, count in sizes.least.items()},
        "fleet": [
            {
                "vehicle": row.entry.vehicle,
                "place": row.entry.place,
                "owner": row.entry.owner.value,
                "have": row.have,
                "needed": row.needed,
                "least": row.least,
                "cost_cny_per_day": row.cost_cny_per_day,
            }
            for row in sizes.rows
        ],
        "missed": [asdict(line) for line in sizes.missed],
        "causes": dict(sizes.causes),
    }


def sizes_csv(sizes: FleetSizes) -> str:
    """Return the fleet as it should be, as the text of a fleet.csv."""
    names = tuple(columns(FleetEntry))
    return csv_text(names, ([getattr(row, name) for name in names] for row in sizes.fleet))


def _lines(sizes: FleetSizes, instance: Instance, lang: Lang) -> Iterator[str]:
    values = {
        "have": sum(row.have for row in sizes.rows),
        "needed": sum(min(row.have, row.needed) for row in sizes.rows),
        "added": sum(max(0, row.needed - row.have) for row in sizes.rows),
    }
    if sizes.holds:
        names = (scenario_name(instance, scenario, lang) for scenario in sizes.scenarios)
        yield phrase("fleet_holds", lang, scenarios=phrase("comma", lang).join(names), **values)
    else:
        yield phrase("fleet_cut_short" if sizes.is_cut_short else "fleet_fails", lang, **values)
        yield from _failures(sizes, instance, lang)
    keys = ("vehicle_type", "stands_at", "whose", "have_vehicles", "needed_vehicles",
            "least_vehicles", "day_cost")  # fmt: skip
    rows = [_cells(row, instance, lang) for row in sizes.rows]
    yield from table(heads(keys, lang), rows, left=3)
    counts = [
        phrase("fleet_of_mode", lang, count=count, mode=phrase(f"by_{mode.value}", lang))
        for mode, count in sizes.least.items()
    ]
    if counts:
        yield phrase("fleet_least", lang, counts=phrase("comma", lang).join(counts))
    have_cny, needed_cny = sizes.cost_cny_per_day
    yield phrase("fleet_cost", lang, have=have_cny, needed=needed_cny)


def _failures(sizes: FleetSizes, instance: Instance, lang: Lang) -> Iterator[str]:
    for line in sizes.missed:
        yield phrase(
            "fleet_misses",
            lang,
            scenario=scenario_name(instance, line.scenario, lang),
            standard=name_of(instance.standard[line.standard], lang, line.standard),
            share=line.person_share,
            deadline=line.deadline_h,
            place=place_name(instance, line.worst_place, lang),
        )
    for reason, persons in sizes.causes.items():
        yield phrase("fleet_cause", lang, persons=persons, reason=reason_words(reason, lang))


def _cells(row: FleetSize, instance: Instance, lang: Lang) -> tuple[str, ...]:
    return (
        name_of(instance.vehicle[row.entry.vehicle], lang, row.entry.vehicle),
        place_name(instance, row.entry.place, lang),
        phrase(f"owner_{row.entry.owner.value}", lang),
        f"{row.have}",
        f"{row.needed}",
        phrase("none", lang) if row.least is None else f"{row.least}",
        f"{row.needed * row.cost_cny_per_day:,.0f}",
    )
