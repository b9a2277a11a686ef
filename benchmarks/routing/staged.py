"""A plan's scenario, driven stage by stage by any router, recorded in the plan and judged."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.driving.scenarios import FIRST_STAGE_SHARE
from optimizer.driving.worth import drive_line
from optimizer.instance.words import Bindingness
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.routing.scenario.dropped import RoutedStage
from optimizer.routing.scenario.record import handed_out, record
from optimizer.routing.scenario.stages import Driven, Stage, stage_problems
from optimizer.routing.why.reasons import COMBINATION
from optimizer.service import service
from optimizer.verify import verify

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.network import Lanes
    from optimizer.plan import Plan
    from optimizer.routing.answer import Timed
    from optimizer.routing.problem import RoutingProblem

LEAST_S = 0.5
"""Seconds that a later stage gets at least."""

StageRouter = Callable[["RoutingProblem", float], "Timed"]
"""Of a problem, for so many seconds."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Planned:
    """A plan, one of whose scenarios is to be driven."""

    instance: Instance
    plan: Plan
    scenario: str

    @cached_property
    def required(self) -> Needs:
        """What people need."""
        return needs(self.instance)

    @cached_property
    def lanes(self) -> Lanes:
        """The ways of goods."""
        return lanes(self.instance, self.required)

    @cached_property
    def driven(self) -> Driven:
        """What is to be driven."""
        return stage_problems(self.instance, self.required, self.lanes, self.plan, self.scenario)


def route_stages(
    driven: Driven, router: StageRouter, time_limit_s: float
) -> list[tuple[Stage, Timed]]:
    """Return every stage with its answer; time is shared out as the product does."""
    end = time.monotonic() + time_limit_s
    stages: list[tuple[Stage, Timed]] = []
    stage: Stage | None = driven.first
    while stage is not None:
        share = 1.0 if all(load.is_last for load in stage.loads) else FIRST_STAGE_SHARE
        found = router(stage.problem, max(LEAST_S, share * (end - time.monotonic())))
        stages.append((stage, found))
        stage = stage.next(found)
    return stages


def unexplained(stages: Sequence[tuple[Stage, Timed]]) -> list[RoutedStage]:
    """Return stages for the record, all with the reason that says nothing: others take time."""
    routed = []
    for stage, timed in stages:
        numbers = {number for number, *_ in timed.unserved} | {number for number, _ in timed.late}
        routed.append(RoutedStage(stage, timed, dict.fromkeys(sorted(numbers), COMBINATION)))
    return routed


def judged(planned: Planned, stages: Sequence[RoutedStage], engine: str, seed: int) -> list[str]:
    """Return what `verify` finds broken in the plan when its scenario is driven so."""
    tables = record(planned.scenario, stages)
    handed = handed_out(planned.driven.carried, stages)
    met = all(
        line.met
        for line in service(planned.instance, planned.required, handed)
        if line.scenario == planned.scenario and line.kind is Bindingness.BINDING
    )
    line = drive_line(planned.scenario, tables, stages, driven=met, engine=engine, seed=seed)
    driving = dataclasses.replace(tables, drives=(line,))
    plan = dataclasses.replace(planned.plan, driving=driving)
    return [str(violation) for violation in verify(planned.instance, plan)]
