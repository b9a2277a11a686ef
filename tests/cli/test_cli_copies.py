"""`reserve new` and `reserve convert`, and workbooks in place of folders."""

import json
from pathlib import Path

import openpyxl
import pytest
from commands import HAMLET, reserve, spoil

import optimizer
from optimizer.io import examples


def test_new_copies_an_example_that_can_be_checked():
    made = reserve("new", "ours")
    assert made.exit_code == 0
    assert reserve("check", "ours").exit_code == 0
    assert optimizer.read_instance("ours").title == optimizer.read_instance(HAMLET).title
    assert optimizer.read_instance("ours").digest == optimizer.read_instance(HAMLET).digest


def test_new_never_overwrites(valley):
    (valley / "sites.csv").write_text("mine")
    made = reserve("new", valley)
    assert made.exit_code == 2
    assert "exists already" in made.stderr
    assert (valley / "sites.csv").read_text() == "mine"


def test_new_offers_the_examples_there_are():
    made = reserve("new", "ours", "--from", "hamlett")
    assert made.exit_code == 2
    assert "Did you mean 'hamlet'?" in made.stderr
    assert not Path("ours").exists()


def test_new_says_that_examples_come_with_a_checkout(monkeypatch):
    monkeypatch.setattr(examples, "EXAMPLES", Path("nowhere"))
    made = reserve("new", "ours")
    assert made.exit_code == 2
    assert "examples are not installed" in made.stderr
    assert not Path("ours").exists()


def test_new_makes_a_workbook_where_the_name_says_so():
    assert reserve("new", "ours.xlsx").exit_code == 0
    assert optimizer.read_instance("ours.xlsx").digest == optimizer.read_instance(HAMLET).digest


def test_convert_writes_a_workbook_and_the_workbook_a_folder():
    made = reserve("convert", HAMLET, "ours.xlsx")
    assert (made.exit_code, made.stdout) == (
        0,
        f"ours.xlsx: a copy of {HAMLET}. Try: reserve check ours.xlsx\n",
    )
    assert reserve("convert", "ours.xlsx", "ours", "--lang", "zh").exit_code == 0
    assert Path("ours/sites.csv").exists()
    for form in ("ours.xlsx", "ours"):
        assert optimizer.read_instance(form).digest == optimizer.read_instance(HAMLET).digest
        assert optimizer.read_variants(form) == optimizer.read_variants(HAMLET)


def test_convert_never_overwrites(valley):
    Path("ours.xlsx").write_text("mine")
    for target in ("ours.xlsx", valley):
        refused = reserve("convert", HAMLET, target)
        assert refused.exit_code == 2
        assert "exists already" in refused.stderr
    assert Path("ours.xlsx").read_text() == "mine"


def test_convert_writes_nothing_of_what_it_cannot_read(valley):
    spoil(valley / "places.csv", "39.08", "north")
    refused = reserve("convert", valley, "ours.xlsx")
    assert refused.exit_code == 2
    assert "places.csv, line 5, lat: found 'north'" in refused.stderr
    assert not Path("ours.xlsx").exists()


@pytest.mark.parametrize(
    ("content", "target", "message"),
    [
        (b"no workbook", "ours", "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ours", "has a password"),
    ],
)
def test_a_workbook_that_cannot_be_opened_is_one_sentence(content, target, message):
    Path("bad.xlsx").write_bytes(content)
    for command in (("convert", "bad.xlsx", target), ("check", "bad.xlsx"), ("solve", "bad.xlsx")):
        refused = reserve(*command)
        assert refused.exit_code == 2
        assert message in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
    assert not Path(target).exists()


@pytest.mark.parametrize("target", ["ours.xls", "ours.et"])
def test_convert_writes_no_form_but_its_own(target):
    refused = reserve("convert", HAMLET, target)
    assert refused.exit_code == 2
    assert "Save it in Excel or WPS as .xlsx" in refused.stderr
    assert not Path(target).exists()


def test_problems_of_a_workbook_are_told_by_sheet_row_and_column():
    reserve("convert", HAMLET, "ours.xlsx")
    book = openpyxl.load_workbook("ours.xlsx")
    book["地点 places"]["F5"].value = "north"
    book["库址 sites"]["B4"].value = "Q"
    book.save("ours.xlsx")
    found = reserve("check", "ours.xlsx")
    assert found.exit_code == 2
    lines = found.stdout.splitlines()
    assert lines[0] == "ours.xlsx: 2 errors, 0 warnings"
    assert "places (sheet \"地点 places\"), row 5, column F lat: found 'north'" in lines[1]
    assert "sites (sheet \"库址 sites\"), row 4, column B place: found 'Q'" in lines[2]
    told = json.loads(reserve("check", "ours.xlsx", "--json").stdout)["errors"]
    assert [error["row"] for error in told] == [5, 4]
    assert told[0]["message"] in lines[1]


def test_every_command_takes_a_workbook_for_the_instance():
    reserve("convert", HAMLET, "ours.xlsx")
    assert reserve("check", "ours.xlsx").stdout == "hamlet: 0 errors, 0 warnings\n"
    change = ("--variant", "open_bridge", "--set", "policy.sub_max=1")
    for options in ((), change):
        written = reserve("export", "ours.xlsx", "--format", "json", *options).stdout
        assert written == reserve("export", HAMLET, "--format", "json", *options).stdout
    assert reserve("solve", "ours.xlsx", "-o", "plan", "-q", *change).exit_code == 0
    verified = reserve("verify", HAMLET, "plan", *change)
    assert (verified.exit_code, verified.stderr) == (0, "")
