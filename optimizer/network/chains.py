"""Chains of one to three vehicles, and how they come from one place to all others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.network.graph import has_roads
from optimizer.network.lane import BETWEEN_VEHICLES, KG_PER_TONNE
from optimizer.network.moving import Label, Start, Traffic, earliest_arrivals, extended
from optimizer.network.vehicles import OWN_LINKS, VehicleType, vehicle_types

if TYPE_CHECKING:
    from optimizer.instance import Instance, Transfer
    from optimizer.instance.words import TransportMode

MOST_VEHICLES = 3
"""Trunk, branch and last mile. Without any roads goods do not change vehicles."""


class Chain(NamedTuple):
    """Vehicles that hand goods on to each other.

    Parameters
    ----------
    name : str
        Ids of the vehicles in their order.
    payload_kg, volume_m3 : float
        Heaviest and largest piece that all of them can take.
    """

    vehicles: tuple[VehicleType, ...]
    name: str
    payload_kg: float
    volume_m3: float

    @property
    def last(self) -> VehicleType:
        """The vehicle that brings the goods to the place."""
        return self.vehicles[-1]

    def depart_h(self, start_h: float) -> float:
        """Return the hour at which it leaves an origin that may load from an hour on."""
        first = self.vehicles[0]
        return max(start_h, first.ready_h) + first.load_h


Transfers = dict["TransportMode", dict["TransportMode", list["Transfer"]]]
"""Rows of transfers by the modes from which and to which goods change."""


class Chains:
    """The chains that an instance's vehicles and transfers allow."""

    def __init__(self, instance: Instance) -> None:
        self._vehicles = vehicle_types(instance)
        self._most_vehicles = MOST_VEHICLES if has_roads(instance) else 1
        self._transfers: Transfers = {}
        for row in instance.transfers:
            self._transfers.setdefault(row.from_mode, {}).setdefault(row.to_mode, []).append(row)
        self._first = [chain_of(vehicle) for vehicle in self._vehicles]
        self._next: dict[str, list[tuple[Chain, Sequence[Transfer]]]] = {}

    @property
    def first(self) -> Sequence[Chain]:
        """Chains of one vehicle."""
        return self._first

    def longer(self, chain: Chain) -> Sequence[tuple[Chain, Sequence[Transfer]]]:
        """Return the chains with one vehicle more, and where goods may change to it."""
        if chain.name not in self._next:
            self._next[chain.name] = list(self._found_longer(chain))
        return self._next[chain.name]

    def _found_longer(self, chain: Chain) -> Iterator[tuple[Chain, Sequence[Transfer]]]:
        if len(chain.vehicles) < self._most_vehicles:
            places = self._transfers.get(chain.last.mode, {})
            for vehicle in self._vehicles:
                if vehicle.mode in places and vehicle is not chain.last:
                    yield chain_of(*chain.vehicles, vehicle), places[vehicle.mode]


def chain_of(*vehicles: VehicleType) -> Chain:
    """Return the chain of vehicles in their order."""
    return Chain(
        vehicles=vehicles,
        name=BETWEEN_VEHICLES.join(vehicle.id or "" for vehicle in vehicles),
        payload_kg=min(KG_PER_TONNE * vehicle.payload_t for vehicle in vehicles),
        volume_m3=min(vehicle.volume_m3 for vehicle in vehicles),
    )


class Reached(NamedTuple):
    """Where a chain comes to.

    Parameters
    ----------
    labels : mapping of str to Label
        By place; those at which its last vehicle may be unloaded.
    path : tuple
        All that the labels depend on, beside the planned links.
    """

    chain: Chain
    labels: Mapping[str, Label]
    path: tuple[object, ...]


class _Found(NamedTuple):
    """What a search started from, what it came to, and the hour at which it ended."""

    starts: Mapping[str, Label]
    labels: Mapping[str, Label]
    latest_h: float


LatestHour = Callable[[Chain, Collection[Label]], float]
"""Hour until which going on from some labels of a chain may be of use."""


class Search:
    """The searches of all chains from one place in one scenario, each made once.

    Parameters
    ----------
    place : str
        Where the first vehicle is loaded.
    latest_h : float
        Hour after which nobody needs to arrive any more.
    """

    def __init__(self, traffic: Traffic, chains: Chains, place: str, latest_h: float) -> None:
        self._traffic = traffic
        self._chains = chains
        self._place = place
        self._latest_h = latest_h
        self._found: dict[tuple[tuple[str, ...], tuple[object, ...]], _Found] = {}

    def first(self, start_h: float, planned: tuple[str, ...]) -> Sequence[Reached]:
        """Return where single vehicles come to.

        Parameters
        ----------
        start_h : float
            Hour of the response from which on loading may begin.
        planned : tuple of str
            Planned links that are bought, sorted.
        """
        found = []
        for chain in self._chains.first:
            depart_h = chain.depart_h(start_h)
            starts = {self._place: Label(depart_h, 0.0, 0.0, False, (), Start(self._place))}
            found.append(self._reached(chain, starts, planned, (depart_h,), self._latest_h))
        return found

    def longer(
        self, reached: Reached, planned: tuple[str, ...], latest_hour: LatestHour
    ) -> Iterator[Reached]:
        """Yield where one vehicle more comes to, if that may be of use."""
        for chain, transfers in self._chains.longer(reached.chain):
            before = [reached.labels[row.place] for row in transfers if row.place in reached.labels]
            latest_h = min(self._latest_h, latest_hour(reached.chain, before))
            starts = _changed(chain.last, reached.labels, transfers, latest_h)
            if starts:
                path = (*reached.path, chain.last.ready_h)
                yield self._reached(chain, starts, planned, path, latest_h)

    def _reached(
        self,
        chain: Chain,
        starts: Mapping[str, Label],
        planned: tuple[str, ...],
        path: tuple[object, ...],
        latest_h: float,
    ) -> Reached:
        path = (*path, chain.last.manner)
        found = self._found.get((planned, path))
        if found is None or found.latest_h < latest_h:
            found = self._kept(chain.last, starts, planned, path, latest_h)
            if found is None:
                legs = self._traffic.legs(chain.last, planned, self._place)
                labels = earliest_arrivals(legs, starts, chain.last.range_km, latest_h)
                found = _Found(starts, labels, latest_h)
            self._found[planned, path] = found
        return Reached(chain, _ended(chain, found.labels), path)

    def _kept(
        self,
        vehicle: VehicleType,
        starts: Mapping[str, Label],
        planned: tuple[str, ...],
        path: tuple[object, ...],
        latest_h: float,
    ) -> _Found | None:
        """Return what was found with a link less, if one of those bought does not better it."""
        for number, road in enumerate(planned):
            found = self._found.get((planned[:number] + planned[number + 1 :], path))
            if (
                found is not None
                and found.latest_h >= latest_h
                and found.starts == starts
                and not self._betters(vehicle, road, found)
            ):
                return found
        return None

    def _betters(self, vehicle: VehicleType, road: str, found: _Found) -> bool:
        for start, legs in self._traffic.planned_legs(vehicle, road).items():
            label = found.labels.get(start)
            if label is None:
                continue
            for leg in legs:
                reached = extended(label, leg, vehicle.range_km, found.latest_h)
                if reached and (leg.end not in found.labels or reached < found.labels[leg.end]):
                    return True
        return False


def _changed(
    vehicle: VehicleType,
    labels: Mapping[str, Label],
    transfers: Sequence[Transfer],
    latest_h: float,
) -> Mapping[str, Label]:
    """Return how a vehicle sets out where goods change to it."""
    starts: dict[str, Label] = {}
    for row in transfers:
        label = labels.get(row.place)
        if label is not None:
            start = Start(row.place, label.km, label.drive_h, row.cost_cny_per_t, label)
            depart_h = max(label.arrival_h + row.hours, vehicle.ready_h)
            if depart_h <= latest_h:
                starts[row.place] = label._replace(arrival_h=depart_h, start=start)
    return starts


def _ended(chain: Chain, labels: Mapping[str, Label]) -> Mapping[str, Label]:
    """Return the labels at which the last vehicle of a chain may be unloaded."""
    if chain.last.mode not in OWN_LINKS:
        return labels
    return {place: label for place, label in labels.items() if place != label.start.place}
