"""How each standard is met in each scenario: promise 10 of docs/model.md as a table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.needs import Bundle, Needs
from optimizer.network import Lanes, lane_of
from optimizer.plan import Plan, ServiceLine

if TYPE_CHECKING:
    from optimizer.instance import Instance, Scenario, ServiceStandard

SHARE_TOLERANCE = 1e-6
"""A share that misses its standard by less is met: solvers keep rows to about this much."""

PERSONS_TOLERANCE = 1e-4
"""A town in which fewer are uncovered is served: sums of flows are no more exact than that."""

HOURS_TOLERANCE = 1e-6
"""Hours are sums of decimal fractions; one that meets its deadline must not miss it by rounding."""

Delivered = Mapping[tuple[str, str, Bundle], tuple[tuple[float, float], ...]]
"""Hours of hand-out and persons, by scenario, place and bundle."""


@dataclass(frozen=True, slots=True)
class _Served:
    """What one place gets of one standard in one scenario; ``hours`` are those of its flows."""

    place: str
    persons: float
    uncovered: float
    hours: tuple[float, ...]

    @property
    def badness(self) -> tuple[float, float, str]:
        """Order of places from the worst: least share, then latest, then id."""
        latest_h = max(self.hours, default=math.inf)
        return (self.persons - self.uncovered) / self.persons, -latest_h, self.place


def service(
    instance: Instance,
    requirements: Needs,
    delivered: Delivered,
) -> tuple[ServiceLine, ...]:
    """Return one line for every scenario and standard that holds for somebody in it.

    Parameters
    ----------
    delivered : mapping
        What is handed out when: as planned (`planned`), or as it is driven.

    Returns
    -------
    tuple of ServiceLine
        By scenario and standard, each in the order of its table. Where nobody is served in
        time the latest arrival is nan.
    """
    groups = _bundles_of_groups(requirements)
    return tuple(
        _line(instance, scenario, standard, served)
        for scenario in instance.scenarios
        for standard in instance.standards
        if not standard.levels or scenario.level in standard.levels
        if (served := tuple(_served(groups.get(scenario.id, {}), scenario, standard, delivered)))
    )


def planned(lanes: Lanes, plan: Plan) -> Delivered:
    """Return what is handed out by the hours of the lanes.

    Parameters
    ----------
    lanes : mapping
        Lanes by scenario, origin, place and bundle. A flow without a lane counts for nobody.
    """
    found: dict[tuple[str, str, Bundle], tuple[tuple[float, float], ...]] = {}
    for flow in plan.flows:
        lane = lane_of(lanes, flow)
        if lane is None or flow.lost_site or flow.persons <= 0:
            continue
        key = (flow.scenario, flow.place, Bundle(flow.family, flow.group, flow.deadline_h))
        found[key] = (*found.get(key, ()), (lane.hours, flow.persons))
    return found


Groups = Mapping[tuple[str, str], tuple[float, tuple[Bundle, ...]]]
"""Persons and the bundles they need, by place and group."""


def _bundles_of_groups(requirements: Needs) -> Mapping[str, Groups]:
    found: dict[str, dict[tuple[str, str], tuple[float, tuple[Bundle, ...]]]] = {}
    for need in requirements.requirements:
        groups = found.setdefault(need.scenario, {})
        key = (need.place, need.bundle.group)
        _, bundles = groups.get(key, (need.persons, ()))
        groups[key] = (need.persons, (*bundles, need.bundle))
    return found


def _served(
    groups: Groups, scenario: Scenario, standard: ServiceStandard, delivered: Delivered
) -> Iterator[_Served]:
    by_place: dict[str, list[_Served]] = {}
    for (place, _), (persons, bundles) in groups.items():
        flows = [
            _in_time(delivered.get((scenario.id, place, bundle), ()), standard.deadline_h)
            for bundle in bundles
            if not standard.families or bundle.family in standard.families
        ]
        if flows:
            least = min(sum(amount for _, amount in rows) for rows in flows)
            hours = tuple(hours for rows in flows for hours, _ in rows)
            row = _Served(place, persons, max(0.0, persons - least), hours)
            by_place.setdefault(place, []).append(row)
    for place, rows in by_place.items():
        yield _Served(
            place,
            sum(row.persons for row in rows),
            sum(row.uncovered for row in rows),
            tuple(hours for row in rows for hours in row.hours),
        )


def _in_time(
    flows: Iterable[tuple[float, float]], deadline_h: float
) -> tuple[tuple[float, float], ...]:
    return tuple(row for row in flows if row[0] <= deadline_h + HOURS_TOLERANCE)


def _line(
    instance: Instance,
    scenario: Scenario,
    standard: ServiceStandard,
    served: Iterable[_Served],
) -> ServiceLine:
    places = tuple(served)
    persons = sum(row.persons for row in places)
    missing: dict[str, float] = {}
    for row in places:
        town = instance.town(row.place)
        missing[town] = missing.get(town, 0.0) + row.uncovered
    person_share = 1 - sum(row.uncovered for row in places) / persons
    town_share = sum(amount <= PERSONS_TOLERANCE for amount in missing.values()) / len(missing)
    return ServiceLine(
        scenario=scenario.id,
        standard=standard.id,
        kind=standard.kind,
        deadline_h=standard.deadline_h,
        persons=persons,
        person_share=person_share,
        town_share=town_share,
        latest_arrival_h=max((hours for row in places for hours in row.hours), default=math.nan),
        worst_place=min(places, key=lambda row: row.badness).place,
        met=person_share >= standard.person_share - SHARE_TOLERANCE
        and town_share >= standard.town_share - SHARE_TOLERANCE,
    )
