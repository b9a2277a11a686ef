"""The rule that vehicles of the fleet do one thing after the other, from home and back."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from optimizer.instance.words import TransportMode
from optimizer.plan import Violation
from optimizer.verify.driving.keys import number_of
from optimizer.verify.driving.travel import Hop
from optimizer.verify.search import RANGE_KM
from optimizer.verify.tolerance import CLOCK, excess, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.verify.driving.runs import Run, Trip
    from optimizer.verify.driving.travel import Travel
    from optimizer.verify.evidence import Evidence


def drive_known_vehicles(evidence: Evidence) -> Iterator[Violation]:
    """Drive with the fleet's vehicles when they are there, one thing after the other, and home."""
    driven = evidence.driven
    for run in driven.runs:
        yield from _counted(run)
        yield from _ready(run, evidence.instance.response.decision_h)
        yield from _in_order(run)
        yield from _of_the_mode(run)
        yield from _back_home(run, driven.travel)


def _counted(run: Run) -> Iterator[Violation]:
    which, there = number_of(run.vehicle), run.entry.count
    if not 1 <= which <= there:
        yield _broken(
            run.where,
            max(1, which - there),
            "vehicles",
            f"{run.name} drives, the fleet has {there} of these",
        )


def _ready(run: Run, decision_h: float) -> Iterator[Violation]:
    ready_h = decision_h + run.entry.available_after_h
    for first in run.trips[:1]:
        early_h = excess(ready_h, first.line.leave_h, CLOCK)
        if early_h:
            yield _broken(
                run.where,
                early_h,
                "h",
                f"{run.name} leaves at {number(first.line.leave_h)} h, it is ready at "
                f"{number(ready_h)} h: {number(early_h)} h too early",
            )


def _in_order(run: Run) -> Iterator[Violation]:
    """Yield what is done before what comes before it."""
    for (earlier, earlier_h), (later, later_h) in pairwise(_hours(run)):
        early_h = excess(earlier_h, later_h, CLOCK)
        if early_h:
            yield _broken(
                run.where,
                early_h,
                "h",
                f"{run.name} {later} at {number(later_h)} h and {earlier} at "
                f"{number(earlier_h)} h: {number(early_h)} h too early",
            )
    for trip in run.trips:
        waits_h = trip.stops[0].line.leave_h - trip.line.depart_h if trip.stops else 0.0
        if excess(waits_h, 0.0, CLOCK):
            yield _broken(
                trip.where,
                waits_h,
                "h",
                f"{run.name} departs for trip {trip.line.trip} at {number(trip.line.depart_h)} h "
                f"and leaves for its first stop {number(waits_h)} h later",
            )


def _hours(run: Run) -> Iterator[tuple[str, float]]:
    """Yield what a vehicle does and when, in the order in which it is done."""
    for trip in run.trips:
        line, which = trip.line, f"trip {trip.line.trip}"
        yield f"leaves for the origin of {which}", line.leave_h
        yield f"reaches the origin of {which}", line.reach_h
        yield f"begins to load {which}", line.load_h
        yield f"is loaded for {which}", line.loaded_h
        yield f"departs for {which}", line.depart_h
        for stop in trip.stops:
            where = f"stop {stop.line.stop} of {which}"
            yield f"leaves for {where}", stop.line.leave_h
            yield f"arrives at {where}", stop.line.arrive_h
            yield f"begins to unload at {where}", stop.line.begin_h
            yield f"has unloaded at {where}", stop.line.done_h
    if run.back is not None:
        yield "leaves for home", run.back.leave_h
        yield "is at home", run.back.home_h


def _of_the_mode(run: Run) -> Iterator[Violation]:
    for trip in run.trips:
        for mode in sorted(_other_modes(run, trip)):
            yield _broken(
                trip.where,
                1,
                "trips",
                f"{run.name} carries for trip {trip.line.trip} what goes by {mode}, it moves by "
                f"{run.kind.mode}",
            )


def _other_modes(run: Run, trip: Trip) -> set[TransportMode]:
    stages = (drop.stage for drop in trip.drops)
    return {stage.mode for stage in stages if stage is not None} - {run.kind.mode}


def _back_home(run: Run, travel: Travel) -> Iterator[Violation]:
    """Yield a vehicle that stays away though there is a way home, or that was never away."""
    if not run.trips:
        if run.back is not None:
            yield _broken(run.where, 1, "vehicles", f"{run.name} comes home and was never away")
        return
    home = run.entry.place
    if run.back is not None or run.last_place == home:
        return
    hop = Hop(run.scenario, run.kind, (run.last_place, home), run.done_h, run.done_h, run.rests)
    way = travel.fastest(hop)
    range_km = run.kind.range_km
    if way is not None and (
        range_km is None or travel.shortest_km(hop, way) <= range_km + RANGE_KM
    ):
        yield _broken(
            run.where,
            1,
            "vehicles",
            f"{run.name} stays at {run.last_place}, there is a way home to {home}",
        )


def _broken(where: str, amount: float, unit: str, sentence: str) -> Violation:
    return Violation(
        promise="drive_known_vehicles", where=where, amount=amount, unit=unit, sentence=sentence
    )
