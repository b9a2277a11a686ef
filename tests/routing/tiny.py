"""Tiny problems made from a number: all that a problem may have, in what brute force can count."""

from __future__ import annotations

import math
import random

from optimizer.routing.problem import (
    NEVER_S,
    Delivery,
    Kind,
    Origin,
    RoutingProblem,
    Vehicle,
    Way,
    Ways,
)


def tiny(number: int, *, deliveries: int = 2, splits: bool = True) -> RoutingProblem:
    """Return a problem of up to two origins and vehicles; the same for the same number."""
    rng = random.Random(number)
    points = rng.randint(3, 5)
    origins = tuple(_origin(rng, index, points) for index in range(rng.randint(1, 2)))
    kinds = tuple(_kind(rng, index) for index in range(2))
    vehicles = tuple(
        Vehicle(
            id=f"vehicle {index}",
            kind=rng.randrange(2),
            home=rng.randrange(points),
            ready_s=rng.choice((0, 0, 500)),
            driven_s=rng.choice((0, 0, 900)),
            worked_s=rng.choice((0, 0, 900)),
        )
        for index in range(rng.randint(1, 2))
    )
    return RoutingProblem(
        name=f"tiny {number}",
        points=tuple(f"P{index}" for index in range(points)),
        ways=(_ways(rng, points),),
        kinds=kinds,
        vehicles=vehicles,
        origins=origins,
        deliveries=tuple(
            _delivery(rng, index, points, len(origins)) for index in range(deliveries)
        ),
        splits=splits,
        most_visits=rng.choice((None, None, None, 1)),
    )


def _ways(rng: random.Random, points: int) -> Ways:
    metres = [[rng.randint(1_000, 40_000) for _ in range(points)] for _ in range(points)]
    seconds = [[length // 12 for length in row] for row in metres]
    later = {}
    for start in range(points):
        metres[start][start] = seconds[start][start] = 0
        for end in range(points):
            if start == end or rng.random() > 0.2:
                continue
            gate = (seconds[start][end] // 3, rng.randint(0, 6000))
            way = Way(seconds=seconds[start][end], metres=metres[start][end], gates=(gate,))
            if rng.random() < 0.7:
                later[start, end] = (way,)
            seconds[start][end] = metres[start][end] = NEVER_S
    return Ways(seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)), later=later)


def _kind(rng: random.Random, index: int) -> Kind:
    rests = rng.random() < 0.5
    shifts = rng.random() < 0.3
    return Kind(
        id=f"kind {index}",
        kg=rng.choice((600, 1500, 2000)),
        litres=rng.choice((600, 1000, NEVER_S)),
        **terms(rng, rests, shifts, every_s=(0, 0, 1500)),
    )


def terms(
    rng: random.Random, rests: bool, shifts: bool, every_s: tuple[int, ...]
) -> dict[str, float]:
    """Return how a kind of vehicle works and what it costs: fields of `Kind`, drawn in order."""
    return {
        "load_s": rng.choice((0, 300)),
        "unload_s": rng.choice((0, 600)),
        "range_m": rng.choice((NEVER_S, NEVER_S, 60_000)),
        "drive_s": 1800 if rests else NEVER_S,
        "rest_s": 300 if rests else 0,
        "shift_s": 3000 if shifts else NEVER_S,
        "night_s": 4000 if shifts else 0,
        "first_departure_s": rng.choice((0, 700)),
        "every_s": rng.choice(every_s),
        "cost_per_m": rng.choice((0.0, 0.35)),
        "cost_per_work_s": rng.choice((0.0, 1.85)),
        "cost_if_used": rng.choice((0.0, 1000.0)),
    }


def _origin(rng: random.Random, index: int, points: int) -> Origin:
    water = rng.choice((None, None, None, 60.0, 150.0))
    return Origin(
        id=f"origin {index}",
        point=rng.randrange(points),
        kg_per_h=rng.choice((math.inf, 2000.0)),
        docks=rng.choice((None, 1)),
        opens_s=rng.choice((0, 800)),
        stock=None if water is None else {"water": water},
        per_day={"water": 2000.0} if rng.random() < 0.2 else {},
    )


def _delivery(rng: random.Random, index: int, points: int, origins: int) -> Delivery:
    kg = rng.choice((300, 500, 500, 1000, 1500))
    return Delivery(
        point=rng.randrange(points),
        place=f"town {index}",
        origins=tuple(rng.sample(range(origins), rng.randint(1, origins))),
        kg=kg,
        litres=rng.choice((0, kg // 2, kg)),
        persons=rng.choice((10, 100, 100 / 3)),
        deadline_s=rng.choice((1000, 3000, 9000)),
        tail_s=rng.choice((0, 60)),
        ready_s=rng.choice((0, 0, 1000)),
        earliest_s=rng.choice((0, 0, 2500)),
        handling_s=rng.choice((0, 30)),
        priority=rng.randrange(2),
        units={"water": kg / 10},
    )
