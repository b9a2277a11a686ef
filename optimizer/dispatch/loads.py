"""What a vehicle carries of each commodity: as planned, and in whole units."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.needs import Bundle

if TYPE_CHECKING:
    from optimizer.instance import Instance, Vehicle
    from optimizer.needs import Needs
    from optimizer.plan import DropLine, StopLine

ROUNDING = 1e-6
"""Part of a unit that sums of fractions of persons may leave without making another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is loaded or left of one commodity.

    Parameters
    ----------
    units : float
        As planned, by persons and norms; fractions are units that several stops share.
    whole_units : int
        What is handled, see `loads_of_stops`.
    kg, m3 : float
        As planned.
    """

    commodity: str
    units: float
    whole_units: int
    kg: float
    m3: float


def loads_of_stops(
    stops: Iterable[tuple[StopLine, Sequence[DropLine]]],
    handed_on: Collection[DropLine],
    instance: Instance,
    asked: Needs,
) -> Mapping[StopLine, tuple[Load, ...]]:
    """Return what each stop of a scenario leaves, by commodity.

    Whole units are those by which all that has come to the place so far, rounded up, grows: so
    nobody there is ever short, and no unit comes twice. Where an earlier stop left enough they
    are 0. What is handed on at a place is counted for itself.
    """
    came: dict[tuple[str, bool, str], float] = {}
    found: dict[StopLine, tuple[Load, ...]] = {}
    for stop, drops in sorted(stops, key=lambda pair: (pair[0].done_h, pair[0])):
        loads = []
        for drop in drops:
            bundle = Bundle(drop.family, drop.group, drop.deadline_h)
            for commodity, each in asked.content[drop.scenario, bundle].items():
                key = (stop.place, drop in handed_on, commodity)
                before = came.get(key, 0.0)
                came[key] = before + drop.persons * each
                whole = _up(came[key]) - _up(before)
                loads.append(_load(instance, commodity, drop.persons * each, whole))
        found[stop] = together(loads)
    return found


def together(loads: Iterable[Load]) -> tuple[Load, ...]:
    """Return loads summed, by commodity."""
    found: dict[str, Load] = {}
    for load in loads:
        before = found.get(load.commodity)
        if before is not None:
            load = Load(
                commodity=load.commodity,
                units=before.units + load.units,
                whole_units=before.whole_units + load.whole_units,
                kg=before.kg + load.kg,
                m3=before.m3 + load.m3,
            )
        found[load.commodity] = load
    return tuple(found[commodity] for commodity in sorted(found))


def whole_kg_and_m3(loads: Iterable[Load], instance: Instance) -> tuple[float, float]:
    """Return weight in kg and volume in m3 of the whole units, which may be more than planned."""
    kg = m3 = 0.0
    for load in loads:
        what = instance.commodity[load.commodity]
        kg += load.whole_units * what.weight_kg
        m3 += load.whole_units * what.volume_m3
    return kg, m3


def is_beyond(kg: float, m3: float, vehicle: Vehicle) -> bool:
    """Whether so much is more than a vehicle takes."""
    most = 1 + ROUNDING
    return kg > vehicle.payload_t * 1000 * most or m3 > vehicle.volume_m3 * most


def _load(instance: Instance, commodity: str, units: float, whole_units: int) -> Load:
    what = instance.commodity[commodity]
    return Load(
        commodity=commodity,
        units=units,
        whole_units=whole_units,
        kg=units * what.weight_kg,
        m3=units * what.volume_m3,
    )


def _up(units: float) -> int:
    return math.ceil(units - ROUNDING)
