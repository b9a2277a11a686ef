"""The rules about how far a vehicle goes, and at which hours it leaves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from optimizer.plan import Violation
from optimizer.verify.driving.travel import hop_of
from optimizer.verify.tolerance import CLOCK, KM, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.instance import Vehicle
    from optimizer.verify.driving.runs import Leg, Run
    from optimizer.verify.driving.travel import Travel
    from optimizer.verify.evidence import Evidence


def stay_within_range(evidence: Evidence) -> Iterator[Violation]:
    """Go no farther than a vehicle's range from loading to the last stop, and on from there."""
    for run in evidence.driven.runs:
        range_km = run.kind.range_km
        if range_km is None:
            continue
        for where, what, km in _distances(evidence.driven.travel, run):
            over_km = excess(km, range_km, KM)
            if over_km:
                yield Violation(
                    promise="stay_within_range",
                    where=where,
                    amount=over_km,
                    unit="km",
                    sentence=f"{run.name} goes {number(km)} km {what}, its range is "
                    f"{number(range_km)} km: {number(over_km)} km too far",
                )


def leave_by_timetable(evidence: Evidence) -> Iterator[Violation]:
    """Leave an origin only at the hours of the type's timetable."""
    for run in evidence.driven.runs:
        if run.kind.departs_every_h is None:
            continue
        for trip in run.trips:
            depart_h = trip.line.depart_h
            next_h = _departure_h(run.kind, run.kind.departs_every_h, depart_h)
            off_h = excess(next_h, depart_h, CLOCK)
            if off_h:
                yield Violation(
                    promise="leave_by_timetable",
                    where=trip.where,
                    amount=off_h,
                    unit="h",
                    sentence=f"{run.name} departs for trip {trip.line.trip} at {number(depart_h)} "
                    f"h, the next departure is at {number(next_h)} h: {number(off_h)} h too early",
                )


def _departure_h(kind: Vehicle, every_h: float, hour: float) -> float:
    """Return the departure that a vehicle takes which leaves at an hour, or the next one."""
    first_h = kind.first_departure_h
    times = math.ceil((hour - CLOCK - first_h) / every_h)
    return first_h + max(0, times) * every_h


def _distances(travel: Travel, run: Run) -> Iterator[tuple[str, str, float]]:
    """Yield how far a vehicle goes with each load, and from its last stop to where it goes next."""
    out_km: dict[str, float] = {}
    names: dict[str, int] = {}
    for leg in run.legs:
        km = _km(travel, run, leg)
        if leg.trip is not None and leg.is_loaded:
            out_km[leg.trip.where] = out_km.get(leg.trip.where, 0.0) + km
            names[leg.trip.where] = leg.trip.line.trip
        elif leg.trip is None:
            yield run.where, "from its last stop home", km
        elif leg.trip.line.trip > 1:
            number_of_trip = leg.trip.line.trip
            yield leg.trip.where, f"from its last stop to the origin of trip {number_of_trip}", km
    for where, km in out_km.items():
        yield where, f"from loading to the last stop of trip {names[where]}", km


def _km(travel: Travel, run: Run, leg: Leg) -> float:
    hop = hop_of(run, leg)
    fastest = travel.fastest(hop)
    return 0.0 if fastest is None else travel.shortest_km(hop, fastest)
