"""Which origins reach which places by which deadlines, and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import SiteStatus
from optimizer.network.driving import Driving, Label
from optimizer.network.graph import road_graph
from optimizer.network.lane import Lane
from optimizer.network.vehicles import VehicleType, vehicle_types

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from optimizer.instance import GivenLane, Instance, Response
    from optimizer.needs import Needs

HOURS_TOLERANCE = 1e-6
"""Hours are sums of decimal fractions; one that meets its deadline must not miss it by rounding."""

TIE_DECIMALS = 6
"""Decimals of CNY/m3 and hours to which ways are compared: rounding must not decide a tie."""


class _Origin(NamedTuple):
    """A site or source, and the hour from which on it loads."""

    id: str
    place: str
    start_h: float


class _Way(NamedTuple):
    """How one vehicle type would serve a place, whatever the deadline."""

    vehicle: VehicleType
    depart_h: float
    label: Label
    hours: float
    cycle_h: float
    trip_cost_cny: float
    cost_cny_per_t: float

    @property
    def preference(self) -> tuple[float, float, str]:
        """Order in which the ways that come in time are chosen."""
        per_m3 = round(self.trip_cost_cny / self.vehicle.volume_m3, TIE_DECIMALS)
        return per_m3, round(self.hours, TIE_DECIMALS), self.vehicle.id or ""


def lanes(instance: Instance, requirements: Needs) -> Mapping[tuple[str, str, str, float], Lane]:
    """Return every lane by which a requirement can be met in time.

    Each scenario's places need lanes for the deadlines of their own bundles, from every site
    that is not excluded and every source. Of the vehicle types that come in time the lane is
    that of the cheapest per m3.

    Returns
    -------
    mapping of (str, str, str, float) to Lane
        By scenario, origin, place and deadline, in that order. A place that no vehicle can come
        to in time has no lane.
    """
    graph = road_graph(instance)
    vehicles = vehicle_types(instance)
    origins = _origins(instance)
    found: dict[tuple[str, str, str, float], Lane] = {}
    for scenario, deadlines_h in _deadlines(requirements).items():
        latest_h = max(max(hours) for hours in deadlines_h.values()) + HOURS_TOLERANCE
        driving = Driving(instance, graph, instance.scenario[scenario], latest_h)
        ways = _Ways(instance, scenario, driving, vehicles)
        for origin in origins:
            for place, choice in ways.to_places(origin, tuple(deadlines_h)):
                for deadline_h in deadlines_h[place]:
                    way = _first_in_time(choice, deadline_h)
                    if way is not None:
                        key = (scenario, origin.id, place, deadline_h)
                        found[key] = _lane(key, way)
    return found


class _Ways:
    """The ways from origins to places in one scenario: given, or driven over the roads."""

    def __init__(
        self,
        instance: Instance,
        scenario: str,
        driving: Driving,
        vehicles: Sequence[VehicleType],
    ) -> None:
        self._response = instance.response
        self._speed_factor = instance.scenario[scenario].speed_factor
        self._given = _given_lanes(instance, scenario)
        self._driving = driving
        self._vehicles = vehicles

    def to_places(
        self, origin: _Origin, places: Sequence[str]
    ) -> Iterator[tuple[str, Sequence[_Way]]]:
        """Yield each place that can be come to, with its ways, the preferred first."""
        given = self._given.get(origin.place, {})
        driven = tuple(place for place in places if place not in given)
        ways: dict[str, list[_Way]] = {place: [] for place in places}
        for vehicle in self._vehicles:
            depart_h = origin.start_h + vehicle.load_h
            labels = self._driving.labels(vehicle, origin.place, depart_h, driven) if driven else {}
            for place in places:
                lane = given.get(place)
                label = labels.get(place) if lane is None else self._given_label(lane, depart_h)
                if label is not None:
                    ways[place].append(_way(self._response, vehicle, depart_h, label, lane))
        for place, choice in ways.items():
            yield place, sorted(choice, key=lambda way: way.preference)

    def _given_label(self, lane: GivenLane, depart_h: float) -> Label:
        travel_h = lane.travel_h / self._speed_factor
        return Label(depart_h + travel_h, lane.km, travel_h, False)


def _way(
    response: Response,
    vehicle: VehicleType,
    depart_h: float,
    label: Label,
    given: GivenLane | None,
) -> _Way:
    cycle_h = vehicle.load_h + 2 * label.drive_h + vehicle.unload_h
    given_cost_cny_per_t = 0.0 if given is None else given.cost_cny_per_t
    return _Way(
        vehicle=vehicle,
        depart_h=depart_h,
        label=label,
        hours=label.arrival_h + vehicle.unload_h + response.handout_h + response.buffer_h,
        cycle_h=cycle_h,
        trip_cost_cny=2 * label.km * vehicle.cost_cny_per_km
        + vehicle.cost_cny_per_day * cycle_h / response.shift_h,
        cost_cny_per_t=label.km * vehicle.cost_cny_per_t_km + given_cost_cny_per_t,
    )


def _first_in_time(choice: Iterable[_Way], deadline_h: float) -> _Way | None:
    return next((way for way in choice if way.hours <= deadline_h + HOURS_TOLERANCE), None)


def _lane(key: tuple[str, str, str, float], way: _Way) -> Lane:
    scenario, origin, place, deadline_h = key
    return Lane(
        scenario=scenario,
        origin=origin,
        place=place,
        deadline_h=deadline_h,
        hours=way.hours,
        travel_h=way.label.arrival_h - way.depart_h,
        drive_h=way.label.drive_h,
        km=way.label.km,
        vehicle=way.vehicle.id,
        trip_cost_cny=way.trip_cost_cny,
        cycle_h=way.cycle_h,
        payload_t=way.vehicle.payload_t,
        volume_m3=way.vehicle.volume_m3,
        cost_cny_per_t=way.cost_cny_per_t,
        window_h=way.vehicle.load_h + deadline_h - way.hours,
        estimated=way.label.estimated,
    )


def _origins(instance: Instance) -> tuple[_Origin, ...]:
    decision_h = instance.response.decision_h
    sites = (
        _Origin(site.id, site.place, decision_h + site.mobilization_h)
        for site in instance.sites
        if site.status is not SiteStatus.EXCLUDED
    )
    sources = (
        _Origin(source.id, source.place, decision_h + source.lead_h) for source in instance.sources
    )
    return tuple(sorted((*sites, *sources)))


def _deadlines(requirements: Needs) -> Mapping[str, Mapping[str, Sequence[float]]]:
    """Return the deadlines of each scenario's places, sorted as the requirements are."""
    found: dict[str, dict[str, set[float]]] = {}
    for requirement in requirements.requirements:
        places = found.setdefault(requirement.scenario, {})
        places.setdefault(requirement.place, set()).add(requirement.bundle.deadline_h)
    return {
        scenario: {place: sorted(hours) for place, hours in places.items()}
        for scenario, places in found.items()
    }


def _given_lanes(instance: Instance, scenario: str) -> Mapping[str, Mapping[str, GivenLane]]:
    """Return the given lanes of a scenario by their ends, its own before those of all."""
    found: dict[str, dict[str, GivenLane]] = {}
    for owner in (None, scenario):
        for lane in instance.lanes:
            if lane.scenario == owner:
                found.setdefault(lane.from_place, {})[lane.to_place] = lane
    return found
