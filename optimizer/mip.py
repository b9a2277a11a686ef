"""Solve a PuLP problem with HiGHS and say truthfully how it ended.

The only module that reads a solver's status, and from HiGHS itself: PuLP calls "Optimal" what a
time limit cut short, and gives an objective of 0 where there is no solution at all.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import highspy
import pulp

from optimizer.plan import Status
from optimizer.watch import Stop, run

log = logging.getLogger(__name__)

PROVEN_GAP = 1e-6
"""A relative gap at or below this is solver tolerance: the answer counts as optimal."""

ROUNDING = 1e-9
"""What two sums of the same figures may differ by."""

Listener = Callable[[float | None, float | None], None]
"""Takes the incumbent's objective and the bound, each ``None`` while there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far a solve may go.

    Parameters
    ----------
    time_limit_s : float
        Wall time.
    mip_gap : float
        Relative gap at which the search stops.
    threads : int
        Threads of the solver.
    seed : int
        Random seed of the solver.
    """

    time_limit_s: float = math.inf
    mip_gap: float = 0.0
    threads: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a solve ended.

    Parameters
    ----------
    status : Status
        ``optimal``, ``feasible``, ``infeasible`` or ``no_plan``.
    reason : str
        Why it ended: ``optimal``, ``gap reached``, ``time limit``, ``interrupted``,
        ``infeasible``, or HiGHS' own words.
    objective, bound : float
        Of the problem as stated, but for a constant; ``nan`` and ``-inf`` where there is none.
    """

    status: Status
    reason: str
    objective: float = math.nan
    bound: float = -math.inf

    @property
    def has_solution(self) -> bool:
        """Whether the variables hold a feasible solution."""
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)

    @property
    def gap(self) -> float:
        """Relative gap between objective and bound, ``inf`` where one is missing."""
        return relative_gap(self.objective, self.bound)


def relative_gap(objective: float, bound: float) -> float:
    """Return ``(objective - bound) / |objective|``, 0 where the bound reaches the objective."""
    if math.isnan(objective) or math.isinf(bound):
        return math.inf
    apart = objective - bound
    return 0.0 if apart <= ROUNDING else apart / max(abs(objective), ROUNDING)


def optimize(
    problem: pulp.LpProblem,
    limits: Limits,
    *,
    start: bool = False,
    listener: Listener | None = None,
) -> Ending:
    """Minimize a problem and leave the solution in its variables.

    Parameters
    ----------
    problem : pulp.LpProblem
        A minimization. Its variables' values are overwritten if a solution is found.
    limits : Limits
        Where to stop; the time limit is watched from outside as well.
    start : bool
        Begin from the values that the variables hold, all of them.
    listener : callable, optional
        Hears incumbent and bound while the search goes on.

    Returns
    -------
    Ending
        Read from HiGHS itself. After Ctrl-C the reason is ``interrupted``.
    """
    began = time.monotonic()
    adapter = pulp.HiGHS(
        msg=True,  # HiGHS reports progress to callbacks only where its log is on
        log_to_console=False,
        gapRel=limits.mip_gap,
        threads=limits.threads,
        random_seed=limits.seed,
    )
    adapter.createAndConfigureSolver(problem)
    adapter.buildSolverModel(problem)
    highs: highspy.Highs = problem.solverModel
    problem.solverModel = None
    if start:
        _set_start(highs, problem)
    started_at = problem.objective.value() if start else None
    heard = _Heard(listener, started_at)
    heard.listen(highs)
    left_s = limits.time_limit_s - (time.monotonic() - began)
    stop = run(highs, max(left_s, 0.1))
    ending = (
        heard.ending(interrupted=stop.interrupted)
        if stop.abandoned
        else _ending(highs, stop, limits.mip_gap)
    )
    log.info("HiGHS: %s after %.1f s", ending.reason, time.monotonic() - began)
    if ending.has_solution:
        values = heard.values if stop.abandoned else highs.getSolution().col_value
        for variable, value in zip(problem.variables(), values, strict=True):
            variable.varValue = value
    return ending


class _Heard:
    """What HiGHS tells while it searches; all there is if it has to be left running.

    A start that HiGHS does not accept as it is makes it search a smaller problem first, whose
    bounds it tells as well. They are believed only once the start has been accepted.
    """

    def __init__(self, listener: Listener | None, started_at: float | None) -> None:
        self._listener = listener
        self._started_at = started_at
        self._believed = started_at is None
        self._closed = False
        self.values: list[float] = []
        self._objective = math.nan
        self._bound = -math.inf

    def listen(self, highs: highspy.Highs) -> None:
        highs.cbMipLogging += self._hear
        highs.cbMipImprovingSolution += self._hear_solution

    def _hear(self, event: Any) -> None:
        if self._closed:
            return
        out = event.data_out
        bound = _finite(out.mip_dual_bound) if self._believed else None
        if bound is not None:
            self._bound = max(self._bound, bound)
        if self._listener is not None:
            self._listener(_finite(out.mip_primal_bound), bound)

    def _hear_solution(self, event: Any) -> None:
        if self._closed:
            return
        out = event.data_out
        self.values = list(out.mip_solution)
        self._objective = out.objective_function_value
        if self._started_at is not None and not self._believed:
            apart = abs(self._objective - self._started_at)
            self._believed = apart <= PROVEN_GAP * max(1.0, abs(self._started_at))
        self._hear(event)

    def ending(self, *, interrupted: bool) -> Ending:
        """Return how a search stands that is left running, and hear no more of it."""
        self._closed = True
        status = Status.FEASIBLE if self.values else Status.NO_PLAN
        reason = "interrupted" if interrupted else "time limit"
        return Ending(status=status, reason=reason, objective=self._objective, bound=self._bound)


class Relaxation:
    """The linear relaxation of a problem, kept in the solver and solved again as it changes.

    Parameters
    ----------
    problem : pulp.LpProblem
        A minimization. It is not changed, but for rows added by `add`.
    threads : int
        Threads of the solver.
    """

    def __init__(self, problem: pulp.LpProblem, threads: int = 1) -> None:
        self._problem = problem
        self._variables = problem.variables()
        self._lost = False
        adapter = pulp.HiGHS(mip=False, msg=False, threads=threads)
        adapter.createAndConfigureSolver(problem)
        adapter.buildSolverModel(problem)
        self._highs: highspy.Highs = problem.solverModel
        problem.solverModel = None

    def solve(self, time_limit_s: float) -> float:
        """Solve, leave values and reduced costs in the variables; return the objective or ``nan``.

        Raises
        ------
        KeyboardInterrupt
            When the user stops it.
        """
        if self._lost:
            return math.nan
        stop = run(self._highs, max(0.1, time_limit_s))
        self._lost = stop.abandoned
        if stop.interrupted:
            raise KeyboardInterrupt
        if self._lost or self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return math.nan
        solution = self._highs.getSolution()
        for variable, value, reduced_cost in zip(
            self._variables, solution.col_value, solution.col_dual, strict=True
        ):
            variable.varValue, variable.dj = value, reduced_cost
        return float(self._highs.getObjectiveValue())

    def fix(self, variable: pulp.LpVariable, value: float) -> None:
        """Hold a variable at a value."""
        self._highs.changeColBounds(variable.index, value, value)

    def free(self, variable: pulp.LpVariable) -> None:
        """Give a variable back the bounds it has in the problem."""
        most = highspy.kHighsInf if variable.upBound is None else variable.upBound
        self._highs.changeColBounds(variable.index, variable.lowBound, most)

    def tighten(self, row: pulp.LpConstraint, amount: float) -> None:
        """Ask of an inequality that it hold with something to spare; 0 for as it was."""
        inf = highspy.kHighsInf
        if row.sense == pulp.LpConstraintLE:
            self._highs.changeRowBounds(row.index, -inf, -row.constant - amount)
        else:
            self._highs.changeRowBounds(row.index, -row.constant + amount, inf)

    def add(self, name: str, row: pulp.LpConstraint) -> None:
        """Add a row ``expression <= number`` here and to the problem."""
        self._problem.addConstraint(row, name)
        indices = [variable.index for variable in row]
        row.index = self._highs.getNumRow()
        self._highs.addRow(
            -highspy.kHighsInf, -row.constant, len(indices), indices, list(row.values())
        )


def _set_start(highs: highspy.Highs, problem: pulp.LpProblem) -> None:
    solution = highspy.HighsSolution()
    solution.col_value = [variable.value() or 0.0 for variable in problem.variables()]
    highs.setSolution(solution)


def _finite(value: float) -> float | None:
    return float(value) if abs(value) < highspy.kHighsInf else None


REASONS = {
    highspy.HighsModelStatus.kTimeLimit: "time limit",
    highspy.HighsModelStatus.kInterrupt: "time limit",
    highspy.HighsModelStatus.kHighsInterrupt: "time limit",
}
"""Only the watch and the user interrupt; the user's own stop is told apart by the caller."""


def _ending(highs: highspy.Highs, stop: Stop, mip_gap: float) -> Ending:
    status = highs.getModelStatus()
    info = highs.getInfo()
    words = highs.modelStatusToString(status)
    # Our models are bounded by construction, so "unbounded or infeasible" means infeasible.
    if status in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        log.info("HiGHS says: %s", words)
        return Ending(status=Status.INFEASIBLE, reason="infeasible")
    reason = "interrupted" if stop.interrupted else REASONS.get(status, words.lower())
    is_mip = any(kind == highspy.HighsVarType.kInteger for kind in highs.getLp().integrality_)
    bound = info.mip_dual_bound if is_mip and info.valid else -math.inf
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Ending(status=Status.NO_PLAN, reason=reason, bound=bound)
    objective = info.objective_function_value
    optimal = status == highspy.HighsModelStatus.kOptimal
    if optimal and not is_mip:
        bound = objective
    gap = relative_gap(objective, bound)
    if optimal and gap <= PROVEN_GAP and not stop.interrupted:
        return Ending(status=Status.OPTIMAL, reason="optimal", objective=objective, bound=bound)
    if (optimal or gap <= mip_gap) and not stop.interrupted:
        reason = "gap reached"
    return Ending(status=Status.FEASIBLE, reason=reason, objective=objective, bound=bound)
