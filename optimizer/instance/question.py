"""The whole question: every table, and that their references meet."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimizer.bilingual import Bilingual
from optimizer.errors import InstanceError, Problem
from optimizer.instance.future import (
    Scenario,
    ScenarioMode,
    ScenarioPeople,
    ScenarioRoad,
    ScenarioSite,
    ScenarioSource,
)
from optimizer.instance.geography import GivenLane, Place, Road
from optimizer.instance.indicator import Indicator
from optimizer.instance.materials import Commodity, Family, Group, Kit, Norm
from optimizer.instance.money import Budget, Economics, Fund
from optimizer.instance.rules import (
    ModeLimit,
    Policy,
    Response,
    ServiceStandard,
)
from optimizer.instance.schema import Row, columns
from optimizer.instance.stores import Merger, Option, Site, StockRecord, WorkingStock
from optimizer.instance.supply import FleetEntry, Source, Supply, Transfer, Vehicle


@dataclass(frozen=True, kw_only=True)
class Instance:
    """The whole question, immutable and valid if it exists.

    Every table is a tuple of rows in the order they were given; no answer depends on that
    order. `dataclasses.replace` makes a changed instance, checked again.

    Parameters
    ----------
    name : str
        Short name, usually that of its folder.
    title, title_zh : str
        Title in English and in Chinese.
    year : int
        Year the plan is for; stock that expires before it does not count.

    Raises
    ------
    InstanceError
        When ids repeat or refer to nothing; all such problems at once.
    """

    name: str
    title: str = ""
    title_zh: str = ""
    year: int = 2026
    economics: Economics
    response: Response
    policy: Policy
    places: tuple[Place, ...] = ()
    roads: tuple[Road, ...] = ()
    lanes: tuple[GivenLane, ...] = ()
    sites: tuple[Site, ...] = ()
    options: tuple[Option, ...] = ()
    mergers: tuple[Merger, ...] = ()
    families: tuple[Family, ...] = ()
    commodities: tuple[Commodity, ...] = ()
    groups: tuple[Group, ...] = ()
    norms: tuple[Norm, ...] = ()
    stock: tuple[StockRecord, ...] = ()
    kits: tuple[Kit, ...] = ()
    working_stock: tuple[WorkingStock, ...] = ()
    sources: tuple[Source, ...] = ()
    supplies: tuple[Supply, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    fleet: tuple[FleetEntry, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    scenario_people: tuple[ScenarioPeople, ...] = ()
    scenario_roads: tuple[ScenarioRoad, ...] = ()
    scenario_sites: tuple[ScenarioSite, ...] = ()
    scenario_modes: tuple[ScenarioMode, ...] = ()
    scenario_sources: tuple[ScenarioSource, ...] = ()
    standards: tuple[ServiceStandard, ...] = ()
    funds: tuple[Fund, ...] = ()
    budgets: tuple[Budget, ...] = ()
    mode_limits: tuple[ModeLimit, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def __post_init__(self) -> None:
        """Refuse repeated keys and references to nothing."""
        problems = list(cross_problems({name: getattr(self, name) for name in TABLES}))
        for name in SECTIONS:
            problems += reference_problems(name, (getattr(self, name),), self._ids)
        if problems:
            raise InstanceError(problems, self.name)

    @cached_property
    def _ids(self) -> Mapping[str, frozenset[str]]:
        return ids_of({name: getattr(self, name) for name in TABLES})

    @cached_property
    def place(self) -> Mapping[str, Place]:
        """Places by id."""
        return {row.id: row for row in self.places}

    @cached_property
    def site(self) -> Mapping[str, Site]:
        """Sites by id."""
        return {row.id: row for row in self.sites}

    @cached_property
    def option(self) -> Mapping[tuple[str, str], Option]:
        """Options by site and id."""
        return {(row.site, row.id): row for row in self.options}

    @cached_property
    def commodity(self) -> Mapping[str, Commodity]:
        """Commodities by id."""
        return {row.id: row for row in self.commodities}

    @cached_property
    def family(self) -> Mapping[str, Family]:
        """Families by id."""
        return {row.id: row for row in self.families}

    @cached_property
    def supplier(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {row.id: row for row in self.sources}

    @cached_property
    def supply(self) -> Mapping[tuple[str, str], Supply]:
        """Supplies by source and commodity."""
        return {(row.supplier, row.commodity): row for row in self.supplies}

    @cached_property
    def vehicle(self) -> Mapping[str, Vehicle]:
        """Vehicle types by id."""
        return {row.id: row for row in self.vehicles}

    @cached_property
    def standard(self) -> Mapping[str, ServiceStandard]:
        """Standards by id."""
        return {row.id: row for row in self.standards}

    @cached_property
    def fund(self) -> Mapping[str, Fund]:
        """Funds by id."""
        return {row.id: row for row in self.funds}

    @cached_property
    def indicator(self) -> Mapping[str, Indicator]:
        """Indicators by id."""
        return {row.id: row for row in self.indicators}

    @cached_property
    def scenario(self) -> Mapping[str, Scenario]:
        """Scenarios by id."""
        return {row.id: row for row in self.scenarios}

    def within(self, place_id: str, other_id: str) -> bool:
        """Return whether a place is another one or belongs to it."""
        above: str | None = place_id
        while above is not None and above != other_id:
            above = self.place[above].parent
        return above is not None

    def town(self, place_id: str) -> str:
        """Return the town a place belongs to: the last of its parents, or the place itself."""
        place = self.place[place_id]
        while place.parent is not None:
            place = self.place[place.parent]
        return place.id

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the question's content, whatever the order of rows."""
        content: dict[str, Any] = {"year": self.year}
        for name in SECTIONS:
            content[name] = _content(getattr(self, name))
        for name in TABLES:
            content[name] = sorted(_content(row) for row in getattr(self, name))
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _content(row: Row) -> str:
    """Return a row as text, the same for 20 and 20.0 in a column of numbers."""
    specs = columns(type(row))
    values = {name: getattr(row, name) for name in specs}
    numbers = {
        name: float(value)
        for name, value in values.items()
        if specs[name].type is float and value is not None
    }
    return json.dumps(values | numbers, sort_keys=True)


SECTIONS: Mapping[str, type[Row]] = {
    "economics": Economics,
    "response": Response,
    "policy": Policy,
}
"""Single rows of the question, which stand in ``instance.toml``."""

TABLES: Mapping[str, type[Row]] = {
    row.table: row
    for row in (
        Place, Road, GivenLane, Site, Option, Merger, Family, Commodity, Group, Norm, StockRecord,
        Kit, WorkingStock, Source, Supply, Vehicle, FleetEntry, Transfer, Scenario, ScenarioPeople,
        ScenarioRoad, ScenarioSite, ScenarioMode, ScenarioSource, ServiceStandard, Fund, Budget,
        ModeLimit, Indicator,
    )
}  # fmt: skip
"""Tables of the question, by name, in the order they are documented and written."""


def ids_of(tables: Mapping[str, tuple[Row, ...]]) -> dict[str, frozenset[str]]:
    """Return the ids of every table that has an ``id`` column."""
    return {
        name: frozenset(row.id for row in rows if hasattr(row, "id"))
        for name, rows in tables.items()
    }


def cross_problems(tables: Mapping[str, tuple[Row, ...]]) -> Iterator[Problem]:
    """Yield what is wrong between rows: repeated keys, references to nothing, circles.

    Parameters
    ----------
    tables : mapping
        Rows by table name. The problem's ``row`` is the row's number in its table, from 0.
    """
    ids = ids_of(tables)
    for name, rows in tables.items():
        yield from _repeated_keys(name, rows)
        yield from reference_problems(name, rows, ids)
    yield from _shared_ids(tables)
    yield from _circular_parents(tables)


def reference_problems(
    table: str, rows: tuple[Row, ...], ids: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Yield the values that should be ids of another table and are not."""
    for number, row in enumerate(rows):
        for spec in columns(type(row)).values():
            if not spec.refers_to:
                continue
            value = getattr(row, spec.name)
            for item in value if spec.many else (value,):
                if item is not None and item not in ids[spec.refers_to]:
                    yield Problem(
                        file=table,
                        row=number,
                        column=spec.name,
                        found=item,
                        expected=Bilingual(
                            f"an id of {spec.refers_to}", f"{spec.refers_to} 表中的编号"
                        ),
                        remedy=_known(item, spec.refers_to, ids[spec.refers_to]),
                        code="unknown-id",
                    )


def did_you_mean(word: str, known: frozenset[str] | tuple[str, ...] | list[str]) -> str:
    """Return the sentence that offers the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return Bilingual(f"Did you mean {near[0]!r}?", f"是否为“{near[0]}”？") if near else ""


MOST_KNOWN = 12
"""A table of no more ids than this is told whole where none of them is near."""


def _known(word: str, table: str, ids: frozenset[str]) -> str:
    if not ids:
        return Bilingual(
            f"The table {table} has no rows: add one for it.", f"{table} 表为空，请先在其中补充。"
        )
    near = did_you_mean(word, ids)
    if near or not 0 < len(ids) <= MOST_KNOWN:
        return near
    known = sorted(ids)
    return Bilingual(f"Known are {', '.join(known)}.", f"已有编号：{'、'.join(known)}。")


def _repeated_keys(table: str, rows: tuple[Row, ...]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        key = row.key_text
        if key in first:
            yield Problem(
                file=table,
                row=number,
                column=", ".join(row.key),
                found=key,
                expected=Bilingual("a key that no other row has", "与其他行不重复的编号"),
                code="duplicate-id",
            )
        first.setdefault(key, number)


def _shared_ids(tables: Mapping[str, tuple[Row, ...]]) -> Iterator[Problem]:
    sites = ids_of(tables).get("sites", frozenset())
    for number, row in enumerate(tables.get("sources", ())):
        if getattr(row, "id", None) in sites:
            yield Problem(
                file="sources",
                row=number,
                column="id",
                found=getattr(row, "id", ""),
                expected=Bilingual("an id that no site has", "与各库址不重复的编号"),
                code="duplicate-id",
            )


def _circular_parents(tables: Mapping[str, tuple[Row, ...]]) -> Iterator[Problem]:
    rows = [row for row in tables.get("places", ()) if isinstance(row, Place)]
    parent = {row.id: row.parent for row in rows}
    for number, row in enumerate(rows):
        place, above = row.id, row.parent
        seen = {place}
        while above is not None and above not in seen:
            seen.add(above)
            above = parent.get(above)
        if above == place:
            yield Problem(
                file="places",
                row=number,
                column="parent",
                found=str(parent[place]),
                expected=Bilingual(
                    "a place that does not belong to this one", "不隶属于本地点的地点"
                ),
                code="circular-parent",
            )
