"""Where stores may stand, how large, and what stands there today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.schema import Row, column, provenance
from optimizer.instance.words import Role, SiteStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Row):
    """A place where a store may stand."""

    table: ClassVar[str] = "sites"

    id: str = column("Id of the site", is_id=True)
    place: str = column("Place through which it reaches the network", refers_to="places")
    name: str = column("Name in English or pinyin", default="")
    name_zh: str = column("Name in Chinese", default="")
    status: SiteStatus = column("What is already decided about it", default=SiteStatus.CANDIDATE)
    mobilization_h: float = column(
        "From the decision until its crew starts loading", unit="h", default=0.0, minimum=0
    )
    reason: str = column("Why it is excluded or committed", default="")
    source: str = provenance()

    def contradictions(self) -> Iterator[Problem]:
        """Yield an exclusion without its reason."""
        if self.status is SiteStatus.EXCLUDED and not self.reason:
            yield Problem(
                file=self.table,
                column="reason",
                expected=Bilingual("the reason of the exclusion is missing", "缺少排除原因"),
                remedy=Bilingual(
                    "Say why no store may stand here, as 'flood plain'.",
                    "请说明此处为何不得设库，如“行洪区”。",
                ),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Row):
    """One size, in one role, that a site may be built to.

    The yearly cost is what it takes to run it; capital is spread over its life by the
    economics' annuity.
    """

    table: ClassVar[str] = "options"
    key: ClassVar[tuple[str, ...]] = ("site", "id")

    site: str = column("Site it is for", refers_to="sites")
    id: str = column("Id of the option, unique at its site", is_id=True)
    role: Role = column("Role the store takes")
    floor_m2: float = column("Floor area", unit="m2", default=0.0, minimum=0)
    land_m2: float = column("Land area", unit="m2", default=0.0, minimum=0)
    capacity_m3: float = column(
        "Stacked volume it holds of goods kept in general storage", unit="m3", minimum=0
    )
    cold_m3: float = column("Volume of its cold room", unit="m3", default=0.0, minimum=0)
    hazardous_m3: float = column(
        "Volume of its room for hazardous goods", unit="m3", default=0.0, minimum=0
    )
    handling_t_per_h: float | None = column(
        "Tonnes it can load in an hour; blank: no limit", unit="t/h", default=None, above=0
    )
    docks: int | None = column(
        "Vehicles it can load at the same time; blank: any number",
        unit="vehicles",
        default=None,
        minimum=1,
    )
    capital_cost_cny: float = column(
        "Construction cost; 0 for what stands already", unit="CNY", default=0.0, minimum=0
    )
    equipment_cost_cny: float = column(
        "Cost of racks, forklifts and information system", unit="CNY", default=0.0, minimum=0
    )
    operating_cost_cny_per_year: float = column(
        "Cost of running it for a year, whatever it holds", unit="CNY/a", default=0.0, minimum=0
    )
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger(Row):
    """Stores that cost less to build when all of them are built together."""

    table: ClassVar[str] = "mergers"

    id: str = column("Id of the merger", is_id=True)
    name: str = column("Name in English", default="")
    name_zh: str = column("Name in Chinese", default="")
    sites: tuple[str, ...] = column("Sites that are built together", refers_to="sites")
    saving_cny: float = column(
        "What building all of them saves of their construction cost", unit="CNY", minimum=0
    )
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingStock(Row):
    """What an institution must hold for its daily work; it is not issued in a response."""

    table: ClassVar[str] = "working_stock"
    key: ClassVar[tuple[str, ...]] = ("site", "commodity")

    site: str = column("Site where it stands", refers_to="sites")
    commodity: str = column("What it is", refers_to="commodities")
    units_per_day: float = column("Daily use", unit="units/day", minimum=0)
    days: float = column("Days of daily use to be held", unit="days", minimum=0)
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRecord(Row):
    """What stands somewhere today."""

    table: ClassVar[str] = "stock"
    key: ClassVar[tuple[str, ...]] = ("site", "commodity", "expires_year")

    site: str = column("Site it stands at", refers_to="sites")
    commodity: str = column("What it is", refers_to="commodities")
    quantity: int = column("How much", unit="units", minimum=0)
    expires_year: int | None = column(
        "Last year in which it may be issued; blank: it keeps through the plan",
        default=None,
        minimum=1900,
        maximum=2200,
    )
    source: str = provenance()
