"""How a solve ends that has no plan, or was ended: sentence, exit code, no traceback."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from commands import HAMLET, reserve

import optimizer
from optimizer.errors import Conflict, InfeasibleError, NoPlanError, VerificationError
from optimizer.plan import Status


def test_an_impossible_budget_is_proven_infeasible_and_explained():
    change = ("--set", "budgets.construction/*.ceiling_cny=1")
    solved = reserve("solve", HAMLET, *change, "--json", "-o", "ours")
    assert solved.exit_code == 3
    assert "no plan can keep all the promises" in solved.stderr
    told = json.loads(solved.stdout)
    assert told["status"] == "infeasible"
    assert told["conflicts"]
    assert not Path("ours").exists()


BUDGET = Conflict(
    promise="spend_within_budget",
    where=("construction",),
    amount=1000.0,
    sentence="construction needs 1,000 CNY more",
    sentence_zh="建设费须增加 1,000 元",
    alone=True,
)


def test_a_proof_of_infeasibility_is_told_in_the_language_asked_for(monkeypatch):
    def fail(*_):
        raise InfeasibleError([BUDGET, replace(BUDGET, alone=False)])

    monkeypatch.setattr(optimizer, "solve", fail)
    chinese = reserve("solve", HAMLET, "--lang", "zh").stderr
    assert chinese.count("建设费须增加 1,000 元") == 2
    assert "construction" not in chinese
    assert "construction needs 1,000 CNY more" in reserve("solve", HAMLET, "--lang", "en").stderr


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (InfeasibleError([BUDGET]), 3),
        (NoPlanError("no plan was found within 1 s"), 4),
        (VerificationError(["meet_need(S1, D): 3 persons too few"]), 5),
        (KeyboardInterrupt(), 130),
        (RuntimeError("the\nsolver broke"), 1),
    ],
)
def test_every_ending_without_a_plan_has_its_exit_code_and_no_traceback(
    monkeypatch, error, exit_code
):
    def fail(*_):
        raise error

    monkeypatch.setattr(optimizer, "solve", fail)
    solved = reserve("solve", HAMLET)
    assert solved.exit_code == exit_code
    assert solved.stderr.strip()
    assert solved.stdout == ""
    assert "Traceback" not in solved.stderr
    assert not Path("runs/hamlet").exists()


def test_an_internal_error_is_one_line_with_the_traceback_on_demand(monkeypatch):
    def fail(*_):
        raise RuntimeError("the\nsolver broke")

    monkeypatch.setattr(optimizer, "solve", fail)
    short = reserve("solve", HAMLET).stderr
    assert short.splitlines() == [
        "internal error: RuntimeError: the solver broke (run again with -v for the traceback)"
    ]
    assert "Traceback" in reserve("solve", HAMLET, "-v").stderr


def test_an_interrupted_solve_saves_its_plan_and_says_so_by_its_exit_code(monkeypatch):
    solve = optimizer.solve

    def interrupted(*arguments):
        return replace(solve(*arguments), status=Status.FEASIBLE, reason="interrupted")

    monkeypatch.setattr(optimizer, "solve", interrupted)
    solved = reserve("solve", HAMLET)
    assert solved.exit_code == 130
    assert "interrupted" in solved.stdout
    assert json.loads(Path("runs/hamlet/plan.json").read_text("utf-8"))["reason"] == "interrupted"


def test_a_folder_that_cannot_be_written_is_told_before_the_search(monkeypatch):
    Path("taken").write_text("a file")
    monkeypatch.setattr(optimizer, "solve", lambda *_: pytest.fail("searched in vain"))
    refused = reserve("solve", HAMLET, "-o", "taken")
    assert refused.exit_code == 2
    assert "taken" in refused.stderr
