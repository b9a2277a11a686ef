"""Where things stand on a sheet, and what the sheets hold that are no tables of the question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from optimizer.instance import TABLES
from optimizer.instance.schema import Row, column

CHINESE_ROW, NAME_ROW, HINT_ROW, FIRST_ROW = 1, 2, 3, 4
"""Rows of a sheet: Chinese names, names of the columns, what is expected, the first with values."""

LAST_ROW = 1_048_576
"""A sheet has no more rows."""

HINT = "※"
"""A row whose filled cells all begin so is there to be read by people only."""

PASSED_OVER = (".", "~")
"""Sheets whose titles begin so belong to the planner; so do files of a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Row):
    """What is said once of the whole instance: its heading, economics, response and policy."""

    table: ClassVar[str] = "instance"
    key: ClassVar[tuple[str, ...]] = ("setting",)
    unread: ClassVar[frozenset[str]] = frozenset({"name_zh", "unit", "expected", "description"})

    setting: str = column("Key of the value, as policy.sub_max")
    name_zh: str = column("What it is in Chinese; not read", default="")
    value: str = column("The value; blank: its default", default="")
    unit: str = column("Its unit; not read", default="")
    expected: str = column("What may stand as its value; not read", default="")
    description: str = column("What it means; not read", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Row):
    """A value that a variant of the instance sets; a variant has a row for each."""

    table: ClassVar[str] = "variants"
    key: ClassVar[tuple[str, ...]] = ("variant", "setting")

    variant: str = column("Name of the variant, as for --variant")
    title: str = column("Its title in English; once is enough", default="")
    title_zh: str = column("Its title in Chinese; once is enough", default="")
    setting: str = column(
        "Key of what is changed, as policy.sub_max or sites.XB.status; blank: nothing", default=""
    )
    value: str = column("The new value; blank: the default", default="")


SHEETS: Mapping[str, type[Row]] = {"instance": Setting, "variants": Change, **TABLES}
"""What every sheet but the first holds, in their order."""
