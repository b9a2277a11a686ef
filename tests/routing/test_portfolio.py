"""The search for a whole routing: workers, budgets, and searchers that fail."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass

import pytest
from generated import large, small
from hypothesis import given, settings
from hypothesis import strategies as st
from test_parts import island
from three_places import DROP_B, DROP_C, lorry, problem, to_b, trip, truck

from optimizer.routing import rounds
from optimizer.routing.answer import Drop
from optimizer.routing.construct import construct
from optimizer.routing.parts import parts, together
from optimizer.routing.pools.seen import seen_in
from optimizer.routing.portfolio import route
from optimizer.routing.rounds import CONSTRUCTED, RECOMBINED
from optimizer.routing.searchers import OwnSearch, Turn
from optimizer.routing.tasks.task import Budget
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

LONG_S = 600.0


def steps(iterations):
    """Return a budget of so many iterations, whatever time they take."""
    return Budget(seconds=LONG_S, iterations=iterations)


@dataclass(frozen=True)
class Found:
    """A searcher that always finds the same."""

    answer: object
    name: str = "found"

    def search(self, problem, best, budget, seed):
        """Return what it finds."""
        if isinstance(self.answer, Exception):
            raise self.answer
        return Turn(self.answer)


def searching(monkeypatch, *searchers):
    """Let only these search."""
    monkeypatch.setattr(rounds, "SEARCHERS", searchers)


@given(st.integers(0, 10**6))
@settings(max_examples=6, deadline=None)
def test_a_routing_is_valid_and_no_worse_than_the_first(number):
    case = small(number)
    routed = route(case, Budget(seconds=0.5, iterations=4), seed=number)
    assert broken(case, routed.timed.answer) == ()
    assert routed.timed.value <= timed(case, construct(case)).value


def test_the_same_seed_and_iterations_give_the_same_routes():
    case = large(deliveries=30)
    first, second = (route(case, steps(3), seed=5) for _ in range(2))
    assert first.timed == second.timed
    assert first.engine == second.engine


def test_two_workers_find_a_valid_routing_and_find_it_again():
    case = large(deliveries=30)
    first, second = (route(case, steps(3), seed=5, workers=2) for _ in range(2))
    assert broken(case, first.timed.answer) == ()
    assert first.timed.value < timed(case, construct(case)).value
    assert first.timed == second.timed


def test_a_searcher_that_fails_is_survived_and_told(monkeypatch, caplog):
    searching(monkeypatch, Found(RuntimeError("out of ideas")), OwnSearch())
    case = problem(kinds=truck(kg=1000), deliveries=to_b(kg=2000, litres=1000))
    with caplog.at_level(logging.ERROR):
        routed = route(case, steps(5))
    assert broken(case, routed.timed.answer) == ()
    assert routed.timed.unserved == ()
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "found failed on three places: RuntimeError('out of ideas')" in caplog.text
    assert not any(record.exc_info for record in errors), "planners see these: no tracebacks"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        ((trip(DROP_B), trip(DROP_B)),),
        ((trip(Drop(0, 99, 500)),),),
        ((trip(Drop(7, 1, 1)),),),
        (),
        ((trip(DROP_C), trip(DROP_B)),),
    ],
    ids=["nothing", "twice", "wrong litres", "no such delivery", "no vehicle", "worse"],
)
def test_what_is_wrong_or_worse_does_not_count(monkeypatch, answer):
    searching(monkeypatch, Found(answer))
    routed = route(problem(), steps(1))
    assert routed.timed.answer == ((trip(DROP_B, DROP_C),),)
    assert (routed.engine, routed.engines) == (CONSTRUCTED, ())


def test_who_bettered_the_routing_is_named(monkeypatch):
    monkeypatch.setattr(rounds, "construct", lambda problem: ((),))
    searching(monkeypatch, Found(((trip(DROP_B, DROP_C),),)))
    routed = route(problem(), steps(1))
    assert routed.timed.answer == ((trip(DROP_B, DROP_C),),)
    assert routed.engine == "found"


def test_it_ends_when_nothing_gets_better_any_more(monkeypatch):
    asked = []

    class Counting(Found):
        def search(self, problem, best, budget, seed):
            asked.append(seed)
            return Turn(None)

    searching(monkeypatch, Counting(None))
    route(problem(), steps(1), seed=3)
    assert asked == [3, 4, 5]


def test_without_time_the_first_answer_stands():
    case = large(deliveries=20)
    routed = route(case, Budget(seconds=0.0))
    assert routed.timed.answer == construct(case)


def test_nothing_to_drive_needs_no_search(monkeypatch):
    searching(monkeypatch, Found(AssertionError("nobody is to be asked")))
    assert route(problem(deliveries=()), steps(1)).timed.answer == ((),)


def test_parts_that_share_nothing_are_routed_apart_and_put_together(monkeypatch):
    searching(monkeypatch, OwnSearch())
    case = island()
    found = route(case, Budget(seconds=20, iterations=5), 1)
    assert broken(case, found.timed.answer) == ()
    alone = [route(part.problem, Budget(seconds=20, iterations=5), 1) for part in parts(case)]
    assert len(alone) == 2
    assert found.timed.value == tuple(
        sum(numbers) for numbers in zip(*(each.timed.value for each in alone), strict=True)
    )


def test_parts_of_about_the_same_size_are_routed_by_processes_side_by_side():
    case = island()
    alone = [route(part.problem, Budget(seconds=20, iterations=5), 1) for part in parts(case)]
    found = route(case, Budget(seconds=20, iterations=5), 1, workers=2)
    assert found.timed.answer == together(
        case, [(part, each.timed.answer) for part, each in zip(parts(case), alone, strict=True)]
    )


def test_routes_of_several_answers_are_put_together(monkeypatch):
    """Each of two searchers is good for one of two trucks; only together they are best."""
    case = problem(vehicles=(*lorry(), *lorry(id="truck@A/own#2")), kinds=truck(kg=1000))
    in_time, in_vain = Drop(0, 1000, 500), Drop(1, 999, 499)

    @dataclass(frozen=True)
    class Passing(Found):
        def search(self, problem, best, budget, seed):
            routes = seen_in(problem, self.answer)
            return Turn(None, routes)

    to_b_only = ((trip(in_time),), ())
    to_c_only = ((), (trip(DROP_C),))
    monkeypatch.setattr(rounds, "construct", lambda problem: ((), (trip(in_vain),)))
    searching(monkeypatch, Passing(to_b_only), Passing(to_c_only))
    routed = route(case, Budget(seconds=8.0), workers=1)
    assert routed.timed.unserved == ()
    assert routed.engine == RECOMBINED


@dataclass(frozen=True)
class Dying:
    """A searcher whose process ends in the middle of it."""

    name: str = "dying"

    def search(self, problem, best, budget, seed):
        """Take the process along."""
        os._exit(1)


def test_a_process_that_dies_is_survived_and_told(monkeypatch, caplog):
    searching(monkeypatch, Dying())
    case = problem(kinds=truck(kg=1000), deliveries=to_b(kg=2000, litres=1000))
    with caplog.at_level(logging.ERROR):
        routed = route(case, Budget(seconds=10.0), workers=2)
    assert routed.timed.answer == construct(case)
    assert "the process of dying has died" in caplog.text
