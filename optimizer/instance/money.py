"""Whose money there is, what it may be spent on, and how years are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from optimizer.instance.schema import Row, column, provenance
from optimizer.instance.words import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund(Row):
    """Whose money a budget is, as that of the county or of the province."""

    table: ClassVar[str] = "funds"

    id: str = column("Id of the fund", is_id=True)
    name: str = column("Name in English")
    name_zh: str = column("Name in Chinese", default="")
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Row):
    """The most that may be spent under one head, from one fund."""

    table: ClassVar[str] = "budgets"
    key: ClassVar[tuple[str, ...]] = ("head", "fund")

    head: Head = column("What it may be spent on")
    fund: str | None = column(
        "Whose money it is; the ceilings of the funds of a head add up. Blank: not said",
        default=None,
        refers_to="funds",
    )
    ceiling_cny: float = column("Most that may be spent", unit="CNY", minimum=0)
    source: str = provenance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Economics(Row):
    """How money of different years is compared."""

    table: ClassVar[str] = "economics"
    key: ClassVar[tuple[str, ...]] = ()

    discount_rate: float = column("Yearly discount rate", unit="1/a", default=0.06, minimum=0)
    building_life_years: float = column("Life of a building", unit="a", default=30.0, above=0)
    equipment_life_years: float = column("Life of equipment", unit="a", default=10.0, above=0)
    road_life_years: float = column("Life of a road that is built", unit="a", default=20.0, above=0)
    plan_years: float = column(
        "Years over which what is done once, as redistribution, is spread",
        unit="a",
        default=5.0,
        above=0,
    )
    stock_capital_rate: float = column(
        "Yearly cost of the money that is bound in stock that must be bought, as a share of its "
        "price",
        unit="1/a",
        default=0.0,
        minimum=0,
    )
    peacetime_cny_per_m3_km: float | None = column(
        "Cost of moving goods between stores before the season; blank: nothing is moved, and "
        "every store is filled by its suppliers",
        unit="CNY/(m3 km)",
        default=None,
        minimum=0,
    )
    transport_cny_per_t_km: float = column(
        "Cost of moving goods where no vehicles are given",
        unit="CNY/(t km)",
        default=0.0,
        minimum=0,
    )
    source: str = provenance()
