"""What an indicator counts: its scenarios and persons, stores and sources, commodities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.indicators.facts import Delivery, Facts
    from optimizer.instance import Indicator, ServiceStandard
    from optimizer.needs import Requirement
    from optimizer.plan import Store

HOURS_TOLERANCE = 1e-6
"""Hours are sums of decimal fractions; one that meets its deadline must not miss it by rounding."""


@dataclass(frozen=True, slots=True)
class Scope:
    """An indicator and the facts, narrowed to what it names; a blank column narrows nothing.

    Places narrow where persons are and where stores and stock stand; sites and role narrow
    which stores count, and leave no source.
    """

    facts: Facts
    indicator: Indicator

    @property
    def standard(self) -> ServiceStandard:
        """The standard of an indicator that does not exist without one."""
        assert self.indicator.standard is not None
        return self.facts.instance.standard[self.indicator.standard]

    def has_place(self, place: str) -> bool:
        """Return whether a place is one of the indicator's or belongs to one."""
        named = self.indicator.places
        return not named or any(self.facts.instance.within(place, above) for above in named)

    def has_commodity(self, commodity: str) -> bool:
        """Return whether a commodity is among the indicator's, and of its families."""
        family = self.facts.instance.commodity[commodity].family
        return _is_among(self.indicator.commodities, commodity) and _is_among(
            self.indicator.families, family
        )

    @property
    def names_stores(self) -> bool:
        """Whether only certain stores count, so that no source does."""
        return bool(self.indicator.sites) or self.indicator.role is not None

    def senders(self) -> frozenset[str]:
        """Return the sites of the stores that may send, wherever they stand."""
        return frozenset(store.site for store in self._stores_anywhere())

    def origins(self) -> frozenset[str]:
        """Return the ids of the stores and sources that may send."""
        sources = () if self.names_stores else self.facts.instance.sources
        return self.senders().union(source.id for source in sources)

    def stores(self) -> list[Store]:
        """Return the stores that count and stand at the places."""
        site = self.facts.instance.site
        return [s for s in self._stores_anywhere() if self.has_place(site[s.site].place)]

    def _stores_anywhere(self) -> list[Store]:
        return [
            store
            for store in self.facts.plan.stores
            if _is_among(self.indicator.sites, store.site)
            and self.indicator.role in (None, store.role)
        ]

    def stocked(self) -> Mapping[str, int]:
        """Return the units of each commodity in the stores that count."""
        sites = {store.site for store in self.stores()}
        found: dict[str, int] = {}
        for line in self.facts.plan.stock:
            if line.site in sites and self.has_commodity(line.commodity):
                found[line.commodity] = found.get(line.commodity, 0) + line.quantity
        return found

    def contracted(self) -> Mapping[tuple[str, str], int]:
        """Return the units that sources at the places are contracted for, by source and goods."""
        found: dict[tuple[str, str], int] = {}
        for line in self.facts.plan.contracts:
            place = self.facts.instance.supplier[line.supplier].place
            if (
                not self.names_stores
                and self.has_place(place)
                and self.has_commodity(line.commodity)
            ):
                key = (line.supplier, line.commodity)
                found[key] = found.get(key, 0) + line.quantity
        return found

    def asked(self, families: Collection[str]) -> Iterator[list[Requirement]]:
        """Yield for every scenario that counts its requirements of the families that count."""
        instance, indicator = self.facts.instance, self.indicator
        standard = instance.standard[indicator.standard] if indicator.standard else None
        levels = indicator.levels or (standard.levels if standard else ())
        for scenario in instance.scenarios:
            if _is_among(levels, scenario.level):
                needs = self.facts.requirements.get(scenario.id, ())
                counted = [need for need in needs if self._asks(need, families)]
                if counted:
                    yield counted

    def _asks(self, need: Requirement, families: Collection[str]) -> bool:
        content = self.facts.needs.content[need.scenario, need.bundle]
        commodities = self.indicator.commodities
        return (
            _is_among(families, need.bundle.family)
            and self.indicator.group in (None, need.bundle.group)
            and (not commodities or any(commodity in content for commodity in commodities))
            and self.has_place(need.place)
        )

    def served(self, need: Requirement, origins: Collection[str], by_h: float) -> float:
        """Return the persons of a requirement who are served from the origins by an hour."""
        return sum(
            delivery.persons
            for delivery in self.deliveries(need)
            if delivery.origin in origins and delivery.lane.hours <= by_h + HOURS_TOLERANCE
        )

    def deliveries(self, need: Requirement) -> Sequence[Delivery]:
        """Return what comes for a requirement, from wherever."""
        return self.facts.deliveries.get((need.scenario, need.place, need.bundle), ())


def of_the_same_persons(needs: Iterable[Requirement]) -> Collection[list[Requirement]]:
    """Return requirements of one group at one place together."""
    found: dict[tuple[str, str], list[Requirement]] = {}
    for need in needs:
        found.setdefault((need.place, need.bundle.group), []).append(need)
    return found.values()


def _is_among(named: Collection[str], item: str) -> bool:
    return not named or item in named
