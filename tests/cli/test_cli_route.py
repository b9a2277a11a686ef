"""Driving plans through the door that a planner uses."""

import json

import pytest
from commands import HAMLET, reserve

import optimizer

QUICK = ("--iterations", 10, "--workers", 1)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Return a folder with a plan of hamlet, and the plan routed."""
    folder = tmp_path_factory.mktemp("runs")
    assert reserve("solve", HAMLET, "-q", "-o", folder / "plan").exit_code == 0
    routed = reserve("route", HAMLET, folder / "plan", "--lang", "en", *QUICK)
    assert routed.exit_code == 0, routed.output
    return folder, routed


def test_a_plan_is_routed_beside_it_and_told(runs):
    folder, routed = runs
    assert (folder / "plan-routed" / "plan.json").exists()
    assert "Driving: 1 of 2 scenarios routed can be driven" in routed.output
    assert "a closed road opens too late" in routed.output
    assert f"written to {folder / 'plan-routed'}" in routed.output


def test_what_was_routed_verifies(runs):
    folder, _ = runs
    assert reserve("verify", HAMLET, folder / "plan-routed").exit_code == 0


def test_a_trip_that_was_tampered_with_does_not(runs, tmp_path):
    folder, _ = runs
    tree = json.loads((folder / "plan-routed" / "plan.json").read_text("utf-8"))
    tree["stops"][0]["arrive_h"] -= 0.5
    (tmp_path / "plan.json").write_text(json.dumps(tree), "utf-8")
    told = reserve("verify", HAMLET, tmp_path)
    assert told.exit_code == 5
    assert "drive_in_time" in told.output


def test_the_folder_has_what_drivers_and_planners_need(runs):
    folder, _ = runs
    files = {path.name for path in (folder / "plan-routed").iterdir()}
    assert files >= {
        "trips.csv", "stops.csv", "drops.csv", "rests.csv", "returns.csv", "unserved.csv",
        "late.csv", "drives.csv", "dispatch.csv", "arrivals.csv", "vehicle_use.csv",
    }  # fmt: skip


def test_one_scenario_alone_is_routed(runs, tmp_path):
    folder, _ = runs
    told = reserve(
        "route", HAMLET, folder / "plan", "--scenario", "S2", "-o", tmp_path / "r", "--json", *QUICK
    )
    assert told.exit_code == 0
    assert [row["scenario"] for row in json.loads(told.stdout)["drives"]] == ["S2"]


def test_a_scenario_nobody_knows_is_refused_and_nothing_is_left(runs, tmp_path):
    folder, _ = runs
    told = reserve("route", HAMLET, folder / "plan", "--scenario", "S7", "-o", tmp_path / "r")
    assert told.exit_code == 2
    assert "no scenario is called S7; there are S1, S2." in told.output
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("how", [(), ("--size-fleet",)])
def test_a_plan_of_another_instance_is_refused_and_nothing_is_left(runs, tmp_path, how):
    folder, _ = runs
    other = HAMLET.parent / "yonghe"
    told = reserve("route", other, folder / "plan", *how, "-o", tmp_path / "r")
    assert told.exit_code == 2
    assert "the plan was not made for yonghe, which does not know HA" in told.output
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("command", ["route", "size", "solve"])
def test_a_family_nobody_knows_is_refused_and_nothing_is_left(runs, tmp_path, command):
    folder, _ = runs
    asked = {
        "route": ("route", HAMLET, folder / "plan"),
        "size": ("route", HAMLET, folder / "plan", "--size-fleet"),
        "solve": ("solve", HAMLET, "--route"),
    }[command]
    told = reserve(*asked, "--first", "medical,watr", "-o", tmp_path / "r")
    assert told.exit_code == 2
    assert "no family is called watr; there are living, medical." in told.output
    assert not (tmp_path / "r").exists()


def test_solving_and_driving_go_round(tmp_path):
    told = reserve("solve", HAMLET, "--route", "-o", tmp_path / "r", "--lang", "zh", *QUICK)
    assert told.exit_code == 0
    assert "选址与运输往返" in told.output
    assert optimizer.read_result(tmp_path / "r").rounds[0].driven == 1


def test_the_fewest_vehicles_are_told_and_written(runs, tmp_path):
    folder, _ = runs
    told = reserve(
        "route", HAMLET, folder / "plan", "--scenario", "S2", "--size-fleet", "-o", tmp_path / "f",
        "--lang", "en", *QUICK,
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    rows = (tmp_path / "f" / "fleet.csv").read_text("utf-8-sig").splitlines()
    assert rows[0].startswith("vehicle,place,count")
    assert rows[1].startswith("van,A,1")


@pytest.mark.parametrize(
    ("form", "file", "start"),
    [
        ("sheets", "dispatch-S1.txt", "Emergency transport"),
        ("geojson", "routes-S1.geojson", "{"),
    ],
)
def test_a_routed_plan_is_exported(runs, tmp_path, form, file, start):
    folder, _ = runs
    told = reserve(
        "export", HAMLET, "--plan", folder / "plan-routed", "--format", form, "-o", tmp_path / "x",
        "--lang", "en",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert (tmp_path / "x" / file).read_text("utf-8").startswith(start)


def test_problems_of_the_stores_are_exported(runs, tmp_path):
    folder, _ = runs
    reserve(
        "export", HAMLET, "--plan", folder / "plan-routed", "--format", "vrplib", "--scenario",
        "S2", "-o", tmp_path / "x",
    )  # fmt: skip
    problems = sorted((tmp_path / "x").glob("*.vrp"))
    assert problems
    assert all("TYPE : CVRP" in path.read_text("utf-8") for path in problems)


def test_a_plan_that_is_not_routed_is_not_exported(runs, tmp_path):
    folder, _ = runs
    told = reserve(
        "export", HAMLET, "--plan", folder / "plan", "--format", "sheets", "-o", tmp_path / "x"
    )
    assert told.exit_code == 2
    assert "Route it first" in told.output


@pytest.mark.parametrize("options", [("--format", "sheets"), ("--scenario", "S1")])
def test_what_is_of_a_plan_is_refused_without_one(tmp_path, options):
    told = reserve("export", HAMLET, *options, "-o", tmp_path / "x")
    assert told.exit_code == 2
    assert "--plan PLAN" in told.output
