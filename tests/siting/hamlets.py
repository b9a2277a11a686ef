"""Hamlet and neighbors of it that differ in one feature; parts of its model alone."""

import dataclasses
import fnmatch

import pulp
from hamlet_by_hand import HAMLET
from made_up import MADE_UP, group, norm, people

from optimizer import mip
from optimizer.instance import Budget, Kit, Merger, Road, ScenarioSite, ScenarioSource, WorkingStock
from optimizer.instance.words import Head, TransportMode
from optimizer.needs import Bundle
from optimizer.siting.families import FAMILIES
from optimizer.siting.lessons import NOTHING_LEARNED, Lessons
from optimizer.siting.model import recourse_of
from optimizer.siting.variables import Variables
from optimizer.variants import apply_changes

FAMILY = {family.__name__: family for family in FAMILIES}

LOSS = {"policy.loss_share": 0.5, "policy.loss_scenarios": ["S2"]}
"""Half of S2's need is promised with any one store lost."""

MANY_STORES = {
    "scenario_roads.S1/B-D.closed": False,
    "policy.loss_scenarios": ["S1", "S2"],
    "policy.loss_share": 0.4,
    "budgets.construction/county.ceiling_cny": 900_000,
    "budgets.first_stock/county.ceiling_cny": 30_000,
}
"""An open bridge and money enough for several stores, of which any one may be lost."""


def hamlet(changes=None, kits=None, rows=()):
    """Return hamlet with rows added, some values changed, and least kits by town and commodity."""
    kept = [
        Kit(town=town, commodity=commodity, quantity=quantity, source="made up")
        for (town, commodity), quantity in (kits or {}).items()
    ]
    return apply_changes(with_rows(HAMLET, (*kept, *rows)), changes or {})


def with_rows(instance, rows):
    """Return an instance with rows added, each to its table."""
    tables = {}
    for row in rows:
        tables.setdefault(row.table, [*getattr(instance, row.table)]).append(row)
    return dataclasses.replace(instance, **{name: tuple(table) for name, table in tables.items()})


TOGETHER = Merger(id="M", sites=("HA", "HB"), saving_cny=30_000, **MADE_UP)
"""Alder and Birch, built together."""

CARRYING = {"economics.peacetime_cny_per_m3_km": 1}
"""Goods are moved between stores before the season."""

CLINIC = WorkingStock(site="HA", commodity="kit", units_per_day=0.1, days=55, **MADE_UP)
"""Six kits, the last not in full, that Alder keeps for daily work."""

FORD = Road(
    id="ford", from_place="A", to_place="D", km=15, speed_kmh=30, planned_cost_cny=100_000,
    **MADE_UP,
)  # fmt: skip
"""A planned road that is open in the flood, when Dogwood's bridge is not."""

PURSE = (
    Budget(head=Head.TOTAL, fund="county", ceiling_cny=460_000, **MADE_UP),
    Budget(head=Head.TOTAL, fund="province", ceiling_cny=150_000, **MADE_UP),
)
"""What each fund has in all, less than its ceilings together."""


HALF_OF_D = ScenarioSite(scenario="S1", site="HD", usable_share=0.5, **MADE_UP)
"""Half of what Dogwood's store holds is lost in the flood."""

HALF_THE_SHOP = ScenarioSource(scenario="S2", supplier="shop", usable_share=0.5, **MADE_UP)
"""Half of what is counted on is left to the shop in the storm."""

PATIENTS = (
    group("injured"),
    norm(5, "injured", "kit", once=1),
    people("B", 10, "injured", "S1"),
)
"""Ten injured of Birch in the flood, who need a kit each."""

FIRST_AID = Bundle("medical", "relocated", 5.0)

FEWER_TO_B = Lessons(most_persons={("S1", "HB", "B", FIRST_AID, ()): 50.0})
"""Birch's own 100 first aid bundles in the storm cannot all be driven in time."""

HALF_THE_LIFT = Lessons(lift_share={("S1", TransportMode.ROAD, 5.0): 0.5})
"""Half of the vans' hours until hour 5 are of use."""


class KnownVariables(Variables):
    """Variables that are found by name, in a row or not."""

    def __init__(self, problem, recourse):
        self.by_name = {}
        super().__init__(problem, recourse)

    def _add(self, *args, **options):
        variable = super()._add(*args, **options)
        self.by_name[variable.name] = variable
        return variable


def rows_alone(family_name, instance, lessons=NOTHING_LEARNED):
    """Return the rows of a family by name, and the variables of the whole model by name."""
    problem = pulp.LpProblem(family_name, pulp.LpMinimize)
    x = KnownVariables(problem, recourse_of(instance, lessons))
    return dict(FAMILY[family_name](x)), x.by_name


def is_feasible(family_name, instance, values, lessons=NOTHING_LEARNED):
    """Return whether the rows of a family, alone, allow values of variables.

    A name of a variable may hold ``*``; of two values of the same variable the later counts.
    """
    rows, variables = rows_alone(family_name, instance, lessons)
    for pattern, value in values.items():
        names = fnmatch.filter(variables, pattern)
        assert names, f"no variable is called {pattern}"
        for name in names:
            variables[name].lowBound = variables[name].upBound = value
    problem = pulp.LpProblem(family_name, pulp.LpMinimize)
    problem.setObjective(pulp.LpAffineExpression(dict.fromkeys(variables.values(), 0.0)))
    for name, row in rows.items():
        problem.addConstraint(row, name)
    ending = mip.optimize(problem, mip.Limits(time_limit_s=10))
    assert ending.reason in ("optimal", "infeasible")
    return ending.has_solution
