"""Why there is no plan: which promises conflict, and by how much, in the planner's words.

Every promise that policy made may be broken at a price proportional to how far; the cheapest way
to break them is the answer (elastic programming). Facts, such as roads and what a store holds,
stay as they are.

Source: Chinneck (2008), Feasibility and Infeasibility in Optimization, ch. 6.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pulp

from optimizer import mip
from optimizer.conflict.words import sentences, told_as
from optimizer.errors import Conflict
from optimizer.siting.model import SitingModel

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.siting.recourse import Recourse


MOST_S = 30.0
"""Longest that is looked for what would do alone."""

MOST_TOLD = 5
"""Conflicts told of each promise, the gravest first."""

TOLERANCE = 1e-5


ONLY_WHOLE = Conflict(
    promise="whole_units",
    where=(),
    amount=1.0,
    sentence="every promise can be kept with parts of units, but not with whole ones",
    sentence_zh="若物资可以拆分则各项约束均可满足，但按整件储备无法满足",
    alone=False,
)
"""What remains where nothing that policy asks for has to give."""


class _Elastic(NamedTuple):
    promise: str
    told: str
    where: tuple[str, ...]
    asked: float
    scale: float
    slack: pulp.LpVariable


def conflicts(recourse: Recourse, limits: mip.Limits) -> tuple[Conflict, ...]:
    """Return the least that would have to give, then each promise that alone would do.

    Parameters
    ----------
    recourse : Recourse
        A question that is proven to have no plan.
    limits : mip.Limits
        The solve's; finding the conflict may take as long again, at most half a minute.
    """
    share = replace(limits, time_limit_s=min(MOST_S, limits.time_limit_s) / 4, mip_gap=0.01)
    deadline = time.monotonic() + MOST_S
    model = SitingModel(recourse)
    elastic = _make_elastic(model)
    everything = _least_broken(model, elastic, share, {row.promise for row in elastic})
    instance = recourse.instance
    together = list(_told(instance, everything, alone=False))
    if not together:
        return (ONLY_WHOLE,)
    promises = sorted({conflict.promise for conflict in together})
    alone: list[Conflict] = []
    for promise in sorted({row.promise for row in elastic}):
        if {promise} != set(promises) and time.monotonic() < deadline:
            broken = _least_broken(model, elastic, share, {promise})
            alone += _told(instance, broken, alone=True)
    return (*together, *alone)


def _make_elastic(model: SitingModel) -> list[_Elastic]:
    elastic: list[_Elastic] = []
    for row in model.rows:
        promise, where = _parts(row.name)
        told = told_as(promise, where)
        if not told:
            continue
        slack = model.problem.add_variable(f"give_{len(elastic)}", 0)
        row.addInPlace(-slack if row.sense == pulp.LpConstraintLE else +slack)
        asked = abs(row.constant)
        scale = asked or max(abs(coefficient) for coefficient in row.values())
        elastic.append(_Elastic(promise, told, where, asked, scale, slack))
    model.problem.setObjective(pulp.LpAffineExpression({e.slack: 1 / e.scale for e in elastic}))
    return elastic


def _parts(name: str) -> tuple[str, tuple[str, ...]]:
    found = re.fullmatch(r"(\w+)\((.*)\)", name)
    if found is None:
        return name, ()
    inside = found[2].replace("~", "-").replace("!", ",")
    return found[1], tuple(part for part in inside.split(",") if part)


def _least_broken(
    model: SitingModel, elastic: Sequence[_Elastic], limits: mip.Limits, may_give: set[str]
) -> list[tuple[_Elastic, float]]:
    for row in elastic:
        row.slack.upBound = None if row.promise in may_give else 0
    if not mip.optimize(model.problem, limits).has_solution:
        return []
    broken = [(row, row.slack.value()) for row in elastic]
    return [(row, amount) for row, amount in broken if amount > TOLERANCE * row.scale]


def _told(
    instance: Instance, broken: list[tuple[_Elastic, float]], *, alone: bool
) -> Iterator[Conflict]:
    ordered = sorted(broken, key=lambda pair: (pair[0].promise, -pair[1] / pair[0].scale))
    told: dict[str, int] = {}
    for row, amount in ordered:
        told[row.promise] = told.get(row.promise, 0) + 1
        if told[row.promise] <= MOST_TOLD:
            english, chinese = sentences(instance, row.told, row.where, amount, row.asked)
            yield Conflict(
                promise=row.promise,
                where=row.where,
                amount=amount,
                sentence=english,
                sentence_zh=chinese,
                alone=alone,
            )
