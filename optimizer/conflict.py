"""Why there is no plan: which promises conflict, and by how much, in the planner's words.

Every promise that policy made may be broken at a price proportional to how far; the cheapest way
to break them is the answer (elastic programming). Facts, such as roads and what a store holds,
stay as they are.

Source: Chinneck (2008), Feasibility and Infeasibility in Optimization, ch. 6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import pulp

from optimizer import mip
from optimizer.errors import Conflict
from optimizer.siting.model import SitingModel

if TYPE_CHECKING:
    from optimizer.siting.recourse import Recourse


class Words(NamedTuple):
    """How a broken promise is told; ``{0}``, ``{1}`` are what it is about."""

    english: str
    chinese: str


WORDS: dict[str, Words] = {
    "count_roles": Words(
        "{amount:.0f} {0} store(s) off the {1} number that policy allows ({asked:.0f})",
        "{0} 库的数量与规定的{1}数（{asked:.0f}）相差 {amount:.0f} 座",
    ),
    "keep_spacing": Words(
        "{0} and {1} both stand although they are nearer than the spacing allows",
        "{0} 与 {1} 间距小于规定仍须同时建库",
    ),
    "force_points": Words(
        "{0} goes without the store that policy forces there", "{0} 无法按规定设库（点）"
    ),
    "limit_mode": Words(
        "in {0}, {amount:,.0f} persons more than the {asked:,.0f} allowed get {2} by {1}",
        "情景 {0} 中以 {1} 方式保障 {2} 的人数需超出上限（{asked:,.0f} 人）{amount:,.0f} 人",
    ),
    "cover": Words(
        "standard {0} in {1}: {amount:,.0f} more miss it than the {asked:,.0f} allowed",
        "情景 {1} 的标准 {0}：未按时保障需超出允许值（{asked:,.0f}）{amount:,.0f}",
    ),
    "handle_in_time": Words(
        "{1} would load {amount:,.2f} t/h more than its docks do (deadline {2}, {0})",
        "情景 {0} 时限 {2}：{1} 的装车能力缺 {amount:,.2f} 吨/小时",
    ),
    "drive_within_fleet": Words(
        "in {0}, the fleet lacks {amount:,.1f} {1} x hours of lift until {2} (it has {asked:,.1f})",
        "情景 {0} 时限 {2}：车队运力缺 {amount:,.1f} {1}·小时（现有 {asked:,.1f}）",
    ),
    "spend_within_budget": Words(
        "the {0} budget would have to be {amount:,.0f} CNY above its {asked:,.0f} CNY",
        "{0} 预算需在 {asked:,.0f} 元之上增加 {amount:,.0f} 元",
    ),
    "survive_loss": Words(
        "with {1} lost in {0}, {amount:,.0f} persons fewer than {asked:,.0f} get {2}",
        "情景 {0} 且 {1} 失效时，{2} 少保障 {amount:,.0f} 人（要求 {asked:,.0f} 人）",
    ),
    "keep_at_center": Words(
        "the centers hold {amount:,.1f} m3 less than their share", "中心库少存 {amount:,.1f} m3"
    ),
    "keep_minimum": Words(
        "{0} holds {amount:,.0f} units of {1} fewer than its least kit of {asked:,.0f}",
        "{0} 的 {1} 比最低配备（{asked:,.0f}）少 {amount:,.0f}",
    ),
}
"""The promises that policy made and may take back."""

MOST_TOLD = 5
"""Conflicts told of each promise, the gravest first."""

TOLERANCE = 1e-5


class _Elastic(NamedTuple):
    promise: str
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
    share = replace(limits, time_limit_s=min(30.0, limits.time_limit_s) / 4, mip_gap=0.01)
    model = SitingModel(recourse)
    elastic = _make_elastic(model)
    everything = _least_broken(model, elastic, share, {row.promise for row in elastic})
    together = [conflict for conflict in _told(everything, alone=False)]
    promises = sorted({conflict.promise for conflict in together})
    if len(promises) < 2 and len(everything) < 2:
        return tuple(together)
    alone: list[Conflict] = []
    for promise in WORDS:
        if {promise} != set(promises):
            broken = _least_broken(model, elastic, share, {promise})
            alone += _told(broken, alone=True)
    return (*together, *alone)


def _make_elastic(model: SitingModel) -> list[_Elastic]:
    elastic: list[_Elastic] = []
    for row in model.rows:
        promise, where = _parts(row.name)
        # Rows that only define a quantity, as a town being met, are no promise of their own.
        if promise not in WORDS or "town" in where or (promise == "keep_at_center" and where):
            continue
        slack = model.problem.add_variable(f"give_{len(elastic)}", 0)
        row.addInPlace(-slack if row.sense == pulp.LpConstraintLE else +slack)
        asked = abs(row.constant)
        scale = asked or max(abs(coefficient) for coefficient in row.values())
        elastic.append(_Elastic(promise, where, asked, scale, slack))
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


def _told(broken: list[tuple[_Elastic, float]], *, alone: bool) -> Iterator[Conflict]:
    ordered = sorted(broken, key=lambda pair: (pair[0].promise, -pair[1] / pair[0].scale))
    told: dict[str, int] = {}
    for row, amount in ordered:
        told[row.promise] = told.get(row.promise, 0) + 1
        if told[row.promise] <= MOST_TOLD:
            words = WORDS[row.promise]
            yield Conflict(
                promise=row.promise,
                where=row.where,
                amount=amount,
                sentence=words.english.format(*row.where, amount=amount, asked=row.asked),
                sentence_zh=words.chinese.format(*row.where, amount=amount, asked=row.asked),
                alone=alone,
            )
