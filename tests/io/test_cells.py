import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.instance import Place, Policy, ScenarioRoad, ServiceStandard, Site
from optimizer.instance.cells import CellError, allowed, cell_text, value_of
from optimizer.instance.schema import columns
from optimizer.instance.words import Level, PlaceKind, SiteStatus

LAT = columns(Place)["lat"]
POPULATION = columns(Place)["population"]
TERRAIN_FACTOR = columns(Place)["terrain_factor"]
NAME_ZH = columns(Place)["name_zh"]
REOPENS_H = columns(ScenarioRoad)["reopens_h"]
LEVELS = columns(ServiceStandard)["levels"]
FAMILIES = columns(ServiceStandard)["families"]


def refusal(spec, raw) -> CellError:
    with pytest.raises(CellError) as caught:
        value_of(spec, raw)
    return caught.value


@pytest.mark.parametrize(
    ("spec", "raw", "value"),
    [
        (POPULATION, "1200", 1200),
        (POPULATION, " 1200 ", 1200),
        (POPULATION, 1200, 1200),
        (LAT, "39.5", 39.5),
        (LAT, "-.5", -0.5),
        (LAT, "39", 39.0),
        (LAT, 39, 39.0),
        (columns(Place)["kind"], "town", PlaceKind.TOWN),
        (columns(ScenarioRoad)["closed"], "TRUE", True),
        (columns(ScenarioRoad)["closed"], "false", False),
        (columns(ScenarioRoad)["closed"], True, True),
        (LEVELS, "I | III", (Level.I, Level.III)),
        (LEVELS, ["I", "III"], (Level.I, Level.III)),
        (FAMILIES, "food", ("food",)),
        (NAME_ZH, " 甲 ", " 甲 "),
        (columns(Place)["parent"], " XB ", "XB"),
    ],
)
def test_a_value_is_read_by_the_type_of_its_column(spec, raw, value):
    read = value_of(spec, raw)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("spec", "value"),
    [
        (POPULATION, 0),
        (TERRAIN_FACTOR, None),
        (NAME_ZH, ""),
        (LEVELS, ()),
        (columns(Site)["status"], SiteStatus.CANDIDATE),
    ],
)
def test_a_blank_cell_means_the_default(spec, value):
    assert value_of(spec, "") == value


def test_a_blank_cell_without_default_is_refused():
    assert "blank and has no default; expected is a number" in refusal(LAT, " ").expected


@pytest.mark.parametrize(
    ("spec", "text", "advice"),
    [
        (POPULATION, "1,200", "Write 1200,"),
        (POPULATION, "１２００", "Write 1200,"),
        (POPULATION, "1e3", "Write 1000,"),
        (POPULATION, "3.0", "Write 3,"),
        (POPULATION, "3.5", "digits only"),
        (POPULATION, "4.9万", "Write 49000,"),
        (POPULATION, "12 persons", "no unit"),
        (LAT, "1e-3", "Write 0.001,"),
        (LAT, "20%", "Write 0.2,"),
        (LAT, "39,5", "'.' before the decimals"),
        (LAT, "1_000", "Write 1000,"),
        (LAT, "９", "Write 9,"),
    ],
)
def test_a_number_in_other_clothes_is_refused_with_advice(spec, text, advice):
    error = refusal(spec, text)
    assert error.expected == allowed(spec)
    assert advice in error.remedy


@pytest.mark.parametrize("raw", ["nan", "inf", "-Infinity", "", "x", "1e400", "9" * 400, math.inf])
def test_what_is_no_finite_number_is_refused(raw):
    refusal(TERRAIN_FACTOR if raw else LAT, raw)


def test_a_whole_number_of_thousands_of_digits_is_refused_too():
    refusal(POPULATION, "9" * 5000)


@pytest.mark.parametrize(
    ("spec", "raw"),
    [
        (LAT, "90.001"),
        (POPULATION, "-1"),
        (POPULATION, True),
        (POPULATION, 3.0),
        (LAT, True),
        (LAT, [1.0]),
        (NAME_ZH, 3),
        (NAME_ZH, ["a"]),
        (columns(ScenarioRoad)["closed"], "yes"),
        (columns(ScenarioRoad)["closed"], 1),
        (columns(Place)["id"], "X B"),
        (columns(Place)["name"], "  "),
        (LEVELS, "I||II"),
        (LEVELS, "V"),
        (FAMILIES, [1]),
    ],
)
def test_what_may_not_stand_in_a_column_is_refused(spec, raw):
    assert refusal(spec, raw).expected == allowed(spec)


def test_a_misspelled_choice_is_told_the_nearest():
    assert refusal(columns(Place)["kind"], "vilage").remedy == "Did you mean 'village'?"


def test_what_is_allowed_names_the_table_a_column_refers_to():
    assert allowed(columns(Place)["parent"]) == "an id of places"
    assert allowed(columns(Policy)["force_towns"]) == "ids of places separated by '|'"


@given(st.floats(min_value=-90, max_value=90))
def test_a_number_written_as_text_is_read_as_the_same_number(number):
    assert value_of(LAT, cell_text(number)) == number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0, "3"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (None, ""),
        (True, "true"),
        ((Level.I, Level.II), "I|II"),
        ((), ""),
    ],
)
def test_values_are_written_as_short_as_they_can_be(value, text):
    assert cell_text(value) == text
