"""Indicators about modes, those goods are held in and those they come by, with a pencil."""

from dataclasses import replace

import pytest
from valley import ANSWER, VALLEY, indicator

from optimizer.instance.words import Level, Measure, ReserveMode, Role
from optimizer.plan import Contract
from optimizer.verify import recomputed_indicators, verify


def reached(measure, instance=VALLEY, plan=ANSWER, **columns):
    asked = replace(instance, indicators=(indicator(measure, 1, **columns),))
    (found,) = recomputed_indicators(asked, plan)
    return found.reached


def test_a_mode_serves_its_share_of_what_is_needed():
    own = {"reserve_modes": (ReserveMode.OWN,)}
    of_food = {**own, "families": ("food",)}
    assert reached(Measure.MODE_SHARE, **of_food) == pytest.approx(48 / 60)
    assert reached(Measure.MODE_SHARE, **of_food, levels=(Level.II,)) == pytest.approx(102 / 120)
    assert reached(Measure.MODE_SHARE, **own) == pytest.approx((48 + 55) / 120)
    assert reached(Measure.MODE_SHARE, **own, places=("C",)) == pytest.approx((20 + 14) / 40)
    assert reached(Measure.MODE_SHARE, **of_food, role=Role.LOCAL) == 0
    homes = {"reserve_modes": (ReserveMode.HOUSEHOLD,), "levels": (Level.II,)}
    assert reached(Measure.MODE_SHARE, **homes) == pytest.approx(16 / 240)
    assert reached(Measure.MODE_SHARE, **homes, families=("food",), places=("C",)) == 6 / 20
    assert reached(Measure.MODE_SHARE, **homes, sites=("SA",)) == 0
    assert reached(Measure.MODE_SHARE, reserve_modes=(ReserveMode.OWN,), levels=(Level.I,)) is None


def test_a_mode_is_counted_as_its_limit_counts_it():
    least = replace(VALLEY.mode_limits[0], family="food", least_share=48 / 60)
    assert verify(replace(VALLEY, mode_limits=(least,)), ANSWER) == ()
    above = replace(least, least_share=48 / 60 + 0.01)
    (violation,) = verify(replace(VALLEY, mode_limits=(above,)), ANSWER)
    assert (violation.promise, violation.where) == ("limit_mode", "S2, own, food")


def test_modes_are_those_that_hold_anything():
    assert reached(Measure.MODES) == 3
    none = replace(ANSWER, contracts=(Contract("E", "tent", 0),))
    assert reached(Measure.MODES, plan=none) == 1
    assert reached(Measure.MODES, plan=replace(none, stock=())) == 0
    assert reached(Measure.MODES, families=("shelter",)) == 2


def test_sources_count_by_mode_place_agreement_and_what_they_offer():
    assert reached(Measure.SOURCES) == 2
    assert reached(Measure.SOURCES, reserve_modes=(ReserveMode.AGREEMENT,)) == 1
    assert reached(Measure.SOURCES, reserve_modes=(ReserveMode.PARTNER,)) == 0
    assert reached(Measure.SOURCES, places=("B",)) == 1
    assert reached(Measure.SOURCES, commodities=("tent",)) == 1
    firm = replace(VALLEY, policy=replace(VALLEY.policy, count_intended=False))
    assert reached(Measure.SOURCES, firm) == 1
    assert reached(Measure.SOURCES, firm, commodities=("tent",)) == 0
    empty = replace(VALLEY, supplies=(replace(VALLEY.supplies[0], quantity=0),))
    assert reached(Measure.SOURCES, empty) == 0


def test_transport_modes_are_those_of_all_parts_of_the_lanes():
    assert reached(Measure.TRANSPORT_MODES) == 3
    assert reached(Measure.TRANSPORT_MODES, places=("C",)) == 2
    assert reached(Measure.TRANSPORT_MODES, sites=("SB",)) == 1
    assert reached(Measure.TRANSPORT_MODES, levels=(Level.III,)) == 2
    assert reached(Measure.TRANSPORT_MODES, levels=(Level.I,)) == 0


def test_what_stays_in_homes_and_what_nobody_gets_goes_by_no_mode_of_transport():
    homes = tuple(flow for flow in ANSWER.flows if flow.origin == "HB")
    assert reached(Measure.TRANSPORT_MODES, plan=replace(ANSWER, flows=homes)) == 0
    (flown,) = (flow for flow in ANSWER.flows if (flow.origin, flow.place) == ("SA", "C"))
    for persons, modes in ((9e-5, 0), (2e-4, 1)):
        plan = replace(ANSWER, flows=(replace(flown, persons=persons),))
        assert reached(Measure.TRANSPORT_MODES, plan=plan) == modes
    lost = replace(flown, lost_site="SB")
    assert reached(Measure.TRANSPORT_MODES, plan=replace(ANSWER, flows=(lost,))) == 0
