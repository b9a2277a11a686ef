"""What is just within the rules of driving passes, and what they count is counted once."""

from dataclasses import fields, replace

import pytest
import variations
from driven_roads import (
    BROUGHT,
    DRIVEN,
    HELICOPTER_1,
    ROADS,
    TO_M,
    TO_P,
    TRUCK_1,
    TRUCK_2,
    VAN_1,
    dropped,
)
from driven_stories import (
    FETCHED,
    SLOW_DOCK,
    changed,
    empty_van_at_the_dock,
    handed_out_at_p,
    helicopter_of_k,
    judged,
    promises,
    response,
    roads,
    told_as_late_at_p,
    unserved,
    van_at_two_docks,
    water_from,
)
from driven_variations import added, claimed, drop, edited, home, renamed, rest, stop, trip
from made_up import road, supplier

from optimizer.instance.words import Bindingness, Level, ReserveMode, TransportMode
from optimizer.plan import Contract, RestLine, StockLine, StopLine, TripLine
from optimizer.verify import recomputed_costs, verify

HELD = {
    "loads as large as the vehicle": (
        variations.changed(
            changed("vehicles", 0, payload_t=4, volume_m3=16), "vehicles", 1, volume_m3=4
        ),
        DRIVEN,
    ),
    "handling without a pause": (roads(options=(SLOW_DOCK, *ROADS.options[1:])), DRIVEN),
    "a range that is just enough": helicopter_of_k(131),
    "a timetable that begins as the van leaves": (
        changed("vehicles", 1, first_departure_h=5, departs_every_h=9), DRIVEN,
    ),
    "any number of visits": (response(most_visits_per_place=None), DRIVEN),
    "a claim to be driven that is not made": (
        changed("standards", 0, person_share=0.9), claimed(driven=False),
    ),
    "a standard that is only aimed at": (
        changed("standards", 0, person_share=0.9, kind=Bindingness.EXPECTED), DRIVEN,
    ),
    "a standard for other levels": (
        changed("standards", 0, person_share=0.9, levels=(Level.III,)), DRIVEN,
    ),
    "a standard for what comes in time": (
        changed("standards", 0, person_share=1.0, families=("water",), levels=(Level.II,)), DRIVEN,
    ),
    "what comes within seconds of the deadline": (ROADS, handed_out_at_p(24.0015)),
    "what comes within seconds of the deadline and is told as late": (
        ROADS,
        told_as_late_at_p(23.9985),
    ),
    "a third vehicle at two docks when one is free": van_at_two_docks(3),
    "a vehicle that takes nothing beside one that loads": (ROADS, empty_van_at_the_dock()),
    "cans that are loaded seconds before they have come": (
        ROADS, trip(TRUCK_2, 2, load_h=9.2485),
    ),
    "goods fetched at another source": water_from(FETCHED),
    "a vehicle that loads longer than it must": (
        ROADS, trip(TRUCK_2, 2, load_h=9.25, loaded_h=9.45),
    ),
    "rounding to a thousandth of an hour": (ROADS, edited(
        trip(TRUCK_1, 2, leave_h=9.333, reach_h=14.666, load_h=14.667, loaded_h=15.166,
             depart_h=15.166, plan=stop(TRUCK_1, 2, leave_h=15.166, arrive_h=30.166)),
        "rests", {"vehicle": TRUCK_1, "start_h": 16 + 2 / 3}, start_h=16.667, end_h=26.666,
    )),
    "a rest while waiting for the road": (
        ROADS, added(DRIVEN, "rests", RestLine("S1", VAN_1, 5.1, 6)),
    ),
    "a rest that is told in two lines": (
        ROADS, added(rest(TRUCK_1, 7, end_h=7.2), "rests", RestLine("S1", TRUCK_1, 7.2, 7 + 1 / 3)),
    ),
    "a way home that no one can go": (
        roads(
            fleet=(*ROADS.fleet[:2], replace(ROADS.fleet[2], place="K")),
            roads=(
                *ROADS.roads,
                road("P", "K", 131, "PK", mode=TransportMode.AIR),
            ),
        ),
        edited(
            trip("helicopter@K/own#1", 1, renamed(HELICOPTER_1, "helicopter@K/own#1"),
                 reach_h=3 + 191 / 120),
            "returns", {"vehicle": "helicopter@K/own#1"},
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", HELD)
def test_what_is_just_within_the_rules_passes(story):
    instance, plan = HELD[story]
    assert judged(instance, plan) == []


def test_a_day_long_shift_needs_no_night():
    """The night becomes a rest of 20 min, the rest of it waiting at the end of the way."""
    plan = rest(TRUCK_1, 16 + 2 / 3, end_h=17)
    assert promises(judged(ROADS, plan)) == {"keep_shift"}
    assert judged(response(shift_h=24), plan) == []


def test_a_place_where_goods_only_change_over_is_not_visited():
    plan = edited(DRIVEN, "drops", {"vehicle": TRUCK_2, "place": "M"})
    plan = claimed(added(plan, "unserved", unserved(TO_M, 100)), driven=False)
    twice = added(plan, "stops", StopLine("S1", TRUCK_2, 1, 2, "M", 5.625, 5.625, 5.625, 5.625))
    twice = added(twice, "drops", dropped(TRUCK_2, 1, 2, TO_P, 25))
    twice = drop(TRUCK_2, 1, twice, place="P", persons=25)
    instance = response(most_visits_per_place=1)
    assert [v.where for v in judged(instance, twice)] == ["S1, N"]


def test_what_is_brought_stands_no_longer_where_it_came_from():
    """The helicopter fetches for P what a source at M holds, which brings M some by road."""
    source = supplier("G", "M", mode=ReserveMode.SOCIAL, lead_h=3)
    supplies = (*ROADS.supplies[:1], replace(ROADS.supplies[1], quantity=150), ROADS.supplies[2])
    instance = roads(sources=(ROADS.sources[0], source, ROADS.sources[2]), supplies=supplies)
    flown = replace(TO_P, origin="G")
    flows = tuple(flow for flow in DRIVEN.flows if flow != TO_P)
    plan = edited(DRIVEN, "drops", {"vehicle": TRUCK_2, "place": "P"})
    plan = edited(plan, "drops", {"vehicle": HELICOPTER_1})
    plan = added(plan, "drops", dropped(HELICOPTER_1, 1, 1, flown, 50))
    plan = trip(
        HELICOPTER_1, 1, plan, origin="G", load_h=6.625 - 1 / 6, loaded_h=6.625, depart_h=6.625
    )
    contracts = (DRIVEN.contracts[0], Contract("G", "pack", 80), DRIVEN.contracts[2])
    plan = replace(plan, flows=(*flows, flown), contracts=contracts)
    assert judged(instance, plan) == []
    more = edited(plan, "drops", {"vehicle": HELICOPTER_1}, persons=50.5)
    (told, *_) = [v for v in judged(instance, more) if v.promise == "load_what_stands"]
    assert (told.where, told.amount) == ("S1, G, pack", pytest.approx(0.5))


def test_what_is_brought_comes_at_the_same_daily_rate():
    """Nine packs an hour: 54 by the hour 10 of the helicopter, 135 by the last hour of the road."""
    source = supplier("G", "M", mode=ReserveMode.SOCIAL, lead_h=3)
    supply = replace(ROADS.supplies[1], quantity=150, per_day=9 * 24)
    people = (*ROADS.scenario_people[:5], replace(ROADS.scenario_people[5], persons=110))
    flown, by_road = replace(TO_P, origin="G"), replace(BROUGHT, persons=100)
    flows = tuple(flow for flow in DRIVEN.flows if flow not in (TO_P, BROUGHT))
    plan = edited(DRIVEN, "drops", {"vehicle": TRUCK_2, "place": "P"})
    plan = edited(plan, "drops", {"vehicle": HELICOPTER_1})
    plan = added(plan, "drops", dropped(HELICOPTER_1, 1, 1, flown, 50))
    hours = [10 + minutes / 60 for minutes in (0, 10, 40, 50, 80)]
    plan = trip(
        HELICOPTER_1, 1, plan, origin="G", load_h=hours[0], loaded_h=hours[1], depart_h=hours[1]
    )
    plan = stop(
        HELICOPTER_1, 1, plan, leave_h=hours[1], arrive_h=hours[2], begin_h=hours[2],
        done_h=hours[3],
    )  # fmt: skip
    plan = home(HELICOPTER_1, plan, leave_h=hours[3], home_h=hours[4])
    contracts = (DRIVEN.contracts[0], Contract("G", "pack", 150), DRIVEN.contracts[2])
    plan = replace(plan, flows=(*flows, flown, by_road), contracts=contracts)

    def at_rate(per_h):
        supplies = (ROADS.supplies[0], replace(supply, per_day=per_h * 24), ROADS.supplies[2])
        sources = (ROADS.sources[0], source, ROADS.sources[2])
        return roads(sources=sources, supplies=supplies, scenario_people=people)

    assert judged(at_rate(10), plan) == []
    (told,) = judged(at_rate(9), plan)
    assert (told.promise, told.where) == ("load_what_stands", "S1, G, pack")
    assert told.amount == pytest.approx(15)


def test_a_store_may_be_named_like_the_place_where_goods_change_over():
    """Ten of the packs for M are loaded there, in the store that is named M too."""
    sites = (ROADS.sites[0], replace(ROADS.sites[1], id="M"), ROADS.sites[2])
    options = (ROADS.options[0], replace(ROADS.options[1], site="M"), ROADS.options[2])
    to_m = replace(TO_M, origin="M")
    plan = replace(
        drop(TRUCK_2, 1, place="M", flow_origin="M", persons=90),
        stores=(DRIVEN.stores[0], replace(DRIVEN.stores[1], site="M")),
        stock=(DRIVEN.stock[0], StockLine("M", "pack", 100)),
        flows=tuple(to_m if flow == TO_M else flow for flow in DRIVEN.flows),
    )
    plan = edited(plan, "trips", {"vehicle": TRUCK_2, "trip": 2}, trip=3, leave_h=5.675)
    plan = edited(plan, "stops", {"vehicle": TRUCK_2, "trip": 2}, trip=3)
    plan = edited(plan, "drops", {"vehicle": TRUCK_2, "trip": 2}, trip=3)
    plan = trip(TRUCK_2, 3, plan, reach_h=5.675)
    loaded = TripLine("S1", TRUCK_2, 2, "M", 5.625, 5.625, 5.625, 5.65, 5.65)
    plan = added(plan, "trips", loaded)
    plan = added(plan, "stops", StopLine("S1", TRUCK_2, 2, 1, "M", 5.65, 5.65, 5.65, 5.675))
    plan = added(plan, "drops", dropped(TRUCK_2, 2, 1, to_m, 10))
    plan = edited(plan, "rests", {"vehicle": TRUCK_2, "start_h": 5.625}, start_h=5.675, end_h=6.1)
    instance = roads(sites=sites, options=options)
    assert judged(instance, plan) == []
    hasty = trip(TRUCK_2, 2, plan, load_h=5.65)
    assert promises(judged(instance, hasty)) == {"load_at_docks"}
    mixed = added(plan, "drops", dropped(TRUCK_2, 2, 1, TO_P, 1, part=2))
    assert "hand_on_in_time" in promises(judged(instance, mixed))
    assert "load_what_stands" not in promises(judged(instance, mixed))


def test_every_scenario_is_driven_by_itself():
    """The second scenario is like the first and driven alike, by the same vehicles."""
    instance = roads(
        scenario_people=tuple(
            replace(row, scenario=scenario.id)
            for scenario in ROADS.scenarios
            for row in ROADS.scenario_people
        ),
        scenario_roads=tuple(
            replace(row, scenario=scenario.id)
            for scenario in ROADS.scenarios
            for row in ROADS.scenario_roads
        ),
    )
    flows = (*DRIVEN.flows, *(replace(flow, scenario="S2") for flow in DRIVEN.flows))
    plan = replace(DRIVEN, flows=flows)
    for table in fields(DRIVEN.driving):
        lines = getattr(DRIVEN.driving, table.name)
        plan = added(plan, table.name, *(replace(line, scenario="S2") for line in lines))
    assert verify(instance, replace(plan, costs_cny=recomputed_costs(instance, plan))) == ()
