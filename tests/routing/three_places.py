"""Three places on one road: A, where goods and vehicles are, B an hour on, C half an hour further.

A-B 3600 s, 40 000 m; B-C 1800 s, 20 000 m; A-C through B. One truck of 10 000 kg and 10 000 l that
loads and unloads at once unless told otherwise; 1000 kg, 500 l for 100 persons in B, as much in C.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from optimizer.routing.answer import Drop, Trip
from optimizer.routing.problem import Delivery, Kind, Origin, RoutingProblem, Vehicle, Ways

A, B, C = 0, 1, 2
SECONDS = ((0, 3600, 5400), (3600, 0, 1800), (5400, 1800, 0))
METRES = ((0, 40_000, 60_000), (40_000, 0, 20_000), (60_000, 20_000, 0))
WAYS = Ways(seconds=SECONDS, metres=METRES)
TRUCK = Kind(id="truck", kg=10_000, litres=10_000)
LORRY = Vehicle(id="truck@A/own#1", kind=0, home=A)
TO_B = Delivery(point=B, place="B", origins=(0,), kg=1000, litres=500, persons=100)
TO_C = dataclasses.replace(TO_B, point=C, place="C")
STORE = Origin(id="store", point=A)

DROP_B = Drop(0, 1000, 500)
DROP_C = Drop(1, 1000, 500)


def problem(**changes: Any) -> RoutingProblem:
    """Return the three places, with fields of the problem changed."""
    fields: dict[str, Any] = {
        "name": "three places",
        "points": ("A", "B", "C"),
        "ways": (WAYS,),
        "kinds": (TRUCK,),
        "vehicles": (LORRY,),
        "origins": (STORE,),
        "deliveries": (TO_B, TO_C),
    }
    return RoutingProblem(**(fields | changes))


def truck(**changes: Any) -> tuple[Kind, ...]:
    """Return the one type of vehicle, changed."""
    return (dataclasses.replace(TRUCK, **changes),)


def lorry(**changes: Any) -> tuple[Vehicle, ...]:
    """Return the one vehicle, changed."""
    return (dataclasses.replace(LORRY, **changes),)


def store(**changes: Any) -> tuple[Origin, ...]:
    """Return the one origin, changed."""
    return (dataclasses.replace(STORE, **changes),)


def to_b(**changes: Any) -> tuple[Delivery, ...]:
    """Return the delivery to B alone, changed."""
    return (dataclasses.replace(TO_B, **changes),)


def trip(*drops: Drop, origin: int = 0) -> Trip:
    """Return a trip."""
    return Trip(origin, drops)
