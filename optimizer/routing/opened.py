"""The ways of a stage if roads were open, or could be used, that are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from optimizer.instance.words import RoadClass, TransportMode
from optimizer.routing.relaxed import CLOSED_ROAD, NO_WAY, WEIGHT_LIMIT, RelaxedWays
from optimizer.routing.staged import ways_on

if TYPE_CHECKING:
    from optimizer.instance import Instance, Vehicle
    from optimizer.routing.problem import Ways
    from optimizer.routing.stages import Stage


def opened_ways(stage: Stage) -> RelaxedWays:
    """Return what `reasons` needs to try roads, each time from an instance changed for it."""

    @cache
    def ways(codes: frozenset[str]) -> Sequence[Ways] | None:
        driven = stage.driven
        ground = driven.ground.of(_opened(driven.instance, driven.scenario, codes))
        found, index = ways_on(stage, ground)
        by_ways = {kind.ways: index[kind.id] for kind in stage.problem.kinds}
        return tuple(
            found[by_ways[number]] if number in by_ways else own
            for number, own in enumerate(stage.problem.ways)
        )

    return ways


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
