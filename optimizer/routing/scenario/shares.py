"""What share of its delivery every drop is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from optimizer.routing.scenario.quantities import share_of

if TYPE_CHECKING:
    from optimizer.routing.problem import Kind
    from optimizer.routing.scenario.stages import Stage

TripName = tuple[str, int]
"""Vehicle and number of the trip."""


class Visit(NamedTuple):
    """A drop of one delivery, by time.

    Parameters
    ----------
    origin : int
        Where its trip is loaded.
    kind : Kind
        Of the vehicle.
    """

    done_s: int
    vehicle: str
    trip: int
    stop: int
    kg: int
    litres: int
    origin: int
    kind: Kind

    @property
    def of_trip(self) -> TripName:
        """The trip it is part of."""
        return self.vehicle, self.trip


Visits = Mapping[tuple[int, int], Sequence[Visit]]
"""Visits by stage and delivery."""


@dataclass(slots=True)
class _Room:
    """Weight and volume that a vehicle has left on a trip; negative: it is overloaded."""

    kg: float
    litres: float


def shares(stages: Sequence[Stage], visits: Visits) -> Mapping[tuple[int, int], list[float]]:
    """Return what share of its delivery every visit leaves, in the order of the visits.

    It is the share in the weight. Since kg and litres of drops are whole, that may be a litre
    more than the vehicle holds; the drops of the same delivery that other vehicles load at the
    same origin then take over what is too much, if they have room.
    """
    found = {
        key: [share_of(stages[key[0]].problem.deliveries[key[1]], v.kg, v.litres) for v in some]
        for key, some in visits.items()
    }
    room = _rooms(stages, visits, found)
    for key, some in visits.items():
        kg, litres = _size(stages, key)
        for one, other in _pairs(some):
            over = -room[some[one].of_trip].litres
            if over > 0 and litres > 0:
                spare = room[some[other].of_trip]
                moved = min(over / litres, found[key][one], spare.litres / litres)
                moved = min(moved, spare.kg / kg) if kg > 0 else moved
                if moved > 0:
                    found[key][one] -= moved
                    found[key][other] += moved
                    _load(room[some[one].of_trip], -moved, kg, litres)
                    _load(spare, moved, kg, litres)
    return found


def _pairs(visits: Sequence[Visit]) -> Iterator[tuple[int, int]]:
    """Yield the visits on different trips from one origin, two by two, in either order."""
    for one, visit in enumerate(visits):
        for other, spare in enumerate(visits):
            if visit.origin == spare.origin and visit.of_trip != spare.of_trip:
                yield one, other


def _rooms(
    stages: Sequence[Stage], visits: Visits, found: Mapping[tuple[int, int], Sequence[float]]
) -> Mapping[TripName, _Room]:
    room: dict[TripName, _Room] = {}
    for key, some in visits.items():
        kg, litres = _size(stages, key)
        for visit, share in zip(some, found[key], strict=True):
            empty = _Room(visit.kind.kg, visit.kind.litres)
            _load(room.setdefault(visit.of_trip, empty), share, kg, litres)
    return room


def _load(room: _Room, share: float, kg: float, litres: float) -> None:
    room.kg -= share * kg
    room.litres -= share * litres


def _size(stages: Sequence[Stage], key: tuple[int, int]) -> tuple[float, float]:
    """Return weight and volume of a delivery before they were rounded up."""
    load = stages[key[0]].loads[key[1]]
    return load.consignment.kg * load.share, load.consignment.litres * load.share
