"""Bounds of a scenario under way: what is done is a constant, what is ahead is bounded.

What is ahead is bounded stretch by stretch, as the hour of the state finds it: goods on board,
goods at stores and sources, goods that wait to be handed on; each of them as if all vehicles were
free for it where they take their orders. What is still to be handed on can only add.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.driving.replanning.ahead import LONGEST_WAY
from optimizer.driving.replanning.figures import Figures, figures
from optimizer.driving.replanning.goods import to_load
from optimizer.driving.replanning.stages import Later, on_board, standing_of
from optimizer.driving.replanning.tables import Course, tables
from optimizer.driving.worth import by_criterion
from optimizer.routing.bounding.bounds import bounds
from optimizer.routing.problem import HOUR_S, Criterion
from optimizer.routing.scenario.fleet import FEN_PER_CNY
from optimizer.routing.scenario.quantities import share_of

if TYPE_CHECKING:
    from optimizer.driving.replanning.ahead import Ahead
    from optimizer.driving.replanning.figures import Scene
    from optimizer.driving.replanning.setting import Setting
    from optimizer.routing.problem import RoutingProblem
    from optimizer.routing.scenario.dropped import RoutedStage
    from optimizer.routing.scenario.stages import Load, Stage

NOTHING = Figures(0.0, 0.0, 0.0, 0.0)


def bound_of(scene: Setting, ahead: Ahead, at: Scene) -> Figures:
    """Return what is done, or done before new orders, with the bound of all that is ahead."""
    course = Course(
        scenario=scene.state.scenario,
        schedules=scene.schedules,
        whereabouts=scene.whereabouts,
        aboard=(),
        later=(),
        after=scene.after_ground,
        kinds=scene.kinds,
    )
    done = replace(tables(course), returns=())
    return _sum(figures(at, done), _bound_ahead(scene, ahead))


def _bound_ahead(scene: Setting, ahead: Ahead) -> Figures:
    """Return the bound of all that is ahead.

    That of persons unserved holds for every way to go on, the others for those that leave no more
    persons unserved than this one.
    """
    total = NOTHING
    aboard = on_board(scene.shipments, scene.book.aboard, scene.whereabouts)
    if aboard is not None:
        found = _bounded(aboard, ahead.aboard)
        # Stranded goods are sent once more: who waits for them may be served, at a cost ahead.
        total = _sum(total, found._replace(unserved=0.0, cost_cny=0.0))
    flows = {
        name: (pair.flow.persons, scene.shipments.waits_h(name))
        for name, pair in scene.shipments.flows.items()
    }
    amounts = to_load(scene.book, flows, scene.gone, {})
    for part in range(LONGEST_WAY):
        loads = scene.shipments.loads(part, amounts.get(part, {}))
        if loads:
            found = _bounded(_at_the_hour(scene, part, loads), ahead.later)
            has_one_part = all(len(pair.lane.parts) == 1 for pair in scene.shipments.flows.values())
            total = _sum(total, found if has_one_part else found._replace(cost_cny=0.0))
    return total


def _sum(one: Figures, other: Figures) -> Figures:
    return Figures(*map(sum, zip(one, other, strict=True)))


def _at_the_hour(scene: Setting, part: int, loads: tuple[Load, ...]) -> Later:
    """Return a stage with vehicles where they take their orders, all goods as light as they are."""
    return Later(
        driven=scene.shipments.driven,
        number=part,
        loads=loads,
        standing={
            vehicle: standing_of(here)
            for vehicle, here in scene.whereabouts.items()
            if not here.is_lost
        },
        lost=frozenset(v for v, here in scene.whereabouts.items() if here.is_lost),
        sizes=tuple(
            (math.floor(load.consignment.kg), math.floor(load.consignment.litres)) for load in loads
        ),
    )


def _bounded(stage: Stage, routed: Sequence[RoutedStage]) -> Figures:
    """Return the bound of what a stage brings to its end."""
    problem = stage.problem
    ending = tuple(
        delivery
        for delivery, load in zip(problem.deliveries, stage.loads, strict=True)
        if load.is_last
    )
    if not ending:
        return NOTHING
    relaxed = replace(problem, deliveries=ending)
    left = _left(routed)
    allowed = [left.get(priority, 0.0) for priority in range(relaxed.classes)]
    bound = by_criterion(relaxed, bounds(relaxed, allowed))
    return Figures(
        bound[Criterion.UNSERVED],
        bound[Criterion.LATE] / HOUR_S,
        bound[Criterion.ARRIVAL] / HOUR_S,
        bound[Criterion.COST] / FEN_PER_CNY,
    )


def _left(routed: Sequence[RoutedStage]) -> Mapping[int, float]:
    """Return persons whose goods stages do not bring, by priority class."""
    found: dict[int, float] = {}
    for each in routed:
        problem: RoutingProblem = each.stage.problem
        for number, kg, litres in each.timed.unserved:
            delivery = problem.deliveries[number]
            persons = delivery.persons * share_of(delivery, kg, litres)
            found[delivery.priority] = found.get(delivery.priority, 0.0) + persons
    return found
