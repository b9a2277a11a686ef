"""What nature asks and what the roads allow, in the shape the model is built from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import AgreementStatus, SiteStatus
from optimizer.needs import Requirement
from optimizer.siting.lessons import NOTHING_LEARNED, Lessons

if TYPE_CHECKING:
    from optimizer.instance import Instance, ServiceStandard
    from optimizer.needs import Bundle, Needs
    from optimizer.network import Lane

Members = list[tuple[str, float]]
"""Places and the persons at each."""

LaneKey = tuple[str, str, str, "Bundle"]
"""Scenario, origin, place and bundle."""

Roads = tuple[str, ...]
"""Planned roads that a way needs, sorted."""

Way = tuple[str, Roads]
"""An origin, and the planned roads over which it is come from."""


class Case(NamedTuple):
    """A scenario, alone or with one store lost as well."""

    scenario: str
    lost_site: str = ""

    def __str__(self) -> str:
        """Return the case as it stands in names of rows."""
        return f"{self.scenario}!{self.lost_site}" if self.lost_site else self.scenario


@dataclass(frozen=True)
class Recourse:
    """Requirements and the lanes that may meet them.

    Parameters
    ----------
    instance : Instance
        The question.
    needs : Needs
        Requirements and contents of bundles.
    lanes : mapping
        Lanes by scenario, origin, place and bundle, one for each set of planned roads.
    lessons : Lessons
        What driving earlier plans taught.
    """

    instance: Instance
    needs: Needs
    lanes: Mapping[LaneKey, tuple[Lane, ...]]
    lessons: Lessons = NOTHING_LEARNED

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Sites where a store may stand, then sources that may be contracted, each sorted."""
        instance = self.instance
        sites = (s.id for s in instance.sites if s.status is not SiteStatus.EXCLUDED)
        sources = (
            source.id
            for source in instance.sources
            if instance.policy.count_intended or source.status is AgreementStatus.SIGNED
        )
        return (*sorted(sites), *sorted(sources))

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every scenario alone, then every loss that policy wants survived."""
        policy = self.instance.policy
        alone = [Case(scenario) for scenario in sorted(self.needs.bundles)]
        if policy.loss_share == 0:
            return tuple(alone)
        sites = [origin for origin in self.origins if origin in self.instance.site]
        losses = [
            Case(scenario, site)
            for scenario in sorted(policy.loss_scenarios)
            if scenario in self.needs.bundles
            for site in sites
        ]
        return (*alone, *losses)

    @cached_property
    def requirements_of(self) -> Mapping[str, tuple[Requirement, ...]]:
        """Requirements by scenario."""
        found: dict[str, list[Requirement]] = {}
        for requirement in self.needs.requirements:
            found.setdefault(requirement.scenario, []).append(requirement)
        return {scenario: tuple(rows) for scenario, rows in found.items()}

    @cached_property
    def lost_requirements_of(self) -> Mapping[str, tuple[Requirement, ...]]:
        """Requirements by scenario for its losses: places that the same origins reach as one.

        With a store lost only persons count, not cost or hours, so nothing is given away (but
        that what is made to order counts as going by the slowest lane). Such a place is named
        after the first of its members.
        """
        return {
            scenario: tuple(
                Requirement(scenario, members[0][0], bundle, sum(p for _, p in members))
                for (bundle, _), members in groups.items()
            )
            for scenario, groups in self._lost_groups.items()
        }

    def lost_members(self, scenario: str, place: str, bundle: Bundle) -> Members:
        """Return the places, with persons, that a place of `lost_requirements_of` stands for."""
        reach = self.ways_for[scenario, place, bundle]
        return self._lost_groups[scenario][bundle, reach]

    @cached_property
    def _lost_groups(self) -> Mapping[str, Mapping[tuple[Bundle, tuple[Way, ...]], Members]]:
        scenarios: dict[str, dict[tuple[Bundle, tuple[Way, ...]], Members]] = {}
        for r in self.needs.requirements:
            if r.scenario in self.instance.policy.loss_scenarios:
                reach = self.ways_for[r.scenario, r.place, r.bundle]
                groups = scenarios.setdefault(r.scenario, {})
                groups.setdefault((r.bundle, reach), []).append((r.place, r.persons))
        return scenarios

    @cached_property
    def ways_for(self) -> Mapping[tuple[str, str, Bundle], tuple[Way, ...]]:
        """Ways that can serve each requirement, by scenario, place and bundle."""
        return {
            (r.scenario, r.place, r.bundle): tuple(
                (origin, lane.roads)
                for origin in self.origins
                for lane in self.lanes.get((r.scenario, origin, r.place, r.bundle), ())
                if self._serves(origin, r, lane)
            )
            for r in self.needs.requirements
        }

    def lane(self, scenario: str, way: Way, place: str, bundle: Bundle) -> Lane:
        """Return the lane a flow uses."""
        origin, roads = way
        lanes = self.lanes[scenario, origin, place, bundle]
        return next(lane for lane in lanes if lane.roads == roads)

    @cached_property
    def planned_roads(self) -> tuple[str, ...]:
        """Planned roads that some way needs, sorted."""
        ways = {way for found in self.ways_for.values() for way in found}
        return tuple(sorted({road for _, roads in ways for road in roads}))

    def usable(self, case: Case, site: str) -> float:
        """Return the share of a site's stock that can be issued in a case."""
        if case.lost_site == site:
            return 0.0
        return self._usable.get((case.scenario, site), 1.0)

    def counted_on(self, case: Case, supplier: str) -> float:
        """Return the share of what a source is contracted for that is counted on in a case."""
        usable = self._usable_of_sources.get((case.scenario, supplier), 1.0)
        return self.instance.supplier[supplier].reliability * usable

    @cached_property
    def _usable(self) -> Mapping[tuple[str, str], float]:
        return {(row.scenario, row.site): row.usable_share for row in self.instance.scenario_sites}

    @cached_property
    def _usable_of_sources(self) -> Mapping[tuple[str, str], float]:
        rows = self.instance.scenario_sources
        return {(row.scenario, row.supplier): row.usable_share for row in rows}

    @cached_property
    def _supplied(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row in self.instance.supplies:
            if row.quantity > 0:
                found.setdefault(row.supplier, set()).add(row.commodity)
        return {supplier: frozenset(held) for supplier, held in found.items()}

    @cached_property
    def _produced(self) -> frozenset[tuple[str, str]]:
        rows = self.instance.supplies
        return frozenset((row.supplier, row.commodity) for row in rows if row.per_day is not None)

    def _serves(self, origin: str, requirement: Requirement, lane: Lane) -> bool:
        scenario, bundle = requirement.scenario, requirement.bundle
        if origin in self.instance.site:
            return self.usable(Case(scenario), origin) > 0
        content = self.needs.content[scenario, bundle]
        if not content.keys() <= self._supplied.get(origin, frozenset()):
            return False
        # What is made to order leaves when it is made: without spare hours nothing is ready.
        produced = any((origin, commodity) in self._produced for commodity in content)
        return lane.hours < bundle.deadline_h or not produced

    def standards_for(self, scenario: str) -> Iterator[ServiceStandard]:
        """Yield the standards that a scenario's response level calls for."""
        level = self.instance.scenario[scenario].level
        for standard in sorted(self.instance.standards, key=lambda standard: standard.id):
            if not standard.levels or level in standard.levels:
                yield standard
