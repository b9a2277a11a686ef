import csv
import json
import math
import os
import time
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import __main__ as command
from benchmarks import cflp, gaotai, humanitarian, rawls_turnquist, run, tables
from benchmarks.best_known import BestKnown, read_best_known
from benchmarks.cases import Case, counting_order, matching
from benchmarks.facility_location import FacilityLocation, as_instance
from benchmarks.records import JSON_KEYS, Record
from benchmarks.storms import PERSONS_PER_UNIT
from optimizer.errors import InfeasibleError, NoPlanError, UsageError
from optimizer.instance.words import Role
from optimizer.needs import needs
from optimizer.plan import StockLine, Store
from optimizer.progress import Report

DATA = Path(__file__).parents[2] / "shared" / "bench"

ORLIB = """ 2 2
 capacity 30.
 10 40.
 4
 8. 12.
 6
 6. 3.
"""
HOLMBERG = "2 2  10 30  10 40  4 6  8 6  12 3"
DIAZ_FERNANDEZ = "2 2  8 12  6 3  4 6  30 40  10 10"
TBED1 = "2 2  4 6  10 10  30 40  2 1  3 0.5"
VILLAGE = FacilityLocation(
    capacities=(Decimal(10), Decimal(10)),
    opening_costs=(30.0, 40.0),
    demands=(Decimal(4), Decimal(6)),
    serving_costs=((8.0, 6.0), (12.0, 3.0)),
)
"""Everything from the first facility costs 30 + 8 + 6 = 44, from the second 40 + 12 + 3 = 55."""

needs_data = pytest.mark.skipif(
    not (DATA / "cflp").is_dir(), reason=f"the published instances are not in {DATA}"
)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "bench"
    for name, text in {
        "cflp/orlib/capa.txt": ORLIB,
        "cflp/holmberg/p10": HOLMBERG,
        "cflp/holmberg/p2": HOLMBERG,
        "cflp/holmberg/os.txt": "44",
        "cflp/BKS.csv": (
            "instance,bks,status,source,variant\n"
            "holmberg/p2,44,optimal,by hand,single-source\n"
            "holmberg/p2,43.5,optimal,by hand,multi-source (splittable)\n"
            "holmberg/p2,45,optimal,by hand,single-source\n"
            "holmberg/p10,44,optimal,by hand,single-source\n"
            "orlib/capa@capacity=8000,44,optimal,by hand,multi-source (splittable)\n"
        ),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def case(name="cflp/village/two", read=None, known=None):
    family, set_name, instance = name.split("/")
    return Case(
        family=family,
        set=set_name,
        instance=instance,
        read=read or partial(as_instance, VILLAGE, instance, "by hand"),
        best_known=known,
    )


def record(**changes):
    values = {"family": "cflp", "set": "orlib", "instance": "cap41", "status": "optimal"}
    return Record(**(values | changes))


# --- Reading -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("set_name", "text", "capacity"),
    [
        ("orlib", ORLIB, 10),
        ("holmberg", HOLMBERG, None),
        ("yang", HOLMBERG, None),
        ("diaz_fernandez", DIAZ_FERNANDEZ, None),
        ("tbed1", TBED1, None),
    ],
)
def test_every_grammar_reads_the_same_village(tmp_path, set_name, text, capacity):
    path = tmp_path / "village"
    path.write_text(text, encoding="ascii")
    assert cflp.parse(set_name, path, capacity) == VILLAGE


def test_a_file_that_is_cut_off_is_refused_with_what_is_missing(tmp_path):
    path = tmp_path / "p1"
    path.write_text(HOLMBERG.rsplit(maxsplit=1)[0], encoding="ascii")
    with pytest.raises(UsageError, match=r"holmberg/p1: found 11 numbers, expected at least 12"):
        cflp.read("holmberg", path)


def test_a_word_where_a_number_should_be_is_refused_by_name(tmp_path):
    path = tmp_path / "p1"
    path.write_text(HOLMBERG.replace("30", "thirty"), encoding="ascii")
    with pytest.raises(UsageError, match="found 'thirty', expected a number"):
        cflp.read("holmberg", path)


def test_a_facility_becomes_a_site_with_one_option_and_a_customer_people():
    instance = as_instance(VILLAGE, "village", "by hand")
    assert [(o.site, o.capacity_m3, o.operating_cost_cny_per_year) for o in instance.options] == [
        ("F1", 10.0, 30.0),
        ("F2", 10.0, 40.0),
    ]
    assert [(p.place, p.persons) for p in instance.scenario_people] == [("C1", 4), ("C2", 6)]
    cost = {(lane.from_place, lane.to_place): lane.cost_cny_per_t for lane in instance.lanes}
    assert cost == {("F1", "C1"): 2, ("F1", "C2"): 1, ("F2", "C1"): 3, ("F2", "C2"): 0.5}


def test_one_person_needs_one_tonne_so_that_a_lane_costs_what_the_file_says():
    instance = as_instance(VILLAGE, "village", "by hand")
    (weight_kg,) = needs(instance).weight_kg.values()
    cost = {
        requirement.place: requirement.persons * weight_kg / 1000
        for requirement in needs(instance).requirements
    }
    assert {
        (lane.from_place, lane.to_place): lane.cost_cny_per_t * cost[lane.to_place]
        for lane in instance.lanes
    } == {("F1", "C1"): 8, ("F1", "C2"): 6, ("F2", "C1"): 12, ("F2", "C2"): 3}


def test_demands_that_are_not_whole_are_scaled_without_loss():
    problem = FacilityLocation(
        capacities=(Decimal("10.5"),),
        opening_costs=(1.0,),
        demands=(Decimal("0.25"), Decimal("4")),
        serving_costs=((5.0, 8.0),),
    )
    instance = as_instance(problem, "village", "by hand")
    assert [row.persons for row in instance.scenario_people] == [25, 400]
    assert instance.options[0].capacity_m3 == 1050
    assert [lane.cost_cny_per_t for lane in instance.lanes] == [0.2, 0.02]


def test_a_customer_without_demand_and_cost_is_left_out():
    problem = FacilityLocation(
        capacities=(Decimal(10),),
        opening_costs=(1.0,),
        demands=(Decimal(0), Decimal(4)),
        serving_costs=((0.0, 8.0),),
    )
    instance = as_instance(problem, "village", "by hand")
    assert [row.place for row in instance.scenario_people] == ["C2"]
    assert [lane.to_place for lane in instance.lanes] == ["C2"]


def test_a_customer_without_demand_that_costs_is_refused():
    problem = FacilityLocation(
        capacities=(Decimal(10),),
        opening_costs=(1.0,),
        demands=(Decimal(0),),
        serving_costs=((8.0,),),
    )
    with pytest.raises(UsageError, match="C1 has no demand but costs 8 to serve"):
        as_instance(problem, "village", "by hand")


# --- Best known values ---------------------------------------------------------------------


def test_split_customers_are_compared_with_the_value_for_split_customers(data):
    known = read_best_known(data / "cflp" / "BKS.csv")
    assert known["holmberg/p2"] == BestKnown(43.5)
    assert known["holmberg/p10"] == BestKnown(44, single_source=True)


def test_without_a_list_nothing_is_known(tmp_path):
    assert read_best_known(tmp_path / "BKS.csv") == {}


# --- Cases ---------------------------------------------------------------------------------


def test_cases_come_in_counting_order_with_their_capacities_and_best_known_values(data):
    found = {case.name: case.best_known for case in cflp.cases(data)}
    assert found == {
        "cflp/orlib/capa-8000": BestKnown(44),
        "cflp/orlib/capa-10000": None,
        "cflp/orlib/capa-12000": None,
        "cflp/orlib/capa-14000": None,
        "cflp/holmberg/p2": BestKnown(43.5),
        "cflp/holmberg/p10": BestKnown(44, single_source=True),
    }
    assert list(found)[-2:] == ["cflp/holmberg/p2", "cflp/holmberg/p10"]


def test_counting_order_takes_numbers_as_numbers():
    assert sorted(["p10", "p2", "i300_16", "i300_6"], key=counting_order) == [
        "i300_6",
        "i300_16",
        "p2",
        "p10",
    ]


def test_a_pattern_chooses_by_family_set_and_name():
    cases = [case("cflp/orlib/cap41"), case("cflp/orlib/cap42"), case("gaotai/variants/as_planned")]
    assert [c.instance for c in matching(cases, "cflp/orlib/cap41")] == ["cap41"]
    assert [c.instance for c in matching(cases, "cflp/*")] == ["cap41", "cap42"]
    assert [c.instance for c in matching(cases, "gaotai/variants/as_planned")] == ["as_planned"]
    assert matching(cases, "cflp/orlib/CAP41") == ()


def test_gaotai_has_no_cases_where_its_folder_is_missing(tmp_path):
    assert list(gaotai.cases(tmp_path / "gaotai")) == []


# --- Records and tables --------------------------------------------------------------------


def test_a_record_is_one_line_of_json_with_exactly_these_keys():
    text = record(known=BestKnown(40.0), objective=44.0, verified=True).as_json()
    assert "\n" not in text
    found = json.loads(text)
    assert tuple(found) == (
        "family", "set", "instance", "engine", "seed", "time_limit_s", "objective", "best_known",
        "gap_to_best", "bound", "proven_gap", "worth", "status", "seconds", "build_seconds",
        "peak_mib", "verified",
    )  # fmt: skip
    assert found["gap_to_best"] == pytest.approx(0.1)
    assert found["bound"] is None


def test_a_plan_cheaper_than_the_best_known_has_a_negative_gap_to_it():
    assert record(known=BestKnown(50.0), objective=49.0).gap_to_best == pytest.approx(-0.02)


def test_without_a_best_known_value_there_is_no_gap_to_it():
    assert record(objective=49.0).gap_to_best is None


def test_lines_of_the_table_are_as_long_as_its_heading():
    width = 20
    heading = tables.heading(width)
    single = record(known=BestKnown(8848.0, single_source=True), objective=8840.0, verified=True)
    for shown in (record(), single, record(status="infeasible", message="why")):
        assert len(tables.line(shown, width)) == len(heading)
    assert "8848.00 s" in tables.line(single, width)


def test_means_are_told_per_set_over_what_is_known():
    records = [
        record(known=BestKnown(100.0), objective=101.0, seconds=1.0, peak_mib=90.0, verified=True),
        record(known=BestKnown(100.0), objective=103.0, seconds=3.0, peak_mib=80.0, verified=True),
        record(status="no_plan"),
        record(set="holmberg", status="no_plan"),
    ]
    _, orlib, holmberg = tables.means(records)
    assert orlib.split() == ["cflp/orlib", "3", "2", "2", "2.0000", "-", "2.00", "-", "90"]
    assert holmberg.split() == ["cflp/holmberg", "1", "0", "0", "-", "-", "-", "-", "-"]


# --- Running -------------------------------------------------------------------------------


def test_only_whole_plans_count_as_first_plan_and_reached_gap():
    trace = run.Trace()
    for report in (
        Report(phase="place stores", seconds=1.0, incumbent=5.0, bound=5.0, gap=0.0),
        Report(phase=run.PLAN_PHASE, seconds=2.0),
        Report(phase=run.PLAN_PHASE, seconds=3.0, incumbent=math.inf, bound=5.0, gap=math.inf),
        Report(phase=run.PLAN_PHASE, seconds=4.0, incumbent=10.0),
        Report(phase=run.PLAN_PHASE, seconds=5.0, incumbent=10.0, bound=9.95, gap=0.005),
    ):
        trace(report)
    assert trace.seconds_to(math.inf) == 4.0
    assert trace.seconds_to(0.01) == 5.0
    assert trace.seconds_to(0.001) is None


def raise_(error):
    raise error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InfeasibleError(()), "infeasible"),
        (NoPlanError("no plan within 1 s"), "no_plan"),
        (UsageError("cut off"), "refused"),
        (ZeroDivisionError("an error of ours"), "failed"),
    ],
)
def test_a_run_that_fails_says_how_and_why(error, status):
    found = run.measure(case(read=partial(raise_, error)), run.Limits(time_limit_s=1, mip_gap=0))
    assert (found.status, found.message) == (status, str(error))
    assert found.verified is None
    assert found.objective is None
    assert found.seconds >= 0


def test_a_process_that_dies_is_told_and_ends_nothing_else():
    found = run.run_apart(case(read=partial(os._exit, 3)), run.Limits(time_limit_s=1, mip_gap=0))
    assert (found.status, found.message) == ("crashed", "the process ended with code 3")


def test_a_process_that_does_not_stop_is_ended(monkeypatch):
    monkeypatch.setattr(run, "GRACE_S", 0.5)
    limits = run.Limits(time_limit_s=0.1, mip_gap=0)
    found = run.run_apart(case(read=partial(time.sleep, 600)), limits)
    assert found.status == "overran"


def test_a_village_of_two_facilities_is_solved_to_the_optimum_found_by_hand():
    limits = run.Limits(time_limit_s=20, mip_gap=0)
    found = run.run_apart(case(known=BestKnown(44.0)), limits)
    assert (found.status, found.message) == ("optimal", "")
    assert found.objective == pytest.approx(44.0)
    assert found.bound == pytest.approx(44.0)
    assert found.gap_to_best == pytest.approx(0.0, abs=1e-9)
    assert found.verified is True
    assert [store.site for store in found.stores] == ["F1"]
    assert found.first_plan_s <= found.tenth_percent_s <= found.seconds
    assert found.peak_mib > 1


def test_a_customer_may_be_split_where_no_facility_has_room_for_all():
    problem = FacilityLocation(
        capacities=(Decimal(6), Decimal(6)),
        opening_costs=(1.0, 1.0),
        demands=(Decimal(10),),
        serving_costs=((10.0,), (20.0,)),
    )
    found = run.measure(
        case(read=partial(as_instance, problem, "split", "by hand")),
        run.Limits(time_limit_s=20, mip_gap=0),
    )
    assert found.message == ""
    assert found.objective == pytest.approx(2 + 6 * 1 + 4 * 2)


# --- The command ---------------------------------------------------------------------------


def test_json_prints_one_object_a_line_and_nothing_else(data):
    arguments = ["--data", str(data), "--only", "cflp/holmberg/*", "--json", "--time-limit", "20"]
    result = CliRunner().invoke(command.main, arguments)
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["instance"] for item in found] == ["p2", "p10"]
    assert all(tuple(item) == JSON_KEYS for item in found)
    assert [item["objective"] for item in found] == pytest.approx([44.0, 44.0])


def test_a_file_that_cannot_be_read_is_told_and_the_next_is_run(data):
    (data / "cflp" / "holmberg" / "p2").write_text("2 2 10", encoding="ascii")
    arguments = ["--data", str(data), "--only", "cflp/holmberg/*", "--time-limit", "20"]
    result = CliRunner().invoke(command.main, arguments)
    assert result.exit_code == 0
    assert "cflp/holmberg/p2: refused: holmberg/p2: found 3 numbers" in result.stderr
    lines = result.stdout.splitlines()
    assert "refused" in lines[1]
    assert "optimal" in lines[2]
    assert tables.NOTE in lines


def test_without_data_and_without_gaotai_the_command_says_so(tmp_path):
    arguments = ["--data", str(tmp_path / "nowhere"), "--only", "cflp/*"]
    result = CliRunner().invoke(command.main, arguments)
    assert result.exit_code == 2
    assert "nowhere. Name it with --data." in result.stderr
    assert result.stdout == ""


def test_a_pattern_that_matches_nothing_is_an_error_that_offers_sets(data):
    result = CliRunner().invoke(command.main, ["--data", str(data), "--only", "orlib/*"])
    assert result.exit_code == 2
    assert "cflp/orlib/*" in result.stderr


def test_a_time_limit_of_nothing_is_refused(data):
    result = CliRunner().invoke(command.main, ["--data", str(data), "--time-limit", "0"])
    assert result.exit_code == 2


# --- Rawls and Turnquist -------------------------------------------------------------------


@pytest.fixture
def gulf(tmp_path):
    """Make a coast of three nodes: Mild (category 2) takes half of node 1, Katrina all of it."""
    folder = tmp_path / "bench" / "humanitarian" / "rawls_turnquist_2010"
    folder.mkdir(parents=True)
    for name, text in {
        "node_coordinates.csv": "Port,0,30,-90\nSt. Mary,1,31,-90\nHill,2,32,-90\n",
        "arcs.csv": "from_node_1based,to_node_1based,from,to,weight\n"
        "1,2,Port,St. Mary,2\n2,3,St. Mary,Hill,1.5\n",
        "commodities.csv": "commodity,unit,purchase_price_usd_per_unit,storage_ft3_per_unit,"
        "transport_usd_per_unit_mile,holding_cost_usd_per_unit,penalty_usd_per_unit\n"
        "water,1000 gallons,647.7,144.6,0.3,161.925,6477\n"
        "food,1000 MREs,5420,83.33,0.04,1355.0,54200\n",
        "facility_sizes.csv": "size,fixed_cost_usd,capacity_ft3\nsmall,19600,36400\n",
        "hurricanes.csv": "hurricane,name,year,category,landfall_nodes,unusable_links\n"
        "1,Mild,1999,2,1,\n2,Katrina,2005,5,1;2,2-1\n",
        "demands_by_node.txt": "Mild \n1 Port 3 4 \n2 St. Mary 5 0\nKatrina\n1 Port 15 7\n",
        "scenarios.csv": "scenario,hurricanes,probability\n1,1,0.5\n2,1;2,0.25\n3,,0.25\n",
        "published_solutions.csv": "solution,city,size,water_1000gal,food_1000mre,medical_kits\n"
        "CPLEX_optimal_89.5M,Hill,Small,7,5,0\nCPLEX_optimal_89.5M,Port,Small,2,0,0\n"
        "LLSM_nominal_90.1M,Hill,Large,100,0,0\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_two_hurricanes_add_their_demands_and_katrina_counts_a_tenth(gulf):
    instance = rawls_turnquist.read(gulf)
    units = {
        (row.place, row.group): row.persons / PERSONS_PER_UNIT
        for row in instance.scenario_people
        if row.scenario == "S02"
    }
    assert units == {
        ("N01", "water"): 4.5,
        ("N01", "food"): 4.7,
        ("N02", "water"): 5.0,
        ("N02", "food"): 0.0,
    }


def test_two_hurricanes_take_the_worse_damage_and_close_roads_by_either_end(gulf):
    instance = rawls_turnquist.read(gulf)
    usable = {(row.scenario, row.site): row.usable_share for row in instance.scenario_sites}
    assert usable == {("S01", "N01"): 0.5, ("S02", "N01"): 0.0, ("S02", "N02"): 0.0}
    closed = [(row.scenario, row.road, row.closed) for row in instance.scenario_roads]
    assert closed == [("S02", "N01-N02", True)]


def test_a_mile_costs_what_the_paper_says(gulf):
    instance = rawls_turnquist.read(gulf)
    miles = 2 * rawls_turnquist.MILES_PER_WEIGHT
    tonnes = instance.commodity["food"].weight_kg / 1000
    cost = tonnes * instance.roads[0].km * instance.economics.transport_cny_per_t_km
    assert cost == pytest.approx(0.04 * miles)


def test_issued_stock_costs_its_price_and_unused_stock_a_quarter_more(gulf):
    food = rawls_turnquist.read(gulf).commodity["food"]
    held = food.price_cny / food.shelf_life_years + food.price_cny * food.holding_rate
    assert held == pytest.approx(5420 + 1355)
    assert held + food.issue_cost_cny == pytest.approx(5420)


def test_a_unit_that_is_lacking_costs_the_penalty_also_in_the_second_experiment(gulf):
    for factor in (1, 10):
        instance = rawls_turnquist.read(gulf, factor)
        per_unit = {
            family.id: family.shortage_cny_per_person * PERSONS_PER_UNIT
            for family in instance.families
        }
        assert per_unit == pytest.approx({"water": 6477 * factor, "food": 54200})


def test_holding_of_destroyed_stock_is_what_storms_take_times_their_chance(gulf):
    instance = rawls_turnquist.read(gulf)
    stock = (StockLine("N01", "water", 100), StockLine("N03", "food", 100))
    lost_share = 0.5 * 0.5 + 0.25 * 1.0
    assert rawls_turnquist.destroyed_holding_usd(instance, stock) == pytest.approx(
        100 * 161.925 * lost_share
    )


def test_our_plan_stands_beside_the_paper_s(gulf):
    found = record(
        objective=2e6,
        stores=(Store("N03", "small", Role.SUB),),
        stock=(StockLine("N03", "water", 8), StockLine("N03", "food", 3)),
    )
    text = humanitarian.beside_paper(found, gulf.parents[1])
    rows = {line[:48].strip(): line[48:].split() for line in text.splitlines()}
    assert rows["objective, M$"] == ["2.00", "0.00"]
    assert rows["water in stock"] == ["8", "9"]
    assert rows["food in stock"] == ["3", "5"]
    assert rows["small stores"] == ["1", "2"]


def test_without_a_plan_of_ours_the_paper_stands_alone(gulf):
    text = humanitarian.beside_paper(record(status="no_plan"), gulf.parents[1])
    rows = {line[:48].strip(): line[48:].split() for line in text.splitlines()}
    assert rows["water in stock"] == ["-", "9"]


# --- The published files -------------------------------------------------------------------


@needs_data
def test_every_published_facility_file_reads_whole_and_has_a_best_known_value():
    cases = list(cflp.cases(DATA))
    assert len(cases) >= 100
    assert [case.name for case in cases if case.best_known is None] == []
    for path in sorted((DATA / "cflp").glob("*/*")):
        grammar = cflp.GRAMMARS[path.parent.name]
        if path.match(grammar.pattern):
            numbers = cflp.Numbers(
                path.read_text(encoding="ascii").replace("capacity", "8000"), path.name
            )
            grammar.parse(numbers)
            with pytest.raises(UsageError, match="found"):
                numbers.take(1)


@needs_data
def test_cap41_has_the_demand_and_the_cost_of_the_published_file():
    problem = cflp.parse("orlib", DATA / "cflp" / "orlib" / "cap41.txt")
    assert len(problem.capacities) == 16
    assert sum(problem.demands) == 58268
    assert problem.serving_costs[0][0] == 6739.725
    assert problem.opening_costs[10] == 0


@needs_data
def test_the_hurricanes_are_those_of_the_paper():
    folder = DATA / "humanitarian" / "rawls_turnquist_2010"
    instance = rawls_turnquist.read(folder)
    assert (len(instance.places), len(instance.scenarios)) == (30, 51)
    assert math.fsum(scenario.probability for scenario in instance.scenarios) == pytest.approx(1)
    assert [scenario.name for scenario in instance.scenarios][-1] == "No hurricane"


@needs_data
def test_each_hurricane_needs_what_its_total_says_but_for_rounding():
    folder = DATA / "humanitarian" / "rawls_turnquist_2010"
    people = rawls_turnquist.read(folder).scenario_people
    with (folder / "scenarios.csv").open(encoding="utf-8") as lines:
        scenario_of = {row["hurricanes"]: row["scenario"] for row in csv.DictReader(lines)}
    with (folder / "hurricanes.csv").open(encoding="utf-8") as lines:
        totals = {row["hurricane"]: row for row in csv.DictReader(lines)}
    for hurricane, total in totals.items():
        scenario = f"S{int(scenario_of[hurricane]):02d}"
        for group, column in (("water", "total_water_1000gal"), ("food", "total_food_1000mre")):
            tenths = sum(p.persons for p in people if (p.scenario, p.group) == (scenario, group))
            assert tenths / 10 == pytest.approx(float(total[column]), abs=5)


@needs_data
def test_both_experiments_of_the_paper_have_best_known_values():
    known = {case.instance: case.best_known for case in humanitarian.cases(DATA)}
    assert known == {"nominal": BestKnown(88844968), "water_penalty_x10": BestKnown(99.0e6)}
