import csv
import dataclasses
import io
import json
import math

import jsonschema
import pytest

from optimizer.errors import InstanceError, UsageError
from optimizer.instance.words import Bindingness, Head, Role
from optimizer.io import read_plan, read_result, write_result
from optimizer.io.result import result_schema
from optimizer.io.schema_check import ANNOTATIONS, KEYWORDS, schema_problems
from optimizer.plan import CostHead, Driving, Plan, Status

TABLE_FILES = {
    "stores.csv", "stock.csv", "contracts.csv", "built_roads.csv", "moves.csv",
    "replenishments.csv", "payments.csv", "flows.csv", "shortages.csv", "indicators.csv",
    "service.csv", "costs.csv", "drives.csv", "trips.csv", "stops.csv", "drops.csv", "rests.csv",
    "returns.csv", "unserved.csv", "late.csv",
}  # fmt: skip


@pytest.fixture
def folder(result, instance, tmp_path):
    write_result(result, instance, tmp_path / "run")
    return tmp_path / "run"


@pytest.fixture
def tree(folder):
    return json.loads((folder / "plan.json").read_text("utf-8"))


def table(folder, name):
    return [*csv.DictReader(io.StringIO((folder / name).read_text("utf-8-sig"), newline=""))]


def rewritten(folder, tree):
    (folder / "plan.json").write_text(json.dumps(tree), "utf-8")
    return folder / "plan.json"


def problems(path):
    with pytest.raises(InstanceError) as caught:
        read_result(path)
    return {problem.column: problem for problem in caught.value.problems}


# plan.json


def test_what_is_written_is_read_as_the_same_result(result, folder):
    assert read_result(folder / "plan.json") == result
    assert read_result(folder) == result
    assert read_plan(folder / "plan.json") == result.plan


def test_what_is_written_keeps_to_the_published_schema(tree):
    schema = result_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(tree)


def test_an_empty_plan_keeps_to_the_schema_too(result, instance, tmp_path):
    empty = dataclasses.replace(
        result, plan=Plan(), status=Status.NO_PLAN, phases=(), service=(), violations=(),
        options={}, versions={}, spending_cny={}, coverage=12.5, coverage_bound=13.0,
    )  # fmt: skip
    write_result(empty, instance, tmp_path)
    tree = json.loads((tmp_path / "plan.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(result_schema()).validate(tree)
    assert read_result(tmp_path) == empty


def test_the_top_level_keys_are_those_agreed_on(tree):
    assert set(tree) == {
        "schema_version", "status", "reason", "objective_cny", "bound_cny", "gap", "coverage",
        "coverage_bound", "runtime_s", "phases", "instance", "model", "options", "versions",
        "stores", "stock", "contracts", "roads", "moves", "replenishments", "payments", "flows",
        "shortage", "costs", "spending", "indicators", "service", "violations", "drives", "trips",
        "stops", "drops", "rests", "returns", "unserved", "late", "rounds",
    }  # fmt: skip


def test_stores_tell_their_size_and_cost(tree):
    assert tree["stores"][1] == {
        "site": "XB", "option": "p60", "role": "point", "floor_m2": 60.0,
        "capital_cost_cny": 150_000.0,
    }  # fmt: skip


def test_bought_roads_tell_their_cost_and_indicators_what_is_not_computed(tree):
    assert tree["roads"] == [{"road": "R2", "planned_cost_cny": 2_000_000.0}]
    assert tree["flows"][1]["roads"] == "R2"
    first, outside = tree["indicators"]
    assert first == {
        "indicator": "HT-02", "name": "Served within a day", "name_zh": "24小时内保障",
        "clause": "3.1(2)", "measure": "person_share", "kind": "binding",
        "comparison": "at_least", "target": 0.9, "unit": "share", "reached": 0.834, "met": False,
    }  # fmt: skip
    assert (outside["indicator"], outside["reached"], outside["met"]) == ("HT-09", None, None)


def test_the_order_of_a_plan_does_not_change_its_file(result, instance, folder, tmp_path):
    plan = result.plan
    turned = dataclasses.replace(
        plan,
        stores=plan.stores[::-1],
        stock=plan.stock[::-1],
        flows=plan.flows[::-1],
        driving=dataclasses.replace(plan.driving, trips=plan.driving.trips[::-1]),
        indicators=plan.indicators[::-1],
        costs_cny=dict(reversed(plan.costs_cny.items())),
    )
    write_result(dataclasses.replace(result, plan=turned), instance, tmp_path / "turned")
    for name in ("plan.json", *TABLE_FILES):
        assert (tmp_path / "turned" / name).read_bytes() == (folder / name).read_bytes()


def test_numbers_that_are_not_finite_are_written_as_null(result, instance, tmp_path):
    line = dataclasses.replace(result.service[0], latest_arrival_h=math.inf)
    unproven = dataclasses.replace(
        result, bound_cny=-math.inf, gap=math.inf, service=(line,), options={"mip_gap": math.nan}
    )
    write_result(unproven, instance, tmp_path)
    text = (tmp_path / "plan.json").read_text("utf-8")
    assert "Infinity" not in text
    assert "NaN" not in text
    tree = json.loads(text)
    assert (tree["bound_cny"], tree["gap"], tree["options"]) == (None, None, {"mip_gap": None})
    again = read_result(tmp_path)
    assert (again.bound_cny, again.gap) == (-math.inf, math.inf)
    assert math.isnan(again.service[0].latest_arrival_h)
    assert table(tmp_path, "service.csv")[0]["latest_arrival_h"] == ""


def test_the_schema_names_every_choice_and_no_other():
    keys = result_schema()["properties"]
    assert keys["status"]["enum"] == [*Status]
    assert keys["stores"]["items"]["properties"]["role"]["enum"] == [*Role]
    assert keys["service"]["items"]["properties"]["kind"]["enum"] == [*Bindingness]
    assert keys["payments"]["items"]["properties"]["head"]["enum"] == [*Head]
    assert [*keys["costs"]["properties"]] == [*CostHead]
    assert [*keys["spending"]["properties"]] == [*Head]


def test_the_schema_uses_only_keywords_that_reading_checks():
    def keywords(schema):
        yield from schema
        parts = [schema.get("items"), schema.get("additionalProperties")]
        for part in [*parts, *schema.get("properties", {}).values()]:
            if part:
                yield from keywords(part)

    assert set(keywords(result_schema())) <= KEYWORDS | ANNOTATIONS


# Broken files


def _without(key):
    def change(tree):
        del tree[key]

    return change


def _with(*path_and_value):
    *path, last, value = path_and_value

    def change(tree):
        for key in path:
            tree = tree[key]
        tree[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "column", "found", "expected"),
    [
        (_without("stores"), "stores", "", "this key is missing"),
        (_with("stores", 1, "role", "hub"), "stores[1].role", "hub", "one of central, sub, point"),
        (_with("stock", 0, "quantity", 1.5), "stock[0].quantity", "1.5", "a whole number"),
        (_with("flows", 0, "persons", "many"), "flows[0].persons", "many", "a number"),
        (_with("flows", {}), "flows", "{}", "a list"),
        (_with("flows", 0, None), "flows[0]", "None", "an object"),
        (_with("gap", True), "gap", "True", "a number or null"),
        (_with("schema_version", 3), "schema_version", "3", "'3'"),
        (_with("trips", 0, "depart_h", None), "trips[0].depart_h", "None", "a number"),
        (_with("drives", 0, "driven", 1), "drives[0].driven", "1", "true or false"),
        (_with("stops", 0, "hour", 2.5), "stops[0].hour", "hour", "one of scenario"),
        (_with("instance", "digest", 3), "instance.digest", "3", "text"),
        (_with("costs", "fuel", 3.0), "costs.fuel", "fuel", "one of building, equipment"),
        (_with("shortages", []), "shortages", "shortages", "one of schema_version"),
    ],
)
def test_a_plan_that_breaks_the_schema_is_told_by_path(
    folder, tree, change, column, found, expected
):
    change(tree)
    assert not jsonschema.Draft202012Validator(result_schema()).is_valid(tree)
    told = problems(rewritten(folder, tree))
    assert set(told) == {column}
    assert told[column].file == "plan.json"
    assert told[column].found == found
    assert told[column].expected.startswith(expected)


def test_a_plan_of_another_version_is_one_problem_with_its_remedy(folder, tree):
    del tree["trips"], tree["drops"]
    told = problems(rewritten(folder, tree | {"schema_version": "2"}))
    assert set(told) == {"schema_version"}
    assert (told["schema_version"].found, told["schema_version"].expected) == ("2", "'3'")
    assert "solve the instance again" in told["schema_version"].remedy


def test_all_problems_of_a_plan_come_at_once_with_the_nearest_key(folder, tree):
    tree["shortages"] = tree.pop("shortage")
    tree["stock"][1]["quantity"] = None
    told = problems(rewritten(folder, tree))
    assert set(told) == {"shortage", "shortages", "stock[1].quantity"}
    assert told["shortages"].remedy == "Did you mean 'shortage'?"


def test_whole_numbers_may_stand_where_fractions_may(folder, tree):
    tree["runtime_s"] = 2
    tree["stock"][0]["quantity"] = 40.0
    again = read_result(rewritten(folder, tree))
    assert isinstance(again.runtime_s, float)
    assert isinstance(again.plan.stock[0].quantity, int)


@pytest.mark.parametrize("number", ["1e400", f"1{'0' * 400}"])
def test_a_number_beyond_all_measure_is_told(folder, tree, number):
    path = rewritten(folder, tree)
    path.write_text(path.read_text("utf-8").replace("4900000.0", number), "utf-8")
    assert set(problems(path)) == {"bound_cny"}


def test_a_value_that_is_no_object_at_all_is_one_problem():
    (problem,) = schema_problems([], result_schema(), "plan.json")
    assert problem.expected == "an object"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"status": }', "line 1, column 12"),
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b'{"gap": NaN}', "NaN is no number of JSON"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_a_file_that_is_not_json_is_told(folder, content, message):
    (folder / "plan.json").write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read_plan(folder / "plan.json")


def test_a_path_that_no_system_takes_is_told_too(tmp_path):
    with pytest.raises(UsageError, match="cannot read"):
        read_plan(tmp_path / ("x" * 5000))


def test_a_missing_file_is_told_with_its_neighbor(folder):
    with pytest.raises(UsageError, match=r"Did you mean 'plan\.json'"):
        read_result(folder / "plans.json")


# Tables


def test_every_table_and_nothing_else_stands_beside_the_plan(folder):
    assert {path.name for path in folder.iterdir()} == TABLE_FILES | {"plan.json"}
    for name in TABLE_FILES:
        assert (folder / name).read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (folder / "plan.json").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_table_of_stores_tells_where_they_are_and_what_they_hold(folder):
    first, second = table(folder, "stores.csv")
    assert (first["site"], first["role"], first["stocked_m3"]) == ("XA", "central", "1.6")
    assert (first["capacity_m3"], first["cold_m3"]) == ("1280", "20")
    assert (second["place"], second["town"], second["name_zh"]) == ("B.1", "B", "乙库")
    assert second["operating_cost_cny_per_year"] == "8000"


def test_the_tables_of_stock_and_contracts_tell_names_units_and_value(folder):
    stock = table(folder, "stock.csv")[0]
    assert (stock["name"], stock["name_zh"], stock["unit"]) == ("Grain", "粮食", "bag of 25 kg")
    assert (stock["volume_m3"], stock["weight_kg"], stock["value_cny"]) == ("1.6", "1000", "4800")
    contract = table(folder, "contracts.csv")[0]
    assert (contract["supplier_name"], contract["quantity"]) == ("Mill", "7")
    assert contract["value_cny"] == "840"
    assert (contract["mode"], contract["status"]) == ("agreement", "signed")


def test_the_table_of_roads_tells_which_are_bought_and_what_they_cost(folder):
    (road,) = table(folder, "built_roads.csv")
    assert (road["road"], road["name"], road["km"]) == ("R2", "Ridge road", "9")
    assert road["planned_cost_cny"] == "2000000"


def test_the_tables_of_what_is_done_before_the_season_are_whole(folder):
    (move,) = table(folder, "moves.csv")
    assert (move["from_site"], move["to_site"], move["quantity"]) == ("XA", "XB", "5")
    assert (move["unit"], move["volume_m3"]) == ("bag of 25 kg", "0.2")
    assert table(folder, "replenishments.csv") == [
        {
            "from_site": "XA", "from_site_name": "Alder store", "from_site_name_zh": "",
            "to_site": "XB", "to_site_name": "Birch store", "to_site_name_zh": "乙库",
            "m3_per_year": "0.02",
        }
    ]  # fmt: skip
    assert table(folder, "payments.csv") == [
        {
            "head": "construction", "fund": "city", "fund_name": "City",
            "fund_name_zh": "市级资金", "cny": "100000",
        }
    ]  # fmt: skip


def test_the_table_of_indicators_tells_clause_target_and_what_stands_outside(folder):
    first, outside = table(folder, "indicators.csv")
    assert (first["indicator"], first["clause"], first["target"]) == ("HT-02", "3.1(2)", "0.9")
    assert (first["reached"], first["met"], first["kind"]) == ("0.834", "false", "binding")
    assert (first["better_by"], first["unit"]) == ("-0.066", "share")
    assert (outside["better_by"], outside["unit"]) == ("", "")
    assert (outside["reached"], outside["met"]) == ("", "")
    assert outside["remark"] == "counted by the county"


def test_the_table_of_costs_adds_the_ceilings_of_all_funds(folder):
    rows = {(row["kind"], row["head"]): row for row in table(folder, "costs.csv")}
    assert rows["spending", "total"]["ceiling_cny"] == "500000"
    assert rows["spending", "construction"]["ceiling_cny"] == ""
    assert rows["yearly", "building"]["cny"] == "10897.3"


def test_numbers_in_tables_have_six_decimals_and_in_the_plan_all(folder, tree):
    assert table(folder, "flows.csv")[1]["persons"] == "0.333333"
    assert tree["flows"][1]["persons"] == 1 / 3
    assert table(folder, "shortages.csv")[0]["persons"] == "49.75"
    assert table(folder, "service.csv")[0]["met"] == "false"


def test_the_tables_of_driving_hold_every_fact_as_a_line(folder):
    assert table(folder, "drives.csv") == [
        {"scenario": "S1", "driven": "false", "persons_unserved": "0.25",
         "bound_persons_unserved": "0", "late_person_h": "12.5", "bound_late_person_h": "0",
         "arrival_person_h": "1500", "bound_arrival_person_h": "1200.5", "cost_cny": "88.4",
         "bound_cost_cny": "60", "engine": "own", "seed": "7"}
    ]  # fmt: skip
    trips = table(folder, "trips.csv")
    assert [(row["trip"], row["depart_h"]) for row in trips] == [("1", "1.2"), ("2", "24.4")]
    (stop,) = table(folder, "stops.csv")
    assert (stop["stop"], stop["place"], stop["arrive_h"]) == ("1", "B.1", "1.7")
    (drop,) = table(folder, "drops.csv")
    assert (drop["flow_origin"], drop["part"], drop["persons"]) == ("XA", "1", "250")
    assert table(folder, "unserved.csv")[0]["reason"] == "vehicle_hours"
    assert table(folder, "late.csv")[0]["latest_h"] == "24.5"
    assert table(folder, "rests.csv")[0]["end_h"] == "2.833333"
    assert table(folder, "returns.csv")[0]["home_h"] == "3"


def test_a_plan_that_is_not_driven_has_its_tables_empty(result, instance, tmp_path):
    idle = dataclasses.replace(result, plan=dataclasses.replace(result.plan, driving=Driving()))
    write_result(idle, instance, tmp_path)
    assert read_plan(tmp_path).driving == Driving()
    assert table(tmp_path, "trips.csv") == []


def test_an_older_result_is_replaced_file_by_file(result, instance, folder):
    newer = dataclasses.replace(result, reason="interrupted")
    write_result(newer, instance, str(folder))
    assert read_result(folder).reason == "interrupted"
    assert {path.name for path in folder.iterdir()} == TABLE_FILES | {"plan.json"}


def test_a_folder_that_cannot_be_written_is_told(result, instance, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot write"):
        write_result(result, instance, tmp_path / "file")


def test_the_plan_is_written_last_so_that_it_is_never_newer_than_its_tables(
    result, instance, tmp_path
):
    (tmp_path / "costs.csv").mkdir()
    with pytest.raises(UsageError):
        write_result(result, instance, tmp_path)
    assert not (tmp_path / "plan.json").exists()
