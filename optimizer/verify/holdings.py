"""Promises about what stands in the stores."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from optimizer.instance.words import Role, Storage
from optimizer.plan import Violation
from optimizer.verify.tolerance import CUBIC_METERS, UNITS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.verify.evidence import Evidence


def store_within_volume(evidence: Evidence) -> Iterator[Violation]:
    """Stock no more than the store's volume of each storage class."""
    room = _room_m3(evidence)
    for (site, storage), volume_m3 in sorted(_stocked_m3(evidence).items()):
        capacity_m3 = room.get((site, storage), 0.0)
        over_m3 = excess(volume_m3, capacity_m3, CUBIC_METERS)
        if over_m3:
            yield Violation(
                promise="store_within_volume",
                where=f"{site}, {storage}",
                amount=over_m3,
                unit="m3",
                sentence=f"{site} stocks {number(volume_m3)} m3 in {storage} storage and has "
                f"{number(capacity_m3)} m3: {number(over_m3)} m3 too much",
            )


def keep_at_center(evidence: Evidence) -> Iterator[Violation]:
    """Keep at least the policy's share of the volume stocked in central stores."""
    share = evidence.instance.policy.center_share
    central = {store.site for store in evidence.plan.stores if store.role is Role.CENTRAL}
    stocked = _stocked_m3(evidence)
    held_m3 = sum(volume for (site, _), volume in stocked.items() if site in central)
    wanted_m3 = share * sum(stocked.values())
    missing_m3 = excess(wanted_m3, held_m3, CUBIC_METERS)
    if missing_m3:
        yield Violation(
            promise="keep_at_center",
            where="all stores",
            amount=missing_m3,
            unit="m3",
            sentence=f"central stores hold {number(held_m3)} m3, {share:.1%} of all stock is "
            f"{number(wanted_m3)} m3: {number(missing_m3)} m3 too little",
        )


def keep_minimum(evidence: Evidence) -> Iterator[Violation]:
    """Keep at least a town's kits in the stores within it."""
    place_of = {site.id: site.place for site in evidence.instance.sites}
    for kit in evidence.instance.kits:
        held = sum(
            quantity
            for (site, commodity), quantity in evidence.stock.items()
            if commodity == kit.commodity and evidence.instance.within(place_of[site], kit.town)
        )
        missing = excess(kit.quantity, held, UNITS)
        if missing:
            yield Violation(
                promise="keep_minimum",
                where=f"{kit.town}, {kit.commodity}",
                amount=missing,
                unit="units",
                sentence=f"stores within {kit.town} hold {number(held)} units of {kit.commodity}, "
                f"at least {kit.quantity:,} must stand there: {number(missing)} too few",
            )


def keep_working_stock(evidence: Evidence) -> Iterator[Violation]:
    """Hold in a store what its institution needs for its daily work."""
    for (site, commodity), wanted in evidence.working.items():
        held = evidence.stock.get((site, commodity), 0)
        missing = excess(wanted, held, UNITS)
        if missing:
            yield Violation(
                promise="keep_working_stock",
                where=f"{site}, {commodity}",
                amount=missing,
                unit="units",
                sentence=f"{site} holds {number(held)} units of {commodity}, its daily work needs "
                f"{wanted:,}: {number(missing)} too few",
            )


def _stocked_m3(evidence: Evidence) -> Mapping[tuple[str, Storage], float]:
    instance = evidence.instance
    volumes: dict[tuple[str, Storage], float] = defaultdict(float)
    for (site, name), quantity in evidence.stock.items():
        commodity = instance.commodity[name]
        storage = instance.family[commodity.family].storage
        volumes[site, storage] += quantity * commodity.volume_m3
    return volumes


def _room_m3(evidence: Evidence) -> Mapping[tuple[str, Storage], float]:
    room: dict[tuple[str, Storage], float] = defaultdict(float)
    for site, options in evidence.options.items():
        for option in options:
            room[site, Storage.GENERAL] += option.capacity_m3
            room[site, Storage.COLD] += option.cold_m3
            room[site, Storage.HAZARDOUS] += option.hazardous_m3
    return room
