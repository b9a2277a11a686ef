"""Hamlet and neighbors of it that differ in one feature; parts of its model alone."""

import fnmatch
from pathlib import Path

import pulp

from optimizer import mip
from optimizer.io import read_instance
from optimizer.siting.families import FAMILIES
from optimizer.siting.model import recourse_of
from optimizer.siting.variables import Variables
from optimizer.variants import apply_changes

HAMLET = read_instance(Path(__file__).parents[2] / "instances" / "hamlet")

FAMILY = {family.__name__: family for family in FAMILIES}

LOSS = {"policy.loss_share": 0.5, "policy.loss_scenarios": ["S2"]}
"""Half of S2's need is promised with any one store lost."""


def hamlet(changes):
    return apply_changes(HAMLET, changes)


def rows_alone(family_name, instance):
    """Return a problem that holds the rows of one family only, and the rows."""
    problem = pulp.LpProblem(family_name, pulp.LpMinimize)
    x = Variables(problem, recourse_of(instance))
    problem.setObjective(pulp.LpAffineExpression())
    rows = list(FAMILY[family_name](x))
    for name, row in rows:
        problem.addConstraint(row, name)
    return problem, rows


def is_feasible(family_name, instance, values):
    """Return whether the rows of a family, alone, allow values of variables.

    A name of a variable may hold ``*``; of two values of the same variable the later counts.
    """
    problem, _ = rows_alone(family_name, instance)
    variables = {variable.name: variable for variable in problem.variables()}
    for pattern, value in values.items():
        names = fnmatch.filter(variables, pattern)
        assert names, f"no variable is called {pattern}"
        for name in names:
            variables[name].lowBound = variables[name].upBound = value
    ending = mip.optimize(problem, mip.Limits(time_limit_s=10))
    assert ending.reason in ("optimal", "infeasible")
    return ending.has_solution
