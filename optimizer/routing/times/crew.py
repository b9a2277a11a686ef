"""How long a way takes a crew that must rest, and on which ways one waits for roads to open."""

from __future__ import annotations

from typing import NamedTuple

from optimizer.routing.answer import Rest
from optimizer.routing.problem import NEVER_S, Kind, Way


class Crew(NamedTuple):
    """When the drivers of a vehicle type must rest; see `Kind`.

    Parameters
    ----------
    stated_s : int
        Shortest pause that counts as a rest; `NEVER_S` where nobody needs one.
    """

    drive_s: int
    rest_s: int
    shift_s: int
    night_s: int
    stated_s: int

    @classmethod
    def of(cls, kind: Kind) -> Crew:
        """Return the crew of a vehicle type."""
        stated = [NEVER_S]
        if kind.drive_s < NEVER_S:
            stated.append(kind.rest_s)
        if kind.shift_s < NEVER_S:
            stated.append(kind.night_s)
        return cls(kind.drive_s, kind.rest_s, kind.shift_s, kind.night_s, min(stated))

    def after_pause(self, pause_s: int, driven_s: int, worked_s: int) -> tuple[int, int]:
        """Return seconds driven and worked since the last rest that counts for each."""
        return (
            0 if pause_s >= self.rest_s else driven_s,
            0 if pause_s >= self.night_s else worked_s,
        )

    def pause_due(self, driven_s: int, worked_s: int) -> int:
        """Return the seconds of rest that are needed before any more driving."""
        rest_s = self.rest_s if driven_s >= self.drive_s else 0
        return max(rest_s, self.night_s) if worked_s >= self.shift_s else rest_s


class Gone(NamedTuple):
    """The end of a way: when, after how much driving and work since rests, with which rests."""

    arrive_s: int
    driven_s: int
    worked_s: int
    rests: tuple[Rest, ...]


def arrival_s(way: Way, leave_s: int) -> int:
    """Return when a way ends for who never rests, and waits where a road is still closed."""
    late_s = leave_s
    for until_s, opens_s in way.gates:
        late_s = max(late_s, opens_s - until_s)
    return late_s + way.seconds


def fastest(ways: tuple[Way, ...], leave_s: int) -> Way | None:
    """Return the way that ends first when left at a second, of those the shortest."""
    return min(
        ways, key=lambda way: (arrival_s(way, leave_s), way.metres, way.seconds), default=None
    )


def go(crew: Crew, way: Way, leave_s: int, driven_s: int, worked_s: int) -> Gone | None:
    """Drive a way, resting when no more driving is allowed, and no sooner.

    Waiting at a closed road counts as a rest if it is long enough. Resting as late as possible
    is the soonest end of an open way: the k-th rest cannot be moved further back.

    Returns
    -------
    Gone or None
        None where the crew may never drive.
    """
    if crew.drive_s <= 0 or crew.shift_s <= 0:
        return None
    now, gone = leave_s, 0
    rests: list[Rest] = []
    for until_s, opens_s in (*way.gates, (way.seconds, 0)):
        while gone < until_s:
            room = min(crew.drive_s - driven_s, crew.shift_s - worked_s, until_s - gone)
            if room > 0:
                now, gone = now + room, gone + room
                driven_s, worked_s = driven_s + room, worked_s + room
                continue
            pause_s = crew.pause_due(driven_s, worked_s)
            if pause_s:
                rests.append(Rest(start_s=now, end_s=now + pause_s))
            now += pause_s
            driven_s, worked_s = crew.after_pause(pause_s, driven_s, worked_s)
        if now < opens_s:
            driven_s, worked_s = crew.after_pause(opens_s - now, driven_s, worked_s)
            rests += waiting(crew, now, opens_s)
            now = opens_s
    return Gone(now, driven_s, worked_s, tuple(rests))


def waiting(crew: Crew, start_s: int, end_s: int) -> tuple[Rest, ...]:
    """Return the rest that waiting is, if it is long enough to count as one."""
    if end_s > start_s and end_s - start_s >= crew.stated_s:
        return (Rest(start_s=start_s, end_s=end_s),)
    return ()
