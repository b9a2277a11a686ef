"""Places that may be one place written twice."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import called, counted, listed
from optimizer.errors import Problem
from optimizer.instance.words import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance, Place

PEOPLES = (
    "回|满|藏|蒙古|维吾尔|哈萨克|柯尔克孜|裕固|东乡|保安|撒拉|土|锡伯|"
    "朝鲜|苗|彝|壮|布依|侗|瑶|土家|白|傣|哈尼|黎|畲"
)
"""Peoples that townships are named with."""

ADMINISTRATIVE_ENDING = re.compile(
    rf"((({PEOPLES})族)+(自治)?)?(街道|社区|乡|镇|村|town|township|village)$"
)
"""What changes when a township becomes a town or is named with its people, not which it is."""

SHORTEST_STEM = 3
"""Shorter stems are alike by chance too often: 东村 and 西村 differ by one character."""


def places_at_one_point(instance: Instance) -> Iterator[Problem]:
    """Yield places of different names at the same position, unless one belongs to the other."""
    at: dict[tuple[float, float], list[Place]] = {}
    for place in instance.places:
        at.setdefault((place.lat, place.lon), []).append(place)
    for (lat, lon), places in at.items():
        strangers = [p for p in places if not any(p.parent == other.id for other in places)]
        if len(strangers) > 1:
            told = listed([called(place) for place in strangers])
            yield Problem(
                file="places.csv",
                column="lat, lon",
                expected=Bilingual(
                    f"{counted(len(strangers), 'place')} stand at the same point, {lat:g}, "
                    f"{lon:g}: {told}",
                    f"{len(strangers)} 个地点的坐标相同（{lat:g}，{lon:g}）：{told.zh}",
                ),
                remedy=Bilingual(
                    "If they are one place, keep one row; if not, give each its position.",
                    "若为同一地点，请保留一行；否则请分别填写坐标。",
                ),
                code="same-position",
            )


def names_alike(instance: Instance) -> Iterator[Problem]:
    """Yield pairs of places, of the same parent, whose names may be two spellings of one."""
    siblings: dict[str | None, list[Place]] = {}
    for place in instance.places:
        siblings.setdefault(place.parent, []).append(place)
    for places in siblings.values():
        for one, other in itertools.combinations(places, 2):
            if _alike(one, other):
                yield Problem(
                    file="places.csv",
                    column="name",
                    expected=Bilingual(
                        f"{_name(one)} ({one.id}) and {_name(other)} ({other.id}) can be "
                        "taken for each other",
                        f"{_name(one)}（{one.id}）与{_name(other)}（{other.id}）名称易混",
                    ),
                    remedy=Bilingual(
                        "If they are one place under two spellings, keep one row.",
                        "若为同一地点的两种写法，请保留一行。",
                    ),
                    code="names-alike",
                )


def _alike(one: Place, other: Place) -> bool:
    stem, other_stem = _stem(_name(one)), _stem(_name(other))
    if stem == other_stem:
        return True
    if not one.kind is other.kind is PlaceKind.TOWN:
        return False
    shorter, longer = sorted((stem, other_stem), key=len)
    if len(shorter) < SHORTEST_STEM or not _is_chinese(shorter + longer):
        return False
    return longer.endswith(shorter) or (
        len(shorter) == len(longer) and _characters_apart(shorter, longer) == 1
    )


def _name(place: Place) -> str:
    return place.name_zh or place.name


def _stem(name: str) -> str:
    """Return a name without width, case, spaces and administrative ending."""
    folded = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name).casefold())
    return ADMINISTRATIVE_ENDING.sub("", folded) or folded


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)


def _characters_apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


NAME_DOUBTS = (places_at_one_point, names_alike)
