"""Closed choices, yes and no: shown in both languages, read in either."""

import pytest
from edited import Edited, the_problem

from optimizer.instance import TABLES
from optimizer.instance.schema import columns
from optimizer.io import read_instance, read_variants
from optimizer.io.workbook.choices import meant, shown


@pytest.mark.parametrize("cell", ["乡镇 town", "乡镇", "town", " 乡镇  Town "])
def test_either_half_of_what_is_shown_will_do(instance, path, cell):
    with Edited(path) as edited:
        assert edited.cell("places", "kind").value == "乡镇 town"
        edited.cell("places", "kind").value = cell
    assert read_instance(path) == instance


@pytest.mark.parametrize("cell", ["是 yes", "是", "yes", "TRUE", True, 1, 1.0, "1"])
def test_yes_is_understood_however_a_spreadsheet_keeps_it(instance, path, cell):
    with Edited(path) as edited:
        edited.cell("scenario_roads", "closed").value = cell
        edited.setting("policy.count_intended").value = cell
    assert read_instance(path) == instance


def test_no_and_several_words_in_a_cell_are_understood(instance, path):
    with Edited(path) as edited:
        edited.cell("places", "illustrative").value = 0
        edited.cell("standards", "levels").value = "二级|三级 III"
        edited.setting("policy.objective").value = "费用最低"
    assert read_instance(path) == instance


def test_a_word_that_is_none_of_the_choices_is_told_with_them(path):
    with Edited(path) as edited:
        edited.cell("places", "kind").value = "镇"
    problem = the_problem(path)
    assert (problem.row, problem.column, problem.found) == (4, "column D kind", "镇")
    assert problem.remedy.startswith("Choose from: 乡镇 town、村 village")
    assert problem.remedy.zh.startswith("请从中选择：乡镇 town")


def test_a_slip_in_an_english_word_is_told_with_the_nearest(path):
    with Edited(path) as edited:
        edited.cell("places", "kind").value = "twon"
    assert the_problem(path).remedy == "Did you mean 'town'?"


def test_what_a_variant_sets_may_be_said_in_chinese(path):
    before = read_variants(path)
    with Edited(path) as edited:
        values = [cell for (cell,) in edited.sheet("variants").iter_rows(min_col=5, max_col=5)]
        shown_words = {cell.value: cell for cell in values}
        shown_words["备选 candidate"].value = "备选"
        shown_words["否 no"].value = "否"
    assert read_variants(path) == before


def test_every_choice_is_meant_by_what_is_shown():
    for row_type in TABLES.values():
        for spec in columns(row_type).values():
            for word in spec.type if spec.type not in (str, int, float, bool) else ():
                cell = shown(spec, word)
                assert cell != word
                assert meant(spec, cell) == word
