"""From the values of a model's variables to a plan."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from optimizer.plan import Contract, Flow, Plan, Shortage, StockLine, Store

if TYPE_CHECKING:
    from optimizer.siting.model import SitingModel


def plan_of(model: SitingModel) -> Plan:
    """Return the plan that the model's variables hold."""
    x, instance = model.x, model.recourse.instance
    plan = Plan(
        stores=tuple(
            Store(site, option, instance.option[site, option].role)
            for (site, option), variable in sorted(x.open.items())
            if variable.value() > 0.5
        ),
        stock=tuple(
            StockLine(site, commodity, round(variable.value()))
            for (site, commodity), variable in sorted(x.stock.items())
            if variable.value() > 0.5
        ),
        contracts=tuple(
            Contract(supplier, commodity, round(variable.value()))
            for (supplier, commodity), variable in sorted(x.contract.items())
            if variable.value() > 0.5
        ),
        flows=tuple(sorted(_flows(model))),
        shortages=tuple(sorted(_shortages(model))),
    )
    costs = {head: float(parts.value() or 0.0) for head, parts in model.costs.items()}
    return dataclasses.replace(plan, costs_cny=costs)


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
            )


def _shortages(model: SitingModel) -> list[Shortage]:
    return [
        Shortage(scenario, place, bundle.family, bundle.group, bundle.deadline_h, variable.value())
        for (scenario, place, bundle), variable in model.x.shortage.items()
        if variable.value() > LEAST_PERSONS
    ]
