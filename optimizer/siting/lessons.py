"""What driving a plan taught: lanes and fleets that hold less in time than the model thought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.instance.words import TransportMode
    from optimizer.needs import Bundle

LearnedLane = tuple[str, str, str, "Bundle", tuple[str, ...]]
"""Scenario, origin, place, bundle, and the planned roads of the lane, sorted."""

LearnedLift = tuple[str, "TransportMode", float]
"""Scenario, mode and deadline in hours."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that was learned so far.

    Parameters
    ----------
    most_persons : mapping
        Persons that can be driven in time over a lane, for those lanes that held fewer than
        were planned.
    lift_share : mapping
        Share of a fleet's lift until a deadline that can be driven, 0 to 1, where it is less
        than all.
    """

    most_persons: Mapping[LearnedLane, float] = field(default_factory=dict)
    lift_share: Mapping[LearnedLift, float] = field(default_factory=dict)


NOTHING_LEARNED = Lessons()
