"""How long loading and unloading take, and when a loaded vehicle leaves."""

from __future__ import annotations

import math

from optimizer.routing.problem import HOUR_S, Kind, Origin


def handling_s(origin: Origin, kg: int) -> int:
    """Return the seconds for which a load keeps an origin's handling busy."""
    if math.isinf(origin.kg_per_h):
        return 0
    return math.ceil(kg * HOUR_S / origin.kg_per_h)


def part_of(full_s: int, kind: Kind, kg: int, litres: int) -> int:
    """Return the seconds that a part of a full load takes, rounded up."""
    return max(-(-full_s * kg // (kind.kg or 1)), -(-full_s * litres // (kind.litres or 1)))


def departure_s(kind: Kind, loaded_s: int) -> int:
    """Return when a vehicle leaves by its timetable."""
    if not kind.every_s:
        return loaded_s
    missed = max(-((kind.first_departure_s - loaded_s) // kind.every_s), 0)
    return kind.first_departure_s + missed * kind.every_s
