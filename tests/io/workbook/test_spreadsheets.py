"""What spreadsheets and planners do to a workbook that means the same as before."""

import pytest
from edited import Edited, in_file, sheet_file, the_problem

from optimizer.io import read_instance


def test_whole_numbers_yes_and_no_and_percentages_are_understood(instance, path):
    with Edited(path) as edited:
        edited.cell("places", "population").value = 1000.0
        edited.cell("scenario_roads", "closed").value = True
        edited.cell("scenario_sites", "usable_share").value = 0.5
        edited.cell("scenario_sites", "usable_share").number_format = "0%"
        edited.cell("budgets", "ceiling_cny").number_format = "#,##0"
        edited.cell("places", "illustrative").value = "false"
    assert read_instance(path) == instance


def test_blank_rows_and_columns_mean_nothing(instance, path):
    with Edited(path) as edited:
        sheet = edited.sheet("sites")
        sheet.insert_rows(5)
        sheet.insert_cols(3)
        sheet["Z40"].value = " "
        sheet["C60"].number_format = "0.00"
    assert read_instance(path) == instance


def test_the_rows_that_explain_may_be_gone_or_more(instance, path):
    with Edited(path) as edited:
        edited.sheet("sites").delete_rows(3)
        edited.sheet("sites").delete_rows(1)
        edited.sheet("roads").insert_rows(1, amount=3)
        edited.sheet("norms").insert_rows(5)
        edited.sheet("norms")["A5"].value = "※ from the county's own norm"
    assert read_instance(path) == instance


def test_rows_keep_the_numbers_they_have_on_the_sheet(path):
    with Edited(path) as edited:
        edited.sheet("sites").insert_rows(4, amount=2)
        edited.cell("sites", "status", 7).value = "candidat"
    problem = the_problem(path)
    assert (problem.row, problem.found) == (7, "candidat")


def test_columns_may_stand_in_any_order_and_be_left_out(instance, path):
    with Edited(path) as edited:
        sheet = edited.sheet("groups")
        sheet.move_range("A1:A4", cols=6)
        sheet.delete_cols(3)  # name_zh
    assert read_instance(path) == instance


@pytest.mark.parametrize("title", ["sites", "库址", "SITES", " sites "])
def test_a_sheet_may_be_called_by_either_of_its_names(instance, path, title):
    with Edited(path) as edited:
        edited.sheet("sites").title = title
    assert read_instance(path) == instance


def test_sheets_of_the_planners_own_are_left_alone(instance, path):
    with Edited(path) as edited:
        edited.book.create_sheet("~notes")["A1"].value = "ask the county"
        edited.book.create_sheet("Sheet1")
        edited.book.create_sheet("WpsReserved")["A1"].value = 1
        edited.book["WpsReserved"].sheet_state = "hidden"
    assert read_instance(path) == instance


def test_a_formula_counts_by_its_stored_result(instance, path):
    with Edited(path) as edited:
        edited.cell("places", "population").value = "=500*2"
        edited.cell("places", "name_zh", 5).value = '=IF(A1="","","")'
    name = sheet_file(path, "places")
    in_file(path, name, r"<f>500\*2</f><v ?/>", "<f>500*2</f><v>1000</v>")
    in_file(path, name, r'<c r="C5"[^>]*><f>', '<c r="C5" t="str"><f>')
    assert read_instance(path) == instance


def test_a_short_number_may_be_an_id_and_a_name(instance, path):
    with Edited(path) as edited:
        edited.cell("sites", "name").value = 7
        edited.cell("sites", "name").number_format = "General"
    assert read_instance(path).sites[0].name == "7"


def test_the_names_of_columns_are_read_in_chinese_where_the_english_are_gone(instance, path):
    with Edited(path) as edited:
        for table in ("instance", "variants", "places", "norms"):
            edited.sheet(table).delete_rows(2)
    assert read_instance(path) == instance


def test_a_column_whose_name_begins_with_the_mark_is_for_remarks(instance, path):
    with Edited(path) as edited:
        sheet = edited.sheet("sites")
        sheet["I2"].value = "※ 备注"
        sheet["I5"].value = "请核实"
        sheet["I9"].value = "此行无数据"
    assert read_instance(path) == instance


def test_what_is_true_may_be_a_formula_with_its_result(instance, path):
    with Edited(path) as edited:
        edited.cell("scenario_roads", "closed").value = "=TRUE()"
    name = sheet_file(path, "scenario_roads")
    in_file(path, name, r"<f>TRUE\(\)</f><v ?/>", "<f>TRUE()</f><v>1</v>")
    assert read_instance(path) == instance


def test_a_merged_title_and_merged_remarks_are_left_alone(instance, path):
    with Edited(path) as edited:
        sheet = edited.sheet("sites")
        sheet.insert_rows(1)
        sheet["A1"].value = "某县库址表"
        sheet.merge_cells("A1:H1")
        sheet["A7"].value = "※ 填表人：张三"
        sheet.merge_cells("A7:H7")
        sheet.merge_cells("A9:B10")
    assert read_instance(path) == instance
