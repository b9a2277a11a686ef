"""How long vehicles are loaded and unloaded, and what that takes of the docks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.verify.lanes import KG_PER_TONNE
from optimizer.verify.rates import docks_t_per_h

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optimizer.instance import Vehicle
    from optimizer.verify.driving.runs import Carried, Stop, Trip
    from optimizer.verify.evidence import Evidence

MINUTES = 60.0


def share_of_load(kind: Vehicle, drops: Iterable[Carried]) -> float:
    """Return the share of a vehicle's payload or volume that some goods take, the larger one."""
    there = tuple(drops)
    return max(
        sum(drop.kg for drop in there) / (KG_PER_TONNE * kind.payload_t),
        sum(drop.m3 for drop in there) / kind.volume_m3,
    )


def loading_h(kind: Vehicle, trip: Trip, t_per_h: float | None) -> float:
    """Return the hours that a trip's load takes at least; where goods change over, none."""
    if trip.at_transfer:
        return 0.0
    by_vehicle = kind.load_min / MINUTES * share_of_load(kind, trip.drops)
    return max(by_vehicle, dock_h(trip, t_per_h))


def dock_h(trip: Trip, t_per_h: float | None) -> float:
    """Return the hours for which a trip's load keeps an origin with a rate busy."""
    if trip.at_transfer or t_per_h is None:
        return 0.0
    return sum(drop.kg for drop in trip.drops) / KG_PER_TONNE / t_per_h


def unloading_h(kind: Vehicle, stop: Stop) -> float:
    """Return the hours that unloading at a stop takes at least; what is handed on takes none."""
    left = (drop for drop in stop.drops if drop.is_handed_out)
    return kind.unload_min / MINUTES * share_of_load(kind, left)


def rates_t_per_h(evidence: Evidence) -> Mapping[str, float]:
    """Return the tonnes an hour of the origins whose loading has a rate."""
    return dict(docks_t_per_h(evidence))


def docks_of(evidence: Evidence) -> Mapping[str, int]:
    """Return at how many docks an origin loads, where that is said."""
    found = {row.id: row.docks for row in evidence.instance.sources if row.docks is not None}
    for site, options in evidence.options.items():
        docks = [option.docks for option in options if option.docks is not None]
        if docks and len(docks) == len(options):
            found[site] = sum(docks)
    return found
