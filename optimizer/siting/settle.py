"""Flows and stock in whole units for stores already decided."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pulp

from optimizer import mip
from optimizer.siting.rounding import counted, round_up

if TYPE_CHECKING:
    from optimizer.siting.model import SitingModel

Values = Mapping[str, float]


def decisions(model: SitingModel) -> list[pulp.LpVariable]:
    """Return a model's yes-or-no decisions."""
    x = model.x
    chosen = (x.open, x.sign, x.town_met, x.build, x.covered)
    return [variable for choices in chosen for variable in choices.values()]


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
        categories = {variable: variable.cat for variable in counted(model)}
        for variable in categories:
            variable.cat = pulp.LpInteger
        try:
            limits = dataclasses.replace(self._limits, time_limit_s=time_limit_s)
            found = mip.optimize(model.problem, limits).has_solution
        finally:
            for variable, category in categories.items():
                variable.cat = category
            for variable, (least, most) in bounds.items():
                variable.lowBound, variable.upBound = least, most
        return found and not round_up(model, self._rows)


ROUNDINGS = 8
"""Times that rows are tightened for rounding before stock is found in whole units."""

LEAST_SECONDS = 0.5
"""Less time than this is not worth a branch and bound."""
