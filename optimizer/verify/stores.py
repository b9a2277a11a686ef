"""Promises about the stores themselves: how many, in which role, how far apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from optimizer.instance.words import Role, SiteStatus
from optimizer.plan import Violation
from optimizer.verify.roads import great_circle_km
from optimizer.verify.tolerance import KM, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.verify.evidence import Evidence


LARGE = (Role.CENTRAL, Role.SUB)
"""Roles of stores that are kept apart."""


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
        Role.LOCAL: (policy.local_min, policy.local_max),
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
    large = sorted({store.site for store in evidence.plan.stores if store.role in LARGE})
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
