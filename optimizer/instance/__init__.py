"""THE QUESTION: frozen tables, each figure with its unit, meaning and source."""

from optimizer.instance.future import Scenario, ScenarioPeople, ScenarioRoad, ScenarioSite
from optimizer.instance.geography import GivenLane, Place, Road
from optimizer.instance.materials import Commodity, Family, Group, Kit, Norm
from optimizer.instance.question import SECTIONS, TABLES, Instance
from optimizer.instance.rules import (
    Budget,
    Economics,
    ModeLimit,
    Policy,
    Response,
    ServiceStandard,
)
from optimizer.instance.stores import Option, Site, StockRecord
from optimizer.instance.supply import FleetEntry, Source, Supply, Vehicle

__all__ = [
    "SECTIONS",
    "TABLES",
    "Budget",
    "Commodity",
    "Economics",
    "Family",
    "FleetEntry",
    "GivenLane",
    "Group",
    "Instance",
    "Kit",
    "ModeLimit",
    "Norm",
    "Option",
    "Place",
    "Policy",
    "Response",
    "Road",
    "Scenario",
    "ScenarioPeople",
    "ScenarioRoad",
    "ScenarioSite",
    "ServiceStandard",
    "Site",
    "Source",
    "StockRecord",
    "Supply",
    "Vehicle",
]
