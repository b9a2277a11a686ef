"""What one person needs, by hand, and who needs it where."""

import made_up
import pytest
from made_up import MADE_UP, commodity, family, group, place, scenario

from optimizer.instance import Economics, Instance, Policy, Response
from optimizer.instance.words import Season
from optimizer.needs import Bundle, Requirement, needs, units_per_person


def norm(commodity_id="grain", group_id="relocated", deadline_h=10.0, **values):
    return made_up.norm(deadline_h, group_id, commodity_id, **values)


def people(at, persons, group_id="relocated", scenario_id="S"):
    return made_up.people(at, persons, group_id, scenario_id)


def question(norms, scenario_people, scenarios=None):
    return Instance(
        name="needs",
        economics=Economics(**MADE_UP),
        response=Response(**MADE_UP),
        policy=Policy(**MADE_UP),
        places=(place("B"), place("A")),
        families=(family("food"), family("bedding")),
        commodities=(
            commodity("grain", "food", weight_kg=25.0, volume_m3=0.04),
            commodity("water", "food", weight_kg=12.0, volume_m3=0.02),
            commodity("quilt", "bedding", weight_kg=3.0, volume_m3=0.05),
        ),
        groups=(group("relocated"), group("wounded")),
        norms=tuple(norms),
        scenarios=(scenario(days=6),) if scenarios is None else scenarios,
        scenario_people=tuple(scenario_people),
    )


FOOD = Bundle("food", "relocated", 10.0)


@pytest.mark.parametrize(
    ("values", "units"),
    [
        pytest.param({"once": 2.0}, 2.0, id="once, however many days"),
        pytest.param({"per_day": 0.5}, 3.0, id="on each of 6 days"),
        pytest.param({"once": 2.0, "per_day": 0.5}, 5.0, id="both"),
        pytest.param({"per_day": 0.5, "from_day": 3}, 2.0, id="days 3 to 6"),
        pytest.param({"per_day": 0.5, "to_day": 2}, 1.0, id="days 1 and 2"),
        pytest.param({"per_day": 0.5, "from_day": 2, "to_day": 4}, 1.5, id="days 2 to 4"),
        pytest.param({"per_day": 0.5, "to_day": 9}, 3.0, id="a window longer than the scenario"),
        pytest.param({"per_day": 0.5, "from_day": 6}, 0.5, id="the last day"),
        pytest.param({"per_day": 0.5, "from_day": 7}, 0.0, id="after the scenario has ended"),
        pytest.param({"once": 1.0, "per_day": 0.5, "from_day": 9}, 1.0, id="once still holds then"),
    ],
)
def test_a_person_needs_units_once_and_on_the_days_of_the_window(values, units):
    assert units_per_person(norm(**values), family("food"), scenario(days=6)) == units


@pytest.mark.parametrize(
    ("values", "units"),
    [
        pytest.param({"per_day": 1.0}, 6 - 0.5 * 3, id="half of the first 3 days"),
        pytest.param({"per_day": 1.0, "from_day": 3}, 4 - 0.5 * 1, id="half of day 3"),
        pytest.param({"per_day": 1.0, "from_day": 4}, 3.0, id="nothing from day 4 on"),
        pytest.param({"per_day": 1.0, "to_day": 2}, 2 - 0.5 * 2, id="half of a shorter window"),
        pytest.param({"once": 4.0}, 4.0, id="nothing of what is needed once"),
    ],
)
def test_households_hold_a_share_of_the_daily_need_of_their_first_days(values, units):
    holding = family("food", household_share=0.5, household_days=3)
    assert units_per_person(norm(**values), holding, scenario(days=6)) == units


def test_households_that_hold_all_for_longer_than_the_scenario_need_nothing():
    holding = family("food", household_share=1.0, household_days=30)
    assert units_per_person(norm(per_day=1.0), holding, scenario(days=6)) == 0


@pytest.mark.parametrize(
    ("of_norm", "of_scenario", "units"),
    [
        (Season.WINTER, Season.WINTER, 1.0),
        (Season.WINTER, Season.SUMMER, 0.0),
        (Season.ANY, Season.SUMMER, 1.0),
        (Season.WINTER, Season.ANY, 0.0),
    ],
)
def test_a_norm_holds_in_its_season(of_norm, of_scenario, units):
    one = norm(once=1.0, season=of_norm)
    assert units_per_person(one, family("food"), scenario(season=of_scenario)) == units


def test_commodities_of_a_family_with_one_deadline_make_a_bundle():
    found = needs(question([norm(per_day=0.02), norm("water", per_day=0.5)], [people("A", 7)]))
    assert found.requirements == (Requirement("S", "A", FOOD, 7.0),)
    assert found.content["S", FOOD] == pytest.approx({"grain": 0.12, "water": 3.0})


def test_a_bundle_weighs_and_fills_what_its_units_do():
    found = needs(question([norm(per_day=0.02), norm("water", per_day=0.5)], [people("A", 7)]))
    assert found.weight_kg["S", FOOD] == pytest.approx(0.12 * 25 + 3 * 12)
    assert found.volume_m3["S", FOOD] == pytest.approx(0.12 * 0.04 + 3 * 0.02)


def test_norms_of_one_commodity_with_one_deadline_add_up():
    norms = [norm(per_day=1.0, to_day=2), norm(per_day=3.0, from_day=3)]
    found = needs(question(norms, [people("A", 7)]))
    assert found.content["S", FOOD] == {"grain": 2 * 1 + 4 * 3}


def test_family_group_and_deadline_each_make_a_bundle_of_their_own():
    norms = [
        norm(once=1.0),
        norm(once=1.0, deadline_h=24.0),
        norm("quilt", once=1.0),
        norm(once=1.0, group_id="wounded"),
    ]
    found = needs(question(norms, [people("A", 7), people("A", 2, "wounded")]))
    assert [(str(need.bundle), need.persons) for need in found.requirements] == [
        ("bedding/relocated/10h", 7),
        ("food/relocated/10h", 7),
        ("food/relocated/24h", 7),
        ("food/wounded/10h", 2),
    ]
    assert found.bundles["S"] == tuple(need.bundle for need in found.requirements)


def test_nobody_needs_an_empty_bundle():
    norms = [norm(once=1.0, season=Season.WINTER), norm("quilt", per_day=1.0, from_day=30)]
    found = needs(question(norms, [people("A", 7)]))
    assert not found.requirements
    assert not found.content
    assert not found.bundles


def test_a_place_with_no_persons_of_a_group_needs_nothing_for_it():
    found = needs(question([norm(once=1.0)], [people("A", 0), people("B", 3)]))
    assert [need.place for need in found.requirements] == ["B"]


def test_the_longer_scenario_needs_more_of_what_is_used_daily():
    scenarios = (scenario("long", days=30), scenario("short", days=3))
    rows = [people("A", 1, scenario_id="long"), people("A", 1, scenario_id="short")]
    found = needs(question([norm(per_day=1.0)], rows, scenarios))
    assert found.content["long", FOOD] == {"grain": 30}
    assert found.content["short", FOOD] == {"grain": 3}


def test_requirements_come_sorted_whatever_the_order_of_rows():
    norms = [norm(once=1.0), norm("quilt", once=1.0), norm(once=1.0, deadline_h=5.0)]
    rows = [people("B", 3), people("A", 7)]
    found = needs(question(norms, rows))
    turned = needs(question(norms[::-1], rows[::-1]))
    assert found.requirements == turned.requirements
    assert [(need.place, need.bundle.deadline_h) for need in found.requirements] == [
        ("A", 10), ("A", 5), ("A", 10), ("B", 10), ("B", 5), ("B", 10),
    ]  # fmt: skip


def test_what_a_bundle_holds_does_not_depend_on_the_order_of_norms():
    norms = [norm(once=0.1), norm("water", once=0.2), norm(per_day=0.3, from_day=2)]
    rows = [people("A", 7)]
    assert needs(question(norms, rows)) == needs(question(norms[::-1], rows))
