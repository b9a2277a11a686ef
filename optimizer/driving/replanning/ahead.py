"""All that is driven from now on, stage by stage."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.driving.replanning.aboard import bring
from optimizer.driving.replanning.goods import Amount, merged, to_load
from optimizer.driving.replanning.near import Wish, near
from optimizer.driving.replanning.ordered import ordered
from optimizer.driving.replanning.schedule import FlowName, Trip, flow_name
from optimizer.driving.replanning.stages import Later, names_in, on_board, standing_of
from optimizer.routing.scenario.dropped import RoutedStage
from optimizer.routing.scenario.standing import standings
from optimizer.routing.tasks.task import Budget
from optimizer.routing.why.opened import opened_ways
from optimizer.routing.why.reasons import reasons

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optimizer.driving.replanning.setting import Setting
    from optimizer.routing.answer import Timed
    from optimizer.routing.scenario.stages import Stage

LONGEST_WAY = 3
"""Parts of the longest ways."""

FIRST_SHARE = 0.7
"""Share of the time left for a stage after which others follow."""

SEARCHED_SHARE = 0.75
"""Share of a stage's time that is searched; in the rest it is asked why something failed."""

LEAST_S = 0.2
"""Seconds that every stage gets, however late it is."""


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """What is driven from now on.

    Parameters
    ----------
    aboard, later : tuple of RoutedStage
        What brings goods on board, none or one; what loads from now on.
    altered : frozenset of str
        Vehicles that cannot drive their orders any more.
    reasons : mapping of FlowName to str
        Why flows are unserved or late.
    """

    aboard: tuple[RoutedStage, ...]
    later: tuple[RoutedStage, ...]
    altered: frozenset[str]
    reasons: Mapping[FlowName, str]


def driven_ahead(
    scene: Setting, *, end: float, iterations: int | None, seed: int, most_changed: int | None
) -> Ahead:
    """Return how goods on board are brought and how what is left is loaded and driven.

    Parameters
    ----------
    end : float
        Reading of the monotonic clock by which the searches end.
    """
    search = _Searches(scene, end, iterations, seed, most_changed)
    search.bring_aboard()
    search.take_stock()
    for part in range(LONGEST_WAY):
        search.load(part)
    return Ahead(
        aboard=tuple(search.aboard),
        later=tuple(search.later),
        altered=frozenset(search.altered),
        reasons=_reasons(search.later),
    )


class _Searches:
    """Stages that follow each other: where vehicles stand, and what is there to be loaded."""

    def __init__(
        self,
        scene: Setting,
        end: float,
        iterations: int | None,
        seed: int,
        most_changed: int | None,
    ) -> None:
        self._scene, self._end = scene, end
        self._iterations, self._seed, self._most_changed = iterations, seed, most_changed
        self._lost = frozenset(v for v, here in scene.whereabouts.items() if here.is_lost)
        self._standing = {
            vehicle: standing_of(here)
            for vehicle, here in scene.whereabouts.items()
            if not here.is_lost
        }
        self._amounts: dict[int, dict[FlowName, Amount]] = defaultdict(dict)
        self._stranded: dict[FlowName, float] = defaultdict(float)
        self.altered = {*scene.blocked, *(self._lost & set(scene.schedules))}
        self._changed: set[str] = set()
        self.aboard: list[RoutedStage] = []
        self.later: list[RoutedStage] = []

    def bring_aboard(self) -> None:
        """Bring what is on board; what cannot be brought is sent once more."""
        scene = self._scene
        stage = on_board(scene.shipments, scene.book.aboard, scene.whereabouts)
        if stage is None:
            return
        brought = bring(stage)
        self.aboard.append(RoutedStage(stage, brought, {}))
        self._standing |= standings(stage.problem, brought)
        for number, _, _ in brought.unserved:
            consignment = stage.loads[number].consignment
            for name, line in zip(names_in(consignment), consignment.lines, strict=True):
                self._stranded[name] += line.persons
        for number, (was, now) in enumerate(zip(stage.in_order, brought.answer, strict=True)):
            if was != now:
                self.altered.add(stage.problem.vehicles[number].id)
        self._hand_on(stage, brought)

    def take_stock(self) -> None:
        """Find what is to be loaded, where it is now."""
        scene = self._scene
        flows = {
            name: (pair.flow.persons, scene.shipments.waits_h(name))
            for name, pair in scene.shipments.flows.items()
        }
        for part, more in to_load(scene.book, flows, scene.gone, self._stranded).items():
            self._amounts[part] = merged(self._amounts[part], more)

    def load(self, part: int) -> None:
        """Load what is there of one part of the ways, and drive it to the end of that part."""
        scene, amounts = self._scene, self._amounts[part]
        loads = scene.shipments.loads(part, amounts)
        if not loads:
            return
        kinds = {v: scene.kinds[here.entry.vehicle] for v, here in scene.whereabouts.items()}
        orders, sizes = ordered(scene.shipments, loads, amounts, self._planned(part), kinds)
        stage = Later(
            driven=scene.shipments.driven,
            number=part,
            loads=loads,
            standing=dict(self._standing),
            lost=self._lost,
            sizes=sizes,
            busy=scene.busy if part == 0 else {},
        )
        found = near(stage.problem, orders, self._wish(stage))
        self.altered |= found.altered
        self._changed |= found.changed
        self.later.append(
            RoutedStage(stage, found.timed, _why(scene, stage, found.timed, self._end))
        )
        self._standing |= standings(stage.problem, found.timed)
        self._hand_on(stage, found.timed)

    def _planned(self, part: int) -> Mapping[str, Sequence[Trip]]:
        """Return the trips that were ordered for one part and are not loaded yet, by vehicle."""
        return {
            vehicle: [
                trip
                for trip in schedule.trips[self._scene.whereabouts[vehicle].trips :]
                if trip.part == part + 1
            ]
            for vehicle, schedule in self._scene.schedules.items()
            if vehicle not in self._lost
        }

    def _wish(self, stage: Later) -> Wish:
        left_s = SEARCHED_SHARE * max(LEAST_S, self._end - time.monotonic())
        others_follow = not all(load.is_last for load in stage.loads)
        return Wish(
            forced=frozenset(self.altered | self._changed),
            most_changed=self._most_changed,
            known=_known(self._scene, stage),
            budget=Budget(
                seconds=FIRST_SHARE * left_s if others_follow else left_s,
                iterations=self._iterations,
            ),
            seed=self._seed,
        )

    def _hand_on(self, stage: Stage, timed: Timed) -> None:
        """Add what is handed on to what is loaded in the next parts."""
        following = stage.next(timed)
        for load in () if following is None else following.loads:
            consignment = load.consignment
            more = {
                name: Amount(line.persons * load.share, load.ready_s)
                for name, line in zip(names_in(consignment), consignment.lines, strict=True)
            }
            self._amounts[load.part] = merged(self._amounts[load.part], more)


def _known(scene: Setting, stage: Stage) -> frozenset[int]:
    """Return the deliveries that the plan leaves unserved or late: that asks for nothing new."""
    driving = scene.plan.driving
    failed = {*map(flow_name, driving.unserved), *map(flow_name, driving.late)}
    return frozenset(
        number
        for number, load in enumerate(stage.loads)
        if failed & set(names_in(load.consignment))
    )


def _why(scene: Setting, stage: Later, timed: Timed, end: float) -> Mapping[int, str]:
    """Return why deliveries are unserved or late, as many as there is time for.

    Of what the plan leaves unserved or late already it is the reason of the plan.
    """
    driving = scene.plan.driving
    told = {flow_name(row): row.reason for row in driving.late}
    told |= {flow_name(row): row.reason for row in driving.unserved}
    failed = {number for number, _, _ in timed.unserved} | {number for number, _ in timed.late}
    problem, ways = stage.problem, opened_ways(stage)
    found: dict[int, str] = {}
    for number in sorted(failed, key=lambda n: (-problem.deliveries[n].persons, n)):
        names = names_in(stage.loads[number].consignment)
        known = [told[name] for name in names if name in told]
        if known:
            found[number] = known[0]
        elif time.monotonic() < end:
            why = reasons(problem, timed, ways, among=(number,))
            found[number] = str(why[number])
    return found


def _reasons(stages: Sequence[RoutedStage]) -> Mapping[FlowName, str]:
    found: dict[FlowName, str] = {}
    for routed in stages:
        for number, reason in routed.reasons.items():
            for name in names_in(routed.stage.loads[number].consignment):
                found.setdefault(name, reason)
    return found
