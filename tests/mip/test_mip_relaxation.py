"""The relaxation that is kept and solved again."""

import math

import pytest
from small_problems import knapsack, part, problem_of, values

from optimizer.mip import Relaxation


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
