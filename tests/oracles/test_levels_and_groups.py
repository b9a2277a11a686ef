"""The level that decides which standards bind, and patients as a group of their own, in hamlet."""

import pytest
from hamlet import BY_HAND_CNY, HAMLET, solved, stock, stores
from made_up import group, norm, people

from optimizer.instance.words import Level

CENT = 1e-4
NO_STANDARD_CNY = 39_098.0776


@pytest.mark.parametrize(
    ("levels", "cost_cny", "center_and"),
    [("II|III", BY_HAND_CNY, ["HD room"]), ("II", BY_HAND_CNY, ["HD room"]),
     ("III", NO_STANDARD_CNY, []), ("IV", NO_STANDARD_CNY, [])],
)  # fmt: skip
def test_a_standard_binds_in_scenarios_of_its_levels_alone(levels, cost_cny, center_and):
    """The room in D is for the flood, of level II; in the storm, of level III, all are served."""
    result = solved({"standards.living_10h.levels": levels})
    assert stores(result) == ["HA large", *center_and]
    assert result.objective_cny == pytest.approx(cost_cny, abs=CENT)


@pytest.mark.parametrize(("level", "center_and"), [(Level.II, ["HD room"]), (Level.IV, [])])
def test_a_scenario_is_held_to_the_standards_of_its_level(level, center_and):
    """A flood that calls for level IV has no standard, since the only one is for II and III."""
    assert stores(solved({"scenarios.S1.level": level})) == ["HA large", *center_and]


def test_patients_are_a_group_with_a_need_of_their_own():
    """Ten injured in B take ten kits from A by hour 5: 600 a year and 0.1 * 2,000 issued.

    They save 1,000 of shortage. 0.05 m3 each are 0.005 of a trip of 180; and S2 takes all its five
    kits from A, where D sent one for ten persons: 0.2 * 10 * 0.0005 * (245 - 50).
    """
    result = solved(
        groups=(*HAMLET.groups, group("injured")),
        norms=(*HAMLET.norms, norm(5, "injured", "kit", once=1)),
        scenario_people=(*HAMLET.scenario_people, people("B", 10, "injured", "S1")),
    )
    assert stock(result)["HA", "kit"] == 14
    served = sum(flow.persons for flow in result.plan.flows if flow.group == "injured")
    assert served == pytest.approx(10)
    moved_cny = 0.1 * 10 * 0.005 * 180 - 0.2 * 10 * 0.0005 * (245 - 50)
    assert result.objective_cny == pytest.approx(BY_HAND_CNY + 600 + 200 + moved_cny, abs=CENT)
