"""Data frames and CSV files say the same."""

import csv
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from optimizer import frames, read_instance, solve, write_result
from optimizer.accounts import account_tables
from optimizer.instance import Indicator
from optimizer.instance.words import Bindingness, Head, Measure
from optimizer.plan import IndicatorLine, Move, Payment, Plan, Replenishment, Shortage

ROOT = Path(__file__).parents[1]
HAMLET = read_instance(ROOT / "instances" / "hamlet")
BEDS = Indicator(
    id="beds", name="Beds", measure=Measure.STORES, target=2.0, kind=Bindingness.EXPECTED,
    source="made up",
)  # fmt: skip


@pytest.fixture(scope="module")
def result():
    return solve(HAMLET)


def records_of(folder, made_for):
    """Return header and records of every table of a result, as written and as accounted for."""
    texts = {path.stem: path.read_text("utf-8-sig") for path in sorted(folder.glob("*.csv"))}
    accounts = account_tables(made_for, HAMLET)
    texts |= {file.removesuffix(".csv"): text for file, text in accounts.items()}
    return {name: list(csv.reader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def cell(value):
    """Return a value as the files write it."""
    if value is pd.NA:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return "" if value != value else f"{value:.10g}"
    return str(value)


def test_every_table_has_a_frame_with_its_columns_and_values(result, tmp_path):
    write_result(result, HAMLET, tmp_path)
    tables, made = records_of(tmp_path, result), frames(result, HAMLET)
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


def test_what_is_decided_and_what_is_asked_of_it_have_frames(result):
    plan = replace(
        result.plan,
        moves=(Move("HA", "HB", "quilt", 4),),
        replenishments=(Replenishment("HA", "HB", 2.5),),
        payments=(Payment(Head.CONSTRUCTION, "county", 300_000.0),),
        shortages=(Shortage("S1", "D", "medical", "relocated", 5.0, 20.0),),
        indicators=(IndicatorLine("beds", 3.0, True), IndicatorLine("drills", None, None)),
    )
    instance = replace(HAMLET, indicators=(BEDS, replace(BEDS, id="drills")))
    made = frames(replace(result, plan=plan), instance)
    assert made["moves"].iloc[0][["from_site", "to_site", "quantity"]].tolist() == ["HA", "HB", 4]
    assert made["replenishments"]["m3_per_year"].tolist() == [2.5]
    assert made["payments"].iloc[0].tolist() == [
        "construction", "county", "county", "县级资金", 300_000.0,
    ]  # fmt: skip
    assert made["gaps"][["commodity", "units"]].to_numpy().tolist() == [["kit", 2.0]]
    quilts = made["ledger"].set_index(["site", "commodity"]).loc[("HA", "quilt")]
    assert quilts[["today_units", "expired_units", "moved_out_units"]].tolist() == [10, 10, 4]
    indicators = made["indicators"].set_index("indicator")
    assert indicators.loc["beds", "met"]
    assert indicators["met"].isna().tolist() == [False, True]
    assert indicators["reached"].isna().tolist() == [False, True]


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
