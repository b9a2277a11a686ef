"""What must hold whatever the numbers are, on hamlets changed at random."""

import math
import tempfile
from dataclasses import replace

import pytest
from hamlet import COUNTY, FIRST_STOCK, TO_THE_END, changed
from hamlet_by_hand import HAMLET
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made_up import MADE_UP, option, people, road, scenario, site

from optimizer.errors import InfeasibleError
from optimizer.instance import TABLES, Budget, Kit, ScenarioSite, StockRecord
from optimizer.instance.words import Head, Level, Role
from optimizer.io import read_instance, write_instance
from optimizer.solve import solve
from optimizer.variants import apply_changes
from optimizer.verify import verify

NO_CHEAPER = 1e-6
"""Share by which a solver's tolerance may make a freer question look dearer."""

few = settings(max_examples=15, deadline=None, derandomize=True)
PEOPLE = tuple(row.key_text for row in HAMLET.scenario_people)


CHANGES = {
    **{f"scenario_people.{row}.persons": st.integers(0, 60) for row in PEOPLE},
    COUNTY: st.sampled_from([200_000, 450_000, 700_000]),
    FIRST_STOCK: st.sampled_from([6_000, 12_000, 20_000]),
    "policy.spacing_km": st.sampled_from([0, 10, 18]),
    "policy.point_max": st.sampled_from([0, 1]),
    "policy.center_share": st.sampled_from([0, 0.3, 0.6]),
    "policy.loss_share": st.sampled_from([0, 0.2, 0.4]),
    "policy.loss_scenarios": st.sampled_from(["", "S1", "S2"]),
    "standards.living_10h.person_share": st.sampled_from([0, 0.5, 0.8, 1]),
    "standards.living_10h.town_share": st.sampled_from([0, 0.5, 1]),
    "standards.medical_5h.kind": st.sampled_from(["binding", "expected"]),
    "standards.medical_5h.person_share": st.sampled_from([0.2, 0.5]),
    "mode_limits.agreement/living.most_share": st.sampled_from([0, 0.2, 0.7]),
    "options.*.handling_t_per_h": st.sampled_from([0.02, 0.05, 0.5]),
    "options.HD/room.capacity_m3": st.sampled_from([1, 3, 5]),
    "sources.shop.delivers": st.booleans(),
    "sources.shop.reliability": st.sampled_from([0, 0.8, 1]),
    "sources.shop.retainer_cny_per_year": st.sampled_from([1, 50]),
    "supplies.shop/quilt.per_day": st.sampled_from([None, 120, 400]),
    "scenario_roads.S1/B-D.reopens_h": st.sampled_from([None, 2, 8, 24]),
    "roads.B-D.weight_limit_t": st.sampled_from([4, 10]),
    "scenarios.S2.speed_factor": st.sampled_from([0.4, 1]),
    "vehicles.van.volume_m3": st.sampled_from([0.2, 10]),
}


@st.composite
def hamlets(draw):
    """Draw a hamlet with a few of its values changed, perhaps with a kit and damage."""
    names = draw(st.lists(st.sampled_from(sorted(CHANGES)), max_size=5, unique=True))
    changes = {name: draw(CHANGES[name]) for name in names}
    kits = draw(
        st.lists(
            st.builds(
                lambda town, quantity: Kit(
                    town=town, commodity="kit", quantity=quantity, **MADE_UP
                ),
                st.sampled_from(["A", "B", "D"]),
                st.integers(0, 70),
            ),
            max_size=1,
        )
    )
    usable_share = draw(st.sampled_from([0, 0.5, 1]))
    damage = ScenarioSite(scenario="S1", site="HD", usable_share=usable_share, **MADE_UP)
    return changed(
        {name: "" if value is None else value for name, value in changes.items()},
        kits=tuple(kits),
        scenario_sites=(damage,),
    )


def least_cost(instance):
    """Return the cost of the best plan, ``inf`` where there is none."""
    try:
        return solve(instance, TO_THE_END).objective_cny
    except InfeasibleError:
        return math.inf


def solvable(instance):
    """Return the best answer, leaving out questions without one."""
    try:
        return solve(instance, TO_THE_END)
    except InfeasibleError:
        return assume(False)


def is_no_dearer(freer, instance):
    cost = least_cost(instance)
    return least_cost(freer) <= cost * (1 + NO_CHEAPER)


def by_key(**changes):
    """Return a change of values, written ``table__row__column`` without the dots."""
    return lambda instance: apply_changes(
        instance, {key.replace("__", "."): value for key, value in changes.items()}
    )


def larger(instance):
    options = tuple(replace(row, capacity_m3=2 * row.capacity_m3) for row in instance.options)
    return replace(instance, options=options)


def with_free_site(instance):
    gift = site("HC", "C", mobilization_h=0.5)
    room = option("HC", "gift", Role.POINT, 5)
    policy = replace(instance.policy, point_max=None, loss_share=0.0)
    return replace(
        instance,
        sites=(*instance.sites, gift),
        options=(*instance.options, room),
        policy=policy,
    )


def with_more_stock(instance):
    gift = StockRecord(site="HD", commodity="quilt", quantity=50, **MADE_UP)
    return replace(instance, stock=(*instance.stock, gift))


def with_more_money(instance):
    grant = Budget(head=Head.FIRST_STOCK, ceiling_cny=5_000, **MADE_UP)
    return replace(instance, budgets=(*instance.budgets, grant))


FREER = {
    "no budgets": lambda instance: replace(instance, budgets=()),
    "a grant": with_more_money,
    "no kits": lambda instance: replace(instance, kits=()),
    "no losses to survive": by_key(policy__loss_share=0),
    "no spacing": by_key(policy__spacing_km=0),
    "no share for centers": by_key(policy__center_share=0),
    "fewer stores asked for": by_key(policy__central_min=0),
    "more stores allowed": by_key(policy__central_max="", policy__sub_max=""),
    "a lower standard": by_key(standards__living_10h__person_share=0),
    "a standard for persons, not towns": by_key(standards__living_10h__town_share=0),
    "an aim instead of a standard": lambda instance: apply_changes(
        instance, {"standards.*.kind": "expected"}
    ),
    "a standard with more time": by_key(standards__medical_5h__deadline_h=6),
    "more time for the last": lambda instance: apply_changes(
        instance, {"norms.*/10.deadline_h": 12}
    ),
    "no mode limits": lambda instance: replace(instance, mode_limits=()),
    "larger stores": larger,
    "docks without limit": lambda instance: apply_changes(
        instance, {"options.*.handling_t_per_h": ""}
    ),
    "goods all at once": lambda instance: apply_changes(instance, {"supplies.*.per_day": ""}),
    "a surer source": by_key(sources__shop__reliability=1),
    "a source that delivers": by_key(sources__shop__delivers=True),
    "no damage": lambda instance: replace(instance, scenario_sites=()),
    "more vans": lambda instance: apply_changes(instance, {"fleet.*.count": 9}),
    "a stronger bridge": lambda instance: apply_changes(
        instance, {"roads.B-D.weight_limit_t": ""}
    ),
    "an open bridge": lambda instance: replace(instance, scenario_roads=()),
}  # fmt: skip

FOR_FREE = {
    "a store": with_free_site,
    "stock that stands there": with_more_stock,
    "buildings": lambda instance: apply_changes(instance, {"options.*.capital_cost_cny": 0}),
    "equipment": lambda instance: apply_changes(instance, {"options.*.equipment_cost_cny": 0}),
    "running": lambda instance: apply_changes(
        instance, {"options.*.operating_cost_cny_per_year": 0}
    ),
    "goods": lambda instance: apply_changes(instance, {"commodities.*.price_cny": 0}),
    "issue": lambda instance: apply_changes(instance, {"commodities.*.issue_cost_cny": 0}),
    "the shop's readiness": lambda instance: apply_changes(
        instance, {"supplies.*.retainer_share": 0}
    ),
    "driving": lambda instance: apply_changes(
        instance, {"vehicles.*.cost_cny_per_km": 0, "vehicles.*.cost_cny_per_day": 0}
    ),
}


@pytest.mark.parametrize("freer", FREER.values(), ids=FREER)
@settings(few, max_examples=4)
@given(instance=hamlets())
def test_asking_less_never_raises_the_cost(freer, instance):
    assert is_no_dearer(freer(instance), instance)


@pytest.mark.parametrize("gift", FOR_FREE.values(), ids=FOR_FREE)
@settings(few, max_examples=4)
@given(instance=hamlets())
def test_anything_for_free_never_raises_the_cost(gift, instance):
    assert is_no_dearer(gift(instance), instance)


@few
@given(
    instance=hamlets(),
    ends=st.sampled_from(["AD", "BC", "CD"]),
    km=st.sampled_from([5.0, 25.0, 60.0]),
)
def test_a_further_road_never_raises_the_cost(instance, ends, km):
    """All roads are of one class, so the fastest way is the shortest and the cheapest."""
    new = road(ends[0], ends[1], km, "new")
    assert is_no_dearer(replace(instance, roads=(*instance.roads, new)), instance)


@few
@given(instance=hamlets())
def test_a_scenario_that_never_happens_and_is_promised_nothing_changes_nothing(instance):
    level_two = tuple(replace(d, levels=(Level.II, Level.III)) for d in instance.standards)
    instance = replace(instance, standards=level_two)
    never = scenario("S9", level=Level.IV, probability=0.0, days=9)
    persons = people("C", 500, "relocated", "S9")
    longer = replace(
        instance,
        scenarios=(*instance.scenarios, never),
        scenario_people=(*instance.scenario_people, persons),
    )
    assert least_cost(longer) == pytest.approx(least_cost(instance), rel=1e-6)


@few
@given(instance=hamlets(), rearranged=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(instance, rearranged):
    tables = {name: list(getattr(instance, name)) for name in TABLES}
    for rows in tables.values():
        rearranged.shuffle(rows)
    other = replace(instance, **{name: tuple(rows) for name, rows in tables.items()})
    assert other.digest == instance.digest
    assert solvable(other).plan == solvable(instance).plan


@few
@given(instance=hamlets())
def test_an_instance_written_and_read_again_has_the_same_answer(instance):
    with tempfile.TemporaryDirectory() as folder:
        write_instance(instance, folder + "/hamlet")
        again = read_instance(folder + "/hamlet")
    assert again.digest == instance.digest
    assert solvable(again).plan == solvable(instance).plan


@few
@given(instance=hamlets(), seed=st.integers(0, 1_000))
def test_every_plan_verifies_within_its_bound_and_the_seed_decides_it(instance, seed):
    options = replace(TO_THE_END, seed=seed, mip_gap=0.1)
    try:
        result = solve(instance, options)
    except InfeasibleError:
        assume(False)
    assert verify(instance, result.plan) == ()
    assert result.violations == ()
    assert result.bound_cny <= result.objective_cny
    assert result.objective_cny == pytest.approx(result.plan.objective_cny)
    assert solve(instance, options).plan == result.plan
