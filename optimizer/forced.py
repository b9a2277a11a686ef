"""Which towns must have a store of their own, or be served when they are cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.instance.words import Role

if TYPE_CHECKING:
    from optimizer.instance import Instance


def forced_towns(instance: Instance) -> tuple[str, ...]:
    """Return the towns of high hazard or poor access, and those that policy names, sorted.

    Source: Yonghe YH-12.
    """
    policy = instance.policy
    people = {row.place for row in instance.scenario_people if row.persons > 0}
    inhabited = {instance.town(p.id) for p in instance.places if p.population or p.id in people}
    hazard, access = policy.force_hazard_class, policy.force_access_class
    forced = {
        town
        for town in inhabited
        if (hazard is not None and instance.place[town].hazard_class >= hazard)
        or (access is not None and instance.place[town].access_class >= access)
    }
    return tuple(sorted(forced | set(policy.force_towns)))


def forced_roles(instance: Instance) -> tuple[Role, ...]:
    """Return the roles of a store that a forced town is content with: the least and all above.

    Source: Yonghe YH-12, a reserve point or store, not a few goods in a village.
    """
    roles = tuple(Role)
    return roles[: roles.index(instance.policy.force_least_role) + 1]
