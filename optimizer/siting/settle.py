"""From a solved model to a plan: stores fixed, flows on all places, stock in whole units."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pulp

from optimizer import mip
from optimizer.plan import (
    Contract,
    Flow,
    Plan,
    Shortage,
    StockLine,
    Store,
)
from optimizer.siting.families.here_and_now import stock_today

if TYPE_CHECKING:
    from optimizer.siting.model import SitingModel

FEASIBILITY_TOLERANCE = 1e-6
"""HiGHS' own tolerance on rows; whole units are compared with it."""

Values = Mapping[str, float]


def decisions(model: SitingModel) -> list[pulp.LpVariable]:
    """Return a model's yes-or-no decisions."""
    x = model.x
    return [*x.open.values(), *x.sign.values(), *x.town_met.values()]


def decided(model: SitingModel) -> dict[str, float]:
    """Return the values of a model's yes-or-no decisions, by name."""
    return {variable.name: float(round(variable.value())) for variable in decisions(model)}


class Settler:
    """Finds flows on all places and stock in whole units for stores already decided.

    Parameters
    ----------
    model : SitingModel
        The model; rows added to it later do not bind the settled plan.
    limits : mip.Limits
        Threads, seed, and the gap for stock in whole units.
    """

    def __init__(self, model: SitingModel, limits: mip.Limits) -> None:
        self._model = model
        self._limits = limits
        self._relaxation = mip.Relaxation(model.problem, limits.threads)
        self._rows = model.rows
        self._values: list[tuple[pulp.LpVariable, float]] = []

    def settle(self, stores: Values, time_limit_s: float) -> bool:
        """Settle stores at least cost; the plan is left in the model's variables.

        Parameters
        ----------
        stores : mapping
            Values of `decided`.
        time_limit_s : float
            For everything.

        Returns
        -------
        bool
            Whether a plan was found.

        Notes
        -----
        What the model already holds in whole units stays; other stock is left free and rounded
        up. Rows that this breaks (a full store, a tight budget)
        are tightened by as much and the flows found again, a few times; if that does not end,
        stock is found in whole units by branch and bound.
        """
        deadline = time.monotonic() + time_limit_s
        held = [v for v in counted(self._model) if v.cat == pulp.LpInteger]
        for variable in decisions(self._model):
            self._relaxation.fix(variable, stores[variable.name])
        for variable in held:
            self._relaxation.fix(variable, float(round(variable.value())))
        tightened: dict[int, float] = {}
        try:
            for _ in range(ROUNDINGS):
                left_s = deadline - time.monotonic()
                if left_s <= 0 or math.isnan(self._relaxation.solve(left_s)):
                    break
                broken = round_up(self._model, self._rows)
                if not broken:
                    return True
                for number, amount in broken:
                    tightened[number] = tightened.get(number, 0.0) + amount
                    self._relaxation.tighten(self._rows[number], tightened[number])
        finally:
            for number in tightened:
                self._relaxation.tighten(self._rows[number], 0.0)
            for variable in held:
                self._relaxation.free(variable)
        return self._solve_whole(stores, deadline - time.monotonic())

    def remember(self) -> None:
        """Keep the values that the model's variables hold, as the start of a later search."""
        self._values = [(v, v.value()) for v in self._model.problem.variables()]

    def restore(self) -> None:
        """Give the variables back the values that were last remembered."""
        for variable, value in self._values:
            variable.varValue = value

    def _solve_whole(self, stores: Values, time_limit_s: float) -> bool:
        model = self._model
        if time_limit_s < LEAST_SECONDS:
            return False
        bounds = {v: (v.lowBound, v.upBound) for v in decisions(model)}
        for variable in bounds:
            variable.lowBound = variable.upBound = stores[variable.name]
        for variable in counted(model):
            variable.cat = pulp.LpInteger
        try:
            limits = dataclasses.replace(self._limits, time_limit_s=time_limit_s)
            found = mip.optimize(model.problem, limits).has_solution
        finally:
            for variable in counted(model):
                variable.cat = pulp.LpContinuous
            for variable, (least, most) in bounds.items():
                variable.lowBound, variable.upBound = least, most
        return found and not round_up(model, self._rows)


ROUNDINGS = 8
"""Times that rows are tightened for rounding before stock is found in whole units."""

LEAST_SECONDS = 0.5
"""Less time than this is not worth a branch and bound."""


def counted(model: SitingModel) -> list[pulp.LpVariable]:
    """Return the decisions that a plan states in whole units: stock and contracts."""
    return [*model.x.stock.values(), *model.x.contract.values()]


def round_up(model: SitingModel, rows: Sequence[pulp.LpConstraint]) -> list[tuple[int, float]]:
    """Round stock and contracts up to whole units.

    Returns
    -------
    list of (int, float)
        Numbers of the rows that no longer hold, and by how much.
    """
    for variable in counted(model):
        variable.varValue = float(math.ceil(max(0.0, variable.value()) - FEASIBILITY_TOLERANCE))
    today = stock_today(model.recourse.instance)
    for key, bought in model.x.purchase.items():
        bought.varValue = max(0.0, model.x.stock[key].value() - today.get(key, 0))
    broken = ((number, _excess(row)) for number, row in enumerate(rows))
    return [(number, amount) for number, amount in broken if amount > 0]


def _excess(row: pulp.LpConstraint) -> float:
    """Return by how much a row is broken, 0 within the solver's tolerance."""
    value = float(row.value())
    if row.sense == pulp.LpConstraintLE:
        excess = value
    elif row.sense == pulp.LpConstraintGE:
        excess = -value
    else:
        excess = abs(value)
    return excess if excess > FEASIBILITY_TOLERANCE * max(1.0, abs(row.constant)) else 0.0


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
    for case, origin, flow in model.x.flows():
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
                origin,
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
