"""Replanning while a response is under way: from a plan and what is reported to new orders."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from optimizer.driving.replanning.ahead import Ahead, driven_ahead
from optimizer.driving.replanning.figures import Scene, with_figures
from optimizer.driving.replanning.judge import judged
from optimizer.driving.replanning.one_scenario import instance_of, plan_of
from optimizer.driving.replanning.orders import OrderChange, changes
from optimizer.driving.replanning.schedule import FlowName, flow_name, schedules
from optimizer.driving.replanning.setting import Setting, setting
from optimizer.driving.replanning.situation import with_needs, with_roads
from optimizer.driving.replanning.tables import Course, tables
from optimizer.errors import UsageError, VerificationError
from optimizer.plan import Driving, Plan, Shortage

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Flow, ServiceLine
    from optimizer.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanOptions:
    """Limits and wishes of replanning.

    Parameters
    ----------
    time_limit_s : float
        Wall time in all, of which judging takes a part.
    iterations : int or None
        Iterations of the search of every stage; with it the same seed gives the same orders again,
        if the time suffices.
    most_changed : int or None
        Vehicles at most whose orders change; those that have to change count first, and change
        even where they are more. None: any number.
    first : tuple of str
        Families in the order in which they come first; empty: by deadline.
    """

    time_limit_s: float = 8.0
    iterations: int | None = None
    seed: int = 0
    most_changed: int | None = None
    first: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse limits that let nothing happen."""
        if self.time_limit_s <= 0 or (self.iterations is not None and self.iterations < 1):
            raise UsageError("time limit and iterations of replanning must be positive.")
        if self.most_changed is not None and self.most_changed < 0:
            raise UsageError("the vehicles whose orders change must be 0 or more.")


@dataclass(frozen=True, kw_only=True)
class Replanned:
    """What is to be done from now on.

    Parameters
    ----------
    instance : Instance
        With the roads as they are now, and with groups of their own for new needs.
    plan : Plan
        The plan, with the flows and the driving of the scenario from its beginning to its end.
    orders : tuple of OrderChange
        Vehicles whose orders changed, those first who had to change.
    kept : tuple of str
        Vehicles that have something to do and go on as ordered.
    unserved : tuple of (Shortage, str)
        Persons of flows and of new needs who get nothing, with the reason.
    service : tuple of ServiceLine
        How each standard is met in the scenario.
    seconds : float
        Wall time.
    """

    state: State
    instance: Instance
    plan: Plan
    orders: tuple[OrderChange, ...]
    kept: tuple[str, ...]
    unserved: tuple[tuple[Shortage, str], ...]
    service: tuple[ServiceLine, ...]
    seconds: float

    @property
    def driving(self) -> Driving:
        """How the plan is driven."""
        return self.plan.driving


def replan(
    instance: Instance, plan: Plan, state: State, options: ReplanOptions | None = None
) -> Replanned:
    """Return new orders for the vehicles of a scenario under way (docs/routing.md, section 7).

    Raises
    ------
    VerificationError
        When the new orders break a rule: an error of ours, never shown as orders.
    """
    began = time.monotonic()
    options = options or ReplanOptions()
    alone = instance_of(instance, state.scenario)
    before = with_needs(alone, state)
    after = with_roads(before, state)
    old = plan_of(plan, state.scenario)
    scene = setting(alone, before, after, old, state, options.first)
    ahead = driven_ahead(
        scene,
        end=began + SEARCH_SHARE * options.time_limit_s,
        iterations=options.iterations,
        seed=options.seed,
        most_changed=options.most_changed,
    )
    found, lines = _tables(scene, ahead, options.seed)
    flows = tuple(sorted(_flows(scene, found)))
    new = replace(old, flows=flows, driving=found)
    _judge(scene, new)
    orders = changes(
        scene.schedules, schedules(found, state.scenario), scene.whereabouts, ahead.altered
    )
    told = {change.vehicle for change in orders}
    return Replanned(
        state=state,
        instance=with_roads(with_needs(instance, state), state),
        plan=_whole(plan, new, state.scenario, scene),
        orders=orders,
        kept=tuple(v for v in _busy(scene) if v not in told),
        unserved=tuple(_unserved(scene, found)),
        service=lines,
        seconds=time.monotonic() - began,
    )


SEARCH_SHARE = 0.8
"""Of the time; the rest is for the reasons, the tables and the judge."""


def _tables(scene: Setting, ahead: Ahead, seed: int) -> tuple[Driving, tuple[ServiceLine, ...]]:
    found = tables(
        Course(
            scenario=scene.state.scenario,
            schedules=scene.schedules,
            whereabouts=scene.whereabouts,
            aboard=ahead.aboard,
            later=ahead.later,
            after=scene.after_ground,
            kinds=scene.kinds,
        )
    )
    return with_figures(
        Scene(
            instance=scene.before,
            required=scene.required,
            scenario=scene.state.scenario,
            carried=scene.carried,
            parts=scene.parts,
            holdings=scene.all_holdings,
            kinds=scene.kinds,
            before=scene.before_ground,
            after=scene.after_ground,
            now_s=scene.now_s,
            places=scene.places,
        ),
        found,
        ahead.reasons,
        seed,
    )


def _flows(scene: Setting, found: Driving) -> Iterator[Flow]:
    """Yield the flows of the scenario: of what nobody needs any more, what was brought of it."""
    brought: dict[FlowName, float] = defaultdict(float)
    for row in found.drops:
        if row.part == scene.parts[flow_name(row)]:
            brought[flow_name(row)] += row.persons
    under_way = set(map(flow_name, found.drops))
    for name, pair in scene.shipments.flows.items():
        if name not in scene.gone:
            yield pair.flow
        elif name in under_way:
            yield replace(pair.flow, persons=brought[name])
    carried = scene.carried
    for flow, _ in (*carried.brought, *carried.at_home, *carried.nameless):
        yield flow


def _judge(scene: Setting, plan: Plan) -> None:
    state = scene.state
    violations = judged(
        scene.before,
        scene.after,
        plan,
        state.hour,
        {row.vehicle for row in state.vehicles}
        | {row.vehicle for row in (*state.done, *state.not_done)},
        {vehicle for vehicle, here in scene.whereabouts.items() if here.left_s is not None},
        {pair.flow: pair.lane.parts[0].mode for pair in scene.new.flows},
    )
    if violations:
        raise VerificationError([str(violation) for violation in violations])


def _whole(plan: Plan, new: Plan, scenario: str, scene: Setting) -> Plan:
    """Return the whole plan with one scenario anew."""
    driving = {
        table.name: tuple(
            sorted(
                (
                    *(r for r in getattr(plan.driving, table.name) if r.scenario != scenario),
                    *getattr(new.driving, table.name),
                )
            )
        )
        for table in fields(Driving)
    }
    others = (row for row in plan.flows if row.scenario != scenario or row.lost_site)
    shortages = (*plan.shortages, *(shortage for shortage, _ in scene.new.unmet))
    return replace(
        plan,
        flows=tuple(sorted((*others, *new.flows))),
        shortages=tuple(sorted(shortages)),
        driving=Driving(**driving),
    )


def _busy(scene: Setting) -> Sequence[str]:
    """Return the vehicles that have something left to do by their old orders."""
    found = []
    for vehicle, schedule in scene.schedules.items():
        here = scene.whereabouts[vehicle]
        if here.aboard or len(schedule.trips) > here.trips:
            found.append(vehicle)
    return found


def _unserved(scene: Setting, found: Driving) -> Iterator[tuple[Shortage, str]]:
    for row in found.unserved:
        yield (
            Shortage(row.scenario, row.place, row.family, row.group, row.deadline_h, row.persons),
            row.reason,
        )
    yield from scene.new.unmet
