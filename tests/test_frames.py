"""Data frames and CSV files say the same."""

import csv
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from optimizer import frames, read_instance, solve, write_result
from optimizer.plan import Plan

ROOT = Path(__file__).parents[1]
HAMLET = read_instance(ROOT / "instances" / "hamlet")


@pytest.fixture(scope="module")
def result():
    return solve(HAMLET)


def files(folder):
    """Return header and records of every table in a folder."""
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables[path.stem] = list(csv.reader(file))
    return tables


def cell(value):
    """Return a value as the files write it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return "" if value != value else f"{value:.10g}"
    return str(value)


def test_every_table_has_a_frame_with_its_columns_and_values(result, tmp_path):
    write_result(result, HAMLET, tmp_path)
    tables, made = files(tmp_path), frames(result, HAMLET)
    assert set(made) == set(tables)
    for name, (header, *records) in tables.items():
        assert list(made[name].columns) == header
        rows = made[name].astype(object).to_numpy().tolist()
        shown = [[cell(value) for value in row] for row in rows]
        expected = [
            [
                f"{float(c):.10g}" if isinstance(v, float) and c else c
                for c, v in zip(*pair, strict=True)
            ]
            for pair in zip(records, rows, strict=True)
        ]
        assert shown == expected, name


def test_frames_add_up_to_the_plan(result):
    made = frames(result, HAMLET)
    costs = made["costs"].set_index(["kind", "head"])["cny"]
    assert costs["yearly"].sum() == pytest.approx(result.objective_cny)
    assert made["stock"]["quantity"].sum() == sum(line.quantity for line in result.plan.stock)
    assert made["service"].groupby("kind")["met"].all()["binding"]


def test_a_table_without_rows_keeps_its_columns_and_their_kinds(result):
    full, empty = (
        frames(replace(result, plan=plan), HAMLET)["flows"] for plan in (result.plan, Plan())
    )
    assert len(empty) == 0
    assert list(empty.dtypes) == list(full.dtypes)


def test_an_id_of_digits_stays_text(result):
    lines = tuple(replace(flow, place="007") for flow in result.plan.flows)
    made = frames(replace(result, plan=replace(result.plan, flows=lines)), HAMLET)
    assert set(made["flows"]["place"]) == {"007"}


def test_an_hour_that_nobody_arrives_is_not_a_number(result):
    line = replace(result.service[0], latest_arrival_h=float("nan"))
    made = frames(replace(result, service=(line,)), HAMLET)
    assert made["service"]["latest_arrival_h"].isna().all()


def test_pandas_loads_with_the_first_frame_and_not_before():
    code = "import sys; from optimizer import frames; assert 'pandas' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
