"""The tables of dispatch: every fact a line, and pandas opens them."""

import io

import pandas as pd
import pytest
from driven_hamlet import HAMLET, PLAN, RESULT, VIA_B_PLAN

from optimizer import frames
from optimizer.dispatch import dispatch_tables
from optimizer.plan import Plan


@pytest.fixture(scope="module")
def tables():
    texts = dispatch_tables(HAMLET, PLAN)
    return {name: pd.read_csv(io.StringIO(text)) for name, text in texts.items()}


def test_sheets_tell_what_is_done_in_its_order(tables):
    sheet = tables["dispatch.csv"]
    done = sheet[["vehicle", "action", "place", "commodity", "units"]].astype(object).fillna("-")
    assert done.to_numpy().tolist() == [
        ["van@A/own#1", "load", "A", "grain", 4], ["van@A/own#1", "load", "A", "quilt", 40],
        ["van@A/own#1", "unload", "B", "grain", 4], ["van@A/own#1", "unload", "B", "quilt", 40],
        ["van@A/own#1", "load", "A", "grain", 3], ["van@A/own#1", "load", "A", "quilt", 30],
        ["van@A/own#1", "unload", "D", "grain", 3], ["van@A/own#1", "unload", "D", "quilt", 30],
        ["van@A/own#1", "return", "A", "-", "-"],
        ["van@D/contract#1", "load", "D", "kit", 6], ["van@D/contract#1", "unload", "D", "kit", 6],
        ["van@D/contract#1", "return", "D", "-", "-"],
    ]  # fmt: skip


def test_a_line_of_a_sheet_holds_hours_distance_rests_and_load(tables):
    line = tables["dispatch.csv"].iloc[7]
    assert line[["place_name_zh", "owner", "drivers", "trip", "stop"]].tolist() == [
        "丁镇", "own", 1, 2, 1,
    ]  # fmt: skip
    hours = line[["leave_h", "arrive_h", "begin_h", "done_h", "km"]].tolist()
    assert hours == [2.995, 24.25, 24.25, 24.3325, 30.0]
    assert (line["rest_h"], line["rests"]) == (20.505, "3.4950-24.0000")
    assert line[["unit_zh", "planned_units", "kg", "m3"]].tolist() == ["床", 30, 90, 1.5]


def test_goods_that_are_handed_on_are_not_told_as_unloaded():
    text = dispatch_tables(HAMLET, VIA_B_PLAN)["dispatch.csv"]
    actions = pd.read_csv(io.StringIO(text)).groupby(["vehicle", "place"])["action"].unique()
    assert actions["van@A/own#1", "B"].tolist() == ["hand_on"]
    assert actions["van@D/contract#1", "B"].tolist() == ["load"]


def test_arrivals_and_use_are_tables_too(tables):
    late = tables["arrivals.csv"].set_index(["place", "family", "carrier"])
    assert late.loc[("D", "living", "fleet"), "slack_h"] == -15.3325
    assert tables["vehicle_use.csv"]["km"].tolist() == [100.0, 0.0]


def test_a_plan_that_is_not_routed_has_tables_without_lines():
    for text in dispatch_tables(HAMLET, Plan()).values():
        assert len(pd.read_csv(io.StringIO(text))) == 0


def test_the_tables_of_driving_are_frames_with_hours_as_numbers():
    made = frames(RESULT, HAMLET)
    assert made["drives"]["driven"].tolist() == [False]
    assert made["trips"]["depart_h"].tolist() == [1.72, 2.995, 1.555]
    assert made["trips"]["trip"].dtype == "int64"
    assert made["drops"]["persons"].sum() == 125.0
    assert made["late"][["reason", "flow_origin"]].to_numpy().tolist() == [["closed_road", "HA"]]
