"""The promise to towns that may be cut off: a store within them, or everyone served anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import Role
from optimizer.plan import Violation
from optimizer.verify.tolerance import PERSONS, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.verify.evidence import Evidence


COUNTED = {
    Role.CENTRAL: {Role.CENTRAL},
    Role.SUB: {Role.CENTRAL, Role.SUB},
    Role.POINT: {Role.CENTRAL, Role.SUB, Role.POINT},
    Role.LOCAL: {Role.CENTRAL, Role.SUB, Role.POINT, Role.LOCAL},
}
"""Roles that count as the store of a forced town, by the least that policy is content with."""


class Neglect(NamedTuple):
    """What a forced town misses: a store, or persons served when it is cut off."""

    amount: float
    unit: str
    sentence: str


def force_points(evidence: Evidence) -> Iterator[Violation]:
    """Put a store within every town of high hazard or poor access, and those that are named.

    It is of the policy's least role or of a higher tier.
    Where the policy names scenarios in which they are cut off, a town may do without if
    everyone there is served in all of them.
    """
    for town, reason in forced_towns(evidence).items():
        neglect = neglect_of(evidence, town)
        if neglect is not None:
            yield Violation(
                promise="force_points",
                where=town,
                amount=neglect.amount,
                unit=neglect.unit,
                sentence=f"{town} has no {_wanted(evidence)}{neglect.sentence}: {reason}",
            )


def forced_towns(evidence: Evidence) -> Mapping[str, str]:
    """Return the towns that must have a store or be served when cut off, with the reason.

    A town the policy names is held to it even where nobody is counted.
    """
    instance = evidence.instance
    peopled = {instance.town(row.place) for row in instance.scenario_people if row.persons > 0} | {
        instance.town(place.id) for place in instance.places if place.population > 0
    }
    policy = instance.policy
    forced = {town: "the policy names it" for town in policy.force_towns}
    limits = (
        ("hazard class", "hazard_class", policy.force_hazard_class),
        ("access class", "access_class", policy.force_access_class),
    )
    for place in instance.places:
        is_town = place.parent is None and place.id in peopled
        for words, column, limit in limits:
            if is_town and limit is not None and getattr(place, column) >= limit:
                forced.setdefault(place.id, f"its {words} is {getattr(place, column)}")
    return forced


def neglect_of(evidence: Evidence, town: str) -> Neglect | None:
    """Return what a forced town misses, or None where the promise to it is kept."""
    instance = evidence.instance
    counted = COUNTED[instance.policy.force_least_role]
    stores = {
        instance.site[store.site].place for store in evidence.plan.stores if store.role in counted
    }
    if any(instance.within(place, town) for place in stores):
        return None
    cut_off = instance.policy.cut_off_scenarios
    if not cut_off:
        return Neglect(1, "stores", ", and must have one")
    short = sum(
        line.persons
        for line in evidence.plan.shortages
        if line.scenario in cut_off and line.persons > PERSONS and instance.within(line.place, town)
    )
    if short <= 0:
        return None
    return Neglect(short, "persons", f" and {number(short)} are short there when it is cut off")


def _wanted(evidence: Evidence) -> str:
    least = evidence.instance.policy.force_least_role
    return "store" if least is Role.LOCAL else f"store of role {least} or above"
