"""Whatever features come together: the judge agrees, and asking less never costs more."""

import math
from dataclasses import replace

import pytest
from hamlet import TO_THE_END
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich_hamlets import READ, rich_hamlets

from optimizer.errors import InfeasibleError
from optimizer.instance.words import Measure
from optimizer.solve import solve
from optimizer.variants import apply_changes
from optimizer.verify import verify

NO_CHEAPER = 1e-6
"""Share by which a solver's tolerance may make a freer question look dearer."""

many = settings(max_examples=40, deadline=None, derandomize=True)
few = settings(max_examples=6, deadline=None, derandomize=True)


@many
@given(instance=rich_hamlets())
def test_a_plan_with_many_features_keeps_its_promises_and_states_its_indicators(instance):
    """The judge shares no code with the model, nor with what computes the indicators."""
    try:
        result = solve(instance, replace(TO_THE_END, mip_gap=0.001))
    except InfeasibleError:
        assume(False)
    assert len(result.plan.indicators) == len(READ)
    assert verify(instance, result.plan) == ()


def test_every_measure_that_is_computed_is_drawn():
    assert set(READ) == set(Measure) - {Measure.OUTSIDE}


def without(*tables):
    """Return a change that empties tables."""
    return lambda instance: replace(instance, **dict.fromkeys(tables, ()))


def by_key(changes):
    """Return a change of values by their keys; those of tables without rows are left out."""
    return lambda instance: apply_changes(
        instance,
        {key: value for key, value in changes.items() if getattr(instance, key.split(".")[0])},
    )


def carried_for_nothing(instance):
    """Leave out those where nothing is carried: stores are then filled by their suppliers."""
    assume(instance.economics.peacetime_cny_per_m3_km is not None)
    return apply_changes(instance, {"economics.peacetime_cny_per_m3_km": 0})


def with_twice_the_money(instance):
    budgets = tuple(replace(row, ceiling_cny=2 * row.ceiling_cny) for row in instance.budgets)
    return replace(instance, budgets=budgets)


def with_nobody_injured(instance):
    people = tuple(row for row in instance.scenario_people if row.group != "injured")
    return replace(instance, scenario_people=people)


PEACETIME = "economics.peacetime_cny_per_m3_km"

FREER = {
    "carrying for nothing": ("stock that may be moved", PEACETIME, carried_for_nothing),
    "roads for nothing": ("a planned road", None, by_key({"roads.ford.planned_cost_cny": 0})),
    "more saved by building together": (
        "stores built together", None, by_key({"mergers.*.saving_cny": 60_000}),
    ),
    "no daily work": ("a clinic", None, without("working_stock")),
    "no least kits": ("least kits", None, without("kits")),
    "richer funds": ("funds in all", None, with_twice_the_money),
    "money that costs nothing": (
        None, "economics.stock_capital_rate", by_key({"economics.stock_capital_rate": 0}),
    ),
    "intended agreements that count": (
        "an intended factory", "policy.count_intended", by_key({"policy.count_intended": True}),
    ),
    "no least share of own stock": ("own stock at least", None, without("mode_limits")),
    "no most share of households": ("homes", None, without("mode_limits")),
    "no forced towns": (
        None, "policy.force_hazard_class",
        by_key({"policy.force_hazard_class": "", "policy.force_towns": ""}),
    ),
    "any store for forced towns": (
        None, "policy.force_least_role", by_key({"policy.force_least_role": "local"}),
    ),
    "nothing that must be kept": (
        "stock that may be moved", "policy.keep_what_stands",
        by_key({"policy.keep_what_stands": False}),
    ),
    "sources that scenarios leave whole": (
        "an intended factory", None, without("scenario_sources"),
    ),
    "stores that scenarios leave whole": ("damage", None, without("scenario_sites")),
    "weather to fly": (
        "a helicopter that may not fly in the flood", None, without("scenario_modes"),
    ),
    "transfers in no time": (
        "a railway and a partner", None,
        by_key({"transfers.*.hours": 0, "transfers.*.cost_cny_per_t": 0}),
    ),
    "sources at once": ("a railway and a partner", None, by_key({"sources.*.lead_h": 0})),
    "sources that cost nothing to have": (
        "an intended factory", None,
        by_key({"sources.*.retainer_cny_per_year": 0, "supplies.*.retainer_share": 0}),
    ),
    "goods made at once": ("an intended factory", None, by_key({"supplies.*.per_day": ""})),
    "standards for no level": (
        None, "standards.living_10h.levels", by_key({"standards.*.levels": "IV"}),
    ),
    "nobody injured": ("patients", None, with_nobody_injured),
}  # fmt: skip
"""A feature and a value that are drawn in any case, and what asks for less of it."""


def least_cost(instance):
    """Return the cost of the best plan, ``inf`` where there is none."""
    try:
        return solve(instance, TO_THE_END).objective_cny
    except InfeasibleError:
        return math.inf


@pytest.mark.parametrize(("feature", "key", "freer"), FREER.values(), ids=FREER)
@few
@given(data=st.data())
def test_asking_less_of_many_features_never_raises_the_cost(feature, key, freer, data):
    drawn = data.draw(rich_hamlets(feature, key))
    asked = apply_changes(drawn, {"policy.objective": "least_cost"})
    assert least_cost(freer(asked)) <= least_cost(asked) * (1 + NO_CHEAPER)
