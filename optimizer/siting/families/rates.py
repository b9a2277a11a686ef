"""What has to happen within hours: loading, making, driving.

Rows that no plan can break are left out: they are long, and a solver would carry them along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from optimizer.instance.words import TransportMode
from optimizer.siting.rows import Row, total
from optimizer.siting.variables import FlowVariable, label

if TYPE_CHECKING:
    import pulp

    from optimizer.instance import Instance
    from optimizer.needs import Bundle
    from optimizer.network import Lane
    from optimizer.siting.recourse import Case
    from optimizer.siting.variables import Variables

Weighted = list[tuple[FlowVariable, float]]
"""Flows with what each person served on them counts for."""


def handle_in_time(x: Variables) -> Iterator[Row]:
    r"""Load at each origin what its docks can load before it must leave.

    .. math:: \sum_{T_b = T} \frac{t\, flow}{window} +
              \sum_{T_b < T} \frac{t\, flow}{\max(window, a_T)} \le rate_o
              \qquad \forall s, o, T

    With :math:`a_T` the shortest window among the lanes of deadline T, this is the density
    test of deadline scheduling: sufficient for every load to leave in time.
    """
    for case, origin, flows in _flows_alone(x):
        tonnes = _tonnes_of(x, case)
        for deadline_h, used in _densities(flows, tonnes, lambda lane: lane.window_h):
            rates = _handling_rates(x, origin, _most(used))
            # A site without options holds nothing that could be loaded.
            if rates and _most(used) > min(rate for _, rate in rates):
                name = label("handle_in_time", case, origin, f"{deadline_h:g}h")
                fixed = sum(rate for variable, rate in rates if variable is None)
                built = [(variable, -rate) for variable, rate in rates if variable is not None]
                yield name, total(chain(_terms(used), built)) <= fixed


def _handling_rates(
    x: Variables, origin: str, unlimited: float
) -> list[tuple[pulp.LpVariable | None, float]]:
    """Return the rates an origin may have, with the option each depends on.

    What has no limit needs no more than the rate at which everything could be loaded.
    """
    instance = x.recourse.instance
    if origin in instance.supplier:
        limit = instance.supplier[origin].handling_t_per_h
        return [(None, unlimited if limit is None else limit)]
    limits = {o: instance.option[origin, o].handling_t_per_h for o in x.options_of[origin]}
    return [
        (x.open[origin, option], unlimited if limit is None else limit)
        for option, limit in limits.items()
    ]


def make_in_time(x: Variables) -> Iterator[Row]:
    r"""Draw from what is made to order no faster than it is made.

    .. math:: \sum_{T_b = T} \frac{a_{sbk}\, flow}{spare} +
              \sum_{T_b < T} \frac{a_{sbk}\, flow}{\max(spare, a_T)}
              \le reliability_e\, usable_{se}\, \frac{perday_{ek}}{24} \qquad \forall c, e, k, T

    :math:`spare = T_b - hours`: goods made in the spare hours of their lane leave in time.
    """
    instance = x.recourse.instance
    for (case, origin), flows in sorted(x.flows_from.items()):
        for supply in instance.supplies:
            if supply.supplier != origin or supply.per_day is None:
                continue
            units = _units_of(x, case, supply.commodity)
            drawn = [flow for flow in flows if units(flow) > 0]
            rate = x.recourse.counted_on(case, origin) * supply.per_day / HOURS_PER_DAY
            for deadline_h, used in _densities(drawn, units, _spare_h):
                if _most(used) > rate:
                    name = label("make_in_time", case, origin, supply.commodity, f"{deadline_h:g}h")
                    yield name, total(_terms(used)) <= rate


HOURS_PER_DAY = 24.0


def _spare_h(lane: Lane) -> float:
    return lane.deadline_h - lane.hours


def _densities(
    flows: list[FlowVariable],
    amount: Callable[[FlowVariable], float],
    window_h: Callable[[Lane], float],
) -> Iterator[tuple[float, Weighted]]:
    """Yield for each deadline the flows' amounts over the hours they have.

    A window of zero hours lets nothing through; it counts as a second so that the row stays
    finite.
    """
    for deadline_h in sorted({flow.bundle.deadline_h for flow in flows}):
        until = [flow for flow in flows if flow.bundle.deadline_h <= deadline_h]
        hours = {id(flow): max(window_h(flow.lane), SECOND_H) for flow in until}
        shortest = min(hours[id(f)] for f in until if f.bundle.deadline_h == deadline_h)
        before = {id(f): f.bundle.deadline_h < deadline_h for f in until}
        yield (
            deadline_h,
            [
                (f, amount(f) / (max(hours[id(f)], shortest) if before[id(f)] else hours[id(f)]))
                for f in until
            ],
        )


SECOND_H = 1 / 3600


def drive_within_fleet(x: Variables) -> Iterator[Row]:
    r"""Lift by each mode no more, by tonnes and by m3, than its fleet can until each deadline.

    .. math:: \sum_{T_b \le T} w_b\, cycle^m_{soj}\, flow \le
              \sum_{v \in m} count_v\, payload_v\, (T - decision - available_v - handout - buffer)^+
              \cdot learned_{smT} \qquad \forall s, m, T

    The same with m3; the cycle is that of the parts of a lane by the mode, and what driving
    earlier plans taught is 1 where it taught nothing. A linear stand-in for routing; what a
    source that delivers sends by road does not count.
    """
    for mode in _modes_of_fleet(x):
        for case in x.recourse.cases:
            if not case.lost_site:
                yield from _lift_by_mode(x, mode, case)


def _modes_of_fleet(x: Variables) -> list[TransportMode]:
    instance = x.recourse.instance
    return sorted({instance.vehicle[row.vehicle].mode for row in instance.fleet if row.count > 0})


def _lift_by_mode(x: Variables, mode: TransportMode, case: Case) -> Iterator[Row]:
    flows = [(flow, _cycle_h(flow.lane, mode)) for flow in _driven(x, mode, case)]
    flows = [(flow, cycle_h) for flow, cycle_h in flows if cycle_h > 0]
    for deadline_h in sorted({flow.bundle.deadline_h for flow, _ in flows}):
        until = [pair for pair in flows if pair[0].bundle.deadline_h <= deadline_h]
        tonnes_h, m3_h = _lift(x, mode, case, deadline_h)
        for unit, per_person, most in (
            ("t", _tonnes_of(x, case), tonnes_h),
            ("m3", _volume_of(x, case), m3_h),
        ):
            used = [(flow, per_person(flow) * cycle_h) for flow, cycle_h in until]
            if _most(used) > most:
                name = label("drive_within_fleet", case, mode, unit, f"{deadline_h:g}h")
                yield name, total(_terms(used)) <= most


def _cycle_h(lane: Lane, mode: TransportMode) -> float:
    """Return the hours that a lane takes vehicles of a mode that have a name."""
    parts = (part for part in lane.parts if part.mode is mode and part.vehicle is not None)
    return sum(part.cycle_h for part in parts)


def _driven(x: Variables, mode: TransportMode, case: Case) -> Iterator[FlowVariable]:
    for (other, origin), flows in x.flows_from.items():
        source = x.recourse.instance.supplier.get(origin)
        brings = source is not None and source.delivers and mode is TransportMode.ROAD
        if other == case and not brings:
            yield from flows


def _lift(x: Variables, mode: TransportMode, case: Case, deadline_h: float) -> tuple[float, float]:
    """Return the lift of a mode's fleet, or the share of it that could be driven before."""
    share = x.recourse.lessons.lift_share.get((case.scenario, mode, deadline_h), 1.0)
    tonnes_h, m3_h = lift(x.recourse.instance, mode, deadline_h)
    return share * tonnes_h, share * m3_h


def lift(instance: Instance, mode: TransportMode, deadline_h: float) -> tuple[float, float]:
    """Return the tonne-hours and m3-hours of a mode's fleet until a deadline."""
    response = instance.response
    spent = response.decision_h + response.handout_h + response.buffer_h
    tonnes_h = m3_h = 0.0
    for entry in instance.fleet:
        vehicle = instance.vehicle[entry.vehicle]
        if vehicle.mode is mode:
            hours = entry.count * max(0.0, deadline_h - spent - entry.available_after_h)
            tonnes_h += vehicle.payload_t * hours
            m3_h += vehicle.volume_m3 * hours
    return tonnes_h, m3_h


def _terms(used: Weighted) -> Iterator[tuple[pulp.LpVariable, float]]:
    return ((flow.persons, weight) for flow, weight in used)


def _most(used: Weighted) -> float:
    """Return the most that flows can add up to: every requirement by its heaviest flow.

    A row that this keeps can be left out: no plan can break it.
    """
    heaviest: dict[tuple[str, Bundle], float] = defaultdict(float)
    for flow, weight in used:
        key = flow.place, flow.bundle
        heaviest[key] = max(heaviest[key], weight * flow.most)
    return sum(heaviest.values())


def _flows_alone(x: Variables) -> Iterator[tuple[Case, str, list[FlowVariable]]]:
    """Yield the flows out of each origin in each scenario without losses."""
    found: dict[tuple[Case, str], list[FlowVariable]] = defaultdict(list)
    for (case, origin), flows in x.flows_from.items():
        if not case.lost_site:
            found[case, origin] = flows
    for (case, origin), flows in sorted(found.items()):
        yield case, origin, flows


def _tonnes_of(x: Variables, case: Case) -> Callable[[FlowVariable], float]:
    weight_kg = x.recourse.needs.weight_kg
    return lambda flow: weight_kg[case.scenario, flow.bundle] / 1000


def _volume_of(x: Variables, case: Case) -> Callable[[FlowVariable], float]:
    volume_m3 = x.recourse.needs.volume_m3
    return lambda flow: volume_m3[case.scenario, flow.bundle]


def _units_of(x: Variables, case: Case, commodity: str) -> Callable[[FlowVariable], float]:
    content = x.recourse.needs.content
    return lambda flow: content[case.scenario, flow.bundle].get(commodity, 0.0)
