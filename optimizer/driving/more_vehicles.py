"""Which vehicles would help where binding standards are missed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import Owner
from optimizer.routing.problem import Vehicle
from optimizer.routing.scenario.points import seconds_up
from optimizer.routing.why.adding import Adding, Missing
from optimizer.routing.why.reasons import all_missing

if TYPE_CHECKING:
    from optimizer.driving.part_of_fleet import Row, Scene
    from optimizer.instance import FleetEntry, Instance, ServiceStandard
    from optimizer.plan import ServiceLine
    from optimizer.routing.problem import Delivery
    from optimizer.routing.scenario.dropped import RoutedStage

MOST_ASKED = 24
"""Deliveries of a stage for which vehicles are tried; of more, every so manieth."""

SERVED_BY_ONE = 3
"""Deliveries that one more vehicle is counted on to bring, before another is added."""


class _Help(NamedTuple):
    """A vehicle that would bring some missing deliveries in time, each by itself."""

    persons: Mapping[object, float]
    kg: int
    cost_per_s: float


def new_entry(instance: Instance, vehicle: str, place: str) -> FleetEntry:
    """Return the row that one more vehicle at a place is counted in.

    It is the row of its type there; where there is none, one of vehicles under contract that are
    available as late as any under contract, or else of the type.
    """
    same = [row for row in instance.fleet if row.vehicle == vehicle]
    there = [row for row in same if row.place == place]
    if there:
        return min(there, key=lambda row: (row.available_after_h, row.owner))
    alike = [row for row in same if row.owner is Owner.CONTRACT] or same
    latest = max(alike, key=lambda row: (row.available_after_h, row.place))
    return replace(latest, place=place, owner=Owner.CONTRACT, count=0)


def helping(instance: Instance, scenes: Sequence[Scene], end: float) -> Mapping[Row, int]:
    """Return how many vehicles of each row would help; none where none does.

    Each in turn is the vehicle by which most persons would be served in time of whom none of those
    before it serves; where it is no difference, the larger, then the cheaper one.

    Parameters
    ----------
    end : float
        Second of the monotonic clock after which no more deliveries are asked about.
    """
    helps: dict[Row, _Help] = {}
    for scene in scenes:
        for level, routed in enumerate(scene.stages):
            for number, missing in enumerate(_asked(instance, routed, scene.missed)):
                if number and time.monotonic() > end:
                    break
                _ask(instance, routed, missing, (scene.driven.scenario, level), helps)
    return _chosen(helps)


def _asked(
    instance: Instance, routed: RoutedStage, missed: Sequence[ServiceLine]
) -> Sequence[Missing]:
    """Return what is missing of missed standards, evenly thinned out."""
    problem = routed.stage.problem
    standards = [instance.standard[line.standard] for line in missed]
    found = [
        missing
        for missing in all_missing(problem, routed.timed)
        if any(is_of(problem.deliveries[missing.delivery], each) for each in standards)
    ]
    every = -(-len(found) // MOST_ASKED) or 1
    return found[::every]


def is_of(delivery: Delivery, standard: ServiceStandard) -> bool:
    """Return whether a standard is for some of what a delivery holds."""
    return not standard.families or any(
        line.bundle.family in standard.families for line in delivery.lines
    )


def _ask(
    instance: Instance,
    routed: RoutedStage,
    missing: Missing,
    where: tuple[str, int],
    helps: dict[Row, _Help],
) -> None:
    """Note which vehicles bring what is missing in time while all else stays as it is."""
    problem = routed.stage.problem
    adding = Adding(problem, routed.timed.answer, missing.late)
    for row, vehicle in _candidates(instance, routed, missing):
        if adding.can_add(missing, (vehicle,), only_more=True):
            kind = problem.kinds[vehicle.kind]
            found = helps.setdefault(row, _Help({}, kind.kg, kind.cost_per_work_s))
            persons = problem.deliveries[missing.delivery].persons
            helps[row] = found._replace(
                persons={**found.persons, (*where, missing.delivery): persons}
            )


def _candidates(
    instance: Instance, routed: RoutedStage, missing: Missing
) -> Iterator[tuple[Row, Vehicle]]:
    """Yield a vehicle of each type at each origin, ready when its row is."""
    problem = routed.stage.problem
    for origin in problem.deliveries[missing.delivery].origins:
        point = problem.origins[origin].point
        for number, kind in enumerate(problem.kinds):
            entry = new_entry(instance, kind.id, problem.points[point])
            ready_h = instance.response.decision_h + entry.available_after_h
            vehicle = Vehicle(
                id=f"{kind.id}@{entry.place}", kind=number, home=point, ready_s=seconds_up(ready_h)
            )
            yield (entry.vehicle, entry.place, entry.owner), vehicle


def _chosen(helps: Mapping[Row, _Help]) -> Mapping[Row, int]:
    """Return vehicles that cover all that is helped, each as many deliveries as it may hold."""
    left = {row: dict(each.persons) for row, each in helps.items()}
    chosen: dict[Row, int] = {}
    while any(left.values()):
        best = max(
            sorted(left),
            key=lambda row: (sum(left[row].values()), helps[row].kg, -helps[row].cost_per_s),
        )
        chosen[best] = chosen.get(best, 0) + 1
        served = sorted(left[best], key=str)[:SERVED_BY_ONE]
        for persons in left.values():
            for delivery in served:
                persons.pop(delivery, None)
    return chosen
