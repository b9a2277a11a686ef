"""A question and its answer whose every number can be followed with a pencil.

::

    T ── 30 km, 60 km/h ── U ── 10 km, 20 km/h ── V (a village of U)

Driving takes 0.5 h on each road. A store starts loading at 1 + 0.5 h, the source at 1 + 2 h;
loading and unloading take 0.5 h each, hand-out and buffer 1 h, so goods from a store are handed out
at 3.5 h + driving, those of the source at 5 h + driving. In S2 the road U-V opens at hour 5.

One person needs 0.25 tents (10 kg, 0.05 m3: 0.0025 of a truck) by hour 10, and by hour 12 rice:
0.02 (6 - 0.5 * 2) = 0.1 bags (2.5 kg: 0.0005 of a truck) in S1, 0.06 bags (1.5 kg: 0.0003 of a
truck) in S2. A trip costs 2 * 2 CNY/km and 50 CNY for each of its 1 + 2 * driving hours: 50 within
a place, 220 T-U, 140 U-V, 310 T-V.
"""

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
)

from optimizer.instance import (
    Budget,
    Economics,
    Instance,
    Kit,
    ModeLimit,
    Policy,
    Response,
    ScenarioSite,
    ServiceStandard,
    StockRecord,
    Vehicle,
)
from optimizer.instance.words import (
    Bindingness,
    Head,
    Level,
    PlaceKind,
    ReserveMode,
    RoadClass,
    Role,
    SiteStatus,
)
from optimizer.plan import Contract, CostHead, Flow, Plan, Shortage, StockLine, Store

TRUCK = Vehicle(
    id="truck", name="Truck", payload_t=5, volume_m3=20, gross_weight_t=10, county_kmh=60,
    village_kmh=20, cost_cny_per_km=2, cost_cny_per_day=500, load_min=30, unload_min=30, **MADE_UP,
)  # fmt: skip

QUESTION = Instance(
    name="two-towns",
    economics=Economics(
        discount_rate=0.0, building_life_years=30, equipment_life_years=10, **MADE_UP
    ),
    response=Response(decision_h=1, handout_h=0.5, buffer_h=0.5, shift_h=10, **MADE_UP),
    policy=Policy(
        central_min=1, central_max=1, sub_max=2, spacing_km=50, center_share=0.5, loss_share=0.5,
        loss_scenarios=("S2",), force_towns=("U",), **MADE_UP,
    ),
    places=(
        place("T", 0, 0, population=1000),
        place("U", 0, 1, population=500),
        place("V", 0.1, 1, kind=PlaceKind.VILLAGE, parent="U"),
    ),
    roads=(
        road("T", "U", 30, "TU"),
        road("U", "V", 10, "UV", road_class=RoadClass.VILLAGE, weight_limit_t=12),
    ),
    sites=(
        site("ST", "T", mobilization_h=0.5),
        site("SU", "U", mobilization_h=0.5, status=SiteStatus.EXISTING),
        site("SV", "V", mobilization_h=0.5),
        site("SX", "T", status=SiteStatus.EXCLUDED, reason="flood plain"),
    ),
    options=(
        option(
            "ST", "big", Role.CENTRAL, 100, handling_t_per_h=5, capital_cost_cny=300_000,
            equipment_cost_cny=20_000, operating_cost_cny_per_year=6_000,
        ),
        option(
            "SU", "small", Role.SUB, 20, handling_t_per_h=2, equipment_cost_cny=10_000,
            operating_cost_cny_per_year=4_000,
        ),
        option("SV", "shed", Role.POINT, 5),
        option("ST", "shed", Role.POINT, 5),
        option("SX", "shed", Role.POINT, 5),
    ),
    families=(
        family("shelter", shortage_cny_per_person=500),
        family("food", household_share=0.5, household_days=2, shortage_cny_per_person=200),
    ),
    commodities=(
        commodity(
            "tent", "shelter", volume_m3=0.2, weight_kg=40, price_cny=1000, shelf_life_years=10,
            resale_share=0.2, holding_rate=0.02, issue_cost_cny=300,
        ),
        commodity(
            "rice", "food", unit="bag of 25 kg", volume_m3=0.03, weight_kg=25, price_cny=100,
            shelf_life_years=2, resale_share=0.6, holding_rate=0.05, issue_cost_cny=100,
        ),
    ),
    groups=(group("moved"),),
    norms=(
        norm(10, "moved", "tent", once=0.25),
        norm(12, "moved", "rice", per_day=0.02),
    ),
    stock=(
        StockRecord(site="SU", commodity="tent", quantity=5, expires_year=2030, **MADE_UP),
        StockRecord(site="SU", commodity="rice", quantity=2, expires_year=2020, **MADE_UP),
    ),
    kits=(Kit(town="U", commodity="rice", quantity=3, **MADE_UP),),
    sources=(
        supplier(
            "E", "U", lead_h=2, reliability=0.8, retainer_cny_per_year=100, handling_t_per_h=4,
        ),
    ),
    supplies=(
        supply("E", "tent", 100, per_day=240, price_factor=1.1, retainer_share=0.05),
    ),
    vehicles=(TRUCK,),
    fleet=(fleet_entry("truck", 3, "T", available_after_h=0.5),),
    scenarios=(
        scenario("S1", days=6),
        scenario("S2", level=Level.III, probability=0.2, days=4),
    ),
    scenario_people=(
        people("T", 10, "moved", "S1"),
        people("U", 60, "moved", "S1"),
        people("V", 40, "moved", "S1"),
        people("T", 20, "moved", "S2"),
        people("V", 20, "moved", "S2"),
    ),
    scenario_roads=(road_change("UV", "S2", closed=True, reopens_h=5),),
    scenario_sites=(ScenarioSite(scenario="S1", site="SU", usable_share=0.9, **MADE_UP),),
    standards=(
        ServiceStandard(
            id="basic", name="Basic living", deadline_h=10, person_share=0.9, town_share=0.5,
            kind=Bindingness.BINDING, **MADE_UP,
        ),
    ),
    funds=(fund("county"), fund("province")),
    budgets=(
        Budget(head=Head.CONSTRUCTION, fund="county", ceiling_cny=200_000, **MADE_UP),
        Budget(head=Head.CONSTRUCTION, fund="province", ceiling_cny=150_000, **MADE_UP),
        Budget(head=Head.YEARLY, ceiling_cny=60_000, **MADE_UP),
    ),
    mode_limits=(
        ModeLimit(mode=ReserveMode.AGREEMENT, family="shelter", most_share=0.3, **MADE_UP),
    ),
)  # fmt: skip


def tents(case, origin, place, persons):
    """Return a flow of the shelter bundle; a case is a scenario or scenario-lost site."""
    scenario, _, lost = case.partition("-")
    return Flow(scenario, lost, origin, place, "shelter", "moved", 10.0, persons)


def rice(case, origin, place, persons):
    """Return a flow of the food bundle."""
    scenario, _, lost = case.partition("-")
    return Flow(scenario, lost, origin, place, "food", "moved", 12.0, persons)


ANSWER = Plan(
    stores=(Store("ST", "big", Role.CENTRAL), Store("SU", "small", Role.SUB)),
    stock=(
        StockLine("ST", "tent", 20),
        StockLine("ST", "rice", 12),
        StockLine("SU", "tent", 12),
        StockLine("SU", "rice", 5),
    ),
    contracts=(Contract("E", "tent", 10),),
    flows=(
        tents("S1", "ST", "T", 10),
        tents("S1", "ST", "U", 52),
        tents("S1", "E", "U", 8),
        tents("S1", "SU", "V", 40),
        rice("S1", "ST", "T", 10),
        rice("S1", "ST", "U", 60),
        rice("S1", "SU", "V", 38),
        tents("S2", "ST", "T", 20),
        tents("S2", "SU", "V", 20),
        rice("S2", "ST", "T", 20),
        rice("S2", "SU", "V", 20),
        tents("S2-ST", "SU", "V", 20),
        rice("S2-ST", "SU", "V", 20),
        tents("S2-SU", "ST", "T", 20),
        rice("S2-SU", "ST", "T", 20),
        tents("S2-SV", "ST", "T", 20),
        rice("S2-SV", "ST", "T", 20),
    ),
    shortages=(Shortage("S1", "V", "food", "moved", 12.0, 2),),
    costs_cny={
        CostHead.BUILDING: 300_000 / 30,
        CostHead.EQUIPMENT: 30_000 / 10,
        CostHead.ROADS: 0,
        CostHead.FIRST_STOCK: 0,
        CostHead.REDISTRIBUTION: 0,
        CostHead.REPLENISHMENT: 0,
        CostHead.OPERATION: 10_000,
        CostHead.ROTATION: 32 * 80 + 17 * 20,
        CostHead.HOLDING: 32 * 20 + 17 * 5,
        CostHead.RETAINER: 100 + 10 * 50,
        CostHead.TRANSPORT: (
            0.1 * 0.0025 * (10 * 50 + 52 * 220 + 8 * 50 + 40 * 140)
            + 0.1 * 0.0005 * (10 * 50 + 60 * 220 + 38 * 140)
            + 0.2 * (0.0025 + 0.0003) * (20 * 50 + 20 * 140)
        ),
        CostHead.ISSUE: 0.1 * (25.5 * 300 + 10.8 * 100) + 0.2 * (10 * 300 + 2.4 * 100),
        CostHead.SUPPLY: 0.1 * 2 * 1100,
        CostHead.SHORTAGE: 0.1 * 2 * 200,
    },
)
"""An answer that keeps every promise of `QUESTION`."""
