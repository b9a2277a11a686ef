"""Whom a standard covers: persons who have every bundle of it by its deadline."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from optimizer.verify.evidence import requirement_of
from optimizer.verify.tolerance import HOURS, PERSONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optimizer.instance import Instance
    from optimizer.plan import Flow
    from optimizer.verify.lanes import Lane
    from optimizer.verify.needs import Requirement


class Cover(NamedTuple):
    """Persons of a group at a place, and those of them whom a standard leaves uncovered."""

    persons: int
    uncovered: float


Covers = dict[tuple[str, str], Cover]
"""Covers by place and group."""


def served_in_time(
    flows: Iterable[tuple[Flow, Lane]], deadline_h: float
) -> Mapping[Requirement, float]:
    """Return the persons served by a deadline, by requirement."""
    persons: dict[Requirement, float] = defaultdict(float)
    for flow, lane in flows:
        if lane.hours <= deadline_h + HOURS:
            persons[requirement_of(flow)] += flow.persons
    return persons


def covers_of(asked: Mapping[Requirement, int], in_time: Mapping[Requirement, float]) -> Covers:
    """Return whom a standard covers, by place and group that it is for.

    A person is covered who has every bundle of the standard in time, so the bundle that fewest
    have counts.
    """
    covers: Covers = {}
    for requirement, persons in asked.items():
        key = (requirement.place, requirement.bundle.group)
        known = covers.get(key, Cover(persons, 0.0)).uncovered
        uncovered = persons - in_time.get(requirement, 0.0)
        covers[key] = Cover(persons, max(known, uncovered))
    return covers


def complete_towns(instance: Instance, covers: Covers, relative: float = 0.0) -> Mapping[str, bool]:
    """Return whether nobody in a town is uncovered, for towns with persons.

    Parameters
    ----------
    relative : float
        Share of the persons at a place that may be uncovered, where that is more than the
        tolerance of persons.
    """
    complete: dict[str, bool] = {}
    for (place, _), (persons, uncovered) in covers.items():
        town = instance.town(place)
        everyone = uncovered <= max(PERSONS, relative * persons)
        complete[town] = complete.get(town, True) and everyone
    return complete
