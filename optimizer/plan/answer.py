"""The plan as a whole, with what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from optimizer.plan.driving import Driving
from optimizer.plan.lines import (
    Contract,
    Flow,
    IndicatorLine,
    Move,
    Payment,
    Replenishment,
    Shortage,
    StockLine,
    Store,
)


class CostHead(StrEnum):
    """What a part of the yearly equivalent cost is for; the objective is their sum."""

    BUILDING = "building"
    EQUIPMENT = "equipment"
    ROADS = "roads"
    FIRST_STOCK = "first_stock"
    REDISTRIBUTION = "redistribution"
    REPLENISHMENT = "replenishment"
    OPERATION = "operation"
    ROTATION = "rotation"
    HOLDING = "holding"
    RETAINER = "retainer"
    TRANSPORT = "transport"
    ISSUE = "issue"
    SUPPLY = "supply"
    SHORTAGE = "shortage"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The answer to an instance.

    Parameters
    ----------
    stores, stock, contracts, roads : tuple
        What is decided before the scenario is known; `roads` are ids of planned links that are
        bought.
    moves, replenishments : tuple
        What is carried between stores before the season, once and every year.
    payments : tuple
        Which fund pays what, where the instance's budgets say it by fund.
    flows, shortages : tuple
        What is done in each scenario.
    costs_cny : mapping of CostHead to float
        Yearly equivalent cost by head, as the plan claims it; `verify` recomputes it.
    indicators : tuple
        What the plan claims to reach of every indicator; `verify` recomputes it.
    driving : Driving
        How it is driven, where it is routed.
    """

    stores: tuple[Store, ...] = ()
    stock: tuple[StockLine, ...] = ()
    contracts: tuple[Contract, ...] = ()
    roads: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    replenishments: tuple[Replenishment, ...] = ()
    payments: tuple[Payment, ...] = ()
    flows: tuple[Flow, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    costs_cny: Mapping[CostHead, float] = field(default_factory=dict)
    indicators: tuple[IndicatorLine, ...] = ()
    driving: Driving = field(default_factory=Driving)

    @property
    def objective_cny(self) -> float:
        """Yearly equivalent cost in all."""
        return sum(self.costs_cny.values())
