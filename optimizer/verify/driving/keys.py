"""What lines of driving are told apart by: the flow they name, the vehicle they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from optimizer.plan import DropLine, Flow, LateLine, UnservedLine

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry, Instance

FlowLine = DropLine | UnservedLine | LateLine
"""A line about a flow."""


class FlowKey(NamedTuple):
    """A flow of a scenario in which no store is lost."""

    scenario: str
    origin: str
    place: str
    family: str
    group: str
    deadline_h: float
    roads: str

    def __str__(self) -> str:
        """Return the flow in words."""
        over = f" over {self.roads}" if self.roads else ""
        return (
            f"{self.scenario}, {self.origin}, {self.place}, {self.family} for {self.group} within "
            f"{self.deadline_h:g} h{over}"
        )


def flow_key(line: Flow | FlowLine) -> FlowKey:
    """Return the flow that a line is or is about."""
    origin = line.origin if isinstance(line, Flow) else line.flow_origin
    return FlowKey(
        line.scenario, origin, line.place, line.family, line.group, line.deadline_h, line.roads
    )


def entry_of(instance: Instance, vehicle: str) -> FleetEntry | None:
    """Return the row of the fleet that a vehicle ``type@place/owner#number`` is of, if any."""
    row, _, number = vehicle.rpartition("#")
    if not (number.isascii() and number.isdecimal()) or number != str(int(number)):
        return None
    for entry in instance.fleet:
        if row == f"{entry.vehicle}@{entry.place}/{entry.owner}":
            return entry
    return None


def number_of(vehicle: str) -> int:
    """Return a vehicle's number within its row of the fleet."""
    return int(vehicle.rpartition("#")[2])
