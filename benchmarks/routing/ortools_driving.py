"""OR-Tools alone on what a response has to drive: how one would use it without our core.

Beforehand, deliveries are cut into loads of a vehicle, each comes from the origin that the plan
names, and every vehicle is given to one origin; then each origin is routed by itself, which is the
same as routing them together. Being late and leaving out cost weights. What OR-Tools cannot be
told is left out (stock that comes in by and by, shifts, ranges, timetables, roads that open later),
and so are docks and rests: told of them it served next to nobody in 10 s. Its routes are
timed by the whole problem; a route that cannot be driven so is not driven.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from benchmarks.routing.engines import ortools_search
from benchmarks.routing.ortools_parts import Part, parts_of
from optimizer.routing.answer import Answer, Drop, Timed, Trip
from optimizer.routing.lowering.back import raise_back
from optimizer.routing.lowering.lower import Lowered, lower_whole
from optimizer.routing.problem import DAY_S, NEVER_S, RoutingProblem
from optimizer.routing.tasks.task import Client, Task
from optimizer.routing.times.limits import broken
from optimizer.routing.times.timing import timed

LEFT_OUT_S = 10 * DAY_S
"""Leaving a person out weighs as much as serving one so late."""

CLASS_FACTOR, MOST_CLASSES = 10, 4
"""A priority class weighs so many times the next one; of more classes only the first ones."""

LATE, ARRIVAL = "late", "arrival"
AIMS = (LATE, ARRIVAL)
"""What the first core's search keeps small besides cost, and the second's: both count in the rule,
but OR-Tools can be told only one of them."""


def route_alone(problem: RoutingProblem, seconds: float, seed: int, cores: int) -> Timed:
    """Return the best of as many searches as there are cores, by the rule of the problem."""
    parts = parts_of(problem)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(cores, mp_context=context) as pool:
        futures = [
            pool.submit(route_parts, problem, parts, AIMS[core % len(AIMS)], seconds, seed)
            for core in range(cores)
        ]
        driven = [drivable(problem, future.result()) for future in futures]
    return min(driven, key=lambda its: its.value)


def route_parts(
    problem: RoutingProblem, parts: Sequence[Part], aim: str, seconds: float, seed: int
) -> Answer:
    """Return the parts' routes, each searched for its share of the time by its loads."""
    answer: list[tuple[Trip, ...]] = [()] * len(problem.vehicles)
    loads = sum(len(part.deliveries) for part in parts)
    for part in parts:
        share = seconds * len(part.deliveries) / loads
        for vehicle, trips in zip(part.vehicles, _route(part, aim, share, seed), strict=True):
            answer[vehicle] = tuple(
                Trip(part.origin, _joined(part.deliveries, trip.drops)) for trip in trips
            )
    return tuple(answer)


def _route(part: Part, aim: str, seconds: float, seed: int) -> Answer:
    """Return the better of two searches: one trip for each vehicle, and as many as it likes.

    OR-Tools does better without loading again wherever that suffices.
    """
    lowered = lower_whole(part.problem)
    idle: Answer = ((),) * len(part.vehicles)
    if not lowered.task.vehicles:
        return idle
    task = weighted(part.problem, lowered, aim)
    answers = [idle]
    for each in (_once(task), task):
        # An even seed begins with parallel cheapest insertion.
        found = ortools_search(each, seconds / 2, 2 * seed)
        if found is not None:
            answers.append(raise_back(part.problem, idle, lowered, found))
    return min(answers, key=lambda answer: drivable(part.problem, answer).value)


def _once(task: Task) -> Task:
    """Return a task in which nobody loads again."""
    vehicles = (replace(v, reloads=(), most_trips=1) for v in task.vehicles)
    return replace(task, vehicles=tuple(vehicles))


def _joined(owner: Sequence[int], drops: Sequence[Drop]) -> tuple[Drop, ...]:
    """Return drops with loads of one delivery on one trip as one drop, where the first was."""
    kg: dict[int, int] = {}
    litres: dict[int, int] = {}
    for drop in drops:
        delivery = owner[drop.delivery]
        kg[delivery] = kg.get(delivery, 0) + drop.kg
        litres[delivery] = litres.get(delivery, 0) + drop.litres
    return tuple(Drop(delivery, kg[delivery], litres[delivery]) for delivery in kg)


def weighted(problem: RoutingProblem, lowered: Lowered, aim: str) -> Task:
    """Return the task with weights for being late, or for every second, and for being left out.

    Docks and rests are left out.
    """
    clients = tuple(
        _weighted(problem, client, lowered.pieces[number].drop.delivery, lowered.scale, aim)
        for number, client in enumerate(lowered.task.clients)
    )
    return replace(
        lowered.task,
        bases=tuple(replace(base, docks=None) for base in lowered.task.bases),
        clients=clients,
        vehicles=tuple(replace(v, drive_s=NEVER_S, rest_s=0) for v in lowered.task.vehicles),
        driving=(),
    )


def _weighted(problem: RoutingProblem, client: Client, number: int, scale: int, aim: str) -> Client:
    delivery = problem.deliveries[number]
    rank = max(min(problem.classes, MOST_CLASSES) - 1 - delivery.priority, 0)
    per_second = max(round(delivery.persons * scale * CLASS_FACTOR**rank), 1)
    due = 0
    if aim == LATE and delivery.deadline_s < NEVER_S:
        due = max(delivery.deadline_s - delivery.tail_s - delivery.handling_s, 0)
    return replace(
        client,
        latest=client.latest if delivery.hard else NEVER_S,
        prize=per_second * LEFT_OUT_S,
        due=due,
        late_per_second=per_second,
    )


def drivable(problem: RoutingProblem, answer: Answer) -> Timed:
    """Return an answer without the routes that break a limit, taken one after the other."""
    whole = None if broken(problem, answer) else timed(problem, answer)
    if whole is not None:
        return whole
    kept: Answer = ((),) * len(answer)
    for vehicle, trips in enumerate(answer):
        more = (*kept[:vehicle], trips, *kept[vehicle + 1 :])
        if trips and not broken(problem, more):
            kept = more
    found = timed(problem, kept)
    assert found is not None, "nothing in it is broken"
    return found
