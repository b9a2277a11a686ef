"""Published files of facility location, and the instances made of them."""

from decimal import Decimal

import pytest
from village import DIAZ_FERNANDEZ, HOLMBERG, ORLIB, TBED1, VILLAGE

from benchmarks import cflp
from benchmarks.facility_location import FacilityLocation, as_instance
from optimizer.errors import UsageError
from optimizer.needs import needs


@pytest.mark.parametrize(
    ("set_name", "text", "capacity"),
    [
        ("orlib", ORLIB, 10),
        ("holmberg", HOLMBERG, None),
        ("yang", HOLMBERG, None),
        ("diaz_fernandez", DIAZ_FERNANDEZ, None),
        ("tbed1", TBED1, None),
    ],
)
def test_every_grammar_reads_the_same_village(tmp_path, set_name, text, capacity):
    path = tmp_path / "village"
    path.write_text(text, encoding="ascii")
    assert cflp.parse(set_name, path, capacity) == VILLAGE


def test_a_file_that_is_cut_off_is_refused_with_what_is_missing(tmp_path):
    path = tmp_path / "p1"
    path.write_text(HOLMBERG.rsplit(maxsplit=1)[0], encoding="ascii")
    with pytest.raises(UsageError, match=r"holmberg/p1: found 11 numbers, expected at least 12"):
        cflp.read("holmberg", path)


def test_a_word_where_a_number_should_be_is_refused_by_name(tmp_path):
    path = tmp_path / "p1"
    path.write_text(HOLMBERG.replace("30", "thirty"), encoding="ascii")
    with pytest.raises(UsageError, match="found 'thirty', expected a number"):
        cflp.read("holmberg", path)


def test_a_facility_becomes_a_site_with_one_option_and_a_customer_people():
    instance = as_instance(VILLAGE, "village", "by hand")
    assert [(o.site, o.capacity_m3, o.operating_cost_cny_per_year) for o in instance.options] == [
        ("F1", 10.0, 30.0),
        ("F2", 10.0, 40.0),
    ]
    assert [(p.place, p.persons) for p in instance.scenario_people] == [("C1", 4), ("C2", 6)]
    cost = {(lane.from_place, lane.to_place): lane.cost_cny_per_t for lane in instance.lanes}
    assert cost == {("F1", "C1"): 2, ("F1", "C2"): 1, ("F2", "C1"): 3, ("F2", "C2"): 0.5}


def test_one_person_needs_one_tonne_so_that_a_lane_costs_what_the_file_says():
    instance = as_instance(VILLAGE, "village", "by hand")
    (weight_kg,) = needs(instance).weight_kg.values()
    cost = {
        requirement.place: requirement.persons * weight_kg / 1000
        for requirement in needs(instance).requirements
    }
    assert {
        (lane.from_place, lane.to_place): lane.cost_cny_per_t * cost[lane.to_place]
        for lane in instance.lanes
    } == {("F1", "C1"): 8, ("F1", "C2"): 6, ("F2", "C1"): 12, ("F2", "C2"): 3}


def test_demands_that_are_not_whole_are_scaled_without_loss():
    problem = FacilityLocation(
        capacities=(Decimal("10.5"),),
        opening_costs=(1.0,),
        demands=(Decimal("0.25"), Decimal("4")),
        serving_costs=((5.0, 8.0),),
    )
    instance = as_instance(problem, "village", "by hand")
    assert [row.persons for row in instance.scenario_people] == [25, 400]
    assert instance.options[0].capacity_m3 == 1050
    assert [lane.cost_cny_per_t for lane in instance.lanes] == [0.2, 0.02]


def test_a_customer_without_demand_and_cost_is_left_out():
    problem = FacilityLocation(
        capacities=(Decimal(10),),
        opening_costs=(1.0,),
        demands=(Decimal(0), Decimal(4)),
        serving_costs=((0.0, 8.0),),
    )
    instance = as_instance(problem, "village", "by hand")
    assert [row.place for row in instance.scenario_people] == ["C2"]
    assert [lane.to_place for lane in instance.lanes] == ["C2"]


def test_a_customer_without_demand_that_costs_is_refused():
    problem = FacilityLocation(
        capacities=(Decimal(10),),
        opening_costs=(1.0,),
        demands=(Decimal(0),),
        serving_costs=((8.0,),),
    )
    with pytest.raises(UsageError, match="C1 has no demand but costs 8 to serve"):
        as_instance(problem, "village", "by hand")
