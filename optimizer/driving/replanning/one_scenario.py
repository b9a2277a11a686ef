"""Instance and plan of one scenario alone: quick to look up and to judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from optimizer.instance.question import TABLES
from optimizer.instance.schema import columns
from optimizer.plan import Driving

if TYPE_CHECKING:
    from optimizer.instance import Instance
    from optimizer.plan import Plan


def instance_of(instance: Instance, scenario: str) -> Instance:
    """Return an instance in which no other scenario happens."""
    tables: dict[str, Any] = {
        name: _rows(getattr(instance, name), scenario)
        for name, row in TABLES.items()
        if "scenario" in columns(row)
    }
    others = tuple(row for row in instance.scenarios if row.id == scenario)
    policy = replace(
        instance.policy,
        loss_scenarios=_among(instance.policy.loss_scenarios, scenario),
        cut_off_scenarios=_among(instance.policy.cut_off_scenarios, scenario),
    )
    return replace(instance, scenarios=others, policy=policy, indicators=(), **tables)


def plan_of(plan: Plan, scenario: str) -> Plan:
    """Return a plan with what it does in one scenario, no store lost."""
    return replace(
        plan,
        flows=tuple(row for row in plan.flows if row.scenario == scenario and not row.lost_site),
        shortages=_rows(plan.shortages, scenario),
        indicators=(),
        driving=driving_of(plan.driving, scenario),
    )


def driving_of(driving: Driving, scenario: str) -> Driving:
    """Return how one scenario is driven."""
    return Driving(
        **{table.name: _rows(getattr(driving, table.name), scenario) for table in fields(Driving)}
    )


def _among(scenarios: Sequence[str], scenario: str) -> tuple[str, ...]:
    return (scenario,) if scenario in scenarios else ()


def _rows(rows: Sequence[Any], scenario: str) -> tuple[Any, ...]:
    return tuple(row for row in rows if row.scenario in (None, scenario))
