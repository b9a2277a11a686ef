"""Stock and contracts in whole units."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pulp

from optimizer.siting.consequences import follow

if TYPE_CHECKING:
    from optimizer.siting.model import SitingModel
    from optimizer.siting.recourse import Case

FEASIBILITY_TOLERANCE = 1e-6
"""HiGHS' own tolerance on rows; whole units are compared with it."""


def counted(model: SitingModel) -> list[pulp.LpVariable]:
    """Return the decisions that a plan states in whole units: stock, contracts and moves."""
    return [*model.x.stock.values(), *model.x.contract.values(), *model.x.move.values()]


def round_up(model: SitingModel, rows: Sequence[pulp.LpConstraint]) -> list[tuple[int, float]]:
    """Round stock and contracts up to whole units, contracts first cut to what is drawn.

    A contract that costs nothing until it is called would otherwise stand at any size.

    Returns
    -------
    list of (int, float)
        Numbers of the rows that no longer hold, and by how much.
    """
    for key, drawn in _drawn(model).items():
        contract = model.x.contract[key]
        contract.varValue = min(contract.value(), drawn)
    for variable in (*model.x.stock.values(), *model.x.contract.values()):
        variable.varValue = float(math.ceil(max(0.0, variable.value()) - FEASIBILITY_TOLERANCE))
    follow(model)
    broken = ((number, _excess(row)) for number, row in enumerate(rows))
    return [(number, amount) for number, amount in broken if amount > 0]


def _drawn(model: SitingModel) -> dict[tuple[str, str], float]:
    """Return what must be contracted for the most that any case draws, by source and commodity."""
    recourse = model.recourse
    most = dict.fromkeys(model.x.contract, 0.0)
    units: dict[tuple[Case, str, str], float] = defaultdict(float)
    for (case, origin, bundle), drawn in model.x.draw.items():
        if origin in recourse.instance.supplier:
            for commodity, amount in recourse.needs.content[case.scenario, bundle].items():
                units[case, origin, commodity] += amount * drawn.value()
    for (case, origin, commodity), amount in units.items():
        counted_on = recourse.counted_on(case, origin)
        if counted_on > 0:
            key = origin, commodity
            most[key] = max(most[key], amount / counted_on)
    return most


def _excess(row: pulp.LpConstraint) -> float:
    """Return by how much a row is broken, 0 within the solver's tolerance."""
    value = float(row.value())
    if row.sense == pulp.LpConstraintLE:
        excess = value
    elif row.sense == pulp.LpConstraintGE:
        excess = -value
    else:
        excess = abs(value)
    return excess if excess > FEASIBILITY_TOLERANCE * max(1.0, abs(row.constant)) else 0.0
