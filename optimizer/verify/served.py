"""Measures of indicators about persons and towns: who is served, and who could be."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations
from typing import TYPE_CHECKING

from optimizer.verify.covers import Covers, complete_towns, covers_of, served_in_time
from optimizer.verify.lanes import Way
from optimizer.verify.scope import least, share_of
from optimizer.verify.tolerance import HOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from optimizer.instance import ServiceStandard
    from optimizer.verify.needs import Bundle, Requirement
    from optimizer.verify.scope import Scope


def person_share(scope: Scope) -> float | None:
    """Return the least share of persons served by the standard's deadline."""
    return least(_persons_covered(covers) for covers in _covers(scope, stores_only=False))


def store_person_share(scope: Scope) -> float | None:
    """Return the least share of persons served by the standard's deadline from stores."""
    return least(_persons_covered(covers) for covers in _covers(scope, stores_only=True))


def town_share(scope: Scope) -> float | None:
    """Return the least share of towns in which everyone is served by the deadline."""
    instance = scope.evidence.instance
    return least(
        share_of(complete_towns(instance, covers).values())
        for covers in _covers(scope, stores_only=False)
    )


def store_town_share(scope: Scope) -> float | None:
    """Return the least share of towns with a store, or that some store reaches in time."""
    return least(
        share_of(_towns_reached(scope, asked).values())
        for _, asked in scope.asked(_families(scope))
    )


def need_share(scope: Scope) -> float | None:
    """Return the least share of a bundle's persons who are served."""
    shares: list[float] = []
    for scenario, asked in scope.asked(scope.indicator.families):
        served = scope.served(scenario)
        persons: dict[Bundle, int] = defaultdict(int)
        reached: dict[Bundle, float] = defaultdict(float)
        for requirement, there in asked.items():
            persons[requirement.bundle] += there
            reached[requirement.bundle] += served.get(requirement, 0.0)
        shares += [reached[bundle] / persons[bundle] for bundle in persons]
    return least(shares)


def persons_served(scope: Scope) -> float | None:
    """Return the least number of persons of a group who have all their bundles."""
    totals: list[float] = []
    for scenario, asked in scope.asked(scope.indicator.families):
        served = scope.served(scenario)
        by_place: dict[tuple[str, str], float] = {}
        for requirement in asked:
            key = (requirement.place, requirement.bundle.group)
            persons = served.get(requirement, 0.0)
            by_place[key] = min(persons, by_place.get(key, persons))
        totals.append(sum(by_place.values()))
    return least(totals)


def _standard(scope: Scope) -> ServiceStandard:
    assert scope.standard is not None, "the instance refuses such an indicator without a standard"
    return scope.standard


def _families(scope: Scope) -> tuple[str, ...]:
    return scope.indicator.families or _standard(scope).families


def _covers(scope: Scope, *, stores_only: bool) -> Iterable[Covers]:
    """Yield whom the standard covers in each scenario that counts."""
    evidence, deadline_h = scope.evidence, _standard(scope).deadline_h
    for scenario, asked in scope.asked(_families(scope)):
        lanes = ((flow, evidence.lane(flow)) for flow in scope.flows(scenario))
        timely = [
            (flow, lane)
            for flow, lane in lanes
            if lane is not None and (flow.origin in evidence.instance.site or not stores_only)
        ]
        yield covers_of(asked, served_in_time(timely, deadline_h))


def _persons_covered(covers: Covers) -> float:
    persons = sum(cover.persons for cover in covers.values())
    return 1 - sum(cover.uncovered for cover in covers.values()) / persons


def _towns_reached(scope: Scope, asked: Iterable[Requirement]) -> Mapping[str, bool]:
    """Return whether each town has a store or is all reached from some by the deadline."""
    instance = scope.evidence.instance
    with_store = {instance.town(instance.site[site].place) for site in scope.store_sites}
    reached: dict[str, bool] = {}
    for requirement in asked:
        town = instance.town(requirement.place)
        reached[town] = town in with_store or (
            reached.get(town, True) and _is_reached(scope, requirement)
        )
    return reached


def _is_reached(scope: Scope, requirement: Requirement) -> bool:
    """Whether some store has a lane for a requirement, over what is bought, by the deadline."""
    latest_h = _standard(scope).deadline_h + HOURS
    bought = sorted({*scope.evidence.plan.roads})
    sets = chain.from_iterable(combinations(bought, size) for size in range(len(bought) + 1))
    ways = (
        Way(requirement.scenario, origin, requirement.place, planned)
        for planned in sets
        for origin in sorted(scope.store_sites)
    )
    lanes = (scope.evidence.lane_for(way, requirement.bundle) for way in ways)
    return any(lane is not None and lane.hours <= latest_h for lane in lanes)
