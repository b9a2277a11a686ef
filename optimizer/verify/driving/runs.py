"""What each vehicle does in a scenario: its trips, stops and drops in their order."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from optimizer.verify.driving.clock import Rests, Span
from optimizer.verify.driving.keys import entry_of, flow_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import FleetEntry, Vehicle
    from optimizer.plan import DropLine, ReturnLine, StopLine, TripLine
    from optimizer.verify.driving.hauls import Haul, Stage
    from optimizer.verify.driving.keys import FlowKey
    from optimizer.verify.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Carried:
    """What a stop leaves of a flow, and the stage of the flow's lane that ends there."""

    line: DropLine
    haul: Haul
    stage: Stage | None
    kg: float
    m3: float

    @property
    def is_handed_out(self) -> bool:
        """Whether it is left for the people and not for another vehicle."""
        return self.haul.is_last(self.line.part)


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop and what it leaves."""

    line: StopLine
    drops: tuple[Carried, ...]

    @property
    def only_hands_on(self) -> bool:
        """Whether all that it leaves goes on with another vehicle."""
        return bool(self.drops) and not any(drop.is_handed_out for drop in self.drops)


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip, and the place where it is loaded.

    Parameters
    ----------
    at_transfer : bool
        Whether its origin is a place where goods change over, and no store or source.
    """

    line: TripLine
    place: str
    at_transfer: bool
    stops: tuple[Stop, ...]

    @property
    def drops(self) -> tuple[Carried, ...]:
        """All that it leaves."""
        return tuple(drop for stop in self.stops for drop in stop.drops)

    @property
    def where(self) -> str:
        """Scenario, vehicle and number."""
        return f"{self.line.scenario}, {self.line.vehicle}, trip {self.line.trip}"


class Leg(NamedTuple):
    """A vehicle's way from one place to another, as it is stated.

    Parameters
    ----------
    trip : Trip or None
        None for the way home.
    is_loaded : bool
        Whether goods are on board.
    """

    trip: Trip | None
    start: str
    end: str
    leave_h: float
    arrive_h: float
    is_loaded: bool


@dataclass(frozen=True)
class Run:
    """All that one vehicle does in a scenario."""

    scenario: str
    vehicle: str
    entry: FleetEntry
    kind: Vehicle
    trips: tuple[Trip, ...]
    rests: Rests
    back: ReturnLine | None

    @property
    def name(self) -> str:
        """Return scenario and vehicle in words."""
        return f"in {self.scenario} {self.vehicle}"

    @property
    def where(self) -> str:
        """Scenario and vehicle."""
        return f"{self.scenario}, {self.vehicle}"

    @property
    def last_place(self) -> str:
        """Where it is when all is unloaded."""
        if not self.trips:
            return self.entry.place
        last = self.trips[-1]
        return last.stops[-1].line.place if last.stops else last.place

    @property
    def done_h(self) -> float:
        """When all is unloaded; of a vehicle with trips."""
        last = self.trips[-1]
        return last.stops[-1].line.done_h if last.stops else last.line.depart_h

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """Its ways in the order in which it drives them."""
        return tuple(self._legs())

    def _legs(self) -> Iterator[Leg]:
        place = self.entry.place
        for trip in self.trips:
            yield Leg(trip, place, trip.place, trip.line.leave_h, trip.line.reach_h, False)
            place = trip.place
            for stop in trip.stops:
                line = stop.line
                yield Leg(trip, place, line.place, line.leave_h, line.arrive_h, True)
                place = line.place
        if self.back is not None:
            yield Leg(None, place, self.entry.place, self.back.leave_h, self.back.home_h, False)


def runs_of(evidence: Evidence, hauls: Mapping[FlowKey, Haul]) -> tuple[Run, ...]:
    """Return what every vehicle that appears in a plan does, by scenario and name."""
    driving = evidence.plan.driving
    trips: dict[tuple[str, str], list[Trip]] = defaultdict(list)
    for trip in _trips(evidence, hauls):
        trips[trip.line.scenario, trip.line.vehicle].append(trip)
    rests: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for rest in driving.rests:
        rests[rest.scenario, rest.vehicle].append(Span(rest.start_h, rest.end_h))
    backs = {(line.scenario, line.vehicle): line for line in driving.returns}
    found = []
    for scenario, vehicle in sorted({*trips, *rests, *backs}):
        entry = entry_of(evidence.instance, vehicle)
        assert entry is not None, "vehicles are known before they are judged"
        key = (scenario, vehicle)
        kind = evidence.instance.vehicle[entry.vehicle]
        found.append(
            Run(
                scenario, vehicle, entry, kind, tuple(trips[key]), Rests(rests[key]), backs.get(key)
            )
        )
    return tuple(found)


def _trips(evidence: Evidence, hauls: Mapping[FlowKey, Haul]) -> Iterator[Trip]:
    """Yield trips in the order of their numbers."""
    driving = evidence.plan.driving
    drops: dict[tuple[str, str, int, int], list[Carried]] = defaultdict(list)
    for drop in driving.drops:
        carried = _carried(evidence, hauls[flow_key(drop)], drop)
        drops[drop.scenario, drop.vehicle, drop.trip, drop.stop].append(carried)
    stops: dict[tuple[str, str, int], list[Stop]] = defaultdict(list)
    for line in sorted(driving.stops, key=lambda line: line.stop):
        key = (line.scenario, line.vehicle, line.trip)
        stops[key].append(Stop(line, tuple(drops[*key, line.stop])))
    for trip in sorted(driving.trips, key=lambda line: line.trip):
        there = tuple(stops[trip.scenario, trip.vehicle, trip.trip])
        at_transfer = _is_at_transfer(evidence, trip, there)
        place = trip.origin if at_transfer else _place_of(evidence, trip.origin)
        yield Trip(trip, place, at_transfer, there)


def _carried(evidence: Evidence, haul: Haul, drop: DropLine) -> Carried:
    return Carried(
        drop,
        haul,
        haul.stage(drop.part),
        drop.persons * evidence.weight_kg(haul.flow),
        drop.persons * evidence.volume_m3(haul.flow),
    )


def _is_at_transfer(evidence: Evidence, trip: TripLine, stops: tuple[Stop, ...]) -> bool:
    """Whether a trip is loaded where goods change over.

    A store and a place may share an id: then a load of first parts comes from the store.
    """
    instance = evidence.instance
    parts = [drop.line.part for stop in stops for drop in stop.drops]
    is_store = trip.origin in instance.site or trip.origin in instance.supplier
    changes_over = bool(parts) and min(parts) > 1
    return trip.origin in instance.place and (changes_over or not is_store)


def _place_of(evidence: Evidence, origin: str) -> str:
    site = evidence.instance.site.get(origin)
    return site.place if site is not None else evidence.instance.supplier[origin].place
