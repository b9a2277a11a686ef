"""Coupling rows change no plan and lift the relaxation."""

import pulp
import pytest
from hamlets import MANY_STORES, hamlet

from optimizer import mip
from optimizer.siting.coupling import couple
from optimizer.siting.model import SitingModel, recourse_of

LIMITS = mip.Limits(time_limit_s=30)

HAMLETS = {
    "as it is": {},
    "without a standard": {"standards.living_10h.kind": "expected"},
    "with an open bridge": {"scenario_roads.S1/B-D.closed": False},
    "with a loss": MANY_STORES,
    "with free stores": {"options.*.capital_cost_cny": 0, "options.*.equipment_cost_cny": 0},
}


def model_of(changes):
    return SitingModel(recourse_of(hamlet(changes)))


def coupled(model):
    """Couple a model; return the rows this added and the cost of its last relaxation."""
    before = len(model.problem.constraints())
    bound = couple(model, LIMITS)
    return model.problem.constraints()[before:], bound


@pytest.mark.parametrize("changes", HAMLETS.values(), ids=HAMLETS)
def test_the_best_plan_costs_the_same_with_and_without_coupling(changes):
    model = model_of(changes)
    plain = mip.optimize(model.problem, LIMITS)
    _, bound = coupled(model)
    tight = mip.optimize(model.problem, LIMITS)
    assert (plain.reason, tight.reason) == ("optimal", "optimal")
    assert tight.objective == pytest.approx(plain.objective, rel=1e-7)
    assert bound <= plain.objective * (1 + 1e-7)


def test_coupling_lifts_the_relaxation():
    model = model_of(HAMLETS["without a standard"])
    loose = mip.Relaxation(model.problem).solve(60)
    rows, bound = coupled(model)
    assert rows
    assert bound > loose * 1.01
    again = mip.Relaxation(model.problem).solve(60)
    assert again == pytest.approx(bound, rel=1e-7)


@pytest.mark.parametrize("changes", HAMLETS.values(), ids=HAMLETS)
def test_no_whole_plan_breaks_a_coupling_row(changes):
    rows, _ = coupled(model_of(changes))
    assert rows
    model = model_of(changes)
    variables = {variable.name: variable for variable in model.problem.variables()}
    for row in rows:
        terms = {variables[variable.name]: -factor for variable, factor in row.items()}
        model.problem.setObjective(pulp.LpAffineExpression(terms))
        ending = mip.optimize(model.problem, LIMITS)
        assert ending.bound == pytest.approx(0, abs=1e-6), row.name


def test_a_row_ties_the_persons_served_to_any_option_of_the_store():
    rows, _ = coupled(model_of(HAMLETS["without a standard"]))
    row = next(row for row in rows if row.name.startswith("couple(S1,HD,D,medical"))
    assert {variable.name: factor for variable, factor in row.items()} == {
        "flow(S1,HD,D,medical.relocated.5h)": 1,
        "open(HD,room)": -60,
        "open(HD,small)": -60,
    }
    assert (row.sense, row.constant) == (pulp.LpConstraintLE, 0)


def test_an_impossible_relaxation_has_no_cost_and_adds_nothing():
    rows, bound = coupled(model_of({"policy.force_towns": ["C"]}))
    assert not rows
    assert bound != bound  # not a number
