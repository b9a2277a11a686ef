"""Whether a town that must have a store keeps that promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.forced import forced_roles

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan

PERSONS_TOLERANCE = 1e-4
"""Fewer persons without goods are nobody: sums of flows are no more exact than that."""


def stores_that_count(instance: Instance, plan: Plan, town: str) -> tuple[str, ...]:
    """Return the sites of stores of policy's least role or above in a forced town, sorted."""
    roles = forced_roles(instance)
    return tuple(
        store.site
        for store in sorted(plan.stores)
        if store.role in roles and instance.within(instance.site[store.site].place, town)
    )


def is_served_when_cut_off(instance: Instance, plan: Plan, town: str) -> bool:
    """Return whether scenarios that cut towns off are named and nobody in it lacks anything."""
    cut_off = instance.policy.cut_off_scenarios
    return bool(cut_off) and not any(
        line.scenario in cut_off
        and line.persons > PERSONS_TOLERANCE
        and instance.within(line.place, town)
        for line in plan.shortages
    )
