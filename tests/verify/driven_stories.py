"""The driven plan told otherwise, where more than a line of it changes."""

from dataclasses import replace
from functools import partial

import variations
from driven_roads import (
    DRIVEN,
    HELICOPTER_1,
    ROADS,
    TO_M,
    TO_N,
    TO_P,
    TRUCK_1,
    TRUCK_2,
    VAN_1,
    dropped,
)
from driven_variations import added, claimed, drop, edited, home, renamed, stop, trip
from made_up import road, site

from optimizer.instance.words import TransportMode
from optimizer.plan import Contract, LateLine, StopLine, TripLine, UnservedLine
from optimizer.verify import recomputed_costs, verify

MINUTE = 1 / 60
changed = partial(variations.changed, ROADS)
restocked = partial(variations.restocked, DRIVEN)


def roads(**changes):
    return replace(ROADS, **changes)


def response(**changes):
    return roads(response=replace(ROADS.response, **changes))


def unserved(flow, persons):
    return UnservedLine(
        "S1",
        flow.origin,
        flow.place,
        flow.family,
        flow.group,
        flow.deadline_h,
        "",
        persons,
        "docks",
    )


FETCHED = replace(ROADS.sources[0], id="F2", serves=("N",))
THIRD = replace(ROADS.fleet[0], count=3)
SLOW_DOCK = replace(ROADS.options[0], handling_t_per_h=4, docks=None)
X = site("SX", "D", mobilization_h=1)


def helicopter_carries_for_m():
    """Return the plan with ten packs that go by road within M carried by the helicopter."""
    plan = drop(TRUCK_2, 1, place="M", persons=90)
    done_h = 7.125 + 1 / 6
    back_h = done_h + 0.5
    loaded_h = back_h + 0.2 / 6
    second = TripLine("S1", HELICOPTER_1, 2, "SM", done_h, back_h, back_h, loaded_h, loaded_h)
    plan = added(plan, "trips", second)
    plan = added(
        plan, "stops",
        StopLine("S1", HELICOPTER_1, 2, 1, "M", loaded_h, loaded_h, loaded_h, loaded_h + 0.2 / 6),
    )  # fmt: skip
    plan = added(plan, "drops", dropped(HELICOPTER_1, 2, 1, TO_M, 10))
    return home(HELICOPTER_1, plan, leave_h=loaded_h + 0.2 / 6, home_h=loaded_h + 0.2 / 6)


def helicopter_of_k(range_km):
    """Return the question and the plan with the helicopter at home at K, 131 km from P."""
    fleet = (*ROADS.fleet[:2], replace(ROADS.fleet[2], place="K"))
    link = road("P", "K", 131, "PK", mode=TransportMode.AIR)
    vehicles = (*ROADS.vehicles[:2], replace(ROADS.vehicles[2], range_km=range_km))
    plan = renamed(HELICOPTER_1, "helicopter@K/own#1")
    plan = home("helicopter@K/own#1", plan, home_h=7.125 + 1 / 6 + 131 / 120)
    plan = trip("helicopter@K/own#1", 1, plan, reach_h=3 + 191 / 120)
    return roads(fleet=fleet, roads=(*ROADS.roads, link), vehicles=vehicles), plan


def helicopter_to_and_fro():
    """Return the plan with the helicopter at P twice without loading between."""
    plan = edited(DRIVEN, "stops", {"vehicle": HELICOPTER_1})
    half_h, unloading_h = 0.5, 1 / 12
    at_p, hour = [], 6.625
    for number, place, unload_h in ((1, "P", unloading_h), (2, "M", 0.0), (3, "P", unloading_h)):
        there_h = hour + half_h
        done_h = there_h + unload_h
        at_p.append(StopLine("S1", HELICOPTER_1, 1, number, place, hour, there_h, there_h, done_h))
        hour = done_h
    plan = added(plan, "stops", *at_p)
    plan = drop(HELICOPTER_1, 1, plan, persons=25)
    plan = added(plan, "drops", dropped(HELICOPTER_1, 1, 3, TO_P, 25, part=2))
    return home(HELICOPTER_1, plan, leave_h=hour, home_h=hour + half_h)


def left_at_n():
    """Return the plan with the packs for P taken past the place where they change over."""
    plan = edited(DRIVEN, "drops", {"vehicle": TRUCK_2, "place": "P"})
    plan = drop(TRUCK_1, 1, plan, persons=350)
    plan = added(plan, "drops", dropped(TRUCK_1, 1, 1, TO_P, 50))
    plan = added(plan, "unserved", unserved(TO_N, 50))
    return claimed(plan, driven=False)


def loaded_in_the_store():
    """Return the plan with what changes over at M loaded in the store there."""
    plan = trip(HELICOPTER_1, 1, origin="SM", loaded_h=6.625 + 1 / 6, depart_h=6.625 + 1 / 6)
    begin_h = 7.125 + 1 / 6
    plan = stop(
        HELICOPTER_1, 1, plan, leave_h=6.625 + 1 / 6, arrive_h=begin_h, begin_h=begin_h,
        done_h=begin_h + 1 / 6,
    )  # fmt: skip
    return home(HELICOPTER_1, plan, leave_h=begin_h + 1 / 6, home_h=begin_h + 1 / 6 + 0.5)


def loaded_at_p():
    """Return the plan with what changes over at M loaded at P."""
    plan = trip(HELICOPTER_1, 1, origin="P", reach_h=3.5)
    return stop(HELICOPTER_1, 1, plan, arrive_h=6.625, begin_h=6.625, done_h=6.625 + 1 / 6)


def handed_on_twice():
    """Return the plan with half of what changes over at M unloaded there only at 6."""
    late = StopLine("S1", TRUCK_2, 1, 2, "M", 5.625, 5.625, 6, 6)
    plan = added(drop(TRUCK_2, 1, place="P", persons=25), "stops", late)
    plan = added(plan, "drops", dropped(TRUCK_2, 1, 2, TO_P, 25))
    return trip(TRUCK_2, 2, plan, leave_h=6, reach_h=6)


def helicopter_by_way_of_d():
    """Return the question and the plan with the helicopter at D, 131 km from P, before it rests."""
    links = (
        road("P", "D", 131, "PD", mode=TransportMode.AIR),
        road("D", "M", 100, "DMair", mode=TransportMode.AIR),
    )
    done_h = 7.125 + 1 / 6
    at_d_h = done_h + 131 / 120
    second = TripLine("S1", HELICOPTER_1, 2, "SD", done_h, at_d_h, at_d_h, at_d_h, at_d_h)
    plan = home(HELICOPTER_1, leave_h=at_d_h, home_h=at_d_h + 100 / 120)
    return roads(roads=(*ROADS.roads, *links)), added(plan, "trips", second)


def handed_out_at_p(hour):
    """Return the plan with the helicopter unloading until its goods are handed out at an hour."""
    plan = stop(HELICOPTER_1, 1, done_h=hour - 1)
    return home(HELICOPTER_1, plan, leave_h=hour - 1, home_h=hour - 0.5)


def told_as_late_at_p(hour):
    """Return the same plan with its packs for P stated as late."""
    late = LateLine("S1", "SD", "P", "packs", "moved", 24.0, "", 50, hour, "docks")
    return added(handed_out_at_p(hour), "late", late)


def empty_van_at_the_dock():
    """Return the plan with the van at the store, where it takes nothing, while a truck loads."""
    plan = DRIVEN
    for table in ("trips", "stops", "drops"):
        plan = edited(plan, table, {"vehicle": VAN_1}, trip=2)
    plan = trip(VAN_1, 2, plan, leave_h=3, reach_h=3)
    return added(plan, "trips", TripLine("S1", VAN_1, 1, "SD", 1.5, 1.5, 2.5, 2.5, 3))


def van_at_two_docks(load_h):
    """Return the question with two docks at D, and the plan with both trucks loading from 2 on."""
    instance = roads(
        options=(replace(SLOW_DOCK, handling_t_per_h=None, docks=2), *ROADS.options[1:])
    )
    return instance, trip(VAN_1, 1, trip(TRUCK_2, 1, load_h=2), load_h=load_h)


def water_from(source):
    """Return the question with another source at M, and the plan with cans loaded there."""
    supply = replace(ROADS.supplies[0], supplier=source.id)
    instance = roads(sources=(*ROADS.sources, source), supplies=(*ROADS.supplies, supply))
    contracts = (*DRIVEN.contracts, Contract(source.id, "can", 63))
    return instance, replace(trip(TRUCK_2, 2, origin=source.id), contracts=contracts)


def promises(violations):
    return {violation.promise for violation in violations}


def judged(instance, plan):
    """Return violations, those aside that a change of the hours makes in the figures."""
    costed = replace(plan, costs_cny=recomputed_costs(instance, plan))
    return [v for v in verify(instance, costed) if v.promise != "state_drives"]
