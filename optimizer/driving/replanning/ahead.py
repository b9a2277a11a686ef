"""All that is driven from now on, stage by stage."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.driving.replanning.aboard import Turns, bring
from optimizer.driving.replanning.failing import Before, reasons_of
from optimizer.driving.replanning.goods import Amount, merged, to_load
from optimizer.driving.replanning.near import Near, Wish, kept, near
from optimizer.driving.replanning.ordered import ordered
from optimizer.driving.replanning.schedule import Trip
from optimizer.driving.replanning.stages import Later, names_in, on_board, standing_of
from optimizer.plan import FlowName
from optimizer.routing.scenario.dropped import RoutedStage
from optimizer.routing.scenario.standing import standings
from optimizer.routing.tasks.task import Budget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from optimizer.driving.replanning.ordered import Orders
    from optimizer.driving.replanning.setting import Setting
    from optimizer.driving.replanning.stages import OnBoard
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


@dataclass(frozen=True, kw_only=True)
class Leave:
    """Whose orders may change, and how long is searched for better ones.

    Parameters
    ----------
    free : frozenset of str
        Vehicles whose orders change in any case.
    room : int or None
        Further vehicles at most; None: any number.
    end : float
        Reading of the monotonic clock by which searches and questions end.
    iterations : int or None
        Of each search; None: the time alone decides.
    """

    free: frozenset[str]
    room: int | None
    end: float
    iterations: int | None
    seed: int


def kept_ahead(scene: Setting, end: float) -> Ahead:
    """Return what comes of it if nobody gets other orders who can drive those that they have.

    Parameters
    ----------
    end : float
        Reading of the monotonic clock until which it is asked why something fails.
    """
    return _ahead(_Stages(scene, end))


def driven_ahead(scene: Setting, leave: Leave) -> Ahead:
    """Return how goods on board are brought and how what is left is loaded and driven."""
    return _ahead(_Searches(scene, leave))


def _ahead(stages: _Stages) -> Ahead:
    stages.bring_aboard()
    stages.take_stock()
    for part in range(LONGEST_WAY):
        stages.load(part)
    # It is asked why something fails when all is driven: no search has less time for it.
    aboard, later = stages.asked(stages.aboard), stages.asked(stages.later)
    return Ahead(
        aboard=aboard,
        later=later,
        altered=frozenset(stages.altered),
        reasons=reasons_of([*aboard, *later]),
    )


class _Stages:
    """Stages that follow each other: where vehicles stand, and what is there to be loaded.

    Orders that can be driven stay as they are.
    """

    def __init__(self, scene: Setting, end: float) -> None:
        self._scene, self._end = scene, end
        self._before = Before(scene.plan.driving)
        self._lost = frozenset(v for v, here in scene.whereabouts.items() if here.is_lost)
        self._standing = {
            vehicle: standing_of(here)
            for vehicle, here in scene.whereabouts.items()
            if not here.is_lost
        }
        self._amounts: dict[int, dict[FlowName, Amount]] = defaultdict(dict)
        self._stranded: dict[FlowName, float] = defaultdict(float)
        self.altered = set(scene.blocked)
        self.aboard: list[tuple[Stage, Timed]] = []
        self.later: list[tuple[Stage, Timed]] = []

    def asked(self, driven: Sequence[tuple[Stage, Timed]]) -> tuple[RoutedStage, ...]:
        """Return stages with why something fails in them, as far as there is time to ask."""
        return tuple(
            RoutedStage(stage, timed, self._before.why(stage, timed, self._end))
            for stage, timed in driven
        )

    def bring_aboard(self) -> None:
        """Bring what is on board; what cannot be brought is sent once more."""
        scene = self._scene
        stage = on_board(scene.shipments, scene.book.aboard, scene.whereabouts)
        if stage is None:
            return
        brought = bring(stage, self._turns(stage))
        self.aboard.append((stage, brought))
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
        told = ordered(scene.shipments, loads, amounts, self._planned(part), kinds)
        stage = Later(
            driven=scene.shipments.driven,
            number=part,
            loads=loads,
            standing=dict(self._standing),
            lost=self._lost,
            sizes=told.sizes,
            ordered_at=told.origins if part == 0 else (),
            busy=scene.busy if part == 0 else {},
        )
        found = self._loaded(stage, told.orders)
        self.altered |= found.altered
        self.later.append((stage, found.timed))
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

    def _turns(self, stage: OnBoard) -> Turns:
        return Turns(known=self._before.late(stage), room=0)

    def _loaded(self, stage: Later, orders: Orders) -> Near:
        return kept(stage.problem, orders)

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


class _Searches(_Stages):
    """Stages in which orders change where something asks for it, as far as they may."""

    def __init__(self, scene: Setting, leave: Leave) -> None:
        super().__init__(scene, leave.end)
        self._leave = leave
        self._changed: set[str] = set()

    def _turns(self, stage: OnBoard) -> Turns:
        leave = self._leave
        return Turns(known=self._before.late(stage), free=leave.free, room=leave.room)

    def _loaded(self, stage: Later, orders: Orders) -> Near:
        found = near(stage.problem, orders, self._wish(stage))
        self._changed |= found.changed
        return found

    def _wish(self, stage: Later) -> Wish:
        leave = self._leave
        left_s = SEARCHED_SHARE * max(LEAST_S, self._end - time.monotonic())
        others_follow = not all(load.is_last for load in stage.loads)
        free = leave.free | self.altered | self._changed
        room = leave.room
        return Wish(
            free=free,
            room=None if room is None else max(0, room - len(free - leave.free)),
            late=self._before.late(stage),
            unserved=self._before.unserved(stage),
            budget=Budget(
                seconds=FIRST_SHARE * left_s if others_follow else left_s,
                iterations=leave.iterations,
            ),
            seed=leave.seed,
        )
