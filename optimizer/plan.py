"""THE ANSWER: stores and stock decided now, flows and shortages in each scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from optimizer.instance.words import Bindingness, Head, Role


class CostHead(StrEnum):
    """What a part of the yearly equivalent cost is for; the objective is their sum."""

    BUILDING = "building"
    EQUIPMENT = "equipment"
    ROADS = "roads"
    FIRST_STOCK = "first_stock"
    REDISTRIBUTION = "redistribution"
    REPLENISHMENT = "replenishment"
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
    roads : str
        Ids of the planned roads that the way needs, sorted and joined by ``|``; empty where it
        needs none.
    """

    scenario: str
    lost_site: str
    origin: str
    place: str
    family: str
    group: str
    deadline_h: float
    persons: float
    roads: str = ""

    @property
    def needed_roads(self) -> tuple[str, ...]:
        """Ids of the planned roads that the way needs."""
        return tuple(self.roads.split("|")) if self.roads else ()


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """Whole units that stand at one site today and are moved to another before the season."""

    from_site: str
    to_site: str
    commodity: str
    quantity: int


@dataclass(frozen=True, slots=True, order=True)
class Replenishment:
    """Volume a year with which a store of an upper tier fills one of a lower tier again."""

    from_site: str
    to_site: str
    m3_per_year: float


@dataclass(frozen=True, slots=True, order=True)
class Payment:
    """What one fund pays under one head."""

    head: Head
    fund: str
    cny: float


@dataclass(frozen=True, slots=True, order=True)
class IndicatorLine:
    """What the plan reaches of an indicator.

    Parameters
    ----------
    indicator : str
        Id.
    reached : float or None
        In the unit of its measure; None where it stands outside or nothing is there to count.
    met : bool or None
        Whether the target is kept; None where `reached` is.
    """

    indicator: str
    reached: float | None
    met: bool | None


@dataclass(frozen=True, slots=True, order=True)
class Shortage:
    """Persons at a place whose bundle does not come by its deadline."""

    scenario: str
    place: str
    family: str
    group: str
    deadline_h: float
    persons: float


@dataclass(frozen=True, slots=True, order=True)
class TripLine:
    """One loading of a vehicle in a scenario, and its empty way to it.

    Parameters
    ----------
    scenario, vehicle : str
        Ids; a vehicle's is ``type@place/owner#number``.
    trip : int
        1 for the vehicle's first.
    origin : str
        Site, source or transfer place where it is loaded.
    leave_h, reach_h, load_h, loaded_h, depart_h : float
        Leaving the place before and reaching the origin; loading begins and ends; departing.
    """

    scenario: str
    vehicle: str
    trip: int
    origin: str
    leave_h: float
    reach_h: float
    load_h: float
    loaded_h: float
    depart_h: float


@dataclass(frozen=True, slots=True, order=True)
class StopLine:
    """A stop of a trip: it leaves the place before, arrives, unloads from `begin_h` to `done_h`."""

    scenario: str
    vehicle: str
    trip: int
    stop: int
    place: str
    leave_h: float
    arrive_h: float
    begin_h: float
    done_h: float


@dataclass(frozen=True, slots=True, order=True)
class DropLine:
    """Persons of a flow whose goods a stop leaves.

    Parameters
    ----------
    flow_origin, place, family, group, deadline_h, roads
        The flow; `place` is where the goods are needed, also where they are handed on.
    part : int
        1 for the first vehicle of the flow's way.
    persons : float
        Persons whose bundles are left.
    """

    scenario: str
    vehicle: str
    trip: int
    stop: int
    flow_origin: str
    place: str
    family: str
    group: str
    deadline_h: float
    roads: str
    part: int
    persons: float


@dataclass(frozen=True, slots=True, order=True)
class RestLine:
    """A rest of a vehicle."""

    scenario: str
    vehicle: str
    start_h: float
    end_h: float


@dataclass(frozen=True, slots=True, order=True)
class ReturnLine:
    """A vehicle's way home from its last stop."""

    scenario: str
    vehicle: str
    leave_h: float
    home_h: float


@dataclass(frozen=True, slots=True, order=True)
class UnservedLine:
    """Persons of a flow that no vehicle brings anything, and why."""

    scenario: str
    flow_origin: str
    place: str
    family: str
    group: str
    deadline_h: float
    roads: str
    persons: float
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class LateLine:
    """Persons of a flow who are served after its deadline, and why."""

    scenario: str
    flow_origin: str
    place: str
    family: str
    group: str
    deadline_h: float
    roads: str
    persons: float
    latest_h: float
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class DriveLine:
    """What the routing of a scenario is worth, with a proven bound of each figure.

    Parameters
    ----------
    driven : bool
        Whether every binding standard holds in the routed times.
    """

    scenario: str
    driven: bool
    persons_unserved: float
    bound_persons_unserved: float
    late_person_h: float
    bound_late_person_h: float
    arrival_person_h: float
    bound_arrival_person_h: float
    cost_cny: float
    bound_cost_cny: float
    engine: str
    seed: int


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


@dataclass(frozen=True, kw_only=True)
class Driving:
    """How the plan is driven, scenario by scenario (docs/routing.md section 5).

    Every table is sorted. Scenarios without a line in `drives` are not routed.
    """

    drives: tuple[DriveLine, ...] = ()
    trips: tuple[TripLine, ...] = ()
    stops: tuple[StopLine, ...] = ()
    drops: tuple[DropLine, ...] = ()
    rests: tuple[RestLine, ...] = ()
    returns: tuple[ReturnLine, ...] = ()
    unserved: tuple[UnservedLine, ...] = ()
    late: tuple[LateLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The answer to an instance.

    Parameters
    ----------
    stores, stock, contracts, roads : tuple
        What is decided before the scenario is known; `roads` are ids of planned links that are
        bought.
    moves, replenishments : tuple
        What is carried between stores before the season, once and every year.
    payments : tuple
        Which fund pays what, where the instance's budgets say it by fund.
    flows, shortages : tuple
        What is done in each scenario.
    costs_cny : mapping of CostHead to float
        Yearly equivalent cost by head, as the plan claims it; `verify` recomputes it.
    indicators : tuple
        What the plan claims to reach of every indicator; `verify` recomputes it.
    driving : Driving
        How it is driven, where it is routed.
    """

    stores: tuple[Store, ...] = ()
    stock: tuple[StockLine, ...] = ()
    contracts: tuple[Contract, ...] = ()
    roads: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    replenishments: tuple[Replenishment, ...] = ()
    payments: tuple[Payment, ...] = ()
    flows: tuple[Flow, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    costs_cny: Mapping[CostHead, float] = field(default_factory=dict)
    indicators: tuple[IndicatorLine, ...] = ()
    driving: Driving = field(default_factory=Driving)

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
