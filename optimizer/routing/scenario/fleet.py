"""The fleet as the routing core sees it: kinds of vehicles, and every vehicle by itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from optimizer.instance.words import TransportMode
from optimizer.routing.problem import DAY_S, HOUR_S, NEVER_S, Kind, Vehicle
from optimizer.routing.scenario.points import Ground, Point, seconds_down, seconds_up

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry, Instance
    from optimizer.instance import Vehicle as VehicleRow

KG_PER_T = 1000
LITRES_PER_M3 = 1000
MINUTES_PER_HOUR = 60
FEN_PER_CNY = 100
METRES_PER_KM = 1000
HOURS_PER_DAY = 24
ROUNDING = 1e-6
"""Tonnes and cubic meters are binary fractions; 1.7 t must not become 1699 kg."""

DRIVEN_IN_SHIFTS = frozenset({TransportMode.ROAD, TransportMode.AIR, TransportMode.DRONE})
"""Modes whose crews work in shifts; trains and ships have crews that relieve each other."""


def entries(instance: Instance) -> Sequence[FleetEntry]:
    """Return the rows of the fleet that have vehicles, sorted."""
    rows = (row for row in instance.fleet if row.count > 0)
    return sorted(rows, key=lambda row: (row.vehicle, row.place, row.owner))


def kinds(
    instance: Instance, modes: Collection[TransportMode], ways: Mapping[str, int]
) -> tuple[Kind, ...]:
    """Return the types of some modes that the fleet has, by id.

    Parameters
    ----------
    ways : mapping of str to int
        Index of the matrices of every type.
    """
    ids = sorted({row.vehicle for row in entries(instance)})
    rows = (instance.vehicle[name] for name in ids)
    return tuple(_kind(instance, row, ways[row.id]) for row in rows if row.mode in modes)


def vehicles(
    instance: Instance, known: Sequence[Kind], index: Mapping[Point, int]
) -> tuple[Vehicle, ...]:
    """Return every vehicle of some kinds, as it stands at the start.

    Parameters
    ----------
    index : mapping of Point to int
        Where the points stand in the matrices.
    """
    kind_of = {kind.id: number for number, kind in enumerate(known)}
    return tuple(
        Vehicle(
            id=f"{row.vehicle}@{row.place}/{row.owner}#{number}",
            kind=kind_of[row.vehicle],
            home=index[Point(row.place)],
            owner=row.owner,
            ready_s=seconds_up(instance.response.decision_h + row.available_after_h),
        )
        for row in entries(instance)
        if row.vehicle in kind_of
        for number in range(1, row.count + 1)
    )


def types_of(ground: Ground, instance: Instance, modes: Collection[TransportMode]) -> list[str]:
    """Return the ids of the types of some modes that the fleet has, sorted."""
    names = {row.vehicle for row in entries(instance)}
    return sorted(name for name in names if ground.types[name].mode in modes)


def _kind(instance: Instance, row: VehicleRow, ways: int) -> Kind:
    response = instance.response
    kind = Kind(
        id=row.id,
        mode=row.mode,
        ways=ways,
        kg=int(row.payload_t * KG_PER_T + ROUNDING),
        litres=int(row.volume_m3 * LITRES_PER_M3 + ROUNDING),
        load_s=seconds_up(row.load_min / MINUTES_PER_HOUR),
        unload_s=seconds_up(row.unload_min / MINUTES_PER_HOUR),
        range_m=NEVER_S if row.range_km is None else round(row.range_km * METRES_PER_KM),
        cost_per_m=row.cost_cny_per_km * FEN_PER_CNY / METRES_PER_KM,
        cost_per_work_s=row.cost_cny_per_day * FEN_PER_CNY / (response.shift_h * HOUR_S),
    )
    if row.mode is TransportMode.ROAD:
        kind = dataclasses.replace(
            kind,
            drive_s=seconds_down(response.most_driving_h),
            rest_s=seconds_up(response.rest_min / MINUTES_PER_HOUR),
        )
    if row.mode in DRIVEN_IN_SHIFTS and response.shift_h < HOURS_PER_DAY:
        shift_s = seconds_down(response.shift_h)
        kind = dataclasses.replace(kind, shift_s=shift_s, night_s=DAY_S - shift_s)
    if row.departs_every_h is not None:
        kind = dataclasses.replace(
            kind,
            first_departure_s=seconds_up(row.first_departure_h),
            every_s=seconds_up(row.departs_every_h),
        )
    return kind
