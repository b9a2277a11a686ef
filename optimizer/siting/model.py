"""The siting model: variables, families of constraints, objective; and back to a plan."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pulp

from optimizer.errors import UsageError
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.siting.families import FAMILIES
from optimizer.siting.lessons import NOTHING_LEARNED, Lessons
from optimizer.siting.money import yearly_costs
from optimizer.siting.recourse import Recourse
from optimizer.siting.variables import Variables

if TYPE_CHECKING:
    from optimizer.instance import Instance


class SitingModel:
    """The whole siting question as one mixed-integer program.

    Parameters
    ----------
    recourse : Recourse
        Requirements and lanes of an instance.

    Attributes
    ----------
    problem : pulp.LpProblem
        Least yearly cost under all families; another objective may be set on it.
    rows : list of pulp.LpConstraint
        All rows of the families, in the order in which a solver is given them.
    x : Variables
        The decisions.
    """

    def __init__(self, recourse: Recourse) -> None:
        self.recourse = recourse
        self.problem = pulp.LpProblem("siting", pulp.LpMinimize)
        self.x = Variables(self.problem, recourse)
        for family in FAMILIES:
            for name, row in family(self.x):
                if len(row) or not row.valid():
                    self.problem.addConstraint(row, name)
        self.rows: list[pulp.LpConstraint] = self.problem.constraints()
        self.costs = yearly_costs(self.x)
        self.cost = pulp.lpSum(self.costs.values())
        self.problem.setObjective(self.cost)

    def add(self, name: str, row: pulp.LpConstraint) -> None:
        """Add a row that every plan must keep."""
        self.problem.addConstraint(row, name)
        self.rows.append(row)

    @property
    def uncovered(self) -> pulp.LpAffineExpression:
        """Expected persons a year who miss a standard, summed over standards."""
        scenario = self.recourse.instance.scenario
        return pulp.LpAffineExpression(
            {v: scenario[key[1]].probability for key, v in self.x.uncovered.items()}
        )

    @property
    def covered_at_most(self) -> float:
        """Expected persons covered a year if nobody were left uncovered."""
        scenario = self.recourse.instance.scenario
        return float(
            sum(scenario[k[1]].probability * v.upBound for k, v in self.x.uncovered.items())
        )


def recourse_of(instance: Instance, lessons: Lessons = NOTHING_LEARNED) -> Recourse:
    """Return an instance's requirements and lanes, and what driving earlier plans taught."""
    required = needs(instance)
    return Recourse(instance, required, lanes(instance, required), lessons)


def write_model(instance: Instance, path: Path) -> None:
    """Write the extensive model for inspection with any solver.

    Parameters
    ----------
    path : Path
        File to write; ``.lp`` gives the LP format, ``.mps`` the MPS format.

    Raises
    ------
    UsageError
        For any other ending.
    """
    problem = SitingModel(recourse_of(instance)).problem
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PuLP warns of long names, which both readers accept
        if path.suffix == ".lp":
            problem.writeLP(str(path), max_length=255)
        elif path.suffix == ".mps":
            problem.writeMPS(str(path))
        else:
            raise UsageError(f"{path}: a model is written as .lp or .mps, not {path.suffix!r}.")
