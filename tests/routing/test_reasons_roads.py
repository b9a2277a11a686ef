"""Roads that bar the way in a plan's scenario, opened one reason at a time."""

from __future__ import annotations

import dataclasses

import pytest
from made_up import road_change
from small_plans import driven, flow, plan, question

from optimizer.routing.answer import Drop, Trip
from optimizer.routing.problem import HOUR_S
from optimizer.routing.times.timing import timed
from optimizer.routing.why.opened import opened_ways
from optimizer.routing.why.reasons import reasons

CLOSED = (road_change("B-C", closed=True),)
OVER_B, OVER_WEAK_BRIDGE = 2700, 5400


def stage_of(**tables):
    """A plan that brings goods from A to C: over B if that is open, or over a weak bridge."""
    return driven(question(**tables), plan(flow("HA", "C"))).first


def seconds_to_c(stage, codes):
    """Return the seconds from A to C of pickup and van, None where they have no way."""
    problem = stage.problem
    ways = opened_ways(stage)(frozenset(codes)) if codes else problem.ways
    end = problem.deliveries[0].point
    start = problem.origins[0].point
    found = {
        kind.id: min((way.seconds for way in ways[kind.ways].ways(start, end)), default=None)
        for kind in problem.kinds
    }
    return found["pickup"], found["van"]


@pytest.mark.parametrize(
    ("codes", "seconds"),
    [
        ((), (OVER_WEAK_BRIDGE, None)),
        (("weight_limit",), (OVER_WEAK_BRIDGE, OVER_WEAK_BRIDGE)),
        (("closed_road",), (OVER_WEAK_BRIDGE, None)),
        (("no_way",), (OVER_B, OVER_B)),
    ],
)
def test_a_road_closed_for_good_opens_only_as_no_way(codes, seconds):
    assert seconds_to_c(stage_of(scenario_roads=CLOSED), codes) == seconds


def test_a_road_that_opens_later_opens_at_once():
    stage = stage_of()
    assert any(ways.later for ways in stage.problem.ways)
    assert not any(ways.later for ways in opened_ways(stage)(frozenset({"closed_road"})))
    assert seconds_to_c(stage, ("closed_road",)) == (OVER_B, OVER_B)


@pytest.mark.parametrize(("deadline_h", "code"), [(3.25, "closed_road"), (4.0, "weight_limit")])
def test_a_van_is_late_for_the_road_that_would_have_been_soon_enough(deadline_h, code):
    stage = stage_of()
    whole = stage.problem
    vans = tuple(its for its in whole.vehicles if whole.kinds[its.kind].id == "van")
    (its,) = whole.deliveries
    due = dataclasses.replace(its, deadline_s=int(deadline_h * HOUR_S))
    case = dataclasses.replace(whole, vehicles=vans, deliveries=(due,))
    drop = Drop(0, its.kg, its.litres)
    timing = timed(case, ((Trip(its.origins[0], (drop,)),), *((),) * (len(vans) - 1)))
    assert timing.late
    assert reasons(case, timing, opened_ways(stage))[0].code == code


@pytest.mark.parametrize("code", ["no_way", "weight_limit", "closed_road"])
def test_of_an_answer_the_ways_are_told_that_it_may_use(code):
    stage = stage_of()
    problem = stage.problem
    drop = Drop(0, problem.deliveries[0].kg, problem.deliveries[0].litres)
    timing = timed(problem, ((Trip(0, (drop,)),), *((),) * (len(problem.vehicles) - 1)))
    some, every = (opened_ways(stage, one)(frozenset({code})) for one in (timing, None))
    for kind in problem.kinds:
        homes = {its.home for its in problem.vehicles if problem.kinds[its.kind] == kind}
        used = {problem.origins[0].point, *homes}
        if problem.kinds[problem.vehicles[0].kind] == kind:
            used.add(problem.deliveries[0].point)
        for start in used:
            for end in used:
                assert some[kind.ways].ways(start, end) == every[kind.ways].ways(start, end)


def test_lifted_limits_leave_the_ways_of_who_passes_as_they_are():
    stage = stage_of()
    kinds = {kind.id: kind.ways for kind in stage.problem.kinds}
    lifted = opened_ways(stage)(frozenset({"weight_limit"}))
    assert lifted[kinds["pickup"]] is stage.problem.ways[kinds["pickup"]]
    assert lifted[kinds["van"]] != stage.problem.ways[kinds["van"]]
