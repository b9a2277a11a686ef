"""Run an engine on a published instance, and have its answer checked."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.best_known import read_best_known
from benchmarks.cases import Case, counting_order
from benchmarks.records import Record
from benchmarks.routing.as_task import as_task
from benchmarks.routing.checker import check
from benchmarks.routing.engines import engines_for, solve
from benchmarks.routing.families import FAMILIES
from benchmarks.routing.published import Published
from benchmarks.run import Limits, without_plan

OBJECTIVE = "min distance"
"""What is minimized where lists of best known values have several objectives."""


def cases(data: Path) -> Iterator[Case]:
    """Yield every instance of every family that is in the folder."""
    for name, family in FAMILIES.items():
        family_name, set_name = name.split("/")
        best_known = read_best_known(data / family_name / "BKS.csv", OBJECTIVE)
        paths = (data / family.folder).glob(family.pattern)
        for path in sorted(paths, key=lambda path: counting_order(path.stem)):
            yield Case(
                family=family_name,
                set=set_name,
                instance=path.stem,
                read=partial(family.read, path),
                best_known=best_known.get(family.listed.format(stem=path.stem, name=path.name)),
                solve=solve_published,
                engines=engines_for(family.splits),
            )


def solve_published(case: Case, limits: Limits) -> Record:
    """Return what an engine finds, as the checker costs it.

    The seconds are those of the search alone, from the task in memory to routes in memory.

    Raises
    ------
    UsageError
        When the file cannot be read.
    """
    began = time.monotonic()
    published: Published = case.read()
    task = as_task(published).task
    searching = time.monotonic()
    routes = solve(case.engine or "", task, limits.time_limit_s, case.seed or 0, limits.cores)
    ended = time.monotonic()
    if routes is None:
        record = without_plan(case, "no_plan", "no answer keeps the limits")
    else:
        checked = check(published, routes)
        record = without_plan(case, "unverified", "; ".join(checked.faults[:3]))
        if not checked.faults:
            record = dataclasses.replace(
                record, status="feasible", objective=checked.cost, verified=True
            )
    return dataclasses.replace(record, seconds=ended - searching, build_seconds=searching - began)
