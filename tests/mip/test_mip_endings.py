"""The endings of a search are told as they are, with their gaps."""

import math
import time

import pytest
from small_problems import give, knapsack, market_split, part, problem_of, values, whole

from optimizer import mip
from optimizer.mip import Limits, Relaxation, optimize, relative_gap
from optimizer.plan import Status
from optimizer.siting.variables import label


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


def test_variables_keep_the_names_that_the_model_gives_them():
    names = [label("flow", "S1!HA", "a-b", "c/d"), label("flow", "S1!HA", "a/b", "c-d")]
    first, second = (whole(name) for name in names)
    problem = problem_of(2 * first + second, first + second >= 1)
    optimize(problem, Limits())
    assert values(problem) == pytest.approx({names[0]: 0, names[1]: 1})
