"""Why there is no plan, in words and as a tree for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from optimizer.errors import InfeasibleError, NoPlanError, PlanningError, VerificationError
from optimizer.plan import Status
from optimizer.summary.phrases import Lang, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from optimizer.instance import Instance

NO_PLAN = (InfeasibleError, NoPlanError, VerificationError)
"""Errors that a solve ends with, the question being a good one."""


def refusal_text(error: BaseException, lang: Lang) -> str:
    """Return the message of an error that ends a command, whatever it is, without traceback."""
    if isinstance(error, PlanningError):
        return error.message_zh if lang is Lang.ZH else str(error)
    if isinstance(error, KeyboardInterrupt):
        return phrase("interrupted_early", lang)
    if isinstance(error, OSError):
        what = f"{error.filename}: " if error.filename else ""
        return f"{what}{error.strerror or error}"
    what = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return phrase("internal", lang, what=what)


def refusal_tree(error: PlanningError, instance: Instance) -> Mapping[str, object]:
    """Return for machines that an instance has no plan, and why."""
    status = Status.INFEASIBLE if isinstance(error, InfeasibleError) else Status.NO_PLAN
    return {
        "status": status.value,
        "reason": str(error).splitlines()[0].rstrip(":"),
        "instance": {"name": instance.name, "digest": instance.digest},
        "conflicts": [asdict(conflict) for conflict in getattr(error, "conflicts", ())],
        "violations": list(getattr(error, "violations", ())),
    }
