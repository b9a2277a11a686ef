"""A vehicle's rests, and the clock that stands still in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from optimizer.verify.tolerance import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):
    """Hours from one to another."""

    start_h: float
    end_h: float

    @property
    def hours(self) -> float:
        """Return how long it is."""
        return self.end_h - self.start_h


class Rests:
    """The rests of one vehicle in a scenario; those that touch are one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[Span] = []
        for span in sorted(span for span in spans if span.hours > 0):
            if merged and span.start_h <= merged[-1].end_h + CLOCK:
                merged[-1] = Span(merged[-1].start_h, max(merged[-1].end_h, span.end_h))
            else:
                merged.append(span)
        self.spans = tuple(merged)

    def awake_h(self, hour: float) -> float:
        """Return the hours until an hour in which the vehicle does not rest."""
        return hour - sum(
            min(hour, span.end_h) - span.start_h for span in self.spans if span.start_h < hour
        )

    def hour(self, awake_h: float) -> float:
        """Return the first hour by which so many hours without rests have gone by."""
        hour = awake_h
        for span in self.spans:
            if hour <= span.start_h:
                break
            hour += span.hours
        return hour

    def pieces(self, start_h: float, end_h: float) -> tuple[Span, ...]:
        """Return what is left of some hours without the rests in them."""
        found, begin_h = [], start_h
        for span in self.spans:
            if span.end_h <= begin_h or span.start_h >= end_h:
                continue
            if span.start_h > begin_h:
                found.append(Span(begin_h, span.start_h))
            begin_h = span.end_h
        if begin_h < end_h or not found:
            found.append(Span(min(begin_h, end_h), end_h))
        return tuple(found)

    def ends_of(self, least_h: float) -> tuple[float, ...]:
        """Return when the rests end that are at least so long."""
        return tuple(span.end_h for span in self.spans if span.hours >= least_h - CLOCK)

    def overlap_h(self, start_h: float, end_h: float) -> float:
        """Return the hours of some that lie in rests."""
        return sum(
            max(0.0, min(end_h, span.end_h) - max(start_h, span.start_h)) for span in self.spans
        )
