"""New orders that change no more vehicles than are allowed, beside those that have to change."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.driving.replanning.ahead import Ahead, Leave, driven_ahead, kept_ahead
from optimizer.driving.replanning.changing import changing
from optimizer.driving.replanning.schedule import schedules
from optimizer.driving.replanning.tables import Course, tables

if TYPE_CHECKING:
    from optimizer.driving.replanning.setting import Setting
    from optimizer.plan import Driving

AFTERWARDS = 2.0
"""Tables, bounds, judge and files take about as long as what came before the search; as much again
is spare.
"""

FIRST_SHARE = 0.7
"""Share of the time for a first search that may change too many vehicles."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What new orders have to keep to.

    Parameters
    ----------
    most_changed : int or None
        Vehicles at most whose orders change; None: any number.
    began, end : float
        Readings of the monotonic clock: when the work began, and by which all has to be done.
    """

    most_changed: int | None
    began: float
    end: float
    iterations: int | None
    seed: int


@dataclass(frozen=True, kw_only=True)
class Bounded:
    """New orders.

    Parameters
    ----------
    driving : Driving
        Tables of the scenario without figures.
    forced : frozenset of str
        Vehicles that change if nobody changes who can drive the old orders.
    changed : frozenset of str
        Vehicles whose orders change: no more than are allowed, or than are forced if these are
        more.
    """

    ahead: Ahead
    driving: Driving
    forced: frozenset[str]
    changed: frozenset[str]


def bounded(scene: Setting, limits: Limits) -> Bounded:
    """Return new orders.

    Who is given other orders can make others change: goods come later, or less is handed on. If
    that makes it too many, only those who have to change are given new orders; and if that still
    is too many, all others keep what they can drive.
    """
    kept = kept_ahead(scene, 0.0)
    now = time.monotonic()
    limits = replace(limits, end=max(now, limits.end - AFTERWARDS * (now - limits.began)))
    _, forced = _told(scene, kept)
    most = limits.most_changed
    if most is None:
        return _searched(scene, limits, forced, None)
    allowed = max(most, len(forced))
    for room in sorted({0, allowed - len(forced)}, reverse=True):
        found = _searched(scene, limits, forced, room)
        if len(found.changed) <= allowed:
            return found
    ahead = kept_ahead(scene, limits.end)
    driving, changed = _told(scene, ahead)
    return Bounded(ahead=ahead, driving=driving, forced=forced, changed=changed)


def _searched(scene: Setting, limits: Limits, forced: frozenset[str], room: int | None) -> Bounded:
    now = time.monotonic()
    end = limits.end if not room else now + FIRST_SHARE * max(0.0, limits.end - now)
    leave = Leave(free=forced, room=room, end=end, iterations=limits.iterations, seed=limits.seed)
    ahead = driven_ahead(scene, leave)
    driving, changed = _told(scene, ahead)
    return Bounded(ahead=ahead, driving=driving, forced=forced, changed=changed)


def _told(scene: Setting, ahead: Ahead) -> tuple[Driving, frozenset[str]]:
    """Return the tables of what is driven, and the vehicles whose orders change."""
    driving = tables(
        Course(
            scenario=scene.state.scenario,
            schedules=scene.schedules,
            whereabouts=scene.whereabouts,
            aboard=ahead.aboard,
            later=ahead.later,
            after=scene.after_ground,
            kinds=scene.kinds,
        )
    )
    new = schedules(driving, scene.state.scenario)
    return driving, changing(scene.schedules, new, scene.whereabouts, ahead.altered)
