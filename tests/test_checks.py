"""Every error and doubt is found where it is planted, and nowhere in the hamlet."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import optimizer.checks
from optimizer.checks import Findings, check
from optimizer.instance import Group, Kit, Place, Scenario, Site, StockRecord
from optimizer.instance.words import Level, Objective, PlaceKind, SiteStatus
from optimizer.io import read_instance
from optimizer.variants import apply_changes

HAMLET = read_instance(Path(__file__).parents[1] / "instances" / "hamlet")
MADE_UP = {"source": "made up"}


def changed(**changes):
    """Return the hamlet with values changed; keys have ``__`` for the dots of the path."""
    return apply_changes(HAMLET, {key.replace("__", "."): value for key, value in changes.items()})


def with_rows(table, *rows):
    return replace(HAMLET, **{table: (*getattr(HAMLET, table), *rows)})


def place(place_id, name_zh, **changes):
    values = {"kind": PlaceKind.TOWN, "lat": 38.5, "lon": 99.5} | changes
    return Place(id=place_id, name=place_id, name_zh=name_zh, **values, **MADE_UP)


def no_road_to_c():
    """Its link to the nearest place with a road is estimated, and a village road."""
    instance = changed(vehicles__van__village_kmh="40")
    return replace(instance, roads=tuple(road for road in instance.roads if road.id != "A-C"))


def committed_to_more_than_the_budget():
    return changed(**{"sites__*__status": "committed", "budgets__construction/*__ceiling_cny": "1"})


def nobody_reached_at_d():
    """The bridge is closed for good, and no store may stand on its far side."""
    return changed(
        **{
            "scenario_roads__S1/B-D__reopens_h": "",
            "sites__HD__status": "excluded",
            "sites__HD__reason": "flood plain",
        }
    )


def stock_where_no_store_may_be():
    site = Site(id="X", place="A", status=SiteStatus.EXCLUDED, reason="flood plain", **MADE_UP)
    stock = StockRecord(site="X", commodity="quilt", quantity=5, **MADE_UP)
    return replace(with_rows("sites", site), stock=(stock,))


def dearer_and_smaller():
    option = HAMLET.option["HA", "small"]
    worse = replace(option, id="worse", capacity_m3=4, capital_cost_cny=300_000)
    return with_rows("options", worse)


WARNINGS = {
    "implausible-population": (
        lambda: changed(**{"places__*__population": "499460000"}),
        "1,997,840,000 persons",
    ),
    "odd-population": (
        lambda: changed(places__D__population="20000000"),
        "20,000,000 persons in D",
    ),
    "illustrative": (lambda: changed(places__D__illustrative="true"), "1 (D) of 4 places"),
    "implausible-density": (lambda: changed(commodities__quilt__weight_kg="300"), "6,000 kg/m3"),
    "price-zero": (lambda: changed(commodities__grain__price_cny="0"), "1 (grain)"),
    "implausible-stacking": (
        lambda: changed(**{"options__HA/large__capacity_m3": "500"}),
        "10.0 m3/m2",
    ),
    "land-below-floor": (
        lambda: changed(**{"options__HA/large__land_m2": "40"}),
        "land of 40 m2 under a floor of 50 m2",
    ),
    "same-position": (
        lambda: with_rows("places", place("E", "戊镇", lat=38.7, lon=99.8)),
        "2 (C, E)",
    ),
    "names-alike": (lambda: with_rows("places", place("E", "甲乡")), "甲镇 (A) and 甲乡 (E)"),
    "no-option": (
        lambda: with_rows("sites", Site(id="X", place="A", **MADE_UP)),
        "X, which has no option",
    ),
    "empty-scenario": (
        lambda: with_rows(
            "scenarios",
            Scenario(id="S3", name="calm", level=Level.IV, probability=0, days=1, **MADE_UP),
        ),
        "no people in 1 (S3)",
    ),
    "probability-above-one": (
        lambda: changed(**{"scenarios__*__probability": "0.6"}),
        "1.2 over 2",
    ),
    "group-without-norm": (
        lambda: replace(
            with_rows("groups", Group(id="injured", name="injured", **MADE_UP)),
            scenario_people=(
                *HAMLET.scenario_people,
                replace(HAMLET.scenario_people[0], group="injured", persons=7),
            ),
        ),
        "7 persons of injured in S1",
    ),
    "norm-for-nobody": (
        lambda: changed(**{"norms__relocated/quilt*__season": "winter"}),
        "relocated/quilt/winter/1/10",
    ),
    "unused-commodity": (
        lambda: with_rows("commodities", replace(HAMLET.commodity["quilt"], id="tent")),
        "1 (tent)",
    ),
    "empty-family": (
        lambda: with_rows("families", replace(HAMLET.family["living"], id="rescue")),
        "1 (rescue)",
    ),
    "early-standard": (
        lambda: changed(standards__living_10h__deadline_h="3"),
        "3 h for living_10h",
    ),
    "dominated-option": (dearer_and_smaller, "HA/worse by small"),
    "stock-at-excluded-site": (stock_where_no_store_may_be, "X/quilt"),
    "budget-too-small": (committed_to_more_than_the_budget, "2 CNY for construction"),
    "too-few-sites": (lambda: changed(policy__central_min="3", policy__central_max="3"), "3"),
    "town-without-site": (
        lambda: with_rows("kits", Kit(town="C", commodity="quilt", quantity=1, **MADE_UP)),
        "1 (C)",
    ),
    "need-above-everything": (
        lambda: changed(**{"options__*__capacity_m3": "0.1"}),
        "0 m3 in the largest option of every site",
    ),
    "ample-supply": (lambda: changed(**{"supplies__shop/quilt__quantity": "40000"}), "shop/quilt"),
    "unreachable": (nobody_reached_at_d, "1 (D)"),
    "standard-out-of-reach": (nobody_reached_at_d, "60 of 100 persons"),
    "estimated-lanes": (no_road_to_c, "those to C"),
}

ERRORS = {
    "nothing-needed": (lambda: replace(HAMLET, scenario_people=()), "0 rows of people"),
    "no-option": (
        lambda: with_rows("sites", Site(id="X", place="A", status=SiteStatus.COMMITTED, **MADE_UP)),
        "committed for X",
    ),
}


def test_the_hamlet_raises_no_doubt():
    assert check(HAMLET) == Findings()


@pytest.mark.parametrize("code", sorted(WARNINGS))
def test_a_planted_doubt_is_found_with_its_numbers(code):
    plant, number = WARNINGS[code]
    found = [problem for problem in check(plant()).warnings if problem.code == code]
    assert found
    assert number in found[0].found
    assert found[0].file


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_a_planted_error_is_found(code):
    plant, number = ERRORS[code]
    findings = check(plant())
    assert [problem.code for problem in findings.errors] == [code]
    assert number in findings.errors[0].found


def test_every_code_has_a_planted_case():
    folder = Path(optimizer.checks.__file__).parent
    written = {
        code
        for file in folder.glob("*.py")
        for code in re.findall(r'code="([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    assert written == WARNINGS.keys() | ERRORS.keys()


@pytest.mark.parametrize(
    ("one", "other"),
    [("东巴扎乡", "东巴扎回族乡"), ("辟展乡", "辟展镇"), ("柯克亚乡", "柯柯亚乡"),
     ("火车站镇", "鄯善火车站镇"), ("达浪坎乡", "达朗坎乡")],
)  # fmt: skip
def test_spellings_of_one_town_are_alike(one, other):
    instance = with_rows(
        "places", place("E", one), place("F", other, lat=38.6), place("G", "连木沁镇", lat=38.8)
    )
    alike = [p.found for p in check(instance).warnings if p.code == "names-alike"]
    assert alike == [f"{one} (E) and {other} (F)"]


@pytest.mark.parametrize(("one", "other"), [("东村", "西村"), ("一社区", "二社区")])
def test_villages_that_differ_by_a_character_are_different(one, other):
    instance = with_rows(
        "places",
        place("E", one, kind=PlaceKind.VILLAGE, parent="A"),
        place("F", other, kind=PlaceKind.VILLAGE, parent="A", lat=38.6),
    )
    assert "names-alike" not in {p.code for p in check(instance).warnings}


def test_a_village_may_stand_where_its_town_stands():
    village = place("E", "甲村", kind=PlaceKind.VILLAGE, parent="A", lat=39, lon=100)
    codes = {p.code for p in check(with_rows("places", village)).warnings}
    assert not codes & {"same-position", "names-alike"}


def test_a_large_partner_city_is_no_slip():
    city = place("P", "市", kind=PlaceKind.PARTNER, population=9_000_000)
    assert "odd-population" not in {p.code for p in check(with_rows("places", city)).warnings}


def why(instance):
    (found,) = [p.found for p in check(instance).warnings if p.code == "unreachable"]
    return found.rpartition("; ")[2]


def test_an_unreachable_place_is_told_why():
    island = replace(
        HAMLET,
        places=(*HAMLET.places, place("E", "戊镇"), place("F", "己镇", lat=38.4)),
        roads=(*HAMLET.roads, replace(HAMLET.roads[0], id="E-F", from_place="E", to_place="F")),
        scenario_people=(*HAMLET.scenario_people, replace(HAMLET.scenario_people[0], place="E")),
    )
    far = changed(**{"roads__A-C__km": "900"})
    assert why(nobody_reached_at_d()).startswith("every road to them is closed")
    assert why(island).startswith("no road joins them")
    assert why(far).startswith("no vehicle can hand out there")


def test_a_standard_out_of_reach_is_no_doubt_where_it_is_only_aimed_at():
    instance = nobody_reached_at_d()
    aimed = replace(instance, policy=replace(instance.policy, objective=Objective.MOST_COVERED))
    expected = apply_changes(instance, {"standards.*.kind": "expected"})
    for relaxed in (aimed, expected):
        assert "standard-out-of-reach" not in {p.code for p in check(relaxed).warnings}


def test_many_ids_are_counted_and_the_first_ones_named():
    places = [place(f"V{n}", f"村{n}", lat=30 + n, illustrative=True) for n in range(8)]
    (found,) = [
        p.found for p in check(with_rows("places", *places)).warnings if p.code == "illustrative"
    ]
    assert found == "8 (V0, V1, V2, V3, V4 and 3 more) of 12 places are illustrative"
