"""The plans whose driving is measured: solved once for an instance, the same for all engines."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from optimizer.errors import PlanningError

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan

KEPT = Path(tempfile.gettempdir()) / "reserve-benchmarks"
"""Where solved plans are kept from one run to the next, by the digest of their instance."""

TIME_LIMIT_S, MIP_GAP = 120.0, 0.01
"""As `make studies`."""


def plan_of(instance: Instance, kept: Path = KEPT) -> Plan:
    """Return the plan of an instance, solved anew where none that can be read is kept.

    Raises
    ------
    PlanningError
        When there is no plan.
    """
    from optimizer.io import read_plan, write_result
    from optimizer.solve import SolveOptions, solve

    folder = kept / instance.digest
    try:
        return read_plan(folder / "plan.json")
    except PlanningError:  # none is there, or another version wrote it
        result = solve(instance, SolveOptions(time_limit_s=TIME_LIMIT_S, mip_gap=MIP_GAP))
        write_result(result, instance, folder)
        return result.plan
