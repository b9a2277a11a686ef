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

from optimizer.instance import (
    Budget,
    Commodity,
    Economics,
    Family,
    FleetEntry,
    Group,
    Instance,
    Kit,
    ModeLimit,
    Norm,
    Option,
    Place,
    Policy,
    Response,
    Road,
    Scenario,
    ScenarioPeople,
    ScenarioRoad,
    ScenarioSite,
    ServiceStandard,
    Site,
    Source,
    StockRecord,
    Supply,
    Vehicle,
)
from optimizer.instance.words import (
    Bindingness,
    Category,
    Head,
    Level,
    PlaceKind,
    ReserveMode,
    RoadClass,
    Role,
    SiteStatus,
)
from optimizer.plan import Contract, CostHead, Flow, Plan, Shortage, StockLine, Store

A = {"source": "assumption"}

TRUCK = Vehicle(
    id="truck", name="Truck", payload_t=5, volume_m3=20, gross_weight_t=10, county_kmh=60,
    village_kmh=20, cost_cny_per_km=2, cost_cny_per_day=500, load_min=30, unload_min=30, **A,
)  # fmt: skip

QUESTION = Instance(
    name="two-towns",
    economics=Economics(discount_rate=0.0, building_life_years=30, equipment_life_years=10, **A),
    response=Response(decision_h=1, handout_h=0.5, buffer_h=0.5, shift_h=10, **A),
    policy=Policy(
        central_min=1, central_max=1, sub_max=2, spacing_km=50, center_share=0.5, loss_share=0.5,
        loss_scenarios=("S2",), force_towns=("U",), **A,
    ),
    places=(
        Place(id="T", name="T", kind=PlaceKind.TOWN, lat=0, lon=0, population=1000, **A),
        Place(id="U", name="U", kind=PlaceKind.TOWN, lat=0, lon=1, population=500, **A),
        Place(id="V", name="V", kind=PlaceKind.VILLAGE, parent="U", lat=0.1, lon=1, **A),
    ),
    roads=(
        Road(id="TU", from_place="T", to_place="U", km=30, **A),
        Road(
            id="UV", from_place="U", to_place="V", km=10, road_class=RoadClass.VILLAGE,
            weight_limit_t=12, **A,
        ),
    ),
    sites=(
        Site(id="ST", place="T", mobilization_h=0.5, **A),
        Site(id="SU", place="U", mobilization_h=0.5, status=SiteStatus.EXISTING, **A),
        Site(id="SV", place="V", mobilization_h=0.5, **A),
        Site(id="SX", place="T", status=SiteStatus.EXCLUDED, reason="flood plain", **A),
    ),
    options=(
        Option(
            site="ST", id="big", role=Role.CENTRAL, capacity_m3=100, handling_t_per_h=5,
            capital_cost_cny=300_000, equipment_cost_cny=20_000,
            operating_cost_cny_per_year=6_000, **A,
        ),
        Option(
            site="SU", id="small", role=Role.SUB, capacity_m3=20, handling_t_per_h=2,
            equipment_cost_cny=10_000, operating_cost_cny_per_year=4_000, **A,
        ),
        Option(site="SV", id="shed", role=Role.POINT, capacity_m3=5, **A),
        Option(site="ST", id="shed", role=Role.POINT, capacity_m3=5, **A),
        Option(site="SX", id="shed", role=Role.POINT, capacity_m3=5, **A),
    ),
    families=(
        Family(
            id="shelter", name="Shelter", category=Category.LIVING, shortage_cny_per_person=500, **A
        ),
        Family(
            id="food", name="Food", category=Category.LIVING, household_share=0.5,
            household_days=2, shortage_cny_per_person=200, **A,
        ),
    ),
    commodities=(
        Commodity(
            id="tent", name="Tent", family="shelter", unit="piece", volume_m3=0.2, weight_kg=40,
            price_cny=1000, shelf_life_years=10, resale_share=0.2, holding_rate=0.02,
            issue_cost_cny=300, **A,
        ),
        Commodity(
            id="rice", name="Rice", family="food", unit="bag of 25 kg", volume_m3=0.03,
            weight_kg=25, price_cny=100, shelf_life_years=2, resale_share=0.6, holding_rate=0.05,
            issue_cost_cny=100, **A,
        ),
    ),
    groups=(Group(id="moved", name="Relocated", **A),),
    norms=(
        Norm(group="moved", commodity="tent", once=0.25, deadline_h=10, **A),
        Norm(group="moved", commodity="rice", per_day=0.02, deadline_h=12, **A),
    ),
    stock=(
        StockRecord(site="SU", commodity="tent", quantity=5, expires_year=2030, **A),
        StockRecord(site="SU", commodity="rice", quantity=2, expires_year=2020, **A),
    ),
    kits=(Kit(town="U", commodity="rice", quantity=3, **A),),
    sources=(
        Source(
            id="E", name="E", place="U", mode=ReserveMode.AGREEMENT, lead_h=2, reliability=0.8,
            retainer_cny_per_year=100, handling_t_per_h=4, **A,
        ),
    ),
    supplies=(
        Supply(
            supplier="E", commodity="tent", quantity=100, per_day=240, price_factor=1.1,
            retainer_share=0.05, **A,
        ),
    ),
    vehicles=(TRUCK,),
    fleet=(FleetEntry(vehicle="truck", place="T", count=3, available_after_h=0.5, **A),),
    scenarios=(
        Scenario(id="S1", name="Quake", level=Level.II, probability=0.1, days=6, **A),
        Scenario(id="S2", name="Flood", level=Level.III, probability=0.2, days=4, **A),
    ),
    scenario_people=(
        ScenarioPeople(scenario="S1", place="T", group="moved", persons=10, **A),
        ScenarioPeople(scenario="S1", place="U", group="moved", persons=60, **A),
        ScenarioPeople(scenario="S1", place="V", group="moved", persons=40, **A),
        ScenarioPeople(scenario="S2", place="T", group="moved", persons=20, **A),
        ScenarioPeople(scenario="S2", place="V", group="moved", persons=20, **A),
    ),
    scenario_roads=(ScenarioRoad(scenario="S2", road="UV", closed=True, reopens_h=5, **A),),
    scenario_sites=(ScenarioSite(scenario="S1", site="SU", usable_share=0.9, **A),),
    standards=(
        ServiceStandard(
            id="basic", name="Basic living", deadline_h=10, person_share=0.9, town_share=0.5,
            kind=Bindingness.BINDING, **A,
        ),
    ),
    budgets=(
        Budget(head=Head.CONSTRUCTION, fund="county", ceiling_cny=200_000, **A),
        Budget(head=Head.CONSTRUCTION, fund="province", ceiling_cny=150_000, **A),
        Budget(head=Head.YEARLY, ceiling_cny=60_000, **A),
    ),
    mode_limits=(
        ModeLimit(mode=ReserveMode.AGREEMENT, family="shelter", most_share=0.3, **A),
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
