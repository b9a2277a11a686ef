"""Towns that must have a store: why, and how the plan keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.forced import forced_towns
from optimizer.indicators import is_served_when_cut_off, stores_that_count

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan


@dataclass(frozen=True, slots=True)
class ForcedTown:
    """A town that must have a store.

    Parameters
    ----------
    hazard_class, access_class : int
        Of the town.
    hazard_from, access_from : int or None
        Class from which on a town is forced; None where its own class does not force it.
    named : bool
        Whether policy names it.
    stores : tuple of str
        Sites of the stores of policy's least role or above at it or at a place that belongs to it.
    served_when_cut_off : bool
        Whether everyone there gets all goods in the scenarios that cut it off.
    kept : bool
        Whether it has such a store or is served when cut off.
    """

    town: str
    hazard_class: int
    hazard_from: int | None
    access_class: int
    access_from: int | None
    named: bool
    stores: tuple[str, ...]
    served_when_cut_off: bool
    kept: bool


def forced(plan: Plan, instance: Instance) -> tuple[ForcedTown, ...]:
    """Return every town that must have a store, by id."""
    return tuple(_town(town, plan, instance) for town in forced_towns(instance))


def _town(town: str, plan: Plan, instance: Instance) -> ForcedTown:
    place, policy = instance.place[town], instance.policy
    stores = stores_that_count(instance, plan, town)
    is_served = is_served_when_cut_off(instance, plan, town)
    return ForcedTown(
        town=town,
        hazard_class=place.hazard_class,
        hazard_from=_reason(place.hazard_class, policy.force_hazard_class),
        access_class=place.access_class,
        access_from=_reason(place.access_class, policy.force_access_class),
        named=town in policy.force_towns,
        stores=stores,
        served_when_cut_off=is_served,
        kept=bool(stores) or is_served,
    )


def _reason(found: int, least: int | None) -> int | None:
    return least if least is not None and found >= least else None
