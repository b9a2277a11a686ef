"""First arrivals, whatever the hour of leaving and however many roads open later."""

import itertools
import random
from pathlib import Path

import numpy as np
import pytest

from optimizer.io import read_instance
from optimizer.routing.bounding.flight import Flights
from optimizer.routing.problem import HOUR_S, NEVER_S, Kind, RoutingProblem, Way, Ways
from optimizer.routing.scenario.points import Ground
from optimizer.routing.times.crew import arrival_s

HAMLET = read_instance(Path(__file__).parents[2] / "instances" / "hamlet")
POINTS = 5


def some_ways(chance):
    """Return ways of which some are missing, some direct, some only later, one behind two gates."""
    seconds = [[0 if a == b else NEVER_S for b in range(POINTS)] for a in range(POINTS)]
    later = {}
    for a, b in itertools.permutations(range(POINTS), 2):
        if chance.random() < 0.4:
            seconds[a][b] = chance.randint(1, 50)
        if chance.random() < 0.5:
            later[a, b] = tuple(
                Way(
                    seconds=chance.randint(10, 40),
                    metres=1,
                    gates=tuple(
                        (chance.randint(0, 9), chance.randint(1, 99)) for _ in range(gates)
                    ),
                )
                for gates in (1, 2)
            )
    square = tuple(map(tuple, seconds))
    return Ways(seconds=square, metres=square, later=later)


def first_arrivals(ways, start, leave_s):
    """Return when each point is reached first, all ways without circles tried."""
    best = dict.fromkeys(range(POINTS), np.inf) | {start: leave_s}
    others = [point for point in range(POINTS) if point != start]
    for count in range(1, POINTS):
        for points in itertools.permutations(others, count):
            now_s = leave_s
            for here, there in itertools.pairwise((start, *points)):
                its = ways.ways(here, there)
                now_s = min((arrival_s(way, int(now_s)) for way in its), default=np.inf)
                if now_s == np.inf:
                    break
            best[points[-1]] = min(best[points[-1]], now_s)
    return list(best.values())


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_reached_sooner_than_by_the_best_of_all_ways(seed):
    ways = some_ways(random.Random(seed))
    problem = RoutingProblem(
        name="",
        points=tuple("ABCDE"),
        ways=(ways,),
        kinds=(Kind(id="van", kg=1),),
        vehicles=(),
        origins=(),
        deliveries=(),
    )
    flights = Flights(problem)
    for start, leave_s in itertools.product(range(POINTS), (0, 7, 30, 120)):
        assert list(flights.arrivals(0, start, leave_s)) == first_arrivals(ways, start, leave_s)


@pytest.mark.parametrize("leave_h", [1, 5, 23.8, 24, 30])
def test_the_hour_of_arrival_is_that_of_the_last_road_on_the_way(leave_h):
    ground = Ground(HAMLET, "S1", ())
    leave_s = round(leave_h * HOUR_S)
    for type_id, start, end in itertools.product(ground.types, "ABCD", "ABCD"):
        steps = ground.path(type_id, start, end, leave_s)
        expected = steps[-1].arrive_s if steps else None
        if start != end:
            assert ground.arrive_s(type_id, start, end, leave_s) == expected
