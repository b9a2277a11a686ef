"""The question of Rawls and Turnquist (2010), Transp. Res. B 44:521-534, as one of ours.

Stores and their stock are decided before one of 51 scenarios of one or two hurricanes strikes
thirty cities of the southeastern United States. What is modelled how:

- A person stands for a tenth of a unit, since Katrina's demands in the 2010 paper are a tenth
  of those in the file.
- Weight is only the carrier of the freight tariff, which differs by commodity: with 1 CNY/(t km)
  a unit weighs what makes a mile cost its tariff. Roads are driven at 60 miles an hour.
- Purchase is rotation of stock that keeps one year. Unused stock costs a quarter of its price:
  all stock is held, and issuing a unit saves its holding. The paper charges nothing for stock
  that was destroyed; `destroyed_holding_usd` is what we charge too much.
- US dollars stand in the columns that are named CNY.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from benchmarks.storms import (
    PERSONS_PER_UNIT,
    SOURCE,
    closure_rows,
    damage_rows,
    people_rows,
    place_id,
    read_storms,
    road_id,
    rows_of,
    scenario_row,
)
from optimizer.instance import (
    Commodity,
    Economics,
    Family,
    Group,
    Instance,
    Norm,
    Option,
    Place,
    Policy,
    Response,
    Road,
    ServiceStandard,
    Site,
)
from optimizer.instance.words import Bindingness, Category, PlaceKind, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from optimizer.plan import StockLine

KM_PER_MILE = 1.609344
M3_PER_FT3 = 0.028316846592
MILES_PER_WEIGHT = 60.0
"""Miles per unit of a link's weight, which is about its driving hours."""
HOLDING_RATE = 0.25
DEADLINE_H = 1000.0
"""Beyond any drive: the paper knows costs, not hours."""


def read(folder: Path, water_penalty_factor: float = 1.0) -> Instance:
    """Return the paper's instance.

    Parameters
    ----------
    water_penalty_factor : float
        What the penalty for lacking water is multiplied with; 10 in the second experiment.
    """
    commodities = rows_of(folder / "commodities.csv")
    storms = read_storms(folder, [row["commodity"] for row in commodities])
    scenarios = rows_of(folder / "scenarios.csv")
    places = tuple(_places(folder / "node_coordinates.csv"))
    sites = tuple(Site(id=place.id, place=place.id, source=SOURCE) for place in places)
    factors = {"water": water_penalty_factor}
    return Instance(
        name="rawls_turnquist_2010",
        economics=Economics(discount_rate=0.0, transport_cny_per_t_km=1.0, source=SOURCE),
        response=Response(source=SOURCE),
        policy=Policy(source=SOURCE),
        places=places,
        sites=sites,
        options=tuple(_options(sites, rows_of(folder / "facility_sizes.csv"))),
        roads=tuple(_road(row) for row in rows_of(folder / "arcs.csv")),
        families=tuple(_family(row, factors.get(row["commodity"], 1.0)) for row in commodities),
        commodities=tuple(_commodity(row) for row in commodities),
        groups=tuple(_group(row["commodity"]) for row in commodities),
        norms=tuple(_norm(row["commodity"]) for row in commodities),
        scenarios=tuple(scenario_row(row) for row in scenarios),
        scenario_people=tuple(people_rows(scenarios, storms)),
        scenario_roads=tuple(closure_rows(scenarios, storms)),
        scenario_sites=tuple(damage_rows(scenarios, storms)),
        standards=(_aim(),),
    )


def destroyed_holding_usd(instance: Instance, stock: Sequence[StockLine]) -> float:
    """Return the expected holding cost of destroyed stock, which the paper does not charge."""
    lost: dict[str, float] = {}
    for row in instance.scenario_sites:
        chance = instance.scenario[row.scenario].probability * (1 - row.usable_share)
        lost[row.site] = lost.get(row.site, 0.0) + chance
    return sum(
        lost.get(line.site, 0.0)
        * line.quantity
        * instance.commodity[line.commodity].price_cny
        * instance.commodity[line.commodity].holding_rate
        for line in stock
    )


def _places(path: Path) -> Iterator[Place]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for name, from_zero, lat, lon in csv.reader(lines):
            yield Place(
                id=place_id(str(int(from_zero) + 1)),
                name=name,
                kind=PlaceKind.TOWN,
                lat=float(lat),
                lon=float(lon),
                source=SOURCE,
            )


def _options(sites: Sequence[Site], sizes: Sequence[Mapping[str, str]]) -> Iterator[Option]:
    for site in sites:
        for size in sizes:
            yield Option(
                site=site.id,
                id=size["size"],
                role=Role.SUB,
                capacity_m3=float(size["capacity_ft3"]) * M3_PER_FT3,
                operating_cost_cny_per_year=float(size["fixed_cost_usd"]),
                source=SOURCE,
            )


def _road(row: Mapping[str, str]) -> Road:
    ends = row["from_node_1based"], row["to_node_1based"]
    return Road(
        id=road_id("-".join(ends)),
        from_place=place_id(ends[0]),
        to_place=place_id(ends[1]),
        km=float(row["weight"]) * MILES_PER_WEIGHT * KM_PER_MILE,
        speed_kmh=MILES_PER_WEIGHT * KM_PER_MILE,
        source=SOURCE,
    )


def _family(row: Mapping[str, str], penalty_factor: float) -> Family:
    return Family(
        id=row["commodity"],
        name=row["commodity"].replace("_", " "),
        category=Category.MEDICAL if row["commodity"] == "medical_kits" else Category.LIVING,
        shortage_cny_per_person=float(row["penalty_usd_per_unit"])
        * penalty_factor
        / PERSONS_PER_UNIT,
        source=SOURCE,
    )


def _commodity(row: Mapping[str, str]) -> Commodity:
    price = float(row["purchase_price_usd_per_unit"])
    return Commodity(
        id=row["commodity"],
        name=row["commodity"].replace("_", " "),
        family=row["commodity"],
        unit=row["unit"],
        volume_m3=float(row["storage_ft3_per_unit"]) * M3_PER_FT3,
        weight_kg=1000 * float(row["transport_usd_per_unit_mile"]) / KM_PER_MILE,
        price_cny=price,
        shelf_life_years=1.0,
        holding_rate=HOLDING_RATE,
        issue_cost_cny=-HOLDING_RATE * price,
        source=SOURCE,
    )


def _group(commodity: str) -> Group:
    return Group(id=commodity, name=f"Tenths of a unit of {commodity}", source=SOURCE)


def _norm(commodity: str) -> Norm:
    return Norm(
        group=commodity,
        commodity=commodity,
        once=1 / PERSONS_PER_UNIT,
        deadline_h=DEADLINE_H,
        source=SOURCE,
    )


def _aim() -> ServiceStandard:
    return ServiceStandard(
        id="everybody",
        name="Everybody is served",
        deadline_h=DEADLINE_H,
        kind=Bindingness.EXPECTED,
        source=SOURCE,
    )
