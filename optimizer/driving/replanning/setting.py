"""A scenario under way, made ready: who is where, what is left to load, and on what ground."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from optimizer.driving.replanning.goods import Ledger, ledger, to_load
from optimizer.driving.replanning.new_needs import Met, direct, met
from optimizer.driving.replanning.now import Now
from optimizer.driving.replanning.schedule import Schedule, as_reported, schedules
from optimizer.driving.replanning.stages import Shipments, name_of
from optimizer.driving.replanning.standing_now import standing_now
from optimizer.driving.replanning.whereabouts import Whereabouts
from optimizer.instance.words import TransportMode
from optimizer.needs import Bundle, Needs, needs
from optimizer.network import lanes
from optimizer.plan import FlowName
from optimizer.routing.problem import Kind, Origin
from optimizer.routing.scenario.deliveries import Carried, carried, consignments, priorities
from optimizer.routing.scenario.fleet import kinds
from optimizer.routing.scenario.holdings import Holding, holdings
from optimizer.routing.scenario.points import Ground
from optimizer.routing.scenario.stages import Driven
from optimizer.routing.times.handling import handling_s
from optimizer.state.situation import group_id, numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from optimizer.instance import Instance
    from optimizer.plan import Plan
    from optimizer.state import State


@dataclass(frozen=True, kw_only=True)
class Setting:
    """All that orders are made from.

    Parameters
    ----------
    before, after : Instance
        With the new needs; `after` with the roads as they are from now on.
    carried : Carried
        The plan's flows by who carries them.
    all_holdings : mapping of str to Holding
        What stores and sources held at the beginning.
    gone : frozenset of FlowName
        Flows that nobody needs any more.
    busy : mapping of str to Origin
        Origins where vehicles are being loaded, or goods come in day by day.
    blocked : frozenset of str
        Vehicles that a road closed ahead of.
    """

    state: State
    before: Instance
    after: Instance
    plan: Plan
    required: Needs
    carried: Carried
    all_holdings: Mapping[str, Holding]
    before_ground: Ground
    after_ground: Ground
    kinds: Mapping[str, Kind]
    places: Mapping[str, str]
    now_s: int
    schedules: Mapping[str, Schedule]
    whereabouts: Mapping[str, Whereabouts]
    book: Ledger
    gone: frozenset[FlowName]
    new: Met
    shipments: Shipments
    busy: Mapping[str, Origin]
    blocked: frozenset[str]

    @property
    def parts(self) -> Mapping[FlowName, int]:
        """Of how many parts the way of each flow is."""
        return {name: len(pair.lane.parts) for name, pair in self.shipments.flows.items()}


def setting(
    alone: Instance,
    before: Instance,
    after: Instance,
    plan: Plan,
    state: State,
    first: Sequence[str],
    came: frozenset[str],
) -> Setting:
    """Return what orders are made from.

    Parameters
    ----------
    alone : Instance
        As the plan was made for it, with needs that came earlier.
    before : Instance
        With the needs of the state, and roads as they were until its hour.
    came : frozenset of str
        Groups of needs that came earlier.
    """
    required = needs(before)
    asked = needs(alone)
    flows = _carried(alone, asked, plan, state.scenario, came)
    classes = priorities(flows.driven, first)
    held = holdings(
        alone, asked, plan, state.scenario, flows, consignments(alone, asked, flows.driven, classes)
    )
    grounds = [Ground(instance, state.scenario, plan.roads) for instance in (before, after)]
    types = kinds(before, list(TransportMode), defaultdict(int))
    known = {kind.id: kind for kind in types}
    places = {site.id: site.place for site in before.sites}
    places |= {source.id: source.place for source in before.sources}
    now = Now(before, state, grounds[0], known, places)
    reported = {
        vehicle: as_reported(schedule, state)
        for vehicle, schedule in schedules(plan.driving, state.scenario).items()
    }
    whereabouts = standing_now(now, reported)
    gone = _gone(flows, state)
    book = ledger(required, state.scenario, now.second, reported, whereabouts, gone)
    left = _left(held, book)
    new = met(
        before,
        required,
        state,
        {group_id(need, number): need for number, need in numbered(alone, state)},
        grounds[1],
        left,
        _spare(required, state.scenario, flows, left, book, gone),
        known,
    )
    every = (*flows.driven, *new.flows)
    driven = Driven(
        instance=after,
        scenario=state.scenario,
        carried=flows,
        consignments=(),
        holdings=left,
        ground=grounds[1],
        starts_s=now.second,
    )
    shipments = Shipments(driven, required, every, priorities(every, first))
    return Setting(
        state=state,
        before=before,
        after=after,
        plan=plan,
        required=required,
        carried=flows,
        all_holdings=held,
        before_ground=grounds[0],
        after_ground=grounds[1],
        kinds=known,
        places=places,
        now_s=now.second,
        schedules=reported,
        whereabouts=whereabouts,
        book=book,
        gone=gone,
        new=new,
        shipments=shipments,
        busy=_busy(held, book),
        blocked=_blocked(now, reported, whereabouts),
    )


def _carried(
    alone: Instance, asked: Needs, plan: Plan, scenario: str, came: frozenset[str]
) -> Carried:
    """Return the plan's flows by who carries them; those of needs that came go in one part."""
    known = replace(plan, flows=tuple(flow for flow in plan.flows if flow.group not in came))
    flows = carried(alone, known, lanes(alone, asked), scenario)
    since = (flow for flow in plan.flows if flow.group in came)
    driven = (*flows.driven, *direct(alone, plan.driving, since))
    return replace(flows, driven=tuple(sorted(driven, key=lambda pair: pair.flow)))


def _gone(flows: Carried, state: State) -> frozenset[FlowName]:
    """Return the flows that nobody needs any more."""
    return frozenset(
        name_of(pair)
        for pair in flows.driven
        if any(
            need.holds(pair.flow.place, pair.flow.group, pair.flow.family)
            for need in state.needs_gone
        )
    )


def _blocked(
    now: Now, known: Mapping[str, Schedule], whereabouts: Mapping[str, Whereabouts]
) -> frozenset[str]:
    """Return the vehicles that a road closed ahead of."""
    return frozenset(
        vehicle
        for vehicle, schedule in known.items()
        if not whereabouts[vehicle].is_lost and now.is_blocked(schedule, whereabouts[vehicle])
    )


def _left(held: Mapping[str, Holding], book: Ledger) -> Mapping[str, Holding]:
    """Return what stores and sources still hold."""
    return {
        name: replace(
            holding,
            stock={
                commodity: max(0.0, units - book.units.get((name, commodity), 0.0))
                for commodity, units in holding.stock.items()
            },
        )
        for name, holding in held.items()
    }


def _spare(
    required: Needs,
    scenario: str,
    flows: Carried,
    left: Mapping[str, Holding],
    book: Ledger,
    gone: frozenset[FlowName],
) -> dict[tuple[str, str], float]:
    """Return the units that nothing is planned to be loaded of, by origin and commodity."""
    spare = {
        (name, commodity): units
        for name, holding in left.items()
        for commodity, units in holding.stock.items()
    }
    planned = {name_of(pair): pair for pair in flows.driven}
    amounts = to_load(book, {name: (p.flow.persons, (0.0,) * len(p.lane.parts))
                             for name, p in planned.items()}, gone, {})  # fmt: skip
    for name, amount in amounts.get(0, {}).items():
        flow = planned[name].flow
        bundle = Bundle(flow.family, flow.group, flow.deadline_h)
        for commodity, units in required.content[scenario, bundle].items():
            key = (flow.origin, commodity)
            spare[key] = max(0.0, spare.get(key, 0.0) - amount.persons * units)
    return spare


def _busy(held: Mapping[str, Holding], book: Ledger) -> Mapping[str, Origin]:
    found = {}
    for name, holding in held.items():
        origin = holding.at(0)
        found[name] = replace(
            origin,
            docks_free_s=() if origin.docks is None else book.docks_s.get(name, ()),
            handling_free_s=max(
                (
                    begin_s + handling_s(origin, math.ceil(kg))
                    for begin_s, kg in book.handled.get(name, ())
                ),
                default=0,
            ),
            given={c: book.units.get((name, c), 0.0) for c in sorted(origin.per_day)},
        )
    return found
