"""Hamlets with several features at once: what each adds, and indicators of every measure."""

from dataclasses import replace

from hamlet_by_hand import HAMLET
from hypothesis import strategies as st
from made_up import MADE_UP, group, norm, people, supplier, supply

from optimizer.instance import (
    Budget,
    FleetEntry,
    Indicator,
    Kit,
    Merger,
    ModeLimit,
    Place,
    Road,
    ScenarioMode,
    ScenarioSite,
    ScenarioSource,
    StockRecord,
    Transfer,
    Vehicle,
    WorkingStock,
)
from optimizer.instance.words import (
    AgreementStatus,
    Bindingness,
    Head,
    Level,
    Measure,
    PlaceKind,
    ReserveMode,
    Role,
    TransportMode,
)
from optimizer.variants import apply_changes

RAIL, AIR, ROAD = TransportMode.RAIL, TransportMode.AIR, TransportMode.ROAD

HELICOPTER = (
    Vehicle(
        id="heli", name="Helicopter", mode=AIR, payload_t=3, volume_m3=20, cruise_kmh=200,
        cost_cny_per_km=100, load_min=30, unload_min=30, **MADE_UP,
    ),
    Road(id="A-D-air", from_place="A", to_place="D", km=20, mode=AIR, **MADE_UP),
    FleetEntry(vehicle="heli", place="A", count=1, **MADE_UP),
)  # fmt: skip

RAILWAY = (
    Place(id="P", name="Port", kind=PlaceKind.PARTNER, lat=39.5, lon=99, **MADE_UP),
    Road(id="P-A", from_place="P", to_place="A", km=100, mode=RAIL, **MADE_UP),
    Vehicle(
        id="wagon", name="Wagon", mode=RAIL, payload_t=60, volume_m3=120, cruise_kmh=50,
        cost_cny_per_km=1, load_min=60, unload_min=60, **MADE_UP,
    ),
    FleetEntry(vehicle="wagon", place="P", count=1, **MADE_UP),
    Transfer(place="A", from_mode=RAIL, to_mode=ROAD, hours=0.5, cost_cny_per_t=20, **MADE_UP),
    supplier("port", "P", mode=ReserveMode.PARTNER, reliability=0.9, delivers=False),
    supply("port", "quilt", 30, price_factor=1.1),
    supply("port", "grain", 9, price_factor=1.1),
)  # fmt: skip

FEATURES = {
    "stock that may be moved": (
        StockRecord(site="HB", commodity="quilt", quantity=40, **MADE_UP),
        StockRecord(site="HA", commodity="kit", quantity=9, expires_year=2030, **MADE_UP),
    ),
    "a planned road": (
        Road(id="ford", from_place="A", to_place="D", km=15, speed_kmh=30,
             planned_cost_cny=90_000, **MADE_UP),
        Budget(head=Head.ROADS, fund="province", ceiling_cny=100_000, **MADE_UP),
    ),
    "a helicopter": HELICOPTER,
    "a helicopter that may not fly in the flood": (
        *HELICOPTER,
        ScenarioMode(scenario="S1", mode=AIR, closed=True, reopens_h=5, **MADE_UP),
    ),
    "a railway and a partner": RAILWAY,
    "stores built together": (
        Merger(id="M", sites=("HA", "HD"), saving_cny=30_000, **MADE_UP),
    ),
    "a clinic": (
        WorkingStock(site="HA", commodity="kit", units_per_day=0.1, days=55, **MADE_UP),
    ),
    "funds in all": (
        Budget(head=Head.TOTAL, fund="county", ceiling_cny=480_000, **MADE_UP),
        Budget(head=Head.TOTAL, fund="province", ceiling_cny=250_000, **MADE_UP),
    ),
    "homes": (
        supplier("homes", "D", mode=ReserveMode.HOUSEHOLD, reliability=0.5),
        supply("homes", "quilt", 30, price_factor=0),
        supply("homes", "grain", 3, price_factor=0),
        ModeLimit(mode=ReserveMode.HOUSEHOLD, family="living", most_share=0.1, **MADE_UP),
    ),
    "an intended factory": (
        supplier("works", "C", mode=ReserveMode.PRODUCTION, lead_h=2,
                 status=AgreementStatus.INTENDED, retainer_cny_per_year=30),
        supply("works", "kit", 20, per_day=24, retainer_share=0.01),
        ScenarioSource(scenario="S2", supplier="works", usable_share=0.5, **MADE_UP),
    ),
    "own stock at least": (
        ModeLimit(mode=ReserveMode.OWN, family="living", least_share=0.6, **MADE_UP),
    ),
    "patients": (
        group("injured"),
        norm(5, "injured", "kit", once=1),
        people("B", 10, "injured", "S1"),
        people("A", 5, "injured", "S2"),
    ),
    "least kits": (Kit(town="D", commodity="kit", quantity=3, **MADE_UP),),
    "damage": (ScenarioSite(scenario="S2", site="HA", usable_share=0.7, **MADE_UP),),
}  # fmt: skip
"""Rows that each feature adds."""

CHANGES = {
    "economics.peacetime_cny_per_m3_km": st.sampled_from([None, 0, 1, 20]),
    "economics.stock_capital_rate": st.sampled_from([0, 0.05]),
    "economics.discount_rate": st.sampled_from([0, 0.06]),
    "policy.objective": st.sampled_from(["least_cost", "most_covered"]),
    "policy.count_intended": st.booleans(),
    "policy.force_hazard_class": st.sampled_from([None, 3]),
    "policy.force_towns": st.sampled_from(["", "A", "B|D"]),
    "policy.force_least_role": st.sampled_from(["local", "point", "sub"]),
    "policy.keep_what_stands": st.booleans(),
    "policy.cut_off_scenarios": st.sampled_from(["", "S1", "S1|S2"]),
    "policy.loss_share": st.sampled_from([0, 0.2]),
    "policy.loss_scenarios": st.sampled_from(["S1", "S2"]),
    "policy.center_share": st.sampled_from([0, 0.4]),
    "standards.living_10h.levels": st.sampled_from(["", "II", "III"]),
    "standards.living_10h.town_share": st.sampled_from([0, 0.5]),
    "standards.living_10h.deadline_h": st.sampled_from([4.5, 10]),
    "sources.shop.mode": st.sampled_from(["agreement", "donation", "purchase"]),
    "sources.shop.reliability": st.sampled_from([0.5, 1]),
    "supplies.shop/*.price_factor": st.sampled_from([0, 1.3]),
    "scenario_roads.S1/B-D.closed": st.booleans(),
    "fleet.van/A/own.count": st.sampled_from([1, 3]),
}

NEED = ("standard", "levels", "families", "group", "places", "sites", "role")
STANDING = ("places", "sites", "role")
COLUMNS = {
    "standard": st.sampled_from(["living_10h", "medical_5h"]),
    "levels": st.sampled_from([(), (Level.II,), (Level.III,)]),
    "families": st.sampled_from([(), ("living",), ("living", "medical")]),
    "group": st.just("relocated"),
    "commodities": st.sampled_from([(), ("grain",), ("kit", "quilt")]),
    "places": st.sampled_from([(), ("A",), ("B", "D")]),
    "sites": st.sampled_from([(), ("HA",)]),
    "role": st.sampled_from([None, Role.POINT, Role.CENTRAL]),
    "head": st.sampled_from(Head),
    "reserve_modes": st.lists(st.sampled_from(ReserveMode), min_size=1, unique=True).map(tuple),
}
READ = {
    Measure.PERSON_SHARE: NEED,
    Measure.TOWN_SHARE: NEED,
    Measure.STORE_PERSON_SHARE: NEED,
    Measure.STORE_TOWN_SHARE: NEED,
    Measure.NEED_SHARE: (*NEED, "commodities"),
    Measure.PERSONS_SERVED: NEED,
    Measure.MODE_SHARE: (*NEED, "reserve_modes"),
    Measure.DAYS_HELD: ("levels", "group", "commodities", *STANDING),
    Measure.WORKING_DAYS: STANDING,
    Measure.SHELTER_M2: ("places",),
    Measure.FORCED_SHARE: ("places",),
    Measure.SPENDING: ("head",),
    Measure.STORES: STANDING,
    Measure.FLOOR_M2: STANDING,
    Measure.LAND_M2: STANDING,
    Measure.PIECES: ("families", "commodities", *STANDING),
    Measure.KINDS: ("families", "commodities", *STANDING),
    Measure.MODES: ("families", "commodities", *STANDING),
    Measure.SOURCES: ("families", "commodities", "places", "reserve_modes"),
    Measure.TRANSPORT_MODES: NEED,
}
"""Columns that an indicator of each measure is drawn with."""

DAYS_OF = {"commodities": st.sampled_from([("grain",), ("grain", "quilt")])}


@st.composite
def indicators(draw, measure):
    """Draw an indicator of a measure with any of the columns it reads."""
    kinds = COLUMNS | (DAYS_OF if measure is Measure.DAYS_HELD else {})
    return Indicator(
        id=measure, name=measure, measure=measure, kind=Bindingness.EXPECTED,
        target=draw(st.sampled_from([0.5, 10.0])),
        **{column: draw(kinds[column]) for column in READ[measure]}, **MADE_UP,
    )  # fmt: skip


def with_rows(instance, rows):
    """Return an instance with rows added, each to its table; those that stand there are left."""
    tables = {}
    for row in rows:
        table = tables.setdefault(row.table, [*getattr(instance, row.table)])
        if row.key_text not in {other.key_text for other in table}:
            table.append(row)
    return replace(instance, **{name: tuple(table) for name, table in tables.items()})


@st.composite
def rich_hamlets(draw, feature=None, key=None):
    """Draw a hamlet with a few features and changes, and an indicator of every measure.

    Parameters
    ----------
    feature, key : str, optional
        A feature that it has in any case, and a value that is changed in any case.
    """
    names = draw(st.lists(st.sampled_from(sorted(FEATURES)), min_size=1, max_size=6, unique=True))
    keys = draw(st.lists(st.sampled_from(sorted(CHANGES)), max_size=6, unique=True))
    told = [*([feature] if feature else []), *names]
    rows = [row for name in dict.fromkeys(told) for row in FEATURES[name]]
    changed = {k: draw(CHANGES[k]) for k in dict.fromkeys([*([key] if key else []), *keys])}
    rich = with_rows(HAMLET, [*rows, *(draw(indicators(measure)) for measure in READ)])
    return apply_changes(rich, {k: "" if v is None else v for k, v in changed.items()})
