"""The command that runs the benchmarks."""

import json

import pytest
from click.testing import CliRunner

from benchmarks import __main__ as command
from benchmarks import tables
from benchmarks.records import JSON_KEYS


def test_json_prints_one_object_a_line_and_nothing_else(data):
    arguments = ["--data", str(data), "--only", "cflp/holmberg/*", "--json", "--time-limit", "20"]
    result = CliRunner().invoke(command.main, arguments)
    assert result.exit_code == 0
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["instance"] for item in found] == ["p2", "p10"]
    assert all(tuple(item) == JSON_KEYS for item in found)
    assert [item["objective"] for item in found] == pytest.approx([44.0, 44.0])


def test_a_file_that_cannot_be_read_is_told_and_the_next_is_run(data):
    (data / "cflp" / "holmberg" / "p2").write_text("2 2 10", encoding="ascii")
    arguments = ["--data", str(data), "--only", "cflp/holmberg/*", "--time-limit", "20"]
    result = CliRunner().invoke(command.main, arguments)
    assert result.exit_code == 0
    assert "cflp/holmberg/p2: refused: holmberg/p2: found 3 numbers" in result.stderr
    lines = result.stdout.splitlines()
    assert "refused" in lines[1]
    assert "optimal" in lines[2]
    assert tables.NOTE in lines


def test_without_data_and_without_gaotai_the_command_says_so(tmp_path):
    arguments = ["--data", str(tmp_path / "nowhere"), "--only", "cflp/*"]
    result = CliRunner().invoke(command.main, arguments)
    assert result.exit_code == 2
    assert "nowhere. Name it with --data." in result.stderr
    assert result.stdout == ""


def test_a_pattern_that_matches_nothing_is_an_error_that_offers_sets(data):
    result = CliRunner().invoke(command.main, ["--data", str(data), "--only", "orlib/*"])
    assert result.exit_code == 2
    assert "cflp/orlib/*" in result.stderr


def test_a_time_limit_of_nothing_is_refused(data):
    result = CliRunner().invoke(command.main, ["--data", str(data), "--time-limit", "0"])
    assert result.exit_code == 2
