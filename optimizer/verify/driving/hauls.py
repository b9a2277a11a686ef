"""What has to be driven of each flow, and over which stages of its lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.instance.words import ReserveMode, TransportMode

if TYPE_CHECKING:
    from optimizer.instance import Transfer
    from optimizer.plan import Flow
    from optimizer.verify.evidence import Evidence
    from optimizer.verify.lanes import Lane


@dataclass(frozen=True, slots=True)
class Stage:
    """What vehicles of one mode drive of a flow's lane.

    Parameters
    ----------
    mode : TransportMode
    transfer : Transfer or None
        Where the goods come from the stage before; None for the first.
    end : str
        Place where they are unloaded.
    """

    mode: TransportMode
    transfer: Transfer | None
    end: str


@dataclass(frozen=True, slots=True)
class Haul:
    """A flow on its lane.

    Parameters
    ----------
    lane : Lane or None
        None where no lane meets the flow's deadline.
    stages : tuple of Stage
        One for each part of the lane; empty where the flow need not be driven.
    """

    flow: Flow
    lane: Lane | None
    stages: tuple[Stage, ...]

    def stage(self, part: int) -> Stage | None:
        """Return the stage of a part, counted from 1, or None where there is no such part."""
        return self.stages[part - 1] if 1 <= part <= len(self.stages) else None

    def is_last(self, part: int) -> bool:
        """Whether a part ends where the goods are needed."""
        return part == len(self.stages)


def haul_of(evidence: Evidence, flow: Flow) -> Haul:
    """Return what has to be driven of a flow."""
    lane = evidence.lane(flow)
    if lane is None or not _is_driven(evidence, flow, lane):
        return Haul(flow, lane, ())
    ends = [*(part.transfer.place for part in lane.parts if part.transfer), flow.place]
    stages = (
        Stage(part.mode, part.transfer, end) for part, end in zip(lane.parts, ends, strict=True)
    )
    return Haul(flow, lane, tuple(stages))


def _is_driven(evidence: Evidence, flow: Flow, lane: Lane) -> bool:
    """Whether vehicles of the fleet carry a flow: not what is at home, is brought or nameless."""
    source = evidence.instance.supplier.get(flow.origin)
    if source is not None and source.mode is ReserveMode.HOUSEHOLD:
        return False
    by_road = lane.parts[0].mode is TransportMode.ROAD
    if source is not None and source.delivers and by_road:
        return False
    return all(part.vehicle is not None for part in lane.parts)
