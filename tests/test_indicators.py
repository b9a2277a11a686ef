"""Every measure on the hamlet with a plan that a pencil can follow."""

from dataclasses import replace

import pytest
from indicators_by_hand import (
    HAMLET,
    LIVING,
    MEDICAL,
    PLAN,
    SHOP,
    WAYS,
    flow,
    indicator,
    lanes_of,
    line,
    reached,
)

from optimizer.errors import InstanceError
from optimizer.forced import forced_towns
from optimizer.indicators import MEASURES
from optimizer.instance.words import Comparison, Head, Level, Measure, ReserveMode, Role
from optimizer.plan import IndicatorLine
from optimizer.variants import apply_changes

CASES = [
    (Measure.PERSON_SHARE, {}, 85 / 100),
    (Measure.PERSON_SHARE, {"levels": (Level.III,)}, 44 / 50),
    (Measure.PERSON_SHARE, {"places": ("D",)}, 45 / 60),
    (Measure.PERSON_SHARE, {"families": ("medical",)}, 1.0),
    (Measure.PERSON_SHARE, {"families": ("medical", "living"), "places": ("D", "A")}, 45 / 60),
    (Measure.PERSON_SHARE, {"sites": ("HD",), "levels": (Level.II,)}, 45 / 100),
    (Measure.PERSON_SHARE, {"commodities": ("kit",), "families": ("living",)}, None),
    (Measure.TOWN_SHARE, {}, 1 / 2),
    (Measure.TOWN_SHARE, {"families": ("medical",)}, 1.0),
    (Measure.STORE_PERSON_SHARE, {}, 75 / 100),
    (Measure.STORE_PERSON_SHARE, {"role": Role.CENTRAL}, 30 / 100),
    (Measure.STORE_TOWN_SHARE, {}, 1.0),
    (Measure.STORE_TOWN_SHARE, {"role": Role.CENTRAL}, 1 / 2),
    (Measure.NEED_SHARE, {}, 85 / 100),
    (Measure.NEED_SHARE, {"levels": (Level.III,)}, 44 / 50),
    (Measure.NEED_SHARE, {"families": ("medical",)}, 1.0),
    (Measure.PERSONS_SERVED, {}, 44.0),
    (Measure.PERSONS_SERVED, {"levels": (Level.II,)}, 85.0),
    (Measure.MODE_SHARE, {}, (30 + 45 + 40 + 60) / 200),
    (Measure.MODE_SHARE, {"levels": (Level.III,)}, (20 + 24 + 20 + 30) / 100),
    (Measure.MODE_SHARE, {"families": ("living",), "levels": (Level.II,)}, (30 + 45) / 100),
    (Measure.MODE_SHARE, {"role": Role.POINT, "levels": (Level.II,)}, (45 + 60) / 200),
    (Measure.MODE_SHARE, {"reserve_modes": SHOP}, 0.0),
    (Measure.MODE_SHARE, {"reserve_modes": SHOP, "levels": (Level.II,)}, 10 / 200),
    (Measure.MODE_SHARE, {"reserve_modes": SHOP, "places": ("B",)}, 10 / 80),
    (Measure.MODE_SHARE, {"reserve_modes": SHOP, "sites": ("HA",), "places": ("B",)}, 0.0),
    (
        Measure.MODE_SHARE,
        {"places": ("B",), "families": ("living",), "reserve_modes": (*SHOP, ReserveMode.OWN)},
        1.0,
    ),
    (Measure.MODE_SHARE, {"levels": (Level.I,)}, None),
    (Measure.DAYS_HELD, {}, (8 + 0.8 * 10) / (100 * 0.02)),
    (Measure.DAYS_HELD, {"levels": (Level.III,)}, (8 + 0.8 * 10) / (50 * 0.02)),
    (Measure.DAYS_HELD, {"role": Role.CENTRAL}, 8 / (100 * 0.02)),
    (Measure.DAYS_HELD, {"places": ("B",)}, 0.0),
    (Measure.DAYS_HELD, {"commodities": ("quilt",)}, None),
    (Measure.WORKING_DAYS, {}, 8 / 0.5),
    (Measure.WORKING_DAYS, {"sites": ("HB",)}, None),
    (Measure.SHELTER_M2, {}, 900 / 4500),
    (Measure.SHELTER_M2, {"places": ("A",)}, 900 / 2000),
    (Measure.FORCED_SHARE, {}, 1 / 2),
    (Measure.FORCED_SHARE, {"places": ("B",)}, None),
    (Measure.SPENDING, {}, 520_000.0),
    (Measure.SPENDING, {"head": Head.ROADS}, 0.0),
    (Measure.STORES, {}, 2.0),
    (Measure.STORES, {"role": Role.POINT}, 1.0),
    (Measure.STORES, {"places": ("B",)}, 0.0),
    (Measure.FLOOR_M2, {}, 65.0),
    (Measure.FLOOR_M2, {"sites": ("HA",)}, 50.0),
    (Measure.LAND_M2, {}, 700.0),
    (Measure.LAND_M2, {"role": Role.CENTRAL}, 600.0),
    (Measure.PIECES, {}, 134.0),
    (Measure.PIECES, {"families": ("medical",)}, 6.0),
    (Measure.PIECES, {"commodities": ("quilt",), "places": ("A",)}, 70.0),
    (Measure.KINDS, {}, 3.0),
    (Measure.KINDS, {"sites": ("HA",)}, 2.0),
    (Measure.MODES, {}, 2.0),
    (Measure.MODES, {"families": ("medical",)}, 1.0),
    (Measure.SOURCES, {}, 1.0),
    (Measure.SOURCES, {"reserve_modes": SHOP}, 1.0),
    (Measure.SOURCES, {"reserve_modes": (ReserveMode.PARTNER,)}, 0.0),
    (Measure.SOURCES, {"places": ("B",)}, 0.0),
    (Measure.SOURCES, {"families": ("medical",)}, 0.0),
    (Measure.TRANSPORT_MODES, {}, 1.0),
    (Measure.TRANSPORT_MODES, {"levels": (Level.I,)}, 0.0),
    (Measure.OUTSIDE, {}, None),
]


@pytest.mark.parametrize(("measure", "changes", "expected"), CASES)
def test_each_measure_is_what_a_pencil_says(measure, changes, expected):
    assert reached(measure, **changes) == (expected and pytest.approx(expected))


def test_every_measure_has_a_formula_and_a_case():
    assert set(MEASURES) == set(Measure) == {measure for measure, _, _ in CASES}


def test_what_comes_after_the_standards_hour_does_not_count():
    sooner = apply_changes(HAMLET, {"standards.living_10h.deadline_h": "7"})
    assert reached(Measure.PERSON_SHARE, sooner) == pytest.approx(20 / 50)
    assert reached(Measure.PERSON_SHARE, sooner, levels=(Level.II,)) == pytest.approx(75 / 100)
    assert reached(Measure.STORE_TOWN_SHARE, sooner) == pytest.approx(1 / 2)


def test_the_scenarios_are_the_standards_unless_the_indicator_names_levels():
    grave = apply_changes(HAMLET, {"standards.living_10h.levels": "III"})
    assert reached(Measure.PERSON_SHARE, grave) == pytest.approx(44 / 50)
    assert reached(Measure.PERSON_SHARE, grave, levels=(Level.II,)) == pytest.approx(85 / 100)
    assert reached(Measure.PERSON_SHARE, grave, levels=(Level.I,)) is None


def test_persons_need_all_bundles_of_a_standard():
    flows = [f for f in PLAN.flows if (f.place, f.family) != ("B", "medical")]
    plan = replace(PLAN, flows=(*flows, flow("S1", "HA", "B", MEDICAL, 25.0)))
    both = {"families": ("living", "medical"), "levels": (Level.II,)}
    assert reached(Measure.PERSON_SHARE, plan=plan, **both) == pytest.approx((25 + 45) / 100)
    assert reached(Measure.PERSONS_SERVED, plan=plan, levels=(Level.II,)) == pytest.approx(70)


def test_flows_with_a_store_lost_and_flows_without_a_lane_serve_nobody():
    lost = flow("S1", "HA", "D", LIVING, 15.0, lost_site="HB")
    nowhere = flow("S1", "HB", "D", LIVING, 15.0)
    plan = replace(PLAN, flows=(*PLAN.flows, lost, nowhere))
    assert reached(Measure.PERSON_SHARE, plan=plan) == pytest.approx(85 / 100)


def test_a_lane_over_a_planned_road_counts_for_the_flow_that_names_it():
    lanes = lanes_of(*WAYS, ("S1", "HA", "D", LIVING, 9.0, ("new",)))
    named, unnamed = (flow("S1", "HA", "D", LIVING, 15.0, roads=roads) for roads in ("new", ""))
    shares = [
        reached(Measure.NEED_SHARE, plan=replace(PLAN, flows=(*PLAN.flows, more)), lanes=lanes,
                levels=(Level.II,))
        for more in (named, unnamed)
    ]  # fmt: skip
    assert shares == [pytest.approx(1.0), pytest.approx(0.85)]


def test_a_town_is_reached_over_a_planned_road_once_it_is_bought():
    ways = [way for way in WAYS if way[:4] != ("S2", "HA", "C", LIVING)]
    lanes = lanes_of(*ways, ("S2", "HA", "C", LIVING, 9.0, ("new",)))
    assert reached(Measure.STORE_TOWN_SHARE, lanes=lanes) == pytest.approx(1 / 2)
    bought = replace(PLAN, roads=("new",))
    assert reached(Measure.STORE_TOWN_SHARE, plan=bought, lanes=lanes) == pytest.approx(1.0)


def test_a_forced_town_may_do_without_a_store_where_nobody_lacks_anything_when_it_is_cut_off():
    assert forced_towns(HAMLET) == ("C", "D")
    for scenario, share in (("S1", 1.0), ("S2", 1 / 2)):
        cut_off = apply_changes(HAMLET, {"policy.cut_off_scenarios": scenario})
        assert reached(Measure.FORCED_SHARE, cut_off) == pytest.approx(share)


def test_a_forced_town_whose_store_is_of_too_low_a_tier_does_not_count():
    for least, share in (("local", 1 / 2), ("point", 1 / 2), ("sub", 0.0)):
        instance = apply_changes(HAMLET, {"policy.force_least_role": least})
        assert reached(Measure.FORCED_SHARE, instance) == pytest.approx(share)


def test_towns_are_forced_by_hazard_or_access_or_name_and_only_with_people():
    far = apply_changes(HAMLET, {"policy.force_access_class": "2", "places.B.access_class": "2"})
    assert forced_towns(far) == ("B", "C", "D")
    empty = apply_changes(
        far,
        {"places.B.population": "0", "scenario_people.S1/B/relocated.persons": "0"},
    )
    assert forced_towns(empty) == ("C", "D")


@pytest.mark.parametrize(
    ("comparison", "target", "met"),
    [
        (Comparison.AT_LEAST, 0.85, True),
        (Comparison.AT_LEAST, 0.850002, False),
        (Comparison.AT_MOST, 0.85, True),
        (Comparison.AT_MOST, 0.849998, False),
    ],
)
def test_a_target_is_kept_on_its_side(comparison, target, met):
    row = indicator(Measure.PERSON_SHARE, comparison=comparison, target=target)
    assert line(row).met is met


def test_a_large_target_is_kept_within_a_millionth_of_itself():
    row = indicator(Measure.SPENDING, comparison=Comparison.AT_MOST)
    assert line(replace(row, target=519_999.9)).met
    assert not line(replace(row, target=519_999.0)).met


def test_what_stands_outside_is_not_judged():
    assert line(indicator(Measure.OUTSIDE)) == IndicatorLine("it", None, None)


@pytest.mark.parametrize(
    ("measure", "columns", "column"),
    [
        (Measure.PERSON_SHARE, {"standard": None}, "standard"),
        (Measure.MODE_SHARE, {"reserve_modes": ()}, "reserve_modes"),
        (Measure.PERSON_SHARE, {"reserve_modes": SHOP}, "reserve_modes"),
        (Measure.SOURCES, {"role": Role.POINT}, "role"),
        (Measure.LAND_M2, {"families": ("living",)}, "families"),
        (Measure.TRANSPORT_MODES, {"head": Head.ROADS}, "head"),
        (Measure.SPENDING, {"places": ("A",)}, "places"),
    ],
)
def test_a_column_that_a_measure_needs_or_does_not_look_at_is_named(measure, columns, column):
    with pytest.raises(InstanceError) as caught:
        indicator(measure, **columns)
    assert [problem.column for problem in caught.value.problems] == [column]


def test_what_stands_outside_may_keep_its_columns():
    assert reached(Measure.OUTSIDE, places=("A",), reserve_modes=SHOP) is None
