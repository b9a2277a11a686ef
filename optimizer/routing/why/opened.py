"""The ways of a stage if roads were open, or could be used, that are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from optimizer.instance.words import RoadClass, TransportMode
from optimizer.routing.problem import NEVER_S, Ways
from optimizer.routing.scenario.points import matrices
from optimizer.routing.scenario.staged import points_of
from optimizer.routing.why.relaxed import CLOSED_ROAD, NO_WAY, WEIGHT_LIMIT, RelaxedWays

if TYPE_CHECKING:
    from optimizer.instance import Instance, Vehicle
    from optimizer.routing.answer import Timed
    from optimizer.routing.problem import Kind, RoutingProblem
    from optimizer.routing.scenario.points import Ground, Point
    from optimizer.routing.scenario.stages import Stage


def opened_ways(stage: Stage, timed: Timed | None = None) -> RelaxedWays:
    """Return what `reasons` needs to try roads, each time from an instance changed for it.

    Parameters
    ----------
    timed : Timed or None
        The answer of which it is asked: of ways that neither it nor what it lacks can use, none
        are told. None: all are.
    """
    driven, problem, points = stage.driven, stage.problem, points_of(stage)
    changing = frozenset(_changing(driven.instance, driven.scenario))

    def ways(codes: frozenset[str]) -> Sequence[Ways] | None:
        if NO_WAY in codes and NO_WAY in changing:
            return opened(frozenset({NO_WAY}))
        if NO_WAY in codes:  # nothing is closed: limits are all that is lifted
            return ways((codes - {NO_WAY}) | {WEIGHT_LIMIT})
        return opened(codes & changing) if codes & changing else problem.ways

    @cache
    def opened(codes: frozenset[str]) -> Sequence[Ways]:
        ground = driven.ground.of(_opened(driven.instance, driven.scenario, codes))
        kinds = {kind.ways: kind for kind in reversed(problem.kinds)}
        return tuple(
            _ways(problem, points, ground, kinds[number], timed)
            if number in kinds and _moves_otherwise(driven.instance, codes, kinds[number].id)
            else same
            for number, same in enumerate(problem.ways)
        )

    return ways


def _ways(
    problem: RoutingProblem,
    points: Sequence[Point],
    ground: Ground,
    kind: Kind,
    timed: Timed | None,
) -> Ways:
    """Return the ways of a type on another ground, of some points at least."""
    used = range(len(points)) if timed is None else _used(problem, kind.ways, timed)
    (found,), _ = matrices(ground, [ground.types[kind.id]], [points[point] for point in used])
    size = len(points)
    seconds = [[NEVER_S] * size for _ in points]
    metres = [[NEVER_S] * size for _ in points]
    for row, start in enumerate(used):
        for column, end in enumerate(used):
            seconds[start][end] = found.seconds[row][column]
            metres[start][end] = found.metres[row][column]
    later = {(used[start], used[end]): some for (start, end), some in found.later.items()}
    return Ways(seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)), later=later)


def _used(problem: RoutingProblem, number: int, timed: Timed) -> Sequence[int]:
    """Return the points where vehicles of some ways are or load, and where something is missing."""
    movers = {v for v, its in enumerate(problem.vehicles) if problem.kinds[its.kind].ways == number}
    found = {origin.point for origin in problem.origins}
    found.update(problem.deliveries[index].point for index, *_ in (*timed.late, *timed.unserved))
    for vehicle in movers:
        found.update((problem.vehicles[vehicle].home, problem.vehicles[vehicle].start_point))
    for route in timed.routes:
        if route.vehicle in movers:
            found.update(stop.point for trip in route.trips for stop in trip.stops)
    return sorted(found)


def _changing(instance: Instance, scenario: str) -> Iterator[str]:
    """Yield the reasons for which a scenario has roads to open at all."""
    if any(road.weight_limit_t is not None for road in instance.roads) or any(
        vehicle != _on_all_classes(vehicle) for vehicle in instance.vehicles
    ):
        yield WEIGHT_LIMIT
    rows = [row for row in instance.scenario_roads if row.scenario == scenario and row.closed]
    modes = [row for row in instance.scenario_modes if row.scenario == scenario and row.closed]
    if rows or modes:
        yield NO_WAY
    if any(row.reopens_h is not None for row in rows) or any(
        row.reopens_h is not None for row in modes
    ):
        yield CLOSED_ROAD


def _opened(instance: Instance, scenario: str, codes: frozenset[str]) -> Instance:
    """Return an instance with the roads of a scenario open as some reasons say.

    A road that is closed for good opens only for `no_way`, which lifts weight limits as well.
    """
    changes: dict[str, Any] = {}
    if codes & {NO_WAY, WEIGHT_LIMIT}:
        changes["roads"] = tuple(replace(road, weight_limit_t=None) for road in instance.roads)
        changes["vehicles"] = tuple(map(_on_all_classes, instance.vehicles))
    if codes & {NO_WAY, CLOSED_ROAD}:
        for table in ("scenario_roads", "scenario_modes"):
            changes[table] = tuple(
                replace(row, closed=False, reopens_h=None)
                if row.scenario == scenario and (NO_WAY in codes or row.reopens_h is not None)
                else row
                for row in getattr(instance, table)
            )
    return replace(instance, **changes)


def _moves_otherwise(instance: Instance, codes: frozenset[str], name: str) -> bool:
    """Return whether a type may move otherwise if some roads are opened.

    Limits that are lifted change nothing for a type that they do not keep out.
    """
    its = instance.vehicle[name]
    return (
        bool(codes & {NO_WAY, CLOSED_ROAD})
        or its != _on_all_classes(its)
        or any(
            road.weight_limit_t is not None and road.weight_limit_t < its.gross_weight_t
            for road in instance.roads
        )
    )


def _on_all_classes(vehicle: Vehicle) -> Vehicle:
    """Return a vehicle that uses the classes closed to it, at the least of its other speeds."""
    if vehicle.mode is not TransportMode.ROAD:
        return vehicle
    speeds = {each: vehicle.speed_kmh(each) for each in RoadClass}
    least = min((speed for speed in speeds.values() if speed > 0), default=0.0)
    changes: dict[str, Any] = {f"{each}_kmh": speed or least for each, speed in speeds.items()}
    return replace(vehicle, **changes)
