"""What HiGHS is asked, and that its endings are told as they are."""

import math
import os
import random
import signal
import subprocess
import sys
import threading
import time
from itertools import combinations
from pathlib import Path

import pulp
import pytest

from benchmarks import cflp
from optimizer import mip, watch
from optimizer.mip import Limits, Relaxation, optimize, relative_gap
from optimizer.plan import Status
from optimizer.siting.variables import label

CAP131 = Path(__file__).parents[2] / "shared" / "bench" / "cflp" / "orlib" / "cap131.txt"

NAMES = pulp.LpProblem("names")


def whole(name, most=1):
    return NAMES.add_variable(name, 0, most, "Integer")


def part(name, most=None):
    return NAMES.add_variable(name, 0, most, "Continuous")


def problem_of(objective, *rows):
    problem = pulp.LpProblem("small", pulp.LpMinimize)
    problem.setObjective(objective)
    for number, row in enumerate(rows):
        problem.addConstraint(row, f"row{number}")
    return problem


def knapsack():
    """Return a problem whose best is -9 (a alone), relaxed -8 - 5/6 * 8 (b and a part of c)."""
    a, b, c = whole("a"), whole("b"), whole("c")
    return problem_of(-9 * a - 8 * b - 8 * c, 8 * a + 5 * b + 6 * c <= 10)


def market_split(*, slack, base=0.0):
    """Return a problem that no solver ends soon, and a way to keep its rows.

    Each of five products is to be sold exactly half to either of two markets. With slack, what
    is missing or too much is the cost, beside a base that cannot be avoided; without, one unit
    more is asked for than can be had evenly, and hardly any split does that.

    Source: Cornuejols and Dawande (1999), INFORMS Journal on Computing 11:205.
    """
    chance = random.Random(1)
    shops = [whole(f"shop{j:02}") for j in range(40)]
    split = {shop.name: float(chance.randint(0, 1)) for shop in shops} | {"base": 1.0}
    rows, cost = [], base * NAMES.add_variable("base", 1, 1)
    for i in range(5):
        sales = [chance.randrange(100) for _ in shops]
        half = sum(sold * split[shop.name] for sold, shop in zip(sales, shops, strict=True))
        row = pulp.lpDot(sales, shops)
        if slack:
            over, under = part(f"over{i}"), part(f"under{i}")
            cost += over + under
            rows.append(row + under - over == half)
        else:
            rows.append(row == half + 1)
    return problem_of(cost, *rows), split


def values(problem):
    return {variable.name: variable.value() for variable in problem.variables()}


def give(problem, start):
    for variable in problem.variables():
        variable.varValue = start.get(variable.name, 0.0)


# Endings


def test_a_solved_problem_is_optimal_and_its_solution_in_the_variables():
    problem = knapsack()
    ending = optimize(problem, Limits())
    assert (ending.status, ending.reason) == (Status.OPTIMAL, "optimal")
    assert ending.has_solution
    assert ending.objective == ending.bound == pytest.approx(-9)
    assert ending.gap <= mip.PROVEN_GAP
    assert values(problem) == pytest.approx({"a": 1, "b": 0, "c": 0}, abs=1e-6)


def test_the_bound_of_a_problem_without_whole_numbers_is_its_objective():
    problem = knapsack()
    for variable in problem.variables():
        variable.cat = "Continuous"
    ending = optimize(problem, Limits())
    assert (ending.status, ending.reason) == (Status.OPTIMAL, "optimal")
    assert ending.objective == ending.bound == pytest.approx(-8 - 8 * 5 / 6)


def test_a_gap_that_was_allowed_is_told_as_a_gap():
    problem, _ = market_split(slack=True, base=1000.0)
    ending = optimize(problem, Limits(time_limit_s=10, mip_gap=0.2))
    assert (ending.status, ending.reason) == (Status.FEASIBLE, "gap reached")
    assert mip.PROVEN_GAP < ending.gap <= 0.2
    assert ending.bound == pytest.approx(1000)


def test_a_time_limit_with_an_incumbent_is_not_called_optimal():
    problem, _ = market_split(slack=True)
    began = time.monotonic()
    ending = optimize(problem, Limits(time_limit_s=0.7))
    assert time.monotonic() - began < 3
    assert (ending.status, ending.reason) == (Status.FEASIBLE, "time limit")
    assert 0 <= ending.bound < ending.objective
    assert problem.objective.value() == pytest.approx(ending.objective)


def test_a_time_limit_without_an_incumbent_has_no_objective():
    problem, _ = market_split(slack=False)
    ending = optimize(problem, Limits(time_limit_s=0.7))
    assert (ending.status, ending.reason) == (Status.NO_PLAN, "time limit")
    assert not ending.has_solution
    assert math.isnan(ending.objective)
    assert ending.gap == math.inf


def test_a_problem_without_a_solution_leaves_the_variables_alone():
    a, b = whole("a"), whole("b")
    problem = problem_of(a + b, a + b >= 3)
    give(problem, {"a": 0.5})
    ending = optimize(problem, Limits())
    assert (ending.status, ending.reason) == (Status.INFEASIBLE, "infeasible")
    assert not ending.has_solution
    assert values(problem) == {"a": 0.5, "b": 0}


def test_unbounded_or_infeasible_is_told_as_infeasible_since_no_model_is_unbounded():
    count, other = whole("count", None), part("other")
    problem = problem_of(-1 * count, count - other <= 1, count - other >= 2)
    assert optimize(problem, Limits()).reason == "infeasible"


def test_what_is_fractional_only_in_proof_is_still_optimal():
    assert relative_gap(100.0, 100.0 - 1e-5) <= mip.PROVEN_GAP
    assert relative_gap(100.0, 100.0 + 1e-5) == 0


def test_a_gap_is_infinite_where_objective_or_bound_is_missing():
    assert relative_gap(math.nan, 1.0) == math.inf
    assert relative_gap(1.0, -math.inf) == math.inf


def test_a_gap_is_a_share_of_the_objective_s_size():
    assert relative_gap(200.0, 150.0) == 0.25
    assert relative_gap(-100.0, -150.0) == 0.5


def test_nothing_left_to_gain_is_optimal_for_all_rounding():
    assert relative_gap(0.0, -1e-14) <= mip.PROVEN_GAP


# Time, Ctrl-C, progress


def test_a_limit_of_two_seconds_ends_below_four():
    problem, _ = market_split(slack=True)
    began = time.monotonic()
    optimize(problem, Limits(time_limit_s=2))
    assert time.monotonic() - began < 4


def test_a_limit_that_is_over_before_it_begins_still_ends():
    problem, _ = market_split(slack=False)
    began = time.monotonic()
    assert optimize(problem, Limits(time_limit_s=-1)).reason == "time limit"
    assert time.monotonic() - began < 2


def test_ctrl_c_keeps_the_incumbent():
    problem, _ = market_split(slack=True)
    sent = []

    def stop_at_first_incumbent(incumbent, _):
        if incumbent is not None and not sent:
            sent.append(incumbent)
            os.kill(os.getpid(), signal.SIGINT)

    ending = optimize(problem, Limits(time_limit_s=20), listener=stop_at_first_incumbent)
    assert (ending.status, ending.reason) == (Status.FEASIBLE, "interrupted")
    assert ending.objective <= sent[0]
    assert problem.objective.value() == pytest.approx(ending.objective)


def test_ctrl_c_without_an_incumbent_has_no_solution():
    problem, _ = market_split(slack=False)
    timer = threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    ending = optimize(problem, Limits(time_limit_s=20))
    timer.join()
    assert (ending.status, ending.reason) == (Status.NO_PLAN, "interrupted")


def test_ctrl_c_in_the_last_moment_is_heard_all_the_same(monkeypatch):
    run = mip.run

    def run_to_the_end(highs, time_limit_s):
        run(highs, time_limit_s)
        return mip.Stop(interrupted=True)

    monkeypatch.setattr(mip, "run", run_to_the_end)
    ending = optimize(knapsack(), Limits())
    assert (ending.status, ending.reason) == (Status.FEASIBLE, "interrupted")
    assert ending.objective == ending.bound == pytest.approx(-9)


def test_ctrl_c_in_a_relaxation_is_passed_on(monkeypatch):
    relaxation = Relaxation(knapsack())
    monkeypatch.setattr(mip, "run", lambda *_: mip.Stop(interrupted=True))
    with pytest.raises(KeyboardInterrupt):
        relaxation.solve(10)


class Deaf:
    """A solver that runs until it is released, whatever it is told."""

    def __init__(self):
        self.released = threading.Event()
        self.cancelled = False

    def setOptionValue(self, *_):
        """Take no notice."""

    def getRunTime(self):
        return 0.0

    def cancelSolve(self):
        self.cancelled = True

    def run(self):
        self.released.wait()


class Hasty(Deaf):
    """A solver during whose first instruction the user presses Ctrl-C."""

    def run(self):
        os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_in_the_first_moment_is_heard():
    for _ in range(200):
        assert mip.run(Hasty(), 10).interrupted


def test_a_solver_that_does_not_hear_is_left_running_and_that_is_known():
    deaf = Deaf()
    stop = mip.run(deaf, 0.1)
    assert deaf.cancelled
    assert stop.abandoned
    assert watch.left_running()
    deaf.released.set()
    until = time.monotonic() + 5
    while watch.left_running() and time.monotonic() < until:
        time.sleep(0.01)
    assert not watch.left_running()


def test_a_search_left_running_still_gives_what_it_told(monkeypatch):
    run = mip.run

    def run_and_abandon(highs, time_limit_s):
        run(highs, time_limit_s)
        return mip.Stop(abandoned=True)

    monkeypatch.setattr(mip, "run", run_and_abandon)
    problem, _ = market_split(slack=True, base=100.0)
    ending = optimize(problem, Limits(time_limit_s=0.7))
    assert (ending.status, ending.reason) == (Status.FEASIBLE, "time limit")
    assert ending.bound == pytest.approx(100)
    assert problem.objective.value() == pytest.approx(ending.objective)


def test_a_search_left_running_is_heard_no_more(monkeypatch):
    left = []

    def abandon_at_once(highs, _):
        left.append(highs)
        return mip.Stop(abandoned=True)

    monkeypatch.setattr(mip, "run", abandon_at_once)
    heard = []
    ending = optimize(knapsack(), Limits(), listener=lambda *moment: heard.append(moment))
    left[0].run()
    assert ending.status is Status.NO_PLAN
    assert heard == []


def test_the_listener_hears_the_incumbents_and_the_bound():
    problem, _ = market_split(slack=True, base=100.0)
    heard = []
    ending = optimize(
        problem, Limits(time_limit_s=0.7), listener=lambda *moment: heard.append(moment)
    )
    incumbents = [incumbent for incumbent, _ in heard if incumbent is not None]
    bounds = [bound for _, bound in heard if bound is not None]
    assert incumbents == sorted(incumbents, reverse=True)
    assert min(incumbents) == pytest.approx(ending.objective)
    assert max(bounds) == pytest.approx(ending.bound)


def test_nothing_is_printed(capfd):
    optimize(knapsack(), Limits())
    Relaxation(knapsack()).solve(10)
    assert capfd.readouterr() == ("", "")


# Starts


def test_a_start_is_taken_as_the_first_incumbent():
    problem, split = market_split(slack=True, base=1.0)
    give(problem, split)
    ending = optimize(problem, Limits(time_limit_s=20), start=True)
    assert (ending.status, ending.objective) == (Status.OPTIMAL, pytest.approx(1.0))


def test_a_start_is_not_lost_though_time_is_short():
    problem, split = market_split(slack=True)
    nearly = split | {"shop00": 1 - split["shop00"]}
    give(problem, nearly)
    for i in range(5):
        missing = problem.constraints()[i].value()
        nearly[f"over{i}" if missing > 0 else f"under{i}"] = abs(missing)
    give(problem, nearly)
    cost = problem.objective.value()
    assert cost > 0
    assert optimize(problem, Limits(time_limit_s=0.2), start=True).objective <= cost + 1e-6


def test_a_start_that_keeps_no_row_does_no_harm():
    problem = knapsack()
    give(problem, {"a": 1, "b": 1, "c": 1})
    heard = []
    ending = optimize(problem, Limits(), start=True, listener=lambda _, bound: heard.append(bound))
    assert (ending.status, ending.objective) == (Status.OPTIMAL, pytest.approx(-9))
    assert all(bound is None or bound <= -9 + 1e-6 for bound in heard)


# The relaxation that is kept


def test_a_relaxation_is_solved_again_as_it_changes():
    problem = knapsack()
    a, b, c = problem.variables()
    relaxation = Relaxation(problem)
    free = relaxation.solve(10)
    assert free == pytest.approx(-8 - 8 * 5 / 6)
    assert values(problem) == pytest.approx({"a": 0, "b": 1, "c": 5 / 6})

    relaxation.fix(a, 1)
    assert relaxation.solve(10) == pytest.approx(-9 - 8 * 2 / 5)
    assert a.value() == pytest.approx(1)

    relaxation.fix(b, 0)
    relaxation.free(a)
    assert relaxation.solve(10) == pytest.approx(-8 - 9 * 4 / 8)

    relaxation.free(b)
    assert relaxation.solve(10) == pytest.approx(free)
    assert (c.lowBound, c.upBound) == (0, 1)


def test_a_relaxation_is_freed_to_no_upper_bound_where_there_is_none():
    litres = part("litres")
    relaxation = Relaxation(problem_of(-1 * litres, litres <= 7))
    relaxation.fix(litres, 2)
    assert relaxation.solve(10) == pytest.approx(-2)
    relaxation.free(litres)
    assert relaxation.solve(10) == pytest.approx(-7)


def test_rows_are_tightened_on_their_own_side_and_loosened_again():
    x, y = part("x"), part("y")
    at_most, at_least = x <= 7, y >= 3
    relaxation = Relaxation(problem_of(y - x, at_most, at_least))
    assert relaxation.solve(10) == pytest.approx(-4)
    relaxation.tighten(at_most, 2)
    assert relaxation.solve(10) == pytest.approx(-2)
    relaxation.tighten(at_least, 1)
    assert relaxation.solve(10) == pytest.approx(-1)
    relaxation.tighten(at_most, 0)
    relaxation.tighten(at_least, 0)
    assert relaxation.solve(10) == pytest.approx(-4)


def test_a_row_added_to_a_relaxation_is_added_to_the_problem():
    problem = knapsack()
    _, b, c = problem.variables()
    relaxation = Relaxation(problem)
    relaxation.add("not_both", b + c <= 1)
    assert relaxation.solve(10) == pytest.approx(-8 - 9 * 5 / 8)
    assert Relaxation(problem).solve(10) == pytest.approx(-8 - 9 * 5 / 8)
    assert problem.constraints()[-1].name == "not_both"


def test_an_added_row_may_be_tightened_too():
    problem = knapsack()
    _, b, c = problem.variables()
    relaxation = Relaxation(problem)
    row = b + c <= 1
    relaxation.add("not_both", row)
    relaxation.tighten(row, 1)
    assert relaxation.solve(10) == pytest.approx(-9)


def test_a_relaxation_without_a_solution_has_no_cost():
    problem = knapsack()
    relaxation = Relaxation(problem)
    for variable in problem.variables():
        relaxation.fix(variable, 1)
    assert math.isnan(relaxation.solve(10))


def test_a_relaxation_tells_what_a_store_left_out_would_cost():
    cheap, dear = part("cheap", 1), part("dear", 1)
    Relaxation(problem_of(2 * cheap + 5 * dear, cheap + dear >= 1)).solve(10)
    assert (cheap.dj, dear.dj) == (pytest.approx(0), pytest.approx(3))


def test_time_limits_of_a_relaxation_do_not_add_up():
    relaxation = Relaxation(knapsack())
    costs = [relaxation.solve(0.2) for _ in range(20)]
    assert costs == pytest.approx([costs[0]] * 20)


def test_variables_keep_the_names_that_the_model_gives_them():
    names = [label("flow", "S1!HA", "a-b", "c/d"), label("flow", "S1!HA", "a/b", "c-d")]
    first, second = (whole(name) for name in names)
    problem = problem_of(2 * first + second, first + second >= 1)
    optimize(problem, Limits())
    assert values(problem) == pytest.approx({names[0]: 0, names[1]: 1})


# The solver itself


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
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
