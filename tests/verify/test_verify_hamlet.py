"""The judge against the plan and the costs that docs/hamlet.md finds by hand."""

from pathlib import Path

import pytest

from optimizer.instance.words import Role
from optimizer.io import read_instance
from optimizer.plan import Contract, CostHead, Flow, Plan, Shortage, StockLine, Store
from optimizer.verify import recomputed_costs, verify
from optimizer.verify.lanes import Lanes, Load, Way

HAMLET = Path(__file__).parents[2] / "instances" / "hamlet"

COSTS = {
    CostHead.BUILDING: 26_000,
    CostHead.EQUIPMENT: 2_000,
    CostHead.ROADS: 0,
    CostHead.FIRST_STOCK: 0,
    CostHead.REDISTRIBUTION: 0,
    CostHead.REPLENISHMENT: 0,
    CostHead.OPERATION: 9_000,
    CostHead.ROTATION: 1_330,
    CostHead.HOLDING: 273,
    CostHead.RETAINER: 106,
    CostHead.TRANSPORT: 25.9711,
    CostHead.ISSUE: 1_374,
    CostHead.SUPPLY: 220,
    CostHead.SHORTAGE: 550,
}

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


@pytest.fixture(scope="module")
def hamlet():
    return read_instance(HAMLET)


def test_the_plan_found_by_hand_keeps_every_promise(hamlet):
    assert verify(hamlet, PLAN) == ()


def test_the_costs_found_by_hand_are_those_recomputed(hamlet):
    costs = recomputed_costs(hamlet, PLAN)
    assert {head: round(cost, 4) for head, cost in costs.items()} == COSTS
    assert sum(costs.values()) == pytest.approx(40_878.9711, abs=1e-4)


@pytest.mark.parametrize("way", HOURS_AND_TRIP_COST)
def test_hours_and_trip_costs_are_those_found_by_hand(hamlet, way):
    lane = Lanes(hamlet).lane(Way(*way), Load(10.0))
    (part,) = lane.parts
    assert (lane.hours, part.trip_cost_cny) == pytest.approx(HOURS_AND_TRIP_COST[way])


def test_the_bridge_opens_too_late_for_everyone_beyond_it(hamlet):
    (lane,) = Lanes(hamlet).ways(Way("S1", "HB", "D"))
    assert lane.hours == pytest.approx(25.75)
    assert Lanes(hamlet).lane(Way("S1", "HB", "D"), Load(10.0)) is None
