"""The hamlet driven by hand: every hour and load can be followed with a pencil.

The fleet is the van of A (2 t, 10 m3, 40 km/h, 30 minutes to load and to unload a full load) and
one more in D. Decision at hour 1, crews of stores load from 1.5 on, hand-out takes an hour. HA
loads a tonne in an hour, HD half of one.

S1, the bridge B-D closed until hour 24. What 40 persons in B need of living, 220 kg and 2.2 m3,
takes the van of A 0.22 h to load at HA and, with 0.22 of its volume, 0.11 h to unload; between lie
20 km, half an hour. Its second trip is for 30 persons in D, 165 kg and 1.65 m3: loaded in 0.165 h,
it is at the bridge at 3.495 and waits there until 24, long after the hour 10: no siting model plans
such a flow, it is here to be late. The van of D brings 55 of 60 persons first
aid, 27.5 kg and 0.275 m3, within D: 0.055 h to load, 0.01375 h to unload.

    hand-out: B 2.33 + 1 = 3.33; D living 24.3325 + 1 = 25.3325, late by 15.3325;
              D first aid 1.56875 + 1 = 2.56875
    late: 30 * 15.3325 = 459.975
    arrival: 40 * 3.33 + 30 * 25.3325 + 55 * 2.56875 = 1034.45625
    work: driving 2.5, loading 0.44, unloading 0.20625; cost: 100 km * 2 + 3.14625 h * 50 = 357.3125
"""

from dataclasses import replace

import hamlet_by_hand
from hamlet_by_hand import LIVING, MEDICAL
from made_up import fleet_entry

from optimizer.instance.words import Owner, Role
from optimizer.plan import (
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

HAMLET = replace(
    hamlet_by_hand.HAMLET,
    fleet=(
        *hamlet_by_hand.HAMLET.fleet,
        fleet_entry("van", 1, "D", owner=Owner.CONTRACT),
    ),
)

VAN_A = {"scenario": "S1", "vehicle": "van@A/own#1"}
VAN_D = {"scenario": "S1", "vehicle": "van@D/contract#1"}

DRIVING = Driving(
    drives=(
        DriveLine(
            scenario="S1", driven=False, persons_unserved=5.0, bound_persons_unserved=5.0,
            late_person_h=459.975, bound_late_person_h=0.0, arrival_person_h=1034.45625,
            bound_arrival_person_h=600.0, cost_cny=357.3125, bound_cost_cny=100.0, engine="own",
            seed=0,
        ),
    ),
    trips=(
        TripLine(**VAN_A, trip=1, origin="HA", leave_h=1.0, reach_h=1.0, load_h=1.5, loaded_h=1.72,
                 depart_h=1.72),
        TripLine(**VAN_A, trip=2, origin="HA", leave_h=2.33, reach_h=2.83, load_h=2.83,
                 loaded_h=2.995, depart_h=2.995),
        TripLine(**VAN_D, trip=1, origin="HD", leave_h=1.0, reach_h=1.0, load_h=1.5,
                 loaded_h=1.555, depart_h=1.555),
    ),
    stops=(
        StopLine(**VAN_A, trip=1, stop=1, place="B", leave_h=1.72, arrive_h=2.22, begin_h=2.22,
                 done_h=2.33),
        StopLine(**VAN_A, trip=2, stop=1, place="D", leave_h=2.995, arrive_h=24.25,
                 begin_h=24.25, done_h=24.3325),
        StopLine(**VAN_D, trip=1, stop=1, place="D", leave_h=1.555, arrive_h=1.555,
                 begin_h=1.555, done_h=1.56875),
    ),
    drops=(
        DropLine(**VAN_A, trip=1, stop=1, flow_origin="HA", place="B", part=1, persons=40.0,
                 **LIVING),
        DropLine(**VAN_A, trip=2, stop=1, flow_origin="HA", place="D", part=1, persons=30.0,
                 **LIVING),
        DropLine(**VAN_D, trip=1, stop=1, flow_origin="HD", place="D", part=1, persons=55.0,
                 **MEDICAL),
    ),
    rests=(RestLine(**VAN_A, start_h=3.495, end_h=24.0),),
    returns=(
        ReturnLine(**VAN_A, leave_h=24.3325, home_h=25.0825),
        ReturnLine(**VAN_D, leave_h=1.56875, home_h=1.56875),
    ),
    unserved=(
        UnservedLine(scenario="S1", flow_origin="HD", place="D", persons=5.0,
                     reason="vehicle_hours", **MEDICAL),
    ),
    late=(
        LateLine(scenario="S1", flow_origin="HA", place="D", persons=30.0, latest_h=25.3325,
                 reason="closed_road", **LIVING),
    ),
)  # fmt: skip

FLOWS = (
    Flow(scenario="S1", lost_site="", origin="HA", place="B", persons=40.0, **LIVING),
    Flow(scenario="S1", lost_site="", origin="HA", place="D", persons=30.0, **LIVING),
    Flow(scenario="S1", lost_site="", origin="HD", place="D", persons=60.0, **MEDICAL),
    Flow(scenario="S1", lost_site="", origin="shop", place="D", persons=30.0, **LIVING),
    Flow(scenario="S2", lost_site="", origin="HA", place="A", persons=20.0, **LIVING),
)

PLAN = Plan(
    stores=(Store("HA", "large", Role.CENTRAL), Store("HD", "room", Role.POINT)),
    stock=(
        StockLine("HA", "grain", 10),
        StockLine("HA", "quilt", 80),
        StockLine("HD", "kit", 6),
    ),
    flows=FLOWS,
    driving=DRIVING,
)

RESULT = hamlet_by_hand.result_of(PLAN, HAMLET)

ON = {"scenario": "S2", "flow_origin": "HA", "place": "D", **LIVING}
VIA_B = Driving(
    drives=(replace(DRIVING.drives[0], scenario="S2", driven=True),),
    trips=(
        TripLine(**{**VAN_A, "scenario": "S2"}, trip=1, origin="HA", leave_h=1.0, reach_h=1.0,
                 load_h=1.5, loaded_h=1.6, depart_h=1.6),
        TripLine(**{**VAN_D, "scenario": "S2"}, trip=1, origin="B", leave_h=1.0, reach_h=1.25,
                 load_h=2.6, loaded_h=2.6, depart_h=2.6),
    ),
    stops=(
        StopLine(**{**VAN_A, "scenario": "S2"}, trip=1, stop=1, place="B", leave_h=1.6,
                 arrive_h=2.1, begin_h=2.1, done_h=2.1),
        StopLine(**{**VAN_D, "scenario": "S2"}, trip=1, stop=1, place="D", leave_h=2.6,
                 arrive_h=2.85, begin_h=2.85, done_h=2.9),
    ),
    drops=(
        DropLine(vehicle="van@A/own#1", trip=1, stop=1, part=1, persons=20.0, **ON),
        DropLine(vehicle="van@D/contract#1", trip=1, stop=1, part=2, persons=20.0, **ON),
    ),
)  # fmt: skip
"""In S2 20 persons in D get theirs from HA by the van of A to B, and on by the van of D."""

VIA_B_PLAN = replace(
    PLAN,
    flows=(Flow(scenario="S2", lost_site="", origin="HA", place="D", persons=20.0, **LIVING),),
    driving=VIA_B,
)
