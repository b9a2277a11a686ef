"""A valley with a railway, a helicopter and a planned road, to be followed with a pencil.

::

    A ══ rail 100 km ══ Y ── 20 km ── B ·· planned, 30 km ·· C (a village of B)
    A ─────────── 120 km ──────────── B                      A ~ by air, 100 km ~ C

Trucks drive 40 km/h and not on village roads, so no truck reaches C without the planned road. In
S2 the road A-B is closed, trains and the helicopter go half as fast, and nothing flies before hour
6. A store starts at 1 + 0.5 h; hand-out and buffer take 1 h.

============  ======  =====  =====  ======  ==========  ========  ===================
vehicle       ready   load   km/h   unload  CNY per km  holds     a trip costs
============  ======  =====  =====  ======  ==========  ========  ===================
truck         1 h     0.5 h  40     0.5 h   2           5 t, 20   Y-B 80, B-C 120
train         2 h     1 h    50     1 h     20          100, 400  A-Y 4000
helicopter    3 h     0.25   200    0.25 h  40          2 t, 8    A-C 8000
============  ======  =====  =====  ======  ==========  ========  ===================

From A to B the train is cheapest, 10 + 4 CNY/m3 against 24 of the truck: it leaves at 3, is at Y at
5, goods leave Y at 6 by truck and are handed out at 6.5 + 1.5 = 8 (in S2 at 10).

One person needs by hour 12 0.2 tents (8 kg, 0.04 m3: 0.002 of a truck, 0.0001 of a train, 0.005 of
a helicopter) and by hour 24 5 * 0.1 boxes of food (5 kg, 0.01 m3: 0.001 and 0.00005).
"""

import math

from optimizer.instance import (
    Budget,
    Commodity,
    Economics,
    Family,
    FleetEntry,
    Group,
    Indicator,
    Instance,
    Merger,
    ModeLimit,
    Norm,
    Option,
    Place,
    Policy,
    Response,
    Road,
    Scenario,
    ScenarioMode,
    ScenarioPeople,
    ScenarioRoad,
    ScenarioSource,
    ServiceStandard,
    Site,
    Source,
    StockRecord,
    Supply,
    Transfer,
    Vehicle,
    WorkingStock,
)
from optimizer.instance.words import (
    AgreementStatus,
    Bindingness,
    Category,
    Comparison,
    Head,
    Level,
    Measure,
    PlaceKind,
    ReserveMode,
    Role,
    SiteStatus,
    TransportMode,
)
from optimizer.plan import (
    Contract,
    CostHead,
    Flow,
    IndicatorLine,
    Move,
    Payment,
    Plan,
    Replenishment,
    Shortage,
    StockLine,
    Store,
)

A = {"source": "assumption"}

TRUCK = Vehicle(
    id="truck", name="Truck", payload_t=5, volume_m3=20, county_kmh=40, cost_cny_per_km=2,
    load_min=30, unload_min=30, **A,
)  # fmt: skip
TRAIN = Vehicle(
    id="train", name="Train", mode=TransportMode.RAIL, payload_t=100, volume_m3=400,
    cruise_kmh=50, cost_cny_per_km=20, load_min=60, unload_min=60, **A,
)  # fmt: skip
HELICOPTER = Vehicle(
    id="helicopter", name="Helicopter", mode=TransportMode.AIR, payload_t=2, volume_m3=8,
    cruise_kmh=200, range_km=150, cost_cny_per_km=40, load_min=15, unload_min=15, **A,
)  # fmt: skip


def indicator(measure, target, **columns):
    """Return an indicator that is named like its measure."""
    return Indicator(
        id=measure, name=measure, measure=measure, target=target, kind=Bindingness.EXPECTED,
        **columns, **A,
    )  # fmt: skip


INDICATORS = (
    indicator(Measure.PERSON_SHARE, 0.5, standard="shelter"),
    indicator(Measure.TOWN_SHARE, 0.5, standard="shelter"),
    indicator(Measure.STORE_PERSON_SHARE, 0.9, standard="shelter", levels=(Level.II,)),
    indicator(Measure.STORE_TOWN_SHARE, 1.0, standard="shelter", sites=("SA",)),
    indicator(Measure.NEED_SHARE, 0.95, families=("food",)),
    indicator(Measure.PERSONS_SERVED, 60, group="moved"),
    indicator(Measure.DAYS_HELD, 5, group="moved", commodities=("food",)),
    indicator(Measure.WORKING_DAYS, 3),
    indicator(Measure.SHELTER_M2, 1.5, places=("B",)),
    indicator(Measure.FORCED_SHARE, 1.0),
    indicator(
        Measure.SPENDING, 20_000, head=Head.FIRST_STOCK, comparison=Comparison.AT_MOST
    ),
    indicator(Measure.STORES, 1, role=Role.SUB),
    indicator(Measure.FLOOR_M2, 250, places=("B",)),
    indicator(Measure.PIECES, 22, commodities=("tent",)),
    indicator(Measure.KINDS, 2, sites=("SB",)),
    indicator(Measure.MODES, 3),
    indicator(Measure.OUTSIDE, 1, remark="exercises are not planned here"),
)  # fmt: skip

VALLEY = Instance(
    name="valley",
    economics=Economics(
        discount_rate=0.0, building_life_years=30, equipment_life_years=10, road_life_years=20,
        plan_years=5, stock_capital_rate=0.04, peacetime_cny_per_m3_km=2, **A,
    ),
    response=Response(decision_h=1, handout_h=0.5, buffer_h=0.5, shift_h=10, **A),
    policy=Policy(
        local_max=1, force_hazard_class=3, force_towns=("C",), cut_off_scenarios=("S1",), **A
    ),
    places=(
        Place(
            id="A", name="A", kind=PlaceKind.TOWN, lat=0, lon=0, population=5000, hazard_class=3,
            shelter_m2=4000, **A,
        ),
        Place(id="Y", name="Y", kind=PlaceKind.RAILHEAD, lat=0, lon=0.8, **A),
        Place(
            id="B", name="B", kind=PlaceKind.TOWN, lat=0, lon=1, population=2000,
            shelter_m2=3000, **A,
        ),
        Place(
            id="C", name="C", kind=PlaceKind.VILLAGE, parent="B", lat=0, lon=1.2, population=200,
            shelter_m2=300, **A,
        ),
    ),
    roads=(
        Road(id="AB", from_place="A", to_place="B", km=120, **A),
        Road(id="YB", from_place="Y", to_place="B", km=20, **A),
        Road(id="BC", from_place="B", to_place="C", km=30, planned_cost_cny=600_000, **A),
        Road(id="AY", from_place="A", to_place="Y", mode=TransportMode.RAIL, km=100, **A),
        Road(id="AC", from_place="A", to_place="C", mode=TransportMode.AIR, km=100, **A),
    ),
    sites=(
        Site(id="SA", place="A", mobilization_h=0.5, status=SiteStatus.EXISTING, **A),
        Site(id="SB", place="B", mobilization_h=0.5, **A),
        Site(id="SH", place="B", mobilization_h=0.5, **A),
        Site(id="SO", place="A", mobilization_h=0.5, **A),
    ),
    options=(
        Option(
            site="SA", id="depot", role=Role.CENTRAL, floor_m2=500, capacity_m3=100,
            operating_cost_cny_per_year=5_000, **A,
        ),
        Option(
            site="SB", id="store", role=Role.SUB, floor_m2=200, capacity_m3=20,
            capital_cost_cny=100_000, equipment_cost_cny=8_000,
            operating_cost_cny_per_year=2_000, **A,
        ),
        Option(
            site="SH", id="ward", role=Role.LOCAL, floor_m2=20, capacity_m3=5,
            capital_cost_cny=20_000, **A,
        ),
        Option(site="SO", id="shed", role=Role.LOCAL, floor_m2=20, capacity_m3=5, **A),
    ),
    mergers=(Merger(id="B", sites=("SB", "SH"), saving_cny=10_000, **A),),
    families=(
        Family(
            id="shelter", name="Shelter", category=Category.LIVING, shortage_cny_per_person=500, **A
        ),
        Family(
            id="food", name="Food", category=Category.LIVING, shortage_cny_per_person=200, **A
        ),
    ),
    commodities=(
        Commodity(
            id="tent", name="Tent", family="shelter", unit="piece", volume_m3=0.2, weight_kg=40,
            price_cny=1000, shelf_life_years=10, holding_rate=0.01, issue_cost_cny=100, **A,
        ),
        Commodity(
            id="food", name="Food", family="food", unit="box", volume_m3=0.02, weight_kg=10,
            price_cny=50, shelf_life_years=2, issue_cost_cny=20, **A,
        ),
    ),
    groups=(Group(id="moved", name="Relocated", **A),),
    norms=(
        Norm(group="moved", commodity="tent", once=0.2, deadline_h=12, **A),
        Norm(group="moved", commodity="food", per_day=0.1, deadline_h=24, **A),
    ),
    stock=(
        StockRecord(site="SA", commodity="tent", quantity=5, **A),
        StockRecord(site="SO", commodity="tent", quantity=9, **A),
    ),
    working_stock=(WorkingStock(site="SH", commodity="food", units_per_day=2, days=3, **A),),
    sources=(
        Source(
            id="E", name="E", place="A", mode=ReserveMode.AGREEMENT, serves=("B",), lead_h=1,
            status=AgreementStatus.INTENDED, retainer_cny_per_year=300, **A,
        ),
        Source(
            id="HB", name="Homes of B", place="B", mode=ReserveMode.HOUSEHOLD, reliability=0.8, **A
        ),
    ),
    supplies=(
        Supply(
            supplier="E", commodity="tent", quantity=5, price_factor=1.2, retainer_share=0.1, **A
        ),
        Supply(supplier="HB", commodity="food", quantity=20, price_factor=0, **A),
    ),
    vehicles=(TRUCK, TRAIN, HELICOPTER),
    fleet=(
        FleetEntry(vehicle="truck", place="A", count=4, **A),
        FleetEntry(vehicle="train", place="A", count=1, available_after_h=1, **A),
        FleetEntry(vehicle="helicopter", place="A", count=1, available_after_h=2, **A),
    ),
    transfers=(
        Transfer(
            place="Y", from_mode=TransportMode.RAIL, to_mode=TransportMode.ROAD, hours=1,
            cost_cny_per_t=5, **A,
        ),
    ),
    scenarios=(
        Scenario(id="S1", name="Quake", level=Level.II, probability=0.1, days=5, **A),
        Scenario(id="S2", name="Flood", level=Level.III, probability=0.2, days=5, **A),
    ),
    scenario_people=(
        ScenarioPeople(scenario="S1", place="B", group="moved", persons=100, **A),
        ScenarioPeople(scenario="S1", place="C", group="moved", persons=20, **A),
        ScenarioPeople(scenario="S2", place="B", group="moved", persons=50, **A),
        ScenarioPeople(scenario="S2", place="C", group="moved", persons=10, **A),
    ),
    scenario_roads=(ScenarioRoad(scenario="S2", road="AB", closed=True, **A),),
    scenario_modes=(
        ScenarioMode(scenario="S2", mode=TransportMode.RAIL, speed_factor=0.5, **A),
        ScenarioMode(
            scenario="S2", mode=TransportMode.AIR, speed_factor=0.5, closed=True, reopens_h=6, **A
        ),
    ),
    scenario_sources=(ScenarioSource(scenario="S2", supplier="E", usable_share=0.5, **A),),
    standards=(
        ServiceStandard(
            id="shelter", name="Shelter", deadline_h=9, families=("shelter",),
            levels=(Level.II, Level.III), kind=Bindingness.EXPECTED, **A,
        ),
    ),
    budgets=(
        Budget(head=Head.CONSTRUCTION, fund="county", ceiling_cny=100_000, **A),
        Budget(head=Head.CONSTRUCTION, fund="province", ceiling_cny=50_000, **A),
        Budget(head=Head.ROADS, fund="province", ceiling_cny=700_000, **A),
        Budget(head=Head.TOTAL, fund="county", ceiling_cny=200_000, **A),
        Budget(head=Head.TOTAL, fund="province", ceiling_cny=700_000, **A),
    ),
    mode_limits=(
        ModeLimit(mode=ReserveMode.OWN, family="shelter", least_share=0.8, **A),
        ModeLimit(mode=ReserveMode.HOUSEHOLD, family="food", most_share=0.2, **A),
    ),
    indicators=INDICATORS,
)  # fmt: skip


def tents(scenario, origin, place, persons, roads=""):
    """Return a flow of the shelter bundle."""
    return Flow(scenario, "", origin, place, "shelter", "moved", 12.0, persons, roads)


def food(scenario, origin, place, persons, roads=""):
    """Return a flow of the food bundle."""
    return Flow(scenario, "", origin, place, "food", "moved", 24.0, persons, roads)


APART_KM = math.radians(1) * 6371.0088 * 1.25
"""From A to B for what moves in peacetime."""

NEXT_DOOR_KM = 1
"""Between two stores at one place: nothing is carried for free."""

BOUGHT_CNY = 8 * 1000 + 57 * 50
MOVED_CNY = 9 * 0.2 * APART_KM * 2

REACHED = {
    Measure.PERSON_SHARE: 35 / 60,
    Measure.TOWN_SHARE: 0,
    Measure.STORE_PERSON_SHARE: 110 / 120,
    Measure.STORE_TOWN_SHARE: 0,
    Measure.NEED_SHARE: 58 / 60,
    Measure.PERSONS_SERVED: 58,
    Measure.DAYS_HELD: (57 + 0.8 * 10) / (120 * 0.1),
    Measure.WORKING_DAYS: 10 / 2,
    Measure.SHELTER_M2: 3300 / 2200,
    Measure.FORCED_SHARE: 1,
    Measure.SPENDING: BOUGHT_CNY + MOVED_CNY,
    Measure.STORES: 1,
    Measure.FLOOR_M2: 220,
    Measure.PIECES: 22,
    Measure.KINDS: 2,
    Measure.MODES: 3,
    Measure.OUTSIDE: None,
}
"""What `ANSWER` reaches of every indicator."""

NOT_MET = {
    Measure.TOWN_SHARE, Measure.STORE_TOWN_SHARE, Measure.PERSONS_SERVED, Measure.FLOOR_M2
}  # fmt: skip

ANSWER = Plan(
    stores=(
        Store("SA", "depot", Role.CENTRAL),
        Store("SB", "store", Role.SUB),
        Store("SH", "ward", Role.LOCAL),
    ),
    stock=(
        StockLine("SA", "tent", 13),
        StockLine("SA", "food", 15),
        StockLine("SB", "tent", 9),
        StockLine("SB", "food", 32),
        StockLine("SH", "food", 10),
    ),
    contracts=(Contract("E", "tent", 2), Contract("HB", "food", 10)),
    roads=("BC",),
    moves=(Move("SO", "SB", "tent", 9),),
    replenishments=(Replenishment("SA", "SB", 0.5), Replenishment("SB", "SH", 0.1)),
    payments=(
        Payment(Head.CONSTRUCTION, "county", 90_000),
        Payment(Head.CONSTRUCTION, "province", 20_000),
        Payment(Head.EQUIPMENT, "county", 8_000),
        Payment(Head.ROADS, "province", 600_000),
        Payment(Head.FIRST_STOCK, "county", 20_000),
    ),
    flows=(
        tents("S1", "SA", "B", 60),
        tents("S1", "SB", "B", 30),
        tents("S1", "E", "B", 10),
        tents("S1", "SB", "C", 15, "BC"),
        tents("S1", "SA", "C", 5),
        food("S1", "SA", "B", 30),
        food("S1", "SB", "B", 50),
        food("S1", "SH", "B", 8),
        food("S1", "HB", "B", 10),
        food("S1", "HB", "C", 6),
        food("S1", "SB", "C", 14, "BC"),
        tents("S2", "SA", "B", 20),
        tents("S2", "SB", "B", 25),
        tents("S2", "E", "B", 5),
        tents("S2", "SB", "C", 10, "BC"),
        food("S2", "SB", "B", 40),
        food("S2", "HB", "B", 10),
        food("S2", "SB", "C", 8, "BC"),
    ),
    shortages=(
        Shortage("S1", "B", "food", "moved", 24.0, 2),
        Shortage("S2", "C", "food", "moved", 24.0, 2),
    ),
    costs_cny={
        CostHead.BUILDING: 110_000 / 30,
        CostHead.EQUIPMENT: 8_000 / 10,
        CostHead.ROADS: 600_000 / 20,
        CostHead.FIRST_STOCK: 0.04 * BOUGHT_CNY,
        CostHead.REDISTRIBUTION: MOVED_CNY / 5,
        CostHead.REPLENISHMENT: 0.5 * APART_KM * 2 + 0.1 * NEXT_DOOR_KM * 2,
        CostHead.OPERATION: 7_000,
        CostHead.ROTATION: 22 * 100 + 57 * 25,
        CostHead.HOLDING: 22 * 10,
        CostHead.RETAINER: 300 + 2 * 100,
        CostHead.TRANSPORT: (
            0.1 * (70 * 0.6 + 15 * 0.24 + 5 * 40 + 30 * 0.305 + 14 * 0.12)
            + 0.2 * (25 * 0.6 + 10 * 0.24 + 8 * 0.12)
        ),
        CostHead.ISSUE: 0.1 * (22 * 100 + 51 * 20) + 0.2 * (11 * 100 + 24 * 20),
        CostHead.SUPPLY: (0.1 * 2 + 0.2 * 1) * 1200,
        CostHead.SHORTAGE: (0.1 * 2 + 0.2 * 2) * 200,
    },
    indicators=tuple(
        IndicatorLine(measure, reached, None if reached is None else measure not in NOT_MET)
        for measure, reached in REACHED.items()
    ),
)
"""An answer that keeps every promise of `VALLEY`.

By train and truck a person's tents cost 0.0001 * 4000 + 0.002 * 80 + 0.008 * 5 = 0.6 and food
0.305, by helicopter tents cost 0.005 * 8000 = 40, over the planned road from B 0.24 and 0.12.
"""
