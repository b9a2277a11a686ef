"""A search that is given a start."""

import pytest
from small_problems import give, knapsack, market_split

from optimizer.mip import Limits, optimize
from optimizer.plan import Status


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
