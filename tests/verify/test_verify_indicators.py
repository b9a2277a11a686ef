"""What a plan reaches of each indicator, by hand; and that it must say so."""

from dataclasses import replace

import pytest
from made_up import norm
from valley import ANSWER, REACHED, VALLEY, indicator

from optimizer.instance.words import (
    Comparison,
    Head,
    Level,
    Measure,
    Role,
    TransportMode,
)
from optimizer.plan import IndicatorLine, Shortage, StockLine
from optimizer.verify import recomputed_indicators, verify


def line(row, instance=VALLEY, plan=ANSWER):
    (found,) = recomputed_indicators(replace(instance, indicators=(row,)), plan)
    return found


def reached(measure, instance=VALLEY, plan=ANSWER, **columns):
    return line(indicator(measure, 1, **columns), instance, plan).reached


def stated(measure, **changes):
    """Return the answer with one of its lines changed."""
    return replace(
        ANSWER,
        indicators=tuple(
            replace(row, **changes) if row.indicator == measure else row
            for row in ANSWER.indicators
        ),
    )


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_is_what_a_pencil_finds(measure):
    (found,) = (row for row in recomputed_indicators(VALLEY, ANSWER) if row.indicator == measure)
    assert found.reached == (
        None if measure is Measure.OUTSIDE else pytest.approx(REACHED[measure])
    )


@pytest.mark.parametrize("measure", [m for m in Measure if m is not Measure.OUTSIDE])
def test_a_figure_that_is_stated_wrong_is_named_with_its_error(measure):
    (violation,) = verify(VALLEY, stated(measure, reached=REACHED[measure] + 5))
    assert (violation.promise, violation.where) == ("state_indicators", measure)
    assert violation.amount == pytest.approx(5)


@pytest.mark.parametrize("measure", [m for m in Measure if m is not Measure.OUTSIDE])
def test_a_target_that_is_said_to_be_kept_and_is_not_is_named(measure):
    met = next(row.met for row in ANSWER.indicators if row.indicator == measure)
    (violation,) = verify(VALLEY, stated(measure, met=not met))
    assert (violation.promise, violation.where) == ("state_indicators", measure)


@pytest.mark.parametrize("measure", Measure)
def test_an_indicator_that_is_not_stated_is_named(measure):
    silent = tuple(row for row in ANSWER.indicators if row.indicator != measure)
    (violation,) = verify(VALLEY, replace(ANSWER, indicators=silent))
    assert (violation.promise, violation.where, violation.amount) == (
        "state_indicators", measure, 1,
    )  # fmt: skip


def test_nothing_to_judge_is_not_zero_and_zero_is_not_nothing():
    for measure, wrong in ((Measure.OUTSIDE, 0.0), (Measure.TOWN_SHARE, None)):
        (violation,) = verify(VALLEY, stated(measure, reached=wrong, met=None))
        assert (violation.promise, violation.where) == ("state_indicators", measure)
    nan = stated(Measure.MODES, reached=float("nan"))
    assert [violation.where for violation in verify(VALLEY, nan)] == [Measure.MODES]


def test_rounding_is_forgiven_and_a_yuan_of_spending():
    assert verify(VALLEY, stated(Measure.SPENDING, reached=REACHED[Measure.SPENDING] + 0.9)) == ()
    near = stated(Measure.PERSON_SHARE, reached=REACHED[Measure.PERSON_SHARE] + 9e-7)
    assert verify(VALLEY, near) == ()
    far = stated(Measure.PERSON_SHARE, reached=REACHED[Measure.PERSON_SHARE] + 2e-6)
    assert [violation.where for violation in verify(VALLEY, far)] == [Measure.PERSON_SHARE]


def test_a_target_is_met_within_a_millionth():
    for target, met in ((58, True), (58.00005, True), (58.0001, False)):
        row = indicator(Measure.PERSONS_SERVED, target, group="moved")
        assert line(row).met is met
    row = indicator(Measure.STORES, 2, comparison=Comparison.AT_MOST)
    assert (line(row).reached, line(row).met) == (3, False)


def test_levels_are_the_indicators_own_or_the_standards_or_all():
    assert reached(Measure.PERSON_SHARE, standard="shelter") == pytest.approx(35 / 60)
    assert reached(Measure.PERSON_SHARE, standard="shelter", levels=(Level.II,)) == 1
    quake_only = replace(VALLEY, standards=(replace(VALLEY.standards[0], levels=(Level.II,)),))
    assert reached(Measure.PERSON_SHARE, quake_only, standard="shelter") == 1
    both = {"standard": "shelter", "levels": (Level.II, Level.III)}
    assert reached(Measure.PERSON_SHARE, quake_only, **both) == pytest.approx(35 / 60)
    assert reached(Measure.PERSON_SHARE, standard="shelter", levels=(Level.IV,)) is None


def test_families_are_the_standards_unless_the_indicator_names_some():
    late = replace(VALLEY, standards=(replace(VALLEY.standards[0], deadline_h=24),))
    assert reached(Measure.PERSON_SHARE, late, standard="shelter") == 1
    food = {"standard": "shelter", "families": ("food",)}
    assert reached(Measure.PERSON_SHARE, late, **food) == pytest.approx(58 / 60)
    both = {"standard": "shelter", "families": ("food", "shelter")}
    assert reached(Measure.PERSON_SHARE, late, **both) == pytest.approx(58 / 60)
    assert reached(Measure.PERSON_SHARE, **both) == pytest.approx((25 + 8) / 60)


def test_a_town_counts_where_nobody_in_it_or_its_villages_is_uncovered():
    late = replace(VALLEY, standards=(replace(VALLEY.standards[0], deadline_h=24),))
    food = {"standard": "shelter", "families": ("food",)}
    assert reached(Measure.TOWN_SHARE, late, standard="shelter") == 1
    assert reached(Measure.TOWN_SHARE, late, **food) == 0
    assert reached(Measure.TOWN_SHARE, late, **food, places=("C",), levels=(Level.II,)) == 1


def test_flows_count_from_the_stores_that_are_named():
    columns = {"standard": "shelter", "levels": (Level.II,)}
    assert reached(Measure.STORE_PERSON_SHARE, **columns, sites=("SB",)) == pytest.approx(45 / 120)
    assert reached(Measure.STORE_PERSON_SHARE, **columns, role=Role.CENTRAL) == pytest.approx(
        65 / 120
    )


def test_a_town_is_reached_by_definition_two_with_a_store_or_by_lanes_that_exist():
    columns = {"standard": "shelter"}
    early = replace(VALLEY, standards=(replace(VALLEY.standards[0], deadline_h=4.2),))
    assert reached(Measure.STORE_TOWN_SHARE, **columns) == 1
    assert reached(Measure.STORE_TOWN_SHARE, early, **columns) == 1
    from_a = {**columns, "sites": ("SA",), "levels": (Level.II,)}
    assert reached(Measure.STORE_TOWN_SHARE, **from_a) == 1
    grounded = replace(VALLEY, vehicles=VALLEY.vehicles[:2], fleet=VALLEY.fleet[:2])
    assert reached(Measure.STORE_TOWN_SHARE, grounded, **from_a) == 1
    unbuilt = replace(ANSWER, roads=())
    assert reached(Measure.STORE_TOWN_SHARE, grounded, unbuilt, **from_a) == 0
    assert reached(Measure.STORE_TOWN_SHARE, VALLEY, unbuilt, **from_a) == 1


def test_need_is_met_bundle_by_bundle():
    assert reached(Measure.NEED_SHARE) == pytest.approx(58 / 60)
    assert reached(Measure.NEED_SHARE, families=("shelter",)) == 1
    assert reached(Measure.NEED_SHARE, families=("food",), places=("C",)) == pytest.approx(0.8)
    assert reached(Measure.NEED_SHARE, commodities=("food",), levels=(Level.II,)) == pytest.approx(
        118 / 120
    )


def test_persons_are_served_who_have_all_their_bundles():
    assert reached(Measure.PERSONS_SERVED, group="moved", families=("shelter",)) == 60
    assert reached(Measure.PERSONS_SERVED, group="moved", places=("C",)) == 8
    assert reached(Measure.PERSONS_SERVED, group="moved", levels=(Level.II,)) == 118


def test_days_are_those_of_the_scarcest_commodity_where_most_persons_are():
    columns = {"group": "moved", "commodities": ("tent", "food")}
    assert reached(Measure.DAYS_HELD, **columns) == pytest.approx(65 / 12)
    rain = norm(12, "moved", "tent", per_day=0.1, from_day=9)
    wet = replace(VALLEY, norms=(*VALLEY.norms, rain))
    assert reached(Measure.DAYS_HELD, wet, **columns) == pytest.approx((22 + 2) / 12)
    assert reached(Measure.DAYS_HELD, **columns, levels=(Level.III,)) == pytest.approx(65 / 6)
    assert reached(Measure.DAYS_HELD, group="moved", commodities=("tent",)) is None


def test_working_days_are_those_of_stores_with_daily_use():
    idle = replace(VALLEY.working_stock[0], site="SB", units_per_day=0)
    closed = replace(VALLEY.working_stock[0], site="SO", units_per_day=50)
    instance = replace(VALLEY, working_stock=(*VALLEY.working_stock, idle, closed))
    assert reached(Measure.WORKING_DAYS, instance) == 5
    assert reached(Measure.WORKING_DAYS, instance, sites=("SB",)) is None


def test_shelters_are_shared_by_the_residents_of_the_places():
    assert reached(Measure.SHELTER_M2) == pytest.approx(7300 / 7200)
    assert reached(Measure.SHELTER_M2, places=("Y",)) is None


def test_forced_towns_count_that_keep_their_promise():
    short = replace(
        ANSWER, shortages=(*ANSWER.shortages, Shortage("S1", "C", "food", "moved", 24.0, 1))
    )
    assert reached(Measure.FORCED_SHARE, plan=short) == pytest.approx(1 / 2)
    assert reached(Measure.FORCED_SHARE, plan=short, places=("B",)) == 0
    assert reached(Measure.FORCED_SHARE, places=("Y",)) is None


def test_spending_is_that_of_the_head():
    assert reached(Measure.SPENDING, head=Head.ROADS) == 600_000
    assert reached(Measure.SPENDING, head=Head.CONSTRUCTION) == 110_000


def test_stores_and_what_they_hold_are_counted_by_site_place_and_role():
    assert reached(Measure.STORES) == 3
    assert reached(Measure.STORES, places=("B",)) == 2
    assert reached(Measure.STORES, role=Role.POINT) == 0
    assert reached(Measure.FLOOR_M2, role=Role.CENTRAL) == 500
    assert reached(Measure.PIECES) == 79
    assert reached(Measure.PIECES, places=("B",), families=("food",)) == 42
    assert reached(Measure.KINDS, sites=("SH",)) == 1
    nothing = (*ANSWER.stock, StockLine("SH", "tent", 0))
    assert reached(Measure.KINDS, plan=replace(ANSWER, stock=nothing), sites=("SH",)) == 1


def test_land_is_that_of_the_options_built():
    assert reached(Measure.LAND_M2, places=("B",)) == 300
    assert reached(Measure.LAND_M2, role=Role.CENTRAL) == 900
    assert reached(Measure.LAND_M2, sites=("SO",)) == 0


def test_an_instance_without_indicators_asks_for_none():
    instance = replace(VALLEY, indicators=())
    assert verify(instance, replace(ANSWER, indicators=())) == ()
    (violation,) = verify(
        instance, replace(ANSWER, indicators=(IndicatorLine("modes", 3.0, True),))
    )
    assert violation.promise == "known_ids"


def test_a_mode_of_transport_that_is_closed_reaches_no_town():
    closed = replace(VALLEY.scenario_modes[0], scenario="S1", mode=TransportMode.ROAD, closed=True)
    instance = replace(VALLEY, scenario_modes=(*VALLEY.scenario_modes, closed))
    columns = {"standard": "shelter", "sites": ("SA",), "levels": (Level.II,)}
    assert reached(Measure.STORE_TOWN_SHARE, instance, **columns) == 0
