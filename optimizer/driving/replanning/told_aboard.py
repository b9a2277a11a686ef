"""What a vehicle has on board where that is reported, as drops of the trip that it loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from optimizer.driving.replanning.schedule import Stop
    from optimizer.plan import DropLine
    from optimizer.state import OnBoard

LEAST_PERSONS = 1e-6
"""Fewer are the rounding of sums."""


class ToldAboard(NamedTuple):
    """Goods on board as reported.

    Parameters
    ----------
    leaves : tuple of DropLine, or None
        What the stop that the vehicle is bound for gets; None: as ordered.
    aboard : tuple of tuple of DropLine
        What it has on board after that, entry by entry of the report.
    """

    leaves: tuple[DropLine, ...] | None
    aboard: tuple[tuple[DropLine, ...], ...]


def told_aboard(
    goods: Sequence[OnBoard], bound_for: Stop | None, onward: Sequence[Stop]
) -> ToldAboard:
    """Return what a vehicle has on board, of what it has by its schedule and no more.

    Goods of the stop that it is bound for are what that stop gets; where none of it are listed,
    it gets what was ordered.
    """
    first = _Left(() if bound_for is None else bound_for.drops)
    then = _Left([drop for stop in onward for drop in stop.drops])
    leaves: list[DropLine] = []
    aboard: list[tuple[DropLine, ...]] = []
    for entry in goods:
        there = tuple(first.take(entry, entry.persons))
        leaves += there
        rest = tuple(then.take(entry, entry.persons - sum(drop.persons for drop in there)))
        if rest:
            aboard.append(rest)
    return ToldAboard(tuple(leaves) or None, tuple(aboard))


class _Left:
    """Drops of a schedule, as far as they are not taken yet."""

    def __init__(self, drops: Sequence[DropLine]) -> None:
        self._drops = list(drops)

    def take(self, entry: OnBoard, persons: float) -> Iterator[DropLine]:
        """Yield drops of goods of an entry, for so many persons at most."""
        for number, drop in enumerate(self._drops):
            taken = min(persons, drop.persons)
            name = (drop.place, drop.family, drop.group, drop.deadline_h)
            if name == entry[:4] and taken > LEAST_PERSONS:
                self._drops[number] = replace(drop, persons=drop.persons - taken)
                persons -= taken
                yield replace(drop, persons=taken)
