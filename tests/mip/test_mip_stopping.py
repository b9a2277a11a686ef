"""Ctrl-C is heard at any moment, and a solver that does not hear is left."""

import os
import signal
import threading
import time

import pytest
from small_problems import knapsack, market_split

from optimizer import mip, watch
from optimizer.mip import Limits, Relaxation, optimize
from optimizer.plan import Status


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
