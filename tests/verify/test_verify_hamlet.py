"""The judge against the plan and the costs that docs/hamlet.md finds by hand."""

import pytest
from hamlet_by_hand import COSTS_CNY, HAMLET

from optimizer.instance.words import Role
from optimizer.plan import Contract, CostHead, Flow, Plan, Shortage, StockLine, Store
from optimizer.verify import recomputed_costs, verify
from optimizer.verify.lanes import Lanes, Load, Way

COSTS = dict.fromkeys(CostHead, 0) | COSTS_CNY

FLOWS = {
    ("living", 10.0): (
        ("S1", "HA", "B", 20), ("S1", "shop", "B", 20), ("S1", "HD", "D", 49),
        ("S2", "HA", "C", 20), ("S2", "HD", "C", 10), ("S2", "HD", "A", 20),
    ),
    ("medical", 5.0): (
        ("S1", "HA", "B", 40), ("S1", "HD", "D", 60),
        ("S2", "HA", "C", 30), ("S2", "HA", "A", 10), ("S2", "HD", "A", 10),
    ),
}  # fmt: skip

PLAN = Plan(
    stores=(Store("HA", "large", Role.CENTRAL), Store("HD", "room", Role.POINT)),
    stock=(
        StockLine("HA", "quilt", 20), StockLine("HA", "grain", 2), StockLine("HA", "kit", 4),
        StockLine("HD", "quilt", 49), StockLine("HD", "grain", 5), StockLine("HD", "kit", 6),
    ),
    contracts=(Contract("shop", "quilt", 25), Contract("shop", "grain", 3)),
    flows=tuple(
        Flow(scenario, "", origin, place, family, "relocated", deadline_h, persons)
        for (family, deadline_h), lines in FLOWS.items()
        for scenario, origin, place, persons in lines
    ),
    shortages=(Shortage("S1", "D", "living", "relocated", 10.0, 11),),
    costs_cny=COSTS,
)  # fmt: skip

HOURS_AND_TRIP_COST = {
    ("S1", "HA", "A"): (3.5, 50),
    ("S1", "shop", "B"): (6.5, 180),
    ("S2", "HA", "C"): (4.7, 362),
    ("S2", "HB", "C"): (5.2, 492),
    ("S2", "HD", "A"): (4.25, 245),
    ("S2", "HD", "C"): (5.45, 557),
}


def test_the_plan_found_by_hand_keeps_every_promise():
    assert verify(HAMLET, PLAN) == ()


def test_the_costs_found_by_hand_are_those_recomputed():
    costs = recomputed_costs(HAMLET, PLAN)
    assert {head: round(cost, 4) for head, cost in costs.items()} == COSTS
    assert sum(costs.values()) == pytest.approx(40_878.9711, abs=1e-4)


@pytest.mark.parametrize("way", HOURS_AND_TRIP_COST)
def test_hours_and_trip_costs_are_those_found_by_hand(way):
    lane = Lanes(HAMLET).lane(Way(*way), Load(10.0))
    (part,) = lane.parts
    assert (lane.hours, part.trip_cost_cny) == pytest.approx(HOURS_AND_TRIP_COST[way])


def test_the_bridge_opens_too_late_for_everyone_beyond_it():
    (lane,) = Lanes(HAMLET).ways(Way("S1", "HB", "D"))
    assert lane.hours == pytest.approx(25.75)
    assert Lanes(HAMLET).lane(Way("S1", "HB", "D"), Load(10.0)) is None
