"""THE ANSWER: stores and stock decided now, flows and shortages in each scenario, and trips."""

from optimizer.plan.answer import CostHead, Plan
from optimizer.plan.driving import (
    DriveLine,
    Driving,
    DropLine,
    LateLine,
    RestLine,
    ReturnLine,
    StopLine,
    TripLine,
    UnservedLine,
)
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
from optimizer.plan.names import FlowName, flow_name
from optimizer.plan.result import Result, RoundLine, ServiceLine, Status, Violation

__all__ = [
    "Contract",
    "CostHead",
    "DriveLine",
    "Driving",
    "DropLine",
    "Flow",
    "FlowName",
    "IndicatorLine",
    "LateLine",
    "Move",
    "Payment",
    "Plan",
    "Replenishment",
    "RestLine",
    "Result",
    "ReturnLine",
    "RoundLine",
    "ServiceLine",
    "Shortage",
    "Status",
    "StockLine",
    "StopLine",
    "Store",
    "TripLine",
    "UnservedLine",
    "Violation",
    "flow_name",
]
