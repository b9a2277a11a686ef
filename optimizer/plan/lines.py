"""Lines of a plan: what is decided now, and what is done in each scenario."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.instance.words import Head, Role


@dataclass(frozen=True, slots=True, order=True)
class Store:
    """A site that the plan opens, with its option and role."""

    site: str
    option: str
    role: Role


@dataclass(frozen=True, slots=True, order=True)
class StockLine:
    """Whole units of a commodity that a store holds."""

    site: str
    commodity: str
    quantity: int


@dataclass(frozen=True, slots=True, order=True)
class Contract:
    """Whole units of a commodity that a source is contracted for."""

    supplier: str
    commodity: str
    quantity: int


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    """Persons at a place whose bundle comes from an origin in a scenario.

    Parameters
    ----------
    scenario, place : str
        Ids.
    lost_site : str
        Site whose store is lost as well, or empty where the scenario strikes alone.
    origin : str
        Id of the site or source.
    family, group, deadline_h : str, str, float
        The bundle.
    persons : float
        Persons served; fractions are people served partly from here, partly from elsewhere.
    roads : str
        Ids of the planned roads that the way needs, sorted and joined by ``|``; empty where it
        needs none.
    """

    scenario: str
    lost_site: str
    origin: str
    place: str
    family: str
    group: str
    deadline_h: float
    persons: float
    roads: str = ""

    @property
    def needed_roads(self) -> tuple[str, ...]:
        """Ids of the planned roads that the way needs."""
        return tuple(self.roads.split("|")) if self.roads else ()


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """Whole units that stand at one site today and are moved to another before the season."""

    from_site: str
    to_site: str
    commodity: str
    quantity: int


@dataclass(frozen=True, slots=True, order=True)
class Replenishment:
    """Volume a year with which a store of an upper tier fills one of a lower tier again."""

    from_site: str
    to_site: str
    m3_per_year: float


@dataclass(frozen=True, slots=True, order=True)
class Payment:
    """What one fund pays under one head."""

    head: Head
    fund: str
    cny: float


@dataclass(frozen=True, slots=True, order=True)
class IndicatorLine:
    """What the plan reaches of an indicator.

    Parameters
    ----------
    indicator : str
        Id.
    reached : float or None
        In the unit of its measure; None where it stands outside or nothing is there to count.
    met : bool or None
        Whether the target is kept; None where `reached` is.
    """

    indicator: str
    reached: float | None
    met: bool | None


@dataclass(frozen=True, slots=True, order=True)
class Shortage:
    """Persons at a place whose bundle does not come by its deadline."""

    scenario: str
    place: str
    family: str
    group: str
    deadline_h: float
    persons: float
