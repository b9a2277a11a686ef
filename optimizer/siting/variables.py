"""The decisions, made once and grouped the way the constraints look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from optimizer.forced import forced_towns
from optimizer.instance.words import Bindingness, Head, Objective, Role
from optimizer.siting.funds import Funds
from optimizer.siting.recourse import Case, Way
from optimizer.tiers import replenished_by, stock_today

if TYPE_CHECKING:
    import pulp

    from optimizer.instance import ServiceStandard
    from optimizer.needs import Bundle, Requirement
    from optimizer.network import Lane
    from optimizer.siting.recourse import Recourse


class FlowVariable(NamedTuple):
    """Persons served over one lane: whence, where, what, how, at most how many."""

    origin: str
    place: str
    bundle: Bundle
    lane: Lane
    most: float
    persons: pulp.LpVariable


class Variables:
    """All decisions of one siting model (docs/model.md section 4).

    Parameters
    ----------
    problem : pulp.LpProblem
        The problem they belong to.
    recourse : Recourse
        What they decide about.

    Notes
    -----
    ====================  ==========================================================
    symbol                attribute
    ====================  ==========================================================
    open[i,l]             `open`, also `options_of` by site
    stock[i,k]            `stock`, and `purchase` beyond what stands or is moved there
    move[i,i',k]          `move`; `replenish` by pair of sites
    working[i,k]          `kept`, where daily work asks for it
    build[r], covered[t]  `build`, `covered`
    pay[h,f]              `pay`
    sign[e], contract     `sign`, `contract`
    flow[c,o,j,b]         `flows_from[case, origin]`, `flows_into[case, place, bundle]`
    sum_j flow[c,o,j,b]   `draw[case, origin, bundle]`
    shortage[s,j,b]       `shortage`
    uncovered[d,s,j,g]    `uncovered`
    ====================  ==========================================================
    """

    def __init__(self, problem: pulp.LpProblem, recourse: Recourse) -> None:
        self._problem = problem
        self.recourse = recourse
        self.funds = Funds(recourse.instance)
        self._decide_stores()
        self._decide_stock()
        self._decide_peacetime()
        self._decide_flows()
        self._decide_sources()
        self._decide_coverage()
        self._decide_roads_and_towns()
        self.pay = {
            (head, fund): self._add("pay", head, fund) for head, fund in self.funds.most_cny
        }

    def _add(
        self, kind: str, *index: object, whole: bool = False, most: float | None = None
    ) -> pulp.LpVariable:
        category = "Integer" if whole else "Continuous"
        return self._problem.add_variable(label(kind, *index), 0, most, category)

    def _decide_stores(self) -> None:
        instance = self.recourse.instance
        self.open = {
            key: self._add("open", *key, whole=True, most=1) for key in sorted(instance.option)
        }
        self.options_of: dict[str, list[str]] = defaultdict(list)
        for site, option in self.open:
            self.options_of[site].append(option)
        self.merged = {
            merger.id: self._add("merged", merger.id, most=1) for merger in instance.mergers
        }

    def _decide_stock(self) -> None:
        instance = self.recourse.instance
        stored = sorted(self._stored())
        sites = [origin for origin in self.recourse.origins if origin in instance.site]
        self.stock = {(i, k): self._add("stock", i, k) for i in sites for k in stored}
        self.purchase: dict[tuple[str, str], pulp.LpVariable] = {}
        spent = {row.head for row in instance.budgets}
        costs = instance.economics.stock_capital_rate > 0
        if spent & {Head.FIRST_STOCK, Head.TOTAL} or costs or instance.policy.keep_what_stands:
            self.purchase = {key: self._add("purchase", *key) for key in self.stock}
        self.kept = {
            key: self._add("kept", *key)
            for key in sorted({(row.site, row.commodity) for row in instance.working_stock})
            if key in self.stock
        }
        self.central_m3: dict[str, pulp.LpVariable] = {}
        if instance.policy.center_share > 0:
            central = {o.site for o in instance.options if o.role is Role.CENTRAL}
            self.central_m3 = {i: self._add("central_m3", i) for i in sites if i in central}

    def _stored(self) -> set[str]:
        instance = self.recourse.instance
        needed = {k for content in self.recourse.needs.content.values() for k in content}
        kits = {kit.commodity for kit in instance.kits}
        found = needed | kits | {row.commodity for row in instance.working_stock}
        if instance.policy.keep_what_stands:
            found |= {k for (_, k), units in stock_today(instance).items() if units > 0}
        return found

    def _decide_peacetime(self) -> None:
        """Decide on what is carried between stores before the season, where that has a price."""
        instance = self.recourse.instance
        self.move: dict[tuple[str, str, str], pulp.LpVariable] = {}
        self.replenish: dict[tuple[str, str], pulp.LpVariable] = {}
        if instance.economics.peacetime_cny_per_m3_km is None:
            return
        for (start, k), units in sorted(stock_today(instance).items()):
            for end, stored in self.purchase:
                if stored == k and end != start and units > 0:
                    key = start, end, k
                    self.move[key] = self._add("move", *key, most=units)
        for end, starts in replenished_by(instance).items():
            for start in starts:
                self.replenish[start, end] = self._add("replenish", start, end)

    def _decide_flows(self) -> None:
        recourse = self.recourse
        self.flows_into: dict[tuple[Case, str, Bundle], list[FlowVariable]] = {}
        self.flows_from: dict[tuple[Case, str], list[FlowVariable]] = defaultdict(list)
        self.shortage: dict[tuple[str, str, Bundle], pulp.LpVariable] = {}
        for case in recourse.cases:
            asked = recourse.lost_requirements_of if case.lost_site else recourse.requirements_of
            for requirement in asked[case.scenario]:
                self._decide_flow(case, requirement)
        self.draw = {
            (case, origin, bundle): self._add("draw", case, origin, bundle)
            for (case, origin), flows in sorted(self.flows_from.items())
            for bundle in sorted({flow.bundle for flow in flows})
        }

    def _decide_flow(self, case: Case, requirement: Requirement) -> None:
        scenario, place, bundle = requirement.scenario, requirement.place, requirement.bundle
        into = self.flows_into[case, place, bundle] = []
        for way in self.recourse.ways_for[scenario, place, bundle]:
            origin, roads = way
            if origin == case.lost_site:
                continue
            lane = self._lane(case, way, requirement)
            over = ("&".join(roads),) if roads else ()
            variable = self._add("flow", case, origin, place, bundle, *over)
            flow = FlowVariable(origin, place, bundle, lane, requirement.persons, variable)
            into.append(flow)
            self.flows_from[case, origin].append(flow)
        if not case.lost_site:
            self.shortage[scenario, place, bundle] = self._add("shortage", scenario, place, bundle)

    def _lane(self, case: Case, way: Way, requirement: Requirement) -> Lane:
        """Return the lane of a flow; of places taken as one, the slowest."""
        scenario, place, bundle = requirement.scenario, requirement.place, requirement.bundle
        if not case.lost_site:
            return self.recourse.lane(scenario, way, place, bundle)
        members = self.recourse.lost_members(scenario, place, bundle)
        lanes = (self.recourse.lane(scenario, way, member, bundle) for member, _ in members)
        return max(lanes, key=lambda lane: lane.hours)

    def _decide_sources(self) -> None:
        """Decide on what some flow draws; the rest of what sources could give is never called."""
        instance = self.recourse.instance
        content = self.recourse.needs.content
        drawn = {
            (origin, commodity)
            for case, origin, bundle in self.draw
            if origin in instance.supplier
            for commodity in content[case.scenario, bundle]
        }
        self.contract = {
            key: self._add("contract", *key, most=instance.supply[key].quantity)
            for key in sorted(drawn)
        }
        self.sign = {
            supplier: self._add("sign", supplier, whole=True, most=1)
            for supplier in sorted({supplier for supplier, _ in drawn})
            if instance.supplier[supplier].retainer_cny_per_year > 0
        }

    def _decide_coverage(self) -> None:
        self.uncovered: dict[tuple[str, str, str, str], pulp.LpVariable] = {}
        self.town_met: dict[tuple[str, str, str], pulp.LpVariable] = {}
        self.bundles_at: dict[tuple[str, str, str, str], list[Bundle]] = {}
        for scenario, requirements in self.recourse.requirements_of.items():
            for standard in self.recourse.standards_for(scenario):
                if self._counts(standard):
                    self._decide_standard(standard, scenario, requirements)

    @property
    def _most_covered(self) -> bool:
        return self.recourse.instance.policy.objective is Objective.MOST_COVERED

    def _counts(self, standard: ServiceStandard) -> bool:
        return self._most_covered or standard.kind is Bindingness.BINDING

    def _decide_standard(
        self, standard: ServiceStandard, scenario: str, requirements: tuple[Requirement, ...]
    ) -> None:
        for requirement in requirements:
            bundle = requirement.bundle
            if standard.families and bundle.family not in standard.families:
                continue
            key = (standard.id, scenario, requirement.place, bundle.group)
            self.bundles_at.setdefault(key, []).append(bundle)
            if key not in self.uncovered:
                self.uncovered[key] = self._add("uncovered", *key, most=requirement.persons)
            town = (standard.id, scenario, self.recourse.instance.town(requirement.place))
            asked = standard.town_share > 0 and not self._most_covered
            if asked and town not in self.town_met:
                self.town_met[town] = self._add("town_met", *town, whole=True, most=1)

    def _decide_roads_and_towns(self) -> None:
        instance = self.recourse.instance
        self.build = {
            road: self._add("build", road, whole=True, most=1)
            for road in self.recourse.planned_roads
        }
        self.covered: dict[str, pulp.LpVariable] = {}
        if instance.policy.cut_off_scenarios:
            self.covered = {
                town: self._add("covered", town, whole=True, most=1)
                for town in forced_towns(instance)
            }

    def flows(self) -> Iterator[tuple[Case, FlowVariable]]:
        """Yield every flow with its case."""
        for (case, _), flows in self.flows_from.items():
            for flow in flows:
                yield case, flow


def label(family: str, *index: object) -> str:
    """Return a name such as ``meet_need(S1,P17,food.relocated.10h)``.

    PuLP and the LP format replace ``-`` and ``/``; writing them as ``~`` and ``.`` keeps names
    of different ids different.
    """
    inside = ",".join(str(part) for part in index)
    return f"{family}({inside})".replace("-", "~").replace("/", ".")
