"""The rules that drivers rest on the way and keep their shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.instance.words import TransportMode
from optimizer.plan import Violation
from optimizer.verify.driving.clock import Span
from optimizer.verify.driving.duty import Work, stretches
from optimizer.verify.driving.frontier import Way
from optimizer.verify.driving.handling import (
    MINUTES,
    loading_h,
    rates_t_per_h,
    unloading_h,
)
from optimizer.verify.driving.travel import hop_of
from optimizer.verify.rates import HOURS_PER_DAY
from optimizer.verify.tolerance import CLOCK, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.verify.driving.runs import Leg, Run
    from optimizer.verify.driving.travel import Travel
    from optimizer.verify.evidence import Evidence

IN_SHIFTS = (TransportMode.ROAD, TransportMode.AIR, TransportMode.DRONE)
"""Modes whose crews work in shifts and then have the rest of the day off."""


def rest_on_the_way(evidence: Evidence) -> Iterator[Violation]:
    """Drive by road no longer than is allowed without a stated rest, and do nothing in it."""
    response, travel = evidence.instance.response, evidence.driven.travel
    most_h, least_rest_h = response.most_driving_h, response.rest_min / MINUTES
    for run in evidence.driven.runs:
        if run.kind.mode is not TransportMode.ROAD:
            continue
        yield from _busy_in_rests(run, "rest_on_the_way")
        drives = (_drive(travel, run, leg) for leg in run.legs)
        for done in stretches(drives, run.rests, most_h, least_rest_h):
            too_long_h = excess(done.hours, most_h, CLOCK)
            if too_long_h:
                yield _broken(
                    "rest_on_the_way",
                    run.where,
                    too_long_h,
                    f"{run.name} drives {number(done.hours)} h from {number(done.start_h)} h to "
                    f"{number(done.end_h)} h without a rest of {response.rest_min:g} min, "
                    f"{most_h:g} h are allowed: {number(too_long_h)} h too long",
                )


def keep_shift(evidence: Evidence) -> Iterator[Violation]:
    """Work by road and air no longer than a shift without the rest of a day off."""
    shift_h, rates = evidence.instance.response.shift_h, rates_t_per_h(evidence)
    night_h = HOURS_PER_DAY - shift_h
    for run in evidence.driven.runs:
        if run.kind.mode not in IN_SHIFTS:
            continue
        if run.kind.mode is not TransportMode.ROAD:
            yield from _busy_in_rests(run, "keep_shift")
        if night_h <= 0:
            continue
        works = _works(evidence.driven.travel, run, rates)
        for done in stretches(works, run.rests, shift_h, night_h):
            too_long_h = excess(done.hours, shift_h, CLOCK)
            if too_long_h:
                yield _broken(
                    "keep_shift",
                    run.where,
                    too_long_h,
                    f"{run.name} works {number(done.hours)} h from {number(done.start_h)} h to "
                    f"{number(done.end_h)} h without a rest of {night_h:g} h, a shift has "
                    f"{shift_h:g} h: {number(too_long_h)} h too long",
                )


def _works(travel: Travel, run: Run, rates: Mapping[str, float]) -> Iterator[Work]:
    """Yield the driving, loading and unloading of a vehicle in their order."""
    legs = iter(run.legs)
    for trip in run.trips:
        yield _drive(travel, run, next(legs))
        line = trip.line
        load_h = loading_h(run.kind, trip, rates.get(line.origin))
        yield _handling(run, Span(line.load_h, line.loaded_h), load_h)
        for stop in trip.stops:
            yield _drive(travel, run, next(legs))
            span = Span(stop.line.begin_h, stop.line.done_h)
            yield _handling(run, span, unloading_h(run.kind, stop))
    for leg in legs:
        yield _drive(travel, run, leg)


def _drive(travel: Travel, run: Run, leg: Leg) -> Work:
    """Return the driving of a leg; none where no way leads there, that is judged apart."""
    ways = travel.least_moving(hop_of(run, leg)) or (Way(leg.leave_h, 0.0, 0.0),)
    return Work(run.rests.pieces(leg.leave_h, leg.arrive_h), ways)


def _handling(run: Run, span: Span, hours: float) -> Work:
    return Work(run.rests.pieces(*span), (Way(span.end_h, 0.0, hours),))


def _busy_in_rests(run: Run, promise: str) -> Iterator[Violation]:
    """Yield loading and unloading that lies in a rest."""
    for trip in run.trips:
        spans = [(f"loads trip {trip.line.trip}", Span(trip.line.load_h, trip.line.loaded_h))]
        for stop in trip.stops:
            where = f"unloads at stop {stop.line.stop} of trip {trip.line.trip}"
            spans.append((where, Span(stop.line.begin_h, stop.line.done_h)))
        for what, span in spans:
            overlap_h = excess(run.rests.overlap_h(*span), 0.0, CLOCK)
            if overlap_h:
                yield _broken(
                    promise,
                    trip.where,
                    overlap_h,
                    f"{run.name} {what} from {number(span.start_h)} h to {number(span.end_h)} h "
                    f"and rests {number(overlap_h)} h of that",
                )


def _broken(promise: str, where: str, hours: float, sentence: str) -> Violation:
    return Violation(promise=promise, where=where, amount=hours, unit="h", sentence=sentence)
