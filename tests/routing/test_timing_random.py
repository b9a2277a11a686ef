"""Random answers to tiny problems: times add up, rests suffice, queues are orderly."""

from __future__ import annotations

import dataclasses
import itertools
import random

from every_answer import answers
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import tiny

from optimizer.routing.times.crew import Crew
from optimizer.routing.times.handling import handling_s
from optimizer.routing.times.timing import RouteTimer, timed
from optimizer.routing.value import plus, value_of


def some(number, case=None, count=20):
    """Return a problem and some of its answers with their times."""
    case = case or tiny(number, deliveries=3, splits=False)
    every = list(itertools.islice(answers(case), 400))
    chosen = random.Random(number).sample(every, min(count, len(every)))
    found = [timing for answer in chosen if (timing := timed(case, answer)) is not None]
    return case, found


NUMBERS = st.integers(0, 10**6)


@given(NUMBERS)
@settings(max_examples=30, deadline=None)
def test_quick_and_told_times_are_worth_the_same(number):
    case, found = some(number)
    timer = RouteTimer(case)
    for timing in found:
        assert value_of(timer.answer(timing.answer)) == timing.value
        if not timer.is_shared:
            worth = timer.idle
            for vehicle, trips in enumerate(timing.answer):
                worth = plus(worth, timer.route(vehicle, trips))
            assert value_of(worth) == timing.value


@given(NUMBERS)
@settings(max_examples=30, deadline=None)
def test_crews_rest_as_they_must(number):
    """Without closed roads: how long one waits there is not told."""
    case = tiny(number, deliveries=3, splits=False)
    ways = tuple(dataclasses.replace(ways, later={}) for ways in case.ways)
    case, found = some(number, dataclasses.replace(case, ways=ways))
    for timing in found:
        for route in timing.routes:
            vehicle = case.vehicles[route.vehicle]
            crew = Crew.of(case.kinds[vehicle.kind])
            _check_rests(crew, vehicle, _doings(route))


def _doings(route):
    """Yield from, to and seconds of driving and of other work, and the rests, in order."""
    for trip in route.trips:
        yield trip.leave_s, trip.reach_s, trip.drive_s, 0, trip.rests
        yield trip.load_s, trip.loaded_s, 0, trip.loaded_s - trip.load_s, ()
        for stop in trip.stops:
            yield stop.leave_s, stop.arrive_s, stop.drive_s, 0, stop.rests
            yield stop.begin_s, stop.done_s, 0, stop.done_s - stop.begin_s, ()
    yield route.home_leave_s, route.home_s, route.home_drive_s, 0, route.home_rests


def _check_rests(crew, vehicle, doings):
    """Count driving and work piece by piece; on a way all that can be is done before a rest."""
    driven, worked, now = vehicle.driven_s, vehicle.worked_s, vehicle.ready_s
    rests = []
    spans = list(doings)
    for *_, found in spans:
        rests.extend(found)
    assert all(a.end_s <= b.start_s for a, b in itertools.pairwise(rests))
    for start_s, end_s, drive_s, work_s, _ in spans:
        assert start_s >= now
        inside = [rest for rest in rests if start_s <= rest.start_s and rest.end_s <= end_s]
        before = [rest for rest in rests if now <= rest.start_s and rest.end_s <= start_s]
        for rest in before:
            driven, worked = _rested(crew, rest, driven, worked)
        left = drive_s
        at_s = start_s
        for rest in inside:
            part = min(left, rest.start_s - at_s)
            driven, worked, left, at_s = driven + part, worked + part, left - part, rest.end_s
            assert driven <= max(crew.drive_s, vehicle.driven_s)
            assert worked <= max(crew.shift_s, vehicle.worked_s)
            driven, worked = _rested(crew, rest, driven, worked)
        assert left <= end_s - at_s
        driven, worked, now = driven + left, worked + left + work_s, end_s
        if drive_s or work_s:
            assert driven <= max(crew.drive_s, vehicle.driven_s)
            assert worked <= max(crew.shift_s, vehicle.worked_s)


def _rested(crew, rest, driven, worked):
    pause_s = rest.end_s - rest.start_s
    return (0 if pause_s >= crew.rest_s else driven), (0 if pause_s >= crew.night_s else worked)


@given(NUMBERS)
@settings(max_examples=30, deadline=None)
def test_origins_load_no_more_at_once_than_they_can(number):
    case, found = some(number)
    for timing in found:
        trips = [trip for route in timing.routes for trip in route.trips]
        kg = [trip.kg for trips in timing.answer for trip in trips]
        for index, origin in enumerate(case.origins):
            here = sorted(
                (trip.load_s, trip.loaded_s, trip.load_s + handling_s(origin, load_kg))
                for trip, load_kg in zip(trips, kg, strict=True)
                if trip.origin == index
            )
            assert all(load[0] >= origin.opens_s for load in here)
            for one, other in itertools.pairwise(here):
                assert one[2] <= other[0]
                if origin.docks == 1:
                    assert one[1] <= other[0]


@given(NUMBERS)
@settings(max_examples=30, deadline=None)
def test_ways_take_their_time(number):
    case, found = some(number)
    for timing in found:
        for route in timing.routes:
            ways = case.ways[case.kinds[case.vehicles[route.vehicle].kind].ways]
            here = case.vehicles[route.vehicle].start_point
            for trip in route.trips:
                points = [case.origins[trip.origin].point, *(stop.point for stop in trip.stops)]
                legs = [trip, *trip.stops]
                ends = [trip.reach_s, *(stop.arrive_s for stop in trip.stops)]
                for point, leg, end_s in zip(points, legs, ends, strict=True):
                    choices = [(way.seconds, way.metres) for way in ways.ways(here, point)]
                    assert here == point or (leg.drive_s, leg.metres) in choices
                    assert end_s - leg.leave_s >= leg.drive_s
                    here = point
