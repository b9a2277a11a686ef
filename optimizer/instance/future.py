"""The ways the future may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from optimizer.instance.schema import Row, column, provenance, share
from optimizer.instance.words import Level, Season, TransportMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Row):
    """One way the future may be; nature chooses."""

    table: ClassVar[str] = "scenarios"

    id: str = column("Id of the scenario", is_id=True)
    name: str = column("Name in English")
    name_zh: str = column("Name in Chinese", default="")
    level: Level = column("Response level it calls for")
    probability: float = share("Chance that it happens in a year")
    days: int = column("Days for which people must be supplied", unit="days", minimum=1)
    season: Season = column("When it strikes", default=Season.ANY)
    speed_factor: float = column(
        "Factor on every speed by road: snow, night, convoy", default=1.0, above=0
    )
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioPeople(Row):
    """People who must be supplied at a place."""

    table: ClassVar[str] = "scenario_people"
    key: ClassVar[tuple[str, ...]] = ("scenario", "place", "group")

    scenario: str = column("Scenario", refers_to="scenarios")
    place: str = column("Where they are", refers_to="places")
    group: str = column("Who they are", refers_to="groups")
    persons: int = column("How many", unit="persons", minimum=0)
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioRoad(Row):
    """A road that is closed or slowed."""

    table: ClassVar[str] = "scenario_roads"
    key: ClassVar[tuple[str, ...]] = ("scenario", "road")

    scenario: str = column("Scenario", refers_to="scenarios")
    road: str = column("Road", refers_to="roads")
    closed: bool = column("Whether it is closed", default=False)
    reopens_h: float | None = column(
        "Hours after the start when a closed road reopens; blank: not within the response",
        unit="h",
        default=None,
        minimum=0,
    )
    speed_factor: float = column("Factor on the speed while it is open", default=1.0, above=0)
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSite(Row):
    """Damage to what stands at a site."""

    table: ClassVar[str] = "scenario_sites"
    key: ClassVar[tuple[str, ...]] = ("scenario", "site")

    scenario: str = column("Scenario", refers_to="scenarios")
    site: str = column("Site", refers_to="sites")
    usable_share: float = share("Share of its stock that can still be used")
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioMode(Row):
    """A transport mode that is closed or slowed as a whole: gales, fog, a typhoon at sea."""

    table: ClassVar[str] = "scenario_modes"
    key: ClassVar[tuple[str, ...]] = ("scenario", "mode")

    scenario: str = column("Scenario", refers_to="scenarios")
    mode: TransportMode = column("Mode of transport")
    closed: bool = column("Whether all its links are closed", default=False)
    reopens_h: float | None = column(
        "Hours after the start when they reopen; blank: not within the response",
        unit="h",
        default=None,
        minimum=0,
    )
    speed_factor: float = column("Factor on every speed by this mode", default=1.0, above=0)
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioSource(Row):
    """What a scenario leaves of what a source can give."""

    table: ClassVar[str] = "scenario_sources"
    key: ClassVar[tuple[str, ...]] = ("scenario", "supplier")

    scenario: str = column("Scenario", refers_to="scenarios")
    supplier: str = column("Source", refers_to="sources")
    usable_share: float = share("Share of what is counted on that it can give")
    source: str = provenance()
