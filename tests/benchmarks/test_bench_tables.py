"""Records and the tables that are printed of them."""

import json

import pytest
from village import record

from benchmarks import tables
from benchmarks.best_known import BestKnown


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
