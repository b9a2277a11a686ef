"""A region that is made up, as large as the core must cope with: always the same for a seed.

Twenty stores, a thousand deliveries and a hundred and fifty vehicles by default. A tenth of the
places is cut off until a road opens; stores hold a third more than is planned from them.
"""

from __future__ import annotations

import math
import random
from dataclasses import replace

from optimizer.routing.problem import (
    HOUR_S,
    NEVER_S,
    Delivery,
    Kind,
    Origin,
    RoutingProblem,
    Vehicle,
    Way,
    Ways,
)

SIDE_M = 120_000
DETOUR = 1.3
"""Roads are so many times as long as the straight line."""

CUT_OFF_SHARE, OPENS_S, GATE_SHARE = 0.1, 8 * HOUR_S, 0.8
"""Of the places; when their roads open, and how far on the way to them the closure is."""

DEADLINES_S = (6 * HOUR_S, 12 * HOUR_S, 24 * HOUR_S, 72 * HOUR_S)
"""Of the priority classes. The first is before roads open: what is cut off comes late."""
SPARE_STOCK = 4 / 3
NEAREST = 3
"""Stores that may serve a place."""

PER_PLACE = 2.5
"""Deliveries to a place."""

KG = {"food": 2, "tents": 12}
"""Of what a person gets; a litre weighs a quarter of a kg."""

SPEED_M_S = (13.9, 11.1)
"""Of vans and of trucks."""


def _kind(name: str, ways: int, kg: int, litres: int, full_load_s: int, per_m: float) -> Kind:
    """Return a kind whose drivers rest 20 minutes after 4 h, and 12 h after 12 h of work."""
    return Kind(
        id=name,
        ways=ways,
        kg=kg,
        litres=litres,
        load_s=full_load_s,
        unload_s=full_load_s,
        cost_per_m=per_m,
        drive_s=4 * HOUR_S,
        rest_s=20 * 60,
        shift_s=12 * HOUR_S,
        night_s=12 * HOUR_S,
    )


KINDS = (
    _kind("van", ways=0, kg=1500, litres=8000, full_load_s=1200, per_m=0.2),
    _kind("truck5", ways=1, kg=5000, litres=25000, full_load_s=2400, per_m=0.4),
    _kind("truck10", ways=1, kg=10000, litres=45000, full_load_s=3600, per_m=0.6),
)


def read(deliveries: int = 1000, stores: int = 20, vehicles: int = 150) -> RoutingProblem:
    """Return a region with so many deliveries, stores and vehicles."""
    rng = random.Random(20_080_512)
    places = max(1, round(deliveries / PER_PLACE))
    at = [(rng.uniform(0, SIDE_M), rng.uniform(0, SIDE_M)) for _ in range(stores + places)]
    cut_off = {place for place in range(stores, len(at)) if rng.random() < CUT_OFF_SHARE}
    ordered = [_delivery(rng, stores, places, at) for _ in range(deliveries)]
    return RoutingProblem(
        name=f"generated {deliveries}",
        points=tuple(
            f"S{point + 1}" if point < stores else f"P{point - stores + 1}"
            for point in range(len(at))
        ),
        ways=tuple(_ways(at, cut_off, speed) for speed in SPEED_M_S),
        kinds=KINDS,
        vehicles=tuple(_vehicle(number, stores) for number in range(vehicles)),
        origins=_origins(stores, ordered),
        deliveries=tuple(ordered),
    )


def _delivery(
    rng: random.Random, stores: int, places: int, at: list[tuple[float, float]]
) -> Delivery:
    point = stores + rng.randrange(places)
    nearest = sorted(range(stores), key=lambda store: (math.dist(at[store], at[point]), store))
    goods = rng.choice(sorted(KG))
    persons = rng.randint(10, 200)
    priority = rng.randrange(len(DEADLINES_S))
    return Delivery(
        point=point,
        place=f"P{point - stores + 1}",
        origins=tuple(nearest[:NEAREST]),
        kg=persons * KG[goods],
        litres=4 * persons * KG[goods],
        persons=float(persons),
        deadline_s=DEADLINES_S[priority],
        tail_s=HOUR_S,
        priority=priority,
        units={goods: float(persons)},
    )


def _origins(stores: int, deliveries: list[Delivery]) -> tuple[Origin, ...]:
    stock: list[dict[str, float]] = [dict.fromkeys(sorted(KG), 0.0) for _ in range(stores)]
    for delivery in deliveries:
        for goods, units in delivery.units.items():
            stock[delivery.origins[0]][goods] += SPARE_STOCK * units
    empty = Origin(id="", point=0, kg_per_h=20_000, docks=2, opens_s=HOUR_S)
    return tuple(
        replace(empty, id=f"S{store + 1}", point=store, stock=stock[store])
        for store in range(stores)
    )


def _vehicle(number: int, stores: int) -> Vehicle:
    """Return vehicles by turns of each kind at each store, one in three ready only later."""
    kind, home = number % len(KINDS), number % stores
    late = number // stores % 3
    return Vehicle(
        id=f"{KINDS[kind].id}@S{home + 1}/own#{number + 1}",
        kind=kind,
        home=home,
        ready_s=HOUR_S * (1 + 2 * late),
    )


def _ways(at: list[tuple[float, float]], cut_off: set[int], speed_m_s: float) -> Ways:
    """Return ways in straight lines; those from and to places that are cut off open later."""
    points = range(len(at))
    metres = [[round(DETOUR * math.dist(at[a], at[b])) for b in points] for a in points]
    seconds = [[round(length / speed_m_s) for length in row] for row in metres]
    later: dict[tuple[int, int], tuple[Way, ...]] = {}
    for a in points:
        for b in points:
            if a != b and (a in cut_off or b in cut_off):
                share = GATE_SHARE if b in cut_off else 1 - GATE_SHARE
                gate = (round(share * seconds[a][b]), OPENS_S)
                way = Way(seconds=seconds[a][b], metres=metres[a][b], gates=(gate,))
                later[a, b] = (way,)
                seconds[a][b] = NEVER_S
    return Ways(seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)), later=later)
