"""Every error and doubt is found where it is planted, and nowhere in the hamlet."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hamlet_by_hand import HAMLET
from made_up import MADE_UP

import optimizer.checks
from optimizer.checks import Findings, check
from optimizer.checks.wording import listed
from optimizer.instance import (
    Group,
    Kit,
    Merger,
    Place,
    Scenario,
    Site,
    StockRecord,
    Transfer,
    Vehicle,
    WorkingStock,
)
from optimizer.instance.words import Level, Objective, PlaceKind, SiteStatus, TransportMode
from optimizer.variants import apply_changes


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
        "places.csv, population: 1,997,840,000 persons live here in all, and no county has more "
        "than 5,000,000.",
    ),
    "odd-population": (
        lambda: changed(places__D__population="20000000"),
        "Dogwood (D) has 20,000,000 persons; half of the towns have at most 1,500.",
    ),
    "illustrative": (
        lambda: changed(places__D__illustrative="true"),
        "places.csv, illustrative: 1 of 4 places has an illustrative position and population "
        "(Dogwood). Replace them before the plan is handed in.",
    ),
    "implausible-density": (
        lambda: changed(commodities__quilt__weight_kg="300"),
        "Quilt (quilt) weighs 300 kg in 0.05 m3, 6,000 kg/m3; packed goods have 20 to 3,000 kg/m3.",
    ),
    "price-zero": (
        lambda: changed(commodities__grain__price_cny="0"),
        "1 commodity costs nothing: Grain (grain).",
    ),
    "implausible-stacking": (
        lambda: changed(**{"options__HA/large__capacity_m3": "500"}),
        "Alder store (HA/large) holds 500 m3 on 50 m2 of floor, 10.0 m3/m2; no store",
    ),
    "land-below-floor": (
        lambda: changed(**{"options__HA/large__land_m2": "40"}),
        "1 option has less land (占地面积) than floor (建筑面积): "
        "Alder store (HA/large) with 40 m2 under 50 m2.",
    ),
    "same-position": (
        lambda: with_rows("places", place("E", "戊镇", lat=38.7, lon=99.8)),
        "2 places stand at the same point, 38.7, 99.8: Cedar (C) and E.",
    ),
    "names-alike": (
        lambda: with_rows("places", place("E", "甲乡")),
        "甲镇 (A) and 甲乡 (E) can be taken for each other.",
    ),
    "no-option": (
        lambda: with_rows("sites", Site(id="X", place="A", name_zh="新库", **MADE_UP)),
        "新库 (X) has no row in options.csv.",
    ),
    "empty-scenario": (
        lambda: with_rows(
            "scenarios",
            Scenario(id="S3", name="Calm", level=Level.IV, probability=0, days=1, **MADE_UP),
        ),
        "1 scenario has no people in scenario_people.csv: Calm (S3).",
    ),
    "probability-above-one": (
        lambda: changed(**{"scenarios__*__probability": "0.6"}),
        "the probabilities of 2 scenarios add up to 1.2, more than 1.",
    ),
    "group-without-norm": (
        lambda: replace(
            with_rows("groups", Group(id="injured", name="Injured", **MADE_UP)),
            scenario_people=(
                *HAMLET.scenario_people,
                replace(HAMLET.scenario_people[0], group="injured", persons=7),
            ),
        ),
        "7 persons of Injured (injured) in River flood, bridge closed (S1) need nothing: no norm",
    ),
    "norm-for-nobody": (
        lambda: changed(**{"norms__relocated/quilt*__season": "winter"}),
        "1 norm gives nobody anything in any scenario: "
        "Quilt for Relocated persons (relocated/quilt/winter/1/10).",
    ),
    "unused-commodity": (
        lambda: with_rows("commodities", replace(HAMLET.commodity["quilt"], id="tent")),
        "no norm, kit or daily work asks for 1 commodity: Quilt (tent).",
    ),
    "empty-family": (
        lambda: with_rows("families", replace(HAMLET.family["living"], id="rescue")),
        "1 family has no commodity: Basic living (rescue).",
    ),
    "early-standard": (
        lambda: changed(standards__living_10h__deadline_h="3"),
        "Basic living within 10 h (living_10h) has a deadline of 3 h, and the earliest of its "
        "norms is due at 10 h.",
    ),
    "dominated-option": (
        dearer_and_smaller,
        "1 option is smaller and dearer than another of the same site and role: "
        "Alder store (HA/worse, worse than small).",
    ),
    "stock-at-excluded-site": (
        stock_where_no_store_may_be,
        "1 line of stock stands where no store may be: Quilt at X (X/quilt).",
    ),
    "no-room-for-stock": (
        lambda: changed(
            policy__keep_what_stands="true", **{"stock__HA/quilt/*__quantity": "20000"}
        ),
        "keeps all that stands today, and the largest options cannot hold it: Alder store (HA), "
        "general storage, 1,000.0 m3 in ",
    ),
    "budget-too-small": (
        committed_to_more_than_the_budget,
        "the ceilings for construction add up to 2 CNY, and the cheapest options of the existing "
        "and committed sites cost 480,000 CNY. No plan can keep this budget: raise it by 479,998",
    ),
    "too-few-sites": (
        lambda: changed(policy__central_min="3", policy__central_max="3"),
        "3 stores must stand in the role central, and an option in it is there at 2 sites.",
    ),
    "town-without-site": (
        lambda: with_rows("kits", Kit(town="C", commodity="quilt", quantity=1, **MADE_UP)),
        "kits.csv, town: 1 place must have a store and has no site with an option: Cedar (C).",
    ),
    "need-above-everything": (
        lambda: changed(**{"options__*__capacity_m3": "0.1"}),
        "River flood, bridge closed (S1) needs 6 m3; the largest options of all sites hold 0 m3 "
        "and sources give 2 m3.",
    ),
    "ample-supply": (
        lambda: changed(**{"supplies__shop/quilt__quantity": "40000"}),
        "1 supply is more than 10 times the need of any scenario: "
        "Quilt from Alder supermarket (shop/quilt).",
    ),
    "unreachable": (
        nobody_reached_at_d,
        "in River flood, bridge closed (S1) nothing reaches 1 place within 10 h, for every road "
        "there is closed for the whole response: Dogwood (D).",
    ),
    "standard-out-of-reach": (
        nobody_reached_at_d,
        "Basic living within 10 h (living_10h) asks for 80.0% of persons and 0.0% of towns; in "
        "River flood, bridge closed (S1) 40.0% and 50.0% can be reached within 10 h, but not 60 of "
        "100 persons, in Dogwood.",
    ),
    "no-upper-store": (
        lambda: changed(
            economics__peacetime_cny_per_m3_km="1",
            policy__central_min="0",
            policy__central_max="0",
        ),
        "stores are to be filled again by stores of a higher tier, and none may be central.",
    ),
    "intended-agreement": (
        lambda: changed(sources__shop__status="intended"),
        "1 agreement that is only intended counts as if signed: Alder supermarket (shop).",
    ),
    "lonely-merger": (
        lambda: with_rows("mergers", Merger(id="M", sites=("HA",), saving_cny=1, **MADE_UP)),
        "M joins HA, not at least two different sites on which a store may stand.",
    ),
    "generous-merger": (
        lambda: with_rows(
            "mergers",
            Merger(id="M", name="Both", sites=("HA", "HD"), saving_cny=320_001, **MADE_UP),
        ),
        "Both (M) saves 320,001 CNY, and the cheapest options of its sites cost 320,000 CNY to "
        "build.",
    ),
    "working-stock-nowhere": (
        lambda: replace(
            stock_where_no_store_may_be(),
            working_stock=(
                WorkingStock(site="X", commodity="kit", units_per_day=1, days=60, **MADE_UP),
            ),
        ),
        "1 site for daily work is excluded: X.",
    ),
    "idle-household": (
        lambda: replace(
            changed(sources__shop__mode="household"),
            scenario_people=tuple(r for r in HAMLET.scenario_people if r.place != "A"),
        ),
        "1 household source serves nobody: Alder supermarket (shop).",
    ),
    "idle-vehicle": (
        lambda: with_rows(
            "vehicles",
            Vehicle(
                id="heli",
                name="Helicopter",
                mode=TransportMode.AIR,
                cruise_kmh=200,
                payload_t=3,
                volume_m3=20,
                **MADE_UP,
            ),
        ),
        "1 type of vehicle has no link to move on: Helicopter (heli).",
    ),
    "cut-off-nobody": (
        lambda: replace(
            with_rows(
                "scenarios",
                Scenario(id="S3", name="Calm", level=Level.IV, probability=0, days=1, **MADE_UP),
            ),
            policy=replace(HAMLET.policy, cut_off_scenarios=("S3",)),
        ),
        "nobody is in need in Calm (S3), in which forced towns are to be served.",
    ),
    "idle-transfer": (
        lambda: with_rows(
            "transfers",
            Transfer(
                place="C",
                from_mode=TransportMode.ROAD,
                to_mode=TransportMode.RAIL,
                hours=1.0,
                **MADE_UP,
            ),
        ),
        "goods change from road to rail at Cedar (C), where no link by rail ends.",
    ),
    "separate-network": (
        lambda: replace(
            HAMLET,
            places=(*HAMLET.places, place("E", "戊镇"), place("F", "己镇", lat=38.4)),
            roads=(
                *HAMLET.roads,
                replace(HAMLET.roads[0], id="E-F", from_place="E", to_place="F"),
            ),
        ),
        "2 places with links are not joined to the other 4 places: E and F.",
    ),
    "estimated-lanes": (no_road_to_c, "use estimated roads, to 1 place (Cedar)."),
}

ERRORS = {
    "too-many-planned": (
        lambda: with_rows(
            "roads",
            *(replace(HAMLET.roads[0], id=f"new{n}", planned_cost_cny=1.0) for n in range(5)),
        ),
        "5 planned links: new0, new1, new2, new3 and new4",
    ),
    "nothing-needed": (lambda: replace(HAMLET, scenario_people=()), "0 rows of people"),
    "no-option": (
        lambda: with_rows("sites", Site(id="X", place="A", status=SiteStatus.COMMITTED, **MADE_UP)),
        "committed for X",
    ),
}


def doubts(instance, code):
    return [problem for problem in check(instance).warnings if problem.code == code]


def test_the_hamlet_raises_no_doubt():
    assert check(HAMLET) == Findings()


@pytest.mark.parametrize("code", sorted(WARNINGS))
def test_a_planted_doubt_is_a_sentence_with_names_and_numbers(code):
    plant, sentence = WARNINGS[code]
    doubt, *_ = doubts(plant(), code)
    assert sentence in str(doubt)
    assert doubt.file
    assert doubt.found == ""


def figures(text):
    return set(re.findall(r"(?<!m)(?:\d[\d,.]*\d|\d)", text))


ENGLISH_WORDS = re.compile(r"[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}")


@pytest.mark.parametrize("code", sorted(WARNINGS))
def test_a_planted_doubt_is_told_in_chinese_as_well(code):
    plant, _ = WARNINGS[code]
    doubt, *_ = doubts(plant(), code)
    assert not ENGLISH_WORDS.search(doubt.sentence_zh)
    assert figures(doubt.expected.zh) == figures(doubt.expected)


@pytest.mark.parametrize("code", sorted(ERRORS))
def test_a_planted_error_is_told_with_what_was_found_and_expected(code):
    plant, number = ERRORS[code]
    findings = check(plant())
    assert [problem.code for problem in findings.errors] == [code]
    assert number in findings.errors[0].found
    assert findings.errors[0].expected


def test_a_village_with_a_site_needs_no_other_for_its_kit_or_its_rule():
    village = place("E", "戊村", kind=PlaceKind.VILLAGE, parent="A")
    kit = Kit(town="E", commodity="quilt", quantity=1, **MADE_UP)
    forced = replace(
        HAMLET,
        places=(*HAMLET.places, village),
        kits=(kit,),
        policy=replace(HAMLET.policy, force_towns=("E",)),
    )
    moved = replace(
        forced,
        sites=tuple(replace(row, place="E") if row.id == "HA" else row for row in forced.sites),
    )
    assert [doubt.file for doubt in doubts(forced, "town-without-site")] == [
        "instance.toml",
        "kits.csv",
    ]
    assert doubts(moved, "town-without-site") == []


def test_a_village_stock_is_no_site_for_a_forced_town_that_asks_for_a_point():
    asked = {"policy__force_towns": "D", "policy__force_least_role": "point"}
    local = {"options__HD/*__role": "local"}
    assert doubts(changed(**asked), "town-without-site") == []
    (doubt,) = doubts(changed(**asked, **local), "town-without-site")
    assert "no site with an option in the role point or above: Dogwood (D)" in str(doubt)


def test_what_stands_today_needs_room_at_its_own_site_unless_it_may_be_moved():
    keep = {
        "policy__keep_what_stands": "true",
        "stock__HA/quilt/*__quantity": "2000",
        "options__HA/*__capacity_m3": "99",
        "options__HB/large__capacity_m3": "100",
    }
    moved = {**keep, "economics__peacetime_cny_per_m3_km": "1"}
    (doubt,) = doubts(changed(**keep), "no-room-for-stock")
    assert "100.0 m3 in 99.0 m3" in str(doubt)
    assert doubts(changed(**moved), "no-room-for-stock") == []
    crowded = {**moved, "stock__HA/quilt/*__quantity": "20000"}
    (doubt,) = doubts(changed(**crowded), "no-room-for-stock")
    assert "all stores, general storage, 1,000.0 m3 in" in str(doubt)
    assert doubts(changed(**{**keep, "policy__keep_what_stands": "false"}), doubt.code) == []


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
    (alike,) = doubts(instance, "names-alike")
    assert f"{one} (E) and {other} (F)" in str(alike)


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
    (doubt,) = doubts(instance, "unreachable")
    return str(doubt).partition(" h, for ")[2]


def test_an_unreachable_place_is_told_why():
    island = replace(
        HAMLET,
        places=(*HAMLET.places, place("E", "戊镇"), place("F", "己镇", lat=38.4)),
        roads=(*HAMLET.roads, replace(HAMLET.roads[0], id="E-F", from_place="E", to_place="F")),
        scenario_people=(*HAMLET.scenario_people, replace(HAMLET.scenario_people[0], place="E")),
    )
    far = changed(**{"roads__A-C__km": "900"})
    assert why(nobody_reached_at_d()).startswith("every road there is closed")
    assert why(island).startswith("no road leads there")
    assert why(far).startswith("no vehicle can hand out there")


def test_a_standard_out_of_reach_is_no_doubt_where_it_is_only_aimed_at():
    instance = nobody_reached_at_d()
    aimed = replace(instance, policy=replace(instance.policy, objective=Objective.MOST_COVERED))
    expected = apply_changes(instance, {"standards.*.kind": "expected"})
    for relaxed in (aimed, expected):
        assert "standard-out-of-reach" not in {p.code for p in check(relaxed).warnings}


def test_many_places_are_counted_and_the_first_ones_named():
    places = [place(f"V{n}", f"村{n}", lat=30 + n, illustrative=True) for n in range(8)]
    (doubt,) = doubts(with_rows("places", *places), "illustrative")
    assert (
        "8 of 12 places have illustrative positions and populations (V0, V1, V2, V3, V4 and 3 more)"
        in str(doubt)
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [("A", "A"), ("AB", "A and B"), ("ABC", "A, B and C"), ("ABCDEFG", "A, B, C, D, E and 2 more")],
)
def test_names_are_listed_as_they_are_read(names, told):
    assert listed(list(names)) == told
