"""What is done in each scenario: flows out of stock and sources, service, losses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimizer.instance.words import Objective, ReserveMode
from optimizer.siting.rows import Row, count, total
from optimizer.siting.variables import label

if TYPE_CHECKING:
    import pulp

    from optimizer.instance import ModeLimit
    from optimizer.siting.recourse import Case
    from optimizer.siting.variables import Variables


def meet_need(x: Variables) -> Iterator[Row]:
    r"""Meet each requirement, or count who is left without.

    .. math:: \sum_o flow_{sojb} + shortage_{sjb} = persons_{sjb} \qquad \forall s, j, b

    With a store lost the flows only stay within the need.
    """
    recourse = x.recourse
    alone = {(r.scenario, r.place, r.bundle): r.persons for r in recourse.needs.requirements}
    with_loss = {
        (r.scenario, r.place, r.bundle): r.persons
        for requirements in recourse.lost_requirements_of.values()
        for r in requirements
    }
    for (case, place, bundle), flows in x.flows_into.items():
        served = count(flow.persons for flow in flows)
        key = (case.scenario, place, bundle)
        name = label("meet_need", case, place, bundle)
        if not case.lost_site:
            yield name, served + x.shortage[key] == alone[key]
        elif flows:
            yield name, served <= with_loss[key]


def add_up_draws(x: Variables) -> Iterator[Row]:
    r"""Add up what leaves an origin, bundle by bundle.

    .. math:: draw_{cob} = \sum_j flow_{cojb} \qquad \forall c, o, b

    One variable stands for the sum wherever units are counted: far fewer coefficients.
    """
    flows_of: dict[tuple[Case, str, object], list[pulp.LpVariable]] = defaultdict(list)
    for case, flow in x.flows():
        flows_of[case, flow.origin, flow.bundle].append(flow.persons)
    for (case, origin, bundle), drawn in x.draw.items():
        name = label("add_up_draws", case, origin, bundle)
        yield name, drawn - count(flows_of[case, origin, bundle]) == 0


def ship_only_stock(x: Variables) -> Iterator[Row]:
    r"""Ship in no case more than stands at the store and can still be used.

    .. math:: \sum_b a_{sbk}\, draw_{cib} \le
              usable_{ci} (stock_{ik} - kept_{ik})
              \qquad \forall c, i, k

    Stock has no s: these rows are what ties the futures together (nonanticipativity).

    Source: Rawls and Turnquist (2010), Transportation Research B 44:521.
    """
    for case, origin, commodity, units in _units_drawn(x):
        if origin in x.recourse.instance.site:
            usable = x.recourse.usable(case, origin)
            stock = [(x.stock[origin, commodity], -usable)]
            if (origin, commodity) in x.kept:
                stock.append((x.kept[origin, commodity], usable))
            yield label("ship_only_stock", case, origin, commodity), total(units + stock) <= 0


def draw_within_sources(x: Variables) -> Iterator[Row]:
    r"""Draw from a source no more than what is contracted and counted on.

    .. math:: \sum_b a_{sbk}\, draw_{ceb} \le reliability_e\, usable_{se}\, contract_{ek}, \quad
              contract_{ek} \le quantity_{ek}\, sign_e
    """
    instance = x.recourse.instance
    for (supplier, commodity), contract in x.contract.items():
        if supplier in x.sign:
            most = instance.supply[supplier, commodity].quantity
            name = label("draw_within_sources", "sign", supplier, commodity)
            yield name, total([(contract, 1.0), (x.sign[supplier], -most)]) <= 0
    for case, origin, commodity, units in _units_drawn(x):
        if origin in instance.supplier:
            held = [(x.contract[origin, commodity], -x.recourse.counted_on(case, origin))]
            yield label("draw_within_sources", case, origin, commodity), total(units + held) <= 0


Terms = list[tuple["pulp.LpVariable", float]]


def _units_drawn(x: Variables) -> Iterator[tuple[Case, str, str, Terms]]:
    """Yield the units of each commodity that leave each origin in each case."""
    units: dict[tuple[Case, str, str], Terms] = defaultdict(list)
    for (case, origin, bundle), drawn in x.draw.items():
        for commodity, amount in x.recourse.needs.content[case.scenario, bundle].items():
            units[case, origin, commodity].append((drawn, amount))
    for (case, origin, commodity), terms in sorted(units.items()):
        yield case, origin, commodity, terms


def limit_mode(x: Variables) -> Iterator[Row]:
    r"""Meet between a least and a most share of a family's need by one reserve mode.

    .. math:: least_{mf} \sum_{j,\,b \in f} persons_{sjb} \le
              \sum_{o \in m} \sum_{b \in f} draw_{sob} \le most_{mf}
              \sum_{j,\,b \in f} persons_{sjb} \qquad \forall s, m, f

    Source: Huantai HT-15 and Qinhuangdao QH-09, several modes beside one another.
    """
    for limit in sorted(x.recourse.instance.mode_limits, key=lambda limit: limit.key_text):
        for scenario, requirements in sorted(x.recourse.requirements_of.items()):
            persons = sum(r.persons for r in requirements if r.bundle.family == limit.family)
            drawn = count(_drawn_by_mode(x, scenario, limit))
            name = label("limit_mode", scenario, limit.mode, limit.family)
            if len(drawn) and limit.most_share < 1:
                yield name, drawn <= limit.most_share * persons
            if persons and limit.least_share > 0:
                name = label("limit_mode", scenario, limit.mode, limit.family, "least")
                yield name, drawn >= limit.least_share * persons


def _drawn_by_mode(x: Variables, scenario: str, limit: ModeLimit) -> Iterator[pulp.LpVariable]:
    supplier = x.recourse.instance.supplier
    for (case, origin, bundle), variable in x.draw.items():
        mode = supplier[origin].mode if origin in supplier else ReserveMode.OWN
        if case == (scenario, "") and bundle.family == limit.family and mode is limit.mode:
            yield variable


def count_uncovered(x: Variables) -> Iterator[Row]:
    r"""Count who misses a standard: whoever lacks any bundle by its deadline.

    .. math:: uncovered_{dsjg} \ge shortage_{sjb} + \sum_{o : hours > T_d} flow_{sojb}
              \qquad \forall d, s, j, g, b

    Who is not served in time is either not served at all or served late.
    """
    standards = {standard.id: standard for standard in x.recourse.instance.standards}
    alone = {case.scenario: case for case in x.recourse.cases if not case.lost_site}
    for (standard, scenario, place, group), bundles in x.bundles_at.items():
        deadline_h = standards[standard].deadline_h
        missed = x.uncovered[standard, scenario, place, group]
        for bundle in bundles:
            flows = x.flows_into[alone[scenario], place, bundle]
            late = [f.persons for f in flows if f.lane.hours > deadline_h + HOURS_TOLERANCE]
            lacking = count([x.shortage[scenario, place, bundle], *late])
            name = label("count_uncovered", standard, scenario, place, bundle)
            yield name, missed - lacking >= 0


HOURS_TOLERANCE = 1e-6
"""Hours are sums of decimal fractions; a deadline holds within four milliseconds."""


def cover(x: Variables) -> Iterator[Row]:
    r"""Serve the share of persons, and of towns, that a binding standard asks for.

    .. math:: \sum_{jg} uncovered_{dsjg} \le (1 - share_d) \sum_{jg} persons_{sjg}, \quad
              \sum_t met_{dst} \ge share^{towns}_d\, |towns_s|, \quad
              \sum_{j \in t} uncovered_{dsjg} \le persons_t (1 - met_{dst})

    Left out where most people are covered first: coverage is then the aim.
    """
    instance = x.recourse.instance
    if instance.policy.objective is Objective.MOST_COVERED:
        return
    standards = {standard.id: standard for standard in instance.standards}
    missed: dict[tuple[str, str], dict[str, list[pulp.LpVariable]]] = {}
    for (standard, scenario, place, _), variable in x.uncovered.items():
        towns = missed.setdefault((standard, scenario), {})
        towns.setdefault(x.recourse.instance.town(place), []).append(variable)
    for (standard, scenario), towns in sorted(missed.items()):
        everyone = [variable for variables in towns.values() for variable in variables]
        allowed = (1 - standards[standard].person_share) * sum(v.upBound for v in everyone)
        yield label("cover", standard, scenario), count(everyone) <= allowed
        share = standards[standard].town_share
        if share > 0:
            met = {town: x.town_met[standard, scenario, town] for town in towns}
            name = label("cover", standard, scenario, "towns")
            yield name, count(met.values()) >= share * len(met)
            for town, variables in sorted(towns.items()):
                persons = sum(v.upBound for v in variables)
                name = label("cover", standard, scenario, "town", town)
                yield name, count(variables) + persons * met[town] <= persons


def survive_loss(x: Variables) -> Iterator[Row]:
    r"""Serve a share of every bundle's need with any one store lost.

    .. math:: \sum_{oj} flow_{cojb} \ge share \sum_j persons_{sjb}
              \qquad \forall c = (s, lost), b

    A site that is not opened loses nothing, so its rows ask nothing more.
    """
    share = x.recourse.instance.policy.loss_share
    served: dict[tuple[Case, object], list[pulp.LpVariable]] = defaultdict(list)
    for case, flow in x.flows():
        served[case, flow.bundle].append(flow.persons)
    for case in x.recourse.cases:
        if not case.lost_site:
            continue
        persons: dict[object, float] = defaultdict(float)
        for requirement in x.recourse.requirements_of[case.scenario]:
            persons[requirement.bundle] += requirement.persons
        for bundle, number in persons.items():
            name = label("survive_loss", case, bundle)
            yield name, count(served[case, bundle]) >= share * number
