"""How far routing goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.errors import UsageError
from optimizer.verify import unknown_things

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveOptions:
    """Limits and wishes of a routing.

    Parameters
    ----------
    time_limit_s : float
        Wall time for each scenario.
    iterations : int or None
        Iterations of every round; with it the same seed gives the same routes again, if the
        time suffices. None: the time alone decides.
    seed : int
        Random seed.
    workers : int
        Processes that search at the same time.
    first : tuple of str
        Families in the order in which they come first; empty: by deadline.
    """

    time_limit_s: float = 60.0
    iterations: int | None = None
    seed: int = 0
    workers: int = 2
    first: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse limits that let nothing happen."""
        steps = 1 if self.iterations is None else self.iterations
        if self.time_limit_s <= 0 or self.workers < 1 or steps < 1:
            raise UsageError("time limit, iterations and workers of a routing must be positive.")


SHOWN = 5
"""Things of another instance that are told by name."""


def refuse_other_plans(instance: Instance, plan: Plan) -> None:
    """Refuse a plan that was made for another instance.

    Raises
    ------
    UsageError
        When the plan speaks of things that the instance does not know.
    """
    unknown = dict.fromkeys(violation.where for violation in unknown_things(instance, plan))
    if unknown:
        raise UsageError(
            f"the plan was not made for {instance.name}, which does not know "
            f"{', '.join(list(unknown)[:SHOWN])}{' and more' if len(unknown) > SHOWN else ''} "
            "(`reserve verify` tells all); give the instance that it was made for."
        )


def refuse_unknown_families(instance: Instance, first: Sequence[str]) -> None:
    """Refuse families that are to come first and are not of the instance.

    Raises
    ------
    UsageError
        When a family is not one of the instance.
    """
    known = [family.id for family in instance.families]
    unknown = sorted(set(first) - set(known))
    if unknown:
        raise UsageError(f"no family is called {', '.join(unknown)}; there are {', '.join(known)}.")
