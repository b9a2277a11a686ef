"""A scenario driven by a part of the fleet, rerouted from what was driven before."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from optimizer.instance.words import Bindingness
from optimizer.routing.construct import construct, in_order, insert
from optimizer.routing.drafts import Draft, Insertions
from optimizer.routing.improve import improve
from optimizer.routing.scenario.dropped import RoutedStage
from optimizer.routing.scenario.record import handed_out
from optimizer.routing.scenario.staged import problem_of
from optimizer.routing.scenario.stages import Stage
from optimizer.routing.times.timing import timed
from optimizer.service import service

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.plan import ServiceLine
    from optimizer.routing.answer import Answer, Timed, Trip
    from optimizer.routing.problem import RoutingProblem
    from optimizer.routing.scenario.stages import Driven
    from optimizer.routing.tasks.task import Budget

Row = tuple[str, str, str]
"""Type, place and owner: the key of a row of the fleet."""

JUDGED_TIMES = 4
"""Parts into which a search is divided: after each it ends if every binding standard holds."""


def row_of(vehicle: str) -> tuple[Row, int]:
    """Return the row of the fleet that a vehicle is of, and its number there."""
    named, _, number = vehicle.rpartition("#")
    type_at_place, _, owner = named.rpartition("/")
    type_id, _, place = type_at_place.partition("@")
    return (type_id, place, owner), int(number)


@dataclass(frozen=True, kw_only=True)
class PartOfFleet(Stage):
    """A stage in which only the first so many vehicles of every row are used."""

    counts: Mapping[Row, int]

    @cached_property
    def problem(self) -> RoutingProblem:
        """What is to be solved: that of all vehicles, with fewer of them."""
        whole = self.driven.first.problem if self.number == 0 else problem_of(self)
        return replace(whole, vehicles=tuple(v for v in whole.vehicles if self._is_used(v.id)))

    @classmethod
    def first_of(cls, driven: Driven, counts: Mapping[Row, int]) -> PartOfFleet:
        """Return the stage in which everything leaves stores and sources."""
        return cls(driven=driven, number=0, loads=driven.first.loads, standing={}, counts=counts)

    def _is_used(self, vehicle: str) -> bool:
        row, number = row_of(vehicle)
        return number <= self.counts.get(row, 0)

    def next(self, timed: Timed) -> PartOfFleet | None:
        """Return the stage that follows on an answer, None where nothing is handed on."""
        found = super().next(timed)
        if found is None:
            return None
        return PartOfFleet(
            driven=found.driven,
            number=found.number,
            loads=found.loads,
            standing=found.standing,
            counts=self.counts,
        )


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A scenario as it is driven by some vehicles.

    Parameters
    ----------
    stages : tuple of RoutedStage
        Without reasons.
    """

    driven: Driven
    counts: Mapping[Row, int]
    stages: tuple[RoutedStage, ...]
    service: tuple[ServiceLine, ...]

    @property
    def missed(self) -> tuple[ServiceLine, ...]:
        """Binding standards that are not met."""
        return tuple(
            line for line in self.service if line.kind is Bindingness.BINDING and not line.met
        )

    @property
    def persons_missed(self) -> float:
        """Persons whom binding standards miss."""
        return sum(line.persons * (1.0 - line.person_share) for line in self.missed)

    @cached_property
    def kg(self) -> Mapping[Row, Sequence[int]]:
        """What the vehicles of each row bring, those that bring most first."""
        by_vehicle: dict[str, int] = {}
        for routed in self.stages:
            vehicles = routed.stage.problem.vehicles
            for number, trips in enumerate(routed.timed.answer):
                name = vehicles[number].id
                by_vehicle[name] = by_vehicle.get(name, 0) + sum(trip.kg for trip in trips)
        found: dict[Row, list[int]] = {row: [] for row in self.counts}
        for name, kg in by_vehicle.items():
            found[row_of(name)[0]].append(kg)
        return {row: sorted(each, reverse=True) for row, each in found.items()}


class Scenery:
    """Drives one scenario by ever other parts of the fleet.

    Parameters
    ----------
    driven : Driven
        With all vehicles that any part has.
    """

    def __init__(self, instance: Instance, required: Needs, driven: Driven, seed: int) -> None:
        self._instance = instance
        self._required = required
        self.driven = driven
        self._seed = seed

    def scene(self, counts: Mapping[Row, int], first: Timed, budget: Budget) -> Scene:
        """Return a scenario with its first stage driven, and the others after it."""
        stage = PartOfFleet.first_of(self.driven, counts)
        stages = [RoutedStage(stage, first, {})]
        following = stage.next(first)
        while following is not None:
            problem = following.problem
            answer = _bettered(problem, construct(problem), budget, self._seed)
            stages.append(RoutedStage(following, _timed(problem, answer), {}))
            following = following.next(stages[-1].timed)
        handed = handed_out(self.driven.carried, stages)
        lines = service(self._instance, self._required, handed)
        scenario = self.driven.scenario
        return Scene(
            driven=self.driven,
            counts=counts,
            stages=tuple(stages),
            service=tuple(line for line in lines if line.scenario == scenario),
        )

    def rerouted(self, before: Scene, counts: Mapping[Row, int], budget: Budget) -> Scene:
        """Return the scenario with another number of vehicles, going on from how it was driven.

        Of each row those stay that bring most; what the others brought is brought by whom it costs
        least. The search ends when every binding standard holds.
        """
        problem = PartOfFleet.first_of(self.driven, counts).problem
        answer = _refilled(problem, _handed_over(before.stages[0], problem), self._seed)
        part = replace(
            budget,
            seconds=budget.seconds / JUDGED_TIMES,
            iterations=budget.iterations and -(-budget.iterations // JUDGED_TIMES),
        )
        found = self.scene(counts, _timed(problem, answer), part)
        for turn in range(JUDGED_TIMES):
            if not found.missed:
                break
            answer = _bettered(problem, answer, part, self._seed + turn)
            found = self.scene(counts, _timed(problem, answer), part)
        return found


def _bettered(problem: RoutingProblem, answer: Answer, budget: Budget, seed: int) -> Answer:
    return improve(problem, answer, budget, seed) if problem.vehicles else answer


def _timed(problem: RoutingProblem, answer: Answer) -> Timed:
    found = timed(problem, answer)
    assert found is not None, "what was searched can be driven"
    return found


def _handed_over(before: RoutedStage, problem: RoutingProblem) -> list[tuple[Trip, ...]]:
    """Return the routes that stay: within each row, which vehicles are alike, the fullest."""
    routes: dict[Row, list[tuple[Trip, ...]]] = {}
    for number, trips in enumerate(before.timed.answer):
        row, _ = row_of(before.stage.problem.vehicles[number].id)
        routes.setdefault(row, []).append(trips)
    for some in routes.values():
        some.sort(key=lambda trips: sum(trip.kg for trip in trips))
    found = []
    for vehicle in problem.vehicles:
        left = routes.get(row_of(vehicle.id)[0])
        found.append(left.pop() if left else ())
    return found


def _refilled(problem: RoutingProblem, routes: Sequence[tuple[Trip, ...]], seed: int) -> Answer:
    """Return an answer with these routes, and in it what they leave as far as it fits."""
    if timed(problem, tuple(routes)) is None:
        return construct(problem)
    draft = Draft(problem)
    draft.load(tuple(routes))
    insertions = Insertions(draft, random.Random(seed))
    for delivery in in_order(problem, None):
        if delivery in draft.pending:
            insert(draft, insertions, delivery)
    return draft.answer if draft.worth() is not None else construct(problem)
