"""The state of a response as a file: what it may say; all that is wrong is told at once."""

import json

import pytest
from hamlet_by_hand import HAMLET

from optimizer.errors import InstanceError, UsageError
from optimizer.io.state import read_state
from optimizer.plan import DriveLine, Driving, Flow, Plan, StopLine
from optimizer.state import ClosedRoad, NeedGone, NewNeed, OnBoard, State, StopName, VehicleReport

VAN = "van@A/own#1"

PLAN = Plan(
    flows=tuple(
        Flow("S1", "", "HA", place, "living", "relocated", 10.0, 30.0) for place in ("B", "D")
    ),
    driving=Driving(
        drives=(DriveLine("S1", True, 0, 0, 0, 0, 0, 0, 0, 0, "pencil", 0),),
        stops=tuple(
            StopLine("S1", VAN, 1, number, place, 1.0, 2.0, 2.0, 2.0 + number)
            for number, place in ((1, "B"), (2, "D"))
        ),
    ),
)
"""Only S1 is driven, with two stops."""

GOODS = {
    "place": "D", "family": "living", "group": "relocated", "deadline_h": 10, "persons": 30,
}  # fmt: skip

FULL = {
    "scenario": "S1",
    "hour": 2.5,
    "vehicles": [
        {"vehicle": VAN, "place": "B", "free_h": 3, "on_board": [GOODS]},
    ],
    "done": [{"vehicle": VAN, "trip": 1, "stop": 2}],
    "not_done": [{"vehicle": VAN, "trip": 1, "stop": 1}],
    "closed_roads": [{"road": "B-D", "reopens_h": 12}, {"road": "A-C"}],
    "opened_roads": ["A-B"],
    "new_needs": [{"place": "B", "group": "relocated", "persons": 20, "deadline_h": 12}],
    "needs_gone": [{"place": "D", "group": "relocated", "family": "living"}],
}


def written(tmp_path, tree):
    """Return the path of a file with a state."""
    path = tmp_path / "state.json"
    path.write_text(json.dumps(tree), "utf-8")
    return path


def problems(tmp_path, tree):
    """Return path, what was found and what was expected of each problem."""
    with pytest.raises(InstanceError) as error:
        read_state(written(tmp_path, tree), HAMLET, PLAN)
    assert error.value.exit_code == 2
    assert {problem.file for problem in error.value.problems} == {"state.json"}
    return [(p.column, p.found, p.expected) for p in error.value.problems]


def test_everything_that_can_be_said_is_read(tmp_path):
    goods = (OnBoard("D", "living", "relocated", 10.0, 30.0),)
    assert read_state(written(tmp_path, FULL), HAMLET, PLAN) == State(
        scenario="S1",
        hour=2.5,
        vehicles=(VehicleReport(vehicle=VAN, place="B", free_h=3, on_board=goods),),
        done=(StopName(VAN, 1, 2),),
        not_done=(StopName(VAN, 1, 1),),
        closed=(ClosedRoad("B-D", 12), ClosedRoad("A-C", None)),
        opened=("A-B",),
        new_needs=(NewNeed("B", "relocated", "", 20, 12.0),),
        needs_gone=(NeedGone("D", "relocated", "living"),),
    )


def test_scenario_and_hour_are_enough(tmp_path):
    path = written(tmp_path, {"scenario": "S1", "hour": 0})
    assert read_state(path, HAMLET, PLAN) == State(scenario="S1", hour=0.0)


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    found = problems(
        tmp_path,
        {
            "hour": "noon",
            "scenario": "S1",
            "vehicles": [{"vehicle": "van@A/own#9"}, {"vehicle": VAN, "plce": "B"}],
            "done": [{"vehicle": VAN, "trip": 7, "stop": 1}],
            "closed_roads": [{"road": "B-E"}],
            "new_needs": [{"place": "B", "group": "relocated", "persons": 0, "deadline_h": 9}],
            "needs_gone": [{"place": "C", "group": "relocated"}],
        },
    )
    assert found == [
        ("hour", "noon", "a number"),
        ("vehicles[1].plce", "plce", "one of vehicle, place, free_h, lost, on_board"),
        ("vehicles[0].vehicle", "van@A/own#9", "a vehicle of the fleet"),
        ("done[0]", f"{VAN}, trip 7, stop 1", "a stop of the plan in this scenario"),
        ("closed_roads[0].road", "B-E", "an id of roads"),
        ("new_needs[0].persons", "0", "a number of at least 1"),
        ("needs_gone[0]", "C, relocated", "a need that the plan serves in this scenario"),
    ]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"scenario": "S9"}, "scenario"),
        ({"scenario": "S2"}, "scenario"),
        ({"hour": -1}, "hour"),
        ({"vehicles": [{"vehicle": VAN}, {"vehicle": VAN}]}, "vehicles[1]"),
        ({"vehicles": [{"vehicle": VAN, "free_h": -1}]}, "vehicles[0].free_h"),
        (
            {"vehicles": [{"vehicle": VAN, "on_board": [GOODS | {"place": "A"}]}]},
            "vehicles[0].on_board[0]",
        ),
        ({"not_done": [{"vehicle": VAN, "trip": 1, "stop": 2}]}, "not_done[0]"),
        ({"closed_roads": [{"road": "B-D", "reopens_h": 1}]}, "closed_roads[0].reopens_h"),
        ({"opened_roads": ["B-D"]}, "opened_roads[0]"),
        ({"opened_roads": ["E-F"]}, "opened_roads[0]"),
        (
            {"new_needs": [{"place": "B", "group": "relocated", "persons": 2, "deadline_h": 1}]},
            "new_needs[0].deadline_h",
        ),
        (
            {
                "new_needs": [
                    {
                        "place": "B", "group": "relocated", "family": "toys", "persons": 2,
                        "deadline_h": 9,
                    }
                ]
            },
            "new_needs[0].family",
        ),
        ({"needs_gone": [{"place": "D", "group": "crew"}]}, "needs_gone[0].group"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_where_it_stands(tmp_path, change, column):
    assert column in [path for path, _, _ in problems(tmp_path, FULL | change)]


def test_a_missing_file_and_no_json_are_told(tmp_path):
    with pytest.raises(UsageError, match="no file"):
        read_state(tmp_path / "state.json", HAMLET, PLAN)
    path = tmp_path / "state.json"
    path.write_text("{", "utf-8")
    with pytest.raises(UsageError, match="not JSON"):
        read_state(path, HAMLET, PLAN)
