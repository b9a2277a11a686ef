"""The fastest ways from one place to all others, whatever the second of leaving.

On a way with closed links one may have to wait. Left at second t it is done at
``max(t + moving, open)``, where `moving` is the time on the move and `open` is when it would be
done by whoever left long ago: of all its closed links the latest opening plus the time from there
to the end. So a way is of use only if no other one has both less `moving` and less `open`, and
the few ways that are left give the earliest arrival for every t.

Times are whole microseconds and lengths whole millimeters here: sums of the same links are equal
then, in whatever order they are added, and ties are decided by length.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from optimizer.routing.problem import HOUR_S, Way

if TYPE_CHECKING:
    from optimizer.network.moving import Leg, Legs

US_PER_S = 1_000_000
US_PER_H = HOUR_S * US_PER_S
MM_PER_M = 1_000
MM_PER_KM = 1_000 * MM_PER_M


class Track(NamedTuple):
    """A way from a start to a place; of two to the same place the lesser is better.

    Parameters
    ----------
    moving_us : int
        Microseconds on the move.
    open_us : int
        When it is done at the earliest; at least the earliest leaving plus `moving_us`.
    mm : int
        Its length.
    number : int
        Order in which tracks were found: it keeps places and links from being compared.
    waits : bool
        Whether one may have to wait on it.
    leg : Leg or None
        Its last link, None at the start.
    before : Track or None
        The way to where that link begins.
    """

    moving_us: int
    open_us: int
    mm: int
    number: int
    waits: bool
    place: str
    leg: Leg | None = None
    before: Track | None = None

    @property
    def steps(self) -> tuple[Track, ...]:
        """The ways to all places on it, from the start to its end."""
        found: list[Track] = []
        track: Track | None = self
        while track is not None:
            found.append(track)
            track = track.before
        return tuple(reversed(found))

    def done_us(self, leave_us: int) -> int:
        """Return when it is done if one leaves at a moment."""
        return max(leave_us + self.moving_us, self.open_us)


def fastest_tracks(legs: Legs, start: str, earliest_us: int) -> Mapping[str, Sequence[Track]]:
    """Return the ways that are of use from a place to every place that can be reached.

    Search with labels of two criteria, settled in order of time on the move.

    Parameters
    ----------
    earliest_us : int
        Nobody leaves before; a link that opens sooner than one could be there is an open one.

    Returns
    -------
    mapping of str to sequence of Track
        Sorted by time on the move; the fastest one that needs no waiting is always among them.

    Source: Martins (1984), On a multicriteria shortest path problem; time-dependent waiting as in
    Dreyfus (1969), An appraisal of some shortest-path algorithms.
    """
    settled: dict[str, list[Track]] = {}
    queue = [Track(0, earliest_us, 0, 0, False, start)]
    number = 0
    while queue:
        track = heapq.heappop(queue)
        known = settled.setdefault(track.place, [])
        if not _is_of_use(track.waits, track.open_us, known):
            continue
        known.append(track)
        reached_us = earliest_us + track.moving_us
        for leg in legs.get(track.place, ()):
            number += 1
            drive_us, opens_us = round(leg.drive_h * US_PER_H), round(leg.opens_h * US_PER_H)
            waits = track.waits or opens_us > reached_us
            open_us = max(track.open_us, opens_us) + drive_us
            if _is_of_use(waits, open_us, settled.get(leg.end, ())):
                mm = track.mm + round(leg.km * MM_PER_KM)
                moving_us = track.moving_us + drive_us
                longer = Track(moving_us, open_us, mm, number, waits, leg.end, leg, track)
                heapq.heappush(queue, longer)
    return settled


def _is_of_use(waits: bool, open_us: int, known: Sequence[Track]) -> bool:
    """Return whether a track that moves no shorter than those known is still of use.

    Of those known each is done sooner than the one before, if left long ago, and at most the last
    one does not wait.
    """
    if not known:
        return True
    last = known[-1]
    return last.waits and (not waits or last.open_us > open_us)


def way_of(track: Track, earliest_us: int) -> Way:
    """Return a track in whole seconds and meters, never faster than it is.

    Links that are open whenever one comes there are no gates.
    """
    gates = []
    late_us = earliest_us
    for step in track.steps[1:] if track.waits else ():
        if step.leg is None or step.before is None:
            continue
        opens_us, reached_us = round(step.leg.opens_h * US_PER_H), step.before.moving_us
        if opens_us > late_us + reached_us:
            gates.append((reached_us // US_PER_S, _whole_s(opens_us)))
            late_us = opens_us - reached_us
    return Way(
        seconds=_whole_s(track.moving_us),
        metres=_nearest_m(track.mm),
        gates=tuple(gates),
    )


def _whole_s(microseconds: int) -> int:
    return -(-microseconds // US_PER_S)


def _nearest_m(millimeters: int) -> int:
    return (millimeters + MM_PER_M // 2) // MM_PER_M
