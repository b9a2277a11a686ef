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
from optimizer.siting.rows import total
from optimizer.siting.variables import label

if TYPE_CHECKING:
    from optimizer.siting.model import SitingModel

ROUNDS = 12
LEAST_GAIN = 1e-4
"""A round that lifts the bound by less than this share is the last."""

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


def _broken(model: SitingModel, added: set[str]) -> list[tuple[str, object]]:
    instance = model.recourse.instance
    persons = {
        (r.scenario, r.place, r.bundle): r.persons for r in model.recourse.needs.requirements
    }
    opened = {
        site: sum(model.x.open[site, option].value() for option in options)
        for site, options in model.x.options_of.items()
    }
    rows = []
    for case, origin, flow in model.x.flows():
        if origin not in instance.site or case.lost_site:
            continue
        most = persons[case.scenario, flow.place, flow.bundle]
        if flow.persons.value() <= most * (opened[origin] + LEAST_BROKEN):
            continue
        name = label("couple", case, origin, flow.place, flow.bundle)
        if name not in added:
            open_here = [(model.x.open[origin, o], -most) for o in model.x.options_of[origin]]
            rows.append((name, total([(flow.persons, 1.0), *open_here]) <= 0))
    return rows
