"""Lanes: how an origin reaches a place in a scenario, by which vehicle, at what cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.instance.words import TransportMode
from optimizer.verify.roads import Label, RoadNetwork
from optimizer.verify.tolerance import HOURS

if TYPE_CHECKING:
    from optimizer.instance import GivenLane, Instance, Scenario, Vehicle

MINUTES = 60.0
KG_PER_TONNE = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One vehicle type's way from an origin to a place in a scenario.

    Parameters
    ----------
    vehicle : Vehicle or None
        None for the nameless vehicle of an instance that has no types.
    hours : float
        From the start of the response until goods are handed out.
    km, driving_h : float
        One way; driving hours leave out waiting.
    trip_cost_cny : float
        Out and back with one vehicle.
    cost_cny_per_t : float
        Beside the vehicle's own cost.
    """

    vehicle: Vehicle | None
    hours: float
    km: float
    driving_h: float
    trip_cost_cny: float
    cost_cny_per_t: float

    @property
    def cycle_h(self) -> float:
        """Hours that one trip keeps a vehicle busy."""
        return _handling_h(self.vehicle) + 2 * self.driving_h

    def window_h(self, deadline_h: float) -> float:
        """Return the hours in which goods for a deadline may be loaded."""
        load_h = self.vehicle.load_min / MINUTES if self.vehicle else 0.0
        return load_h + deadline_h - self.hours

    def cost_cny_per_person(self, weight_kg: float, volume_m3: float) -> float:
        """Return the cost of bringing one person's goods of a weight and a volume."""
        by_weight = weight_kg / KG_PER_TONNE * self.cost_cny_per_t
        if self.vehicle is None:
            return by_weight
        trips = max(
            weight_kg / (KG_PER_TONNE * self.vehicle.payload_t), volume_m3 / self.vehicle.volume_m3
        )
        return trips * self.trip_cost_cny + by_weight

    @property
    def preference(self) -> tuple[float, float, str]:
        """Order in which vehicle types are chosen among those that come in time."""
        if self.vehicle is None:
            return (0.0, round(self.hours, 6), "")
        cost_cny_per_m3 = self.trip_cost_cny / self.vehicle.volume_m3
        return (round(cost_cny_per_m3, 6), round(self.hours, 6), self.vehicle.id)


class Lanes:
    """The lanes of an instance, found when they are asked for."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._network = RoadNetwork(instance)
        self._vehicles = vehicle_types(instance)
        self._given = {(row.scenario, row.from_place, row.to_place): row for row in instance.lanes}
        self._ways: dict[tuple[str, str, str], tuple[Lane, ...]] = {}

    def lane(self, scenario: str, origin: str, place: str, deadline_h: float) -> Lane | None:
        """Return the lane that is used for a deadline, or None where none comes in time."""
        ways = self.ways(scenario, origin, place)
        return next((way for way in ways if way.hours <= deadline_h + HOURS), None)

    def ways(self, scenario: str, origin: str, place: str) -> tuple[Lane, ...]:
        """Return the ways of all vehicle types, the preferred first, whatever their hours."""
        key = (scenario, origin, place)
        if key not in self._ways:
            found = (
                self._way(self.instance.scenario[scenario], origin, place, vehicle)
                for vehicle in self._vehicles
            )
            ways = [way for way in found if way is not None]
            self._ways[key] = tuple(sorted(ways, key=lambda way: way.preference))
        return self._ways[key]

    def _way(
        self, scenario: Scenario, origin: str, place: str, vehicle: Vehicle | None
    ) -> Lane | None:
        start, ready_h = self._start(origin)
        depart_h = ready_h + (vehicle.load_min / MINUTES if vehicle else 0.0)
        given = self._given_lane(scenario.id, start, place)
        if given is not None:
            travel_h = given.travel_h / scenario.speed_factor
            label: Label | None = Label(depart_h + travel_h, given.km, travel_h)
        else:
            label = self._network.label(scenario, vehicle, (start, place), depart_h)
        return None if label is None else self._priced(label, vehicle, given)

    def _start(self, origin: str) -> tuple[str, float]:
        """Return an origin's place and the hour at which loading can start there."""
        decision_h = self.instance.response.decision_h
        site = self.instance.site.get(origin)
        if site is not None:
            return site.place, decision_h + site.mobilization_h
        source = self.instance.supplier[origin]
        return source.place, decision_h + source.lead_h

    def _given_lane(self, scenario: str, start: str, place: str) -> GivenLane | None:
        return self._given.get((scenario, start, place)) or self._given.get((None, start, place))

    def _priced(self, label: Label, vehicle: Vehicle | None, given: GivenLane | None) -> Lane:
        response = self.instance.response
        unload_h = vehicle.unload_min / MINUTES if vehicle else 0.0
        cost_cny_per_t = given.cost_cny_per_t if given else 0.0
        trip_cost_cny = 0.0
        if vehicle is None:
            cost_cny_per_t += label.km * self.instance.economics.transport_cny_per_t_km
        else:
            days = (_handling_h(vehicle) + 2 * label.driving_h) / response.shift_h
            trip_cost_cny = 2 * label.km * vehicle.cost_cny_per_km + days * vehicle.cost_cny_per_day
        return Lane(
            vehicle=vehicle,
            hours=label.arrival_h + unload_h + response.handout_h + response.buffer_h,
            km=label.km,
            driving_h=label.driving_h,
            trip_cost_cny=trip_cost_cny,
            cost_cny_per_t=cost_cny_per_t,
        )


def vehicle_types(instance: Instance) -> tuple[Vehicle | None, ...]:
    """Return the types that drive, or the nameless one alone where there are none."""
    standing = {row.vehicle for row in instance.fleet if row.count > 0}
    types = tuple(
        vehicle
        for vehicle in instance.vehicles
        if vehicle.mode is TransportMode.ROAD and (vehicle.id in standing or not standing)
    )
    return types or (None,)


def _handling_h(vehicle: Vehicle | None) -> float:
    return (vehicle.load_min + vehicle.unload_min) / MINUTES if vehicle else 0.0
