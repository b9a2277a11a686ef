"""Files that are no workbook, and places where none can be written."""

import dataclasses
import re

import pytest
from edited import in_file

from optimizer.errors import UsageError
from optimizer.io import read_instance, read_variants, write_instance
from optimizer.io.workbook import writing

OLD_FORM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (OLD_FORM, "has a password or is in the old form of .xls"),
        (b"", "cannot be read as a workbook: it is empty"),
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
