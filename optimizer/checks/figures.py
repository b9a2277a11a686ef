"""Figures that are hardly meant: slips of a unit, swapped columns, blanks that became 0."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from optimizer.checks.wording import counted
from optimizer.errors import Problem
from optimizer.instance.words import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Commodity, Instance, Option

LARGEST_COUNTY_PERSONS = 5_000_000
"""No county of China has more residents; figures in 万人 read as persons do."""

ODD_TOWN_FACTOR = 1000
"""Towns of a county differ tenfold; with that a slip of 10^4 still shows as 10^3."""

LIGHTEST_KG_PER_M3 = 20
HEAVIEST_KG_PER_M3 = 3000
"""Between packed insulation and stone: goods in store weigh neither less nor more."""

HIGHEST_STACK_M3_PER_M2 = 5
"""Volume over floor that only a high-rack store with no aisles would reach."""


def implausible_population(instance: Instance) -> Iterator[Problem]:
    """Yield a county of more people than any county has."""
    persons = sum(_town_populations(instance).values())
    if persons > LARGEST_COUNTY_PERSONS:
        yield Problem(
            file="places.csv",
            column="population",
            found=f"{persons:,} persons in all",
            expected=f"at most {LARGEST_COUNTY_PERSONS:,} persons in a county",
            remedy="Is a figure in persons given as one in 万人 (10,000 persons)? "
            f"Read that way it is {persons / 10_000:,.0f} persons.",
            code="implausible-population",
        )


def odd_town_population(instance: Instance) -> Iterator[Problem]:
    """Yield towns whose population is off the others' by orders of magnitude."""
    populations = {t: persons for t, persons in _town_populations(instance).items() if persons}
    middle = median(populations.values()) if populations else 0
    for town, persons in populations.items():
        if persons * ODD_TOWN_FACTOR <= middle or persons >= middle * ODD_TOWN_FACTOR:
            yield Problem(
                file="places.csv",
                column="population",
                found=f"{persons:,} persons in {town}",
                expected=f"something near the median of the towns ({middle:,.0f} persons)",
                remedy="Check the unit: persons, not 万人 (10,000 persons).",
                code="odd-population",
            )


def _town_populations(instance: Instance) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in instance.places:
        town = instance.town(place.id)
        if instance.place[town].kind is not PlaceKind.PARTNER:
            found[town] = found.get(town, 0) + place.population
    return found


def illustrative_places(instance: Instance) -> Iterator[Problem]:
    """Yield how many places are illustrative."""
    made_up = [place.id for place in instance.places if place.illustrative]
    if made_up:
        yield Problem(
            file="places.csv",
            column="illustrative",
            found=f"{counted(made_up)} of {len(instance.places)} places are illustrative",
            expected="surveyed positions and counted residents",
            remedy="Replace them before the plan is handed in.",
            code="illustrative",
        )


def implausible_density(instance: Instance) -> Iterator[Problem]:
    """Yield commodities that are lighter or heavier than goods in store are."""
    for commodity in instance.commodities:
        density = _density_kg_per_m3(commodity)
        if density is not None and not LIGHTEST_KG_PER_M3 <= density <= HEAVIEST_KG_PER_M3:
            yield Problem(
                file="commodities.csv",
                column="volume_m3, weight_kg",
                found=f"{commodity.id}: {commodity.weight_kg:g} kg in {commodity.volume_m3:g} m3, "
                f"{density:,.0f} kg/m3",
                expected=f"{LIGHTEST_KG_PER_M3} to {HEAVIEST_KG_PER_M3} kg/m3",
                remedy="Check that both are of one packed unit: kg not 斤, m3 not litres.",
                code="implausible-density",
            )


def _density_kg_per_m3(commodity: Commodity) -> float | None:
    if commodity.volume_m3 == 0:
        return None if commodity.weight_kg == 0 else float("inf")
    return commodity.weight_kg / commodity.volume_m3


def price_of_nothing(instance: Instance) -> Iterator[Problem]:
    """Yield commodities that cost nothing."""
    free = [commodity.id for commodity in instance.commodities if commodity.price_cny == 0]
    if free:
        yield Problem(
            file="commodities.csv",
            column="price_cny",
            found=f"0 for {counted(free)}",
            expected="a purchase price",
            remedy="Without one a plan stocks any amount at no cost.",
            code="price-zero",
        )


def implausible_stacking(instance: Instance) -> Iterator[Problem]:
    """Yield options that hold more than their floor can carry."""
    for option in instance.options:
        volume_m3 = option.capacity_m3 + option.cold_m3 + option.hazardous_m3
        if option.floor_m2 > 0 and volume_m3 > HIGHEST_STACK_M3_PER_M2 * option.floor_m2:
            yield Problem(
                file="options.csv",
                column="capacity_m3",
                found=f"{option.key_text}: {volume_m3:,.0f} m3 on {option.floor_m2:,.0f} m2, "
                f"{volume_m3 / option.floor_m2:.1f} m3/m2",
                expected=f"at most {HIGHEST_STACK_M3_PER_M2} m3/m2",
                remedy="Usable floor times stacking height is usual: 0.8 x 2.0 m.",
                code="implausible-stacking",
            )


def land_below_floor(instance: Instance) -> Iterator[Problem]:
    """Yield options with less land than floor: often the two are mistaken for each other."""
    odd: list[Option] = [o for o in instance.options if 0 < o.land_m2 < o.floor_m2]
    if odd:
        first = odd[0]
        yield Problem(
            file="options.csv",
            column="land_m2, floor_m2",
            found=f"land of {first.land_m2:,.0f} m2 under a floor of {first.floor_m2:,.0f} m2 "
            f"in {counted([option.key_text for option in odd])}",
            expected="at least as much land (占地面积) as floor (建筑面积) under one storey",
            remedy="Check that the two are not swapped.",
            code="land-below-floor",
        )


FIGURE_DOUBTS = (
    implausible_population,
    odd_town_population,
    illustrative_places,
    implausible_density,
    price_of_nothing,
    implausible_stacking,
    land_below_floor,
)
