"""THE QUESTION: frozen tables, each figure with its unit, meaning and source."""

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
from optimizer.instance.question import SECTIONS, TABLES, Instance
from optimizer.instance.rules import (
    ModeLimit,
    Policy,
    Response,
    ServiceStandard,
)
from optimizer.instance.stores import Merger, Option, Site, StockRecord, WorkingStock
from optimizer.instance.supply import FleetEntry, Source, Supply, Transfer, Vehicle

__all__ = [
    "SECTIONS",
    "TABLES",
    "Budget",
    "Commodity",
    "Economics",
    "Family",
    "FleetEntry",
    "Fund",
    "GivenLane",
    "Group",
    "Indicator",
    "Instance",
    "Kit",
    "Merger",
    "ModeLimit",
    "Norm",
    "Option",
    "Place",
    "Policy",
    "Response",
    "Road",
    "Scenario",
    "ScenarioMode",
    "ScenarioPeople",
    "ScenarioRoad",
    "ScenarioSite",
    "ScenarioSource",
    "ServiceStandard",
    "Site",
    "Source",
    "StockRecord",
    "Supply",
    "Transfer",
    "Vehicle",
    "WorkingStock",
]
