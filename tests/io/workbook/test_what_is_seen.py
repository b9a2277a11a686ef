"""What a planner sees in a workbook: titles, headers, notes, values and lists."""

import dataclasses
import re
from enum import StrEnum

import openpyxl
import pytest
from edited import Edited
from openpyxl.utils import get_column_letter

from optimizer.instance import TABLES
from optimizer.instance.schema import columns
from optimizer.io import read_instance, write_instance
from optimizer.io.workbook.choice_sheet import CHOICE_SHEET
from optimizer.io.workbook.dropdowns import LONGEST_LIST
from optimizer.io.workbook.headers_zh import TABLES_ZH, column_zh, sheet_title
from optimizer.io.workbook.layout import FIRST_ROW, SHEETS, Setting
from optimizer.io.workbook.meanings_zh import meaning_zh
from optimizer.io.workbook.measures import LINE_PT, wrapped_height


def test_every_table_has_a_sheet_even_one_without_rows(instance, tmp_path):
    small = dataclasses.replace(instance, kits=(), indicators=())
    write_instance(small, tmp_path / "small.xlsx")
    titles = openpyxl.load_workbook(tmp_path / "small.xlsx").sheetnames
    tables = ("readme", "instance", "variants", *TABLES)
    assert titles == [*(sheet_title(name) for name in tables), CHOICE_SHEET]
    assert read_instance(tmp_path / "small.xlsx") == small


def test_titles_of_sheets_are_such_as_every_program_takes():
    titles = [*(sheet_title(table) for table in TABLES_ZH), CHOICE_SHEET]
    assert len({title.lower() for title in titles}) == len(titles)
    for title in titles:
        assert len(title) <= 31
        assert not re.search(r"[\[\]:*?/\\']", title)


@pytest.mark.parametrize("table", sorted(SHEETS))
def test_names_and_expectations_stand_frozen_above_the_rows(book, table):
    sheet = book[sheet_title(table)]
    assert sheet.freeze_panes == "B4"
    for number, (name, spec) in enumerate(columns(SHEETS[table]).items(), start=1):
        chinese, machine, hint = (sheet.cell(row, number) for row in (1, 2, 3))
        assert machine.value == name
        assert machine.comment.text.startswith(f"{column_zh(table, name)} {name}\n")
        assert spec.description in machine.comment.text
        assert meaning_zh(table, name) in machine.comment.text
        assert chinese.value == column_zh(table, name) + (" *" if spec.required else "")
        assert chinese.font.bold
        assert chinese.fill.fgColor.rgb == ("00F8CBAD" if spec.required else "00DDEBF7")
        if table == "instance" and name in Setting.unread:
            assert hint.value == "※仅供阅读，不必填写"
        else:
            assert hint.value.startswith("※必填" if spec.required else "※可空")
        assert spec.unit in hint.value


def test_numbers_are_numbers_and_choices_are_told_in_both_languages(book):
    sheet = book[sheet_title("places")]
    row = {cell.value: sheet.cell(FIRST_ROW, cell.column) for cell in sheet[2]}
    assert (row["lat"].data_type, row["lat"].value) == ("n", 39.4)
    assert (row["population"].data_type, row["population"].value) == ("n", 1000)
    assert (row["kind"].data_type, row["kind"].value) == ("s", "乡镇 town")
    # Some programs save what is true or false as a number or as a formula.
    assert (row["illustrative"].data_type, row["illustrative"].value) == ("s", "否 no")
    assert row["parent"].value is None


def offers(sheet):
    """Return the lists of a sheet by the first cell they are for."""
    lists = sheet.data_validations.dataValidation
    return {str(offer.sqref).partition(":")[0]: offer for offer in lists}


def words(book, offer):
    """Return the words of a list that stand on another sheet."""
    title, cells = offer.formula1.split("!")
    return [cell.value for (cell,) in book[title.strip("'")][cells.replace("$", "")]]


def test_closed_choices_and_ids_of_short_tables_are_offered_in_lists(book):
    lists = offers(book[sheet_title("options")])
    assert lists["A4"].formula1 == (
        "OFFSET('库址 sites'!$A$4,0,0,MAX(1,COUNTA('库址 sites'!$A$4:$A$1048576)),1)"
    )
    roles = ["中心库 central", "分库 sub", "储备点 point", "村级（机构）点 local"]
    assert words(book, lists["C4"]) == roles
    assert str(lists["C4"].sqref) == "C4:C1048576"
    modes = ["公路 road", "铁路 rail", "水运 sea", "航空 air", "无人机 drone"]
    assert words(book, offers(book[sheet_title("roads")])["E4"]) == modes
    assert offers(book[sheet_title("places")])["N4"].formula1 == '"是 yes,否 no"'
    assert all(offer.type == "list" for offer in lists.values())


def test_settings_are_offered_lists_each_by_its_kind(path):
    with Edited(path) as edited:
        lists = offers(edited.sheet("instance"))
        objective = edited.setting("policy.objective").coordinate
        objectives = ["费用最低 least_cost", "覆盖最多 most_covered"]
        assert words(edited.book, lists[objective]) == objectives
        intended = edited.setting("policy.count_intended").coordinate
        assert lists[intended].formula1 == '"是 yes,否 no"'
        assert edited.setting("policy.force_towns").coordinate not in lists
        assert edited.setting("economics.source").number_format == "@"


def test_ids_of_a_long_table_are_not_offered(instance, tmp_path):
    more = tuple(
        dataclasses.replace(instance.places[0], id=f"P{number}") for number in range(LONGEST_LIST)
    )
    large = dataclasses.replace(instance, places=(*instance.places, *more))
    write_instance(large, tmp_path / "large.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "large.xlsx")[sheet_title("roads")]
    assert {cell[0] for cell in offers(sheet)} == {"E", "G"}


def test_every_choice_of_a_column_is_in_its_list_and_nothing_else(book):
    for table, row_type in TABLES.items():
        lists = offers(book[sheet_title(table)])
        for number, spec in enumerate(columns(row_type).values()):
            if issubclass(spec.type, StrEnum) and not spec.many:
                told = words(book, lists[f"{get_column_letter(number + 1)}4"])
                assert [word.split(" ")[1] for word in told] == [*spec.type]


def test_every_text_that_explains_finds_room_on_its_row(book):
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            height = sheet.row_dimensions[row[0].row].height or LINE_PT
            for cell in row:
                if cell.alignment.wrap_text and cell.value:
                    width = sheet.column_dimensions[cell.column_letter].width
                    assert wrapped_height(str(cell.value), width) <= height


def test_the_first_sheet_explains_in_both_languages_and_links_to_every_other(book):
    sheet = book.worksheets[0]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "填表说明" in text
    assert "How to fill in this workbook" in text
    links = [cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink]
    assert links == [f"'{title}'!A1" for title in book.sheetnames[1:]]


def test_an_english_workbook_has_its_sheets_explained_in_chinese_as_well(book):
    sheet = book.worksheets[0]
    told = [str(cell.value) for cell in sheet["B"] if "\n" in str(cell.value)]
    assert len(told) == len(book.sheetnames) - 1
    assert not any(text.partition("\n")[0].isascii() for text in told)
