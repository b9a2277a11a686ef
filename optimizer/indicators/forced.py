"""Whether a town that must have a store keeps that promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan

PERSONS_TOLERANCE = 1e-4
"""Fewer persons without goods are nobody: sums of flows are no more exact than that."""


def has_store(instance: Instance, plan: Plan, town: str) -> bool:
    """Return whether a store of any role stands at a town or a place that belongs to it."""
    return any(instance.within(instance.site[store.site].place, town) for store in plan.stores)


def is_served_when_cut_off(instance: Instance, plan: Plan, town: str) -> bool:
    """Return whether scenarios that cut towns off are named and nobody in it lacks anything."""
    cut_off = instance.policy.cut_off_scenarios
    return bool(cut_off) and not any(
        line.scenario in cut_off
        and line.persons > PERSONS_TOLERANCE
        and instance.within(line.place, town)
        for line in plan.shortages
    )
