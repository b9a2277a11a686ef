"""The ways of a stage if roads were open, or could be used, that are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from optimizer.instance.words import RoadClass, TransportMode
from optimizer.routing.scenario.staged import ways_on
from optimizer.routing.why.relaxed import CLOSED_ROAD, NO_WAY, WEIGHT_LIMIT, RelaxedWays

if TYPE_CHECKING:
    from optimizer.instance import Instance, Vehicle
    from optimizer.routing.problem import Ways
    from optimizer.routing.scenario.stages import Stage


def opened_ways(stage: Stage) -> RelaxedWays:
    """Return what `reasons` needs to try roads, each time from an instance changed for it."""
    driven = stage.driven
    changing = frozenset(_changing(driven.instance, driven.scenario))

    def ways(codes: frozenset[str]) -> Sequence[Ways] | None:
        if NO_WAY in codes & changing:
            return opened(frozenset({NO_WAY}))
        return opened(codes & changing) if codes & changing else stage.problem.ways

    @cache
    def opened(codes: frozenset[str]) -> Sequence[Ways]:
        ground = driven.ground.of(_opened(driven.instance, driven.scenario, codes))
        found, index = ways_on(stage, ground)
        by_ways = {kind.ways: index[kind.id] for kind in stage.problem.kinds}
        return tuple(
            found[by_ways[number]] if number in by_ways else own
            for number, own in enumerate(stage.problem.ways)
        )

    return ways


def _changing(instance: Instance, scenario: str) -> Iterator[str]:
    """Yield the reasons for which a scenario has roads to open at all."""
    if any(road.weight_limit_t is not None for road in instance.roads) or any(
        vehicle != _on_all_classes(vehicle) for vehicle in instance.vehicles
    ):
        yield WEIGHT_LIMIT
        yield NO_WAY
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


def _on_all_classes(vehicle: Vehicle) -> Vehicle:
    """Return a vehicle that uses the classes closed to it, at the least of its other speeds."""
    if vehicle.mode is not TransportMode.ROAD:
        return vehicle
    speeds = {each: vehicle.speed_kmh(each) for each in RoadClass}
    least = min((speed for speed in speeds.values() if speed > 0), default=0.0)
    changes: dict[str, Any] = {f"{each}_kmh": speed or least for each, speed in speeds.items()}
    return replace(vehicle, **changes)
