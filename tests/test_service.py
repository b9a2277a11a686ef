"""How a plan meets its standards, counted by hand."""

import math

import pytest

from optimizer.instance import (
    Commodity,
    Economics,
    Family,
    Group,
    Instance,
    Norm,
    Place,
    Policy,
    Response,
    Scenario,
    ScenarioPeople,
    ServiceStandard,
)
from optimizer.instance.words import Bindingness, Category, Level, PlaceKind
from optimizer.needs import Bundle, needs
from optimizer.network import Lane
from optimizer.plan import Flow, Plan
from optimizer.service import planned, service

MADE_UP = {"source": "made up"}


def place(place_id, parent=None):
    return Place(
        id=place_id, name=place_id, kind=PlaceKind.TOWN, parent=parent, lat=39, lon=100, **MADE_UP
    )


def commodity(commodity_id, family):
    return Commodity(
        id=commodity_id, name=commodity_id, family=family, unit="piece",
        volume_m3=0.1, weight_kg=5, price_cny=10, **MADE_UP,
    )  # fmt: skip


def norm(group, commodity_id, deadline_h):
    return Norm(group=group, commodity=commodity_id, once=1, deadline_h=deadline_h, **MADE_UP)


def people(place_id, group, persons):
    return ScenarioPeople(scenario="S", place=place_id, group=group, persons=persons, **MADE_UP)


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
        families=tuple(
            Family(
                id=family,
                name=family,
                category=Category.LIVING,
                shortage_cny_per_person=1,
                **MADE_UP,
            )
            for family in families
        ),
        commodities=tuple(commodity(family + "_unit", family) for family in families),
        groups=tuple(Group(id=g, name=g, **MADE_UP) for g in ("relocated", "injured")),
        norms=(
            norm("relocated", "food_unit", 10),
            norm("relocated", "tent_unit", 24),
            norm("injured", "kit_unit", 10),
        ),
        scenarios=(
            Scenario(id="S", name="S", level=Level.II, probability=0.1, days=3, **MADE_UP),
        ),
        scenario_people=(
            people("A", "relocated", 60), people("B", "relocated", 30), people("B1", "injured", 10),
        ),
        standards=standards,
    )  # fmt: skip


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
