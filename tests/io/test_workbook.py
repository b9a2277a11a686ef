"""An instance as a workbook, as written here and as spreadsheets leave it behind."""

import dataclasses
import datetime
import re
import zipfile
from enum import StrEnum
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from odd_values import odd_instances

from optimizer.errors import InstanceError, UsageError
from optimizer.instance import SECTIONS, TABLES
from optimizer.instance.heading import Heading
from optimizer.instance.schema import columns
from optimizer.io import read_instance, read_variants, write_instance
from optimizer.io.instances import convert_instance
from optimizer.io.workbook import writing
from optimizer.io.workbook.dropdowns import LONGEST_FORMULA, LONGEST_LIST
from optimizer.io.workbook.escapes import escaped, unescaped
from optimizer.io.workbook.headers_zh import (
    CHOICES_ZH,
    COLUMNS_ZH,
    SHARED_ZH,
    TABLES_ZH,
    UNITS_ZH,
    column_zh,
    sheet_title,
)
from optimizer.io.workbook.layout import FIRST_ROW, SHEETS
from optimizer.variants import Variant, apply_changes

INSTANCES = Path(__file__).parents[2] / "instances"
FOLDERS = sorted(path.parent for path in INSTANCES.glob("*/instance.toml"))

VARIANTS = {
    "free": Variant(
        name="free",
        title="=Free choice",
        title_zh="放开",
        changes={"sites.*.status": "candidate", "policy.sub_max": 4, "year": 2030},
    ),
    "as planned": Variant(name="as planned"),
    "more": Variant(
        name="more",
        changes={
            "policy.force_towns": ["A", "B"],
            "policy.count_intended": False,
            "roads.R1.speed_kmh": "",
            "options.XB/p60.capacity_m3": 90.5,
            "policy.sub_maxx": "3",
        },
    ),
}


@pytest.fixture
def path(instance, tmp_path):
    write_instance(instance, tmp_path / "two-towns.xlsx", VARIANTS)
    return tmp_path / "two-towns.xlsx"


class Edited:
    """A workbook that a planner opens, changes and saves."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.book = openpyxl.load_workbook(self.path)
        return self

    def __exit__(self, *_):
        self.book.save(self.path)

    def sheet(self, table):
        return self.book[sheet_title(table)]

    def cell(self, table, column, row=FIRST_ROW):
        return self.sheet(table).cell(row, [*columns(SHEETS[table])].index(column) + 1)

    def setting(self, key):
        rows = self.sheet("instance").iter_rows(min_row=FIRST_ROW)
        return next(row[2] for row in rows if row[0].value == key)


def problems(path):
    with pytest.raises(InstanceError) as caught:
        read_instance(path)
    return list(caught.value.problems)


def the_problem(path):
    (problem,) = problems(path)
    return problem


def in_file(path, name, old, new):
    """Change the XML of a sheet, as other programs would have written it."""
    with zipfile.ZipFile(path) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    text = parts[name].decode()
    assert re.search(old, text)
    parts[name] = re.sub(old, new, text, count=1).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)


def sheet_file(path, table):
    titles = openpyxl.load_workbook(path, read_only=True).sheetnames
    return f"xl/worksheets/sheet{titles.index(sheet_title(table)) + 1}.xml"


# What is written is read


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_example_is_the_same_instance_after_both_ways(folder, tmp_path):
    convert_instance(folder, tmp_path / "made.xlsx")
    convert_instance(tmp_path / "made.xlsx", tmp_path / "back")
    instance, variants = read_instance(folder), read_variants(folder)
    for form in ("made.xlsx", "back"):
        again, those = read_instance(tmp_path / form), read_variants(tmp_path / form)
        assert again == instance
        assert again.digest == instance.digest
        assert [(v.name, v.title, v.title_zh) for v in those.values()] == [
            (v.name, v.title, v.title_zh) for v in variants.values()
        ]
        for name, variant in variants.items():
            changed = apply_changes(instance, variant.changes)
            assert apply_changes(again, those[name].changes) == changed


def test_what_is_written_is_read_as_the_same_instance(instance, path):
    assert read_instance(path) == instance
    assert read_instance(str(path)).digest == instance.digest


def test_variants_come_along_with_their_kinds_of_value(path):
    assert read_variants(path) == VARIANTS
    assert [*read_variants(path)] == [*VARIANTS]


def test_a_variant_does_the_same_from_a_workbook(instance, path):
    for name in ("free", "as planned"):
        changed = apply_changes(instance, VARIANTS[name].changes)
        assert apply_changes(read_instance(path), read_variants(path)[name].changes) == changed


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_text_and_number_survives_writing_and_reading(instance, tmp_path_factory, data):
    odd = data.draw(odd_instances(instance))
    path = tmp_path_factory.mktemp("odd") / "odd.xlsx"
    write_instance(odd, path)
    again = read_instance(path)
    assert again == odd
    assert again.digest == odd.digest


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+86 931", "-3", "@SUM(A1)", "007", "110101199001011234", "1e5", "TRUE", "#REF!",
        "2026-05-01", "3.10", "a|b", " both ends ", "two\nlines", "tab\there", "return\r\nline",
        "bell\x07", "_x0041_", "\uffff", "'quoted", "乡镇，“库”",
    ],
)  # fmt: skip
def test_text_stays_text_whatever_it_looks_like(instance, tmp_path, text):
    site = dataclasses.replace(instance.sites[0], name=text, name_zh=text, source=text)
    odd = dataclasses.replace(instance, sites=(site, *instance.sites[1:]))
    write_instance(odd, tmp_path / "odd.xlsx")
    assert read_instance(tmp_path / "odd.xlsx").sites[0] == site
    cell = openpyxl.load_workbook(tmp_path / "odd.xlsx")[sheet_title("sites")].cell(FIRST_ROW, 3)
    assert (cell.data_type, cell.number_format) == ("s", "@")


@given(st.text())
@example("_x005F_x0041_")
@example("__x0041_")
@example("_xD800_")
def test_what_xml_cannot_hold_is_escaped_and_found_again(text):
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize("place_id", ["007", "1e5", "12345678901234567890", "TRUE", "3.10"])
def test_ids_that_look_like_numbers_keep_every_digit(instance, tmp_path, place_id):
    place = dataclasses.replace(instance.places[2], id=place_id, parent="B")
    small = dataclasses.replace(
        instance,
        places=(*instance.places[:2], place),
        **{n: () for n in TABLES if n not in ("places", "families", "commodities", "groups")},
        policy=dataclasses.replace(instance.policy, loss_scenarios=()),
    )
    write_instance(small, tmp_path / "ids.xlsx")
    assert read_instance(tmp_path / "ids.xlsx").places[2].id == place_id


def test_the_same_instance_gives_the_same_bytes(instance, path, tmp_path):
    write_instance(instance, tmp_path / "again.xlsx", VARIANTS)
    assert (tmp_path / "again.xlsx").read_bytes() == path.read_bytes()


def test_the_name_is_that_of_the_file_unless_said(path):
    with Edited(path) as edited:
        edited.setting("name").value = None
    renamed = path.rename(path.with_name("three-towns.xlsx"))
    assert read_instance(renamed).name == "three-towns"


def test_half_a_character_is_no_character():
    assert unescaped("_xD83D_ _x0041_") == "_xD83D_ A"


# What a planner sees


@pytest.fixture
def book(path):
    return openpyxl.load_workbook(path)


def test_every_table_has_a_sheet_even_one_without_rows(instance, tmp_path):
    small = dataclasses.replace(instance, kits=(), indicators=())
    write_instance(small, tmp_path / "small.xlsx")
    titles = openpyxl.load_workbook(tmp_path / "small.xlsx").sheetnames
    assert titles == [sheet_title(name) for name in ("readme", "instance", "variants", *TABLES)]
    assert read_instance(tmp_path / "small.xlsx") == small


def test_titles_of_sheets_are_such_as_every_program_takes():
    titles = [sheet_title(table) for table in TABLES_ZH]
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
        assert chinese.value == column_zh(table, name) + (" *" if spec.required else "")
        assert chinese.font.bold
        assert chinese.fill.fgColor.rgb == ("00F8CBAD" if spec.required else "00DDEBF7")
        assert hint.value.startswith("※必填" if spec.required else "※可空")
        assert spec.unit in hint.value


def test_numbers_are_numbers_and_yes_and_no_are_such(book):
    sheet = book[sheet_title("places")]
    row = {cell.value: sheet.cell(FIRST_ROW, cell.column) for cell in sheet[2]}
    assert (row["lat"].data_type, row["lat"].value) == ("n", 39.4)
    assert (row["population"].data_type, row["population"].value) == ("n", 1000)
    assert (row["illustrative"].data_type, row["illustrative"].value) == ("b", False)
    assert row["parent"].value is None


def offers(sheet):
    """Return the lists of a sheet by the first cell they are for."""
    lists = sheet.data_validations.dataValidation
    return {str(offer.sqref).partition(":")[0]: offer for offer in lists}


def test_closed_choices_and_ids_of_short_tables_are_offered_in_lists(book):
    lists = offers(book[sheet_title("options")])
    assert lists["A4"].formula1 == (
        "OFFSET('库址 sites'!$A$4,0,0,MAX(1,COUNTA('库址 sites'!$A$4:$A$1048576)),1)"
    )
    assert lists["C4"].formula1 == '"central,sub,point,local"'
    assert str(lists["C4"].sqref) == "C4:C1048576"
    assert offers(book[sheet_title("roads")])["E4"].formula1 == '"road,rail,sea,air,drone"'
    assert offers(book[sheet_title("places")])["N4"].formula1 == '"TRUE,FALSE"'
    assert all(offer.type == "list" for offer in lists.values())


def test_settings_are_offered_lists_each_by_its_kind(path):
    with Edited(path) as edited:
        lists = offers(edited.sheet("instance"))
        objective = edited.setting("policy.objective").coordinate
        assert lists[objective].formula1 == '"least_cost,most_covered"'
        assert lists[edited.setting("policy.count_intended").coordinate].formula1 == '"TRUE,FALSE"'
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


def test_no_list_of_words_is_longer_than_spreadsheets_take():
    for row_type in (Heading, *SECTIONS.values(), *TABLES.values()):
        for spec in columns(row_type).values():
            if issubclass(spec.type, StrEnum):
                assert len(f'"{",".join(spec.type)}"') <= LONGEST_FORMULA


def test_the_first_sheet_explains_in_both_languages_and_links_to_every_other(book):
    sheet = book.worksheets[0]
    text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert "填表说明" in text
    assert "How to fill in this workbook" in text
    links = [cell.hyperlink.location for row in sheet for cell in row if cell.hyperlink]
    assert links == [f"'{title}'!A1" for title in book.sheetnames[1:]]


# Chinese names


def test_every_table_column_unit_and_choice_has_a_chinese_name():
    parts = {"instance": Heading, **SECTIONS, **TABLES}
    for table, row_type in [*parts.items(), *SHEETS.items()]:
        for spec in columns(row_type).values():
            assert column_zh(table, spec.name)
            assert not spec.unit or UNITS_ZH[spec.unit]
            if issubclass(spec.type, StrEnum):
                assert [*CHOICES_ZH[spec.type.__name__]] == [*spec.type]
    assert set(TABLES_ZH) == {"readme", *SHEETS}


def test_no_chinese_name_is_left_over_or_stands_twice_on_a_sheet():
    parts = {"instance": Heading, **SECTIONS, **TABLES}
    for table, names in COLUMNS_ZH.items():
        rows = [part[table] for part in (parts, SHEETS) if table in part]
        assert set(names) <= {name for row_type in rows for name in columns(row_type)}
    for table, row_type in SHEETS.items():
        shown = [column_zh(table, name) for name in columns(row_type)]
        assert len(set(shown)) == len(shown)
    used = {spec.unit for row_type in parts.values() for spec in columns(row_type).values()}
    assert set(UNITS_ZH) == used - {""}
    assert set(SHARED_ZH) == {"id", "name", "name_zh", "source"}


# What spreadsheets do


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


def test_a_short_number_may_be_an_id_and_a_name(instance, path):
    with Edited(path) as edited:
        edited.cell("sites", "name").value = 7
        edited.cell("sites", "name").number_format = "General"
    assert read_instance(path).sites[0].name == "7"


# Problems


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


# Files


OLD_FORM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (OLD_FORM, "has a password or is in the old form of .xls"),
        (b"", "cannot be read as a workbook"),
        (b"id,name\nA,Alder\n", "cannot be read as a workbook"),
        (b"PK\x03\x04" + bytes(100), "cannot be read as a workbook"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_in_one_sentence(tmp_path, content, message):
    (tmp_path / "bad.xlsx").write_bytes(content)
    for read in (read_instance, read_variants):
        with pytest.raises(UsageError, match=message):
            read(tmp_path / "bad.xlsx")


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.98])
def test_half_a_workbook_is_told(path, kept):
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(UsageError, match="cannot be read as a workbook"):
        read_instance(path)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", "<sheets>", "<sheets"),
        ("xl/worksheets/sheet4.xml", "<v>39.4</v>", "<v>north</v>"),
        ("xl/worksheets/sheet4.xml", "</sheetData>", ""),
        ("[Content_Types].xml", "sheet.main", "sheet.other"),
    ],
)
def test_a_workbook_with_broken_parts_is_told(path, part, old, new):
    in_file(path, part, re.escape(old), new)
    with pytest.raises(UsageError, match="cannot be read as a workbook"):
        read_instance(path)


@pytest.mark.parametrize("ending", [".xls", ".et", ".xlsm", ".ods", ".XLS"])
def test_other_forms_are_to_be_saved_as_xlsx(instance, tmp_path, ending):
    (tmp_path / f"old{ending}").write_bytes(OLD_FORM)
    with pytest.raises(UsageError, match=r"Save it in Excel or WPS as \.xlsx"):
        read_instance(tmp_path / f"old{ending}")
    with pytest.raises(UsageError, match=r"Save it in Excel or WPS as \.xlsx"):
        write_instance(instance, tmp_path / f"new{ending}")


def test_a_missing_workbook_is_told_with_its_neighbor(path):
    with pytest.raises(UsageError, match=r"there is no file .* Did you mean 'two-towns\.xlsx'"):
        read_instance(path.with_name("two-town.xlsx"))


def test_a_workbook_is_not_overwritten(instance, path):
    before = path.read_bytes()
    with pytest.raises(UsageError, match="exists already"):
        write_instance(instance, path)
    assert path.read_bytes() == before


def test_text_that_no_cell_holds_is_told_and_leaves_nothing_behind(instance, tmp_path):
    site = dataclasses.replace(instance.sites[1], reason="x" * 40_000)
    long = dataclasses.replace(instance, sites=(instance.sites[0], site))
    with pytest.raises(UsageError, match=r"row 5, column G: 40,000 characters .* a folder instead"):
        write_instance(long, tmp_path / "long.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_has_are_told(instance, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "LAST_ROW", 5)
    with pytest.raises(UsageError, match=r": \d+ rows are more than a workbook holds"):
        write_instance(dataclasses.replace(instance), tmp_path / "long.xlsx")


def test_a_place_that_cannot_be_written_is_told(instance, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot write"):
        write_instance(instance, tmp_path / "file" / "new.xlsx")
