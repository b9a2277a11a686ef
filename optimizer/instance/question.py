"""The whole question: every table, and that their references meet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from optimizer.errors import InstanceError
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
from optimizer.instance.references import cross_problems, ids_of, reference_problems
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
