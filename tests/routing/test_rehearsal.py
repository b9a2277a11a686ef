"""Quick ways to try an answer's variants, against running all of it again."""

from __future__ import annotations

import dataclasses
import random

import pytest
from generated import small

from optimizer.routing.answer import Drop, Trip
from optimizer.routing.construct import construct
from optimizer.routing.problem import NEVER_S
from optimizer.routing.times.facts import Facts
from optimizer.routing.times.journey import Journey
from optimizer.routing.times.timing import timed
from optimizer.routing.why.fitting import Rest, fitted
from optimizer.routing.why.leeway import betweens
from optimizer.routing.why.reasons import NOT_EXAMINED, reasons
from optimizer.routing.why.rehearsal import Rehearsal, alone, goes_alone, promising
from optimizer.routing.why.relaxed import VEHICLE_HOURS

NUMBERS = range(60)


def as_late(problem, timing):
    """Return the seconds by which deliveries are handed out: no later than they are."""
    late = dict(timing.late)
    return [
        min(its.deadline_s + late.get(number, 0), NEVER_S)
        for number, its in enumerate(problem.deliveries)
    ]


def kept_to(problem, latest_s):
    """Return the problem in which nothing may be handed out later."""
    return dataclasses.replace(
        problem,
        deliveries=tuple(
            dataclasses.replace(its, deadline_s=due_s, hard=True)
            for its, due_s in zip(problem.deliveries, latest_s, strict=True)
        ),
    )


def variants(answer, rng):
    """Yield answers in which some trips are gone, cut short or driven by another vehicle."""
    for _ in range(6):
        routes = list(answer)
        giver = rng.choice([number for number, trips in enumerate(answer) if trips])
        trips = list(routes[giver])
        trip = trips.pop(rng.randrange(len(trips)))
        routes[giver] = tuple(trips)
        if rng.random() < 0.7:
            taker = rng.randrange(len(routes))
            place = rng.randint(0, len(routes[taker]))
            drops = trip.drops[: rng.randint(1, len(trip.drops))]
            moved = Trip(trip.origin, drops)
            routes[taker] = (*routes[taker][:place], moved, *routes[taker][place:])
        yield tuple(routes)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_variant_can_be_driven_if_all_of_it_can_run_again(number):
    problem = small(number)
    answer = construct(problem)
    timing = timed(problem, answer)
    if not any(answer):
        return
    latest_s = as_late(problem, timing)
    facts = Facts(problem)
    rehearsal = Rehearsal(facts, answer, latest_s)
    promised = promising(facts, problem, latest_s)
    for variant in variants(answer, random.Random(number)):
        expected = timed(kept_to(problem, latest_s), variant) is not None
        assert rehearsal.can(promised, variant) == expected


def insertions(trips, drop, origins):
    """Yield a route with a drop between any two stops, and in new trips from its origins."""
    for number, trip in enumerate(trips):
        for place in range(len(trip.drops) + 1):
            drops = (*trip.drops[:place], drop, *trip.drops[place:])
            yield (*trips[:number], Trip(trip.origin, drops), *trips[number + 1 :])
    for number in range(len(trips) + 1):
        for origin in origins:
            yield (*trips[:number], Trip(origin, (drop,)), *trips[number:])


def parts_a_stop(problem, trips, drop):
    """Return whether a drop comes between two for one place that is not its own."""
    for trip in trips:
        points = [problem.deliveries[each.delivery].point for each in trip.drops]
        for place, each in enumerate(trip.drops):
            if each is drop and 0 < place < len(points) - 1:
                return points[place - 1] == points[place + 1]
    return False


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_refused_at_once_cannot_be_driven(number):
    problem = dataclasses.replace(small(number), most_visits=None)
    answer = construct(problem)
    facts = Facts(problem)
    latest_s = as_late(problem, timed(problem, answer))
    promised = promising(facts, problem, latest_s)
    for delivery, its in enumerate(problem.deliveries):
        drop = Drop(delivery, its.kg, its.litres)
        rest = Rest(
            drop=drop,
            due_s=latest_s[delivery] - its.tail_s,
            ready_s=its.ready_s,
            most=lambda origin, its=its: its.kg or its.litres,
            visits=1,
        )
        for vehicle, trips in enumerate(answer):
            kind = problem.kinds[problem.vehicles[vehicle].kind]
            run = alone(promised, vehicle, trips) if trips else (0, Journey(promised, vehicle))
            assert run is not None
            places = betweens(promised, vehicle, run[1])
            found = tuple(fitted(problem, vehicle, trips, places, rest))
            for new in found:
                from_there = goes_alone(promised, vehicle, new.trips, run[1].marks, new.since)
                assert from_there == (alone(promised, vehicle, new.trips) is not None)
            quick = {new.trips for new in found}
            for changed in insertions(trips, drop, its.origins):
                fits = all(
                    trip.kg <= kind.kg and trip.litres <= kind.litres
                    and all(trip.origin in problem.deliveries[d.delivery].origins
                            for d in trip.drops)
                    for trip in changed
                )  # fmt: skip
                if fits and alone(promised, vehicle, changed) is not None:
                    assert changed in quick or parts_a_stop(problem, changed, drop)


@pytest.mark.parametrize("number", range(20))
def test_without_time_only_what_is_soon_tried_is_told(number):
    problem = small(number)
    timing = timed(problem, construct(problem))
    told = reasons(problem, timing, seconds=0.0)
    assert set(told) == {row[0] for row in (*timing.late, *timing.unserved)}
    assert {reason.code for reason in told.values()} <= {VEHICLE_HOURS, NOT_EXAMINED}
