"""Promises about stores and what stands in them."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from optimizer.instance.words import Role, SiteStatus, Storage
from optimizer.plan import Violation
from optimizer.verify.roads import great_circle_km
from optimizer.verify.tolerance import CUBIC_METERS, KM, UNITS, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.verify.evidence import Evidence


def choose_one_option(evidence: Evidence) -> Iterator[Violation]:
    """Build at most one option at a site, one where it stands or is committed, none if excluded."""
    for site in evidence.instance.sites:
        built = len(evidence.options.get(site.id, ()))
        least = 1 if site.status in (SiteStatus.EXISTING, SiteStatus.COMMITTED) else 0
        most = 0 if site.status is SiteStatus.EXCLUDED else 1
        if not least <= built <= most:
            wanted = f"exactly {least}" if least == most else f"at most {most}"
            yield Violation(
                promise="choose_one_option",
                where=site.id,
                amount=built - most if built > most else least - built,
                unit="options",
                sentence=f"site {site.id} is {site.status} and has {built} options, "
                f"expected {'none' if most == 0 else wanted}",
            )


def count_roles(evidence: Evidence) -> Iterator[Violation]:
    """Keep the number of stores in each role within the policy's bounds."""
    policy = evidence.instance.policy
    bounds = {
        Role.CENTRAL: (policy.central_min, policy.central_max),
        Role.SUB: (policy.sub_min, policy.sub_max),
        Role.POINT: (policy.point_min, policy.point_max),
    }
    for role, (least, most) in bounds.items():
        count = sum(store.role is role for store in evidence.plan.stores)
        wrong = least - count if count < least else 0 if most is None else max(0, count - most)
        if wrong:
            wanted = f"at least {least}" if count < least else f"at most {most}"
            yield Violation(
                promise="count_roles",
                where=role,
                amount=wrong,
                unit="stores",
                sentence=f"the plan has {count} {role} stores, the policy wants {wanted}",
            )


def keep_spacing(evidence: Evidence) -> Iterator[Violation]:
    """Keep central and sub-stores the policy's distance apart, over the ground."""
    instance = evidence.instance
    apart_km = instance.policy.spacing_km
    large = sorted({s.site for s in evidence.plan.stores if s.role is not Role.POINT})
    for one, other in combinations(large, 2):
        km = great_circle_km(
            instance.place[instance.site[one].place], instance.place[instance.site[other].place]
        )
        missing_km = excess(apart_km, km, KM)
        if missing_km:
            yield Violation(
                promise="keep_spacing",
                where=f"{one}, {other}",
                amount=missing_km,
                unit="km",
                sentence=f"{one} and {other} are {number(km)} km apart, "
                f"the policy wants {number(apart_km)} km: {number(missing_km)} km too near",
            )


def force_points(evidence: Evidence) -> Iterator[Violation]:
    """Put a store within every town of high hazard or poor access, and those that are named."""
    stores = {evidence.instance.site[store.site].place for store in evidence.plan.stores}
    for town, reason in _forced_towns(evidence).items():
        if not any(evidence.within(place, town) for place in stores):
            yield Violation(
                promise="force_points",
                where=town,
                amount=1,
                unit="stores",
                sentence=f"{town} has no store, and must have one: {reason}",
            )


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
            if commodity == kit.commodity and evidence.within(place_of[site], kit.town)
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


def _forced_towns(evidence: Evidence) -> dict[str, str]:
    """Return the towns that must have a store, with the reason.

    A town the policy names is held to it even where nobody is counted.
    """
    policy = evidence.instance.policy
    peopled = {row.place for row in evidence.instance.scenario_people if row.persons > 0}
    forced = {town: "the policy names it" for town in policy.force_towns}
    limits = (
        ("hazard class", "hazard_class", policy.force_hazard_class),
        ("access class", "access_class", policy.force_access_class),
    )
    for place in evidence.instance.places:
        is_town = place.parent is None and (place.id in peopled or place.population > 0)
        for words, column, limit in limits:
            if is_town and limit is not None and getattr(place, column) >= limit:
                forced.setdefault(place.id, f"its {words} is {getattr(place, column)}")
    return forced


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
