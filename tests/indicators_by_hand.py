"""Indicators of a plan for the hamlet, small enough to be followed with a pencil.

In S1 (level II) 40 persons are in B and 60 in D, in S2 (level III) 20 in A and 30 in C. All need
living goods by hour 10 and medical goods by hour 5. Stores stand in A and D, the shop in A.
"""

from dataclasses import replace

import hamlet_by_hand

from optimizer.indicators import indicator_lines
from optimizer.instance import Indicator, WorkingStock
from optimizer.instance.words import (
    Bindingness,
    Head,
    Measure,
    ReserveMode,
    Role,
    TransportMode,
)
from optimizer.needs import Bundle, needs
from optimizer.network import Lane, Part
from optimizer.plan import Contract, Flow, Plan, Shortage, StockLine, Store
from optimizer.variants import apply_changes

HAMLET = replace(
    apply_changes(
        hamlet_by_hand.HAMLET,
        {
            "places.A.shelter_m2": "900",
            "options.HA/large.land_m2": "600",
            "options.HD/room.land_m2": "100",
            "policy.force_hazard_class": "3",
            "policy.force_towns": "C",
        },
    ),
    working_stock=(
        WorkingStock(site="HA", commodity="grain", units_per_day=0.5, days=10.0, source="made up"),
        WorkingStock(site="HB", commodity="grain", units_per_day=2.0, days=10.0, source="made up"),
    ),
)
SHOP = (ReserveMode.AGREEMENT,)
LIVING = Bundle("living", "relocated", 10.0)
MEDICAL = Bundle("medical", "relocated", 5.0)


def flow(scenario, origin, place, bundle, persons, lost_site="", roads=""):
    kind = (bundle.family, bundle.group, bundle.deadline_h)
    return Flow(scenario, lost_site, origin, place, *kind, persons, roads)


def part(mode):
    return Part(
        vehicle=None, mode=mode, start="A", end="B", km=10.0, drive_h=1.0, cycle_h=2.0,
        trip_cost_cny=0.0, payload_t=1.0, volume_m3=1.0,
    )  # fmt: skip


def lane(scenario, origin, place, bundle, hours, roads=(), modes=(TransportMode.ROAD,)):
    return Lane(
        scenario=scenario, origin=origin, place=place, deadline_h=bundle.deadline_h, hours=hours,
        travel_h=1.0, drive_h=1.0, km=10.0, parts=tuple(map(part, modes)), cost_cny_per_t=0.0,
        window_h=1.0, estimated=False, roads=roads,
    )  # fmt: skip


def lanes_of(*ways):
    """Return lanes by what they are for, from scenario, origin, place, bundle and hours."""
    found = {}
    for way in ways:
        found[way[:4]] = (*found.get(way[:4], ()), lane(*way))
    return found


WAYS = (
    ("S1", "HA", "B", LIVING, 6.0), ("S1", "shop", "B", LIVING, 9.0),
    ("S1", "HD", "D", LIVING, 2.0),
    ("S1", "HA", "B", MEDICAL, 4.0), ("S1", "HD", "D", MEDICAL, 2.0),
    ("S2", "HA", "A", LIVING, 2.0), ("S2", "HA", "C", LIVING, 8.0),
    ("S2", "HA", "A", MEDICAL, 2.0), ("S2", "HA", "C", MEDICAL, 5.0),
)  # fmt: skip
LANES = lanes_of(*WAYS)

PLAN = Plan(
    stores=(Store("HA", "large", Role.CENTRAL), Store("HD", "room", Role.POINT)),
    stock=(
        StockLine("HA", "quilt", 70), StockLine("HA", "grain", 8), StockLine("HA", "kit", 0),
        StockLine("HD", "quilt", 50), StockLine("HD", "kit", 6),
    ),
    contracts=(Contract("shop", "grain", 10),),
    flows=(
        flow("S1", "HA", "B", LIVING, 30.0), flow("S1", "shop", "B", LIVING, 10.0),
        flow("S1", "HD", "D", LIVING, 45.0),
        flow("S1", "HA", "B", MEDICAL, 40.0), flow("S1", "HD", "D", MEDICAL, 60.0),
        flow("S2", "HA", "A", LIVING, 20.0), flow("S2", "HA", "C", LIVING, 24.0),
        flow("S2", "HA", "A", MEDICAL, 20.0), flow("S2", "HA", "C", MEDICAL, 30.0),
    ),
    shortages=(
        Shortage("S1", "D", "living", "relocated", 10.0, 15.0),
        Shortage("S2", "C", "living", "relocated", 10.0, 6.0),
    ),
)  # fmt: skip
SPENDING = {"construction": 520_000.0, "total": 560_000.0}


def indicator(measure, **changes):
    standard = "living_10h" if measure.value.endswith(("person_share", "town_share")) else None
    row = Indicator(
        id="it", name="It", measure=measure, target=0.0, kind=Bindingness.EXPECTED,
        standard=standard,
        group="relocated" if measure in (Measure.PERSONS_SERVED, Measure.DAYS_HELD) else None,
        commodities=("grain",) if measure is Measure.DAYS_HELD else (),
        reserve_modes=(ReserveMode.OWN,) if measure is Measure.MODE_SHARE else (),
        head=Head.CONSTRUCTION if measure is Measure.SPENDING else None,
        remark="of another office" if measure is Measure.OUTSIDE else "", source="made up",
    )  # fmt: skip
    return replace(row, **changes)


def line(row, instance=HAMLET, plan=PLAN, lanes=LANES):
    asked = replace(instance, indicators=(row,))
    (found,) = indicator_lines(asked, needs(asked), lanes, plan, SPENDING)
    return found


def reached(measure, instance=HAMLET, plan=PLAN, lanes=LANES, **changes):
    return line(indicator(measure, **changes), instance, plan, lanes).reached
