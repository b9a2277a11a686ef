"""What is to be driven: deliveries, origins with stock, vehicles and ways, in whole numbers.

Inside the routing core everything is whole: seconds from the start of the response, metres, kg,
litres. docs/routing.md is the contract.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from optimizer.instance.words import Owner, TransportMode
from optimizer.needs import Bundle

NEVER_S = 2**62
"""A second that no response reaches; sums with it still fit into 64 bits."""

HOUR_S = 3600
DAY_S = 24 * HOUR_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Persons of one bundle within a delivery.

    Parameters
    ----------
    origin : str
        Site or source that the plan's flow comes from, wherever it is loaded at last.
    persons : float
        Persons served by the whole delivery.
    """

    origin: str
    bundle: Bundle
    persons: float
    roads: str = ""
    """Planned roads that the plan's flow names, as `Flow.roads`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Goods for one place with one deadline, that may come in one drop or be split.

    Parameters
    ----------
    point : int
        Point of the matrices where it is unloaded.
    place : str
        Place that needs it. Where goods are handed on to another vehicle, `point` is that of the
        transfer, and `place` is still where they are needed.
    origins : tuple of int
        Origins it may be loaded at, the planned one first.
    kg, litres : int
        Weight and volume of the whole delivery, rounded up.
    persons : float
        Persons served, summed over the bundles: what unserved and late persons are counted by.
    deadline_s : int
        Second by which it must be handed out (or handed on).
    tail_s : int
        Seconds from the end of unloading until it is handed out: hand-out and time in hand.
    ready_s : int
        Second from which on it may be loaded.
    earliest_s : int
        Second before which it is not unloaded: published benchmarks know this, a response does
        not.
    handling_s : int
        Seconds of unloading whatever the vehicle; added to what the vehicle type takes.
    priority : int
        Class, 0 comes first.
    part : int
        0 where it ends at the place that needs it or is the first of several vehicles, then 1, 2.
    lines : tuple of Line
        What it holds. Every drop holds the same mix.
    units : mapping of str to float
        Units of each commodity.
    hard : bool
        Whether it may not come late at all, as in published benchmarks.
    piece_kg, piece_litres : float
        Its heaviest and its largest piece: a vehicle that carries less takes nothing of it. 0: it
        may be divided as one likes.
    handed_on : bool
        Whether another vehicle takes it on from `point`: unloading there takes no time, and it
        is no visit that `most_visits` counts.
    """

    point: int
    place: str
    origins: tuple[int, ...]
    kg: int
    litres: int
    persons: float
    deadline_s: int = NEVER_S
    tail_s: int = 0
    ready_s: int = 0
    earliest_s: int = 0
    handling_s: int = 0
    priority: int = 0
    part: int = 0
    lines: tuple[Line, ...] = ()
    units: Mapping[str, float] = field(default_factory=dict)
    hard: bool = False
    handed_on: bool = False
    piece_kg: float = 0.0
    piece_litres: float = 0.0

    def fits(self, kind: Kind) -> bool:
        """Return whether a type of vehicle takes each of its pieces."""
        return self.piece_kg <= kind.kg and self.piece_litres <= kind.litres


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where vehicles are loaded: a store, a source, or a place where goods are handed on.

    Parameters
    ----------
    kg_per_h : float
        What it loads in an hour at most, infinite where there is no limit.
    docks : int or None
        Vehicles loaded at the same time at most; None: any number.
    opens_s : int
        Second from which on it loads.
    stock : mapping of str to float, or None
        Units of each commodity that may leave it; None: no limit.
    per_day : mapping of str to float
        Units a day at which a commodity comes in from `opens_s` on; not in it: all at once.
    docks_free_s : tuple of int
        Seconds at which docks are free that are taken at the beginning, one for each.
    handling_free_s : int
        Second at which handling is free.
    given : mapping of str to float
        Units of what comes in day by day that left before.
    """

    id: str
    point: int
    kg_per_h: float = math.inf
    docks: int | None = None
    opens_s: int = 0
    stock: Mapping[str, float] | None = None
    per_day: Mapping[str, float] = field(default_factory=dict)
    docks_free_s: tuple[int, ...] = ()
    handling_free_s: int = 0
    given: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a vehicle type gets from one point to another.

    Parameters
    ----------
    seconds, metres : int
        On the move, without waiting.
    gates : tuple of (int, int)
        Seconds on the move until a closed road on it is reached, and the second at which that
        opens; in their order.
    """

    seconds: int
    metres: int
    gates: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ways:
    """The ways of vehicle types that move alike.

    Parameters
    ----------
    seconds, metres : tuple of tuple of int
        Square: over roads that are open at once; `NEVER_S` where there is no such way.
    later : mapping of (int, int) to tuple of Way
        Ways over roads that open later, where these are shorter or the only ones. The vehicle
        takes the way by which it arrives first.
    """

    seconds: tuple[tuple[int, ...], ...]
    metres: tuple[tuple[int, ...], ...]
    later: Mapping[tuple[int, int], tuple[Way, ...]] = field(default_factory=dict)

    def ways(self, start: int, end: int) -> tuple[Way, ...]:
        """Return the ways between two points, the one open at once first; empty: unreachable."""
        later = self.later.get((start, end), ())
        seconds = self.seconds[start][end]
        if seconds >= NEVER_S:
            return later
        return (Way(seconds=seconds, metres=self.metres[start][end]), *later)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A type of vehicle.

    Parameters
    ----------
    ways : int
        Index of its ways.
    kg, litres : int
        What it carries at most.
    load_s, unload_s : int
        Seconds to load and to unload a full load; less in proportion to the load.
    range_m : int
        Metres from loading to the last stop, and from there on to where it goes next.
    drive_s, rest_s : int
        It drives at most `drive_s` without a rest of `rest_s`; `NEVER_S`, 0 where nobody rests.
    shift_s, night_s : int
        It works at most `shift_s` without a rest of `night_s`; `NEVER_S`, 0 likewise.
    first_departure_s, every_s : int
        Timetable: seconds at which it leaves an origin; `every_s` is 0 where it leaves when
        loaded.
    cost_per_m, cost_per_work_s, cost_if_used : float
        Fen.
    """

    id: str
    mode: TransportMode = TransportMode.ROAD
    ways: int = 0
    kg: int
    litres: int = NEVER_S
    load_s: int = 0
    unload_s: int = 0
    range_m: int = NEVER_S
    drive_s: int = NEVER_S
    rest_s: int = 0
    shift_s: int = NEVER_S
    night_s: int = 0
    first_departure_s: int = 0
    every_s: int = 0
    cost_per_m: float = 0.0
    cost_per_work_s: float = 0.0
    cost_if_used: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """One vehicle.

    Parameters
    ----------
    id : str
        As ``van42@CG/own#3``: type, place, owner, number.
    kind : int
    home : int
        Point to which it goes back at last, and where it stands if `start` is None.
    start : int or None
        Point where it stands when it becomes ready, where that is not its home.
    ready_s : int
        Second from which on it can be used.
    end_s : int
        Second by which it must be back; `NEVER_S` in a response.
    most_m : int
        Metres that it drives at most in all; `NEVER_S` in a response.
    only_origins : tuple of int
        Origins it may load at; empty: all that it reaches.
    most_trips : int
        Loadings at most.
    driven_s, worked_s : int
        What it drove and worked since its last rests when it becomes ready.
    """

    id: str
    kind: int
    home: int
    owner: Owner = Owner.OWN
    ready_s: int = 0
    end_s: int = NEVER_S
    most_m: int = NEVER_S
    only_origins: tuple[int, ...] = ()
    most_trips: int = NEVER_S
    driven_s: int = 0
    worked_s: int = 0
    start: int | None = None

    @property
    def start_point(self) -> int:
        """Point where it stands when it becomes ready."""
        return self.home if self.start is None else self.start


class Criterion:
    """What answers are compared by."""

    UNSERVED = "unserved"
    LATE = "late"
    ARRIVAL = "arrival"
    COST = "cost"


DEFAULT_RULE = (Criterion.UNSERVED, Criterion.LATE, Criterion.ARRIVAL, Criterion.COST)


@dataclass(frozen=True, kw_only=True)
class RoutingProblem:
    """One scenario's deliveries, or those of one stage of its ways.

    Parameters
    ----------
    name : str
        Scenario, and stage where there are several.
    points : tuple of str
        Places; the matrices are over them.
    ways : tuple of Ways
    rule : tuple of str
        Criteria, the first decides.
    most_visits : int or None
        Visits (stops of different trips) that a point gets at most.
    splits : bool
        Whether deliveries may be split.
    starts_s : int
        Second from which on a vehicle could be had that there is not: when it is asked.
    """

    name: str
    points: tuple[str, ...]
    ways: tuple[Ways, ...]
    kinds: tuple[Kind, ...]
    vehicles: tuple[Vehicle, ...]
    origins: tuple[Origin, ...]
    deliveries: tuple[Delivery, ...]
    rule: tuple[str, ...] = DEFAULT_RULE
    most_visits: int | None = None
    splits: bool = True
    starts_s: int = 0

    @cached_property
    def classes(self) -> int:
        """Number of priority classes."""
        return 1 + max((delivery.priority for delivery in self.deliveries), default=0)
