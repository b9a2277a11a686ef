"""What a plan document promises: its indicators, and which columns each measure reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from optimizer.bilingual import Bilingual
from optimizer.errors import Problem
from optimizer.instance.schema import Row, column, provenance
from optimizer.instance.words import (
    Bindingness,
    Comparison,
    Head,
    Level,
    Measure,
    ReserveMode,
    Role,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(Row):
    """What the plan promises: an indicator with its clause and target."""

    table: ClassVar[str] = "indicators"

    id: str = column("Id of the indicator", is_id=True)
    name: str = column("Name in English")
    name_zh: str = column("Name in Chinese", default="")
    clause: str = column("Clause of the plan that promises it, as HT-02", default="")
    measure: Measure = column("How it is computed; outside: not by this model")
    comparison: Comparison = column(
        "On which side of the target it should be", default=Comparison.AT_LEAST
    )
    target: float = column("What is promised, in the unit of the measure")
    kind: Bindingness = column("Whether it must be met or is aimed at")
    standard: str | None = column(
        "Standard whose deadline and families count", default=None, refers_to="standards"
    )
    levels: tuple[Level, ...] = column(
        "Response levels whose scenarios count; blank: the standard's, or all", default=()
    )
    families: tuple[str, ...] = column(
        "Families that count; blank: all", default=(), refers_to="families"
    )
    group: str | None = column("Group that counts; blank: all", default=None, refers_to="groups")
    commodities: tuple[str, ...] = column(
        "Commodities that count; blank: all", default=(), refers_to="commodities"
    )
    places: tuple[str, ...] = column(
        "Places that count, with what belongs to them; blank: all", default=(), refers_to="places"
    )
    sites: tuple[str, ...] = column("Sites that count; blank: all", default=(), refers_to="sites")
    role: Role | None = column("Role of the stores that count; blank: any", default=None)
    head: Head | None = column("Budget head of the spending", default=None)
    reserve_modes: tuple[ReserveMode, ...] = column(
        "Reserve modes that count, of mode_share and sources; blank: all", default=()
    )
    remark: str = column("What is declared about it, or why it stands outside", default="")
    remark_zh: str = column("The same in Chinese", default="")
    source: str = provenance()

    def contradictions(self) -> Iterator[Problem]:
        """Yield what the measure needs and is missing, and what it would not look at."""
        for name in _NEEDED.get(self.measure, ()):
            if not getattr(self, name):
                yield Problem(
                    file=self.table,
                    column=name,
                    expected=Bilingual(
                        f"the measure {self.measure} needs it", f"指标算法 {self.measure} 需要此项"
                    ),
                )
        for name in sorted(_NARROWING - _READ[self.measure]):
            value: str | tuple[str, ...] | None = getattr(self, name)
            if value:
                yield Problem(
                    file=self.table,
                    column=name,
                    found=value if isinstance(value, str) else "|".join(value),
                    expected=Bilingual(
                        f"blank: the measure {self.measure} does not look at it",
                        f"留空：指标算法 {self.measure} 不使用此项",
                    ),
                )


_NEEDED: Mapping[Measure, tuple[str, ...]] = {
    Measure.PERSON_SHARE: ("standard",),
    Measure.TOWN_SHARE: ("standard",),
    Measure.STORE_PERSON_SHARE: ("standard",),
    Measure.STORE_TOWN_SHARE: ("standard",),
    Measure.PERSONS_SERVED: ("group",),
    Measure.DAYS_HELD: ("group", "commodities"),
    Measure.MODE_SHARE: ("reserve_modes",),
    Measure.SPENDING: ("head",),
    Measure.OUTSIDE: ("remark",),
}
"""Columns without which a measure cannot be computed, or would not be what its name says."""

_STANDING = frozenset({"places", "sites", "role"})
_GOODS = frozenset({"families", "commodities"})
_NEED = frozenset({"standard", "levels", "group"}) | _GOODS | _STANDING
_NARROWING = _NEED | {"head", "reserve_modes"}

_READ: Mapping[Measure, frozenset[str]] = {
    Measure.PERSON_SHARE: _NEED,
    Measure.TOWN_SHARE: _NEED,
    Measure.STORE_PERSON_SHARE: _NEED,
    Measure.STORE_TOWN_SHARE: _NEED,
    Measure.NEED_SHARE: _NEED,
    Measure.PERSONS_SERVED: _NEED,
    Measure.MODE_SHARE: _NEED | {"reserve_modes"},
    Measure.DAYS_HELD: _NEED,
    Measure.WORKING_DAYS: _GOODS | _STANDING,
    Measure.SHELTER_M2: frozenset({"places"}),
    Measure.FORCED_SHARE: frozenset({"places"}),
    Measure.SPENDING: frozenset({"head"}),
    Measure.STORES: _STANDING,
    Measure.FLOOR_M2: _STANDING,
    Measure.LAND_M2: _STANDING,
    Measure.PIECES: _GOODS | _STANDING,
    Measure.KINDS: _GOODS | _STANDING,
    Measure.MODES: _GOODS | _STANDING,
    Measure.SOURCES: _GOODS | {"places", "reserve_modes"},
    Measure.TRANSPORT_MODES: _NEED,
    Measure.OUTSIDE: _NARROWING,
}
"""Columns that narrow down what a measure counts: a value in any other would be lost unheard.

What stands outside may keep them, for the day on which it is computed.
"""
