"""A plan's scenarios, each routed stage by stage, recorded and judged."""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from optimizer.bilingual import Bilingual
from optimizer.driving.options import DriveOptions
from optimizer.driving.refusals import refuse_other_plans, refuse_unknown_families
from optimizer.driving.worth import drive_line
from optimizer.errors import UsageError, VerificationError
from optimizer.instance.words import Bindingness
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.plan import Driving, Plan, ServiceLine
from optimizer.progress import Progress, Report, silent
from optimizer.routing.portfolio import route
from optimizer.routing.scenario.dropped import RoutedStage
from optimizer.routing.scenario.record import handed_out, record
from optimizer.routing.scenario.stages import Driven, Stage, stage_problems
from optimizer.routing.tasks.task import Budget
from optimizer.routing.why.opened import opened_ways
from optimizer.routing.why.reasons import reasons
from optimizer.service import service
from optimizer.verify import verify

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.network import Lanes

log = logging.getLogger(__name__)

FIRST_STAGE_SHARE = 0.7
"""Share of the time for the stage in which most leaves stores, where others follow."""


REASONS_SHARE = 0.12
"""Share of the time that is kept for finding out why something is late or unserved."""


@dataclass(frozen=True, kw_only=True)
class DrivenScenario:
    """One scenario as it is driven.

    Parameters
    ----------
    tables : Driving
        Its lines of the plan's tables.
    service : tuple of ServiceLine
        How each standard is met in the routed times.
    stages : tuple of RoutedStage
        Problems and answers.
    """

    scenario: str
    tables: Driving
    service: tuple[ServiceLine, ...]
    stages: tuple[RoutedStage, ...]

    @property
    def missed(self) -> tuple[ServiceLine, ...]:
        """Binding standards that are not met."""
        return tuple(
            line for line in self.service if line.kind is Bindingness.BINDING and not line.met
        )


def drive(
    instance: Instance,
    plan: Plan,
    options: DriveOptions | None = None,
    scenarios: Sequence[str] = (),
    progress: Progress = silent,
) -> tuple[Plan, tuple[DrivenScenario, ...]]:
    """Route scenarios of a plan and verify what comes of it.

    Parameters
    ----------
    scenarios : sequence of str
        Ids; empty: all. What the plan says of how others are driven stays.
    progress : Progress
        Hears of every scenario that is routed.

    Returns
    -------
    Plan, tuple of DrivenScenario
        The plan with its driving, and the scenarios in the order of the instance.

    Raises
    ------
    UsageError
        When a scenario or a family is not known, or the plan was made for another instance.
    VerificationError
        When the routed plan breaks a promise: an error of ours, never shown as a plan.
    """
    options = options or DriveOptions()
    wanted = wanted_scenarios(instance, scenarios)
    refuse_other_plans(instance, plan)
    refuse_unknown_families(instance, options.first)
    began = time.monotonic()
    found: dict[str, DrivenScenario] = {}
    for done in _driven(instance, plan, options, wanted):
        found[done.scenario] = done
        seconds = time.monotonic() - began
        progress(Report(phase=f"drive {done.scenario}", seconds=seconds))
    driven = tuple(found[scenario] for scenario in wanted)
    whole = replace(plan, driving=together(plan.driving, driven))
    violations = verify(instance, whole)
    if violations:
        raise VerificationError([str(violation) for violation in violations])
    return whole, driven


def together(before: Driving, driven: Sequence[DrivenScenario]) -> Driving:
    """Return how a plan is driven, some scenarios anew."""
    anew = {each.scenario for each in driven}
    return Driving(
        **{
            table.name: tuple(
                sorted(
                    (
                        *(r for r in getattr(before, table.name) if r.scenario not in anew),
                        *(row for each in driven for row in getattr(each.tables, table.name)),
                    )
                )
            )
            for table in fields(Driving)
        }
    )


def wanted_scenarios(instance: Instance, scenarios: Sequence[str]) -> tuple[str, ...]:
    """Return the scenarios asked for, in the order of the instance; all where none is named.

    Raises
    ------
    UsageError
        When a scenario is not known.
    """
    known = [scenario.id for scenario in instance.scenarios]
    unknown = sorted(set(scenarios) - set(known))
    if unknown:
        raise UsageError(
            Bilingual(
                f"no scenario is called {', '.join(unknown)}; there are {', '.join(known)}.",
                f"没有情景 {'、'.join(unknown)}；已有情景：{'、'.join(known)}。",
            )
        )
    return tuple(scenario for scenario in known if not scenarios or scenario in scenarios)


def _driven(
    instance: Instance, plan: Plan, options: DriveOptions, scenarios: Sequence[str]
) -> Iterator[DrivenScenario]:
    """Yield the scenarios as they are done: several of them in processes of their own."""
    required = needs(instance)
    of_these = tuple(row for row in required.requirements if row.scenario in scenarios)
    found = lanes(instance, replace(required, requirements=of_these))
    if len(scenarios) == 1 or options.workers == 1:
        for scenario in scenarios:
            yield drive_scenario(instance, required, found, plan, scenario, options)
        return
    alone = replace(options, workers=1)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(options.workers, len(scenarios)), context) as executor:
        waiting = [
            executor.submit(drive_scenario, instance, required, found, plan, scenario, alone)
            for scenario in scenarios
        ]
        for done in as_completed(waiting):
            yield done.result()


def drive_scenario(
    instance: Instance,
    required: Needs,
    found: Lanes,
    plan: Plan,
    scenario: str,
    options: DriveOptions,
) -> DrivenScenario:
    """Return how one scenario is driven; nothing is verified yet."""
    driven = stage_problems(instance, required, found, plan, scenario, options.first)
    stages, engine = _staged(driven, options)
    return as_driven(instance, required, driven, stages, engine, options.seed)


def as_driven(
    instance: Instance,
    required: Needs,
    driven: Driven,
    stages: Sequence[RoutedStage],
    engine: str,
    seed: int,
) -> DrivenScenario:
    """Return a scenario whose stages are routed with its tables and how standards are met."""
    scenario = driven.scenario
    handed = handed_out(driven.carried, stages)
    lines = tuple(line for line in service(instance, required, handed) if line.scenario == scenario)
    tables = record(scenario, stages)
    missed = [line for line in lines if line.kind is Bindingness.BINDING and not line.met]
    worth = drive_line(scenario, tables, stages, driven=not missed, engine=engine, seed=seed)
    return DrivenScenario(
        scenario=scenario,
        tables=replace(tables, drives=(worth,)),
        service=lines,
        stages=tuple(stages),
    )


def _staged(driven: Driven, options: DriveOptions) -> tuple[list[RoutedStage], str]:
    kept_s = REASONS_SHARE * options.time_limit_s
    end = time.monotonic() + options.time_limit_s - kept_s
    stages: list[RoutedStage] = []
    engines: list[str] = []
    stage: Stage | None = driven.first
    while stage is not None:
        problem = stage.problem
        left_s = max(0.5, end - time.monotonic())
        is_last = all(load.is_last for load in stage.loads)
        share = 1.0 if is_last else FIRST_STAGE_SHARE
        budget = Budget(seconds=share * left_s, iterations=options.iterations)
        found = route(problem, budget, options.seed, options.workers)
        engines += [name for name in found.engines if name not in engines]
        asking_s = max(kept_s, end + kept_s - time.monotonic()) if is_last else share * kept_s
        opened = opened_ways(stage, found.timed)
        why = reasons(problem, found.timed, opened, seconds=asking_s)
        stages.append(
            RoutedStage(stage, found.timed, {number: str(reason) for number, reason in why.items()})
        )
        stage = stage.next(found.timed)
    return stages, "+".join(engines) or found.engine
