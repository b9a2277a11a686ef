"""Where every vehicle of the fleet is by now: on its schedule, or where it is reported to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.driving.replanning.schedule import Schedule, Stop, second
from optimizer.driving.replanning.told_aboard import ToldAboard, told_aboard
from optimizer.driving.replanning.until_now import UntilNow
from optimizer.driving.replanning.whereabouts import Whereabouts
from optimizer.routing.scenario.fleet import entries
from optimizer.routing.scenario.points import seconds_up

if TYPE_CHECKING:
    from optimizer.driving.replanning.now import Now
    from optimizer.instance import FleetEntry
    from optimizer.state import VehicleReport


def standing_now(now: Now, schedules: Mapping[str, Schedule]) -> Mapping[str, Whereabouts]:
    """Return where every vehicle of the fleet is, by its id."""
    found = {}
    for entry in entries(now.instance):
        for number in range(1, entry.count + 1):
            vehicle = f"{entry.vehicle}@{entry.place}/{entry.owner}#{number}"
            found[vehicle] = _found(now, vehicle, entry, schedules.get(vehicle))
    return found


def _found(now: Now, vehicle: str, entry: FleetEntry, schedule: Schedule | None) -> Whereabouts:
    ready_s = seconds_up(now.instance.response.decision_h + entry.available_after_h)
    here = Whereabouts(
        vehicle=vehicle, entry=entry, place=entry.place, free_s=max(ready_s, now.second)
    )
    if schedule is not None:
        here = UntilNow(now, schedule, here).whereabouts()
    report = now.report(vehicle)
    return here if report is None else _told(here, report, schedule, now.second)


def _told(
    here: Whereabouts, report: VehicleReport, schedule: Schedule | None, now_s: int
) -> Whereabouts:
    """Return a vehicle as it is reported."""
    place = here.place if report.place is None else report.place
    free_s = here.free_s if report.place is None else now_s
    if report.free_h is not None:
        free_s = max(now_s, second(report.free_h))
    told = ToldAboard(None, here.aboard)
    if report.on_board is not None and schedule is not None and here.trips:
        stops = schedule.trips[here.trips - 1].stops
        bound_for = _bound_for(stops[: here.stops], now_s)
        told = told_aboard(report.on_board, bound_for, stops[here.stops :])
    return replace(
        here,
        leaves=told.leaves,
        place=place,
        free_s=free_s,
        aboard=told.aboard,
        left_s=here.left_s if here.left_s is not None or place == here.place else now_s,
        rests=tuple(rest for rest in here.rests if rest.end_s <= free_s),
        is_lost=report.lost,
        is_told=True,
    )


def _bound_for(stops: Sequence[Stop], now_s: int) -> Stop | None:
    """Return the last of the stops that a vehicle makes, where it is not done with it yet."""
    return stops[-1] if stops and second(stops[-1].line.done_h) > now_s else None
