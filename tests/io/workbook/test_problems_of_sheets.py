"""Problems of a workbook, each with its sheet, row and column."""

import re

import pytest
from edited import Edited, problems, the_problem

from optimizer.errors import InstanceError
from optimizer.io import read_instance, read_variants
from optimizer.io.workbook.headers_zh import sheet_title


def test_a_problem_names_sheet_row_and_column(path):
    with Edited(path) as edited:
        edited.cell("options", "capacity_m3", 5).value = -3
    (problem,) = problems(path)
    assert str(problem) == (
        "options (sheet \"建库规格 options\"), row 5, column F capacity_m3: found '-3', "
        "expected a number at least 0 (m3)."
    )


def test_all_problems_of_all_sheets_are_told_at_once_in_order(path):
    with Edited(path) as edited:
        edited.cell("scenario_people", "persons").value = "three hundred"
        edited.cell("places", "lat").value = 95
        edited.cell("places", "kind", 6).value = None
        edited.setting("economics.discount_rate").value = "six"
        edited.setting("policy.force_towns").value = "A|Bb"
        edited.cell("norms", "group").value = "relocatd"
    assert [(p.row, p.column, p.found, p.remedy) for p in problems(path)] == [
        (9, "economics.discount_rate", "six", ""),
        (43, "policy.force_towns", "Bb", "Did you mean 'B'?"),
        (4, "column F lat", "95", ""),
        (6, "column D kind", "", ""),
        (4, "column A group", "relocatd", "Did you mean 'relocated'?"),
        (4, "column D persons", "three hundred", ""),
    ]


def test_columns_that_contradict_each_other_are_told_with_their_row(path):
    with Edited(path) as edited:
        edited.cell("sites", "status", 5).value = "excluded"
    problem = the_problem(path)
    assert (problem.row, problem.column) == (5, "column G reason")


def test_a_repeated_key_is_told_at_the_row_of_the_second(path):
    with Edited(path) as edited:
        edited.cell("options", "site", 5).value = "XA"
        edited.cell("options", "id", 5).value = "s800"
    problem = the_problem(path)
    assert (problem.row, problem.code) == (5, "duplicate-id")


def test_an_unknown_column_is_told_with_the_nearest_one(path):
    with Edited(path) as edited:
        edited.sheet("sites")["F2"].value = "mobilisation_h"
        edited.sheet("sites")["K5"].value = "a remark"
    unknown, nameless = problems(path)
    assert (unknown.row, unknown.found, unknown.code) == (2, "mobilisation_h", "unknown-column")
    assert unknown.remedy == "Did you mean 'mobilization_h'?"
    assert (nameless.found, nameless.code) == ("(column K)", "unknown-column")


def test_a_missing_column_is_told_once(path):
    with Edited(path) as edited:
        edited.sheet("places").delete_cols(6)
    problem = the_problem(path)
    assert (problem.row, problem.column, problem.code) == (2, "lat", "missing-column")


def test_a_sheet_without_names_of_columns_is_told_and_causes_no_unknown_ids(path):
    with Edited(path) as edited:
        edited.sheet("sites").delete_rows(1, 3)
    problem = the_problem(path)
    assert problem.file == 'sites (sheet "库址 sites")'
    assert (problem.row, problem.code) == (2, "no-header")


def test_a_sheet_whose_title_is_misspelled_is_told_and_causes_no_unknown_ids(path):
    with Edited(path) as edited:
        edited.sheet("sites").title = "库址 site"
    problem = the_problem(path)
    assert (problem.file, problem.code) == ('sheet "库址 site"', "unknown-table")
    assert problem.remedy == "Did you mean '库址 sites'?"


def test_a_sheet_that_is_no_table_is_told_with_those_there_are(path):
    with Edited(path) as edited:
        edited.book.create_sheet("工作记录")["A1"].value = "ask the county"
    problem = the_problem(path)
    assert "Tables are instance, variants, places" in problem.remedy
    assert problem.remedy.endswith("a title that begins with '.' or '~'.")


def test_two_sheets_of_one_table_are_told(path):
    with Edited(path) as edited:
        edited.book.create_sheet("sites")["A1"].value = "id"
    problem = the_problem(path)
    assert (problem.file, problem.code) == ('sheet "sites"', "repeated-table")


def test_a_workbook_without_settings_is_told(path):
    with Edited(path) as edited:
        del edited.book[sheet_title("instance")]
    problem = the_problem(path)
    assert (problem.file, problem.code) == ('instance (sheet "总体 instance")', "missing-sheet")


def test_settings_that_are_unknown_twice_or_gone_are_told(path):
    with Edited(path) as edited:
        edited.cell("instance", "setting", 9).value = "economics.discount_rat"
        edited.cell("instance", "setting", 10).value = "economics.equipment_life_years"
        edited.setting("response.source").value = None
    assert [(p.row, p.column, p.code) for p in problems(path)] == [
        (9, "column A setting", "unknown-key"),
        (11, "column A setting", "duplicate-id"),
        (27, "response.source", "missing-value"),
    ]


def test_a_setting_without_its_row_has_its_default_or_is_told(instance, path):
    with Edited(path) as edited:
        sheet = edited.sheet("instance")
        sheet.delete_rows(edited.setting("response.source").row)
        sheet.delete_rows(edited.setting("economics.discount_rate").row)
    problem = the_problem(path)
    assert (problem.row, problem.column) == (None, "response.source")


def test_a_change_that_a_variant_makes_twice_is_told(path):
    with Edited(path) as edited:
        edited.cell("variants", "setting", 5).value = "sites.*.status"
    problem = the_problem(path)
    assert (problem.row, problem.code) == (5, "duplicate-id")
    assert "variant free" in problem.expected
    with pytest.raises(InstanceError):
        read_variants(path)


def test_a_deleted_sheet_that_others_refer_to_is_told_once(path):
    with Edited(path) as edited:
        del edited.book[sheet_title("places")]
    problem = the_problem(path)
    assert (problem.file, problem.code) == ('places (sheet "地点 places")', "missing-sheet")


def test_a_deleted_sheet_that_nobody_refers_to_has_no_rows(path):
    with Edited(path) as edited:
        del edited.book[sheet_title("kits")]
        del edited.book[sheet_title("readme")]
    assert read_instance(path).kits == ()


def test_a_copy_of_a_sheet_is_told_how_it_may_stay(path):
    with Edited(path) as edited:
        edited.book.create_sheet("库址 sites (2)")["A1"].value = "id"
    problem = the_problem(path)
    assert problem.file == 'sheet "库址 sites (2)"'
    assert problem.remedy.startswith("A sheet of your own")


def test_a_sheet_that_is_no_table_comes_before_what_may_follow_from_it(path):
    with Edited(path) as edited:
        edited.sheet("sites").title = "仓库一览"
        edited.cell("places", "lat").value = 95
    first, *others = problems(path)
    assert first.file == 'sheet "仓库一览"'
    assert {problem.code for problem in others} == {"missing-sheet", "bad-cell"}


def test_a_title_with_a_chinese_slip_is_told_with_the_nearest(path):
    with Edited(path) as edited:
        edited.sheet("places").title = "地点表"
    assert the_problem(path).remedy == "Did you mean '地点 places'?"


def test_a_name_of_a_column_with_a_chinese_slip_is_told_with_the_nearest(path):
    with Edited(path) as edited:
        edited.sheet("sites")["F2"].value = "集结时长"
    assert the_problem(path).remedy == "Did you mean 'mobilization_h'?"


def test_a_column_without_a_name_is_told_what_to_do_with_remarks(path):
    with Edited(path) as edited:
        edited.sheet("sites")["K5"].value = "a remark"
    assert "begins with ※" in the_problem(path).remedy


def test_a_name_in_place_of_an_id_is_told_with_the_id(path):
    with Edited(path) as edited:
        edited.cell("sites", "place").value = "甲镇"
    assert the_problem(path).remedy == "That is a name: write the id 'A'."


def test_every_problem_of_a_workbook_is_told_in_chinese(path):
    with Edited(path) as edited:
        edited.book.create_sheet("工作记录")["A1"].value = "ask"
        edited.book.create_sheet("places")["A1"].value = "id"
        edited.sheet("sites")["K5"].value = "a remark"
        edited.sheet("roads").delete_cols(6)
        edited.sheet("norms").delete_rows(1, 3)
        edited.cell("options", "capacity_m3").value = "=1+1"
        edited.cell("groups", "id").value = "乙"
        edited.cell("kits", "quantity").value = "五"
        edited.cell("instance", "setting", 9).value = "economics.discount_rat"
        edited.cell("instance", "setting", 10).value = "economics.equipment_life_years"
        edited.cell("variants", "setting", 5).value = "sites.*.status"
    told = [problem.sentence_zh for problem in problems(path)]
    assert len(told) > 10
    for sentence in told:
        assert not re.search(r"[a-z]+ (is|are|has|no|of|the|a) [a-z]+", sentence), sentence
