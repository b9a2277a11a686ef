"""A plan with what it is worth: how good it is proven to be, and what made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from optimizer.instance.words import Bindingness
from optimizer.plan.answer import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A promise that the plan breaks.

    Parameters
    ----------
    promise : str
        Name of the promise, that of its family of constraints in docs/model.md.
    where : str
        What it is broken for, as ``S1, XB``.
    amount : float
        By how much, in `unit`.
    sentence : str
        The same in words.
    """

    promise: str
    where: str
    amount: float
    unit: str
    sentence: str

    def __str__(self) -> str:
        """Return the violation as one line."""
        return f"{self.promise}({self.where}): {self.sentence}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLine:
    """How one standard is met in one scenario.

    Parameters
    ----------
    person_share, town_share : float
        Share of persons, and of towns with everyone, served by the standard's deadline.
    latest_arrival_h : float
        Latest hand-out among the flows that count, hours from the start.
    worst_place : str
        The place with the least share served and, among equals, the latest arrival.
    """

    scenario: str
    standard: str
    kind: Bindingness
    deadline_h: float
    persons: float
    person_share: float
    town_share: float
    latest_arrival_h: float
    worst_place: str
    met: bool


@dataclass(frozen=True, slots=True, order=True)
class RoundLine:
    """One turn of the circle from siting to driving and back.

    Parameters
    ----------
    turn : int
        0 for the plan that was found before anything was driven.
    objective_cny : float
        Cost of the plan that was driven.
    driven, scenarios : int
        Scenarios in which every binding standard holds as it is driven, and all.
    persons_missed : float
        Persons that the binding standards miss, summed over scenarios and standards.
    lanes_held, lifts_held : int
        Lanes and fleets that the plan was held to by what earlier turns taught.
    causes : str
        Persons late or unserved by reason, as ``docks 30; vehicle_hours 1200``.
    next_step : str
        What followed: ``planned again``, or why no turn did.
    """

    turn: int
    objective_cny: float
    driven: int
    scenarios: int
    persons_missed: float
    lanes_held: int
    lifts_held: int
    causes: str
    next_step: str


class Status(StrEnum):
    """What an answer is worth."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, kw_only=True)
class Result:
    """A verified plan, how good it is proven to be, and what made it.

    Parameters
    ----------
    status, reason : Status, str
        What it is and why it ended: ``optimal``; ``feasible`` with ``gap reached``, ``time
        limit`` or ``interrupted``.
    objective_cny, bound_cny, gap : float
        Cost of the plan, proven bound of any plan, ``(objective - bound) / |objective|``.
        Where most people are covered first, `coverage` tells that first objective.
    coverage, coverage_bound : float or None
        Expected persons covered per year and its bound, where that comes first.
    runtime_s : float
        Wall time of the solve.
    phases : tuple of (str, float)
        Seconds spent in each phase.
    service : tuple of ServiceLine
        How each standard is met.
    spending_cny : mapping of str to float
        What is spent under each budget head.
    model_rows, model_columns : int
        Size of the extensive model that the bound was proven on.
    violations : tuple of Violation
        What `verify` found: empty for every plan that is shown as one.
    rounds : tuple of RoundLine
        Turns of the circle from siting to driving and back, where it was closed.
    """

    instance_name: str
    instance_digest: str
    plan: Plan
    status: Status
    reason: str
    objective_cny: float
    bound_cny: float
    gap: float
    coverage: float | None = None
    coverage_bound: float | None = None
    runtime_s: float
    phases: tuple[tuple[str, float], ...] = ()
    options: Mapping[str, str | float | int | None] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    service: tuple[ServiceLine, ...] = ()
    spending_cny: Mapping[str, float] = field(default_factory=dict)
    model_rows: int = 0
    model_columns: int = 0
    violations: tuple[Violation, ...] = ()
    rounds: tuple[RoundLine, ...] = ()
