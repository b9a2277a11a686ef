"""What dispatchers and drivers read, whole and in both languages; and the summary's section."""

from dataclasses import replace
from pathlib import Path

import pytest
from driven_hamlet import DRIVING, HAMLET, PLAN, RESULT, VIA_B_PLAN

from optimizer.dispatch import Carrier, is_beyond, routes, whole_kg_and_m3
from optimizer.instance.words import Owner
from optimizer.plan import Driving
from optimizer.summary import Lang, summary
from optimizer.summary.driving import driving
from optimizer.summary.names import road_name
from optimizer.summary.phrases import PHRASES, phrase
from optimizer.summary.reasons import reason_words
from optimizer.summary.sheets import dispatch_text
from optimizer.summary.sheets.hours import clock, clock_down, clock_up

GOLDEN = Path(__file__).parent / "golden"
REASONS = (
    "no_way", "weight_limit", "closed_road", "range", "stock", "goods_not_ready", "docks", "rests",
    "vehicle_hours", "vehicle_size", "visits", "combination",
)  # fmt: skip


@pytest.mark.parametrize("lang", list(Lang))
def test_the_sheets_of_the_hamlet_read_as_they_always_did(lang):
    said = dispatch_text(HAMLET, PLAN, "S1", lang)
    assert said == (GOLDEN / f"hamlet-S1.{lang}.txt").read_text("utf-8")


@pytest.mark.parametrize("lang", list(Lang))
def test_the_summary_of_driving_reads_as_it_always_did(lang):
    said = "\n".join(driving(RESULT, HAMLET, lang)) + "\n"
    assert said == (GOLDEN / f"summary.{lang}.txt").read_text("utf-8")


def test_there_is_a_page_on_the_scenario_and_one_for_each_vehicle():
    pages = dispatch_text(HAMLET, PLAN, "S1", "en").split("\f")
    assert [page.splitlines()[0][:30] for page in pages] == [
        "Emergency transport: Hamlet: f", "Dispatch sheet: van@A/own#1",
        "Dispatch sheet: van@D/contract",
    ]  # fmt: skip


def test_goods_that_are_handed_on_are_said_to_be_with_the_place_that_needs_them():
    said = dispatch_text(HAMLET, VIA_B_PLAN, "S2", "en")
    assert "    hand on 2:06 to 2:06, for Dogwood\n" in said
    assert (
        "Trip 1: load at Birch (B)\n  empty from Dogwood: leave 1:00, arrive 1:15 (10.0 km)" in said
    )
    assert "换装 2:06 至 2:06，转运至丁镇" in dispatch_text(HAMLET, VIA_B_PLAN, "S2", "zh")
    assert "It ends at Birch." in said
    assert "All that is driven is handed out in time." in said


def test_a_trip_whose_whole_units_do_not_fit_is_marked():
    (trip,) = routes(HAMLET, PLAN, "S1")[0].trips[:1]
    kg, m3 = whole_kg_and_m3(trip.loads, HAMLET)
    assert kg >= trip.kg
    assert m3 >= trip.m3
    van = replace(HAMLET.vehicle["van"], payload_t=kg / 1000, volume_m3=m3)
    assert not is_beyond(kg, m3, van)
    assert is_beyond(kg, m3, replace(van, payload_t=0.99 * kg / 1000))
    assert is_beyond(kg, m3, replace(van, volume_m3=0.99 * m3))
    assert "Attention" not in dispatch_text(HAMLET, PLAN, "S1", "en")
    small = replace(HAMLET, vehicles=(replace(van, volume_m3=0.99 * m3),))
    said = dispatch_text(small, PLAN, "S1", "en")
    assert f"Attention: the whole units make {kg:,.1f} kg and {m3:,.2f} m3" in said
    assert "Trips whose whole units are more than the vehicle takes: 1 of 3" in said


@pytest.mark.parametrize(
    ("name", "chinese"), [("G30", "G30"), ("沿河路", "沿河路"), ("valley road", "甲镇—乙镇")]
)
def test_a_road_with_an_english_name_is_told_by_its_ends_in_chinese(name, chinese):
    roads = tuple(replace(road, name=name) if road.id == "A-B" else road for road in HAMLET.roads)
    hamlet = replace(HAMLET, roads=roads)
    assert road_name(hamlet, "A-B", Lang.ZH) == chinese
    assert road_name(hamlet, "A-B", Lang.EN) == name
    assert road_name(hamlet, "nowhere", Lang.ZH) == ""


def test_hours_are_never_rounded_to_the_good_side():
    assert clock(1.72) == "1:43"
    assert clock(25.3325) == "25:20"
    assert (clock_up(2.5001), clock_up(2.5)) == ("2:31", "2:30")
    assert (clock_down(-0.001), clock_down(0.0)) == ("-0:01", "0:00")
    assert clock_up(float("nan")) == "-"


def test_the_summary_tells_driving_only_where_the_plan_is_routed():
    assert "Driving: 0 of 1 scenarios routed" in summary(RESULT, HAMLET, Lang.EN)
    idle = replace(RESULT, plan=replace(PLAN, driving=Driving()))
    assert "Driving" not in summary(idle, HAMLET, Lang.EN)


def test_the_reasons_of_most_persons_come_first_and_few_places_are_named():
    lines = tuple(
        replace(DRIVING.unserved[0], place=place, persons=persons, reason=reason)
        for place, persons, reason in (
            ("D", 5.0, "docks"), ("A", 1.0, "vehicle_hours"), ("B", 30.0, "vehicle_hours"),
        )
    )  # fmt: skip
    plan = replace(PLAN, driving=replace(DRIVING, unserved=lines, late=()))
    assert driving(replace(RESULT, plan=plan), HAMLET, Lang.EN)[4:] == [
        "    vehicles are too few: 31 persons, flows: 2, in Birch, Alder",
        "    loading takes too long at the docks: 5 persons, flows: 1, in Dogwood",
    ]


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_of_the_contract_has_its_words(reason):
    for lang in Lang:
        assert reason_words(reason, lang) == phrase(f"because_{reason}", lang)


def test_reasons_that_only_together_explain_are_told_as_that():
    assert reason_words("combination docks rests", Lang.EN) == (
        "together: loading takes too long at the docks and crews must rest or end their shift"
    )
    assert reason_words("combination docks rests stock", Lang.EN) == (
        "together: loading takes too long at the docks, crews must rest or end their shift, and "
        "its origins hold too little"
    )
    assert reason_words("combination docks rests stock", Lang.ZH) == (
        "以下原因共同所致：装车位或装卸能力不足，驾驶员须休息或换班，且装货点的物资不足"
    )
    assert reason_words("", Lang.EN) == "no reason is stated"
    assert reason_words("landslide", Lang.ZH) == "landslide"


def test_every_owner_and_carrier_has_its_word():
    assert all(f"{owner}_vehicle" in PHRASES for owner in Owner)
    assert all(carrier.value in PHRASES for carrier in Carrier)
