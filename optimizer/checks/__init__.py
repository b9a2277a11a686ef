"""What is wrong or doubtful in an instance that can be read, with numbers and advice.

Values that may not stand in their columns, and references to nothing, never get here: an
instance that has them cannot be read. Errors found here are questions without an answer;
everything else is a doubt, and the planner decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.checks.carrying import CARRYING_DOUBTS, CARRYING_ERRORS
from optimizer.checks.figures import FIGURE_DOUBTS
from optimizer.checks.islands import separate_networks
from optimizer.checks.links import LINK_DOUBTS, LINK_ERRORS
from optimizer.checks.mergers import MERGER_DOUBTS
from optimizer.checks.names import NAME_DOUBTS
from optimizer.checks.norms import NORM_DOUBTS
from optimizer.checks.reach import reach_doubts
from optimizer.checks.standing import no_room_for_what_stands
from optimizer.checks.stores import STORE_DOUBTS
from optimizer.checks.volumes import volume_doubts
from optimizer.needs import needs
from optimizer.network import lanes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from optimizer.errors import Problem
    from optimizer.instance import Instance

__all__ = ["DOUBTS", "ERRORS", "Findings", "check"]

ERRORS: tuple[Callable[[Instance], Iterator[Problem]], ...] = (*LINK_ERRORS, *CARRYING_ERRORS)
"""Questions that have no answer; each function is one error."""

DOUBTS: tuple[Callable[[Instance], Iterator[Problem]], ...] = (
    *FIGURE_DOUBTS,
    *NAME_DOUBTS,
    *LINK_DOUBTS,
    *NORM_DOUBTS,
    *STORE_DOUBTS,
    no_room_for_what_stands,
    *MERGER_DOUBTS,
    *CARRYING_DOUBTS,
    separate_networks,
)
"""Doubts that need neither requirements nor lanes; each function is one doubt."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found.

    Parameters
    ----------
    errors : tuple of Problem
        What makes planning impossible.
    warnings : tuple of Problem
        What is possible but doubtful.
    """

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def check(instance: Instance) -> Findings:
    """Return what is wrong or doubtful in an instance; computes its lanes if nothing is wrong."""
    errors = tuple(problem for rule in ERRORS for problem in rule(instance))
    required = needs(instance)
    doubts = [problem for doubt in DOUBTS for problem in doubt(instance)]
    doubts += volume_doubts(instance, required)
    if not errors:
        doubts += reach_doubts(instance, required, lanes(instance, required))
    return Findings(errors, tuple(doubts))
