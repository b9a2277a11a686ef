"""THE ANSWER: stores and stock decided now, flows and shortages in each scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from optimizer.instance.words import Bindingness, Role


class CostHead(StrEnum):
    """What a part of the yearly equivalent cost is for; the objective is their sum."""

    BUILDING = "building"
    EQUIPMENT = "equipment"
    OPERATION = "operation"
    ROTATION = "rotation"
    HOLDING = "holding"
    RETAINER = "retainer"
    TRANSPORT = "transport"
    ISSUE = "issue"
    SUPPLY = "supply"
    SHORTAGE = "shortage"


@dataclass(frozen=True, slots=True, order=True)
class Store:
    """A site that the plan opens, with its option and role."""

    site: str
    option: str
    role: Role


@dataclass(frozen=True, slots=True, order=True)
class StockLine:
    """Whole units of a commodity that a store holds."""

    site: str
    commodity: str
    quantity: int


@dataclass(frozen=True, slots=True, order=True)
class Contract:
    """Whole units of a commodity that a source is contracted for."""

    supplier: str
    commodity: str
    quantity: int


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    """Persons at a place whose bundle comes from an origin in a scenario.

    Parameters
    ----------
    scenario, place : str
        Ids.
    lost_site : str
        Site whose store is lost as well, or empty where the scenario strikes alone.
    origin : str
        Id of the site or source.
    family, group, deadline_h : str, str, float
        The bundle.
    persons : float
        Persons served; fractions are people served partly from here, partly from elsewhere.
    """

    scenario: str
    lost_site: str
    origin: str
    place: str
    family: str
    group: str
    deadline_h: float
    persons: float


@dataclass(frozen=True, slots=True, order=True)
class Shortage:
    """Persons at a place whose bundle does not come by its deadline."""

    scenario: str
    place: str
    family: str
    group: str
    deadline_h: float
    persons: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The answer to an instance.

    Parameters
    ----------
    stores, stock, contracts : tuple
        What is decided before the scenario is known.
    flows, shortages : tuple
        What is done in each scenario.
    costs_cny : mapping of CostHead to float
        Yearly equivalent cost by head, as the plan claims it; `verify` recomputes it.
    """

    stores: tuple[Store, ...] = ()
    stock: tuple[StockLine, ...] = ()
    contracts: tuple[Contract, ...] = ()
    flows: tuple[Flow, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    costs_cny: Mapping[CostHead, float] = field(default_factory=dict)

    @property
    def objective_cny(self) -> float:
        """Yearly equivalent cost in all."""
        return sum(self.costs_cny.values())


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
