"""The plan of a made-up region: every place is supplied by the store that reaches it first.

No model is solved: what is measured is how the plan is driven. It keeps every promise all the
same, and `verify` is asked.
"""

from __future__ import annotations

import dataclasses
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from optimizer.errors import VerificationError
from optimizer.needs import Bundle, needs
from optimizer.network import lanes
from optimizer.plan import Flow, Plan, StockLine, Store
from optimizer.verify import recomputed_costs, verify

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.needs import Needs
    from optimizer.network import Lane, Lanes

SPARE_STOCK = 4 / 3
"""What stores hold of what is planned from them: a third more, so that one may stand in for
another."""


def plan_of_region(instance: Instance) -> Plan:
    """Return a plan of a made-up region, all of whose stores stand already.

    Raises
    ------
    VerificationError
        When it breaks a promise: the region asks for more than can be planned.
    """
    required = needs(instance)
    flows = tuple(sorted(_flows(required, lanes(instance, required))))
    plan = Plan(
        stores=tuple(
            sorted(Store(option.site, option.id, option.role) for option in instance.options)
        ),
        stock=tuple(sorted(_stock(required, flows))),
        flows=flows,
    )
    plan = dataclasses.replace(plan, costs_cny=recomputed_costs(instance, plan))
    broken = verify(instance, plan)
    if broken:
        raise VerificationError([str(violation) for violation in broken])
    return plan


def _flows(required: Needs, found: Lanes) -> Iterator[Flow]:
    """Yield one flow for each requirement that anything reaches in time."""
    first = _first_lanes(found)
    for need in required.requirements:
        bundle = need.bundle
        lane = first.get((need.scenario, need.place, bundle))
        if lane is None:
            raise VerificationError([f"nothing reaches {need.place} in time for {bundle}"])
        yield Flow(
            need.scenario,
            "",
            lane.origin,
            need.place,
            bundle.family,
            bundle.group,
            bundle.deadline_h,
            need.persons,
        )


def _first_lanes(found: Lanes) -> Mapping[tuple[object, ...], Lane]:
    """Return for every scenario, place and bundle the lane that is there first."""
    first: dict[tuple[object, ...], Lane] = {}
    for (scenario, _, place, bundle), (lane, *_) in found.items():
        known = first.get((scenario, place, bundle))
        if known is None or (lane.hours, lane.km) < (known.hours, known.km):
            first[scenario, place, bundle] = lane
    return first


def _stock(required: Needs, flows: Sequence[Flow]) -> Iterator[StockLine]:
    units: defaultdict[tuple[str, str], float] = defaultdict(float)
    for flow in flows:
        bundle = Bundle(flow.family, flow.group, flow.deadline_h)
        for commodity, each in required.content[flow.scenario, bundle].items():
            units[flow.origin, commodity] += each * flow.persons
    for (site, commodity), amount in units.items():
        yield StockLine(site, commodity, math.ceil(SPARE_STOCK * amount))
