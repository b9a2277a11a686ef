"""How a plan is driven: trips, stops, drops and rests of vehicles, and what that is worth."""

from __future__ import annotations

from dataclasses import dataclass


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
