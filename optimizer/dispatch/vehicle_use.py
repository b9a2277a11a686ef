"""How much each vehicle does: trips, distance, hours and how full it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.dispatch.routes import Route
    from optimizer.instance.words import Owner


@dataclass(frozen=True, slots=True, order=True)
class VehicleUse:
    """What one vehicle does in a scenario.

    Parameters
    ----------
    place : str
        Where it stands.
    drivers : int
        Drivers needed, by `Route.drivers`.
    trips, stops : int
        Loadings, and stops on all of them.
    km : float
        With its empty ways and its way home.
    out_h : float
        From leaving its home, or from loading there, until it is back, or has done its last stop.
    drive_h, work_h, rest_h : float
        On the move; driving, loading and unloading; resting.
    kg, m3 : float
        Carried on all trips.
    mean_fullness, most_fullness : float
        Share of payload or volume, the larger one, on its trips.
    """

    scenario: str
    vehicle: str
    vehicle_type: str
    place: str
    owner: Owner
    drivers: int
    trips: int
    stops: int
    km: float
    out_h: float
    drive_h: float
    work_h: float
    rest_h: float
    kg: float
    m3: float
    mean_fullness: float
    most_fullness: float


def vehicle_use(routes: Iterable[Route]) -> tuple[VehicleUse, ...]:
    """Return what the vehicles of some routes do, in the order of the routes."""
    return tuple(_uses(routes))


def _uses(routes: Iterable[Route]) -> Iterator[VehicleUse]:
    for route in routes:
        fullness = [route.fullness(trip) for trip in route.trips]
        rests = [rest for leg in route.legs for rest in leg.rests]
        yield VehicleUse(
            scenario=route.scenario,
            vehicle=route.vehicle,
            vehicle_type=route.type.id,
            place=route.entry.place,
            owner=route.entry.owner,
            drivers=route.drivers,
            trips=len(route.trips),
            stops=sum(len(trip.stops) for trip in route.trips),
            km=route.km,
            out_h=route.end_h - route.start_h,
            drive_h=route.drive_h,
            work_h=route.work_h,
            rest_h=sum(rest.end_h - rest.start_h for rest in rests),
            kg=sum(trip.kg for trip in route.trips),
            m3=sum(trip.m3 for trip in route.trips),
            mean_fullness=sum(fullness) / len(fullness),
            most_fullness=max(fullness),
        )
