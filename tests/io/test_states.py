"""The states that a plan was changed for, beside it: written, read again, and what may be wrong."""

import json
from pathlib import Path

import pytest
from test_state import FULL, HAMLET, PLAN, written

from optimizer.errors import InstanceError, UsageError
from optimizer.io.state import read_state, state_of
from optimizer.io.states import read_states, write_states
from optimizer.plan import DriveLine, Driving, Plan
from optimizer.state import REPLANNED, State

CHANGED = Plan(
    driving=Driving(drives=(DriveLine("S1", True, 0, 0, 0, 0, 0, 0, 0, 0, REPLANNED, 0),))
)


def test_states_are_read_as_they_were_written(tmp_path):
    states = (
        state_of(FULL, "a"),
        State(scenario="S1", hour=3.0, vehicles=state_of(FULL, "b").vehicles[:1]),
    )
    write_states(states, tmp_path)
    assert read_states(tmp_path / "plan.json", CHANGED, HAMLET) == states
    assert read_states(tmp_path, CHANGED, HAMLET) == states


def test_beside_a_plan_that_was_not_changed_there_are_none(tmp_path):
    write_states((state_of(FULL, "a"),), tmp_path)
    assert read_states(tmp_path, PLAN, HAMLET) == ()


def test_a_plan_that_was_changed_is_not_read_without_its_states(tmp_path):
    with pytest.raises(UsageError, match=r"states\.json"):
        read_states(tmp_path, CHANGED, HAMLET)


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"scenario": "S9"}, "[0].scenario"),
        ({"closed_roads": [{"road": "B-X"}]}, "[0].closed_roads[0].road"),
        ({"hour": "two"}, "[0].hour"),
        ({"new_needs": [{"place": "B", "group": "x", "persons": 1, "deadline_h": 9}]},
         "[0].new_needs[0].group"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_them_is_told(tmp_path, change, column):
    (tmp_path / "states.json").write_text(json.dumps([FULL | change]), "utf-8")
    with pytest.raises(InstanceError) as error:
        read_states(Path(tmp_path), CHANGED, HAMLET)
    assert [problem.column for problem in error.value.problems] == [column]


def test_an_hour_before_one_that_the_plan_was_changed_for_is_refused(tmp_path):
    with pytest.raises(InstanceError) as error:
        read_state(written(tmp_path, FULL), HAMLET, PLAN, (State(scenario="S1", hour=3.0),))
    assert [problem.column for problem in error.value.problems] == ["hour"]


@pytest.mark.parametrize("hour", [9e9, 8785])
def test_hours_beyond_a_year_are_refused(tmp_path, hour):
    with pytest.raises(InstanceError, match="at most"):
        read_state(written(tmp_path, {"scenario": "S1", "hour": hour}), HAMLET, PLAN)


def test_a_trip_that_the_plan_has_not_cannot_be_unloaded(tmp_path):
    tree = {"scenario": "S1", "hour": 1, "not_loaded": [{"vehicle": "van@A/own#1", "trip": 9}]}
    with pytest.raises(InstanceError) as error:
        read_state(written(tmp_path, tree), HAMLET, PLAN)
    assert [problem.column for problem in error.value.problems] == ["not_loaded[0]"]
