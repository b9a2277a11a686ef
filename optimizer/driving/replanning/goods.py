"""Where the goods of every flow are at the hour of a state: left, on board, waiting, to be sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from optimizer.driving.replanning.schedule import Schedule, Stop, second
from optimizer.needs import Bundle
from optimizer.plan import FlowName, flow_name
from optimizer.routing.scenario.points import seconds_up

if TYPE_CHECKING:
    from optimizer.driving.replanning.whereabouts import Whereabouts
    from optimizer.needs import Needs
    from optimizer.plan import DropLine

LEAST_PERSONS = 1e-6
"""Less of a flow is the rounding of sums."""


class Amount(NamedTuple):
    """Persons of a flow whose goods are to be loaded, and from when on they can be."""

    persons: float
    ready_s: int = 0


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What happened to goods until now, and until vehicles have ended the ways that they are on.

    Parameters
    ----------
    left : mapping
        Persons whose goods were left, by flow and part, with the second of the last stop.
    loaded : mapping
        Persons whose goods were loaded, by flow and part.
    units : mapping
        Units that were loaded at each store and source, by origin and commodity.
    aboard : mapping of str to tuple of tuple of DropLine
        Goods on board by vehicle, stop by stop; without those that are lost or needed no more.
    docks_s : mapping of str to tuple of int
        Seconds at which docks come free at which vehicles are being loaded, by origin.
    handled : mapping of str to tuple of (int, float)
        Second at which every load began at each origin, and its kg.
    """

    left: Mapping[tuple[FlowName, int], Amount]
    loaded: Mapping[tuple[FlowName, int], float]
    units: Mapping[tuple[str, str], float]
    aboard: Mapping[str, tuple[tuple[DropLine, ...], ...]]
    docks_s: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    handled: Mapping[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)


def ledger(
    required: Needs,
    scenario: str,
    now_s: int,
    schedules: Mapping[str, Schedule],
    whereabouts: Mapping[str, Whereabouts],
    gone: frozenset[FlowName],
) -> Ledger:
    """Return where goods are.

    Parameters
    ----------
    gone : frozenset of FlowName
        Flows that nobody needs any more.
    """
    left: dict[tuple[FlowName, int], Amount] = {}
    loaded: dict[tuple[FlowName, int], float] = defaultdict(float)
    units: dict[tuple[str, str], float] = defaultdict(float)
    docks: dict[str, list[int]] = defaultdict(list)
    handled: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for vehicle, schedule in schedules.items():
        here = whereabouts[vehicle]
        for trip in schedule.trips[: here.trips]:
            kg = 0.0
            for drop in trip.drops:
                name = flow_name(drop)
                loaded[name, drop.part] += drop.persons
                bundle = Bundle(drop.family, drop.group, drop.deadline_h)
                kg += drop.persons * required.weight_kg[scenario, bundle]
                if drop.part == 1:
                    for commodity, each in required.content[scenario, bundle].items():
                        units[trip.line.origin, commodity] += each * drop.persons
            if trip.part == 1:
                begin_s, end_s = second(trip.line.load_h), second(trip.line.loaded_h)
                if end_s > now_s:
                    docks[trip.line.origin].append(end_s)
                handled[trip.line.origin].append((begin_s, kg))
        for stop in kept_stops(schedule, here):
            for drop in stop.drops:
                key = (flow_name(drop), drop.part)
                before = left.get(key, Amount(0.0))
                done_s = max(before.ready_s, second(stop.line.done_h))
                left[key] = Amount(before.persons + drop.persons, done_s)
    return Ledger(
        left=left,
        loaded=loaded,
        units=units,
        aboard={
            vehicle: goods
            for vehicle, here in whereabouts.items()
            if not here.is_lost and (goods := tuple(_needed(here.aboard, gone)))
        },
        docks_s={origin: tuple(sorted(ends)) for origin, ends in docks.items()},
        handled={origin: tuple(loads) for origin, loads in handled.items()},
    )


def kept_stops(schedule: Schedule, here: Whereabouts) -> Iterator[Stop]:
    """Yield the stops of a vehicle that are done, or that it is bound for and reaches."""
    for number, trip in enumerate(schedule.trips[: here.trips], start=1):
        is_last = number == here.trips
        stops = trip.stops[: here.stops] if is_last else trip.stops
        if is_last and stops and here.leaves is not None:
            stops = (*stops[:-1], stops[-1]._replace(drops=here.leaves))
        yield from stops


def _needed(
    aboard: Sequence[Sequence[DropLine]], gone: frozenset[FlowName]
) -> Iterator[tuple[DropLine, ...]]:
    for drops in aboard:
        kept = tuple(drop for drop in drops if flow_name(drop) not in gone)
        if kept:
            yield kept


Amounts = Mapping[int, Mapping[FlowName, Amount]]
"""What is to be loaded of each flow, by the part of its way from 0 on."""


def to_load(
    book: Ledger,
    flows: Mapping[FlowName, tuple[float, Sequence[float]]],
    gone: frozenset[FlowName],
    stranded: Mapping[FlowName, float],
) -> Amounts:
    """Return what is still to be loaded: at stores and sources, and what waits to be handed on.

    Parameters
    ----------
    flows : mapping
        Persons of each flow, and the hours that each part of its way waits at its beginning.
    stranded : mapping of FlowName to float
        Persons whose goods are on board and cannot be brought: they are sent once more.
    """
    found: dict[int, dict[FlowName, Amount]] = defaultdict(dict)
    aboard: dict[FlowName, float] = defaultdict(float)
    for stops in book.aboard.values():
        for drop in (drop for drops in stops for drop in drops):
            aboard[flow_name(drop)] += drop.persons
    for name, (persons, waits_h) in flows.items():
        if name in gone:
            continue
        there = aboard[name] - stranded.get(name, 0.0)
        there += book.left.get((name, len(waits_h)), Amount(0.0)).persons
        for part in range(1, len(waits_h)):
            came = book.left.get((name, part), Amount(0.0))
            waiting = came.persons - book.loaded.get((name, part + 1), 0.0)
            if waiting > LEAST_PERSONS:
                ready_s = came.ready_s + seconds_up(waits_h[part])
                found[part][name] = Amount(waiting, ready_s)
                there += waiting
        if persons - there > LEAST_PERSONS:
            found[0][name] = Amount(persons - there)
    return found


def merged(
    first: Mapping[FlowName, Amount], more: Mapping[FlowName, Amount]
) -> dict[FlowName, Amount]:
    """Return amounts of both: goods of a flow leave a transfer place when all have come."""
    found = dict(first)
    for name, amount in more.items():
        before = found.get(name, Amount(0.0))
        found[name] = Amount(before.persons + amount.persons, max(before.ready_s, amount.ready_s))
    return found
