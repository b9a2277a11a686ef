"""What holds on of the states that a scenario was replanned for before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.state import VehicleReport

if TYPE_CHECKING:
    from optimizer.plan import Driving
    from optimizer.state import State


def with_earlier(state: State, earlier: Sequence[State], driving: Driving) -> State:
    """Return a state with what earlier ones told of vehicles and needs, where it says no other.

    A vehicle that was lost is so until it is reported again. One that was reported somewhere and
    has had nothing to do since is there.

    Parameters
    ----------
    earlier : sequence of State
        Of the same scenario, in their order.
    """
    told = {row.vehicle for row in state.vehicles}
    found = {}
    for before in earlier:
        for row in before.vehicles:
            if row.vehicle not in told:
                found[row.vehicle] = (before.hour, row)
    kept = tuple(_kept(list(found.values()), driving, state.scenario))
    gone = tuple(need for before in earlier for need in before.needs_gone)
    return replace(
        state,
        vehicles=(*state.vehicles, *kept),
        needs_gone=tuple(dict.fromkeys((*gone, *state.needs_gone))),
    )


def _kept(
    reports: Sequence[tuple[float, VehicleReport]], driving: Driving, scenario: str
) -> Iterator[VehicleReport]:
    for hour, row in reports:
        moved = any(
            line.scenario == scenario and line.vehicle == row.vehicle and line.reach_h >= hour
            for line in driving.trips
        ) or any(
            line.scenario == scenario and line.vehicle == row.vehicle and line.arrive_h >= hour
            for line in driving.stops
        )
        if row.lost:
            yield VehicleReport(vehicle=row.vehicle, lost=True)
        elif row.place is not None and not moved:
            yield VehicleReport(vehicle=row.vehicle, place=row.place, free_h=row.free_h)
