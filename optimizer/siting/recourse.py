"""What nature asks and what the roads allow, in the shape the model is built from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import SiteStatus
from optimizer.needs import Requirement

if TYPE_CHECKING:
    from optimizer.instance import Instance, ServiceStandard
    from optimizer.needs import Bundle, Needs
    from optimizer.network import Lane

Members = list[tuple[str, float]]
"""Places and the persons at each."""

LaneKey = tuple[str, str, str, float]
"""Scenario, origin, place and deadline in hours."""


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
        Lanes by scenario, origin, place and deadline.
    """

    instance: Instance
    needs: Needs
    lanes: Mapping[LaneKey, Lane]

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Sites where a store may stand, then sources, each sorted."""
        instance = self.instance
        sites = (s.id for s in instance.sites if s.status is not SiteStatus.EXCLUDED)
        return (*sorted(sites), *sorted(instance.supplier))

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
        reach = self.origins_for[scenario, place, bundle]
        return self._lost_groups[scenario][bundle, reach]

    @cached_property
    def _lost_groups(self) -> Mapping[str, Mapping[tuple[Bundle, tuple[str, ...]], Members]]:
        scenarios: dict[str, dict[tuple[Bundle, tuple[str, ...]], Members]] = {}
        for r in self.needs.requirements:
            if r.scenario in self.instance.policy.loss_scenarios:
                reach = self.origins_for[r.scenario, r.place, r.bundle]
                groups = scenarios.setdefault(r.scenario, {})
                groups.setdefault((r.bundle, reach), []).append((r.place, r.persons))
        return scenarios

    @cached_property
    def origins_for(self) -> Mapping[tuple[str, str, Bundle], tuple[str, ...]]:
        """Origins that can serve each requirement, by scenario, place and bundle."""
        return {
            (r.scenario, r.place, r.bundle): tuple(
                origin for origin in self.origins if self._serves(origin, r)
            )
            for r in self.needs.requirements
        }

    def lane(self, scenario: str, origin: str, place: str, bundle: Bundle) -> Lane:
        """Return the lane a flow uses."""
        return self.lanes[scenario, origin, place, bundle.deadline_h]

    def usable(self, case: Case, site: str) -> float:
        """Return the share of a site's stock that can be issued in a case."""
        if case.lost_site == site:
            return 0.0
        return self._usable.get((case.scenario, site), 1.0)

    @cached_property
    def _usable(self) -> Mapping[tuple[str, str], float]:
        return {(row.scenario, row.site): row.usable_share for row in self.instance.scenario_sites}

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

    def _serves(self, origin: str, requirement: Requirement) -> bool:
        scenario, bundle = requirement.scenario, requirement.bundle
        lane = self.lanes.get((scenario, origin, requirement.place, bundle.deadline_h))
        if lane is None:
            return False
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
