"""Which of the ways to a place brings what is wanted there, and what a better one must cost."""

from __future__ import annotations

import bisect
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from optimizer.needs import Bundle
from optimizer.network.ways import TIE_DECIMALS, Way

HOURS_TOLERANCE = 1e-6
"""Hours are sums of decimal fractions; one that meets its deadline must not miss it by rounding."""


COST_TOLERANCE: float = 10**-TIE_DECIMALS
"""What is dearer by more than this, in CNY/m3, is dearer after rounding as well."""


class Load(NamedTuple):
    """What decides which ways can bring a bundle.

    Parameters
    ----------
    piece_kg, piece_m3 : float
        Its heaviest and its largest piece.
    """

    deadline_h: float
    piece_kg: float
    piece_m3: float

    def goes_by(self, way: Way) -> bool:
        """Return whether a way comes in time and all its vehicles take each piece."""
        return (
            way.hours <= self.deadline_h + HOURS_TOLERANCE
            and self.piece_kg <= way.chain.payload_kg
            and self.piece_m3 <= way.chain.volume_m3
        )


Wanted = Mapping[str, Mapping[Bundle, Load]]
"""What is needed, by place and bundle."""


def chosen(choice: Sequence[Way], load: Load) -> Way | None:
    """Return the first of the ways, sorted by preference, that can bring a load."""
    return next((way for way in choice if load.goes_by(way)), None)


class Worth:
    """What a further way may still be the best for, by what it costs.

    Parameters
    ----------
    choices : mapping
        The ways known, sorted by preference, of every place that is wanted to be reached.

    Attributes
    ----------
    most_cny_per_m3 : mapping of str to float
        Cost above which a way to a place is of no use, by place; inf where something that is
        wanted there cannot be brought yet.
    """

    def __init__(self, choices: Mapping[str, Sequence[Way]], wanted: Wanted) -> None:
        latest_h: dict[float, float] = {}
        self.most_cny_per_m3: dict[str, float] = {}
        for place, choice in choices.items():
            most = -math.inf
            for load in set(wanted[place].values()):
                best = chosen(choice, load)
                cost = math.inf if best is None else best.cny_per_m3 + COST_TOLERANCE
                latest_h[cost] = max(load.deadline_h, latest_h.get(cost, -math.inf))
                most = max(most, cost)
            self.most_cny_per_m3[place] = most
        self._costs = sorted(latest_h)
        self._latest_h = [latest_h[cost] for cost in self._costs]
        for number in range(len(self._costs) - 2, -1, -1):
            self._latest_h[number] = max(self._latest_h[number : number + 2])

    def latest_h(self, cny_per_m3: float) -> float:
        """Return the latest deadline for which nothing cheaper is known, -inf where none is."""
        number = bisect.bisect_left(self._costs, cny_per_m3)
        if number == len(self._costs):
            return -math.inf
        return self._latest_h[number] + HOURS_TOLERANCE
