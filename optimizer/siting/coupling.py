"""Rows that tie a flow to the store it comes from, added where the relaxation breaks them.

``flow <= persons * open`` follows from stock and volume for whole stores, so it changes no plan;
for fractions of stores it is much stronger. All of these rows at once slow every solve down; the
few that a relaxation breaks give nearly the same bound.

Source: Cornuejols, Sridharan and Thizy (1991), European Journal of Operational Research 50:280.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from optimizer.mip import Limits, Relaxation
from optimizer.siting.recourse import Case
from optimizer.siting.rows import total
from optimizer.siting.variables import label

if TYPE_CHECKING:
    import pulp

    from optimizer.siting.model import SitingModel

ROUNDS = 12
LEAST_GAIN = 5e-4
"""A round that lifts the bound by less than this share is the last."""

AHEAD = 6
"""Rows added for a requirement that breaks one: its flows and the next best. Fewer rounds."""

LEAST_BROKEN = 1e-3
"""Rows broken by less than this share of the persons are left."""


def couple(model: SitingModel, limits: Limits) -> float:
    """Add broken coupling rows to a model until its relaxation gains no more.

    Returns
    -------
    float
        Cost of the last relaxation that was solved, ``nan`` if there is none.
    """
    deadline = time.monotonic() + limits.time_limit_s
    relaxation = Relaxation(model.problem, limits.threads)
    bound = relaxation.solve(limits.time_limit_s)
    added: set[str] = set()
    for _ in range(ROUNDS):
        broken = [] if math.isnan(bound) else _broken(model, added)
        if not broken:
            break
        for name, row in broken:
            relaxation.add(name, row)
            added.add(name)
        again = relaxation.solve(deadline - time.monotonic())
        if math.isnan(again):
            break
        gain, bound = again - bound, again
        if gain < LEAST_GAIN * abs(bound):
            break
    return bound


def _broken(model: SitingModel, added: set[str]) -> list[tuple[str, pulp.LpConstraint]]:
    """Return broken rows, and with them those of the flows that would take their place."""
    x, instance = model.x, model.recourse.instance
    opened = {
        site: sum(x.open[site, option].value() for option in options)
        for site, options in x.options_of.items()
    }
    rows = []
    for r in model.recourse.needs.requirements:
        case = Case(r.scenario)
        into = [
            flow for flow in x.flows_into[case, r.place, r.bundle] if flow.origin in instance.site
        ]
        if not any(
            flow.persons.value() > r.persons * (opened[flow.origin] + LEAST_BROKEN) for flow in into
        ):
            continue
        into.sort(key=lambda flow: (-flow.persons.value(), flow.persons.dj))
        for flow in into[:AHEAD]:
            over = ("&".join(flow.lane.roads),) if flow.lane.roads else ()
            name = label("couple", case, flow.origin, r.place, r.bundle, *over)
            if name not in added:
                options = x.options_of[flow.origin]
                stores = [(x.open[flow.origin, option], -r.persons) for option in options]
                rows.append((name, total([(flow.persons, 1.0), *stores]) <= 0))
    return rows
