"""Cells of a workbook that hold neither text nor number, or no longer what was typed."""

import datetime

import pytest
from edited import Edited, problems, the_problem


def test_a_formula_without_a_result_is_told(path):
    with Edited(path) as edited:
        edited.cell("places", "population").value = "=500*2"
    problem = the_problem(path)
    assert (problem.row, problem.column) == (4, "column H population")
    assert problem.found == "=500*2"
    assert "result is not in the file" in problem.remedy


def test_a_formula_that_failed_is_told(path):
    with Edited(path) as edited:
        edited.cell("places", "source").value = "#REF!"
    problem = the_problem(path)
    assert (problem.column, problem.found) == ("column O source", "#REF!")
    assert "no result" in problem.remedy


@pytest.mark.parametrize(
    ("table", "column", "date"),
    [
        ("stock", "expires_year", datetime.date(2027, 6, 30)),
        ("sites", "name", datetime.datetime(2026, 3, 1)),
        ("norms", "per_day", datetime.time(12, 30)),
        ("norms", "deadline_h", datetime.timedelta(hours=30)),
    ],
)
def test_a_date_is_refused_and_never_guessed(path, table, column, date):
    with Edited(path) as edited:
        edited.cell(table, column).value = date
    problem = the_problem(path)
    assert problem.column.endswith(f" {column}")
    assert "taken for a date" in problem.remedy
    assert "as 2027" in problem.remedy


def test_a_year_of_the_settings_that_is_a_date_is_one_problem(path):
    with Edited(path) as edited:
        edited.setting("year").value = datetime.date(2027, 1, 1)
    problem = the_problem(path)
    assert (problem.file, problem.row) == ('instance (sheet "总体 instance")', 7)
    assert problem.column == "column C value"
    assert "taken for a date" in problem.remedy


def test_an_id_that_was_rounded_is_refused(path):
    with Edited(path) as edited:
        edited.cell("sites", "id").value = 123456789012345678
        edited.cell("sites", "id").number_format = "General"
    told = [problem for problem in problems(path) if problem.remedy.startswith("Long numbers")]
    assert [problem.column for problem in told] == ["column A id"]


def test_merged_cells_are_told_and_never_taken_for_blank(path):
    with Edited(path) as edited:
        edited.sheet("places").merge_cells("E5:E6")  # parent, which may be blank
        edited.cell("places", "parent", 5).value = "A"
    problem = the_problem(path)
    assert (problem.row, problem.column) == (6, "column E parent")
    assert problem.found == "(E5:E6)"
    assert "unmerge" in problem.remedy
    assert "取消合并" in problem.remedy.zh


def test_a_merged_cell_makes_no_row_of_a_line_that_is_blank_otherwise(path):
    with Edited(path) as edited:
        edited.sheet("groups").merge_cells("D4:D8")
        edited.sheet("groups")["B5"].value = "More"
    assert {problem.row for problem in problems(path)} == {5}


def test_an_id_that_is_a_date_causes_no_unknown_ids(path):
    with Edited(path) as edited:
        edited.cell("places", "id").value = datetime.date(2026, 3, 1)
    assert the_problem(path).found == "2026-03-01"


@pytest.mark.parametrize("cell", ["A、B", "A，B", "A,B", "A；B", "A｜B"])
def test_several_values_are_separated_by_one_sign_only(path, cell):
    with Edited(path) as edited:
        edited.setting("policy.force_towns").value = cell
    problem = the_problem(path)
    assert (problem.row, problem.column) == (43, "policy.force_towns")
    assert problem.remedy == "Separate several values by '|'."


def test_a_share_told_in_percent_is_told_as_it_is_to_be_written(path):
    with Edited(path) as edited:
        edited.cell("standards", "person_share").value = 95
    assert the_problem(path).remedy == "Write 0.95 for 95 %."
