"""What is said of an instance as a whole, at the top of ``instance.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from optimizer.instance.question import Instance
from optimizer.instance.schema import Row, column


class Currency(StrEnum):
    """The money every amount is in."""

    CNY = "CNY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Row):
    """Name, titles and year of an instance."""

    table: ClassVar[str] = "instance"
    key: ClassVar[tuple[str, ...]] = ()

    name: str = column("Short name; blank: that of the folder", default="")
    title: str = column("Title in English", default="")
    title_zh: str = column("Title in Chinese", default="")
    year: int = column(
        "Year the plan is for; stock that expires before it does not count",
        default=Instance.year,
        minimum=1900,
        maximum=2200,
    )
    currency: Currency = column("Money every amount is in", default=Currency.CNY)
