"""What is stored and needed, by whom and how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.schema import Row, column, provenance, share
from optimizer.instance.words import Category, Season, Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Family(Row):
    """Commodities that are stored, supplied and needed together."""

    table: ClassVar[str] = "families"

    id: str = column("Id of the family", is_id=True)
    name: str = column("Name in English")
    name_zh: str = column("Name in Chinese", default="")
    category: Category = column("Class of emergency materials")
    storage: Storage = column("Kind of room it must be kept in", default=Storage.GENERAL)
    household_share: float = share(
        "Share of the daily need that households hold themselves", default=0.0
    )
    household_days: int = column(
        "Days for which households hold it", unit="days", default=0, minimum=0
    )
    shortage_cny_per_person: float = column(
        "What leaving one person without it is counted as when plans are compared; a price of "
        "the comparison, never paid",
        unit="CNY/person",
        minimum=0,
    )
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commodity(Row):
    """A kind of material."""

    table: ClassVar[str] = "commodities"

    id: str = column("Id of the commodity", is_id=True)
    name: str = column("Name in English")
    name_zh: str = column("Name in Chinese", default="")
    family: str = column("Family it belongs to", refers_to="families")
    unit: str = column("What one unit is, as 'piece' or 'bag of 25 kg'")
    unit_zh: str = column("The unit in Chinese, as 顶 or 袋", default="")
    volume_m3: float = column("Packed volume of one unit", unit="m3", above=0)
    weight_kg: float = column("Packed weight of one unit", unit="kg", minimum=0)
    price_cny: float = column("Purchase price of one unit", unit="CNY", minimum=0)
    shelf_life_years: float = column("Years it keeps in store", unit="a", default=10.0, above=0)
    resale_share: float = share(
        "Share of the price that is got back when stock is rotated out", default=0.0
    )
    holding_rate: float = column(
        "Yearly cost of holding it (space, handling, insurance) as a share of its price",
        unit="1/a",
        default=0.0,
        minimum=0,
    )
    issue_cost_cny: float = column(
        "Cost of issuing one unit of own stock in a response: its replacement less what comes "
        "back fit for use; negative where issuing saves more than it costs",
        unit="CNY",
        default=0.0,
    )
    gb_code: str = column("Code by GB/T 38565-2020", default="")
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Row):
    """People for whom a norm holds."""

    table: ClassVar[str] = "groups"

    id: str = column("Id of the group", is_id=True)
    name: str = column("Name in English")
    name_zh: str = column("Name in Chinese", default="")
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(Row):
    """How much of a commodity one person of a group needs, and by when."""

    table: ClassVar[str] = "norms"
    key: ClassVar[tuple[str, ...]] = ("group", "commodity", "season", "from_day", "deadline_h")

    group: str = column("Who needs it", refers_to="groups")
    commodity: str = column("What is needed", refers_to="commodities")
    once: float = column("Need of one person, once", unit="units", default=0.0, minimum=0)
    per_day: float = column(
        "Need of one person on each day from from_day to to_day",
        unit="units/day",
        default=0.0,
        minimum=0,
    )
    from_day: int = column("First day of the daily need", unit="day", default=1, minimum=1)
    to_day: int | None = column(
        "Last day of the daily need; blank: as long as the scenario lasts",
        unit="day",
        default=None,
        minimum=1,
    )
    deadline_h: float = column(
        "Hours from the start of the response by which it must be handed out", unit="h", above=0
    )
    season: Season = column("Season in which it is needed", default=Season.ANY)
    source: str = provenance()

    def contradictions(self) -> Iterator[Problem]:
        """Yield a window of days that ends before it starts."""
        if self.to_day is not None and self.to_day < self.from_day:
            yield Problem(
                file=self.table,
                column="to_day",
                found=str(self.to_day),
                expected=Bilingual(
                    f"at least from_day ({self.from_day})", f"不小于 from_day（{self.from_day}）"
                ),
                code="min-above-max",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit(Row):
    """The least that must stand within a town."""

    table: ClassVar[str] = "kits"
    key: ClassVar[tuple[str, ...]] = ("town", "commodity")

    town: str = column("Town in whose stores it must stand", refers_to="places")
    commodity: str = column("What must stand there", refers_to="commodities")
    quantity: int = column("How much at least", unit="units", minimum=0)
    source: str = provenance()
