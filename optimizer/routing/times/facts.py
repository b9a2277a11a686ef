"""What journeys ask of a problem, in plain tuples."""

from __future__ import annotations

from optimizer.routing.problem import RoutingProblem
from optimizer.routing.times.crew import Crew
from optimizer.routing.value import in_units, persons_per_size


class Facts:
    """What journeys ask of a problem, made ready once."""

    def __init__(self, problem: RoutingProblem) -> None:
        self.problem = problem
        self.crews = tuple(map(Crew.of, problem.kinds))
        self.costs = tuple(
            (in_units(k.cost_per_m), in_units(k.cost_per_work_s), in_units(k.cost_if_used))
            for k in problem.kinds
        )
        self.places = tuple(
            (d.point, d.earliest_s, d.handling_s, d.ready_s, d.handed_on)
            for d in problem.deliveries
        )
        self.too_large = tuple(
            frozenset(n for n, d in enumerate(problem.deliveries) if not d.fits(kind))
            for kind in problem.kinds
        )
        self.promises = tuple(
            (
                d.tail_s,
                d.deadline_s,
                d.priority,
                d.hard,
                persons_per_size(d),
                0 if d.kg else 1 if d.litres else 2,
            )
            for d in problem.deliveries
        )
