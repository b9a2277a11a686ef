"""The vehicles of a made-up region: what they carry, take and cost, and where they stand."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks.routing.generated.source import MADE_UP
from optimizer.instance import FleetEntry, Vehicle
from optimizer.instance.words import Owner

OWNERS = ((Owner.OWN, 0.0), (Owner.CONTRACT, 3.0), (Owner.REQUISITION, 6.0))
"""With the hours from the decision until their vehicles can be used."""


def _vehicle(name: str, payload_t: float, volume_m3: float, gross_weight_t: float) -> Vehicle:
    """Return a type of vehicle; the heavier, the slower, the dearer and the longer to load."""
    return Vehicle(
        id=name,
        name=name,
        payload_t=payload_t,
        volume_m3=volume_m3,
        gross_weight_t=gross_weight_t,
        trunk_kmh=70.0 - gross_weight_t,
        county_kmh=50.0 - gross_weight_t,
        cost_cny_per_km=1.5 + payload_t / 2,
        cost_cny_per_day=600.0 + 40 * payload_t,
        load_min=15.0 + 4 * payload_t,
        unload_min=15.0 + 4 * payload_t,
        **MADE_UP,
    )


VEHICLES = (
    _vehicle("van", payload_t=1.5, volume_m3=8.0, gross_weight_t=3.5),
    _vehicle("truck5", payload_t=5.0, volume_m3=25.0, gross_weight_t=9.0),
    _vehicle("truck10", payload_t=10.0, volume_m3=45.0, gross_weight_t=18.0),
)


def fleet(
    rng: random.Random, vehicles: int, towns: Sequence[str], homes: Sequence[str]
) -> Iterator[FleetEntry]:
    """Yield vehicles by turns of each type, owner and store; those of others are somewhere."""
    counts: Counter[tuple[str, str, int]] = Counter()
    for number in range(vehicles):
        turn, vehicle = divmod(number, len(VEHICLES))
        turn, owner = divmod(turn, len(OWNERS))
        home = towns[turn % len(towns)] if OWNERS[owner][0] is Owner.OWN else rng.choice(homes)
        counts[VEHICLES[vehicle].id, home, owner] += 1
    for (name, home, number), count in sorted(counts.items()):
        owner_of, ready_h = OWNERS[number]
        yield FleetEntry(
            vehicle=name,
            place=home,
            count=count,
            owner=owner_of,
            available_after_h=ready_h,
            **MADE_UP,
        )
