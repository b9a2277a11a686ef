"""An instance with a row in every table, and a result for it."""

import pytest

from optimizer.instance import (
    Budget,
    Commodity,
    Economics,
    Family,
    FleetEntry,
    Fund,
    GivenLane,
    Group,
    Indicator,
    Instance,
    Kit,
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
    ScenarioSite,
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
    Bindingness,
    Category,
    Head,
    Level,
    Measure,
    Owner,
    PlaceKind,
    ReserveMode,
    Role,
    SiteStatus,
    TransportMode,
)
from optimizer.plan import (
    Contract,
    CostHead,
    DriveLine,
    Driving,
    DropLine,
    Flow,
    IndicatorLine,
    LateLine,
    Move,
    Payment,
    Plan,
    Replenishment,
    RestLine,
    Result,
    ReturnLine,
    ServiceLine,
    Shortage,
    Status,
    StockLine,
    StopLine,
    Store,
    TripLine,
    UnservedLine,
    Violation,
)

S = "assumption"


@pytest.fixture
def instance() -> Instance:
    return Instance(
        name="two-towns",
        title="Two towns",
        title_zh="两镇",
        year=2027,
        economics=Economics(source=S),
        response=Response(decision_h=0.5, source=S),
        policy=Policy(sub_max=2, loss_scenarios=("S1",), force_towns=("A", "B"), source=S),
        places=(
            Place(
                id="A", name="Alder, the seat", name_zh="甲镇", kind=PlaceKind.TOWN,
                lat=39.4, lon=99.8, population=1000, source=S,
            ),
            Place(id="B", name='"Birch"', kind=PlaceKind.TOWN, lat=39.5, lon=99.9, source=S),
            Place(
                id="B.1", name="Birch 1", kind=PlaceKind.VILLAGE, parent="B", lat=39.6, lon=99.9,
                illustrative=True, source=S,
            ),
        ),
        roads=(
            Road(id="R1", from_place="A", to_place="B", km=12.5, source=S),
            Road(
                id="R2", from_place="B", to_place="B.1", name="Ridge road", km=9.0,
                planned_cost_cny=2_000_000.0, source=S,
            ),
        ),
        lanes=(GivenLane(from_place="A", to_place="B.1", travel_h=1.5, source=S),),
        sites=(
            Site(id="XA", place="A", name="Alder store", status=SiteStatus.EXISTING, source=S),
            Site(id="XB", place="B.1", name="Birch store", name_zh="乙库", source=S),
        ),
        options=(
            Option(
                site="XA", id="s800", role=Role.CENTRAL, floor_m2=800.0, capacity_m3=1280.0,
                cold_m3=20.0, source=S,
            ),
            Option(
                site="XB", id="p60", role=Role.POINT, floor_m2=60.0, capacity_m3=90.0,
                capital_cost_cny=150_000.0, operating_cost_cny_per_year=8_000.0, source=S,
            ),
        ),
        mergers=(Merger(id="M", sites=("XA", "XB"), saving_cny=20_000.0, source=S),),
        families=(
            Family(
                id="food", name="Food", category=Category.LIVING, shortage_cny_per_person=1e5,
                source=S,
            ),
        ),
        commodities=(
            Commodity(
                id="grain", name="Grain", name_zh="粮食", family="food", unit="bag of 25 kg",
                volume_m3=0.04, weight_kg=25.0, price_cny=120.0, source=S,
            ),
        ),
        groups=(Group(id="relocated", name="Relocated", source=S),),
        norms=(
            Norm(group="relocated", commodity="grain", per_day=0.014, deadline_h=24.0, source=S),
        ),
        stock=(StockRecord(site="XA", commodity="grain", quantity=10, source=S),),
        kits=(Kit(town="B", commodity="grain", quantity=5, source=S),),
        working_stock=(
            WorkingStock(site="XB", commodity="grain", units_per_day=0.5, days=3.0, source=S),
        ),
        sources=(
            Source(id="mill", name="Mill", place="A", mode=ReserveMode.AGREEMENT, source=S),
        ),
        supplies=(Supply(supplier="mill", commodity="grain", quantity=100, source=S),),
        vehicles=(Vehicle(id="van", name="Van", payload_t=1.5, volume_m3=8.0, source=S),),
        fleet=(FleetEntry(vehicle="van", place="A", count=2, owner=Owner.OWN, source=S),),
        transfers=(
            Transfer(
                place="B", from_mode=TransportMode.ROAD, to_mode=TransportMode.ROAD, hours=0.5,
                source=S,
            ),
        ),
        scenarios=(
            Scenario(
                id="S1", name="Flood", level=Level.II, probability=0.05, days=10, source=S
            ),
        ),
        scenario_people=(
            ScenarioPeople(scenario="S1", place="B.1", group="relocated", persons=300, source=S),
        ),
        scenario_roads=(
            ScenarioRoad(scenario="S1", road="R1", closed=True, reopens_h=24.0, source=S),
        ),
        scenario_sites=(ScenarioSite(scenario="S1", site="XA", usable_share=0.5, source=S),),
        scenario_modes=(
            ScenarioMode(scenario="S1", mode=TransportMode.AIR, closed=True, source=S),
        ),
        scenario_sources=(
            ScenarioSource(scenario="S1", supplier="mill", usable_share=0.75, source=S),
        ),
        standards=(
            ServiceStandard(
                id="day", name="Within a day", deadline_h=24.0, families=("food",),
                levels=(Level.II, Level.III), kind=Bindingness.BINDING, source=S,
            ),
        ),
        funds=(
            Fund(id="county", name="County", name_zh="县级资金", source=S),
            Fund(id="city", name="City", name_zh="市级资金", source=S),
        ),
        budgets=(
            Budget(head=Head.TOTAL, fund="county", ceiling_cny=400_000.0, source=S),
            Budget(head=Head.TOTAL, fund="city", ceiling_cny=100_000.0, source=S),
        ),
        mode_limits=(
            ModeLimit(mode=ReserveMode.AGREEMENT, family="food", most_share=0.4, source=S),
        ),
        indicators=(
            Indicator(
                id="HT-02", name="Served within a day", name_zh="24小时内保障", clause="3.1(2)",
                measure=Measure.PERSON_SHARE, target=0.9, kind=Bindingness.BINDING,
                standard="day", source=S,
            ),
            Indicator(
                id="HT-09", name="Drills", measure=Measure.OUTSIDE, target=2.0,
                kind=Bindingness.EXPECTED, remark="counted by the county", source=S,
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def plan() -> Plan:
    bundle = {"family": "food", "group": "relocated", "deadline_h": 24.0}
    return Plan(
        stores=(Store("XA", "s800", Role.CENTRAL), Store("XB", "p60", Role.POINT)),
        stock=(StockLine("XA", "grain", 40), StockLine("XB", "grain", 5)),
        contracts=(Contract("mill", "grain", 7),),
        roads=("R2",),
        moves=(Move("XA", "XB", "grain", 5),),
        replenishments=(Replenishment("XA", "XB", 0.02),),
        payments=(Payment(Head.CONSTRUCTION, "city", 100_000.0),),
        flows=(
            Flow(scenario="S1", lost_site="", origin="XA", place="B.1", persons=250.25, **bundle),
            Flow(scenario="S1", lost_site="XA", origin="XB", place="B.1", persons=1 / 3,
                 roads="R2", **bundle),
        ),
        shortages=(Shortage(scenario="S1", place="B.1", persons=49.75, **bundle),),
        costs_cny={CostHead.BUILDING: 10_897.3, CostHead.SHORTAGE: 4_975_000.0},
        indicators=(IndicatorLine("HT-02", 0.834, False), IndicatorLine("HT-09", None, None)),
        driving=_driving(),
    )  # fmt: skip


def _driving() -> Driving:
    flow = {"flow_origin": "XA", "place": "B.1", "family": "food", "group": "relocated",
            "deadline_h": 24.0, "roads": ""}  # fmt: skip
    van = {"scenario": "S1", "vehicle": "van@A/own#1"}
    return Driving(
        drives=(
            DriveLine(
                scenario="S1", driven=False, persons_unserved=0.25, bound_persons_unserved=0.0,
                late_person_h=12.5, bound_late_person_h=0.0, arrival_person_h=1500.0,
                bound_arrival_person_h=1200.5, cost_cny=88.4, bound_cost_cny=60.0, engine="own",
                seed=7,
            ),
        ),
        trips=(
            TripLine(**van, trip=1, origin="XA", leave_h=0.5, reach_h=0.5, load_h=0.5,
                     loaded_h=1.0, depart_h=1.2),
            TripLine(**van, trip=2, origin="XA", leave_h=2.0, reach_h=23.9, load_h=23.9,
                     loaded_h=24.4, depart_h=24.4),
        ),
        stops=(
            StopLine(**van, trip=1, stop=1, place="B.1", leave_h=1.2, arrive_h=1.7, begin_h=1.7,
                     done_h=2.0),
        ),
        drops=(DropLine(**van, trip=1, stop=1, part=1, persons=250.0, **flow),),
        rests=(RestLine(**van, start_h=2.5, end_h=2.5 + 1 / 3),),
        returns=(ReturnLine(**van, leave_h=2.0, home_h=3.0),),
        unserved=(UnservedLine(scenario="S1", persons=0.25, reason="vehicle_hours", **flow),),
        late=(LateLine(scenario="S1", persons=25.0, latest_h=24.5, reason="rests", **flow),),
    )  # fmt: skip


@pytest.fixture
def result(instance: Instance, plan: Plan) -> Result:
    return Result(
        instance_name=instance.name,
        instance_digest=instance.digest,
        plan=plan,
        status=Status.FEASIBLE,
        reason="time limit",
        objective_cny=plan.objective_cny,
        bound_cny=4_900_000.0,
        gap=0.0172,
        runtime_s=1.5,
        phases=(("find lanes", 0.25), ("place stores", 1.25)),
        options={"time_limit_s": 60.0, "seed": 0, "variant": None},
        versions={"python": "3.11.7"},
        service=(
            ServiceLine(
                scenario="S1", standard="day", kind=Bindingness.BINDING, deadline_h=24.0,
                persons=300.0, person_share=0.834, town_share=0.0, latest_arrival_h=3.5,
                worst_place="B.1", met=False,
            ),
        ),
        spending_cny={"construction": 150_000.0, "total": 151_200.0},
        model_rows=12,
        model_columns=9,
        violations=(
            Violation(
                promise="cover", where="day, S1", amount=49.75, unit="persons",
                sentence="49.75 persons too few",
            ),
        ),
    )  # fmt: skip
