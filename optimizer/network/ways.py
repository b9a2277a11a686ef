"""The ways from one origin to the places it may serve, whatever the bundle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import ReserveMode, SiteStatus, TransportMode
from optimizer.network.chains import Chain, Reached, chain_of
from optimizer.network.lane import Part
from optimizer.network.moving import Label, Start
from optimizer.network.vehicles import nameless

if TYPE_CHECKING:
    from optimizer.instance import GivenLane, Instance, Source
    from optimizer.network.vehicles import VehicleType

TIE_DECIMALS = 6
"""Decimals of CNY/m3 and hours to which ways are compared: rounding must not decide a tie."""


class Origin(NamedTuple):
    """A site or source that goods may start from.

    Parameters
    ----------
    id, place : str
        Its id, and the place through which it reaches the network.
    start_h : float
        Hour of the response from which on it loads.
    serves : tuple of str
        Places it may serve, with what belongs to them; empty: all.
    at_home : bool
        Whether what it holds is in the homes of those who need it.
    """

    id: str
    place: str
    start_h: float
    serves: tuple[str, ...] = ()
    at_home: bool = False

    def may_serve(self, instance: Instance, place: str) -> bool:
        """Return whether it may serve a place."""
        if self.at_home and not instance.within(place, self.place):
            return False
        return not self.serves or any(instance.within(place, other) for other in self.serves)


class Way(NamedTuple):
    """How a chain of vehicles would serve a place; the least way is the preferred one.

    Parameters
    ----------
    cny_per_m3, rounded_hours : float
        Cost of the trips for each cubic meter of load volume, and `hours`, both rounded.
    name : str
        Name of its chain.
    hours : float
        Hours from the start of the response until goods are handed out.
    extra_cny_per_t : float
        What is paid beside vehicles and transfers.
    """

    cny_per_m3: float
    rounded_hours: float
    name: str
    hours: float
    chain: Chain
    label: Label
    extra_cny_per_t: float = 0.0


Choices = Mapping[str, Sequence[Way]]
"""Ways by place, the preferred first."""


def origins(instance: Instance) -> tuple[Origin, ...]:
    """Return what may serve at all, by id: sites that are not excluded, and sources."""
    decision_h = instance.response.decision_h
    sites = (
        Origin(site.id, site.place, decision_h + site.mobilization_h)
        for site in instance.sites
        if site.status is not SiteStatus.EXCLUDED
    )
    sources = (_origin_of(source, decision_h) for source in instance.sources)
    return tuple(sorted((*sites, *sources)))


def _origin_of(source: Source, decision_h: float) -> Origin:
    at_home = source.mode is ReserveMode.HOUSEHOLD
    start_h = source.lead_h if at_home else decision_h + source.lead_h
    return Origin(source.id, source.place, start_h, source.serves, at_home)


class Ways:
    """What ways take and cost by the rules of an instance."""

    def __init__(self, instance: Instance) -> None:
        self._response = instance.response
        self._nobody = chain_of(nameless(instance))

    def at_home(self, origin: Origin, places: Iterable[str]) -> Choices:
        """Return the ways of what is in the homes already: nothing moves."""
        label = Label(origin.start_h, 0.0, 0.0, False, (), Start(origin.place))
        way = Way(0.0, 0.0, self._nobody.name, origin.start_h, self._nobody, label)
        return dict.fromkeys(places, (way,))

    def given(
        self, origin: Origin, lane: GivenLane, chains: Iterable[Chain], speed_factor: float
    ) -> Sequence[Way]:
        """Return the ways over a given lane, the preferred first; vehicles by road take it."""
        found = []
        travel_h = lane.travel_h / speed_factor
        for chain in chains:
            if chain.last.mode is TransportMode.ROAD:
                arrival_h = chain.depart_h(origin.start_h) + travel_h
                label = Label(arrival_h, lane.km, travel_h, False, (), Start(origin.place))
                found.append(self._way(chain, label, 0.0, lane.cost_cny_per_t))
        return sorted(found)

    def moved(
        self, reached: Reached, most_cny_per_m3: Mapping[str, float]
    ) -> Iterator[tuple[str, Way]]:
        """Yield the ways of a chain over links to those places that it comes to.

        Parameters
        ----------
        most_cny_per_m3 : mapping of str to float
            Cost above which a way is of no use, by place.
        """
        chain, labels = reached.chain, reached.labels
        before: dict[str, float] = {}
        for place, most in most_cny_per_m3.items():
            label = labels.get(place)
            if label is not None:
                start = label.start
                if start.place not in before:
                    before[start.place] = self._cny_per_m3_before(chain.vehicles, start)
                if before[start.place] <= most:
                    yield place, self._way(chain, label, before[start.place])

    def least_cny_per_m3(self, chain: Chain, labels: Iterable[Label]) -> float:
        """Return what the cheapest of some labels of a chain costs, inf without labels."""
        return min(
            (
                self._cny_per_m3_before(chain.vehicles, label.start)
                + self._cny_per_m3(chain.last, label)
                for label in labels
            ),
            default=math.inf,
        )

    def parts(self, way: Way, place: str) -> tuple[Part, ...]:
        """Return what each vehicle of a way to a place does."""
        return tuple(self._parts(way.chain.vehicles, way.label, place))

    def cost_cny_per_t(self, way: Way) -> float:
        """Return what a way costs by the tonne: beside the vehicles, and the nameless one."""
        cost_cny_per_t = way.extra_cny_per_t
        for vehicle, label in _drives(way.chain.vehicles, way.label):
            km = label.km - label.start.km
            cost_cny_per_t += km * vehicle.cost_cny_per_t_km + label.start.cost_cny_per_t
        return cost_cny_per_t

    def _way(
        self, chain: Chain, label: Label, cny_per_m3_before: float, extra_cny_per_t: float = 0.0
    ) -> Way:
        last, response = chain.last, self._response
        hours = label.arrival_h + last.unload_h + response.handout_h + response.buffer_h
        cny_per_m3 = cny_per_m3_before + self._cny_per_m3(last, label)
        return Way(
            round(cny_per_m3, TIE_DECIMALS),
            round(hours, TIE_DECIMALS),
            chain.name,
            hours,
            chain,
            label,
            extra_cny_per_t,
        )

    def _cny_per_m3_before(self, vehicles: tuple[VehicleType, ...], start: Start) -> float:
        """Return the cost of the trips of all vehicles of a chain but the last."""
        if start.before is None:
            return 0.0
        return sum(self._cny_per_m3(*drive) for drive in _drives(vehicles[:-1], start.before))

    def _cny_per_m3(self, vehicle: VehicleType, label: Label) -> float:
        """Return the cost of the trip of the last vehicle, by its load volume."""
        cycle_h = vehicle.cycle_h(label.drive_h - label.start.drive_h)
        km = label.km - label.start.km
        return vehicle.trip_cost_cny(km, cycle_h, self._response.shift_h) / vehicle.volume_m3

    def _parts(self, vehicles: tuple[VehicleType, ...], label: Label, place: str) -> Iterator[Part]:
        drives = _drives(vehicles, label)
        unloaded = (*(end.start.place for _, end in drives[1:]), place)
        for (vehicle, end), end_place in zip(drives, unloaded, strict=True):
            km, drive_h = end.km - end.start.km, end.drive_h - end.start.drive_h
            cycle_h = vehicle.cycle_h(drive_h)
            yield Part(
                vehicle=vehicle.id,
                mode=vehicle.mode,
                start=end.start.place,
                end=end_place,
                km=km,
                drive_h=drive_h,
                cycle_h=cycle_h,
                trip_cost_cny=vehicle.trip_cost_cny(km, cycle_h, self._response.shift_h),
                payload_t=vehicle.payload_t,
                volume_m3=vehicle.volume_m3,
            )


def _drives(vehicles: tuple[VehicleType, ...], label: Label) -> Sequence[tuple[VehicleType, Label]]:
    """Return each vehicle of a chain with the label at the end of its part, the first first."""
    found = []
    end: Label | None = label
    for vehicle in reversed(vehicles):
        if end is not None:
            found.append((vehicle, end))
            end = end.start.before
    return found[::-1]
