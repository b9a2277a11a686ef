"""The vehicle types that may drive a lane, and the nameless one where there are none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.instance.words import RoadClass, TransportMode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.instance import Instance, Vehicle
    from optimizer.network.graph import Link

MINUTES_PER_HOUR = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
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
    """

    id: str | None = None
    top_kmh: Mapping[RoadClass, float]
    unsigned_kmh: float = math.inf
    gross_weight_t: float = 0.0
    payload_t: float = math.inf
    volume_m3: float = math.inf
    load_h: float = 0.0
    unload_h: float = 0.0
    cost_cny_per_km: float = 0.0
    cost_cny_per_day: float = 0.0
    cost_cny_per_t_km: float = 0.0

    def speed_kmh(self, link: Link) -> float:
        """Return the speed on an open link in fair weather, 0 where it may not drive."""
        if link.weight_limit_t < self.gross_weight_t:
            return 0.0
        allowed_kmh = self.unsigned_kmh if link.speed_kmh is None else link.speed_kmh
        return min(self.top_kmh[link.road_class], allowed_kmh)

    @property
    def manner(self) -> tuple[float, ...]:
        """What its driving depends on: two types alike in this drive the same way."""
        return (self.gross_weight_t, self.unsigned_kmh, *(self.top_kmh[c] for c in RoadClass))


def vehicle_types(instance: Instance) -> tuple[VehicleType, ...]:
    """Return the types that drive: those of the fleet, or all where no fleet is given.

    Returns
    -------
    tuple of VehicleType
        By id; never empty. Where no type drives, the nameless vehicle.
    """
    standing = {entry.vehicle for entry in instance.fleet if entry.count > 0}
    driving = [
        _type_of(vehicle)
        for vehicle in sorted(instance.vehicles, key=lambda vehicle: vehicle.id)
        if vehicle.mode is TransportMode.ROAD and (vehicle.id in standing or not standing)
    ]
    return tuple(driving) or (_nameless(instance),)


def _type_of(vehicle: Vehicle) -> VehicleType:
    return VehicleType(
        id=vehicle.id,
        top_kmh={road_class: vehicle.speed_kmh(road_class) for road_class in RoadClass},
        gross_weight_t=vehicle.gross_weight_t,
        payload_t=vehicle.payload_t,
        volume_m3=vehicle.volume_m3,
        load_h=vehicle.load_min / MINUTES_PER_HOUR,
        unload_h=vehicle.unload_min / MINUTES_PER_HOUR,
        cost_cny_per_km=vehicle.cost_cny_per_km,
        cost_cny_per_day=vehicle.cost_cny_per_day,
    )


def _nameless(instance: Instance) -> VehicleType:
    return VehicleType(
        top_kmh=dict.fromkeys(RoadClass, math.inf),
        unsigned_kmh=instance.response.default_speed_kmh,
        cost_cny_per_t_km=instance.economics.transport_cny_per_t_km,
    )
