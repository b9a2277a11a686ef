"""Results to the tree of ``plan.json``, as ``result.schema.json`` describes it, and back."""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from optimizer.instance import Instance
from optimizer.io.promised import UNIT_OF
from optimizer.plan import (
    Contract,
    CostHead,
    DriveLine,
    Driving,
    DropLine,
    Flow,
    IndicatorLine,
    LateLine,
    Move,
    Payment,
    Plan,
    Replenishment,
    RestLine,
    Result,
    ReturnLine,
    RoundLine,
    ServiceLine,
    Shortage,
    Status,
    StockLine,
    StopLine,
    Store,
    TripLine,
    UnservedLine,
    Violation,
)

SCHEMA_VERSION = "3"

DRIVING_TABLES: Mapping[str, type[Any]] = {
    "drives": DriveLine,
    "trips": TripLine,
    "stops": StopLine,
    "drops": DropLine,
    "rests": RestLine,
    "returns": ReturnLine,
    "unserved": UnservedLine,
    "late": LateLine,
}
"""Tables of how the plan is driven and their rows, by the name that they have in `Driving`."""

T = TypeVar("T")


def result_tree(result: Result, instance: Instance) -> dict[str, Any]:
    """Return a result as JSON values; numbers that are not finite become None."""
    plan = result.plan
    tree = {
        "schema_version": SCHEMA_VERSION,
        "status": result.status,
        "reason": result.reason,
        "objective_cny": result.objective_cny,
        "bound_cny": result.bound_cny,
        "gap": result.gap,
        "coverage": result.coverage,
        "coverage_bound": result.coverage_bound,
        "runtime_s": result.runtime_s,
        "phases": [{"phase": phase, "seconds": seconds} for phase, seconds in result.phases],
        "instance": {"name": result.instance_name, "digest": result.instance_digest},
        "model": {"rows": result.model_rows, "columns": result.model_columns},
        "options": dict(result.options),
        "versions": dict(result.versions),
        "stores": [_store(store, instance) for store in sorted(plan.stores)],
        "stock": _records(sorted(plan.stock)),
        "contracts": _records(sorted(plan.contracts)),
        "roads": _roads(plan, instance),
        "moves": _records(sorted(plan.moves)),
        "replenishments": _records(sorted(plan.replenishments)),
        "payments": _records(sorted(plan.payments)),
        "flows": _records(sorted(plan.flows)),
        "shortage": _records(sorted(plan.shortages)),
        "costs": dict(plan.costs_cny),
        "indicators": [_indicator(line, instance) for line in sorted(plan.indicators)],
        "spending": dict(result.spending_cny),
        "service": _records(result.service),
        **{name: _records(sorted(getattr(plan.driving, name))) for name in DRIVING_TABLES},
        "rounds": _records(result.rounds),
        "violations": _records(result.violations),
    }
    return {key: _finite(value) for key, value in tree.items()}


def result_of(tree: Mapping[str, Any]) -> Result:
    """Return the result that a tree holds which keeps to the schema.

    Null, written for numbers that are not finite, becomes the number that claims nothing: no
    bound is minus infinity, no gap infinity, any other number nan.
    """
    return Result(
        instance_name=tree["instance"]["name"],
        instance_digest=tree["instance"]["digest"],
        plan=_plan_of(tree),
        status=Status(tree["status"]),
        reason=tree["reason"],
        objective_cny=_number(tree["objective_cny"], math.nan),
        bound_cny=_number(tree["bound_cny"], -math.inf),
        gap=_number(tree["gap"], math.inf),
        coverage=tree["coverage"],
        coverage_bound=tree["coverage_bound"],
        runtime_s=_number(tree["runtime_s"], math.nan),
        phases=tuple((row["phase"], float(row["seconds"])) for row in tree["phases"]),
        options=dict(tree["options"]),
        versions=dict(tree["versions"]),
        service=_objects(ServiceLine, tree["service"]),
        spending_cny={head: float(cny) for head, cny in tree["spending"].items()},
        model_rows=int(tree["model"]["rows"]),
        model_columns=int(tree["model"]["columns"]),
        violations=_objects(Violation, tree["violations"]),
        rounds=_objects(RoundLine, tree["rounds"]),
    )


def _plan_of(tree: Mapping[str, Any]) -> Plan:
    return Plan(
        stores=_objects(Store, tree["stores"]),
        stock=_objects(StockLine, tree["stock"]),
        contracts=_objects(Contract, tree["contracts"]),
        roads=tuple(row["road"] for row in tree["roads"]),
        moves=_objects(Move, tree["moves"]),
        replenishments=_objects(Replenishment, tree["replenishments"]),
        payments=_objects(Payment, tree["payments"]),
        flows=_objects(Flow, tree["flows"]),
        shortages=_objects(Shortage, tree["shortage"]),
        costs_cny={CostHead(head): float(cny) for head, cny in tree["costs"].items()},
        indicators=_objects(IndicatorLine, tree["indicators"]),
        driving=Driving(
            **{name: _objects(row, tree[name]) for name, row in DRIVING_TABLES.items()}
        ),
    )


def _store(store: Store, instance: Instance) -> dict[str, Any]:
    option = instance.option[store.site, store.option]
    built = {"floor_m2": option.floor_m2, "capital_cost_cny": option.capital_cost_cny}
    return dataclasses.asdict(store) | built


def _indicator(line: IndicatorLine, instance: Instance) -> dict[str, Any]:
    row = instance.indicator[line.indicator]
    promised = ("name", "name_zh", "clause", "measure", "kind", "comparison", "target")
    told = {name: getattr(row, name) for name in promised} | {"unit": UNIT_OF[row.measure]}
    return told | dataclasses.asdict(line)


def _roads(plan: Plan, instance: Instance) -> list[dict[str, Any]]:
    cost_cny = {road.id: road.planned_cost_cny for road in instance.roads}
    return [{"road": road, "planned_cost_cny": cost_cny[road]} for road in sorted(plan.roads)]


def _records(rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [dataclasses.asdict(row) for row in rows]


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return value


def _objects(kind: type[T], records: Iterable[Mapping[str, Any]]) -> tuple[T, ...]:
    hints = typing.get_type_hints(kind)
    return tuple(
        kind(**{name: _typed(hint, record[name]) for name, hint in hints.items()})
        for record in records
    )


def _typed(hint: Any, value: Any) -> Any:
    if isinstance(hint, types.UnionType):  # as float | None
        return None if value is None else _typed(typing.get_args(hint)[0], value)
    if hint is float:
        return _number(value, math.nan)
    return hint(value) if hint is int or issubclass(hint, StrEnum) else value


def _number(value: float | None, unknown: float) -> float:
    return unknown if value is None else float(value)
