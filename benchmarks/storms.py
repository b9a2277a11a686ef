"""The hurricanes of Rawls and Turnquist (2010): what each needs, destroys and closes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.instance import Scenario, ScenarioPeople, ScenarioRoad, ScenarioSite
from optimizer.instance.words import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

SOURCE = "Rawls and Turnquist (2010), Transp. Res. B 44:521-534"
PERSONS_PER_UNIT = 10
TENTH_OF_FILE = "Katrina"
"""The hurricane whose demands the paper has at a tenth of the file's."""
WHOLE_LOSS_CATEGORY = 3
"""From this category on all stock at the landfall is lost, below it half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """A hurricane of the paper.

    Parameters
    ----------
    demands : mapping of (str, str) to int
        Persons by place and commodity.
    damage : mapping of str to float
        Usable share of the stock at each landfall.
    closed : tuple of str
        Roads that are closed.
    """

    demands: Mapping[tuple[str, str], int]
    damage: Mapping[str, float]
    closed: tuple[str, ...]


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table with a header, each by column."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def place_id(node: str) -> str:
    """Return the id of the place for a node, numbered from 1."""
    return f"N{int(node):02d}"


def road_id(link: str) -> str:
    """Return the id of the road for a link as ``2-1``, whichever end comes first."""
    first, second = sorted(place_id(node) for node in link.split("-"))
    return f"{first}-{second}"


def _scenario_id(row: Mapping[str, str]) -> str:
    return f"S{int(row['scenario']):02d}"


def _listed(text: str) -> list[str]:
    return [item for item in text.split(";") if item]


def read_storms(folder: Path, commodities: Sequence[str]) -> Mapping[str, Storm]:
    """Return the hurricanes by the number that scenarios call them by."""
    demands = _demands(folder / "demands_by_node.txt", commodities)
    return {
        row["hurricane"]: Storm(
            demands=demands[row["name"]],
            damage={
                place_id(node): 0.0 if int(row["category"]) >= WHOLE_LOSS_CATEGORY else 0.5
                for node in _listed(row["landfall_nodes"])
            },
            closed=tuple(road_id(link) for link in _listed(row["unusable_links"])),
        )
        for row in rows_of(folder / "hurricanes.csv")
    }


def _demands(path: Path, commodities: Sequence[str]) -> Mapping[str, Mapping[tuple[str, str], int]]:
    """Return persons by hurricane, and then by place and commodity.

    A line is a hurricane's name, or a node, a city in one or more words, and three demands.
    """
    found: dict[str, dict[tuple[str, str], int]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words and not words[0].isdigit():
            name = line.strip()
            found[name] = {}
        elif words:
            persons_per_unit = 1 if name == TENTH_OF_FILE else PERSONS_PER_UNIT
            for commodity, units in zip(commodities, words[-len(commodities) :], strict=True):
                found[name][place_id(words[0]), commodity] = int(units) * persons_per_unit
    return found


def scenario_row(row: Mapping[str, str]) -> Scenario:
    """Return a scenario of one hurricane, two or none."""
    return Scenario(
        id=_scenario_id(row),
        name=f"Hurricanes {row['hurricanes'].replace(';', ' and ')}"
        if row["hurricanes"]
        else "No hurricane",
        level=Level.II,
        probability=float(row["probability"]),
        days=1,
        source=SOURCE,
    )


def people_rows(
    scenarios: Sequence[Mapping[str, str]], storms: Mapping[str, Storm]
) -> Iterator[ScenarioPeople]:
    """Yield the sum of the hurricanes' demands, scenario by scenario."""
    for row in scenarios:
        persons: dict[tuple[str, str], int] = {}
        for number in _listed(row["hurricanes"]):
            for key, count in storms[number].demands.items():
                persons[key] = persons.get(key, 0) + count
        for (place, commodity), count in persons.items():
            yield ScenarioPeople(
                scenario=_scenario_id(row),
                place=place,
                group=commodity,
                persons=count,
                source=SOURCE,
            )


def closure_rows(
    scenarios: Sequence[Mapping[str, str]], storms: Mapping[str, Storm]
) -> Iterator[ScenarioRoad]:
    """Yield the roads that any hurricane of a scenario closes."""
    for row in scenarios:
        numbers = _listed(row["hurricanes"])
        for road in sorted({road for number in numbers for road in storms[number].closed}):
            yield ScenarioRoad(scenario=_scenario_id(row), road=road, closed=True, source=SOURCE)


def damage_rows(
    scenarios: Sequence[Mapping[str, str]], storms: Mapping[str, Storm]
) -> Iterator[ScenarioSite]:
    """Yield the worst damage that the hurricanes of a scenario do to each site."""
    for row in scenarios:
        usable: dict[str, float] = {}
        for number in _listed(row["hurricanes"]):
            for place, share in storms[number].damage.items():
                usable[place] = min(share, usable.get(place, 1.0))
        for site, share in usable.items():
            yield ScenarioSite(
                scenario=_scenario_id(row), site=site, usable_share=share, source=SOURCE
            )
