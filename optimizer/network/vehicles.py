"""The vehicle types that may move, and the nameless one where none moves by road."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.instance.words import RoadClass, TransportMode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.instance import Instance, Vehicle
    from optimizer.network.graph import Link

MINUTES_PER_HOUR = 60.0

OWN_LINKS = frozenset(TransportMode) - {TransportMode.ROAD}
"""Modes whose vehicles are of use only if they leave the place where they are loaded."""


@dataclass(frozen=True, kw_only=True)
class VehicleType:
    """What the lanes need to know of a vehicle; the defaults are those of the nameless one.

    Parameters
    ----------
    id : str or None
        None for the nameless vehicle.
    top_kmh : mapping of RoadClass to float
        Speed that it never exceeds on a class, 0 where it may not drive.
    unsigned_kmh : float
        Speed that it would drive on a road without a speed of its own.
    range_km : float
        Longest way out between two loadings.
    ready_h : float
        Hour of the response from which on it can be used.
    """

    id: str | None = None
    mode: TransportMode = TransportMode.ROAD
    top_kmh: Mapping[RoadClass, float]
    unsigned_kmh: float = math.inf
    range_km: float = math.inf
    ready_h: float = 0.0
    gross_weight_t: float = 0.0
    payload_t: float = math.inf
    volume_m3: float = math.inf
    load_h: float = 0.0
    unload_h: float = 0.0
    cost_cny_per_km: float = 0.0
    cost_cny_per_day: float = 0.0
    cost_cny_per_t_km: float = 0.0

    def speed_kmh(self, link: Link) -> float:
        """Return the speed on an open link in fair weather, 0 where it may not go."""
        if link.mode is not self.mode or link.weight_limit_t < self.gross_weight_t:
            return 0.0
        allowed_kmh = self.unsigned_kmh if link.speed_kmh is None else link.speed_kmh
        return min(self.top_kmh[link.road_class], allowed_kmh)

    @cached_property
    def manner(self) -> tuple[object, ...]:
        """What its moving depends on: two types alike in this move the same way."""
        speeds = tuple(self.top_kmh[road_class] for road_class in RoadClass)
        return (self.mode, self.gross_weight_t, self.unsigned_kmh, self.range_km, *speeds)

    def trip_cost_cny(self, km: float, cycle_h: float, shift_h: float) -> float:
        """Return the cost of one trip, out and back."""
        return 2 * km * self.cost_cny_per_km + self.cost_cny_per_day * cycle_h / shift_h

    def cycle_h(self, drive_h: float) -> float:
        """Return the hours of one trip: loading, moving out and back, unloading."""
        return self.load_h + 2 * drive_h + self.unload_h


def vehicle_types(instance: Instance) -> tuple[VehicleType, ...]:
    """Return the types that move: those of the fleet, or all where no fleet is given.

    Returns
    -------
    tuple of VehicleType
        By id; never empty. Where no type moves by road, the nameless vehicle is first.
    """
    ready_h = _ready_h(instance)
    moving = tuple(
        _type_of(vehicle, ready_h.get(vehicle.id, instance.response.decision_h))
        for vehicle in sorted(instance.vehicles, key=lambda vehicle: vehicle.id)
        if vehicle.id in ready_h or not ready_h
    )
    if any(vehicle.mode is TransportMode.ROAD for vehicle in moving):
        return moving
    return (nameless(instance), *moving)


def nameless(instance: Instance) -> VehicleType:
    """Return the vehicle that stands for those that are not given."""
    return VehicleType(
        top_kmh=dict.fromkeys(RoadClass, math.inf),
        unsigned_kmh=instance.response.default_speed_kmh,
        cost_cny_per_t_km=instance.economics.transport_cny_per_t_km,
    )


def _ready_h(instance: Instance) -> Mapping[str, float]:
    """Return the hour from which on there is one of a type, for the types of the fleet."""
    found: dict[str, float] = {}
    for entry in instance.fleet:
        if entry.count > 0:
            ready_h = instance.response.decision_h + entry.available_after_h
            found[entry.vehicle] = min(ready_h, found.get(entry.vehicle, ready_h))
    return found


def _type_of(vehicle: Vehicle, ready_h: float) -> VehicleType:
    return VehicleType(
        id=vehicle.id,
        mode=vehicle.mode,
        top_kmh={road_class: _top_kmh(vehicle, road_class) for road_class in RoadClass},
        range_km=math.inf if vehicle.range_km is None else vehicle.range_km,
        ready_h=ready_h,
        gross_weight_t=vehicle.gross_weight_t,
        payload_t=vehicle.payload_t,
        volume_m3=vehicle.volume_m3,
        load_h=vehicle.load_min / MINUTES_PER_HOUR,
        unload_h=vehicle.unload_min / MINUTES_PER_HOUR,
        cost_cny_per_km=vehicle.cost_cny_per_km,
        cost_cny_per_day=vehicle.cost_cny_per_day,
    )


def _top_kmh(vehicle: Vehicle, road_class: RoadClass) -> float:
    if vehicle.mode is TransportMode.ROAD:
        return vehicle.speed_kmh(road_class)
    return vehicle.cruise_kmh
