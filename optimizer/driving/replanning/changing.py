"""Whose orders changed, and what had them changed; those first who had to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.driving.replanning.orders import (
    Cause,
    OrderChange,
    OrderDrop,
    OrderStop,
    OrderTrip,
    goods_of,
)
from optimizer.driving.replanning.schedule import Schedule, Stop, Trip
from optimizer.plan import flow_name
from optimizer.routing.problem import HOUR_S

if TYPE_CHECKING:
    from optimizer.driving.replanning.whereabouts import Whereabouts
    from optimizer.plan import FlowName


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of vehicles whose orders change.

    Parameters
    ----------
    forced : frozenset of str
        Vehicles that have to change.
    blocked : frozenset of str
        Vehicles that a road closed ahead of.
    gone : frozenset of FlowName
        Flows that nobody needs any more.
    """

    forced: frozenset[str]
    blocked: frozenset[str]
    gone: frozenset[FlowName]

    def cause(self, here: Whereabouts, was: tuple[OrderTrip, ...]) -> Cause:
        """Return why a vehicle's orders change; only those have to change that are forced."""
        if here.is_lost:
            return Cause.LOST
        if here.vehicle not in self.forced:
            return Cause.GOODS
        if here.vehicle in self.blocked:
            return Cause.ROAD
        if here.is_told:
            return Cause.REPORTED
        needless = {(place, family, group, due) for _, place, family, group, due, _ in self.gone}
        drops = (drop for trip in was for stop in trip.stops for drop in stop.drops)
        if any((d.place, d.family, d.group, d.deadline_h) in needless for d in drops):
            return Cause.NEEDLESS
        return Cause.UNABLE


def changing(
    old: Mapping[str, Schedule],
    new: Mapping[str, Schedule],
    whereabouts: Mapping[str, Whereabouts],
    altered: frozenset[str],
) -> frozenset[str]:
    """Return the vehicles whose orders change.

    Parameters
    ----------
    altered : frozenset of str
        Vehicles that cannot drive their old orders any more, or not on the ways that they knew.
    """
    return frozenset(
        vehicle
        for vehicle, here in whereabouts.items()
        if vehicle in altered
        or _what(tuple(_to_do(old.get(vehicle), here)))
        != (() if here.is_lost else _what(tuple(_to_do(new.get(vehicle), here))))
    )


def changes(
    old: Mapping[str, Schedule],
    new: Mapping[str, Schedule],
    whereabouts: Mapping[str, Whereabouts],
    changed: frozenset[str],
    known: Known,
) -> tuple[OrderChange, ...]:
    """Return what changes for vehicles whose orders change, those first who have to.

    Parameters
    ----------
    changed : frozenset of str
        As `changing` says.
    """
    found = []
    for vehicle in sorted(changed):
        here = whereabouts[vehicle]
        was = tuple(_to_do(old.get(vehicle), here))
        now = () if here.is_lost else tuple(_to_do(new.get(vehicle), here))
        found.append(
            OrderChange(
                vehicle=vehicle,
                cause=known.cause(here, was),
                place=here.place,
                free_h=here.free_s / HOUR_S,
                was=was,
                now=now,
            )
        )
    causes = list(Cause)
    return tuple(sorted(found, key=lambda change: (causes.index(change.cause), change.vehicle)))


def _to_do(schedule: Schedule | None, here: Whereabouts) -> Iterator[OrderTrip]:
    """Yield what a schedule has a vehicle do from where it takes new orders."""
    for number, trip in enumerate(() if schedule is None else schedule.trips, start=1):
        if number < here.trips:
            continue
        is_loaded = number == here.trips
        stops = trip.stops[here.stops :] if is_loaded else trip.stops
        if stops:
            yield _trip(trip, stops, is_loaded=is_loaded)


def _trip(trip: Trip, stops: tuple[Stop, ...], *, is_loaded: bool) -> OrderTrip:
    return OrderTrip(
        trip.line.origin,
        None if is_loaded else trip.line.load_h,
        tuple(
            OrderStop(stop.line.place, stop.line.arrive_h, stop.line.done_h, _drops(stop))
            for stop in stops
        ),
    )


def _drops(stop: Stop) -> tuple[OrderDrop, ...]:
    persons: dict[tuple[str, str, str, float], float] = {}
    for drop in stop.drops:
        _, place, family, group, deadline_h, _ = flow_name(drop)
        key = (place, family, group, deadline_h)
        persons[key] = persons.get(key, 0.0) + drop.persons
    return tuple(OrderDrop(*key, persons[key]) for key in sorted(persons))


def _what(trips: tuple[OrderTrip, ...]) -> tuple[object, ...]:
    """Return what is ordered whatever the hours, for comparing."""
    return tuple(
        (trip.origin, trip.load_h is None, [(s.place, goods_of(s)) for s in trip.stops])
        for trip in trips
    )
