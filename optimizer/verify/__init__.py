"""The judge: every promise and every cost, recomputed from instance and plan alone.

It meets no solver and shares no code with the models and engines; all follow docs/model.md and
docs/routing.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from optimizer.plan import CostHead, IndicatorLine, Plan, Violation
from optimizer.verify.driving.arrivals import state_arrivals
from optimizer.verify.driving.docks import load_at_docks
from optimizer.verify.driving.figures import state_drives
from optimizer.verify.driving.handing import hand_on_in_time
from optimizer.verify.driving.loads import load_within_vehicle
from optimizer.verify.driving.ranges import leave_by_timetable, stay_within_range
from optimizer.verify.driving.rests import keep_shift, rest_on_the_way
from optimizer.verify.driving.served import limit_visits, serve_each_once
from optimizer.verify.driving.stocks import load_what_stands
from optimizer.verify.driving.times import drive_in_time
from optimizer.verify.driving.trips import drive_known_vehicles
from optimizer.verify.evidence import Evidence
from optimizer.verify.fleet import drive_within_fleet
from optimizer.verify.forced import force_points
from optimizer.verify.funds import pay_from_funds
from optimizer.verify.holdings import (
    keep_at_center,
    keep_minimum,
    keep_working_stock,
    store_within_volume,
)
from optimizer.verify.indicators import indicator_lines, state_indicators
from optimizer.verify.known import known_ids
from optimizer.verify.money import costs_cny, spend_within_budget, spending_cny, state_costs
from optimizer.verify.moves import keep_what_stands, move_what_stands, replenish_stores
from optimizer.verify.numbers import whole_units
from optimizer.verify.planned import build_roads
from optimizer.verify.rates import handle_in_time
from optimizer.verify.service import arrive_in_time, cover, meet_need, survive_loss
from optimizer.verify.stores import choose_one_option, count_roles, keep_spacing
from optimizer.verify.supply import draw_within_sources, limit_mode, ship_only_stock
from optimizer.verify.under_way import under_way

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.state import State

__all__ = ["CHECKS", "recomputed_costs", "recomputed_indicators", "spending", "verify"]

Check = Callable[[Evidence], Iterator[Violation]]

CHECKS: tuple[Check, ...] = (
    choose_one_option,
    count_roles,
    keep_spacing,
    force_points,
    store_within_volume,
    meet_need,
    ship_only_stock,
    draw_within_sources,
    limit_mode,
    cover,
    handle_in_time,
    drive_within_fleet,
    spend_within_budget,
    survive_loss,
    keep_at_center,
    keep_minimum,
    arrive_in_time,
    whole_units,
    state_costs,
    keep_working_stock,
    move_what_stands,
    replenish_stores,
    build_roads,
    pay_from_funds,
    state_indicators,
    keep_what_stands,
    drive_known_vehicles,
    load_within_vehicle,
    load_what_stands,
    load_at_docks,
    drive_in_time,
    rest_on_the_way,
    keep_shift,
    stay_within_range,
    leave_by_timetable,
    hand_on_in_time,
    limit_visits,
    serve_each_once,
    state_arrivals,
    state_drives,
)
"""One check for each promise of docs/model.md, then one for each rule of docs/routing.md, by its
name and in its order.
"""


def verify(instance: Instance, plan: Plan, states: Sequence[State] = ()) -> tuple[Violation, ...]:
    """Return every promise that a plan breaks, none for a plan that can be shown.

    Where the plan speaks of things the instance does not know, only that is returned: the
    rest cannot be computed.

    Parameters
    ----------
    states : sequence of State
        For which the plan was changed while responses were under way, in their order.
    """
    if states:
        return under_way(CHECKS, instance, plan, states)
    evidence = Evidence(instance, plan)
    unknown = unknown_things(instance, plan)
    return unknown or tuple(violation for check in CHECKS for violation in check(evidence))


def unknown_things(instance: Instance, plan: Plan) -> tuple[Violation, ...]:
    """Return what a plan speaks of that the instance does not know, or says twice."""
    return tuple(known_ids(Evidence(instance, plan)))


def recomputed_costs(instance: Instance, plan: Plan) -> Mapping[CostHead, float]:
    """Return the yearly equivalent cost of a plan by head, whatever it states.

    Raises
    ------
    KeyError
        When the plan speaks of things the instance does not know; `verify` says which.
    """
    return costs_cny(Evidence(instance, plan))


def spending(instance: Instance, plan: Plan) -> Mapping[str, float]:
    """Return what a plan spends under each budget head, in CNY.

    Raises
    ------
    KeyError
        When the plan speaks of things the instance does not know; `verify` says which.
    """
    return {head.value: cny for head, cny in spending_cny(Evidence(instance, plan)).items()}


def recomputed_indicators(instance: Instance, plan: Plan) -> tuple[IndicatorLine, ...]:
    """Return what a plan reaches of every indicator, whatever it states.

    Raises
    ------
    KeyError
        When the plan speaks of things the instance does not know; `verify` says which.
    """
    return indicator_lines(Evidence(instance, plan))
