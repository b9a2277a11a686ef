"""The solver itself: optimal where it once was not, and at peace with OR-Tools."""

import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pulp
import pytest
from small_problems import part, problem_of, whole

from benchmarks import cflp
from optimizer.mip import Limits, optimize

CAP131 = Path(__file__).parents[3] / "shared" / "bench" / "cflp" / "orlib" / "cap131.txt"


def facility_location(opening, serving):
    """Return facility location, a facility's customers tied to it all in one row."""
    facilities, customers = range(len(opening)), range(len(serving[0]))
    opened = [whole(f"open{i:02}") for i in facilities]
    served = [[part(f"serve{i:02}_{j:02}") for j in customers] for i in facilities]
    cost = pulp.lpDot(opening, opened) + pulp.lpSum(
        pulp.lpDot(serving[i], served[i]) for i in facilities
    )
    whole_need = [pulp.lpSum(served[i][j] for i in facilities) == 1 for j in customers]
    tied = [pulp.lpSum(served[i]) <= len(customers) * opened[i] for i in facilities]
    return problem_of(cost, *whole_need, *tied)


def cheapest_by_trying_all(opening, serving):
    return min(
        sum(opening[i] for i in chosen)
        + sum(min(serving[i][j] for i in chosen) for j in range(len(serving[0])))
        for count in range(1, len(opening) + 1)
        for chosen in combinations(range(len(opening)), count)
    )


@pytest.mark.parametrize("seed", range(10))
def test_small_facility_location_is_optimal_as_it_was_not_in_highs_1_14_0(seed):
    chance = random.Random(seed)
    opening = [0, *(chance.randint(20, 60) for _ in range(4))]
    serving = [[chance.randint(1, 60) for _ in range(8)] for _ in range(5)]
    ending = optimize(facility_location(opening, serving), Limits(time_limit_s=20))
    assert ending.reason == "optimal"
    assert ending.objective == pytest.approx(cheapest_by_trying_all(opening, serving))


@pytest.mark.skipif(not CAP131.exists(), reason=f"the published instances are not at {CAP131}")
def test_cap131_is_optimal_as_it_was_not_in_highs_1_14_0():
    published = cflp.parse("orlib", CAP131)
    problem = facility_location(published.opening_costs, published.serving_costs)
    ending = optimize(problem, Limits(time_limit_s=30))
    assert (ending.reason, ending.objective) == ("optimal", pytest.approx(793_439.5625))


HIGHS = """
import pulp
from optimizer.mip import Limits, optimize
problem = pulp.LpProblem("one", pulp.LpMinimize)
count = problem.add_variable("count", 0, 9, "Integer")
problem.setObjective(-1 * count)
problem.addConstraint(2 * count <= 7, "row")
assert optimize(problem, Limits()).objective == -3
"""

ORTOOLS = """
from ortools.sat.python import cp_model
model = cp_model.CpModel()
number = model.new_int_var(0, 9, "number")
model.add(2 * number <= 7)
model.maximize(number)
solver = cp_model.CpSolver()
solver.parameters.num_workers = 1
assert solver.solve(model) == cp_model.OPTIMAL and solver.objective_value == 3
"""


@pytest.mark.parametrize(
    "parts",
    [(HIGHS, ORTOOLS, HIGHS), (ORTOOLS, HIGHS, ORTOOLS)],
    ids=["highspy first", "ortools first"],
)
def test_highspy_and_ortools_solve_in_one_process(parts):
    run = subprocess.run(
        [sys.executable, "-c", "\n".join(parts)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
