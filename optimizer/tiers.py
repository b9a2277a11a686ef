"""The tiers of stores, what stands in them today, and how far they are apart in peacetime."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.geodesy import great_circle_km
from optimizer.instance.words import Role, SiteStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.instance import Instance

TIER: Mapping[Role, int] = {role: tier for tier, role in enumerate(Role)}
"""Rank of each role, the center's being 0: stores are filled again from a lower rank."""


LEAST_KM = 1.0
"""No carrying is free: loading and unloading next door count as a kilometer."""


def stock_today(instance: Instance) -> dict[tuple[str, str], int]:
    """Return the units that stand at each site and still keep in the plan's year."""
    today: dict[tuple[str, str], int] = {}
    for row in instance.stock:
        if row.expires_year is None or row.expires_year >= instance.year:
            key = row.site, row.commodity
            today[key] = today.get(key, 0) + row.quantity
    return today


def straight_km(instance: Instance, one: str, other: str) -> float:
    """Return the great-circle distance of two sites."""
    a, b = (instance.place[instance.site[site].place] for site in (one, other))
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)


def peacetime_cny_per_m3(instance: Instance, one: str, other: str) -> float:
    """Return what moving a cubic meter between two sites costs before the season."""
    rate = instance.economics.peacetime_cny_per_m3_km or 0.0
    km = straight_km(instance, one, other) * instance.response.terrain_factor
    return rate * max(LEAST_KM, km)


def replenished_by(instance: Instance) -> Mapping[str, tuple[str, ...]]:
    """Return for each site that may take a lower tier the sites that may fill it again.

    Nothing where carrying has no price: every store is then filled by its suppliers. Sites that are
    farther than one that surely stands and is of a higher tier are left out: the nearest is the
    cheapest.
    """
    if instance.economics.peacetime_cny_per_m3_km is None:
        return {}
    tiers: dict[str, set[int]] = {}
    for option in instance.options:
        if instance.site[option.site].status is not SiteStatus.EXCLUDED:
            tiers.setdefault(option.site, set()).add(TIER[option.role])
    return {
        end: _nearest_on(instance, end, tiers)
        for end in sorted(tiers)
        if max(tiers[end]) > TIER[Role.CENTRAL]
    }


def _nearest_on(instance: Instance, end: str, tiers: Mapping[str, set[int]]) -> tuple[str, ...]:
    """Return the sites that may fill one again, from the nearest on to one that surely can."""
    lower = tiers[end] - {TIER[Role.CENTRAL]}
    may = [start for start in tiers if start != end and min(tiers[start]) < max(lower)]
    may.sort(key=lambda start: (straight_km(instance, start, end), start))
    surely = (SiteStatus.EXISTING, SiteStatus.COMMITTED)
    for number, start in enumerate(may):
        if instance.site[start].status in surely and max(tiers[start]) < min(lower):
            return tuple(may[: number + 1])
    return tuple(may)
