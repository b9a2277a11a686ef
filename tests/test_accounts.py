"""What the finance bureau and the store keeper ask, on plans for the hamlet made by hand.

In S1 (level II) 40 persons are in B and 60 in D for 6 days, in S2 (level III) 20 in A and 30 in C
for 4. A person needs a quilt, 0.02 bags of grain a day less half of the first two, and a tenth of
a first-aid kit. Today 10 good quilts stand at HA, and 10 that have expired.
"""

import csv
import io
from dataclasses import replace

import pytest
from hamlet_by_hand import HAMLET, result_of
from hypothesis import given
from hypothesis import strategies as st

from optimizer.accounts import (
    Gap,
    GapTotal,
    LedgerLine,
    LevelLine,
    RotationLine,
    ShareOf,
    StepLine,
    StepSum,
    account_tables,
    decisive,
    forced,
    gap_totals,
    gaps,
    highest_met,
    ledger,
    lightest_missed,
    mode_mix,
    response_levels,
    rotation_plan,
    step_totals,
    steps,
)
from optimizer.instance import StockRecord, WorkingStock
from optimizer.instance.words import Bindingness, Level, ReserveMode, Role
from optimizer.needs import needs
from optimizer.plan import Contract, Flow, Move, Plan, ServiceLine, Shortage, StockLine, Store
from optimizer.variants import apply_changes

NEEDS = needs(HAMLET)
STORES = (Store("HA", "large", Role.CENTRAL), Store("HD", "room", Role.POINT))


def standing(*rows):
    """Return the hamlet with other stock: site, commodity, quantity, last year."""
    return replace(
        HAMLET,
        stock=tuple(
            StockRecord(site=s, commodity=k, quantity=q, expires_year=year, source="made up")
            for s, k, q, year in rows
        ),
    )


def short(scenario, place, persons, family="living", deadline_h=10.0):
    return Shortage(scenario, place, family, "relocated", deadline_h, persons)


# Gaps.


def test_a_gap_is_what_the_norms_say_for_those_who_go_without():
    plan = Plan(shortages=(short("S1", "D", 15.0), short("S1", "D", 20.0, "medical", 5.0)))
    assert gaps(plan, HAMLET, NEEDS) == (
        Gap("S1", "D", "D", "grain", 10.0, 15.0, pytest.approx(15 * 0.1)),
        Gap("S1", "D", "D", "kit", 5.0, 20.0, pytest.approx(2.0)),
        Gap("S1", "D", "D", "quilt", 10.0, 15.0, 15.0),
    )


def test_a_gap_at_a_village_names_its_town():
    village = apply_changes(HAMLET, {"places.D.parent": "B", "places.D.kind": "village"})
    (gap,) = gaps(Plan(shortages=(short("S1", "D", 1.0, "medical", 5.0),)), village, NEEDS)
    assert (gap.place, gap.town) == ("D", "B")


def test_what_is_rounding_is_no_gap():
    assert gaps(Plan(shortages=(short("S1", "D", 1e-5),)), HAMLET, NEEDS) == ()


def test_the_county_lacks_what_its_worst_scenario_lacks_in_whole_units_the_dearest_first():
    plan = Plan(
        shortages=(short("S1", "B", 5.0), short("S1", "D", 8.0), short("S2", "C", 12.0)),
    )
    assert gap_totals(plan, HAMLET, NEEDS) == (
        GapTotal("quilt", "living", "S1", 13.0, 13, 1300.0),
        GapTotal("grain", "living", "S1", 13.0, 2, 200.0),
    )


def test_who_misses_two_deadlines_is_one_person():
    norms = tuple(
        replace(norm, deadline_h=24.0, from_day=2) if norm.commodity == "grain" else norm
        for norm in HAMLET.norms
    )
    later = replace(HAMLET, norms=(*HAMLET.norms, *(n for n in norms if n.deadline_h == 24.0)))
    plan = Plan(shortages=(short("S1", "D", 6.0), short("S1", "D", 4.0, deadline_h=24.0)))
    totals = {total.commodity: total for total in gap_totals(plan, later, needs(later))}
    assert totals["grain"].persons == 6.0


# Ledger.


def test_the_ledger_tells_what_becomes_of_what_stands_today():
    instance = replace(
        HAMLET,
        working_stock=(
            WorkingStock(
                site="HD", commodity="quilt", units_per_day=0.7, days=3.0, source="made up"
            ),
            WorkingStock(site="HB", commodity="kit", units_per_day=1.0, days=3.0, source="made up"),
        ),
    )
    plan = Plan(
        stores=STORES,
        stock=(StockLine("HA", "quilt", 4), StockLine("HD", "quilt", 9)),
        moves=(Move("HA", "HD", "quilt", 5),),
    )
    assert ledger(plan, instance) == (
        LedgerLine("HA", "quilt", 10, 10, 0, 5, 0, 4, 1, 0, 400.0),
        LedgerLine("HD", "quilt", 0, 0, 5, 0, 4, 9, 0, 3, 900.0),
    )


def test_what_stands_where_no_store_is_kept_is_surplus():
    (line,) = ledger(Plan(), HAMLET)
    assert (line.surplus_units, line.planned_units, line.expired_units) == (10, 0, 10)


@given(
    today=st.tuples(st.integers(0, 20), st.integers(0, 20)),
    moved=st.integers(0, 20),
    planned=st.tuples(st.integers(0, 30), st.integers(0, 30)),
)
def test_every_unit_of_the_ledger_comes_from_somewhere_and_goes_somewhere(today, moved, planned):
    instance = standing(("HA", "quilt", today[0], None), ("HD", "quilt", today[1], 2030))
    plan = Plan(
        stores=STORES,
        stock=(StockLine("HA", "quilt", planned[0]), StockLine("HD", "quilt", planned[1])),
        moves=(Move("HA", "HD", "quilt", min(moved, today[0])),),
    )
    for line in ledger(plan, instance):
        came = line.today_units + line.moved_in_units + line.bought_units
        assert came == line.moved_out_units + line.planned_units + line.surplus_units
        assert 0 in (line.bought_units, line.surplus_units)


# Rotation.


def units_by_year(lines):
    return {line.year: line.units for line in lines if line.units}


def test_what_stands_is_replaced_at_its_end_and_what_is_bought_a_part_every_year():
    instance = standing(("HA", "quilt", 6, 2027), ("HA", "quilt", 4, None))
    plan = Plan(stores=STORES, stock=(StockLine("HA", "quilt", 15),))
    # 5 bought at 10 years: half a unit a year, from 2028 on with the 6 replaced in 2027: 1.1.
    assert units_by_year(rotation_plan(plan, instance)) == {2027: 6 + 1, 2028: 1, 2029: 1, 2030: 1}


def test_rotation_of_what_is_bought_adds_up_to_its_quantity_over_its_life():
    plan = Plan(stores=STORES, stock=(StockLine("HA", "grain", 7),))
    lines = [line for line in rotation_plan(plan, HAMLET) if line.commodity == "grain"]
    assert units_by_year(lines) == {2026: 3, 2027: 4, 2028: 3, 2029: 4, 2030: 3}
    assert [line.cost_cny for line in lines] == pytest.approx([120, 160, 120, 160, 120])


def test_what_expired_before_the_plan_is_written_off_in_its_first_year():
    lines = rotation_plan(Plan(), HAMLET)
    assert lines == (RotationLine("HA", "quilt", 2026, 0, 0.0, 10, 1000.0),)


def test_what_leaves_a_site_is_what_expires_first():
    instance = standing(
        ("HA", "quilt", 3, 2027), ("HA", "quilt", 4, 2028), ("HA", "quilt", 5, 2030)
    )
    plan = Plan(
        stores=STORES,
        stock=(StockLine("HA", "quilt", 6), StockLine("HD", "quilt", 4)),
        moves=(Move("HA", "HD", "quilt", 4),),
    )
    # Three of 2027 and one of 2028 go to HD; of the eight left two of 2028 are not kept. At HD
    # three replaced in 2027 and one in 2028 make 0.3 + 0.4 + 0.4 until 2030.
    lines = rotation_plan(plan, instance)
    assert units_by_year([line for line in lines if line.site == "HA"]) == {2028: 1, 2030: 5}
    assert units_by_year([line for line in lines if line.site == "HD"]) == {
        2027: 3,
        2028: 1,
        2030: 1,
    }


# Modes.


def served(scenario, origin, place, persons, family="living", deadline_h=10.0, lost_site=""):
    return Flow(scenario, lost_site, origin, place, family, "relocated", deadline_h, persons)


MIXED = Plan(
    stores=STORES,
    stock=(StockLine("HA", "quilt", 80), StockLine("HD", "kit", 6)),
    contracts=(Contract("shop", "quilt", 25),),
    flows=(
        served("S1", "HA", "B", 30.0), served("S1", "shop", "B", 10.0),
        served("S1", "HD", "D", 50.0, "medical", 5.0), served("S2", "HA", "A", 20.0),
        served("S1", "HA", "B", 30.0, lost_site="HD"),
    ),
)  # fmt: skip


def test_the_mix_of_modes_is_that_of_the_level_two_scenarios():
    lines = {(line.family, line.mode): line for line in mode_mix(MIXED, HAMLET, NEEDS)}
    shares = {key: (line.persons, line.needed, line.share) for key, line in lines.items()}
    assert shares == {
        ("", ReserveMode.OWN): (80.0, 200.0, 0.4),
        ("", ReserveMode.AGREEMENT): (10.0, 200.0, 0.05),
        ("living", ReserveMode.OWN): (30.0, 100.0, 0.3),
        ("living", ReserveMode.AGREEMENT): (10.0, 100.0, 0.1),
        ("medical", ReserveMode.OWN): (50.0, 100.0, 0.5),
    }
    assert lines["", ReserveMode.OWN].value_cny == 80 * 100 + 6 * 200
    assert lines["medical", ReserveMode.OWN].value_cny == 6 * 200
    assert lines["living", ReserveMode.AGREEMENT].retainer_cny_per_year == 25 * 100 * 0.02
    assert lines["", ReserveMode.AGREEMENT].retainer_cny_per_year == 25 * 100 * 0.02 + 50


def test_the_mix_is_that_of_all_scenarios_where_none_is_of_level_two():
    graver = apply_changes(HAMLET, {"scenarios.S1.level": "I"})
    (own, _) = mode_mix(MIXED, graver, NEEDS)[:2]
    assert (own.persons, own.needed) == (100.0, 300.0)


# Levels.


def line_of(scenario, standard, person_share, kind=Bindingness.BINDING):
    return ServiceLine(
        scenario=scenario, standard=standard, kind=kind, deadline_h=10.0,
        persons=100.0, person_share=person_share, town_share=0.5, latest_arrival_h=6.0,
        worst_place="D", met=person_share >= HAMLET.standard[standard].person_share,
    )  # fmt: skip


PERSONS_SHOULD = (Bindingness.BINDING, ShareOf.PERSONS)
SERVICE = (
    line_of("S1", "living_10h", 0.85),
    line_of("S1", "medical_5h", 0.9),
    line_of("S2", "living_10h", 0.9),
    line_of("S2", "medical_5h", 1.0),
)


def test_a_level_is_met_when_all_its_standards_are_and_its_weakest_is_named():
    lines = response_levels(result_of(service=SERVICE), HAMLET)
    assert lines == (
        LevelLine(Level.II, 1, *PERSONS_SHOULD, False, 0.9, 1.0, "medical_5h", "S1"),
        LevelLine(Level.III, 1, *PERSONS_SHOULD, True, 1.0, 1.0, "medical_5h", "S2"),
    )
    assert (highest_met(lines), lightest_missed(lines)) == (Level.III, Level.II)
    assert lightest_missed(lines[1:]) is None


def test_a_level_tells_the_weakest_share_of_persons_and_of_towns_apart():
    """In S1 the fewest persons are served, in S2 the fewest towns; one standard asks for towns."""
    asked = apply_changes(
        HAMLET, {"standards.living_10h.town_share": 0.2, "scenarios.S2.level": "II"}
    )
    service = (
        line_of("S1", "medical_5h", 0.3),
        line_of("S1", "living_10h", 0.7),
        replace(line_of("S2", "living_10h", 0.75), town_share=0.25),
    )
    towns = (Bindingness.BINDING, ShareOf.TOWNS)
    assert response_levels(result_of(service=service), asked) == (
        LevelLine(Level.II, 2, *PERSONS_SHOULD, False, 0.3, 1.0, "medical_5h", "S1"),
        LevelLine(Level.II, 2, *towns, True, 0.25, 0.2, "living_10h", "S2"),
    )


def test_binding_standards_decide_what_level_is_met_and_expected_ones_where_none_binds():
    aims = [line_of("S1", "medical_5h", 0.9, Bindingness.EXPECTED), SERVICE[0], *SERVICE[2:]]
    lines = response_levels(result_of(service=aims), HAMLET)
    assert [(line.level, line.kind, line.met) for line in lines] == [
        (Level.II, Bindingness.BINDING, True),
        (Level.II, Bindingness.EXPECTED, False),
        (Level.III, Bindingness.BINDING, True),
    ]
    assert highest_met(decisive(lines)) is Level.II
    alone = response_levels(result_of(service=[*aims[:1], *aims[2:]]), HAMLET)
    assert highest_met(decisive(alone)) is Level.III


def test_of_standards_that_miss_by_as_much_the_weakest_serves_the_fewest():
    """All miss what they ask by half of the persons."""
    asked = apply_changes(
        HAMLET, {"standards.living_10h.person_share": 0.75, "scenarios.S2.level": "II"}
    )
    lines = (("S1", "medical_5h", 0.5), ("S2", "living_10h", 0.25), ("S2", "medical_5h", 0.5))
    service = [line_of(*line) for line in lines]
    (line,) = response_levels(result_of(service=service), asked)
    assert (line.scenario, line.standard, line.share) == ("S2", "living_10h", 0.25)


def test_a_grave_level_does_not_count_while_a_lighter_one_is_not_met():
    turned = {"S1": "S2", "S2": "S1"}
    service = [replace(line, scenario=turned[line.scenario]) for line in SERVICE]
    lines = response_levels(result_of(service=service), HAMLET)
    assert [line.met for line in lines] == [True, False]
    assert highest_met(lines) is None


# Steps.


def test_a_step_adds_what_the_graver_level_needs_beyond_today_and_the_lower_level():
    plan = Plan(stores=STORES, stock=(StockLine("HA", "quilt", 80),))
    lines = {line.commodity: line for line in steps(result_of(plan), HAMLET, NEEDS)}
    up = (Level.III, Level.II)
    # 50 persons in S2 and 100 in S1; grain for 3 and for 5 days of 0.02 bags.
    assert lines == {
        "quilt": StepLine(*up, "living", "quilt", 50, 100, 10, 80, 50, 100.0, 5000.0),
        "grain": StepLine(*up, "living", "grain", 3, 10, 0, 0, 7, 100.0, 700.0),
        "kit": StepLine(*up, "medical", "kit", 5, 10, 0, 0, 5, 200.0, 1000.0),
    }


def test_what_stands_today_above_the_lower_need_shortens_the_step():
    instance = standing(
        ("HA", "quilt", 40, None), ("HB", "quilt", 45, None), ("HB", "kit", 12, None)
    )
    to_add = {line.commodity: line.to_add_units for line in steps(result_of(), instance, NEEDS)}
    assert to_add == {"quilt": 15, "grain": 7, "kit": 0}


def test_a_step_is_added_up_by_family_and_in_all_beside_what_the_plan_spends():
    spent = {"construction": 520_000.0, "equipment": 20_000.0, "roads": 7_000.0}
    totals = step_totals(result_of(spending_cny=spent), HAMLET, NEEDS)
    assert [(total.what, total.family, total.amount_cny) for total in totals] == [
        (StepSum.FAMILY, "living", 5700.0),
        (StepSum.FAMILY, "medical", 1000.0),
        (StepSum.ALL_FAMILIES, "", 6700.0),
        (StepSum.CONSTRUCTION, "", 520_000.0),
        (StepSum.EQUIPMENT, "", 20_000.0),
        (StepSum.ROADS, "", 7_000.0),
    ]


def test_steps_go_from_level_to_level_and_pass_over_those_without_scenarios():
    third = replace(HAMLET.scenario["S2"], id="S3", level=Level.IV)
    graver = apply_changes(HAMLET, {"scenarios.S1.level": "I"})
    instance = replace(graver, scenarios=(*graver.scenarios, third))
    found = {(s.from_level, s.to_level) for s in step_totals(result_of(), instance, NEEDS)}
    assert found == {(Level.IV, Level.III), (Level.III, Level.I)}


# Forced towns.


def test_a_forced_town_says_why_and_how_it_is_kept():
    instance = apply_changes(
        HAMLET,
        {
            "policy.force_hazard_class": "3",
            "policy.force_access_class": "2",
            "policy.force_towns": "C",
            "policy.cut_off_scenarios": "S1",
            "places.C.access_class": "4",
            "places.B.access_class": "2",
        },
    )
    plan = Plan(stores=STORES, shortages=(short("S1", "B", 3.0),))
    b, c, d = forced(plan, instance)
    assert (b.town, b.hazard_from, b.access_from, b.named) == ("B", None, 2, False)
    assert (b.stores, b.served_when_cut_off, b.kept) == ((), False, False)
    assert (c.town, c.hazard_from, c.access_class, c.access_from, c.named) == (
        "C",
        None,
        4,
        2,
        True,
    )
    assert (c.stores, c.served_when_cut_off, c.kept) == ((), True, True)
    assert (d.town, d.hazard_class, d.hazard_from, d.access_from) == ("D", 3, 3, None)
    assert (d.stores, d.kept) == (("HD",), True)
    asked = apply_changes(instance, {"policy.force_least_role": "sub"})
    *_, d = forced(replace(plan, shortages=(short("S1", "D", 3.0),)), asked)
    assert (d.stores, d.kept) == ((), False)


# Tables.


def test_tables_carry_the_rows_with_the_names_of_their_ids():
    plan = replace(MIXED, shortages=(short("S1", "D", 15.0),))
    tables = {
        file: list(csv.DictReader(io.StringIO(text, newline="")))
        for file, text in account_tables(result_of(plan, service=SERVICE), HAMLET).items()
    }
    assert set(tables) == {
        "gaps.csv", "gaps_total.csv", "ledger.csv", "rotation.csv", "modes.csv", "levels.csv",
        "steps.csv", "steps_total.csv", "forced_towns.csv", "transport.csv",
    }  # fmt: skip
    (gap,) = [row for row in tables["gaps.csv"] if row["commodity"] == "grain"]
    assert gap == {
        "scenario": "S1", "scenario_name": "River flood, bridge closed",
        "scenario_name_zh": "河洪断桥", "place": "D", "place_name": "Dogwood",
        "place_name_zh": "丁镇", "town": "D", "town_name": "Dogwood", "town_name_zh": "丁镇",
        "commodity": "grain", "commodity_name": "Grain", "commodity_name_zh": "成品粮",
        "unit": "bag of 25 kg", "unit_zh": "袋", "deadline_h": "10", "persons": "15",
        "units": "1.5",
    }  # fmt: skip
    whole = [row for row in tables["modes.csv"] if row["family"] == ""]
    assert {(row["mode"], row["family_name"]) for row in whole} == {("own", ""), ("agreement", "")}
    assert [row["met"] for row in tables["levels.csv"]] == ["false", "true"]
    assert len(tables["steps_total.csv"]) == 6
    assert tables["forced_towns.csv"] == []
