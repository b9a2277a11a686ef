"""The whole river on one page: question, needs, lanes, model, plan, verification, result."""

from __future__ import annotations

import importlib.metadata
import platform
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.clock import Clock
from optimizer.conflict import conflicts
from optimizer.errors import InfeasibleError, NoPlanError, VerificationError
from optimizer.indicators import indicator_lines
from optimizer.mip import PROVEN_GAP, Limits
from optimizer.plan import Result, Status
from optimizer.progress import Progress, silent
from optimizer.service import planned, service
from optimizer.siting.lessons import NOTHING_LEARNED, Lessons
from optimizer.siting.model import recourse_of
from optimizer.siting.search import Found, Search
from optimizer.verify import spending, verify
from optimizer.version import VERSION

if TYPE_CHECKING:
    from optimizer.instance import Instance


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveOptions:
    """How far to go.

    Parameters
    ----------
    time_limit_s : float
        Wall time for everything, kept within a tenth.
    mip_gap : float
        Relative gap between plan and bound at which the search stops.
    threads : int
        Threads of the solver.
    seed : int
        Random seed of the solver.
    """

    time_limit_s: float = 60.0
    mip_gap: float = 0.005
    threads: int = 2
    seed: int = 0


def solve(
    instance: Instance,
    options: SolveOptions | None = None,
    progress: Progress = silent,
    lessons: Lessons = NOTHING_LEARNED,
) -> Result:
    """Find the plan of least cost, prove how good it is, and verify it.

    Parameters
    ----------
    instance : Instance
        The question.
    options : SolveOptions, optional
        Limits; the defaults stop at 60 s or a gap of 0.5 %.
    progress : Progress
        Hears how it goes.
    lessons : Lessons
        What driving earlier plans taught; the bound then holds for plans that heed it.

    Returns
    -------
    Result
        A plan that `verify` has accepted, with its status, bound and gap. After Ctrl-C the best
        plan found, its reason ``interrupted``.

    Raises
    ------
    InfeasibleError
        When it is proven that no plan keeps all promises; says which conflict.
    NoPlanError
        When the time ended before a plan was found.
    VerificationError
        When the plan found breaks a promise: an error of ours, never shown as a plan.
    KeyboardInterrupt
        When the user stopped it before there was a plan.
    """
    options = options or SolveOptions()
    clock = Clock(progress)
    with clock.phase("read the roads"):
        recourse = recourse_of(instance, lessons)
    limits = Limits(
        time_limit_s=options.time_limit_s,
        mip_gap=options.mip_gap,
        threads=options.threads,
        seed=options.seed,
    )
    found = Search(recourse, limits, clock).run()
    if found.infeasible:
        with clock.phase("find the conflict"):
            raise InfeasibleError(conflicts(recourse, limits))
    if found.plan is None:
        if found.reason == "interrupted":
            raise KeyboardInterrupt
        raise NoPlanError(
            Bilingual(
                f"no plan was found within {options.time_limit_s:g} s ({found.reason}); "
                "this does not mean that there is none. Try a longer --time-limit.",
                f"在 {options.time_limit_s:g} 秒内未找到方案（{found.reason}）；"
                "这并不表示没有可行方案。请延长 --time-limit。",
            )
        )
    spent_cny = spending(instance, found.plan)
    reached = indicator_lines(instance, recourse.needs, recourse.lanes, found.plan, spent_cny)
    plan = replace(found.plan, indicators=reached)
    with clock.phase("verify the plan"):
        violations = verify(instance, plan)
    if violations:
        raise VerificationError([str(violation) for violation in violations])
    status, reason = _status(found, options)
    return Result(
        instance_name=instance.name,
        instance_digest=instance.digest,
        plan=plan,
        status=status,
        reason=reason,
        objective_cny=found.objective,
        bound_cny=min(found.bound, found.objective),
        gap=found.gap,
        coverage=found.coverage,
        coverage_bound=found.coverage_bound,
        service=service(instance, recourse.needs, planned(recourse.lanes, plan)),
        spending_cny=spent_cny,
        model_rows=found.rows,
        model_columns=found.columns,
        options=asdict(options),
        versions=versions(),
        phases=clock.phases,
        runtime_s=clock.seconds,
    )


def _status(found: Found, options: SolveOptions) -> tuple[Status, str]:
    if found.gap <= PROVEN_GAP and found.reason != "interrupted":
        return Status.OPTIMAL, "optimal"
    if found.reason == "interrupted":
        return Status.FEASIBLE, "interrupted"
    if found.gap <= options.mip_gap:
        return Status.FEASIBLE, "gap reached"
    return Status.FEASIBLE, "time limit"


def versions() -> dict[str, str]:
    """Return the versions that a result depends on."""
    packages = ("pulp", "highspy", "networkx")
    return {
        "reserve-optimizer": VERSION,
        "python": platform.python_version(),
        **{package: importlib.metadata.version(package) for package in packages},
    }
