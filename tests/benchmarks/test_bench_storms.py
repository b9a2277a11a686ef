"""The instance of Rawls and Turnquist, made of tables on a coast of three nodes."""

import pytest
from bench_data import write_files
from village import record

from benchmarks import humanitarian, rawls_turnquist
from benchmarks.storms import PERSONS_PER_UNIT
from optimizer.instance.words import Role
from optimizer.plan import StockLine, Store


@pytest.fixture
def gulf(tmp_path):
    """Make a coast of three nodes: Mild (category 2) takes half of node 1, Katrina all of it."""
    files = {
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
    }
    return write_files(tmp_path / "bench" / "humanitarian" / "rawls_turnquist_2010", files)


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
