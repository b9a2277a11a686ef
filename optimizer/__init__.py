"""Where emergency reserve stores stand, what they hold, who serves whom.

The public names, each loaded when it is first used: ``import optimizer`` is light, and the judge
is never loaded together with a solver that nobody asked for.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

from optimizer.version import VERSION

if TYPE_CHECKING:
    from optimizer.checks import Findings, check
    from optimizer.driving import DriveOptions, drive, solve_and_drive
    from optimizer.errors import (
        InfeasibleError,
        InstanceError,
        NoPlanError,
        PlanningError,
        Problem,
        UsageError,
        VerificationError,
    )
    from optimizer.frames import frames
    from optimizer.instance import Instance
    from optimizer.io import (
        read_instance,
        read_plan,
        read_result,
        read_variants,
        write_instance,
        write_result,
    )
    from optimizer.plan import Plan, Result, ServiceLine, Status, Violation
    from optimizer.progress import Progress, Report
    from optimizer.solve import SolveOptions, solve
    from optimizer.summary import Lang, summary
    from optimizer.variants import Variant, apply_changes
    from optimizer.verify import verify

__version__ = VERSION

__all__ = [
    "DriveOptions",
    "Findings",
    "InfeasibleError",
    "Instance",
    "InstanceError",
    "Lang",
    "NoPlanError",
    "Plan",
    "PlanningError",
    "Problem",
    "Progress",
    "Report",
    "Result",
    "ServiceLine",
    "SolveOptions",
    "Status",
    "UsageError",
    "Variant",
    "VerificationError",
    "Violation",
    "apply_changes",
    "check",
    "drive",
    "frames",
    "read_instance",
    "read_plan",
    "read_result",
    "read_variants",
    "solve",
    "solve_and_drive",
    "summary",
    "verify",
    "write_instance",
    "write_result",
]

_HOME = {
    "DriveOptions": "driving",
    "Findings": "checks",
    "InfeasibleError": "errors",
    "Instance": "instance",
    "InstanceError": "errors",
    "Lang": "summary",
    "NoPlanError": "errors",
    "Plan": "plan",
    "PlanningError": "errors",
    "Problem": "errors",
    "Progress": "progress",
    "Report": "progress",
    "Result": "plan",
    "ServiceLine": "plan",
    "SolveOptions": "solve",
    "Status": "plan",
    "UsageError": "errors",
    "Variant": "variants",
    "VerificationError": "errors",
    "Violation": "plan",
    "apply_changes": "variants",
    "check": "checks",
    "drive": "driving",
    "frames": "frames",
    "read_instance": "io",
    "read_plan": "io",
    "read_result": "io",
    "read_variants": "io",
    "solve": "solve",
    "solve_and_drive": "driving",
    "summary": "summary",
    "verify": "verify",
    "write_instance": "io",
    "write_result": "io",
}
"""Module of each public name."""


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps a module from hiding the public function of the same name.

    Importing ``optimizer.solve`` would set the attribute ``solve`` to that module, and
    ``from optimizer import solve`` would then give one or the other by the order of imports.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
