"""Problems made from a number: small ones with all that a problem may have, and a large one.

Other than those of `tiny` they are too large for brute force: what is checked of them holds for
every answer.
"""

from __future__ import annotations

import math
import random

from tiny import terms

from optimizer.routing.problem import (
    DAY_S,
    DEFAULT_RULE,
    HOUR_S,
    NEVER_S,
    Criterion,
    Delivery,
    Kind,
    Origin,
    RoutingProblem,
    Vehicle,
    Way,
    Ways,
)

RULES = (
    DEFAULT_RULE,
    DEFAULT_RULE,
    (Criterion.UNSERVED, Criterion.COST),
    (Criterion.UNSERVED, Criterion.ARRIVAL),
    (Criterion.UNSERVED, Criterion.COST, Criterion.LATE, Criterion.ARRIVAL),
    (Criterion.UNSERVED, Criterion.ARRIVAL, Criterion.LATE),
    (Criterion.LATE, Criterion.UNSERVED, Criterion.COST),
)


def small(number: int) -> RoutingProblem:
    """Return a problem of up to nine deliveries; the same for the same number."""
    rng = random.Random(number)
    points = rng.randint(3, 7)
    origins = tuple(_origin(rng, index, points) for index in range(rng.randint(1, 3)))
    ways = tuple(_ways(rng, points) for _ in range(rng.randint(1, 2)))
    kinds = tuple(_kind(rng, index, len(ways)) for index in range(rng.randint(1, 3)))
    return RoutingProblem(
        name=f"small {number}",
        points=tuple(f"P{index}" for index in range(points)),
        ways=ways,
        kinds=kinds,
        vehicles=tuple(
            _vehicle(rng, index, points, len(kinds), len(origins))
            for index in range(rng.randint(1, 5))
        ),
        origins=origins,
        deliveries=tuple(
            _delivery(rng, index, points, len(origins)) for index in range(rng.randint(1, 9))
        ),
        rule=rng.choice(RULES),
        most_visits=rng.choice((None, None, 1, 2)),
        splits=rng.random() < 0.8,
    )


def _ways(rng: random.Random, points: int) -> Ways:
    """Return ways of which some are closed for good, to some vehicles or all, and some open."""
    metres = [[rng.randint(1_000, 40_000) for _ in range(points)] for _ in range(points)]
    seconds = [[length // rng.randint(8, 16) for length in row] for row in metres]
    later = {}
    for start in range(points):
        metres[start][start] = seconds[start][start] = 0
        for end in range(points):
            chance = rng.random()
            if start == end or chance > 0.3:
                continue
            if chance < 0.2:
                until_s = seconds[start][end] // 3
                gates = ((until_s, rng.randint(0, 9000)),)
                if rng.random() < 0.3:
                    gates += ((2 * until_s, rng.randint(0, 12_000)),)
                way = Way(seconds=seconds[start][end], metres=metres[start][end], gates=gates)
                later[start, end] = (way,)
            if chance < 0.1:
                seconds[start][end] += 5000
            else:
                seconds[start][end] = metres[start][end] = NEVER_S
    return Ways(seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)), later=later)


def _kind(rng: random.Random, index: int, ways: int) -> Kind:
    rests, shifts = rng.random() < 0.4, rng.random() < 0.3
    return Kind(
        id=f"kind {index}",
        ways=rng.randrange(ways),
        kg=rng.choice((400, 900, 2000)),
        litres=rng.choice((500, 1000, NEVER_S)),
        **terms(rng, rests, shifts, every_s=(0, 0, 0, 1500)),
    )


def _vehicle(rng: random.Random, index: int, points: int, kinds: int, origins: int) -> Vehicle:
    is_bound = rng.random() < 0.2
    return Vehicle(
        id=f"vehicle {index}",
        kind=rng.randrange(kinds),
        home=rng.randrange(points),
        start=rng.choice((None, None, rng.randrange(points))),
        ready_s=rng.choice((0, 0, 500, 4000)),
        end_s=20_000 if is_bound else NEVER_S,
        most_m=200_000 if is_bound and rng.random() < 0.5 else NEVER_S,
        only_origins=(rng.randrange(origins),) if rng.random() < 0.2 else (),
        most_trips=rng.choice((NEVER_S, NEVER_S, 1, 2)),
        driven_s=rng.choice((0, 0, 900)),
        worked_s=rng.choice((0, 0, 900)),
    )


def _origin(rng: random.Random, index: int, points: int) -> Origin:
    docks = rng.choice((None, None, 1, 2))
    is_stocked = rng.random() < 0.6
    return Origin(
        id=f"origin {index}",
        point=rng.randrange(points),
        kg_per_h=rng.choice((math.inf, math.inf, 4000.0)),
        docks=docks,
        opens_s=rng.choice((0, 0, 800)),
        stock={"water": rng.choice((0.0, 90.0, 250.0)), "food": 100.0} if is_stocked else None,
        per_day={"water": rng.choice((0.0, 500.0, 2000.0))} if rng.random() < 0.2 else {},
        docks_free_s=() if docks is None else (rng.choice((0, 1200)),),
        handling_free_s=rng.choice((0, 0, 900)),
        given={"water": 5.0} if rng.random() < 0.2 else {},
    )


def _delivery(rng: random.Random, index: int, points: int, origins: int) -> Delivery:
    kg = rng.choice((0, 1, 100, 333, 500, 1000, 2700))
    litres = rng.choice((0, kg // 2, kg, 700))
    return Delivery(
        point=rng.randrange(points),
        place=f"town {index}",
        origins=tuple(rng.sample(range(origins), rng.randint(1, origins))),
        kg=kg,
        litres=litres if kg + litres else 1,
        persons=rng.choice((10, 100, 100 / 3, 0)),
        deadline_s=rng.choice((1000, 3000, 9000, NEVER_S)),
        tail_s=rng.choice((0, 60)),
        ready_s=rng.choice((0, 0, 1000)),
        earliest_s=rng.choice((0, 0, 2500)),
        handling_s=rng.choice((0, 30)),
        priority=rng.randrange(3),
        units={} if rng.random() < 0.2 else {rng.choice(("water", "food")): (kg or 100) / 7},
        hard=rng.random() < 0.15,
        handed_on=rng.random() < 0.15,
    )


TOWNS, STORES, VEHICLES, DELIVERIES = 400, 20, 150, 1000
VILLAGE_KG = (300, 700, 1500, 3000, 9000)
NEAR_STORES = 3


def large(number: int = 1, deliveries: int = DELIVERIES) -> RoutingProblem:
    """Return 1,000 deliveries from 20 stores with stock and handling rates by 150 vehicles.

    The vehicles are of five kinds, at homes of their own, ready one after the other.
    """
    rng = random.Random(number)
    towns = max(2, TOWNS * deliveries // DELIVERIES)
    where = [(rng.uniform(0, 200), rng.uniform(0, 120)) for _ in range(STORES + towns)]
    near = [
        sorted(range(STORES), key=lambda store, town=town: math.dist(where[store], town))
        for town in where
    ]
    wanted = [_wanted(rng, STORES + index % towns, near) for index in range(deliveries)]
    return RoutingProblem(
        name=f"large {number}",
        points=tuple(f"P{index}" for index in range(len(where))),
        ways=tuple(_straight(where, km_per_h) for km_per_h in (60, 50, 40)),
        kinds=_fleet(),
        vehicles=tuple(
            Vehicle(
                id=f"vehicle {index}",
                kind=index % 5,
                home=rng.randrange(STORES),
                ready_s=rng.choice((0, 1, 2)) * HOUR_S,
            )
            for index in range(VEHICLES)
        ),
        origins=tuple(_depot(rng, index, wanted) for index in range(STORES)),
        deliveries=tuple(wanted),
    )


def _straight(where: list[tuple[float, float]], km_per_h: float) -> Ways:
    metres = [[int(1300 * math.dist(start, end)) for end in where] for start in where]
    seconds = [[int(length * 3.6 / km_per_h) for length in row] for row in metres]
    return Ways(seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)))


def _fleet() -> tuple[Kind, ...]:
    loads = ((0, 1500, 8000), (0, 4000, 20_000), (1, 8000, 40_000), (1, 15_000, 60_000))
    return tuple(
        Kind(
            id=f"{kg} kg",
            ways=ways,
            kg=kg,
            litres=litres,
            load_s=1800 + kg // 5,
            unload_s=1800 + kg // 5,
            drive_s=4 * HOUR_S,
            rest_s=1200,
            shift_s=12 * HOUR_S,
            night_s=DAY_S // 2,
            cost_per_m=0.2 + kg / 50_000,
            cost_per_work_s=2.0,
        )
        for ways, kg, litres in (*loads, (2, 5000, 25_000))
    )


def _wanted(rng: random.Random, point: int, near: list[list[int]]) -> Delivery:
    kg = int(rng.choice(VILLAGE_KG) * rng.uniform(0.5, 1.5))
    return Delivery(
        point=point,
        place=f"P{point}",
        origins=tuple(near[point][:NEAR_STORES]),
        kg=kg,
        litres=int(kg * rng.uniform(1, 4)),
        persons=kg / rng.uniform(3, 8),
        deadline_s=rng.choice((6, 12, 24)) * HOUR_S,
        tail_s=HOUR_S // 2,
        priority=rng.randrange(3),
        units={rng.choice(("water", "food")): kg / 5},
    )


def _depot(rng: random.Random, index: int, wanted: list[Delivery]) -> Origin:
    """Return a store that holds a tenth more than is planned from it."""
    stock = {"water": 0.0, "food": 0.0}
    for delivery in wanted:
        if delivery.origins[0] == index:
            for commodity, units in delivery.units.items():
                stock[commodity] += 1.1 * units
    return Origin(
        id=f"store {index}",
        point=index,
        kg_per_h=30_000.0,
        docks=3,
        opens_s=rng.choice((0, HOUR_S)),
        stock=stock,
    )
