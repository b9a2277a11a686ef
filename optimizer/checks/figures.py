"""Figures that are hardly meant: slips of a unit, swapped columns, blanks that became 0."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import agreeing, called, counted, listed, name_of
from optimizer.errors import Problem
from optimizer.instance.words import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance, Option

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
            expected=Bilingual(
                f"{persons:,} persons live here in all, and no county has more than "
                f"{LARGEST_COUNTY_PERSONS:,}",
                f"总人口为 {persons:,} 人，而没有一个县超过 {LARGEST_COUNTY_PERSONS:,} 人",
            ),
            remedy=Bilingual(
                "Is a figure in persons given as one in 万人 (10,000 persons)? "
                f"Read that way it is {persons / 10_000:,.0f} persons.",
                f"是否将“人”误作“万人”？若是，则应为 {persons / 10_000:,.0f} 人。",
            ),
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
                expected=Bilingual(
                    f"{called(instance.place[town])} has {counted(persons, 'person')}; half "
                    f"of the towns have at most {middle:,.0f}",
                    f"{called(instance.place[town]).zh}有 {persons:,} 人，"
                    f"而半数乡镇不超过 {middle:,.0f} 人",
                ),
                remedy=Bilingual(
                    "Check the unit: persons, not 万人 (10,000 persons).",
                    "请核对单位：人，而非万人。",
                ),
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
    made_up = [name_of(place) for place in instance.places if place.illustrative]
    if made_up:
        yield Problem(
            file="places.csv",
            column="illustrative",
            expected=Bilingual(
                f"{len(made_up)} of {counted(len(instance.places), 'place')} "
                + agreeing(
                    len(made_up),
                    "has an illustrative position and population",
                    "have illustrative positions and populations",
                )
                + f" ({listed(made_up)})",
                f"{len(instance.places)} 个地点中有 {len(made_up)} 个的位置和人口为示意"
                f"（{listed(made_up).zh}）",
            ),
            remedy=Bilingual(
                "Replace them before the plan is handed in.", "方案上报前请换成实际数据。"
            ),
            code="illustrative",
        )


def implausible_density(instance: Instance) -> Iterator[Problem]:
    """Yield commodities that are lighter or heavier than goods in store are."""
    for commodity in instance.commodities:
        density = commodity.weight_kg / commodity.volume_m3
        if not LIGHTEST_KG_PER_M3 <= density <= HEAVIEST_KG_PER_M3:
            yield Problem(
                file="commodities.csv",
                column="volume_m3, weight_kg",
                expected=Bilingual(
                    f"{called(commodity)} weighs {commodity.weight_kg:g} kg in "
                    f"{commodity.volume_m3:g} m3, {density:,.0f} kg/m3; packed goods have "
                    f"{LIGHTEST_KG_PER_M3} to {HEAVIEST_KG_PER_M3:,} kg/m3",
                    f"{called(commodity).zh}每 {commodity.volume_m3:g} 立方米重 "
                    f"{commodity.weight_kg:g} 千克，即 {density:,.0f} 千克/立方米；包装物资一般为 "
                    f"{LIGHTEST_KG_PER_M3}～{HEAVIEST_KG_PER_M3:,} 千克/立方米",
                ),
                remedy=Bilingual(
                    "Check that both are of one packed unit: kg not 斤, m3 not litres.",
                    "请核对两者是否为同一包装单位：千克而非斤，立方米而非升。",
                ),
                code="implausible-density",
            )


def price_of_nothing(instance: Instance) -> Iterator[Problem]:
    """Yield commodities that cost nothing."""
    free = [called(row) for row in instance.commodities if row.price_cny == 0]
    if free:
        yield Problem(
            file="commodities.csv",
            column="price_cny",
            expected=Bilingual(
                f"{counted(len(free), 'commodity', 'commodities')} "
                f"{agreeing(len(free), 'costs', 'cost')} nothing: {listed(free)}",
                f"{len(free)} 种物资没有单价：{listed(free).zh}",
            ),
            remedy=Bilingual(
                "Without a price a plan stocks any amount at no cost.",
                "没有单价，方案可无代价地储备任意数量。",
            ),
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
                expected=Bilingual(
                    f"{called(instance.site[option.site], option.key_text)} holds "
                    f"{volume_m3:,.0f} m3 on {option.floor_m2:,.0f} m2 of floor, "
                    f"{volume_m3 / option.floor_m2:.1f} m3/m2; no store holds more than "
                    f"{HIGHEST_STACK_M3_PER_M2} m3/m2",
                    f"{called(instance.site[option.site], option.key_text).zh}在 "
                    f"{option.floor_m2:,.0f} 平方米上存放 {volume_m3:,.0f} 立方米，即每平方米 "
                    f"{volume_m3 / option.floor_m2:.1f} 立方米；一般不超过 "
                    f"{HIGHEST_STACK_M3_PER_M2} 立方米",
                ),
                remedy=Bilingual(
                    "Usable floor times stacking height is usual: 0.8 x 2.0 m.",
                    "通常按可用面积乘以堆高计算：0.8×2.0 米。",
                ),
                code="implausible-stacking",
            )


def land_below_floor(instance: Instance) -> Iterator[Problem]:
    """Yield options with less land than floor: often the two are mistaken for each other."""
    odd: list[Option] = [o for o in instance.options if 0 < o.land_m2 < o.floor_m2]
    if odd:
        told = listed(
            [
                Bilingual(
                    f"{called(instance.site[option.site], option.key_text)} with "
                    f"{option.land_m2:,.0f} m2 under {option.floor_m2:,.0f} m2",
                    f"{called(instance.site[option.site], option.key_text).zh}占地 "
                    f"{option.land_m2:,.0f}、建筑 {option.floor_m2:,.0f} 平方米",
                )
                for option in odd
            ]
        )
        yield Problem(
            file="options.csv",
            column="land_m2, floor_m2",
            expected=Bilingual(
                f"{counted(len(odd), 'option')} {agreeing(len(odd), 'has', 'have')} less land "
                f"(占地面积) than floor (建筑面积): {told}",
                f"{len(odd)} 个规格的占地面积小于建筑面积：{told.zh}",
            ),
            remedy=Bilingual(
                "Check that the two are not swapped; with several storeys it is right.",
                "请核对两者是否填反；多层建筑则属正常。",
            ),
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
