"""What an answer is worth, in the units and the order of docs/routing.md section 4."""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.routing.problem import HOUR_S
from optimizer.routing.scenario.dropped import RoutedStage, dropped
from optimizer.routing.scenario.record import cost_fen

FEN_PER_CNY = 100

DECIMALS = 6
"""Of persons; what is less comes from sums of shares."""

Worth = tuple[float, ...]
"""Persons unserved and person-hours late, each by priority class; person-hours of arrival; CNY."""


def worth_of_stages(stages: Sequence[RoutedStage]) -> Worth:
    """Return what a scenario that is driven in stages is worth, from what its drops leave.

    Persons of the first stage's deliveries that nobody is handed anything are unserved.
    """
    problem = stages[0].stage.problem
    unserved = [0.0] * problem.classes
    late = [0.0] * problem.classes
    arrival = 0.0
    for delivery in problem.deliveries:
        unserved[delivery.priority] += delivery.persons
    for left in dropped(stages):
        if left.handed_out_s is not None:
            priority = left.routed.stage.problem.deliveries[left.delivery].priority
            hour = left.handed_out_s / HOUR_S
            unserved[priority] -= left.persons
            late[priority] += left.persons * max(0.0, hour - left.line.bundle.deadline_h)
            arrival += left.persons * hour
    served = (round(persons, DECIMALS) + 0.0 for persons in unserved)
    return (*served, *late, arrival, cost_fen(stages) / FEN_PER_CNY)
