"""A plan that is driven, every minute of it by pencil.

::

    D ───── 100 km ───── M ───── 150 km ───── N        trucks drive 50 km/h
    │                    ┊
    K  20 km, closed     P  by air, 60 km, 120 km/h
       until 6, 3 t

One person needs a pack of 10 kg and 0.04 m3, or (of the sick) a can of 8 kg and 0.01 m3, by hour
24. A shift has 14 h and is followed by 10 h off; after 4 h of driving come 20 min.

==========  =====  ========  ============  ======  ==========  =======  =======
vehicle     ready  carries   load, unload  speed   CNY per km  per h    home
==========  =====  ========  ============  ======  ==========  =======  =======
truck (2)   1.5    4 t, 20   1 h each      50      2           100      D
van         1.5    1 t, 5    0.5 h each    40      1           50       D
helicopter  3      0.6, 3    0.2 h each    120     10          200      M
==========  =====  ========  ============  ======  ==========  =======  =======

The store SD loads from hour 2 on, 10 t/h, at one dock. The source F at M gives 8 cans an hour
from hour 3 on, loads 2 t/h and has its goods fetched; the source G brings its own. Vans leave at
3, 5, 7. From truck to helicopter goods take an hour.

- Truck 1 loads 4 t from 2 to 3 and needs 5 h and a rest to N: there at 8:20, unloaded at 9:20. Back
  with another rest at 14:40, 2 t are loaded at 15:10 (12.5 h of work); 1.5 h later the shift is
  over. After the night it is at N at 30:10, unloaded at 30:40, and after 36:20 at home.
- Truck 2 waits for the dock until 3, is loaded at 3:22:30 with 1.5 t, is at M at 5.375, unloads
  1 t for M until 5.625 and hands 0.5 t on. It rests, waits for the fiftieth can until 9.25, is
  loaded at 9.45, at N at 12.45, empty at 12.55, and after a rest at home at 17:53.
- The van is loaded at 3.875 with 1 t, leaves at 5, waits for the road until 6, is at K at 6.5,
  empty at 7 and at home at 7.5. Of the 120 persons at K 20 are unserved.
- The helicopter takes what is handed on at 5.625 + 1, flies half an hour, unloads 0.2 * 5/6 h.
"""

from dataclasses import replace

from made_up import (
    MADE_UP,
    commodity,
    family,
    fleet_entry,
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

from optimizer.instance import Economics, Instance, Policy, Response, ServiceStandard, Vehicle
from optimizer.instance.words import Bindingness, Level, PlaceKind, ReserveMode, Role, TransportMode
from optimizer.plan import (
    Contract,
    DriveLine,
    Driving,
    DropLine,
    Flow,
    LateLine,
    Plan,
    RestLine,
    ReturnLine,
    StockLine,
    StopLine,
    Store,
    TripLine,
    UnservedLine,
)
from optimizer.verify import recomputed_costs

TRUCK = Vehicle(
    id="truck", name="Truck", payload_t=4, volume_m3=20, gross_weight_t=9, county_kmh=50,
    cost_cny_per_km=2, cost_cny_per_day=1400, load_min=60, unload_min=60, **MADE_UP,
)  # fmt: skip
VAN = Vehicle(
    id="van", name="Van", payload_t=1, volume_m3=5, gross_weight_t=2.5, county_kmh=40,
    cost_cny_per_km=1, cost_cny_per_day=700, load_min=30, unload_min=30, first_departure_h=3,
    departs_every_h=2, **MADE_UP,
)  # fmt: skip
HELICOPTER = Vehicle(
    id="helicopter", name="Helicopter", mode=TransportMode.AIR, payload_t=0.6, volume_m3=3,
    cruise_kmh=120, range_km=130, cost_cny_per_km=10, cost_cny_per_day=2800, load_min=12,
    unload_min=12, **MADE_UP,
)  # fmt: skip

ROADS = Instance(
    name="driven-roads",
    economics=Economics(
        discount_rate=0.0, building_life_years=30, equipment_life_years=10, **MADE_UP
    ),
    response=Response(
        decision_h=1, handout_h=0.5, buffer_h=0.5, shift_h=14, most_driving_h=4, rest_min=20,
        most_visits_per_place=3, **MADE_UP,
    ),
    policy=Policy(**MADE_UP),
    places=(
        place("D", 0, 0),
        place("K", -0.1, 0, kind=PlaceKind.VILLAGE, parent="D"),
        place("M", 0, 0.8, kind=PlaceKind.AIRFIELD),
        place("N", 0, 2),
        place("P", -0.5, 0.8, kind=PlaceKind.VILLAGE, parent="N"),
    ),
    roads=(
        road("D", "M", 100, "DM"),
        road("M", "N", 150, "MN"),
        road("D", "K", 20, "DK", weight_limit_t=3),
        road("M", "P", 60, "MP", mode=TransportMode.AIR),
    ),
    sites=(
        site("SD", "D", mobilization_h=1),
        site("SM", "M", mobilization_h=1),
        site("SN", "N", mobilization_h=1),
    ),
    options=(
        option("SD", "depot", Role.CENTRAL, 100, handling_t_per_h=10, docks=1),
        option("SM", "store", Role.SUB, 10),
        option("SN", "store", Role.SUB, 10),
    ),
    families=(
        family("packs", shortage_cny_per_person=500),
        family("water", shortage_cny_per_person=500),
    ),
    commodities=(
        commodity(
            "pack", "packs", volume_m3=0.04, weight_kg=10, price_cny=100, shelf_life_years=10,
        ),
        commodity(
            "can", "water", unit="can", volume_m3=0.01, weight_kg=8, price_cny=10,
            shelf_life_years=2,
        ),
    ),
    groups=(group("moved"), group("sick")),
    norms=(
        norm(24, "moved", "pack"),
        norm(24, "sick", "can"),
    ),
    sources=(
        supplier("F", "M", lead_h=2, reliability=0.8, handling_t_per_h=2, delivers=False),
        supplier("G", "D", mode=ReserveMode.SOCIAL, lead_h=3),
        supplier("H", "D", mode=ReserveMode.HOUSEHOLD),
    ),
    supplies=(
        supply("F", "can", 100, per_day=240),
        supply("G", "pack", 30),
        supply("H", "pack", 10),
    ),
    vehicles=(TRUCK, VAN, HELICOPTER),
    fleet=(
        fleet_entry("truck", 2, "D", available_after_h=0.5),
        fleet_entry("van", 1, "D", available_after_h=0.5),
        fleet_entry("helicopter", 1, "M", available_after_h=2),
    ),
    transfers=(
        transfer("M", TransportMode.ROAD, TransportMode.AIR, 1),
    ),
    scenarios=(
        scenario("S1", days=5),
        scenario("S2", level=Level.III, days=5),
    ),
    scenario_people=(
        people("N", 600, "moved", "S1"),
        people("N", 50, "sick", "S1"),
        people("K", 120, "moved", "S1"),
        people("P", 50, "moved", "S1"),
        people("M", 100, "moved", "S1"),
        people("D", 40, "moved", "S1"),
    ),
    scenario_roads=(road_change("DK", "S1", closed=True, reopens_h=6),),
    standards=(
        ServiceStandard(
            id="basic", name="Basic", deadline_h=24, person_share=0.75, town_share=0.0,
            kind=Bindingness.BINDING, **MADE_UP,
        ),
    ),
)  # fmt: skip

TRUCK_1, TRUCK_2 = "truck@D/own#1", "truck@D/own#2"
VAN_1, HELICOPTER_1 = "van@D/own#1", "helicopter@M/own#1"


def packs(origin, place, persons):
    """Return a flow of packs."""
    return Flow("S1", "", origin, place, "packs", "moved", 24.0, persons)


def cans(origin, place, persons):
    """Return a flow of cans."""
    return Flow("S1", "", origin, place, "water", "sick", 24.0, persons)


def dropped(vehicle, trip, stop, flow, persons, part=1):
    """Return what a stop leaves of a flow."""
    return DropLine(
        "S1", vehicle, trip, stop, flow.origin, flow.place, flow.family, flow.group,
        flow.deadline_h, flow.roads, part, persons,
    )  # fmt: skip


TO_N, TO_K, TO_P = packs("SD", "N", 600), packs("SD", "K", 120), packs("SD", "P", 50)
TO_M, BROUGHT, WATER = packs("SM", "M", 100), packs("G", "D", 30), cans("F", "N", 50)
AT_HOME = packs("H", "D", 10)

DRIVING = Driving(
    drives=(
        DriveLine(
            scenario="S1", driven=True, persons_unserved=20, bound_persons_unserved=0,
            late_person_h=200 * (31 + 2 / 3 - 24), bound_late_person_h=0,
            arrival_person_h=13021.25, bound_arrival_person_h=1000,
            cost_cny=4300 + 2092.5 + 140 + 1200 + 700 / 3, bound_cost_cny=7000,
            engine="pencil", seed=0,
        ),
    ),
    trips=(
        TripLine("S1", TRUCK_1, 1, "SD", 1.5, 1.5, 2, 3, 3),
        TripLine("S1", TRUCK_1, 2, "SD", 9 + 1 / 3, 14 + 2 / 3, 14 + 2 / 3, 15 + 1 / 6, 15 + 1 / 6),
        TripLine("S1", TRUCK_2, 1, "SD", 1.5, 1.5, 3, 3.375, 3.375),
        TripLine("S1", TRUCK_2, 2, "F", 5.625, 5.625, 9.25, 9.45, 9.45),
        TripLine("S1", VAN_1, 1, "SD", 1.5, 1.5, 3.375, 3.875, 5),
        TripLine("S1", HELICOPTER_1, 1, "M", 3, 3, 6.625, 6.625, 6.625),
    ),
    stops=(
        StopLine("S1", TRUCK_1, 1, 1, "N", 3, 8 + 1 / 3, 8 + 1 / 3, 9 + 1 / 3),
        StopLine("S1", TRUCK_1, 2, 1, "N", 15 + 1 / 6, 30 + 1 / 6, 30 + 1 / 6, 30 + 2 / 3),
        StopLine("S1", TRUCK_2, 1, 1, "M", 3.375, 5.375, 5.375, 5.625),
        StopLine("S1", TRUCK_2, 2, 1, "N", 9.45, 12.45, 12.45, 12.55),
        StopLine("S1", VAN_1, 1, 1, "K", 5, 6.5, 6.5, 7),
        StopLine("S1", HELICOPTER_1, 1, 1, "P", 6.625, 7.125, 7.125, 7.125 + 1 / 6),
    ),
    drops=(
        dropped(TRUCK_1, 1, 1, TO_N, 400),
        dropped(TRUCK_1, 2, 1, TO_N, 200),
        dropped(TRUCK_2, 1, 1, TO_M, 100),
        dropped(TRUCK_2, 1, 1, TO_P, 50),
        dropped(TRUCK_2, 2, 1, WATER, 50),
        dropped(VAN_1, 1, 1, TO_K, 100),
        dropped(HELICOPTER_1, 1, 1, TO_P, 50, part=2),
    ),
    rests=(
        RestLine("S1", TRUCK_1, 7, 7 + 1 / 3),
        RestLine("S1", TRUCK_1, 12 + 1 / 3, 12 + 2 / 3),
        RestLine("S1", TRUCK_1, 16 + 2 / 3, 26 + 2 / 3),
        RestLine("S1", TRUCK_1, 31 + 1 / 6, 31.5),
        RestLine("S1", TRUCK_1, 35.5, 35 + 5 / 6),
        RestLine("S1", TRUCK_2, 5.625, 6),
        RestLine("S1", TRUCK_2, 13.55, 13.55 + 1 / 3),
    ),
    returns=(
        ReturnLine("S1", TRUCK_1, 30 + 2 / 3, 36 + 1 / 3),
        ReturnLine("S1", TRUCK_2, 12.55, 17.55 + 1 / 3),
        ReturnLine("S1", VAN_1, 7, 7.5),
        ReturnLine("S1", HELICOPTER_1, 7.125 + 1 / 6, 7.625 + 1 / 6),
    ),
    unserved=(
        UnservedLine("S1", "SD", "K", "packs", "moved", 24.0, "", 20, "vehicle_hours"),
    ),
    late=(
        LateLine("S1", "SD", "N", "packs", "moved", 24.0, "", 200, 31 + 2 / 3, "vehicle_hours"),
    ),
)  # fmt: skip

_PLAN = Plan(
    stores=(Store("SD", "depot", Role.CENTRAL), Store("SM", "store", Role.SUB)),
    stock=(StockLine("SD", "pack", 850), StockLine("SM", "pack", 100)),
    contracts=(Contract("F", "can", 63), Contract("G", "pack", 30), Contract("H", "pack", 10)),
    flows=(TO_N, TO_K, TO_P, TO_M, BROUGHT, WATER, AT_HOME),
    driving=DRIVING,
)

DRIVEN = replace(_PLAN, costs_cny=recomputed_costs(ROADS, _PLAN))
"""A plan that keeps every promise and every rule of driving."""
