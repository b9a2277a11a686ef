"""Points that vehicles move between, and the ways of every type between them."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import TransportMode
from optimizer.network.moving import Traffic
from optimizer.network.reach import given_lanes
from optimizer.network.vehicles import VehicleType, vehicle_types
from optimizer.routing.problem import HOUR_S, NEVER_S, Way, Ways
from optimizer.routing.scenario.fastest import US_PER_H, US_PER_S, Track, fastest_tracks, way_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from optimizer.instance import GivenLane, Instance

METRES_PER_KM = 1000
ROUNDING_S = 1e-6
"""Hours are binary fractions; what is a whole second must not become the next one."""


def seconds_up(hours: float) -> int:
    """Return hours in whole seconds, rounded up: for what takes time, or opens."""
    return math.ceil(hours * HOUR_S - ROUNDING_S)


def seconds_down(hours: float) -> int:
    """Return hours in whole seconds, rounded down: for deadlines and limits."""
    return math.floor(hours * HOUR_S + ROUNDING_S)


class Point(NamedTuple):
    """Where vehicles stand, load or unload.

    A place is one point for what stands and loads there, and one more for each mode by which
    deliveries come to it: so that only vehicles of the mode come there. What is handed on there
    has points of its own, since it takes no unloading.

    Parameters
    ----------
    mode : TransportMode or None
        Mode by which deliveries come; None: vehicles of all modes may be here.
    """

    place: str
    mode: TransportMode | None = None
    handed_on: bool = False

    def takes(self, mode: TransportMode) -> bool:
        """Return whether vehicles of a mode may be here."""
        return self.mode is None or self.mode is mode


class Step(NamedTuple):
    """A link on the way of a vehicle.

    Parameters
    ----------
    start, end : str
        Places.
    road : str or None
        Id of the link; None where it is estimated or a given lane.
    enter_s, arrive_s : int
        Seconds at which it is entered, after waiting for it to open, and left.
    """

    start: str
    end: str
    road: str | None
    enter_s: int
    arrive_s: int


class Ground:
    """What vehicles move on in one scenario, with the planned links that are bought.

    Parameters
    ----------
    bought : iterable of str
        Ids of planned links, as `Plan.roads`.

    Attributes
    ----------
    types : mapping of str to VehicleType
        The types that move, by id.
    """

    def __init__(self, instance: Instance, scenario: str, bought: Iterable[str]) -> None:
        change = instance.scenario[scenario]
        self._traffic = Traffic(instance, change, (place.id for place in instance.places))
        self._scenario = scenario
        self._bought = tuple(bought)
        self._speed_factor = change.speed_factor
        self._given = given_lanes(instance, scenario)
        self._earliest_us = round(instance.response.decision_h * US_PER_H)
        self._tracks: dict[tuple[object, ...], Mapping[str, Sequence[Track]]] = {}
        self.types: Mapping[str, VehicleType] = {
            vehicle.id: _without_range(vehicle)
            for vehicle in vehicle_types(instance)
            if vehicle.id is not None
        }

    def of(self, instance: Instance) -> Ground:
        """Return the ground of the same scenario and bought links in a changed instance."""
        return Ground(instance, self._scenario, self._bought)

    def ways(self, vehicle: VehicleType, start: str, end: str) -> tuple[Way, ...]:
        """Return the ways of a vehicle type between two places, the one open at once first."""
        if start == end:
            return (Way(seconds=0, metres=0),)
        given = self._given_lane(vehicle, start, end)
        if given is not None:
            seconds = seconds_up(given.travel_h / self._speed_factor)
            return (Way(seconds=seconds, metres=round(given.km * METRES_PER_KM)),)
        tracks = self._tracks_from(vehicle, start).get(end, ())
        if len(tracks) > 1:
            tracks = sorted(tracks, key=lambda track: track.waits)
        return tuple([way_of(track, self._earliest_us) for track in tracks])

    def path(self, type_id: str, start: str, end: str, leave_s: int) -> tuple[Step, ...]:
        """Return the links that a vehicle takes when it leaves at a second.

        Returns
        -------
        tuple of Step
            In their order; empty where it need not move or cannot come there.
        """
        vehicle = self.types[type_id]
        if start == end:
            return ()
        given = self._given_lane(vehicle, start, end)
        if given is not None:
            (way,) = self.ways(vehicle, start, end)
            return (Step(start, end, None, leave_s, leave_s + way.seconds),)
        tracks = self._tracks_from(vehicle, start).get(end, ())
        if not tracks:
            return ()
        leave_us = leave_s * US_PER_S
        best = min(tracks, key=lambda track: (track.done_us(leave_us), track.mm))
        return _steps(best, leave_us)

    def arrive_s(self, type_id: str, start: str, end: str, leave_s: int) -> int | None:
        """Return when a vehicle arrives that leaves at a second, None where there is no way."""
        vehicle = self.types[type_id]
        if start == end or self._given_lane(vehicle, start, end) is not None:
            (way,) = self.ways(vehicle, start, end)
            return leave_s + way.seconds
        tracks = self._tracks_from(vehicle, start).get(end, ())
        leave_us = leave_s * US_PER_S
        return min((_second(track.done_us(leave_us)) for track in tracks), default=None)

    def _given_lane(self, vehicle: VehicleType, start: str, end: str) -> GivenLane | None:
        if vehicle.mode is not TransportMode.ROAD:
            return None
        return self._given.get(start, {}).get(end)

    def _tracks_from(self, vehicle: VehicleType, start: str) -> Mapping[str, Sequence[Track]]:
        key = (vehicle.manner, start)
        if key not in self._tracks:
            legs = self._traffic.legs(vehicle, self._bought, start)
            self._tracks[key] = fastest_tracks(legs, start, self._earliest_us)
        return self._tracks[key]


def matrices(
    ground: Ground, types: Sequence[VehicleType], points: Sequence[Point]
) -> tuple[tuple[Ways, ...], Mapping[str, int]]:
    """Return the ways of all vehicle types between all points.

    Returns
    -------
    tuple of Ways
        One for each manner of moving.
    mapping of str to int
        The index of its ways, by vehicle type.
    """
    found: list[Ways] = []
    by_manner: dict[tuple[object, ...], int] = {}
    index: dict[str, int] = {}
    for vehicle in types:
        if vehicle.manner not in by_manner:
            by_manner[vehicle.manner] = len(found)
            found.append(_matrix(ground, vehicle, points))
        index[vehicle.id or ""] = by_manner[vehicle.manner]
    return tuple(found), index


def _matrix(ground: Ground, vehicle: VehicleType, points: Sequence[Point]) -> Ways:
    size = len(points)
    seconds = [[NEVER_S] * size for _ in points]
    metres = [[NEVER_S] * size for _ in points]
    later: dict[tuple[int, int], tuple[Way, ...]] = {}
    known: dict[tuple[str, str], tuple[Way, ...]] = {}
    here = [number for number, point in enumerate(points) if point.takes(vehicle.mode)]
    for start in here:
        for end in here:
            pair = (points[start].place, points[end].place)
            if pair not in known:
                known[pair] = ground.ways(vehicle, *pair)
            ways = known[pair]
            if ways and not ways[0].gates:
                seconds[start][end], metres[start][end] = ways[0].seconds, ways[0].metres
                ways = ways[1:]
            if ways:
                later[start, end] = ways
    return Ways(seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)), later=later)


def _without_range(vehicle: VehicleType) -> VehicleType:
    """Return a type as it moves: how far it may go between two loadings, the trips must say."""
    return dataclasses.replace(vehicle, range_km=math.inf)


def _steps(track: Track, leave_us: int) -> tuple[Step, ...]:
    found = []
    now_us = leave_us
    for before, step in zip(track.steps, track.steps[1:], strict=False):
        if step.leg is not None:
            enter_us = max(now_us, round(step.leg.opens_h * US_PER_H))
            now_us = enter_us + step.moving_us - before.moving_us
            found.append(
                Step(before.place, step.place, step.leg.road, _second(enter_us), _second(now_us))
            )
    return tuple(found)


def _second(microseconds: int) -> int:
    return -(-microseconds // US_PER_S)
