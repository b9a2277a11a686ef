"""A stage of a scenario as a routing problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.routing.problem import Delivery, Kind, Origin, RoutingProblem, Vehicle
from optimizer.routing.scenario.deliveries import LITRES_PER_M3
from optimizer.routing.scenario.fleet import entries, kinds, types_of, vehicles
from optimizer.routing.scenario.points import Point, matrices, seconds_down, seconds_up
from optimizer.routing.scenario.quantities import whole

if TYPE_CHECKING:
    from optimizer.instance.words import TransportMode
    from optimizer.routing.scenario.stages import Driven, Load, Stage

MOST_OTHER_ORIGINS = 4
"""Of the stores and sources that could stand in for the planned one, the nearest are enough."""


def problem_of(stage: Stage) -> RoutingProblem:
    """Return the routing problem of a stage, in whole seconds, meters, kg and litres."""
    driven = stage.driven
    instance, ground = driven.instance, driven.ground
    modes = frozenset(load.stretch.mode for load in stage.loads)
    types = [ground.types[name] for name in types_of(ground, instance, modes)]
    choices = _choices(stage, [vehicle.id or "" for vehicle in types])
    points = _points(stage, modes, choices)
    index = {point: number for number, point in enumerate(points)}
    ways, ways_index = matrices(ground, types, points)
    known = _kinds(stage, modes, ways_index)
    origins = _origins(stage, choices, index)
    origin_index = {origin.id: number for number, origin in enumerate(origins)}
    return RoutingProblem(
        name=driven.scenario if stage.number == 0 else f"{driven.scenario}/{stage.number + 1}",
        points=tuple(point.place for point in points),
        ways=ways,
        kinds=known,
        vehicles=tuple(
            _stood(vehicle, stage, index) for vehicle in vehicles(instance, known, index)
        ),
        origins=origins,
        deliveries=tuple(
            _delivery(stage, load, index, tuple(origin_index[name] for name in choice))
            for load, choice in zip(stage.loads, choices, strict=True)
        ),
        most_visits=instance.response.most_visits_per_place,
        starts_s=driven.starts_s,
    )


def points_of(stage: Stage) -> Sequence[Point]:
    """Return the points of a stage's problem, in its order."""
    driven = stage.driven
    modes = frozenset(load.stretch.mode for load in stage.loads)
    return _points(stage, modes, _choices(stage, types_of(driven.ground, driven.instance, modes)))


Choices = Sequence[tuple[str, ...]]
"""Ids of the origins that every load may be loaded at, the planned one first."""


def _choices(stage: Stage, types: Sequence[str]) -> Choices:
    if stage.number > 0:
        return [(load.stretch.start,) for load in stage.loads]
    ordered_at = stage.ordered_at or ((),) * len(stage.loads)
    return [
        tuple(dict.fromkeys((load.consignment.origin, *_others(stage.driven, load, types), *also)))
        for load, also in zip(stage.loads, ordered_at, strict=True)
    ]


def _others(driven: Driven, load: Load, types: Sequence[str]) -> Sequence[str]:
    """Return the origins that could stand in for the planned one, the nearest first."""
    consignment, stretch, ground = load.consignment, load.stretch, driven.ground
    fitting = [name for name in types if ground.types[name].mode is stretch.mode]
    nearest = []
    for holding in driven.holdings.values():
        if (
            holding.id != consignment.origin
            and holding.is_spare
            and holding.may_serve(driven.instance, consignment.place)
            and holding.holds(consignment.units)
        ):
            leave_s = seconds_up(holding.opens_h)
            hours = [
                arrive_s
                for name in fitting
                if (arrive_s := ground.arrive_s(name, holding.place, stretch.end, leave_s))
                is not None
            ]
            if hours:
                nearest.append((min(hours), holding.id))
    return [name for _, name in sorted(nearest)[:MOST_OTHER_ORIGINS]]


def _points(stage: Stage, modes: frozenset[TransportMode], choices: Choices) -> Sequence[Point]:
    instance = stage.driven.instance
    fleet = [row for row in entries(instance) if instance.vehicle[row.vehicle].mode in modes]
    bases = {row.place for row in fleet}
    bases |= {_origin_place(stage, name) for choice in choices for name in choice}
    bases |= {standing.place for standing in stage.standing.values()}
    ends = {_end(load) for load in stage.loads}
    return [*map(Point, sorted(bases)), *sorted(ends)]


def _end(load: Load) -> Point:
    """Return the point where what a delivery carries is unloaded."""
    return Point(load.stretch.end, load.stretch.mode, handed_on=not load.is_last)


def _origin_place(stage: Stage, name: str) -> str:
    return stage.driven.holdings[name].place if stage.number == 0 else name


def _origins(stage: Stage, choices: Choices, index: Mapping[Point, int]) -> tuple[Origin, ...]:
    names = sorted({name for choice in choices for name in choice})
    if stage.number > 0:
        return tuple(Origin(id=name, point=index[Point(name)]) for name in names)
    held = (stage.driven.holdings[name] for name in names)
    return tuple(holding.at(index[Point(holding.place)]) for holding in held)


def _kinds(
    stage: Stage, modes: frozenset[TransportMode], ways: Mapping[str, int]
) -> tuple[Kind, ...]:
    found = kinds(stage.driven.instance, modes, ways)
    if stage.number == 0:
        return found
    return tuple(replace(kind, load_s=0) for kind in found)  # the transfer's hours hold it


def _stood(vehicle: Vehicle, stage: Stage, index: Mapping[Point, int]) -> Vehicle:
    """Return a vehicle as the stages before left it."""
    standing = stage.standing.get(vehicle.id)
    if standing is None:
        return vehicle
    return replace(
        vehicle,
        start=index[Point(standing.place)],
        ready_s=standing.ready_s,
        driven_s=standing.driven_s,
        worked_s=standing.worked_s,
    )


def _delivery(
    stage: Stage, load: Load, index: Mapping[Point, int], origins: tuple[int, ...]
) -> Delivery:
    consignment, stretch, share = load.consignment, load.stretch, load.share
    kg, litres = whole(consignment.kg * share, consignment.litres * share)
    pieces = [stage.driven.instance.commodity[name] for name in consignment.units]
    due_h = consignment.deadline_h - (0.0 if load.is_last else stretch.onward_h)
    return Delivery(
        point=index[_end(load)],
        place=consignment.place,
        origins=origins,
        kg=kg,
        litres=litres,
        persons=consignment.persons * share,
        deadline_s=seconds_down(due_h),
        tail_s=seconds_up(stretch.onward_h) if load.is_last else 0,
        ready_s=load.ready_s,
        priority=consignment.priority,
        part=load.part,
        handed_on=not load.is_last,
        piece_kg=max((piece.weight_kg for piece in pieces), default=0.0),
        piece_litres=LITRES_PER_M3 * max((piece.volume_m3 for piece in pieces), default=0.0),
        lines=tuple(replace(line, persons=line.persons * share) for line in consignment.lines),
        units={name: units * share for name, units in consignment.units.items()},
    )
