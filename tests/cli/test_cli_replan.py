"""New orders through the door that a planner uses, and the plan that they are written into."""

import json

import pytest
from commands import HAMLET, reserve

QUICK = ("--iterations", 10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder with a routed plan of hamlet, replanned for a new need and a closed road."""
    folder = tmp_path_factory.mktemp("runs")
    assert reserve("solve", HAMLET, "-q", "-o", folder / "plan").exit_code == 0
    routed = reserve("route", HAMLET, folder / "plan", *QUICK, "--workers", 1)
    assert routed.exit_code == 0, routed.output
    state = {
        "scenario": "S1",
        "hour": 1.2,
        "closed_roads": [{"road": "A-C"}],
        "new_needs": [{"place": "B", "group": "relocated", "persons": 2, "deadline_h": 12}],
    }
    (folder / "state.json").write_text(json.dumps(state), "utf-8")
    told = reserve(
        "replan", HAMLET, folder / "plan-routed", folder / "state.json", "--lang", "en", *QUICK
    )
    assert told.exit_code == 0, told.output
    assert "Vehicles with new orders" in told.output
    return folder


def test_a_plan_with_new_needs_verifies_beside_its_states(folder):
    told = reserve("verify", HAMLET, folder / "plan-routed-replanned" / "plan.json")
    assert told.exit_code == 0, told.output
    assert "warning" not in told.output


def test_without_its_states_it_is_said_where_they_belong(folder, tmp_path):
    text = (folder / "plan-routed-replanned" / "plan.json").read_text("utf-8")
    (tmp_path / "plan.json").write_text(text, "utf-8")
    told = reserve("verify", HAMLET, tmp_path)
    assert told.exit_code == 2
    assert "states.json" in told.output


def test_a_replanned_plan_is_replanned_again(folder):
    (folder / "later.json").write_text(json.dumps({"scenario": "S1", "hour": 1.4}), "utf-8")
    told = reserve(
        "replan", HAMLET, folder / "plan-routed-replanned", folder / "later.json", "--json",
        "-o", folder / "again", *QUICK,
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["orders"] == []
    states = json.loads((folder / "again" / "states.json").read_text("utf-8"))
    assert [state["hour"] for state in states] == [1.2, 1.4]
    assert reserve("verify", HAMLET, folder / "again").exit_code == 0


def test_an_earlier_hour_is_refused(folder):
    told = reserve("replan", HAMLET, folder / "again", folder / "state.json", *QUICK)
    assert told.exit_code == 2
    assert "hour" in told.output
