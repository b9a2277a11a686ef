"""How a plan meets its standards, counted by hand."""

import math

import pytest
from made_up import MADE_UP, commodity, family, group, norm, people, place, scenario

from optimizer.instance import Economics, Instance, Policy, Response, ServiceStandard
from optimizer.instance.words import Bindingness, Level
from optimizer.needs import Bundle, needs
from optimizer.network import Lane
from optimizer.plan import Flow, Plan
from optimizer.service import planned, service


def standard(standard_id="d", **changes):
    values = {
        "name": "standard",
        "deadline_h": 10,
        "person_share": 0.8,
        "kind": Bindingness.BINDING,
    }
    return ServiceStandard(id=standard_id, **(values | changes), **MADE_UP)


def county(*standards):
    """Two towns: A of 60 relocated persons, B of 30 with its village B1 of 10 injured ones.

    The relocated need food within 10 h and a tent within 24 h; the injured a kit within 10 h.
    """
    families = ("food", "tent", "kit")
    return Instance(
        name="county",
        economics=Economics(**MADE_UP),
        response=Response(**MADE_UP),
        policy=Policy(**MADE_UP),
        places=(place("A"), place("B"), place("B1", parent="B")),
        families=tuple(family(name) for name in families),
        commodities=tuple(commodity(f"{name}_unit", name) for name in families),
        groups=(group("relocated"), group("injured")),
        norms=(
            norm(10, "relocated", "food_unit"),
            norm(24, "relocated", "tent_unit"),
            norm(10, "injured", "kit_unit"),
        ),
        scenarios=(scenario(),),
        scenario_people=(
            people("A", 60, "relocated"),
            people("B", 30, "relocated"),
            people("B1", 10, "injured"),
        ),
        standards=standards,
    )


def lane(place_id, bundle, hours, *roads):
    return Lane(
        scenario="S", origin="store", place=place_id, deadline_h=bundle.deadline_h, hours=hours,
        travel_h=1, drive_h=1, km=10, parts=(), cost_cny_per_t=0, window_h=1, estimated=False,
        roads=roads,
    )  # fmt: skip


FOOD = Bundle("food", "relocated", 10.0)
TENT = Bundle("tent", "relocated", 24.0)
KIT = Bundle("kit", "injured", 10.0)

LANES = {
    ("S", "store", place_id, bundle): (
        lane(place_id, bundle, hours), lane(place_id, bundle, 1.0, "bridge", "tunnel"),
    )
    for place_id, bundle, hours in (
        ("A", FOOD, 4.0), ("A", TENT, 4.5), ("B", FOOD, 6.0), ("B", TENT, 12.0), ("B1", KIT, 7.0),
    )
}  # fmt: skip


def flow(place_id, family, group, deadline_h, persons, lost_site="", roads=""):
    bundle = family, group, float(deadline_h)
    return Flow("S", lost_site, "store", place_id, *bundle, persons, roads)


def lines(flows, *standards):
    instance = county(*standards)
    return service(instance, needs(instance), planned(LANES, Plan(flows=tuple(flows))))


ALL_SERVED = (
    flow("A", "food", "relocated", 10, 60), flow("A", "tent", "relocated", 24, 60),
    flow("B", "food", "relocated", 10, 30), flow("B", "tent", "relocated", 24, 30),
    flow("B1", "kit", "injured", 10, 10),
)  # fmt: skip


def test_a_standard_for_one_family_counts_only_its_flows():
    (line,) = lines(ALL_SERVED, standard(families=("food",)))
    assert (line.persons, line.person_share, line.town_share) == (90, 1, 1)
    assert line.latest_arrival_h == 6.0
    assert line.met


def test_a_person_with_one_bundle_late_is_not_covered_at_all():
    """The tents reach B after 12 h: its 30 relocated miss 10 h, the 10 injured of B1 do not."""
    (line,) = lines(ALL_SERVED, standard())
    assert line.persons == 100
    assert line.person_share == pytest.approx(0.70)
    assert line.town_share == pytest.approx(0.5)
    assert line.worst_place == "B"
    assert not line.met
    assert line.latest_arrival_h == 7.0


def test_a_later_deadline_is_met_by_the_same_flows():
    (line,) = lines(ALL_SERVED, standard(deadline_h=12))
    assert (line.person_share, line.town_share, line.met) == (1, 1, True)
    assert line.latest_arrival_h == 12.0


def test_a_village_unserved_leaves_its_town_unserved():
    (line,) = lines(ALL_SERVED[:4], standard(deadline_h=24, town_share=1.0))
    assert line.person_share == pytest.approx(0.9)
    assert line.town_share == pytest.approx(0.5)
    assert line.worst_place == "B1"
    assert not line.met


def test_of_places_equally_served_the_one_reached_last_is_the_worst():
    (line,) = lines(ALL_SERVED, standard(deadline_h=24))
    assert line.worst_place == "B"


def test_flows_of_a_lost_store_and_flows_without_a_lane_count_for_nobody():
    flows = (
        flow("A", "food", "relocated", 10, 60, lost_site="store"),
        flow("A", "food", "relocated", 11, 60),
        flow("A", "food", "relocated", 10, 60, roads="tunnel"),
    )
    (line,) = lines(flows, standard(families=("food",)))
    assert (line.person_share, line.town_share, line.met) == (0, 0, False)
    assert math.isnan(line.latest_arrival_h)


def test_a_standard_holds_only_for_its_levels_and_for_who_needs_its_families():
    other_level = standard("other", levels=(Level.IV,))
    kits = standard("kits", families=("kit",))
    found = lines(ALL_SERVED, other_level, kits, standard("all"))
    assert [(line.standard, line.persons) for line in found] == [("kits", 10), ("all", 100)]


def test_a_flow_over_planned_roads_comes_by_the_lane_that_needs_them():
    flows = (*ALL_SERVED[:2], flow("B", "food", "relocated", 10, 30, roads="bridge|tunnel"))
    (line,) = lines(flows, standard(families=("food",), deadline_h=5))
    assert (line.person_share, line.latest_arrival_h) == (1, 4)
