"""What is written to a workbook is read as the same instance."""

import dataclasses
from pathlib import Path

import openpyxl
import pytest
from edited import VARIANTS, Edited
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from odd_values import odd_instances

from optimizer.instance import TABLES
from optimizer.io import read_instance, read_variants, write_instance
from optimizer.io.instances import convert_instance
from optimizer.io.workbook.escapes import escaped, unescaped
from optimizer.io.workbook.headers_zh import sheet_title
from optimizer.io.workbook.layout import FIRST_ROW
from optimizer.variants import apply_changes

INSTANCES = Path(__file__).parents[3] / "instances"
FOLDERS = sorted(path.parent for path in INSTANCES.glob("*/instance.toml"))


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
