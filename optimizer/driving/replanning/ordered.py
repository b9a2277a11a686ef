"""The trips that were ordered, as far as what they were to bring is still to be loaded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from optimizer.driving.replanning.goods import LEAST_PERSONS
from optimizer.driving.replanning.schedule import Trip as PlannedTrip
from optimizer.driving.replanning.stages import Shipments, Size, names_in
from optimizer.plan import FlowName
from optimizer.routing.answer import Drop
from optimizer.routing.scenario.quantities import ROUNDING

if TYPE_CHECKING:
    from optimizer.driving.replanning.goods import Amount
    from optimizer.routing.problem import Kind
    from optimizer.routing.scenario.stages import Load


@dataclass(frozen=True, kw_only=True)
class Ordered:
    """A trip that was ordered, in a stage's deliveries.

    Parameters
    ----------
    origin : str
    drops : tuple of Drop
    """

    origin: str
    drops: tuple[Drop, ...]


Orders = Mapping[str, tuple[Ordered, ...]]
"""Trips by vehicle."""


class Told(NamedTuple):
    """What was ordered of the deliveries of a stage.

    Parameters
    ----------
    sizes : tuple of Size
        Kg and litres of every delivery.
    origins : tuple of tuple of str
        Where every delivery was to be loaded.
    """

    orders: Orders
    sizes: tuple[Size, ...]
    origins: tuple[tuple[str, ...], ...]


def ordered(
    shipments: Shipments,
    loads: Sequence[Load],
    amounts: Mapping[FlowName, Amount],
    planned: Mapping[str, Sequence[PlannedTrip]],
    kinds: Mapping[str, Kind],
) -> Told:
    """Return the trips that were ordered and what they brought, and the sizes of the deliveries.

    What is to be loaded of a flow beyond what was ordered adds to its delivery's size.

    Parameters
    ----------
    planned : mapping of str to sequence of PlannedTrip
        Trips of this stage, by vehicle.
    kinds : mapping of str to Kind
        Types of vehicles, by vehicle.
    """
    number_of = {name: n for n, load in enumerate(loads) for name in names_in(load.consignment)}
    left = {name: amount.persons for name, amount in amounts.items()}
    sizes = [[0, 0] for _ in loads]
    origins: list[set[str]] = [set() for _ in loads]
    found: dict[str, tuple[Ordered, ...]] = {}
    for vehicle, trips in planned.items():
        known = []
        for trip in trips:
            drops = []
            for stop in trip.stops:
                for persons, size in shipments.stop_sizes(stop.drops):
                    still = {name: amount for name, amount in persons.items() if name in number_of}
                    if not still or any(still[n] > left.get(n, 0.0) + LEAST_PERSONS for n in still):
                        continue  # it was brought, or is needed no more
                    for name in still:
                        left[name] -= still[name]
                    number = number_of[next(iter(still))]
                    if len(still) < len(persons):
                        size = _size_of(loads[number], sum(still.values()))
                    drops.append(Drop(number, *size))
            if drops:
                fitting = _fitting(drops, kinds[vehicle])
                for drop in fitting:
                    sizes[drop.delivery][0] += drop.kg
                    sizes[drop.delivery][1] += drop.litres
                    origins[drop.delivery].add(trip.line.origin)
                known.append(Ordered(origin=trip.line.origin, drops=fitting))
        found[vehicle] = tuple(known)
    return Told(
        found,
        tuple(_with_rest(load, size, left) for load, size in zip(loads, sizes, strict=True)),
        tuple(map(tuple, map(sorted, origins))),
    )


def _size_of(load: Load, persons: float) -> Size:
    """Return kg and litres of a delivery for some of its persons."""
    consignment = load.consignment
    share = persons / consignment.persons
    return round(consignment.kg * share), round(consignment.litres * share)


def _fitting(drops: Sequence[Drop], kind: Kind) -> tuple[Drop, ...]:
    """Return the drops of a trip without the kg and litres that rounding put into too much."""
    kg = max(0, sum(drop.kg for drop in drops) - kind.kg)
    litres = max(0, sum(drop.litres for drop in drops) - kind.litres)
    found = []
    for drop in drops:
        less_kg, less_litres = min(kg, max(0, drop.kg - 1)), min(litres, max(0, drop.litres - 1))
        kg, litres = kg - less_kg, litres - less_litres
        found.append(Drop(drop.delivery, drop.kg - less_kg, drop.litres - less_litres))
    return tuple(found)


def _with_rest(load: Load, size: Sequence[int], left: Mapping[FlowName, float]) -> Size:
    """Return the size of a delivery: of what was ordered, and of what was not."""
    consignment = load.consignment
    rest = sum(left[name] for name in names_in(consignment))
    share = rest / consignment.persons if rest > LEAST_PERSONS else 0.0
    kg = size[0] + math.ceil(consignment.kg * share - ROUNDING)
    litres = size[1] + math.ceil(consignment.litres * share - ROUNDING)
    return (kg, litres) if kg or litres else (0, 1)
