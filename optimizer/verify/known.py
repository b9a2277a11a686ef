"""That a plan speaks of nothing the instance does not know, and says everything once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from optimizer.plan import Flow, Plan, Shortage, Violation
from optimizer.verify.driving.known import driving_ids
from optimizer.verify.evidence import Case, Evidence, bundle_of
from optimizer.verify.faults import fault, known, unknown
from optimizer.verify.funds import PAID

if TYPE_CHECKING:
    from collections.abc import Iterator


def known_ids(evidence: Evidence) -> Iterator[Violation]:
    """Refer only to what the instance knows, and say nothing twice.

    The other checks read the instance by a plan's ids, so they come only after this one.
    """
    yield from _stores(evidence)
    yield from _amounts(evidence)
    yield from _roads(evidence)
    yield from _peacetime(evidence)
    yield from _claims(evidence)
    yield from _recourse(evidence)
    yield from _repeated(evidence.plan)
    yield from driving_ids(evidence.instance, evidence.plan)


def _stores(evidence: Evidence) -> Iterator[Violation]:
    options = evidence.instance.option
    for store in evidence.plan.stores:
        if store.site not in evidence.instance.site:
            yield unknown("site", store.site, evidence.instance.site)
        elif (store.site, store.option) not in options:
            names = [option for site, option in options if site == store.site]
            yield unknown(f"option of site {store.site}", store.option, names)
        elif options[store.site, store.option].role != store.role:
            role = options[store.site, store.option].role
            yield fault(
                store.site,
                f"the plan calls the store at {store.site} {store.role}, "
                f"its option {store.option} is {role}",
            )


def _amounts(evidence: Evidence) -> Iterator[Violation]:
    instance = evidence.instance
    for line in evidence.plan.stock:
        yield from known("site", line.site, instance.site)
        yield from known("commodity", line.commodity, instance.commodity)
    for contract in evidence.plan.contracts:
        yield from known("source", contract.supplier, instance.supplier)
        yield from known("commodity", contract.commodity, instance.commodity)


def _roads(evidence: Evidence) -> Iterator[Violation]:
    """Yield what is no planned link among the roads that are bought or that flows need."""
    rows = evidence.instance.roads
    planned = [row.id for row in rows if row.planned_cost_cny is not None]
    needed = {road for flow in evidence.plan.flows for road in flow.needed_roads}
    for road in sorted({*evidence.plan.roads} | needed):
        yield from known("planned road", road, planned)
    for roads in sorted({flow.roads for flow in evidence.plan.flows}):
        once = "|".join(sorted({*roads.split("|")}))
        if roads != once:
            yield fault(roads, f"a flow needs the roads {roads!r}, written {once!r}")


def _peacetime(evidence: Evidence) -> Iterator[Violation]:
    instance = evidence.instance
    for move in evidence.plan.moves:
        yield from known("site", move.from_site, instance.site)
        yield from known("site", move.to_site, instance.site)
        yield from known("commodity", move.commodity, instance.commodity)
    for line in evidence.plan.replenishments:
        yield from known("site", line.from_site, instance.site)
        yield from known("site", line.to_site, instance.site)


def _claims(evidence: Evidence) -> Iterator[Violation]:
    for payment in evidence.plan.payments:
        yield from known("fund", payment.fund, evidence.instance.fund)
        yield from known("head that funds pay", payment.head, PAID)
    for line in evidence.plan.indicators:
        yield from known("indicator", line.indicator, evidence.instance.indicator)


def _recourse(evidence: Evidence) -> Iterator[Violation]:
    instance = evidence.instance
    origins = {*instance.site, *instance.supplier}
    for flow in evidence.plan.flows:
        yield from _asked_for(evidence, flow)
        yield from known("site or source", flow.origin, origins)
        if flow.lost_site:
            yield from known("site", flow.lost_site, instance.site)
    for shortage in evidence.plan.shortages:
        yield from _asked_for(evidence, shortage)
    asked = {*evidence.loss_cases}
    for case in evidence.flows:
        there = case.scenario in instance.scenario and case.lost_site in instance.site
        if there and case not in asked:
            yield fault(
                str(case), f"the plan has flows for {case}, which the policy does not ask about"
            )


def _asked_for(evidence: Evidence, line: Flow | Shortage) -> Iterator[Violation]:
    instance = evidence.instance
    yield from known("place", line.place, instance.place)
    if line.scenario not in instance.scenario:
        yield unknown("scenario", line.scenario, instance.scenario)
    elif (line.scenario, bundle_of(line)) not in evidence.contents:
        bundle = bundle_of(line)
        yield fault(
            f"{line.scenario}, {line.place}",
            f"no norm asks for {bundle} in {line.scenario}",
        )


def _repeated(plan: Plan) -> Iterator[Violation]:
    keys = [
        *(("store", line.site, line.option) for line in plan.stores),
        *(("stock", line.site, line.commodity) for line in plan.stock),
        *(("contract", line.supplier, line.commodity) for line in plan.contracts),
        *(("road", road) for road in plan.roads),
        *(("move", line.from_site, line.to_site, line.commodity) for line in plan.moves),
        *(("replenishment", line.from_site, line.to_site) for line in plan.replenishments),
        *(("payment", line.head, line.fund) for line in plan.payments),
        *(("indicator", line.indicator) for line in plan.indicators),
        *(
            (
                "flow",
                Case(line.scenario, line.lost_site),
                line.origin,
                line.place,
                bundle_of(line),
                *line.needed_roads,
            )
            for line in plan.flows
        ),
        *(("shortage", line.scenario, line.place, bundle_of(line)) for line in plan.shortages),
    ]
    for key, times in Counter(keys).items():
        if times > 1:
            where = ", ".join(str(part) for part in key)
            yield fault(where, f"the plan has {times} lines for {where}, where one is expected")
