"""What counts for an indicator: scenarios, requirements, flows, stores and goods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.verify.evidence import Case, Evidence, requirement_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from optimizer.instance import Indicator, ServiceStandard
    from optimizer.plan import Flow, Store
    from optimizer.verify.needs import Requirement


@dataclass(frozen=True)
class Scope:
    """An indicator and the part of the evidence that it is about; what is blank narrows nothing."""

    evidence: Evidence
    indicator: Indicator

    @cached_property
    def standard(self) -> ServiceStandard | None:
        """The indicator's standard."""
        name = self.indicator.standard
        return None if name is None else self.evidence.instance.standard[name]

    @cached_property
    def levelled(self) -> tuple[str, ...]:
        """Scenarios of the indicator's levels, else of its standard's, else all."""
        levels = self.indicator.levels or (self.standard.levels if self.standard else ())
        scenarios = self.evidence.instance.scenarios
        return tuple(row.id for row in scenarios if not levels or row.level in levels)

    def asked(self, families: tuple[str, ...]) -> Iterator[tuple[str, Mapping[Requirement, int]]]:
        """Yield the scenarios in which something is needed, with what counts of it."""
        for scenario in self.levelled:
            requirements = self.evidence.requirements[scenario]
            asked = {
                requirement: persons
                for requirement, persons in requirements.items()
                if self._needs(requirement, families)
            }
            if asked:
                yield scenario, asked

    def flows(self, scenario: str) -> Iterator[Flow]:
        """Yield the flows of a scenario from the sites and the role that count."""
        for flow in self.evidence.flows.get(Case(scenario), ()):
            if not self._names_stores or flow.origin in self.store_sites:
                yield flow

    def served(self, scenario: str) -> Mapping[Requirement, float]:
        """Return the persons that the flows that count serve, by requirement."""
        persons: dict[Requirement, float] = {}
        for flow in self.flows(scenario):
            requirement = requirement_of(flow)
            persons[requirement] = persons.get(requirement, 0.0) + flow.persons
        return persons

    def in_area(self, place: str) -> bool:
        """Whether a place counts."""
        within, areas = self.evidence.instance.within, self.indicator.places
        return not areas or any(within(place, area) for area in areas)

    @cached_property
    def stores(self) -> tuple[Store, ...]:
        """Stores of the role at the sites and places."""
        site = self.evidence.instance.site
        return tuple(
            store
            for store in self.evidence.plan.stores
            if store.site in self.store_sites and self.in_area(site[store.site].place)
        )

    @cached_property
    def store_sites(self) -> frozenset[str]:
        """Sites with a store of the role, wherever it stands."""
        sites, role = self.indicator.sites, self.indicator.role
        return frozenset(
            store.site
            for store in self.evidence.plan.stores
            if (not sites or store.site in sites) and role in (None, store.role)
        )

    @cached_property
    def held(self) -> Mapping[tuple[str, str], float]:
        """Units that the stores hold of the commodities and families."""
        sites = {store.site for store in self.stores}
        return {
            (site, name): units
            for (site, name), units in self.evidence.stock.items()
            if site in sites and self.has_commodity(name)
        }

    @cached_property
    def contracts(self) -> Mapping[tuple[str, str], float]:
        """Units contracted with sources of the places; none where stores are named."""
        supplier = self.evidence.instance.supplier
        return {
            (source, name): units
            for (source, name), units in self.evidence.contracts.items()
            if not self._names_stores
            and self.has_commodity(name)
            and self.in_area(supplier[source].place)
        }

    def has_commodity(self, name: str) -> bool:
        """Whether a commodity counts, by itself and by its family."""
        names, families = self.indicator.commodities, self.indicator.families
        family = self.evidence.instance.commodity[name].family
        return (not names or name in names) and (not families or family in families)

    @property
    def _names_stores(self) -> bool:
        return bool(self.indicator.sites) or self.indicator.role is not None

    def _needs(self, requirement: Requirement, families: Iterable[str]) -> bool:
        bundle, names = requirement.bundle, self.indicator.commodities
        content = self.evidence.contents[requirement.scenario, bundle]
        return (
            (not families or bundle.family in families)
            and self.indicator.group in (None, bundle.group)
            and (not names or any(name in content for name in names))
            and self.in_area(requirement.place)
        )


def least(figures: Iterable[float | None]) -> float | None:
    """Return the least figure, None where there is none."""
    return min((figure for figure in figures if figure is not None), default=None)


def share_of(claims: Iterable[bool]) -> float | None:
    """Return the share of claims that hold, None where there is none."""
    kept = list(claims)
    return sum(kept) / len(kept) if kept else None
