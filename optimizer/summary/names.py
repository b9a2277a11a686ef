"""Names, heads and tails that the sections of the summary share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from optimizer.summary.phrases import Lang, name_of, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.instance import Instance

BIGGEST = 10
"""So many lines are read; the files hold all."""

CHINESE = re.compile(r"[\u4e00-\u9fff]")
"""A Chinese character."""

WORD = re.compile(r"[a-z]{2}")
"""Letters of a word, not of a code."""

ALL_READ = 20
"""So many are read of what every planner wants whole: stores, scenarios that are driven."""


def heads(keys: Sequence[str], lang: Lang) -> list[str]:
    """Return the heads of columns."""
    return [phrase(key, lang) for key in keys]


def more(count: int, lang: Lang, most: int = BIGGEST, file: str = "") -> list[str]:
    """Return the line that says how many are not read and which file holds all, or none."""
    if count <= most:
        return []
    key = "and_more_in" if file else "and_more"
    return ["  " + phrase(key, lang, count=count - most, file=file)]


def yes_or_no(claim: bool | None, lang: Lang) -> str:
    """Return a claim in a word, or a dash where it is not judged."""
    return phrase("none" if claim is None else "yes" if claim else "no", lang)


def site_name(instance: Instance, site: str, lang: Lang) -> str:
    """Return the name of a site."""
    return name_of(instance.site[site], lang, site)


def place_name(instance: Instance, place: str, lang: Lang) -> str:
    """Return the name of a place."""
    return name_of(instance.place[place], lang, place)


def road_name(instance: Instance, road: str, lang: Lang) -> str:
    """Return the name of a road, empty where it has none.

    A road has one name. In Chinese its two ends are told where that name is in English; codes like
    ``G30`` are read in any language.
    """
    row = next((row for row in instance.roads if row.id == road), None)
    if row is None:
        return ""
    if lang is Lang.ZH and WORD.search(row.name) and not CHINESE.search(row.name):
        ends = (place_name(instance, place, lang) for place in (row.from_place, row.to_place))
        return phrase("between_ends", lang).join(ends)
    return row.name


def place_and_town(instance: Instance, place: str, lang: Lang) -> str:
    """Return the name of a place, with that of its town where it is not one itself."""
    town = instance.town(place)
    if town == place:
        return place_name(instance, place, lang)
    names = {"place": place_name(instance, place, lang), "town": place_name(instance, town, lang)}
    return phrase("place_in_town", lang, **names)


def commodity_name(instance: Instance, commodity: str, lang: Lang) -> str:
    """Return the name of a commodity."""
    return name_of(instance.commodity[commodity], lang, commodity)


def family_name(instance: Instance, family: str, lang: Lang) -> str:
    """Return the name of a family."""
    return name_of(instance.family[family], lang, family)


def scenario_name(instance: Instance, scenario: str, lang: Lang) -> str:
    """Return the name of a scenario."""
    return name_of(instance.scenario[scenario], lang, scenario)


def standard_name(instance: Instance, standard: str, lang: Lang) -> str:
    """Return the name of a standard."""
    return name_of(instance.standard[standard], lang, standard)


def fund_name(instance: Instance, fund: str, lang: Lang) -> str:
    """Return the name of a fund."""
    return name_of(instance.fund[fund], lang, fund)


def unit_of(instance: Instance, commodity: str, lang: Lang) -> str:
    """Return the unit of a commodity."""
    row = instance.commodity[commodity]
    return (row.unit_zh or row.unit) if lang is Lang.ZH else row.unit
