"""Lanes: how an origin reaches a place in a scenario, by which vehicles, at what cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import ReserveMode, TransportMode
from optimizer.verify.chains import MINUTES, Chain, Chains, Departure, Journey, Leg
from optimizer.verify.roads import id_of, mode_of
from optimizer.verify.tolerance import HOURS

if TYPE_CHECKING:
    from optimizer.instance import GivenLane, Instance, Scenario, Transfer, Vehicle

KG_PER_TONNE = 1000.0


class Load(NamedTuple):
    """What a lane must bring: by when, and the heaviest and the largest piece of it."""

    deadline_h: float
    heaviest_kg: float = 0.0
    largest_m3: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one vehicle of a lane does, one way; moving hours leave out waiting.

    Parameters
    ----------
    transfer : Transfer or None
        Where the goods come to this vehicle from the one before.
    """

    vehicle: Vehicle | None
    km: float
    moving_h: float
    trip_cost_cny: float
    transfer: Transfer | None = None

    @property
    def mode(self) -> TransportMode:
        """What it moves on."""
        return mode_of(self.vehicle)

    @property
    def cycle_h(self) -> float:
        """Hours that one trip keeps the vehicle busy."""
        return handling_h(self.vehicle) + 2 * self.moving_h

    @property
    def trip_cost_cny_per_m3(self) -> float:
        """Cost of a trip for each cubic meter that the vehicle holds."""
        return self.trip_cost_cny / self.vehicle.volume_m3 if self.vehicle else 0.0

    def cost_cny(self, weight_kg: float, volume_m3: float) -> float:
        """Return the cost of carrying one person's goods, beside those by weight."""
        if self.vehicle is None:
            return 0.0
        by_weight = weight_kg / (KG_PER_TONNE * self.vehicle.payload_t)
        return max(by_weight, volume_m3 / self.vehicle.volume_m3) * self.trip_cost_cny

    def takes(self, load: Load) -> bool:
        """Whether each piece of a load fits into the vehicle."""
        return self.vehicle is None or (
            load.heaviest_kg <= KG_PER_TONNE * self.vehicle.payload_t
            and load.largest_m3 <= self.vehicle.volume_m3
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One chain's way from an origin to a place in a scenario.

    Parameters
    ----------
    hours : float
        From the start of the response until goods are handed out.
    parts : tuple of Part
        One for each vehicle.
    cost_cny_per_t : float
        Beside the vehicles' own cost.
    uses_all : bool
        Whether it uses every planned link that it was asked about.
    """

    hours: float
    parts: tuple[Part, ...]
    cost_cny_per_t: float
    uses_all: bool = True

    @property
    def vehicles(self) -> str:
        """Ids of the vehicles as they follow each other."""
        return ">".join(id_of(part.vehicle) for part in self.parts)

    @property
    def km(self) -> float:
        """Length of all parts."""
        return sum(part.km for part in self.parts)

    @property
    def moving_h(self) -> float:
        """Hours in which goods move."""
        return sum(part.moving_h for part in self.parts)

    @property
    def preference(self) -> tuple[float, float, str]:
        """Order in which chains are chosen among those that come in time."""
        cost_cny_per_m3 = sum(part.trip_cost_cny_per_m3 for part in self.parts)
        return (round(cost_cny_per_m3, 6), round(self.hours, 6), self.vehicles)

    def window_h(self, deadline_h: float) -> float:
        """Return the hours in which goods for a deadline may be loaded."""
        first = self.parts[0].vehicle
        return (first.load_min / MINUTES if first else 0.0) + deadline_h - self.hours

    def cost_cny_per_person(self, weight_kg: float, volume_m3: float) -> float:
        """Return the cost of bringing one person's goods of a weight and a volume."""
        by_trips = sum(part.cost_cny(weight_kg, volume_m3) for part in self.parts)
        return by_trips + weight_kg / KG_PER_TONNE * self.cost_cny_per_t

    def takes(self, load: Load) -> bool:
        """Whether each piece of a load fits into every vehicle."""
        return all(part.takes(load) for part in self.parts)


class Way(NamedTuple):
    """What a lane joins: a scenario, an origin, a place, over so many planned links."""

    scenario: str
    origin: str
    place: str
    planned: tuple[str, ...] = ()


class Lanes:
    """The lanes of an instance, found when they are asked for."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._chains = Chains(instance)
        self._given = {(row.scenario, row.from_place, row.to_place): row for row in instance.lanes}
        self._ways: dict[Way, tuple[Lane, ...]] = {}

    def lane(self, way: Way, load: Load) -> Lane | None:
        """Return the lane that a load takes, or None.

        It has none where nothing that takes its pieces comes in time, or where the best that
        does leaves one of the planned links unused.
        """
        deadline_h = load.deadline_h + HOURS
        timely = (lane for lane in self.ways(way) if lane.hours <= deadline_h)
        best = next((lane for lane in timely if lane.takes(load)), None)
        return best if best is not None and best.uses_all else None

    def ways(self, way: Way) -> tuple[Lane, ...]:
        """Return the ways of all chains, the preferred first, whatever they bring and when."""
        if way not in self._ways:
            ways = self._found(way)
            self._ways[way] = tuple(sorted(ways, key=lambda lane: lane.preference))
        return self._ways[way]

    def _found(self, way: Way) -> list[Lane]:
        scenario = self.instance.scenario[way.scenario]
        place, start_h = self._start(way.origin)
        if self._is_household(way.origin):
            return self._at_home(way)
        departure = Departure(self._chains.network.setting(scenario, way.planned), place, start_h)
        given = self._given_lane(scenario.id, place, way.place)
        if given is not None:
            return [
                self._lane_as_given(departure, given, vehicle, scenario)
                for vehicle in self._chains.types
                if mode_of(vehicle) is TransportMode.ROAD
            ]
        found = (self._lane_of(departure, chain, way.place) for chain in self._chains.chains)
        return [lane for lane in found if lane is not None]

    def _start(self, origin: str) -> tuple[str, float]:
        """Return an origin's place and the hour at which loading can start there."""
        decision_h = self.instance.response.decision_h
        site = self.instance.site.get(origin)
        if site is not None:
            return site.place, decision_h + site.mobilization_h
        source = self.instance.supplier[origin]
        return source.place, decision_h + source.lead_h

    def _is_household(self, origin: str) -> bool:
        source = self.instance.supplier.get(origin)
        return source is not None and source.mode is ReserveMode.HOUSEHOLD

    def _at_home(self, way: Way) -> list[Lane]:
        source = self.instance.supplier[way.origin]
        if not self.instance.within(way.place, source.place):
            return []
        part = Part(vehicle=None, km=0.0, moving_h=0.0, trip_cost_cny=0.0)
        return [
            Lane(
                hours=source.lead_h,
                parts=(part,),
                cost_cny_per_t=0.0,
                uses_all=not way.planned,
            )
        ]

    def _given_lane(self, scenario: str, start: str, place: str) -> GivenLane | None:
        return self._given.get((scenario, start, place)) or self._given.get((None, start, place))

    def _lane_as_given(
        self, departure: Departure, given: GivenLane, vehicle: Vehicle | None, scenario: Scenario
    ) -> Lane:
        travel_h = given.travel_h / scenario.speed_factor
        arrival_h = self._chains.leaves_h(departure, vehicle) + travel_h
        missing = (1 << len(departure.setting.planned)) - 1
        journey = Journey(arrival_h, missing, (Leg(vehicle, given.km, travel_h, None),))
        return self._priced(journey, given.cost_cny_per_t)

    def _lane_of(self, departure: Departure, chain: Chain, place: str) -> Lane | None:
        journey = self._chains.journey(departure, chain, place)
        return None if journey is None else self._priced(journey, 0.0)

    def _priced(self, journey: Journey, cost_cny_per_t: float) -> Lane:
        response, last = self.instance.response, journey.legs[-1].vehicle
        unload_h = last.unload_min / MINUTES if last else 0.0
        return Lane(
            hours=journey.arrival_h + unload_h + response.handout_h + response.buffer_h,
            parts=tuple(self._part(leg) for leg in journey.legs),
            cost_cny_per_t=cost_cny_per_t + sum(self._cny_per_t(leg) for leg in journey.legs),
            uses_all=journey.missing == 0,
        )

    def _part(self, leg: Leg) -> Part:
        vehicle, cost_cny = leg.vehicle, 0.0
        if vehicle is not None:
            days = (handling_h(vehicle) + 2 * leg.moving_h) / self.instance.response.shift_h
            cost_cny = 2 * leg.km * vehicle.cost_cny_per_km + days * vehicle.cost_cny_per_day
        return Part(
            vehicle=vehicle,
            km=leg.km,
            moving_h=leg.moving_h,
            trip_cost_cny=cost_cny,
            transfer=leg.transfer,
        )

    def _cny_per_t(self, leg: Leg) -> float:
        """Return what a leg costs by weight: its transfer, and the nameless vehicle's km."""
        transfer = leg.transfer.cost_cny_per_t if leg.transfer else 0.0
        per_t_km = self.instance.economics.transport_cny_per_t_km
        return transfer + (leg.km * per_t_km if leg.vehicle is None else 0.0)


def handling_h(vehicle: Vehicle | None) -> float:
    """Return the hours in which a vehicle is loaded and unloaded."""
    return (vehicle.load_min + vehicle.unload_min) / MINUTES if vehicle else 0.0
