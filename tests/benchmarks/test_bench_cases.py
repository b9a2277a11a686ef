"""Which cases there are, in which order, and what is best known of them."""

from village import case

from benchmarks import cflp, gaotai
from benchmarks.best_known import BestKnown, read_best_known
from benchmarks.cases import counting_order, matching


def test_split_customers_are_compared_with_the_value_for_split_customers(data):
    known = read_best_known(data / "cflp" / "BKS.csv")
    assert known["holmberg/p2"] == BestKnown(43.5)
    assert known["holmberg/p10"] == BestKnown(44, single_source=True)


def test_without_a_list_nothing_is_known(tmp_path):
    assert read_best_known(tmp_path / "BKS.csv") == {}


def test_cases_come_in_counting_order_with_their_capacities_and_best_known_values(data):
    found = {case.name: case.best_known for case in cflp.cases(data)}
    assert found == {
        "cflp/orlib/capa-8000": BestKnown(44),
        "cflp/orlib/capa-10000": None,
        "cflp/orlib/capa-12000": None,
        "cflp/orlib/capa-14000": None,
        "cflp/holmberg/p2": BestKnown(43.5),
        "cflp/holmberg/p10": BestKnown(44, single_source=True),
    }
    assert list(found)[-2:] == ["cflp/holmberg/p2", "cflp/holmberg/p10"]


def test_counting_order_takes_numbers_as_numbers():
    assert sorted(["p10", "p2", "i300_16", "i300_6"], key=counting_order) == [
        "i300_6",
        "i300_16",
        "p2",
        "p10",
    ]


def test_a_pattern_chooses_by_family_set_and_name():
    cases = [case("cflp/orlib/cap41"), case("cflp/orlib/cap42"), case("gaotai/variants/as_planned")]
    assert [c.instance for c in matching(cases, "cflp/orlib/cap41")] == ["cap41"]
    assert [c.instance for c in matching(cases, "cflp/*")] == ["cap41", "cap42"]
    assert [c.instance for c in matching(cases, "gaotai/variants/as_planned")] == ["as_planned"]
    assert matching(cases, "cflp/orlib/CAP41") == ()


def test_gaotai_has_no_cases_where_its_folder_is_missing(tmp_path):
    assert list(gaotai.cases(tmp_path / "gaotai")) == []
