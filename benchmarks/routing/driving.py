"""What our own plans have to drive, and made-up regions: ours beside OR-Tools alone.

There is no best known value. Answers are compared number by number, as docs/routing.md section 4
says, and they are recorded and judged by `verify`, as every plan is.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.cases import Case
from benchmarks.records import Record
from benchmarks.routing.engines import ORTOOLS, OURS
from benchmarks.run import Limits, without_plan
from optimizer.routing.answer import Timed
from optimizer.routing.problem import RoutingProblem

if TYPE_CHECKING:
    from benchmarks.routing.staged import Planned

INSTANCES = Path(__file__).parents[2] / "instances"
DRIVEN = ("gaotai", "qinhuangdao")

REGIONS = ((200, 5, 40), (1000, 20, 150))
"""Deliveries, stores and vehicles of the made-up regions."""

SHOWN_FAULTS = 3

Router = Callable[[RoutingProblem, float, int, int], Timed]
"""Of a problem, for so many seconds, from a seed, on so many cores."""


def cases(folder: Path = INSTANCES) -> Iterator[Case]:
    """Yield every scenario of the plans, and that of every made-up region.

    Raises
    ------
    PlanningError
        When an instance cannot be read.
    """
    from optimizer.io import read_instance

    for name in DRIVEN:
        if (folder / name).is_dir():
            for scenario in read_instance(folder / name).scenarios:
                read = partial(read_planned, folder / name, scenario.id)
                yield _case(name, scenario.id, read)
    for region in REGIONS:
        yield _case("generated", str(region[0]), partial(read_region, *region))


def _case(set_name: str, instance: str, read: Callable[[], object]) -> Case:
    return Case(
        family="driving",
        set=set_name,
        instance=instance,
        read=read,
        solve=drive_planned,
        engines=tuple(ROUTERS),
    )


def read_planned(folder: Path, scenario: str) -> Planned:
    """Return a scenario of an instance's plan; errors of reading and solving it."""
    from benchmarks.routing.plans import plan_of
    from benchmarks.routing.staged import Planned
    from optimizer.io import read_instance

    instance = read_instance(folder)
    return Planned(instance=instance, plan=plan_of(instance), scenario=scenario)


def read_region(deliveries: int, stores: int, vehicles: int) -> Planned:
    """Return the scenario of a made-up region of a size, with its plan."""
    from benchmarks.routing.generated.plan import plan_of_region
    from benchmarks.routing.generated.region import SCENARIO, region
    from benchmarks.routing.staged import Planned

    instance = region(deliveries, stores, vehicles)
    return Planned(instance=instance, plan=plan_of_region(instance), scenario=SCENARIO)


def drive_planned(case: Case, limits: Limits) -> Record:
    """Route one scenario stage by stage, record it in the plan, and have the plan judged."""
    from benchmarks.routing.staged import judged, route_stages, unexplained
    from benchmarks.routing.worth import worth_of_stages

    began = time.monotonic()
    planned = case.read()
    driven = planned.driven
    searching = time.monotonic()
    answers = route_stages(driven, _router(case, limits), limits.time_limit_s)
    ended = time.monotonic()
    stages = unexplained(answers)
    faults = judged(planned, stages, case.engine or "", case.seed or 0)
    record = without_plan(case, "unverified", "; ".join(faults[:SHOWN_FAULTS]))
    if not faults:
        record = without_plan(case, "feasible", "")
        record = dataclasses.replace(record, verified=True, worth=worth_of_stages(stages))
    return dataclasses.replace(record, seconds=ended - searching, build_seconds=searching - began)


def _router(case: Case, limits: Limits) -> Callable[[RoutingProblem, float], Timed]:
    router = ROUTERS[case.engine or OURS]
    return lambda problem, seconds: router(problem, seconds, case.seed or 0, limits.cores)


def _ours(problem: RoutingProblem, seconds: float, seed: int, cores: int) -> Timed:
    from optimizer.routing.portfolio import route
    from optimizer.routing.tasks.task import Budget

    return route(problem, Budget(seconds=seconds), seed, cores).timed


def _ortools_alone(problem: RoutingProblem, seconds: float, seed: int, cores: int) -> Timed:
    from benchmarks.routing.ortools_driving import route_alone

    return route_alone(problem, seconds, seed, cores)


ROUTERS: Mapping[str, Router] = {OURS: _ours, ORTOOLS: _ortools_alone}
