"""How many vehicles of each row of the fleet a plan takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from optimizer.instance import FleetEntry
    from optimizer.instance.words import TransportMode
    from optimizer.plan import Plan, ServiceLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetSize:
    """One row of the fleet, with the vehicles that it takes.

    Parameters
    ----------
    entry : FleetEntry
        The row as it should be.
    have, needed : int
        Vehicles now, and as found.
    least : int or None
        No fewer will do, as is proven; None where nothing is of the row alone.
    cost_cny_per_day : float
        Of one vehicle.
    """

    entry: FleetEntry
    have: int
    needed: int
    least: int | None
    cost_cny_per_day: float


@dataclass(frozen=True, kw_only=True)
class FleetSizes:
    """A fleet with which every binding standard holds as driven, or the best there is.

    Parameters
    ----------
    rows : tuple of FleetSize
        Sorted by type, place and owner.
    least : mapping of TransportMode to int
        Vehicles of each mode that no fleet can do without, wherever they stand.
    missed : tuple of ServiceLine
        Binding standards that it misses; empty: all hold.
    is_cut_short : bool
        Whether time ended before it was seen that more vehicles do not help.
    causes : mapping of str to float
        Persons by the reason for which they are late or unserved where standards are missed.
    plan : Plan
        Driven by this fleet.
    seconds : float
        Wall time.
    """

    scenarios: tuple[str, ...]
    rows: tuple[FleetSize, ...]
    least: Mapping[TransportMode, int]
    missed: tuple[ServiceLine, ...]
    is_cut_short: bool
    causes: Mapping[str, float]
    plan: Plan
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether every binding standard holds."""
        return not self.missed

    @property
    def fleet(self) -> tuple[FleetEntry, ...]:
        """Rows of the fleet as it should be, those without vehicles left out."""
        return tuple(row.entry for row in self.rows if row.needed)

    @property
    def cost_cny_per_day(self) -> tuple[float, float]:
        """Of all vehicles, now and as found."""
        return (
            sum(row.have * row.cost_cny_per_day for row in self.rows),
            sum(row.needed * row.cost_cny_per_day for row in self.rows),
        )
