"""A valley for fleets of vans, so small that every hour can be followed with a pencil.

::

    A ── 20 km ── B       A ── 20 km ── C       A ── 20 km ── D

Vans go 40 km/h, so every town is half an hour from A. The decision takes 1 h, the store in A
mobilizes for 0.5 h more, hand-out takes an hour. A quilt has 3 kg and a hundredth of a cubic
meter, and everyone needs one. A van takes 30 quilts and loads and unloads in no time.
"""

from dataclasses import replace

from hamlet_by_hand import HAMLET
from made_up import MADE_UP, fleet_entry, norm, people, place, road, scenario, vehicle

from optimizer.driving import DriveOptions
from optimizer.driving.sizing import size_fleet
from optimizer.instance import ServiceStandard
from optimizer.instance.words import Bindingness, Role
from optimizer.plan import Flow, Plan, StockLine, Store

TOWNS = "BCD"


def van(name="van", payload_t=0.09, **values):
    return vehicle(name, payload_t=payload_t, cost_cny_per_day=500, **values)


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
        places=tuple(place(name) for name in f"A{TOWNS}"),
        roads=tuple(
            road("A", name, 20, weight_limit_t=(limits or {}).get(name)) for name in TOWNS
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
        norms=(norm(deadline_h, "relocated", "quilt"),),
        vehicles=vehicles or (van(),),
        fleet=(fleet_entry("van", vans),) if fleet is None else fleet,
        scenarios=(scenario(),),
        scenario_people=tuple(people(name, 30, "relocated") for name in TOWNS),
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
