"""A valley for fleets of vans, so small that every hour can be followed with a pencil.

::

    A ── 20 km ── B       A ── 20 km ── C       A ── 20 km ── D

Vans go 40 km/h, so every town is half an hour from A. The decision takes 1 h, the store in A
mobilizes for 0.5 h more, hand-out takes an hour. A quilt has 3 kg and a hundredth of a cubic
meter, and everyone needs one. A van takes 30 quilts and loads and unloads in no time.
"""

from dataclasses import replace
from pathlib import Path

from optimizer.driving import DriveOptions
from optimizer.driving.sizing import size_fleet
from optimizer.instance import (
    FleetEntry,
    Norm,
    Place,
    Road,
    Scenario,
    ScenarioPeople,
    ServiceStandard,
    Vehicle,
)
from optimizer.instance.words import Bindingness, Level, PlaceKind, RoadClass, Role
from optimizer.io import read_instance
from optimizer.plan import Flow, Plan, StockLine, Store

HAMLET = read_instance(Path(__file__).parents[2] / "instances" / "hamlet")
MADE_UP = {"source": "made up"}
TOWNS = "BCD"


def van(name="van", payload_t=0.09, kmh=40, **values):
    speeds = {f"{road_class}_kmh": kmh for road_class in RoadClass}
    return Vehicle(
        id=name, name=name, payload_t=payload_t, volume_m3=10, cost_cny_per_day=500, **speeds,
        **values, **MADE_UP,
    )  # fmt: skip


def standing(count, vehicle="van", place="A", **values):
    return FleetEntry(vehicle=vehicle, place=place, count=count, **values, **MADE_UP)


def valley(
    deadline_h=10.0,
    vans=3,
    fleet=None,
    vehicles=None,
    person_share=1.0,
    handling_t_per_h=None,
    limits=None,
):
    """Return the valley, with 30 persons in each town who need quilts by an hour."""
    return replace(
        HAMLET,
        places=tuple(
            Place(id=name, name=name, kind=PlaceKind.TOWN, lat=39, lon=100, **MADE_UP)
            for name in f"A{TOWNS}"
        ),
        roads=tuple(
            Road(
                id=f"A-{name}", from_place="A", to_place=name, km=20,
                weight_limit_t=(limits or {}).get(name), **MADE_UP,
            )
            for name in TOWNS
        ),
        sites=tuple(site for site in HAMLET.sites if site.id == "HA"),
        options=tuple(
            replace(option, handling_t_per_h=handling_t_per_h) for option in HAMLET.options
            if option.site == "HA"
        ),
        sources=(),
        supplies=(),
        commodities=tuple(
            replace(row, volume_m3=0.01) for row in HAMLET.commodities if row.id == "quilt"
        ),
        norms=(
            Norm(group="relocated", commodity="quilt", once=1, deadline_h=deadline_h, **MADE_UP),
        ),
        vehicles=vehicles or (van(),),
        fleet=(standing(vans),) if fleet is None else fleet,
        scenarios=(
            Scenario(id="S", name="S", level=Level.II, probability=0.1, days=3, **MADE_UP),
        ),
        scenario_people=tuple(
            ScenarioPeople(scenario="S", place=name, group="relocated", persons=30, **MADE_UP)
            for name in TOWNS
        ),
        scenario_roads=(),
        standards=(
            ServiceStandard(
                id="living", name="Living", deadline_h=deadline_h, families=("living",),
                person_share=person_share, kind=Bindingness.BINDING, **MADE_UP,
            ),
        ),
        indicators=(),
        budgets=(),
    )  # fmt: skip


def plan(deadline_h=10.0):
    """Return the plan by which the store in A sends quilts to everyone."""
    return Plan(
        stores=(Store("HA", "large", Role.CENTRAL),),
        stock=(StockLine("HA", "quilt", 90),),
        flows=tuple(
            Flow(
                scenario="S", lost_site="", origin="HA", place=name, family="living",
                group="relocated", deadline_h=deadline_h, persons=30.0, roads="",
            )
            for name in TOWNS
        ),
    )  # fmt: skip


def sized(deadline_h=10.0, **values):
    """Return the least fleet for the valley."""
    options = DriveOptions(time_limit_s=20, iterations=20, workers=1)
    return size_fleet(valley(deadline_h, **values), plan(deadline_h), options)
