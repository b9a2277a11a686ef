"""The least fleet that drives a plan: what can be sent home, and what is lacking.

Every scenario is routed with the fleet as it is. Where binding standards are missed, vehicles are
added as long as they help; where all hold, vehicles are taken away one row after the other, and
what they brought is brought by the others, as long as all standards hold.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.driving.fleet_search import FleetSearch
from optimizer.driving.fleet_size import FleetSize, FleetSizes
from optimizer.driving.least_fleet import least_vehicles
from optimizer.driving.lessons import failures
from optimizer.driving.options import DriveOptions
from optimizer.driving.part_of_fleet import Row, Scene
from optimizer.driving.scenarios import DrivenScenario, as_driven, together
from optimizer.errors import VerificationError
from optimizer.plan import Driving
from optimizer.progress import Progress, silent
from optimizer.routing.scenario.dropped import RoutedStage
from optimizer.routing.why.opened import opened_ways
from optimizer.routing.why.reasons import reasons
from optimizer.verify import CHECKS, verify
from optimizer.verify.driving.trips import drive_known_vehicles

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry, Instance
    from optimizer.instance.words import TransportMode
    from optimizer.plan import Plan

REASONS_SHARE = 0.05
"""Share of the time for reasons where no fleet was found."""

ENGINE = "own"
"""What bettered the routes of the fleets that were tried."""

PLANNED = frozenset(check.__name__ for check in CHECKS[: CHECKS.index(drive_known_vehicles)])
"""Promises of the plan alone: they are judged by the fleet that it was made with."""


def size_fleet(
    instance: Instance,
    plan: Plan,
    options: DriveOptions | None = None,
    scenarios: Sequence[str] = (),
    progress: Progress = silent,
) -> FleetSizes:
    """Return the least fleet found with which every binding standard holds in each scenario.

    Parameters
    ----------
    options : DriveOptions
        The time limit, times the scenarios, is for all of it. With iterations, so many for each
        fleet that is tried.
    scenarios : sequence of str
        Ids; empty: all.

    Raises
    ------
    UsageError
        When a scenario or a family is not known, or the plan was made for another instance.
    VerificationError
        When the routed plan breaks a promise: an error of ours, never shown as a fleet.
    """
    search = FleetSearch(instance, plan, options or DriveOptions(), scenarios, progress)
    search.route()
    search.enlarge()
    if not search.missed:
        search.reduce()
    return _sizes(search)


def _sizes(search: FleetSearch) -> FleetSizes:
    """Return the fleet, and the plan driven by it, verified."""
    instance = replace(search.instance, fleet=_entries(search))
    driven = [
        as_driven(
            instance,
            search.required,
            scene.driven,
            _with_reasons(search, scene),
            ENGINE,
            search.options.seed,
        )
        for scene in search.scenes
    ]
    plan = replace(search.plan, driving=together(Driving(), driven))
    violations = [each for each in verify(instance, plan) if each.promise not in PLANNED]
    if violations:
        raise VerificationError([str(violation) for violation in violations])
    least = _least(search)
    sizes = [_size(search, row, least) for row in sorted(search.fleet)]
    return FleetSizes(
        scenarios=search.scenarios,
        rows=tuple(size for size in sizes if size.have or size.needed),
        least=least,
        missed=tuple(search.missed),
        is_cut_short=search.is_cut_short,
        causes=_causes(driven),
        plan=plan,
        seconds=time.monotonic() - search.began,
    )


def _with_reasons(search: FleetSearch, scene: Scene) -> Sequence[RoutedStage]:
    """Return the stages with reasons where standards are missed."""
    if not scene.missed:
        return scene.stages
    seconds = REASONS_SHARE * search.limit_s / len(search.scenarios)
    return [
        routed._replace(
            reasons={
                number: str(reason)
                for number, reason in reasons(
                    routed.stage.problem,
                    routed.timed,
                    opened_ways(routed.stage),
                    seconds=seconds,
                ).items()
            }
        )
        for routed in scene.stages
    ]


def _entries(search: FleetSearch) -> tuple[FleetEntry, ...]:
    return tuple(
        replace(entry, count=search.counts.get(row, 0))
        for row, entry in sorted(search.fleet.items())
    )


def _least(search: FleetSearch) -> Mapping[TransportMode, int]:
    found: dict[TransportMode, int] = {}
    for scenery in search.sceneries:
        its = least_vehicles(search.given, search.required, scenery.driven)
        for mode, count in its.items():
            found[mode] = max(count, found.get(mode, 0))
    return dict(sorted(found.items()))


def _size(search: FleetSearch, row: Row, least: Mapping[TransportMode, int]) -> FleetSize:
    entry = search.fleet[row]
    vehicle = search.given.vehicle
    mode = vehicle[entry.vehicle].mode
    is_only_one = sum(vehicle[each.vehicle].mode is mode for each in search.fleet.values()) == 1
    given = {(each.vehicle, each.place, each.owner): each.count for each in search.given.fleet}
    needed = search.counts.get(row, 0)
    return FleetSize(
        entry=replace(entry, count=needed),
        have=given.get((entry.vehicle, entry.place, entry.owner), 0),
        needed=needed,
        least=least.get(mode, 0) if is_only_one else None,
        cost_cny_per_day=vehicle[entry.vehicle].cost_cny_per_day,
    )


def _causes(driven: Sequence[DrivenScenario]) -> Mapping[str, float]:
    """Return persons by the reason for which a scenario with a missed standard fails them."""
    causes: dict[str, float] = {}
    for each in driven:
        if each.missed:
            for row in failures(each):
                causes[row.reason] = causes.get(row.reason, 0.0) + row.persons
    return dict(sorted(causes.items()))
