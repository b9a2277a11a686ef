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

from made_up import (
    MADE_UP,
    commodity,
    family,
    fleet_entry,
    fund,
    group,
    norm,
    option,
    people,
    place,
    road,
    road_change,
    scenario,
    site,
    supplier,
    supply,
    transfer,
)

from optimizer.instance import (
    Budget,
    Economics,
    Indicator,
    Instance,
    Merger,
    ModeLimit,
    Policy,
    Response,
    ScenarioMode,
    ScenarioSource,
    ServiceStandard,
    StockRecord,
    Vehicle,
    WorkingStock,
)
from optimizer.instance.words import (
    AgreementStatus,
    Bindingness,
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

TRUCK = Vehicle(
    id="truck", name="Truck", payload_t=5, volume_m3=20, county_kmh=40, cost_cny_per_km=2,
    load_min=30, unload_min=30, **MADE_UP,
)  # fmt: skip
TRAIN = Vehicle(
    id="train", name="Train", mode=TransportMode.RAIL, payload_t=100, volume_m3=400,
    cruise_kmh=50, cost_cny_per_km=20, load_min=60, unload_min=60, **MADE_UP,
)  # fmt: skip
HELICOPTER = Vehicle(
    id="helicopter", name="Helicopter", mode=TransportMode.AIR, payload_t=2, volume_m3=8,
    cruise_kmh=200, range_km=150, cost_cny_per_km=40, load_min=15, unload_min=15, **MADE_UP,
)  # fmt: skip


def indicator(measure, target, **columns):
    """Return an indicator that is named like its measure."""
    return Indicator(
        id=measure, name=measure, measure=measure, target=target, kind=Bindingness.EXPECTED,
        **columns, **MADE_UP,
    )  # fmt: skip


INDICATORS = (
    indicator(Measure.PERSON_SHARE, 0.5, standard="shelter"),
    indicator(Measure.TOWN_SHARE, 0.5, standard="shelter"),
    indicator(Measure.STORE_PERSON_SHARE, 0.9, standard="shelter", levels=(Level.II,)),
    indicator(Measure.STORE_TOWN_SHARE, 1.0, standard="shelter", sites=("SA",)),
    indicator(Measure.NEED_SHARE, 0.95, families=("food",)),
    indicator(Measure.PERSONS_SERVED, 60, group="moved"),
    indicator(
        Measure.MODE_SHARE, 0.9, families=("food",),
        reserve_modes=(ReserveMode.OWN, ReserveMode.PARTNER),
    ),
    indicator(Measure.DAYS_HELD, 5, group="moved", commodities=("food",)),
    indicator(Measure.WORKING_DAYS, 3),
    indicator(Measure.SHELTER_M2, 1.5, places=("B",)),
    indicator(Measure.FORCED_SHARE, 1.0),
    indicator(
        Measure.SPENDING, 20_000, head=Head.FIRST_STOCK, comparison=Comparison.AT_MOST
    ),
    indicator(Measure.STORES, 1, role=Role.SUB),
    indicator(Measure.FLOOR_M2, 250, places=("B",)),
    indicator(Measure.LAND_M2, 1000, comparison=Comparison.AT_MOST),
    indicator(Measure.PIECES, 22, commodities=("tent",)),
    indicator(Measure.KINDS, 2, sites=("SB",)),
    indicator(Measure.MODES, 3),
    indicator(Measure.SOURCES, 1, reserve_modes=(ReserveMode.HOUSEHOLD,)),
    indicator(Measure.TRANSPORT_MODES, 3),
    indicator(Measure.OUTSIDE, 1, remark="exercises are not planned here"),
)  # fmt: skip

VALLEY = Instance(
    name="valley",
    economics=Economics(
        discount_rate=0.0, building_life_years=30, equipment_life_years=10, road_life_years=20,
        plan_years=5, stock_capital_rate=0.04, peacetime_cny_per_m3_km=2, **MADE_UP,
    ),
    response=Response(decision_h=1, handout_h=0.5, buffer_h=0.5, shift_h=10, **MADE_UP),
    policy=Policy(
        local_max=1, force_hazard_class=3, force_towns=("C",), cut_off_scenarios=("S1",), **MADE_UP
    ),
    places=(
        place("A", 0, 0, population=5000, hazard_class=3, shelter_m2=4000),
        place("Y", 0, 0.8, kind=PlaceKind.RAILHEAD),
        place("B", 0, 1, population=2000, shelter_m2=3000),
        place("C", 0, 1.2, kind=PlaceKind.VILLAGE, parent="B", population=200, shelter_m2=300),
    ),
    roads=(
        road("A", "B", 120, "AB"),
        road("Y", "B", 20, "YB"),
        road("B", "C", 30, "BC", planned_cost_cny=600_000),
        road("A", "Y", 100, "AY", mode=TransportMode.RAIL),
        road("A", "C", 100, "AC", mode=TransportMode.AIR),
    ),
    sites=(
        site("SA", "A", mobilization_h=0.5, status=SiteStatus.EXISTING),
        site("SB", "B", mobilization_h=0.5),
        site("SH", "B", mobilization_h=0.5),
        site("SO", "A", mobilization_h=0.5),
    ),
    options=(
        option(
            "SA", "depot", Role.CENTRAL, 100, floor_m2=500, land_m2=900,
            operating_cost_cny_per_year=5_000,
        ),
        option(
            "SB", "store", Role.SUB, 20, floor_m2=200, land_m2=300, capital_cost_cny=100_000,
            equipment_cost_cny=8_000, operating_cost_cny_per_year=2_000,
        ),
        option("SH", "ward", Role.LOCAL, 5, floor_m2=20, capital_cost_cny=20_000),
        option("SO", "shed", Role.LOCAL, 5, floor_m2=20),
    ),
    mergers=(Merger(id="B", sites=("SB", "SH"), saving_cny=10_000, **MADE_UP),),
    families=(
        family("shelter", shortage_cny_per_person=500),
        family("food", shortage_cny_per_person=200),
    ),
    commodities=(
        commodity(
            "tent", "shelter", volume_m3=0.2, weight_kg=40, price_cny=1000, shelf_life_years=10,
            holding_rate=0.01, issue_cost_cny=100,
        ),
        commodity(
            "food", "food", unit="box", volume_m3=0.02, weight_kg=10, price_cny=50,
            shelf_life_years=2, issue_cost_cny=20,
        ),
    ),
    groups=(group("moved"),),
    norms=(
        norm(12, "moved", "tent", once=0.2),
        norm(24, "moved", "food", per_day=0.1),
    ),
    stock=(
        StockRecord(site="SA", commodity="tent", quantity=5, **MADE_UP),
        StockRecord(site="SO", commodity="tent", quantity=9, **MADE_UP),
    ),
    working_stock=(WorkingStock(site="SH", commodity="food", units_per_day=2, days=3, **MADE_UP),),
    sources=(
        supplier(
            "E", "A", serves=("B",), lead_h=1, status=AgreementStatus.INTENDED,
            retainer_cny_per_year=300,
        ),
        supplier("HB", "B", mode=ReserveMode.HOUSEHOLD, reliability=0.8),
    ),
    supplies=(
        supply("E", "tent", 5, price_factor=1.2, retainer_share=0.1),
        supply("HB", "food", 20, price_factor=0),
    ),
    vehicles=(TRUCK, TRAIN, HELICOPTER),
    fleet=(
        fleet_entry("truck", 4, "A"),
        fleet_entry("train", 1, "A", available_after_h=1),
        fleet_entry("helicopter", 1, "A", available_after_h=2),
    ),
    transfers=(
        transfer("Y", TransportMode.RAIL, TransportMode.ROAD, 1, cost_cny_per_t=5),
    ),
    scenarios=(
        scenario("S1", days=5),
        scenario("S2", level=Level.III, probability=0.2, days=5),
    ),
    scenario_people=(
        people("B", 100, "moved", "S1"),
        people("C", 20, "moved", "S1"),
        people("B", 50, "moved", "S2"),
        people("C", 10, "moved", "S2"),
    ),
    scenario_roads=(road_change("AB", "S2", closed=True),),
    scenario_modes=(
        ScenarioMode(scenario="S2", mode=TransportMode.RAIL, speed_factor=0.5, **MADE_UP),
        ScenarioMode(
            scenario="S2", mode=TransportMode.AIR, speed_factor=0.5, closed=True, reopens_h=6,
            **MADE_UP,
        ),
    ),
    scenario_sources=(ScenarioSource(scenario="S2", supplier="E", usable_share=0.5, **MADE_UP),),
    standards=(
        ServiceStandard(
            id="shelter", name="Shelter", deadline_h=9, families=("shelter",),
            levels=(Level.II, Level.III), kind=Bindingness.EXPECTED, **MADE_UP,
        ),
    ),
    funds=(fund("county"), fund("province")),
    budgets=(
        Budget(head=Head.CONSTRUCTION, fund="county", ceiling_cny=100_000, **MADE_UP),
        Budget(head=Head.CONSTRUCTION, fund="province", ceiling_cny=50_000, **MADE_UP),
        Budget(head=Head.ROADS, fund="province", ceiling_cny=700_000, **MADE_UP),
        Budget(head=Head.TOTAL, fund="county", ceiling_cny=200_000, **MADE_UP),
        Budget(head=Head.TOTAL, fund="province", ceiling_cny=700_000, **MADE_UP),
    ),
    mode_limits=(
        ModeLimit(mode=ReserveMode.OWN, family="shelter", least_share=0.8, **MADE_UP),
        ModeLimit(mode=ReserveMode.HOUSEHOLD, family="food", most_share=0.2, **MADE_UP),
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
    Measure.MODE_SHARE: 48 / 60,
    Measure.DAYS_HELD: (57 + 0.8 * 10) / (120 * 0.1),
    Measure.WORKING_DAYS: 10 / 2,
    Measure.SHELTER_M2: 3300 / 2200,
    Measure.FORCED_SHARE: 1,
    Measure.SPENDING: BOUGHT_CNY + MOVED_CNY,
    Measure.STORES: 1,
    Measure.FLOOR_M2: 220,
    Measure.LAND_M2: 1200,
    Measure.PIECES: 22,
    Measure.KINDS: 2,
    Measure.MODES: 3,
    Measure.SOURCES: 1,
    Measure.TRANSPORT_MODES: 3,
    Measure.OUTSIDE: None,
}
"""What `ANSWER` reaches of every indicator."""

NOT_MET = {
    Measure.TOWN_SHARE, Measure.STORE_TOWN_SHARE, Measure.PERSONS_SERVED, Measure.MODE_SHARE,
    Measure.FLOOR_M2, Measure.LAND_M2,
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
