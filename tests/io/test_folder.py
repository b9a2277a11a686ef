import dataclasses
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odd_values import odd_instances

from optimizer.errors import InstanceError, UsageError
from optimizer.instance import TABLES
from optimizer.io import read_instance, read_variants, write_instance
from optimizer.variants import Variant


@pytest.fixture
def folder(instance, tmp_path):
    write_instance(instance, tmp_path / "two-towns")
    return tmp_path / "two-towns"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def problems(folder: Path) -> list:
    with pytest.raises(InstanceError) as caught:
        read_instance(folder)
    return list(caught.value.problems)


def the_problem(folder: Path):
    (problem,) = problems(folder)
    return problem


# What is written is read


def test_what_is_written_is_read_as_the_same_instance(instance, folder):
    assert read_instance(folder) == instance
    assert read_instance(str(folder)).digest == instance.digest


def test_the_fixture_has_a_row_in_every_table(instance):
    assert all(getattr(instance, name) for name in TABLES)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_text_and_number_survives_writing_and_reading(instance, tmp_path_factory, data):
    odd = data.draw(odd_instances(instance))
    folder = tmp_path_factory.mktemp("odd") / "instance"
    write_instance(odd, folder)
    again = read_instance(folder)
    assert again == odd
    assert again.digest == odd.digest


def test_the_order_of_rows_and_columns_does_not_change_the_digest(instance, folder):
    for file in folder.glob("*.csv"):
        header, *lines = file.read_text("utf-8-sig").splitlines()
        random.Random(1).shuffle(lines)
        file.write_text("\n".join([header, *lines]), "utf-8")
    edit(folder / "groups.csv", "id,name,name_zh,source", "name,id,name_zh,source")
    edit(folder / "groups.csv", "relocated,Relocated", "Relocated,relocated")
    assert read_instance(folder).digest == instance.digest


def test_empty_tables_need_no_file(instance, tmp_path):
    small = dataclasses.replace(instance, kits=(), stock=())
    write_instance(small, tmp_path / "small")
    assert not (tmp_path / "small" / "kits.csv").exists()
    assert read_instance(tmp_path / "small") == small


def test_a_table_with_only_a_header_is_empty(folder):
    header = (folder / "kits.csv").read_text("utf-8-sig").splitlines()[0]
    (folder / "kits.csv").write_text(header + "\n", "utf-8")
    assert read_instance(folder).kits == ()


def test_the_name_is_that_of_the_folder_unless_said(folder, monkeypatch):
    edit(folder / "instance.toml", 'name = "two-towns"\n', "")
    renamed = folder.rename(folder.with_name("three-towns"))
    monkeypatch.chdir(renamed)
    assert read_instance(".").name == "three-towns"


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_spreadsheets_may_write_any_usual_encoding(instance, folder, encoding):
    for file in folder.iterdir():
        file.write_text(file.read_text("utf-8-sig"), encoding)
    assert read_instance(folder) == instance


def test_csv_is_written_with_the_mark_that_excel_needs_and_toml_without(folder):
    assert (folder / "places.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (folder / "instance.toml").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("content", [b"id,name\n\xff\xff", b"\xef\xbb\xbfid,name\n\xd6\xd0"])
def test_bytes_in_no_encoding_are_one_problem_and_cause_no_other(folder, content):
    (folder / "sites.csv").write_bytes(content)
    problem = the_problem(folder)
    assert (problem.file, problem.row, problem.code) == ("sites.csv", 2, "undecodable")
    assert "CSV UTF-8" in problem.remedy


# Lines


def test_blank_lines_are_passed_over_but_counted(folder):
    edit(folder / "sites.csv", "\nXB,", "\n\n,,,,\nXB,")
    assert len(read_instance(folder).sites) == 2
    edit(folder / "sites.csv", "candidate", "candidat")
    problem = the_problem(folder)
    assert (problem.row, problem.column, problem.found) == (5, "status", "candidat")
    assert "Did you mean 'candidate'?" in problem.remedy


def test_a_row_after_a_cell_of_two_lines_keeps_its_own_line_number(folder):
    edit(folder / "places.csv", '"Alder, the seat"', '"Alder,\nthe seat"')
    edit(folder / "places.csv", "village", "vilage")
    assert the_problem(folder).row == 5


def test_an_open_quotation_mark_is_told_with_the_line_it_is_on(folder):
    edit(folder / "places.csv", "Birch 1", '"Birch 1')
    problem = the_problem(folder)
    assert (problem.file, problem.row, problem.code) == ("places.csv", 4, "bad-csv")


def test_a_row_with_too_many_cells_is_one_problem(folder):
    edit(folder / "sites.csv", "Alder store", "Alder, store")
    problem = the_problem(folder)
    assert (problem.file, problem.row, problem.code) == ("sites.csv", 2, "too-many-cells")
    assert problem.found == "9 cells"
    assert "quotation marks" in problem.remedy


def test_empty_cells_at_the_right_are_left_by_spreadsheets_and_mean_nothing(instance, folder):
    text = (folder / "sites.csv").read_text("utf-8-sig")
    (folder / "sites.csv").write_text(text.replace("\n", ",,\n"), "utf-8")
    assert read_instance(folder) == instance


def test_a_file_without_a_line_is_told(folder):
    (folder / "kits.csv").write_text("\n\n", "utf-8")
    assert the_problem(folder).code == "no-header"


# Columns


def test_an_unknown_column_is_told_with_the_nearest_one(folder):
    edit(folder / "sites.csv", "mobilization_h", "mobilisation_h")
    problem = the_problem(folder)
    assert (problem.row, problem.found, problem.code) == (1, "mobilisation_h", "unknown-column")
    assert problem.remedy == "Did you mean 'mobilization_h'?"


def test_a_missing_column_is_told_once_and_not_for_every_row(folder):
    edit(folder / "sites.csv", "id,place,", "id,plaza,")
    found = [(p.code, p.row, p.column) for p in problems(folder)]
    assert found == [("unknown-column", 1, ""), ("missing-column", 1, "place")]


def test_a_missing_id_column_does_not_make_every_reference_unknown(folder):
    edit(folder / "sites.csv", "id,place,", "nummer,place,")
    assert {p.file for p in problems(folder)} == {"sites.csv"}


def test_a_column_that_stands_twice_is_told(folder):
    edit(folder / "groups.csv", "name,name_zh", "name,name")
    problem = the_problem(folder)
    assert (problem.row, problem.column, problem.code) == (1, "name", "repeated-column")


def test_semicolons_instead_of_commas_are_one_problem(folder):
    text = (folder / "sites.csv").read_text("utf-8-sig")
    (folder / "sites.csv").write_text(text.replace(",", ";"), "utf-8")
    problem = the_problem(folder)
    assert problem.file == "sites.csv"
    assert "commas" in problem.remedy


# Cells


def test_a_row_without_its_source_is_refused(folder):
    edit(folder / "roads.csv", "assumption", " ")
    problem = the_problem(folder)
    assert (problem.file, problem.row, problem.column) == ("roads.csv", 2, "source")


def test_all_bad_cells_of_all_files_are_told_at_once_in_order(folder):
    edit(folder / "places.csv", "39.4", "95")
    edit(folder / "places.csv", "village", "")
    edit(folder / "scenario_people.csv", "300", "three hundred")
    edit(folder / "instance.toml", "discount_rate = 0.06", 'discount_rate = "six"')
    found = [(p.file, p.row, p.column, p.found) for p in problems(folder)]
    assert found == [
        ("instance.toml", 7, "economics.discount_rate", "six"),
        ("places.csv", 2, "lat", "95"),
        ("places.csv", 4, "kind", ""),
        ("scenario_people.csv", 2, "persons", "three hundred"),
    ]


def test_columns_that_contradict_each_other_are_told_with_their_line(folder):
    edit(folder / "sites.csv", "candidate", "excluded")
    problem = the_problem(folder)
    assert (problem.file, problem.row, problem.column) == ("sites.csv", 3, "reason")


# Between rows


def test_a_reference_to_nothing_is_told_with_the_nearest_id(folder):
    edit(folder / "norms.csv", "relocated", "relocatd")
    problem = the_problem(folder)
    assert (problem.file, problem.row, problem.column) == ("norms.csv", 2, "group")
    assert problem.remedy == "Did you mean 'relocated'?"


def test_a_repeated_key_is_told_at_the_line_of_the_second(folder):
    edit(folder / "sites.csv", "\nXB,", "\n\nXA,")
    found = {(p.file, p.row, p.code) for p in problems(folder)}
    assert ("sites.csv", 4, "duplicate-id") in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("B.1,Birch 1,", "B.1,,"),
        ("99.9", "east"),
        ("B.1,Birch", "B 1,Birch"),
        (",B,39.6", ",B,x,39.6"),
    ],
)
def test_a_bad_row_does_not_make_references_to_it_bad(folder, old, new):
    edit(folder / "places.csv", old, new)
    if new.startswith("B 1"):
        for name in ("roads", "lanes", "sites", "scenario_people"):
            edit(folder / f"{name}.csv", "B.1", "B 1")
    assert the_problem(folder).file == "places.csv"


def test_a_bad_cell_does_not_hide_a_bad_reference_in_the_same_row(folder):
    edit(folder / "places.csv", "village,B,39.6", "village,BB,north")
    assert [(p.column, p.code) for p in problems(folder)] == [
        ("lat", "bad-cell"),
        ("parent", "unknown-id"),
    ]


def test_an_unknown_fund_is_told_with_the_funds_there_are(folder):
    edit(folder / "budgets.csv", "total,county", "total,central and province")
    told = the_problem(folder)
    assert (told.file, told.row, told.column, told.code) == (
        "budgets.csv", 2, "fund", "unknown-id",
    )  # fmt: skip
    assert told.found == "central and province"
    assert told.remedy == "Known are city, county."
    (folder / "funds.csv").unlink()
    assert {problem.remedy for problem in problems(folder)} == {
        "The table funds has no rows: add one for it."
    }


def test_two_rows_with_bad_keys_are_not_called_equal(folder):
    edit(folder / "stock.csv", "XA,grain,10,,", "XA,grain,10,soon,")
    with (folder / "stock.csv").open("a", encoding="utf-8") as file:
        file.write("XA,grain,7,,assumption\nXA,grain,3,later,assumption\n")
    assert [p.code for p in problems(folder)] == ["bad-cell", "bad-cell"]


def test_references_of_the_policy_are_told_by_key(folder):
    edit(folder / "instance.toml", '["A", "B"]', '["A", "Bb"]')
    problem = the_problem(folder)
    assert (problem.file, problem.column, problem.found) == (
        "instance.toml",
        "policy.force_towns",
        "Bb",
    )


# Files


def test_an_unknown_table_is_told_and_causes_no_unknown_ids(folder):
    (folder / "sites.csv").rename(folder / "site.csv")
    problem = the_problem(folder)
    assert (problem.file, problem.code) == ("site.csv", "unknown-table")
    assert problem.remedy == "Did you mean 'sites.csv'?"


def test_other_files_of_the_folder_are_left_alone(instance, folder):
    (folder / "README.md").write_text("notes", "utf-8")
    (folder / "._sites.csv").write_text("left by a Mac", "utf-8")
    assert read_instance(folder) == instance


def test_a_folder_without_instance_toml_is_told(folder):
    (folder / "instance.toml").unlink()
    edit(folder / "roads.csv", "12.5", "far")
    assert [(p.file, p.code) for p in problems(folder)] == [
        ("instance.toml", "missing-file"),
        ("roads.csv", "bad-cell"),
    ]


def test_a_path_that_no_system_takes_is_told_too(tmp_path):
    with pytest.raises(UsageError, match="cannot read"):
        read_instance(tmp_path / ("x" * 5000))


def test_a_missing_folder_is_told_with_its_neighbor(folder):
    with pytest.raises(UsageError, match="Did you mean 'two-towns'"):
        read_instance(folder.with_name("two-town"))
    with pytest.raises(UsageError, match="is a file"):
        read_variants(folder / "instance.toml")


# instance.toml


@pytest.mark.parametrize(
    ("old", "new", "column", "remedy"),
    [
        ("decision_h", "desicion_h", "response.desicion_h", "Did you mean 'decision_h'?"),
        ("year = 2027", "yaer = 2027", "yaer", "Did you mean 'year'?"),
        ("year = 2027", 'currency = "USD"', "currency", ""),
        ("year = 2027", "year = 2027.5", "year", ""),
        ("discount_rate = 0.06", f"discount_rate = 1{'0' * 400}", "economics.discount_rate", ""),
        ("sub_max = 2", "sub_max = true", "policy.sub_max", ""),
        ("sub_min = 0", "sub_min = 3", "policy.sub_min", ""),
    ],
)
def test_a_slip_in_instance_toml_is_told_by_key_and_line(folder, old, new, column, remedy):
    edit(folder / "instance.toml", old, new)
    problem = the_problem(folder)
    assert (problem.file, problem.column) == ("instance.toml", column)
    assert problem.row is not None
    lines = (folder / "instance.toml").read_text("utf-8").splitlines()
    assert lines[problem.row - 1].startswith(column.split(".")[-1])
    assert problem.remedy == remedy


@pytest.mark.parametrize(
    ("year", "line"), [("2027 AD", 4), ("9" * 5000, None), ("[" * 100_000, None)]
)
def test_a_toml_file_with_an_error_is_told_with_its_line(folder, year, line):
    edit(folder / "instance.toml", "year = 2027", f"year = {year}")
    problem = the_problem(folder)
    assert (problem.file, problem.row, problem.code) == ("instance.toml", line, "bad-toml")


def test_sections_are_required_and_unknown_ones_refused(folder):
    edit(folder / "instance.toml", "[response]", "[respons]")
    found = [(p.column, p.code, p.remedy) for p in problems(folder)]
    assert found == [
        ("respons", "unknown-key", "Did you mean 'response'?"),
        ("response", "missing-section", ""),
    ]


def test_a_section_must_be_a_table(folder):
    text = (folder / "instance.toml").read_text("utf-8")
    (folder / "instance.toml").write_text("variants = 3\n" + text, "utf-8")
    assert the_problem(folder).code == "bad-section"


# Variants

VARIANTS = {
    "free": Variant(
        name="free",
        title='Free \\ "choice"',
        title_zh="放开",
        changes={"sites.*.status": "candidate", "policy.sub_max": 4, "year": 2030},
    ),
    "strict-1": Variant(name="strict-1", changes={"standards.day.person_share": 0.95}),
}


def test_variants_are_written_and_read_with_their_instance(instance, tmp_path):
    write_instance(instance, tmp_path / "v", VARIANTS)
    assert read_variants(tmp_path / "v") == VARIANTS
    assert read_instance(tmp_path / "v") == instance


def test_dots_outside_quotation_marks_mean_the_same_key(folder):
    with (folder / "instance.toml").open("a", encoding="utf-8") as file:
        file.write('[variants.a]\nset = {policy.sub_max = 3, sites."*".status = "existing"}\n')
    assert read_variants(folder)["a"].changes == {
        "policy.sub_max": 3,
        "sites.*.status": "existing",
    }


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[variants.a]\nsets = {}\n", "variants.a.sets"),
        ("[variants.a]\ntitle = 3\n", "variants.a.title"),
        ("[variants]\na = 3\n", "variants.a"),
        ("[variants.a]\nset = 3\n", "variants.a.set"),
    ],
)
def test_a_variant_that_makes_no_sense_is_told_by_key(folder, text, column):
    with (folder / "instance.toml").open("a", encoding="utf-8") as file:
        file.write(text)
    assert the_problem(folder).column == column
    with pytest.raises(InstanceError):
        read_variants(folder)


# Writing whole or not at all


def test_a_folder_with_something_in_it_is_not_overwritten(instance, folder):
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(UsageError, match="exists already"):
        write_instance(instance, folder)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_an_empty_folder_is_filled(instance, tmp_path):
    (tmp_path / "new").mkdir()
    write_instance(instance, tmp_path / "new")
    assert read_instance(tmp_path / "new") == instance


def test_a_writing_that_fails_leaves_nothing_behind(instance, tmp_path):
    broken = dataclasses.replace(instance)
    object.__setattr__(broken, "mode_limits", (object(),))
    with pytest.raises(TypeError):
        write_instance(broken, tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(instance, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(UsageError, match="cannot write"):
        write_instance(instance, tmp_path / "file" / "new")
