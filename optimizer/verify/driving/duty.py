"""How long a driver is at it between rests, wherever on a way the driving may lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from optimizer.verify.tolerance import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from optimizer.verify.driving.clock import Rests, Span
    from optimizer.verify.driving.frontier import Way


class Work(NamedTuple):
    """Something that takes hours of a driver.

    Parameters
    ----------
    pieces : tuple of Span
        When it may be done: the hours from its begin to its end without rests.
    ways : tuple of Way
        The ways it may be driven by; loading and unloading are a way without gates.
    """

    pieces: tuple[Span, ...]
    ways: tuple[Way, ...]


class Stretch(NamedTuple):
    """What is done between two rests that are long enough."""

    start_h: float
    end_h: float
    hours: float


class Piece(NamedTuple):
    """When something may be done, and whether the driver has rested just before."""

    span: Span
    is_rested: bool


def stretches(
    works: Iterable[Work], rests: Rests, most_h: float, least_rest_h: float
) -> Iterator[Stretch]:
    """Yield what is done between rests, each way driven where that strains the driver least.

    Parameters
    ----------
    works : iterable of Work
        In their order.
    most_h, least_rest_h : float
        Hours that are allowed between two rests, and how long a rest is at least.

    Notes
    -----
    Where on its way a vehicle drives, stands or dawdles is not stated. Before a rest it is taken
    to drive as much as it may: what it does not drive then it must drive after it.
    """
    ends = rests.ends_of(least_rest_h)
    seen: int = 0
    done: Stretch | None = None
    for work in works:
        pieces = []
        for span in work.pieces:
            rested = sum(end <= span.start_h for end in ends)
            pieces.append(Piece(span, rested > seen))
            seen = rested
        parts = _least_strain(work, pieces, 0.0 if done is None else done.hours, most_h)
        for piece, hours in zip(pieces, parts, strict=True):
            if done is None or piece.is_rested:
                yield from () if done is None else (done,)
                done = Stretch(piece.span.start_h, piece.span.end_h, hours)
            else:
                done = Stretch(done.start_h, piece.span.end_h, done.hours + hours)
    yield from () if done is None else (done,)


def _least_strain(
    work: Work, pieces: Sequence[Piece], before_h: float, most_h: float
) -> tuple[float, ...]:
    """Return the hours done in each piece, on the way after which most may still be done.

    If more than is allowed must be done before a rest on some way, then all that fits in comes
    after it, so no other way leaves less to do.
    """
    shares = [_shared_out(way, pieces, before_h, most_h) for way in work.ways]
    return min(shares, key=lambda parts: _used_h(parts, pieces, before_h))


def _shared_out(
    way: Way, pieces: Sequence[Piece], before_h: float, most_h: float
) -> tuple[float, ...]:
    """Return the hours done in each piece: as many as may be before a rest, or more if they must.

    They must where what is left could not be done in the later pieces.
    """
    parts, driven_h, used_h = [], 0.0, before_h
    later_h = sum(piece.span.hours + CLOCK for piece in pieces)
    for piece in pieces:
        used_h = 0.0 if piece.is_rested else used_h
        later_h -= piece.span.hours + CLOCK
        can_h = _reached_h(way, driven_h, piece.span) - driven_h
        must_h = way.moving_h - driven_h - later_h
        hours = min(max(most_h - used_h, must_h, 0.0), max(can_h, 0.0))
        parts.append(hours)
        driven_h, used_h = driven_h + hours, used_h + hours
    return tuple(parts)


def _reached_h(way: Way, driven_h: float, span: Span) -> float:
    """Return the moving hours of a way that can be behind one by the end of a span."""
    hour, end_h = span.start_h, span.end_h + CLOCK
    for gate_h, opens_h in way.gates:
        if gate_h < driven_h:
            continue
        if hour + gate_h - driven_h >= end_h:
            break
        hour, driven_h = max(hour + gate_h - driven_h, opens_h), gate_h
    return min(way.moving_h, driven_h + max(0.0, end_h - hour))


def _used_h(parts: Sequence[float], pieces: Sequence[Piece], before_h: float) -> float:
    """Return the hours done since the last rest, which count on in the next work."""
    used_h = before_h
    for piece, hours in zip(pieces, parts, strict=True):
        used_h = hours if piece.is_rested else used_h + hours
    return used_h
