"""The search for a fleet: vehicles are added where they help, and taken away where they can go."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from optimizer.driving.more_vehicles import helping, new_entry
from optimizer.driving.part_of_fleet import PartOfFleet, Row, Scene, Scenery
from optimizer.driving.refusals import refuse_other_plans, refuse_unknown_families
from optimizer.driving.scenarios import wanted_scenarios
from optimizer.needs import needs
from optimizer.network import lanes
from optimizer.progress import Progress, Report
from optimizer.routing.portfolio import route
from optimizer.routing.scenario.stages import stage_problems
from optimizer.routing.tasks.task import Budget

if TYPE_CHECKING:
    from optimizer.driving.options import DriveOptions
    from optimizer.instance import Instance
    from optimizer.plan import Plan, ServiceLine

FIRST_SHARE = 0.3
"""Share of the time for routing with the fleet as it is."""

ADDING_SHARE = 0.7
"""Share of the time by which adding ends; the rest is for taking away."""

TRY_SHARE = 0.04
"""Share of the time for one fleet that is tried, in all scenarios."""

IDLE_ROUNDS = 2
"""Adding ends when so many rounds served nobody more."""

ENDING_SHARE = 0.9
"""Share of the time by which no more fleets are tried; the rest is for reasons and judging."""


class FleetSearch:
    """A fleet that is changed, and how the scenarios are driven by it.

    Attributes
    ----------
    given, instance : Instance
        With the fleet as it is, and with all vehicles that were thought of.
    fleet : mapping of (str, str, str) to FleetEntry
        Rows that were thought of, by type, place and owner.
    counts : mapping of (str, str, str) to int
        Vehicles of each row.
    scenes : list of Scene
        The scenarios as these drive them.
    is_cut_short : bool
        Whether adding ended for lack of time.
    """

    def __init__(
        self,
        instance: Instance,
        plan: Plan,
        options: DriveOptions,
        scenarios: Sequence[str],
        progress: Progress,
    ) -> None:
        refuse_other_plans(instance, plan)
        refuse_unknown_families(instance, options.first)
        self.began = time.monotonic()
        self.given = instance
        self.plan = plan
        self.options = options
        self._progress = progress
        self.required = needs(instance)
        self._lanes = lanes(instance, self.required)
        self.scenarios = wanted_scenarios(instance, scenarios)
        self.limit_s = options.time_limit_s * len(self.scenarios)
        self.fleet = {
            (row.vehicle, row.place, row.owner.value): row for row in instance.fleet if row.count
        }
        self.counts: dict[Row, int] = {row: each.count for row, each in self.fleet.items()}
        self._stage_all()
        self.scenes: list[Scene] = []
        self.is_cut_short = False

    @property
    def missed(self) -> list[ServiceLine]:
        """Binding standards that are missed in some scenario."""
        return [line for scene in self.scenes for line in scene.missed]

    def route(self) -> None:
        """Route every scenario with the fleet as it is."""
        seconds = FIRST_SHARE * self.limit_s / len(self.scenarios)
        budget = Budget(seconds=seconds, iterations=self.options.iterations)
        for scenery in self.sceneries:
            problem = PartOfFleet.first_of(scenery.driven, self.counts).problem
            found = route(problem, budget, self.options.seed, self.options.workers)
            self.scenes.append(scenery.scene(self.counts, found.timed, self._budget()))
        self._tell("route")

    def enlarge(self) -> None:
        """Add vehicles that help until all binding standards hold or adding stops helping."""
        idle, best = 0, (self.scenes, self.counts)
        while self.missed and idle < IDLE_ROUNDS:
            if self._left_s(ADDING_SHARE) <= 0:
                self.is_cut_short = True
                break
            more = helping(
                self.instance,
                [scene for scene in self.scenes if scene.missed],
                time.monotonic() + TRY_SHARE * self.limit_s,
            )
            if not more:
                break
            self._add(more)
            self.scenes = [
                scenery.rerouted(scene, self.counts, self._budget())
                for scenery, scene in zip(self.sceneries, self.scenes, strict=True)
            ]
            self._tell("add vehicles")
            if _persons_missed(self.scenes) < _persons_missed(best[0]):
                idle, best = 0, (self.scenes, self.counts)
            else:
                idle += 1
        if self.missed:
            self.scenes, self.counts = best

    def reduce(self) -> None:
        """Take vehicles away, first those that bring least and of these the dear ones.

        Of a row half is tried first, then less and less; a row of which not even one can go is
        not tried again.
        """
        self._keep_used()
        steps = {row: max(1, count // 2) for row, count in self.counts.items() if count}
        while steps and self._left_s() > 0:
            row = min(steps, key=self._dispensability)
            fewer = {**self.counts, row: self.counts[row] - steps[row]}
            scenes = self._all_hold(fewer)
            if scenes is not None:
                self.scenes, self.counts = scenes, fewer
                steps[row] = min(steps[row], fewer[row])
                self._tell("take vehicles away")
            elif steps[row] > 1:
                steps[row] //= 2
                continue
            if scenes is None or not fewer[row]:
                del steps[row]

    def _stage_all(self) -> None:
        """Prepare the scenarios for all vehicles that are counted."""
        fleet = tuple(
            replace(entry, count=self.counts[row]) for row, entry in sorted(self.fleet.items())
        )
        self.instance = replace(self.given, fleet=fleet)
        self.sceneries = [
            Scenery(
                self.instance,
                self.required,
                stage_problems(
                    self.instance,
                    self.required,
                    self._lanes,
                    self.plan,
                    scenario,
                    self.options.first,
                ),
                self.options.seed,
            )
            for scenario in self.scenarios
        ]

    def _add(self, more: Mapping[Row, int]) -> None:
        for row, count in more.items():
            if row not in self.fleet:
                self.fleet[row] = new_entry(self.given, row[0], row[1])
            self.counts = {**self.counts, row: self.counts.get(row, 0) + count}
        self._stage_all()

    def _keep_used(self) -> None:
        """Take away what is used in no scenario."""
        used = {
            row: max(sum(kg > 0 for kg in scene.kg.get(row, ())) for scene in self.scenes)
            for row in self.counts
        }
        scenes = self._all_hold(used)
        if scenes is not None:
            self.scenes, self.counts = scenes, used

    def _all_hold(self, counts: Mapping[Row, int]) -> list[Scene] | None:
        """Return the scenarios driven by another fleet, None once one misses its standards."""
        found = []
        for scenery, scene in zip(self.sceneries, self.scenes, strict=True):
            found.append(scenery.rerouted(scene, counts, self._budget()))
            if found[-1].missed:
                return None
        return found

    def _dispensability(self, row: Row) -> tuple[float, float, Row]:
        """Return what rows are taken from first by: kg that its idlest vehicle brings, and cost."""
        least_kg = max(min(scene.kg.get(row, ()), default=0) for scene in self.scenes)
        return least_kg, -self.given.vehicle[row[0]].cost_cny_per_day, row

    def _budget(self) -> Budget:
        seconds = TRY_SHARE * self.limit_s / len(self.scenarios)
        return Budget(
            seconds=max(min(seconds, self._left_s()), 0.0), iterations=self.options.iterations
        )

    def _left_s(self, share: float = ENDING_SHARE) -> float:
        return self.began + share * self.limit_s - time.monotonic()

    def _tell(self, phase: str) -> None:
        seconds = time.monotonic() - self.began
        self._progress(Report(phase=phase, seconds=seconds))


def _persons_missed(scenes: Sequence[Scene]) -> float:
    return sum(scene.persons_missed for scene in scenes)
