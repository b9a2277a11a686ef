"""Everything the checks look up in an instance and a plan, each computed once."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from optimizer.instance.words import SiteStatus
from optimizer.verify.driving.driven import Driven
from optimizer.verify.lanes import KG_PER_TONNE, Lane, Lanes, Load, Way
from optimizer.verify.needs import Bundle, Content, Requirement, contents_of, requirements_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from optimizer.instance import Instance, Option
    from optimizer.plan import Flow, Plan, Shortage


WHOLE = 1e-9
"""How far above a whole number a product may be and still count as it."""


class Case(NamedTuple):
    """A scenario, alone or with one store lost as well."""

    scenario: str
    lost_site: str = ""

    def __str__(self) -> str:
        """Return the case in words."""
        return f"{self.scenario} without {self.lost_site}" if self.lost_site else self.scenario


@dataclass(frozen=True)
class Evidence:
    """An instance and a plan, with what follows from them."""

    instance: Instance
    plan: Plan

    @cached_property
    def contents(self) -> Mapping[tuple[str, Bundle], Content]:
        """Units of each commodity for one person, by scenario and bundle."""
        return contents_of(self.instance)

    @cached_property
    def requirements(self) -> Mapping[str, Mapping[Requirement, int]]:
        """Persons of each requirement, by scenario."""
        found: dict[str, dict[Requirement, int]] = {row.id: {} for row in self.instance.scenarios}
        for requirement, persons in requirements_of(self.instance, self.contents).items():
            found[requirement.scenario][requirement] = persons
        return found

    @cached_property
    def loss_cases(self) -> tuple[Case, ...]:
        """Cases in which a store is lost as well."""
        policy = self.instance.policy
        if policy.loss_share <= 0:
            return ()
        return tuple(
            Case(scenario, site.id)
            for scenario in dict.fromkeys(policy.loss_scenarios)
            for site in self.instance.sites
            if site.status is not SiteStatus.EXCLUDED
        )

    @cached_property
    def options(self) -> Mapping[str, tuple[Option, ...]]:
        """Options that the plan opens, by site; one each in a plan that keeps its promises."""
        opened: dict[str, tuple[Option, ...]] = {}
        for store in self.plan.stores:
            option = self.instance.option[store.site, store.option]
            opened[store.site] = (*opened.get(store.site, ()), option)
        return opened

    @cached_property
    def stock(self) -> Mapping[tuple[str, str], float]:
        """Units by site and commodity."""
        return {(line.site, line.commodity): line.quantity for line in self.plan.stock}

    @cached_property
    def contracts(self) -> Mapping[tuple[str, str], float]:
        """Units by source and commodity."""
        return {(line.supplier, line.commodity): line.quantity for line in self.plan.contracts}

    @cached_property
    def flows(self) -> Mapping[Case, tuple[Flow, ...]]:
        """Flows by case."""
        found: dict[Case, list[Flow]] = defaultdict(list)
        for flow in self.plan.flows:
            found[Case(flow.scenario, flow.lost_site)].append(flow)
        return {case: tuple(flows) for case, flows in found.items()}

    @cached_property
    def drawn(self) -> Mapping[tuple[Case, str, str], float]:
        """Units that leave an origin, by case, origin and commodity."""
        units: dict[tuple[Case, str, str], float] = defaultdict(float)
        for case, flows in self.flows.items():
            for flow in flows:
                for commodity, each in self.content(flow).items():
                    units[case, flow.origin, commodity] += each * flow.persons
        return units

    @cached_property
    def today(self) -> Mapping[tuple[str, str], int]:
        """Units that stand at a site today and keep until the plan's year, by commodity."""
        there: dict[tuple[str, str], int] = defaultdict(int)
        for row in self.instance.stock:
            if row.expires_year is None or row.expires_year >= self.instance.year:
                there[row.site, row.commodity] += row.quantity
        return dict(there)

    @cached_property
    def working(self) -> Mapping[tuple[str, str], int]:
        """Units that a store keeps for daily work, by site and commodity."""
        return {
            (row.site, row.commodity): math.ceil(row.units_per_day * row.days - WHOLE)
            for row in self.instance.working_stock
            if row.site in self.options
        }

    @cached_property
    def _source_shares(self) -> Mapping[tuple[str, str], float]:
        rows = self.instance.scenario_sources
        return {(row.scenario, row.supplier): row.usable_share for row in rows}

    @cached_property
    def _lanes(self) -> Lanes:
        return Lanes(self.instance)

    @cached_property
    def _lane_of(self) -> dict[tuple[Way, Bundle], Lane | None]:
        return {}

    @cached_property
    def _person_loads(self) -> Mapping[tuple[str, Bundle], tuple[float, float]]:
        commodity = self.instance.commodity
        return {
            key: (
                sum(units * commodity[name].weight_kg for name, units in content.items()),
                sum(units * commodity[name].volume_m3 for name, units in content.items()),
            )
            for key, content in self.contents.items()
        }

    @cached_property
    def _loads(self) -> Mapping[tuple[str, Bundle], Load]:
        loads: dict[tuple[str, Bundle], Load] = {}
        for (scenario, bundle), content in self.contents.items():
            pieces = [self.instance.commodity[name] for name in content]
            heaviest_kg = max(piece.weight_kg for piece in pieces)
            largest_m3 = max(piece.volume_m3 for piece in pieces)
            loads[scenario, bundle] = Load(bundle.deadline_h, heaviest_kg, largest_m3)
        return loads

    @cached_property
    def _site_shares(self) -> Mapping[tuple[str, str], float]:
        rows = self.instance.scenario_sites
        return {(row.scenario, row.site): row.usable_share for row in rows}

    @cached_property
    def driven(self) -> Driven:
        """How the plan is driven, where it is routed."""
        return Driven(self)

    def site_share(self, scenario: str, site: str) -> float:
        """Return the share of a site's stock that is usable in a scenario."""
        return self._site_shares.get((scenario, site), 1.0)

    def counted_on(self, scenario: str, source: str) -> float:
        """Return the share of what a source is contracted for that counts in a scenario."""
        usable_share = self._source_shares.get((scenario, source), 1.0)
        return self.instance.supplier[source].reliability * usable_share

    def content(self, line: Flow | Shortage) -> Content:
        """Return what one person of a line gets, in units of each commodity."""
        return self.contents[line.scenario, bundle_of(line)]

    def weight_kg(self, line: Flow) -> float:
        """Return the weight of one person's goods."""
        return self._person_loads[line.scenario, bundle_of(line)][0]

    def volume_m3(self, line: Flow) -> float:
        """Return the volume of one person's goods."""
        return self._person_loads[line.scenario, bundle_of(line)][1]

    def tonnes(self, flow: Flow) -> float:
        """Return the weight of a flow's goods."""
        return flow.persons * self.weight_kg(flow) / KG_PER_TONNE

    def cubic_meters(self, flow: Flow) -> float:
        """Return the volume of a flow's goods."""
        return flow.persons * self.volume_m3(flow)

    def lane(self, flow: Flow) -> Lane | None:
        """Return the lane a flow is on, or None where none meets its deadline."""
        return self.lane_for(way_of(flow), bundle_of(flow))

    def lane_for(self, way: Way, bundle: Bundle) -> Lane | None:
        """Return the lane of a bundle on a way, or None where it has none."""
        key = (way, bundle)
        if key not in self._lane_of:
            self._lane_of[key] = self._lanes.lane(way, self._loads[way.scenario, bundle])
        return self._lane_of[key]

    def ways(self, flow: Flow) -> tuple[Lane, ...]:
        """Return all that a flow could come by if there were no deadline."""
        load = self._loads[flow.scenario, bundle_of(flow)]
        return tuple(lane for lane in self._lanes.ways(way_of(flow)) if lane.takes(load))

    def timely(self, scenario: str) -> Iterator[tuple[Flow, Lane]]:
        """Yield a scenario's own flows with their lanes; those without a lane are judged apart."""
        for flow in self.flows.get(Case(scenario), ()):
            lane = self.lane(flow)
            if lane is not None:
                yield flow, lane


def bundle_of(line: Flow | Shortage) -> Bundle:
    """Return the bundle of a line of the plan."""
    return Bundle(line.family, line.group, line.deadline_h)


def way_of(flow: Flow) -> Way:
    """Return what the lane of a flow must join."""
    return Way(flow.scenario, flow.origin, flow.place, flow.needed_roads)


def requirement_of(line: Flow | Shortage) -> Requirement:
    """Return the requirement that a line of the plan answers."""
    return Requirement(line.scenario, line.place, bundle_of(line))
