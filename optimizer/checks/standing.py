"""What stands today against the room there is for it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.checks.wording import called, listed
from optimizer.errors import Problem
from optimizer.instance.words import SiteStatus, Storage
from optimizer.tiers import stock_today

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Instance

IN_WORDS: Mapping[Storage, Bilingual] = {
    Storage.GENERAL: Bilingual("general storage", "普通库房"),
    Storage.COLD: Bilingual("cold storage", "冷藏库房"),
    Storage.HAZARDOUS: Bilingual("hazardous storage", "危险品库房"),
}

LEAST_M3 = 1e-6
"""Less than a milliliter too much is rounding."""

Volumes = dict[tuple[str, Storage], float]
"""Cubic meters by site and storage class."""


def no_room_for_what_stands(instance: Instance) -> Iterator[Problem]:
    """Yield what stands today and is to be kept but fits into no options.

    Where goods are moved, all sites together have to hold it; where not, each what stands at it.
    """
    if not instance.policy.keep_what_stands:
        return
    standing, room = _standing_m3(instance), _room_m3(instance)
    if instance.economics.peacetime_cny_per_m3_km is not None:
        crowded = list(_crowded_in_all(standing, room))
    else:
        crowded = list(_crowded_sites(instance, standing, room))
    if crowded:
        yield Problem(
            file="stock.csv",
            column="quantity",
            expected=Bilingual(
                f"policy.keep_what_stands keeps all that stands today, and the largest options "
                f"cannot hold it: {listed(crowded)}",
                f"policy.keep_what_stands 要求保留全部现有物资，而最大规格也存放不下："
                f"{listed(crowded).zh}",
            ),
            remedy=Bilingual(
                "No store can keep this: offer larger options, write stock off, or set "
                "policy.keep_what_stands to false.",
                "库房容纳不下：请增加更大规格、核销部分物资，"
                "或将 policy.keep_what_stands 设为 false。",
            ),
            code="no-room-for-stock",
        )


def _crowded_in_all(standing: Volumes, room: Volumes) -> Iterator[Bilingual]:
    for kind, words in IN_WORDS.items():
        held_m3 = sum(volume for (_, storage), volume in standing.items() if storage is kind)
        room_m3 = sum(volume for (_, storage), volume in room.items() if storage is kind)
        if held_m3 > room_m3 + LEAST_M3:
            yield _told(Bilingual("all stores", "全部库（点）"), words, held_m3, room_m3)


def _crowded_sites(instance: Instance, standing: Volumes, room: Volumes) -> Iterator[Bilingual]:
    for (site, kind), held_m3 in sorted(standing.items()):
        room_m3 = room.get((site, kind), 0.0)
        is_excluded = instance.site[site].status is SiteStatus.EXCLUDED
        if held_m3 > room_m3 + LEAST_M3 and not is_excluded:
            yield _told(called(instance.site[site]), IN_WORDS[kind], held_m3, room_m3)


def _told(where: Bilingual, words: Bilingual, held_m3: float, room_m3: float) -> Bilingual:
    return Bilingual(
        f"{where}, {words}, {held_m3:,.1f} m3 in {room_m3:,.1f} m3",
        f"{where.zh}{words.zh}现有 {held_m3:,.1f} 立方米，库容 {room_m3:,.1f} 立方米",
    )


def _standing_m3(instance: Instance) -> Volumes:
    volumes: Volumes = defaultdict(float)
    for (site, name), units in stock_today(instance).items():
        commodity = instance.commodity[name]
        volumes[site, instance.family[commodity.family].storage] += units * commodity.volume_m3
    return volumes


def _room_m3(instance: Instance) -> Volumes:
    """Return the most that any option of a site holds of each class; nothing where excluded."""
    room: Volumes = {}
    for option in instance.options:
        if instance.site[option.site].status is SiteStatus.EXCLUDED:
            continue
        for kind, volume_m3 in (
            (Storage.GENERAL, option.capacity_m3),
            (Storage.COLD, option.cold_m3),
            (Storage.HAZARDOUS, option.hazardous_m3),
        ):
            room[option.site, kind] = max(room.get((option.site, kind), 0.0), volume_m3)
    return room
