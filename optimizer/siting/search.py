"""Find the best stores: a first plan soon, then the proof.

The first search sees only flows and stores that the relaxation does not find dear, leaves stock
that is cheap to round up in fractions and stops early; settled in whole units it gives a plan. The
second holds in whole units whatever would cost more to round up than the gap allows, starts from
that plan, and proves. What is left of the gap after settling goes to a third search, all in whole
units.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pulp

from optimizer import mip
from optimizer.instance.words import Objective
from optimizer.plan import Plan, Status
from optimizer.siting.answer import plan_of
from optimizer.siting.coupling import couple
from optimizer.siting.model import SitingModel
from optimizer.siting.money import holding_cny, rotation_cny
from optimizer.siting.restriction import Restriction
from optimizer.siting.rounding import round_up
from optimizer.siting.settle import Settler, decided

if TYPE_CHECKING:
    from optimizer.clock import Clock
    from optimizer.siting.recourse import Recourse

FIRST_GAP = 0.03
"""What the first plan may cost above the relaxation; what cannot stay within it is left out."""

FIRST_ROUNDING = 0.005
"""Share of the relaxation that rounding up after the first search may cost; stock that would cost
more is whole in it already. Dear sets in parts make first plans that settling spoils: on Huantai
by 12 %."""

DEAR = (3.0, 10.0)
"""What counts as dear in the first search, and in a second if the first finds nothing good."""

FIRST_SHARE = 0.5
"""Share of the time left that the first search may take."""

PLACE_SHARE = 0.9
"""Share of the time left that a later search may take; settling needs the rest."""

LEAST_SETTLE_S = 1.0
"""A plan that only has to be settled gets this long even when the time is up."""

SETTLE_TIME_SHARE = 0.5
"""Share of the time left that settling may take; it needs it only where rounding is hard."""

COUPLE_SHARE = 0.3
"""Share of the time left that coupling flows to stores may take."""

USUAL_GAP = 0.005
"""No smaller gap makes more things whole in the second search: it would be far slower, and
rounding up mostly costs much less than it may."""

ROUNDING_SHARE = 0.2
"""Share of the gap asked for that rounding up afterward may cost."""

SETTLE_SHARE = 0.1
"""Share of the gap asked for that finding stock in whole units may leave."""


@dataclass
class Found:
    """What a search has found so far.

    Attributes
    ----------
    plan : Plan or None
        Cheapest settled plan.
    objective, bound : float
        Its cost, and what no plan can be cheaper than.
    coverage, coverage_bound : float or None
        Expected persons covered a year and its bound, where that comes first.
    reason : str
        Why the search ended.
    infeasible : bool
        Whether it is proven that there is no plan.
    rows, columns : int
        Size of the model.
    """

    plan: Plan | None = None
    objective: float = math.inf
    bound: float = -math.inf
    coverage: float | None = None
    coverage_bound: float | None = None
    reason: str = ""
    infeasible: bool = False
    rows: int = 0
    columns: int = 0

    @property
    def gap(self) -> float:
        """Relative gap between plan and bound."""
        return math.inf if self.plan is None else mip.relative_gap(self.objective, self.bound)


class Search:
    """One search for the best stores.

    Parameters
    ----------
    recourse : Recourse
        The question.
    limits : mip.Limits
        Of the whole search.
    clock : Clock
        Keeps the time and reports.
    """

    def __init__(self, recourse: Recourse, limits: mip.Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self.found = Found()
        with clock.phase("build the model"):
            self._model = SitingModel(recourse)
            self._settler = Settler(self._model, self._until(gap=SETTLE_SHARE * limits.mip_gap))
        self.found.rows = len(self._model.rows)
        self.found.columns = len(self._model.problem.variables())

    def run(self) -> Found:
        """Search until the gap, the time or the user ends it."""
        try:
            if self._model.recourse.instance.policy.objective is Objective.MOST_COVERED:
                self._cover_most()
                if self.found.coverage is None:
                    return self.found
            with self._clock.phase("tighten the model"):
                relaxed_cny = couple(self._model, self._until(COUPLE_SHARE))
            self._start(relaxed_cny)
            for limits in self._searches(relaxed_cny):
                if self._ends_with(limits):
                    break
        except KeyboardInterrupt:
            self.found.reason = "interrupted"
        return self.found

    def _start(self, relaxed_cny: float) -> None:
        """Find a first plan among the flows and stores that the relaxation does not find dear."""
        if math.isnan(relaxed_cny):
            return
        self.found.bound = relaxed_cny
        allowance_cny = FIRST_GAP * abs(relaxed_cny)
        self._hold_whole(FIRST_ROUNDING * abs(relaxed_cny))
        # All restrictions are taken from the relaxation before searches overwrite its values.
        for restriction in [Restriction(self._model, allowance_cny, dear) for dear in DEAR]:
            with restriction:
                limits = self._until(FIRST_SHARE, FIRST_GAP)
                ending = self._place_stores(limits, self._hear_plans)
            if ending.has_solution:
                self._settle()
            if ending.reason == "interrupted":
                raise KeyboardInterrupt
            if ending.objective <= relaxed_cny + 2 * allowance_cny:
                break

    def _searches(self, relaxed_cny: float) -> Iterator[mip.Limits]:
        """Yield the limits of each search, having made stock whole as far as it should be."""
        rounding_gap = ROUNDING_SHARE * max(USUAL_GAP, self._limits.mip_gap)
        self._hold_whole(rounding_gap * abs(relaxed_cny))
        yield self._until(PLACE_SHARE, self._limits.mip_gap * (1 - ROUNDING_SHARE))
        self._hold_whole(0.0)
        yield self._until(PLACE_SHARE, self._limits.mip_gap)

    def _hold_whole(self, tolerance_cny: float) -> None:
        """Hold in whole units what it would cost more than the tolerance to round up at the end.

        Rounding up costs half a unit in the mean at each store; the cheapest commodities are
        left to it while they together stay below the tolerance.
        """
        x = self._model.x
        commodities = self._model.recourse.instance.commodity
        stores = sum(variable.value() or 0.0 for variable in x.open.values())
        yearly = {k: rotation_cny(c) + holding_cny(c) for k, c in commodities.items()}
        left_cny = tolerance_cny
        for commodity in sorted(yearly, key=lambda k: (yearly[k], k)):
            left_cny -= yearly[commodity] / 2 * max(1.0, stores)
            if left_cny < 0 or tolerance_cny == 0:
                for key, variable in (*x.stock.items(), *x.contract.items(), *x.move.items()):
                    if key[-1] == commodity:
                        variable.cat = pulp.LpInteger

    def _ends_with(self, limits: mip.Limits) -> bool:
        """Search once; return whether the search is over."""
        ending = self._place_stores(limits, self._hear)
        self.found.reason = ending.reason
        if ending.status is Status.INFEASIBLE:
            self.found.infeasible = self.found.plan is None
            return True
        self.found.bound = max(self.found.bound, ending.bound)
        if ending.has_solution:
            self._settle()
        return ending.reason == "interrupted" or self._enough()

    def _place_stores(self, limits: mip.Limits, listener: mip.Listener) -> mip.Ending:
        if self.found.plan is not None:
            self._settler.restore()
        with self._clock.phase("place stores"):
            return mip.optimize(
                self._model.problem,
                limits,
                start=self.found.plan is not None,
                listener=listener,
            )

    def _hear(self, incumbent: float | None, bound: float | None) -> None:
        """Pass on how a search stands, with the best bound so far."""
        best = self.found.bound if bound is None else max(self.found.bound, bound)
        self._clock.report("place stores", incumbent, best if math.isfinite(best) else None)

    def _hear_plans(self, incumbent: float | None, _: float | None) -> None:
        """Pass on plans only: the bound of a restricted search is no bound of ours."""
        self._hear(incumbent, None)

    def _enough(self) -> bool:
        return self.found.gap <= max(self._limits.mip_gap, mip.PROVEN_GAP) or self._left_s() < 1

    def _settle(self) -> None:
        """Settle the stores just found and keep the plan if it is the cheapest."""
        model = self._model
        stores = decided(model)
        with self._clock.phase("settle the plan"):
            whole = plan_of(model) if not round_up(model, model.rows) else None
            time_limit_s = max(LEAST_SETTLE_S, SETTLE_TIME_SHARE * self._left_s())
            if self._settler.settle(stores, time_limit_s):
                if self._keep(plan_of(model)):
                    self._settler.remember()
            elif whole is not None:
                self._keep(whole)
        objective = self.found.objective if self.found.plan else None
        self._clock.report("settle the plan", objective, self.found.bound)

    def _keep(self, plan: Plan) -> bool:
        """Keep a plan if it is the cheapest so far; return whether it is."""
        cheapest = plan.objective_cny < self.found.objective
        if cheapest:
            self.found.plan, self.found.objective = plan, plan.objective_cny
        return cheapest

    def _left_s(self) -> float:
        return self._limits.time_limit_s - self._clock.seconds

    def _until(self, share: float = 1.0, gap: float = 0.0) -> mip.Limits:
        time_limit_s = max(0.5, share * self._left_s())
        return dataclasses.replace(self._limits, time_limit_s=time_limit_s, mip_gap=gap)

    def _cover_most(self) -> None:
        """Find the most people covered, in whole units, and hold every later plan to it."""
        model = self._model
        self._hold_whole(0.0)
        model.problem.setObjective(model.uncovered)
        with self._clock.phase("cover most people"):
            ending = mip.optimize(model.problem, self._until(COVER_SHARE, self._limits.mip_gap))
        model.problem.setObjective(model.cost)
        self.found.reason = ending.reason
        self.found.infeasible = ending.status is Status.INFEASIBLE
        if ending.reason == "interrupted":
            raise KeyboardInterrupt
        if ending.has_solution:
            most = model.covered_at_most
            least = ending.objective + COVERAGE_TOLERANCE * max(1.0, most)
            model.add("cover_most", model.uncovered <= least)
            self._settler = Settler(model, self._until(gap=SETTLE_SHARE * self._limits.mip_gap))
            self.found.coverage = most - ending.objective
            self.found.coverage_bound = most - ending.bound


COVER_SHARE = 0.5
"""Share of the time that covering most people may take before cost is minimized."""

COVERAGE_TOLERANCE = 1e-6
"""Share of the persons within the solver's tolerance."""
