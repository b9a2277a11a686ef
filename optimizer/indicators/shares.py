"""Measures that are shares of persons and of towns, by the deadline of a standard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.indicators.forced import PERSONS_TOLERANCE
from optimizer.indicators.scope import HOURS_TOLERANCE, of_the_same_persons

if TYPE_CHECKING:
    from optimizer.indicators.scope import Scope
    from optimizer.needs import Requirement


@dataclass(frozen=True, slots=True)
class _Covered:
    """Persons of one group at a place, and how many of them are not served in time."""

    place: str
    persons: float
    uncovered: float


def person_share(scope: Scope) -> float | None:
    """Return the least share of persons served in time."""
    return _least_person_share(_coverage(scope, scope.origins()))


def store_person_share(scope: Scope) -> float | None:
    """Return the least share of persons whom stores alone serve in time."""
    return _least_person_share(_coverage(scope, scope.senders()))


def town_share(scope: Scope) -> float | None:
    """Return the least share of towns in which everyone is served in time."""
    shares = []
    for rows in _coverage(scope, scope.origins()):
        uncovered: dict[str, float] = {}
        for row in rows:
            town = scope.facts.instance.town(row.place)
            uncovered[town] = uncovered.get(town, 0.0) + row.uncovered
        shares.append(_share_of(persons <= PERSONS_TOLERANCE for persons in uncovered.values()))
    return min(shares, default=None)


def store_town_share(scope: Scope) -> float | None:
    """Return the least share of towns that have a store or that stores can reach in time."""
    instance, sites = scope.facts.instance, scope.senders()
    with_store = {instance.town(instance.site[site].place) for site in sites}
    shares = []
    for needs in scope.asked(scope.indicator.families or scope.standard.families):
        reached: dict[str, bool] = {}
        for need in needs:
            town = instance.town(need.place)
            is_reached = town in with_store or _is_reached(scope, need, sites)
            reached[town] = reached.get(town, True) and is_reached
        shares.append(_share_of(reached.values()))
    return min(shares, default=None)


def _is_reached(scope: Scope, need: Requirement, sites: Iterable[str]) -> bool:
    """Return whether a lane is fast enough, over roads that exist and those bought."""
    return any(
        lane.hours <= scope.standard.deadline_h + HOURS_TOLERANCE
        and set(lane.roads) <= set(scope.facts.plan.roads)
        for site in sites
        for lane in scope.facts.lanes.get((need.scenario, site, need.place, need.bundle), ())
    )


def _coverage(scope: Scope, origins: Collection[str]) -> Iterator[list[_Covered]]:
    """Yield for every scenario how each group at each place is covered."""
    standard = scope.standard
    for needs in scope.asked(scope.indicator.families or standard.families):
        yield [
            _Covered(
                place=same[0].place,
                persons=same[0].persons,
                uncovered=max(
                    0.0,
                    *(
                        need.persons - scope.served(need, origins, standard.deadline_h)
                        for need in same
                    ),
                ),
            )
            for same in of_the_same_persons(needs)
        ]


def _least_person_share(coverage: Iterable[list[_Covered]]) -> float | None:
    return min(
        (1 - sum(r.uncovered for r in rows) / sum(r.persons for r in rows) for rows in coverage),
        default=None,
    )


def _share_of(claims: Iterable[bool]) -> float:
    listed = list(claims)
    return sum(listed) / len(listed)
