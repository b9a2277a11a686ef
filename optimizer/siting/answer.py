"""From the values of a model's variables to a plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from optimizer.plan import (
    Contract,
    Flow,
    Move,
    Payment,
    Plan,
    Replenishment,
    Shortage,
    StockLine,
    Store,
)

if TYPE_CHECKING:
    import pulp

    from optimizer.siting.model import SitingModel

Key = TypeVar("Key", bound=tuple[str, ...])
"""Ids that tell a decision from others of its kind."""


def plan_of(model: SitingModel) -> Plan:
    """Return the plan that the model's variables hold."""
    x, instance = model.x, model.recourse.instance
    plan = Plan(
        stores=tuple(
            Store(site, option, instance.option[site, option].role)
            for (site, option), variable in sorted(x.open.items())
            if variable.value() > 0.5
        ),
        stock=tuple(StockLine(*key, units) for key, units in _whole_units(x.stock)),
        contracts=tuple(Contract(*key, units) for key, units in _whole_units(x.contract)),
        roads=tuple(road for road, variable in sorted(x.build.items()) if variable.value() > 0.5),
        moves=tuple(Move(*key, units) for key, units in _whole_units(x.move)),
        replenishments=tuple(
            Replenishment(*key, variable.value())
            for key, variable in sorted(x.replenish.items())
            if variable.value() > LEAST_M3
        ),
        payments=tuple(
            Payment(head, fund, variable.value())
            for (head, fund), variable in sorted(x.pay.items())
            if variable.value() > LEAST_CNY
        ),
        flows=tuple(sorted(_flows(model))),
        shortages=tuple(sorted(_shortages(model))),
    )
    costs = {head: float(parts.value() or 0.0) for head, parts in model.costs.items()}
    return dataclasses.replace(plan, costs_cny=costs)


def _whole_units(variables: Mapping[Key, pulp.LpVariable]) -> Iterator[tuple[Key, int]]:
    """Yield what there is at least one unit of, by key."""
    for key, variable in sorted(variables.items()):
        if variable.value() > 0.5:
            yield key, round(variable.value())


LEAST_CNY = 0.005
"""Payments below half a fen are rounding."""

LEAST_M3 = 1e-6
"""Less volume than a milliliter is the solver's tolerance, not goods."""

LEAST_PERSONS = 1e-6
"""Fewer persons than this are the solver's tolerance, not people."""


def _flows(model: SitingModel) -> Iterator[Flow]:
    recourse = model.recourse
    for case, flow in model.x.flows():
        served = flow.persons.value()
        if served <= LEAST_PERSONS:
            continue
        members = [(flow.place, 1.0)]
        if case.lost_site:
            members = recourse.lost_members(case.scenario, flow.place, flow.bundle)
        together = sum(persons for _, persons in members)
        bundle = flow.bundle
        for place, persons in members:
            yield Flow(
                case.scenario,
                case.lost_site,
                flow.origin,
                place,
                bundle.family,
                bundle.group,
                bundle.deadline_h,
                served * persons / together,
                "|".join(flow.lane.roads),
            )


def _shortages(model: SitingModel) -> list[Shortage]:
    return [
        Shortage(scenario, place, bundle.family, bundle.group, bundle.deadline_h, variable.value())
        for (scenario, place, bundle), variable in model.x.shortage.items()
        if variable.value() > LEAST_PERSONS
    ]
