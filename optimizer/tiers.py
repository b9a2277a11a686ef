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
    return rate * straight_km(instance, one, other) * instance.response.terrain_factor


def replenished_by(instance: Instance) -> Mapping[str, tuple[str, ...]]:
    """Return for each site that may take a lower tier the sites that may fill it again.

    Nothing where carrying has no price: every store is then filled by its suppliers.
    """
    if instance.economics.peacetime_cny_per_m3_km is None:
        return {}
    roles: dict[str, set[Role]] = {}
    for option in instance.options:
        if instance.site[option.site].status is not SiteStatus.EXCLUDED:
            roles.setdefault(option.site, set()).add(option.role)
    upper = {site: min(TIER[role] for role in taken) for site, taken in roles.items()}
    lower = {site: max(TIER[role] for role in taken) for site, taken in roles.items()}
    return {
        end: tuple(start for start in sorted(roles) if start != end and upper[start] < lower[end])
        for end in sorted(roles)
        if lower[end] > TIER[Role.CENTRAL]
    }
