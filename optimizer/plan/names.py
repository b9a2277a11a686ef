"""Which flow a line of a plan is about."""

from __future__ import annotations

from optimizer.plan.driving import DropLine, LateLine, UnservedLine
from optimizer.plan.lines import Flow

FlowName = tuple[str, str, str, str, float, str]
"""Origin, place, family, group, deadline and planned roads: a flow among those of one scenario."""


def flow_name(line: Flow | DropLine | UnservedLine | LateLine) -> FlowName:
    """Return the flow that a line is or is about, in its scenario and with no store lost."""
    origin = line.origin if isinstance(line, Flow) else line.flow_origin
    return (origin, line.place, line.family, line.group, line.deadline_h, line.roads)
