"""Chains of vehicles: who may follow whom, and where and when the goods change over."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import TransportMode
from optimizer.verify.roads import LinkNetwork, Setting, id_of, mode_of
from optimizer.verify.search import RANGE_KM, Label, Search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Instance, Transfer, Vehicle

MINUTES = 60.0

LONGEST_CHAIN = 3
"""Trunk, branch and last mile."""

Chain = tuple["Vehicle | None", ...]
"""Vehicles in the order they carry; None is the nameless one."""


class Departure(NamedTuple):
    """Where goods start, in which setting, and the hour from which they may be loaded."""

    setting: Setting
    place: str
    start_h: float


class Leg(NamedTuple):
    """What one vehicle of a chain moves, and the transfer that brought the goods to it."""

    vehicle: Vehicle | None
    km: float
    moving_h: float
    transfer: Transfer | None


class Journey(NamedTuple):
    """A chain's way to a place.

    Parameters
    ----------
    missing : int
        Bits of the planned links that it does not use; 0 if it uses all of them.
    """

    arrival_h: float
    missing: int
    legs: tuple[Leg, ...]


class Chains:
    """The chains of an instance and the searches along them, each made when it is asked for."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.types = vehicle_types(instance)
        self.network = LinkNetwork(instance)
        self._transfers = _transfers_of(instance)
        self.chains = tuple(self._follow(()))
        self._ready_h = _ready_hours(instance)
        self._searches: dict[tuple[Departure, tuple[str, ...]], Search] = {}

    def journey(self, departure: Departure, chain: Chain, end: str) -> Journey | None:
        """Return a chain's way to a place, or None where it does not lead there."""
        if not self.network.has_roads and mode_of(chain[0]) is TransportMode.ROAD:
            return self._direct_journey(departure, chain[0], end)
        label = self._arrival(departure, chain, end)
        if label is None:
            return None
        return Journey(label.arrival_h, label.missing, self._legs(departure, chain, label))

    def leaves_h(self, departure: Departure, vehicle: Vehicle | None) -> float:
        """Return when the first vehicle is loaded."""
        load_h = vehicle.load_min / MINUTES if vehicle else 0.0
        return max(departure.start_h, self._ready(vehicle)) + load_h

    def _follow(self, before: Chain) -> Iterator[Chain]:
        """Yield the chains that start with some vehicles and go on with others."""
        for vehicle in self.types:
            if before and not self._changes(before[-1], vehicle):
                continue
            chain = (*before, vehicle)
            yield chain
            if len(chain) < LONGEST_CHAIN and self.network.has_roads:
                yield from self._follow(chain)

    def _changes(self, one: Vehicle | None, other: Vehicle | None) -> bool:
        return one is not other and (mode_of(one), mode_of(other)) in self._transfers

    def _arrival(self, departure: Departure, chain: Chain, end: str) -> Label | None:
        """Return the label of a place where a chain may end or change over.

        What does not drive on roads moves at least over one link.
        """
        label = self._search(departure, chain).label(end)
        if label is None or (label.start == end and mode_of(chain[-1]) is not TransportMode.ROAD):
            return None
        return label

    def _search(self, departure: Departure, chain: Chain) -> Search:
        key = (departure, tuple(map(id_of, chain)))
        if key not in self._searches:
            arcs = self.network.arcs(departure.setting, chain[-1])
            seeds = dict(self._seeds(departure, chain))
            self._searches[key] = Search(arcs, seeds, _range_km(chain[-1]))
        return self._searches[key]

    def _seeds(self, departure: Departure, chain: Chain) -> Iterator[tuple[str, Label]]:
        """Yield where the last vehicle of a chain can start, and when."""
        if len(chain) == 1:
            leaves_h = self.leaves_h(departure, chain[0])
            everything = (1 << len(departure.setting.planned)) - 1
            yield departure.place, Label(leaves_h, 0.0, 0.0, everything, departure.place)
            return
        for transfer in self._transfers[mode_of(chain[-2]), mode_of(chain[-1])].values():
            label = self._arrival(departure, chain[:-1], transfer.place)
            if label is not None:
                changed_h = max(label.arrival_h + transfer.hours, self._ready(chain[-1]))
                yield (
                    transfer.place,
                    label._replace(arrival_h=changed_h, start=transfer.place),
                )

    def _legs(self, departure: Departure, chain: Chain, label: Label) -> tuple[Leg, ...]:
        """Return what each vehicle of a chain moves, given the label of its end."""
        if len(chain) == 1:
            return (Leg(chain[0], label.km, label.moving_h, None),)
        before = self._search(departure, chain[:-1]).label(label.start)
        assert before is not None, "a chain starts only where the one before it arrives"
        modes = (mode_of(chain[-2]), mode_of(chain[-1]))
        transfer = self._transfers[modes][label.start]
        km, moving_h = label.km - before.km, label.moving_h - before.moving_h
        return (
            *self._legs(departure, chain[:-1], before),
            Leg(chain[-1], km, moving_h, transfer),
        )

    def _direct_journey(
        self, departure: Departure, vehicle: Vehicle | None, end: str
    ) -> Journey | None:
        """Return the way over one link alone, for there are no roads to go by a third place."""
        leaves_h = self.leaves_h(departure, vehicle)
        everything = (1 << len(departure.setting.planned)) - 1
        if departure.place == end:
            return Journey(leaves_h, everything, (Leg(vehicle, 0.0, 0.0, None),))
        leg = (departure.place, end)
        labels = (
            (max(leaves_h, arc.opens_h) + arc.travel_h, arc.km, arc.travel_h, ~arc.planned)
            for arc in self.network.direct_arcs(departure.setting, vehicle, leg)
            if arc.km <= _range_km(vehicle) + RANGE_KM
        )
        best = min(labels, default=None)
        if best is None:
            return None
        arrival_h, km, moving_h, unused = best
        return Journey(arrival_h, everything & unused, (Leg(vehicle, km, moving_h, None),))

    def _ready(self, vehicle: Vehicle | None) -> float:
        return self._ready_h.get(id_of(vehicle), self.instance.response.decision_h)


def vehicle_types(instance: Instance) -> Chain:
    """Return the types that move; the nameless one drives where none of them does."""
    standing = {row.vehicle for row in instance.fleet if row.count > 0}
    types = tuple(row for row in instance.vehicles if row.id in standing or not standing)
    drives = any(row.mode is TransportMode.ROAD for row in types)
    return types if drives else (None, *types)


def _range_km(vehicle: Vehicle | None) -> float:
    return math.inf if vehicle is None or vehicle.range_km is None else vehicle.range_km


def _ready_hours(instance: Instance) -> dict[str, float]:
    """Return from when on each type that stands somewhere can be used."""
    least_h: dict[str, float] = defaultdict(lambda: math.inf)
    for row in instance.fleet:
        if row.count > 0:
            least_h[row.vehicle] = min(least_h[row.vehicle], row.available_after_h)
    return {vehicle: instance.response.decision_h + hours for vehicle, hours in least_h.items()}


def _transfers_of(
    instance: Instance,
) -> dict[tuple[TransportMode, TransportMode], dict[str, Transfer]]:
    found: dict[tuple[TransportMode, TransportMode], dict[str, Transfer]] = defaultdict(dict)
    for row in instance.transfers:
        found[row.from_mode, row.to_mode][row.place] = row
    return dict(found)
