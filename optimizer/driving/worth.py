"""What the routing of a scenario is worth, in the terms of docs/routing.md section 4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.plan import DriveLine, Driving
from optimizer.routing.bounding.bounds import beside, bounds
from optimizer.routing.problem import HOUR_S, Criterion, RoutingProblem
from optimizer.routing.scenario.dropped import dropped
from optimizer.routing.scenario.quantities import share_of
from optimizer.routing.scenario.record import cost_fen

if TYPE_CHECKING:
    from optimizer.routing.answer import Value
    from optimizer.routing.scenario.dropped import RoutedStage

FEN_PER_CNY = 100


def drive_line(
    scenario: str,
    tables: Driving,
    stages: Sequence[RoutedStage],
    *,
    driven: bool,
    engine: str,
    seed: int,
) -> DriveLine:
    """Return what a routed scenario is worth, with bounds.

    Bounds are those of what the first stage brings to its end: whatever is handed on besides can
    only add to every figure.
    """
    unserved = sum(row.persons for row in tables.unserved)
    late, arrival = _person_hours(stages)
    cost_cny = cost_fen(stages) / FEN_PER_CNY
    bound = _bound(stages)
    return DriveLine(
        scenario=scenario,
        driven=driven,
        persons_unserved=unserved,
        bound_persons_unserved=beside(bound[Criterion.UNSERVED], unserved),
        late_person_h=late,
        bound_late_person_h=beside(bound[Criterion.LATE] / HOUR_S, late),
        arrival_person_h=arrival,
        bound_arrival_person_h=beside(bound[Criterion.ARRIVAL] / HOUR_S, arrival),
        cost_cny=cost_cny,
        bound_cost_cny=beside(bound[Criterion.COST] / FEN_PER_CNY, cost_cny),
        engine=engine,
        seed=seed,
    )


def by_criterion(problem: RoutingProblem, value: Value) -> Mapping[str, float]:
    """Return the numbers of a value by criterion, those of all priority classes added up."""
    found: dict[str, float] = {}
    numbers = iter(value)
    for criterion in problem.rule:
        by_class = criterion in (Criterion.UNSERVED, Criterion.LATE)
        found[criterion] = sum(next(numbers) for _ in range(problem.classes if by_class else 1))
    return found


def _person_hours(stages: Sequence[RoutedStage]) -> tuple[float, float]:
    """Return person-hours late and of arrival."""
    late = arrival = 0.0
    for left in dropped(stages):
        if left.handed_out_s is not None:
            hour = left.handed_out_s / HOUR_S
            arrival += left.persons * hour
            late += left.persons * max(0.0, hour - left.line.bundle.deadline_h)
    return late, arrival


def _bound(stages: Sequence[RoutedStage]) -> Mapping[str, float]:
    first = stages[0]
    problem = first.stage.problem
    ending = tuple(
        delivery
        for delivery, load in zip(problem.deliveries, first.stage.loads, strict=True)
        if load.is_last
    )
    unserved = [0.0] * problem.classes
    for routed in stages:
        for number, kg, litres in routed.timed.unserved:
            delivery = routed.stage.problem.deliveries[number]
            unserved[delivery.priority] += delivery.persons * share_of(delivery, kg, litres)
    relaxed = replace(problem, deliveries=ending)
    bound = bounds(relaxed, unserved[: relaxed.classes], comes_back=len(stages) == 1)
    return by_criterion(relaxed, bound)
