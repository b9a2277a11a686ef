"""Run one case in a process of its own, so that its memory and its failures are its own."""

from __future__ import annotations

import dataclasses
import math
import multiprocessing
import resource
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from benchmarks.memory import held_mib
from benchmarks.records import Record
from optimizer.errors import (
    InfeasibleError,
    NoPlanError,
    PlanningError,
    VerificationError,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from benchmarks.cases import Case
    from optimizer.plan import Result
    from optimizer.progress import Report

BUILD_PHASES = ("read the roads", "build the model")
PLAN_PHASE = "settle the plan"
"""The phase whose reports are of whole plans: what a search for stores reports before may be
the incumbent of a relaxation."""

PATIENCE = 3.0
GRACE_S = 300.0
"""A process that takes longer than its limit so many times, and so long, is ended."""

LOOK_EVERY_S = 0.25
"""Seconds between two looks at what a process and its children hold."""

STATUS_OF_ERROR: tuple[tuple[type[Exception], str], ...] = (
    (InfeasibleError, "infeasible"),
    (NoPlanError, "no_plan"),
    (VerificationError, "unverified"),
    (PlanningError, "refused"),
    (Exception, "failed"),
)
"""First match counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How far each solve may go: seconds of wall time, relative gap to stop at, and cores.

    The solver of siting always takes two threads.
    """

    time_limit_s: float
    mip_gap: float
    cores: int = 2


class Trace:
    """Remembers when a solve had its plans, and how good they were proven to be."""

    def __init__(self) -> None:
        self.moments: list[tuple[float, float]] = []
        """Seconds and the relative gap by then, infinite while there is no bound."""

    def __call__(self, report: Report) -> None:
        """Note a report of a plan."""
        plan = report.incumbent
        if report.phase == PLAN_PHASE and plan is not None and math.isfinite(plan):
            self.moments.append((report.seconds, math.inf if report.gap is None else report.gap))

    def seconds_to(self, gap: float) -> float | None:
        """Return the first second by which the gap was at most so much."""
        return next((seconds for seconds, reached in self.moments if reached <= gap), None)


def run_apart(case: Case, limits: Limits) -> Record:
    """Run a case in a fresh process and return what came of it, whatever that is."""
    record = _run_apart(case, limits)
    return dataclasses.replace(record, time_limit_s=limits.time_limit_s)


def _run_apart(case: Case, limits: Limits) -> Record:
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run_and_send, args=(case, limits, sender))
    process.start()
    sender.close()
    try:
        held = _wait(process, receiver, limits.time_limit_s * PATIENCE + GRACE_S)
        if held is None:
            return without_plan(case, "overran", "the process was ended: it did not stop in time")
        record: Record = receiver.recv()
    except EOFError:
        process.join()
        return without_plan(case, "crashed", f"the process ended with code {process.exitcode}")
    else:
        process.join()
        return dataclasses.replace(record, peak_mib=max(held, record.peak_mib or 0.0))
    finally:
        process.kill()
        receiver.close()


def _wait(process: BaseProcess, receiver: Connection[Any, Any], seconds: float) -> float | None:
    """Return the most MiB seen until there is something to receive; None: there is nothing."""
    most = 0.0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if receiver.poll(LOOK_EVERY_S):
            return most
        most = max(most, held_mib(process.pid or 0) or 0.0)
    return None


def measure(case: Case, limits: Limits) -> Record:
    """Run a case in this process; raise nothing but an interrupt."""
    began = time.monotonic()
    try:
        record = case.solve(case, limits)
    except Exception as error:  # an error of one case must not end the others
        status = next(word for kind, word in STATUS_OF_ERROR if isinstance(error, kind))
        record = dataclasses.replace(
            without_plan(case, status, str(error) or type(error).__name__),
            seconds=time.monotonic() - began,
        )
    return dataclasses.replace(record, peak_mib=_peak_mib())


def _run_and_send(case: Case, limits: Limits, sender: Connection[Any, Any]) -> None:
    sender.send(measure(case, limits))
    sender.close()


def solve_instance(case: Case, limits: Limits) -> Record:
    """Solve a question of siting; errors are those of reading and solving it."""
    from optimizer.solve import SolveOptions, solve

    began = time.monotonic()
    instance = case.read()
    reading_s = time.monotonic() - began
    trace = Trace()
    options = SolveOptions(time_limit_s=limits.time_limit_s, mip_gap=limits.mip_gap)
    result = solve(instance, options, trace)
    trace.moments.append((result.runtime_s, result.gap))
    return _record(case, result, trace, reading_s)


def _record(case: Case, result: Result, trace: Trace, reading_s: float) -> Record:
    phases = dict(result.phases)
    return Record(
        family=case.family,
        set=case.set,
        instance=case.instance,
        known=case.best_known,
        status=result.status.value,
        objective=_finite(result.objective_cny),
        bound=_finite(result.bound_cny),
        proven_gap=_finite(result.gap),
        seconds=result.runtime_s,
        build_seconds=reading_s + sum(phases.get(phase, 0.0) for phase in BUILD_PHASES),
        first_plan_s=trace.seconds_to(math.inf),
        one_percent_s=trace.seconds_to(0.01),
        tenth_percent_s=trace.seconds_to(0.001),
        rows=result.model_rows,
        columns=result.model_columns,
        verified=not result.violations,
        stores=result.plan.stores,
        stock=result.plan.stock,
    )


def without_plan(case: Case, status: str, message: str) -> Record:
    """Return the record of a run that found no plan."""
    return Record(
        family=case.family,
        set=case.set,
        instance=case.instance,
        known=case.best_known,
        engine=case.engine,
        seed=case.seed,
        status=status,
        message=message,
    )


def _peak_mib() -> float:
    """Return the most memory this process held; macOS counts it in bytes, Linux in KiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
