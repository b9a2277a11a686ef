"""Replanning while a response is under way: from a plan and what is reported to new orders."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from optimizer.driving.options import ReplanOptions
from optimizer.driving.refusals import refuse_unknown_families
from optimizer.driving.replanning.bounded import Bounded, Limits, bounded
from optimizer.driving.replanning.bounds_ahead import bound_of
from optimizer.driving.replanning.changing import Known, changes
from optimizer.driving.replanning.earlier import with_earlier
from optimizer.driving.replanning.figures import Scene, with_figures
from optimizer.driving.replanning.follows import complete
from optimizer.driving.replanning.one_scenario import instance_of, plan_of
from optimizer.driving.replanning.orders import OrderChange
from optimizer.driving.replanning.schedule import schedules
from optimizer.driving.replanning.setting import Setting, setting
from optimizer.errors import VerificationError
from optimizer.plan import Driving, LateLine, Plan, Shortage
from optimizer.plan.names import flow_name
from optimizer.state.situation import (
    as_now,
    needs_as_now,
    roads_as_now,
    with_needs,
    with_roads,
)
from optimizer.verify import CHECKS
from optimizer.verify.under_way import judged

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Flow, ServiceLine
    from optimizer.state import State


MINUTE_H = 1 / 60
"""What is later by less is not told as later."""


@dataclass(frozen=True, kw_only=True)
class Replanned:
    """What is to be done from now on.

    Parameters
    ----------
    state : State
        As reported, with all that follows from it.
    most_changed : int or None
        Vehicles at most whose orders were to change.
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
    late : tuple of LateLine
        Persons who are served late and were not by the plan, or by at least a minute more.
    service : tuple of ServiceLine
        How each standard is met in the scenario.
    seconds : float
        Wall time.
    """

    state: State
    most_changed: int | None
    instance: Instance
    plan: Plan
    orders: tuple[OrderChange, ...]
    kept: tuple[str, ...]
    unserved: tuple[tuple[Shortage, str], ...]
    late: tuple[LateLine, ...]
    service: tuple[ServiceLine, ...]
    seconds: float

    @property
    def forced(self) -> tuple[OrderChange, ...]:
        """Changes of vehicles that could not go on with their old orders."""
        return tuple(change for change in self.orders if change.is_forced)

    @property
    def driving(self) -> Driving:
        """How the plan is driven."""
        return self.plan.driving


def replan(
    instance: Instance,
    plan: Plan,
    state: State,
    options: ReplanOptions | None = None,
    earlier: Sequence[State] = (),
) -> Replanned:
    """Return new orders for the vehicles of a scenario under way (docs/routing.md, section 7).

    Parameters
    ----------
    instance : Instance
        As the plan was made for it at first.
    earlier : sequence of State
        For which the plan was changed already, in their order, of whatever scenario.

    Raises
    ------
    UsageError
        When a family that is to come first is not known.
    InstanceError
        When the state contradicts itself or what the plan had vehicles load; all problems at once.
    VerificationError
        When the new orders break a rule: an error of ours, never shown as orders.
    """
    began = time.monotonic()
    options = options or ReplanOptions()
    refuse_unknown_families(instance, options.first)
    its = [before for before in earlier if before.scenario == state.scenario]
    state = complete(plan, with_earlier(state, its, plan.driving))
    known = needs_as_now(instance, earlier)
    came = frozenset(g.id for g in known.groups) - frozenset(g.id for g in instance.groups)
    alone = instance_of(known, state.scenario)
    before = with_needs(roads_as_now(alone, its), state)
    after = with_roads(before, state)
    old = plan_of(plan, state.scenario)
    scene = setting(alone, before, after, old, state, options.first, came)
    ordered = bounded(
        scene,
        Limits(
            most_changed=options.most_changed,
            began=began,
            end=began + options.time_limit_s,
            iterations=options.iterations,
            seed=options.seed,
        ),
    )
    found, lines = _figures(scene, ordered, options.seed)
    new = replace(old, flows=tuple(sorted(_flows(scene))), driving=found)
    _judge(with_needs(alone, state), new, (*its, state), instance)
    orders = changes(
        scene.schedules,
        schedules(found, state.scenario),
        scene.whereabouts,
        ordered.changed,
        Known(forced=ordered.forced, blocked=scene.blocked, gone=scene.gone),
    )
    told = {change.vehicle for change in orders}
    return Replanned(
        state=state,
        most_changed=options.most_changed,
        instance=as_now(instance, (*earlier, state)),
        plan=_whole(plan, new, state.scenario, scene),
        orders=orders,
        kept=tuple(v for v in _busy(scene) if v not in told),
        unserved=tuple(_unserved(scene, found)),
        late=tuple(_later(plan.driving.late, found.late)),
        service=lines,
        seconds=time.monotonic() - began,
    )


def _figures(
    scene: Setting, ordered: Bounded, seed: int
) -> tuple[Driving, tuple[ServiceLine, ...]]:
    at = Scene(
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
    )
    bound = bound_of(scene, ordered.ahead, at)
    return with_figures(at, ordered.driving, ordered.ahead.reasons, seed, bound)


def _flows(scene: Setting) -> Iterator[Flow]:
    """Yield the flows of the scenario, as planned and for new needs."""
    carried = scene.carried
    for flow, _ in (*carried.brought, *carried.at_home, *carried.nameless):
        yield flow
    for pair in scene.shipments.flows.values():
        yield pair.flow


def _judge(before: Instance, plan: Plan, states: Sequence[State], instance: Instance) -> None:
    new = frozenset(g.id for g in before.groups) - frozenset(g.id for g in instance.groups)
    violations = judged(CHECKS, before, plan, states, new)
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


def _later(before: Sequence[LateLine], now: Sequence[LateLine]) -> Iterator[LateLine]:
    """Yield who is late that was not, or is so by at least a minute more."""
    was_h = {(row.scenario, flow_name(row)): row.latest_h for row in before}
    for row in now:
        at_h = was_h.get((row.scenario, flow_name(row)))
        if at_h is None or row.latest_h - at_h >= MINUTE_H:
            yield row


def _unserved(scene: Setting, found: Driving) -> Iterator[tuple[Shortage, str]]:
    for row in found.unserved:
        yield (
            Shortage(row.scenario, row.place, row.family, row.group, row.deadline_h, row.persons),
            row.reason,
        )
    yield from scene.new.unmet
