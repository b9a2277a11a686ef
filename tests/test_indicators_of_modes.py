"""Measures of the modes in which goods are held and by which they come, on the hamlet."""

from dataclasses import replace

import pytest
from indicators_by_hand import HAMLET, LIVING, PLAN, SHOP, WAYS, flow, lane, lanes_of, reached

from optimizer.instance.words import (
    AgreementStatus,
    Level,
    Measure,
    ReserveMode,
    Role,
    TransportMode,
)
from optimizer.plan import Store
from optimizer.variants import apply_changes

AIR = TransportMode.AIR


def test_a_share_of_a_mode_is_what_its_limit_is_held_to():
    """As promise 9 counts: a person once for every bundle, but family by family."""
    of_food = {"families": ("living",), "reserve_modes": SHOP, "levels": (Level.II,)}
    assert reached(Measure.MODE_SHARE, **of_food) == pytest.approx(10 / 100)
    both = {**of_food, "families": ("living", "medical")}
    assert reached(Measure.MODE_SHARE, **both) == pytest.approx(10 / 200)


def test_an_agreement_that_is_only_intended_counts_where_the_policy_says_so():
    shop = replace(HAMLET.sources[0], status=AgreementStatus.INTENDED)
    intended = replace(HAMLET, sources=(shop, *HAMLET.sources[1:]))
    firm_only = apply_changes(intended, {"policy.count_intended": "false"})
    assert reached(Measure.SOURCES, intended) == 1
    assert reached(Measure.SOURCES, firm_only) == 0


def test_a_source_that_offers_nothing_is_not_counted():
    nothing = replace(HAMLET, supplies=tuple(replace(s, quantity=0) for s in HAMLET.supplies))
    assert reached(Measure.SOURCES, nothing) == 0


def test_modes_of_transport_are_those_of_every_part_of_the_lanes_in_use():
    by_rail = (TransportMode.RAIL, TransportMode.ROAD)
    lanes = lanes_of(*WAYS)
    lanes["S1", "HA", "B", LIVING] = (lane("S1", "HA", "B", LIVING, 6.0, modes=by_rail),)
    lanes["S1", "HB", "D", LIVING] = (lane("S1", "HB", "D", LIVING, 6.0, modes=(AIR,)),)
    lost = flow("S1", "HB", "D", LIVING, 15.0, lost_site="HA")
    nobody = flow("S1", "HB", "D", LIVING, 5e-5)
    plan = replace(PLAN, flows=(*PLAN.flows, lost, nobody))
    assert reached(Measure.TRANSPORT_MODES, plan=plan, lanes=lanes) == 2
    assert reached(Measure.TRANSPORT_MODES, plan=plan, lanes=lanes, places=("D",)) == 1
    assert reached(Measure.TRANSPORT_MODES, plan=plan, lanes=lanes, sites=("HD",)) == 1
    flown = replace(plan, flows=(*plan.flows, flow("S1", "HB", "D", LIVING, 15.0)))
    assert reached(Measure.TRANSPORT_MODES, plan=flown, lanes=lanes, places=("D",)) == 1
    stores = (*PLAN.stores, Store("HB", "large", Role.SUB))
    flown = replace(flown, stores=stores)
    assert reached(Measure.TRANSPORT_MODES, plan=flown, lanes=lanes, places=("D",)) == 2


def test_what_households_hold_goes_by_no_mode_of_transport():
    homes = replace(HAMLET.sources[0], mode=ReserveMode.HOUSEHOLD)
    instance = replace(HAMLET, sources=(homes, *HAMLET.sources[1:]))
    only = replace(PLAN, flows=tuple(f for f in PLAN.flows if f.origin == "shop"))
    assert reached(Measure.TRANSPORT_MODES, plan=only) == 1
    assert reached(Measure.TRANSPORT_MODES, instance, plan=only) == 0
